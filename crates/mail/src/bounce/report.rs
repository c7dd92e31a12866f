//! Delivery status notifications (RFC 3464) and the meaning of their codes (RFC 3463).

use std::sync::LazyLock;

use regex::Regex;

use super::FailedRecipient;
use crate::parse::ParsedMail;

/// The recipients named in the delivery-status parts, without those that were reached.
pub(super) fn recipients(mail: &ParsedMail) -> Vec<FailedRecipient> {
    status_texts(mail).flat_map(blocks).filter_map(|block| recipient(&block)).collect()
}

/// Whether every recipient that the report names was reached.
pub(super) fn says_only_delivered(mail: &ParsedMail) -> bool {
    let actions: Vec<String> = status_texts(mail)
        .flat_map(blocks)
        .filter_map(|block| field(&block, "action").map(str::to_lowercase))
        .collect();
    !actions.is_empty() && actions.iter().all(|action| is_success(action))
}

/// Whether a multipart/report is about delivery, as its parameter says.
pub(super) fn is_about_delivery(mail: &ParsedMail) -> bool {
    mail.headers.get("content-type").is_some_and(|value| value.to_lowercase().contains("delivery-status"))
}

fn is_success(action: &str) -> bool {
    let word = action.split([' ', ';', '(']).next().unwrap_or_default();
    matches!(word, "delivered" | "deliverable" | "relayed" | "expanded")
}

fn status_texts(mail: &ParsedMail) -> impl Iterator<Item = &str> {
    mail.reports
        .iter()
        .filter(|part| part.content_type.ends_with("delivery-status"))
        .map(|part| part.text.as_str())
}

/// One block of fields per recipient, each an unfolded name and value.
type Block = Vec<(String, String)>;

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = vec![Block::new()];
    for line in text.lines() {
        let is_folded = line.starts_with([' ', '\t']);
        match (blocks.last_mut(), line.split_once(':')) {
            (Some(block), _) if line.trim().is_empty() && !block.is_empty() => blocks.push(Block::new()),
            (Some(block), _) if is_folded && !block.is_empty() => {
                if let Some((_, value)) = block.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
            (Some(block), Some((name, value))) => {
                block.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
            _ => {}
        }
    }
    blocks
}

fn field<'a>(block: &'a Block, name: &str) -> Option<&'a str> {
    block.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn recipient(block: &Block) -> Option<FailedRecipient> {
    let named = field(block, "final-recipient").or_else(|| field(block, "original-recipient"))?;
    if field(block, "action").is_some_and(|action| is_success(&action.to_lowercase())) {
        return None;
    }
    let diagnostic = field(block, "diagnostic-code").map(after_type).unwrap_or_default().to_owned();
    let status = field(block, "status").and_then(status_in).or_else(|| status_in(&diagnostic));
    let address =
        after_type(named).trim_matches(|c: char| c.is_whitespace() || "<>\"".contains(c)).to_owned();
    Some(FailedRecipient { address, status, smtp_code: smtp_code_in(&diagnostic), diagnostic })
}

/// A value without the type before its semicolon, as in `rfc822; ana@example.com`.
fn after_type(value: &str) -> &str {
    value.split_once(';').map_or(value, |(_, rest)| rest).trim()
}

/// The first enhanced status code in a text.
pub(super) fn status_in(text: &str) -> Option<String> {
    STATUS.captures(text).map(|found| found[1].to_owned())
}

/// The first SMTP reply code of a failure in a text.
pub(super) fn smtp_code_in(text: &str) -> Option<u16> {
    SMTP_CODE.captures(text).and_then(|found| found[1].parse().ok())
}

static STATUS: LazyLock<Regex> =
    LazyLock::new(|| super::prose::pattern(r"(?:^|[^\d.])([45]\.\d{1,2}\.\d{1,3})(?:[^\d.]|\.?$|\.\s)"));
static SMTP_CODE: LazyLock<Regex> =
    LazyLock::new(|| super::prose::pattern(r"(?:^|[^\d.\[])([45][0-5]\d)(?:[ \-:>#(]|$)"));

/// Whether code or words say that the address, or its host, does not exist. Words weigh more: servers give 5.1.1 for what
/// they refuse, and 5.0.0 for what they do not know.
pub(super) fn is_bad_address(status: Option<&str>, diagnostic: &str) -> bool {
    let lower = diagnostic.to_lowercase();
    // X.2.X is about a mailbox that exists, 5.1.7 and 5.1.8 are about the sender.
    let is_other_code =
        status.is_some_and(|code| code.get(1..4) == Some(".2.") || matches!(code, "5.1.7" | "5.1.8"));
    if is_other_code || OTHER_REASONS.iter().any(|words| lower.contains(words)) {
        return false;
    }
    let is_bad_code = matches!(status, Some("5.1.1" | "5.1.2" | "5.1.3" | "5.1.6" | "5.1.10" | "5.4.4"));
    is_bad_code || BAD_ADDRESS.iter().any(|words| lower.contains(words))
}

const OTHER_REASONS: [&str; 49] = [
    "domain of sender",
    "name server reply",
    "mailbox full",
    "mailbox is full",
    "quota",
    "over the maximum",
    "storage",
    "exceeded",
    "too large",
    "too big",
    "spam",
    "blocked",
    "blacklist",
    "block list",
    "blocklist",
    "banned",
    "policy",
    "dmarc",
    "spf ",
    "dkim",
    "virus",
    "relay",
    "greylist",
    "too many",
    "rate limit",
    "timed out",
    "time-out",
    "timeout",
    "deferred",
    "temporar",
    "try again",
    "suspended",
    "inactive",
    "reputation",
    "reverse dns",
    "rdns",
    "ptr record",
    "authentication",
    "not authorized",
    "unsolicited",
    "loop",
    "hop count",
    "sender rejected",
    "sender address rejected",
    "sender verify",
    "local policy",
    "tls",
    "content rejected",
    "access denied by",
];

const BAD_ADDRESS: [&str; 51] = [
    "dns lookup failure",
    "not accepting network messages",
    "does not accept mail",
    "userid",
    "domain is not reachable",
    "リストにありません",
    "user unknown",
    "unknown user",
    "unknown recipient",
    "recipient unknown",
    "no such user",
    "no such mailbox",
    "no such recipient",
    "no such address",
    "no such person",
    "user not found",
    "recipient not found",
    "address not found",
    "mailbox not found",
    "user doesn't exist",
    "does not exist",
    "doesn't exist",
    "do not exist",
    "not exist",
    "unknown address",
    "address unknown",
    "invalid recipient",
    "invalid mailbox",
    "invalid user",
    "invalid address",
    "no mailbox",
    "mailbox unavailable",
    "not a valid",
    "user is unknown",
    "not listed in",
    "recipient name is not recognized",
    "recipientnotfound",
    "unrouteable address",
    "host unknown",
    "unknown host",
    "host not found",
    "domain not found",
    "domain name not found",
    "no such domain",
    "name or service not known",
    "null mx",
    "nullmx",
    "couldn't find any host",
    "couldn't find a mail exchanger",
    "has moved",
    "no longer here",
];
