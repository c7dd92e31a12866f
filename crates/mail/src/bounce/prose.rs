//! Reports that mail servers write for people: found by the phrases of some seventy of them.

use std::sync::LazyLock;

use regex::Regex;

use super::FailedRecipient;
use super::report::{smtp_code_in, status_in};
use crate::parse::ParsedMail;

/// Whether subject or text says that a message was not delivered.
pub(super) fn tells_of_failure(mail: &ParsedMail) -> bool {
    if mail.headers.contains("x-failed-recipients") {
        return true;
    }
    let subject = mail.subject.to_lowercase();
    let told = notice(&mail.text).to_lowercase();
    SUBJECTS.iter().any(|words| subject.contains(words))
        || PHRASES.iter().any(|words| told.contains(words))
        || (smtp_code_in(&told).is_some() && status_in(&told).is_some())
}

/// Amazon's notification service sends its reports as JSON from an ordinary address.
pub(super) fn is_forwarded_by_relay(mail: &ParsedMail) -> bool {
    let is_amazon =
        mail.from.as_ref().is_some_and(|from| from.domain().eq_ignore_ascii_case("sns.amazonaws.com"));
    is_amazon && mail.text.replace('\\', "").contains("\"notificationType\":\"Bounce\"")
}

const SUBJECTS: [&str; 32] = [
    "undeliver",
    "delivery fail",
    "delivery has failed",
    "delivery status notification",
    "delivery failure",
    "delivery error",
    "delivery report",
    "mail delivery",
    "mail fail",
    "mail system error",
    "returned mail",
    "returned to sender",
    "returning message",
    "returning to sender",
    "failure notice",
    "failure delivery",
    "failed delivery",
    "could not be delivered",
    "could not be sent",
    "could not send",
    "not delivered",
    "nondeliver",
    "non-deliver",
    "error sending your mail",
    "errors from",
    "delayed mail",
    "delivery delay",
    "postfix smtp server",
    "unzustellbar",
    "non remis",
    "メールエラー",
    "配信できません",
];

const PHRASES: [&str; 42] = [
    "not yet been delivered",
    "could not be delivered",
    "couldn't be delivered",
    "cannot be delivered",
    "not be delivered",
    "was not delivered",
    "unable to deliver",
    "wasn't able to deliver",
    "was not able to deliver",
    "delivery has failed",
    "delivery failed",
    "delivery failure",
    "delivery to the following",
    "delevery to the following",
    "did not reach",
    "error delivering",
    "attempting to deliver",
    "trying to deliver",
    "trouble delivering",
    "had delivery problems",
    "had delivery errors",
    "permanent delivery error",
    "permanent fatal error",
    "fatal errors",
    "following address(es) failed",
    "following address failed",
    "returned mail",
    "returned message",
    "rejected by",
    "failure reasons",
    "message is delayed",
    "user unknown",
    "unknown user",
    "recipient address rejected",
    "transcript of session follows",
    "undeliverable",
    "not be sent",
    "送信できませんでした",
    "配信できません",
    "お届けできません",
    "не может быть доставлено",
    "non-delivered information",
];

/// The notice itself, without the copy of the returned message.
fn notice(text: &str) -> &str {
    let end = COPY_STARTS.find(text).map_or(text.len(), |found| found.start());
    text.get(..end).unwrap_or(text)
}

static COPY_STARTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?im)^.*(?:copy of the (?:original )?message|original message follows|message headers follow|unsent message follows|returned message\b.*--|original message ?-{2,}|message header:|bounced e-mail:).*$|^(?:Received|Return-Path): ",
    )
});

/// The recipients that a notice in prose names, all with the first code it gives.
pub(super) fn recipients(mail: &ParsedMail) -> Vec<FailedRecipient> {
    let told = notice(&mail.text);
    let from_header = mail.headers.get("x-failed-recipients").unwrap_or_default();
    let own: Vec<&str> = mail.to.iter().map(|to| to.email.as_str()).collect();
    let mut addresses: Vec<String> = addresses_in(from_header);
    if addresses.is_empty() {
        addresses = addresses_in(told);
        addresses.retain(|found| {
            !own.iter().any(|to| to.eq_ignore_ascii_case(found)) && !is_server_address(found)
        });
    }
    if addresses.is_empty() {
        addresses.push(String::new());
    }
    let diagnostic = diagnostic_in(told);
    let status = status_in(&diagnostic).or_else(|| status_in(told));
    let smtp_code = smtp_code_in(&diagnostic).or_else(|| smtp_code_in(told));
    addresses
        .into_iter()
        .take(MOST_RECIPIENTS)
        .map(|address| FailedRecipient {
            address,
            status: status.clone(),
            smtp_code,
            diagnostic: diagnostic.clone(),
        })
        .collect()
}

/// A notice in prose that seems to name more recipients names something else.
const MOST_RECIPIENTS: usize = 50;

fn is_server_address(address: &str) -> bool {
    let lower = address.to_lowercase();
    lower.starts_with("postmaster@") || lower.starts_with("mailer-daemon@")
}

fn addresses_in(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for address in ADDRESS.find_iter(text).map(|hit| hit.as_str().trim_end_matches('.')) {
        let is_new = !found.iter().any(|known| known.eq_ignore_ascii_case(address));
        if is_new && found.len() < MOST_RECIPIENTS {
            found.push(address.to_owned());
        }
    }
    found
}

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,200}[A-Za-z0-9])?")
});

/// The lines that hold what the other server said: from the first with a code on, or the whole notice, in one line.
fn diagnostic_in(told: &str) -> String {
    let lines: Vec<&str> = told.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let coded = lines.iter().position(|line| smtp_code_in(line).is_some() || status_in(line).is_some());
    let (start, count) = coded.map_or((0, 12), |index| (index, 3));
    let joined = lines.iter().skip(start).take(count).copied().collect::<Vec<_>>().join(" ");
    joined.chars().take(LONGEST_DIAGNOSTIC).collect()
}

const LONGEST_DIAGNOSTIC: usize = 600;

/// Every Message-ID that stands as a header in the report, its returned parts and its text.
pub(super) fn original_message_ids(mail: &ParsedMail) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let returned = mail.attachments.iter().filter(|part| part.content_type.starts_with("message/"));
    let texts = mail.reports.iter().map(|part| part.text.clone());
    let attached = returned.map(|part| String::from_utf8_lossy(&part.data).into_owned());
    for text in texts.chain(attached).chain([mail.text.clone()]) {
        ids.extend(MESSAGE_ID.captures_iter(&text).map(|found| found[1].to_owned()));
    }
    let replied_to = mail.in_reply_to.iter().chain(&mail.references).cloned();
    let named =
        mail.headers.get("x-original-message-id").map(|id| id.trim_matches(['<', '>', ' ']).to_owned());
    ids.extend(replied_to.chain(named));
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    ids
}

static MESSAGE_ID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?im)^[ \t>]*(?:x-)?(?:original-)?(?:ms-exchange-)?message-id[ \t]*:\s*<([^<>\s]{1,500})>")
});

#[expect(clippy::expect_used, reason = "the pattern is fixed and a test compiles it")]
pub(super) fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a fixed pattern is valid")
}
