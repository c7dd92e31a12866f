//! Reports of some seventy mail servers, and mails that are none.

use guichet_mail::{MailKind, ParsedMail, classify, parse, read_bounce};
use serde_json::Value;

use crate::score::{Score, bytes, cases, text};

#[test]
fn reports_of_mail_servers_are_told_from_other_mail() {
    let mut score = Score::default();
    let mut details = Score::default();
    for case in cases("sisimai", "manifest.jsonl") {
        let mail = parse(&bytes("sisimai", &case));
        // Reports come with the null sender; all else with the address in From.
        let is_report = text(&case, "kind").starts_with("bounce");
        let kind = classify(&mail, if is_report { Some("") } else { None });
        let is_bounce = matches!(kind, MailKind::BounceHard { .. } | MailKind::BounceSoft { .. });
        score.check(&case, "is_bounce", is_bounce == case["is_bounce"].as_bool().unwrap_or(is_report));
        if let Some(is_auto) = case["is_auto"].as_bool() {
            score.check(&case, "is_auto", (kind != MailKind::Person) == is_auto);
        }
        if let Some(is_feedback) = case["is_feedback_report"].as_bool() {
            score.check(&case, "is_feedback_report", (kind == MailKind::FeedbackReport) == is_feedback);
        }
        if let Some(is_vacation) = case["is_vacation"].as_bool() {
            score.check(&case, "is_vacation", (kind == MailKind::AutoReply) == is_vacation);
        }
        if is_report {
            check_details(&mut details, &case, &mail, &kind);
        }
    }
    score.report("sisimai", 99.5);
    details.report("sisimai, what reports say", 94.0);
}

fn check_details(score: &mut Score, case: &Value, mail: &ParsedMail, kind: &MailKind) {
    let bounce = read_bounce(mail, Some("")).unwrap_or_default();
    if let Some(is_hard) = case["hard_bounce"].as_bool() {
        score.check(case, "hard_or_soft", matches!(kind, MailKind::BounceHard { .. }) == is_hard);
    }
    let strings = |field: &str| -> Vec<String> {
        case[field]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|one| one.as_str().map(str::to_owned))
            .collect()
    };
    let has_recipient =
        |wanted: &String| bounce.recipients.iter().any(|one| one.address.eq_ignore_ascii_case(wanted));
    if !strings("dsn_final_recipients").is_empty() {
        score.check(case, "recipients", strings("dsn_final_recipients").iter().all(has_recipient));
    }
    if !strings("dsn_status").is_empty() {
        let has_status =
            |wanted: &String| bounce.recipients.iter().any(|one| one.status.as_ref() == Some(wanted));
        score.check(case, "status", strings("dsn_status").iter().all(has_status));
    }
    // Statuses such as 5.0.910 are made up by the source where the report gives none.
    for wanted in case["bounces"].as_array().into_iter().flatten() {
        let status = text(wanted, "status");
        let is_given = !status.is_empty() && !status.contains(".0.9") && strings("dsn_status").is_empty();
        if is_given {
            score.check(case, "status_in_prose", bounce.status() == Some(status));
        }
    }
    if !strings("original_message_ids").is_empty() {
        let has_id = |wanted: &String| {
            bounce.original_message_ids.iter().any(|id| id == wanted.trim_matches(['<', '>']))
        };
        score.check(case, "original_message_ids", strings("original_message_ids").iter().all(has_id));
    }
}

#[test]
fn ordinary_mail_is_never_a_report() {
    let mut score = Score::default();
    for folder in [
        "redmine",
        "freescout",
        "libredesk",
        "stalwart_mail_parser",
        "zammad_process",
        "crisp_email_reply_parser",
        "github_email_reply_parser",
        "willdurand_email_reply_parser",
        "zapier_email_reply_parser",
    ] {
        for case in cases(folder, "manifest.jsonl") {
            let mail = parse(&bytes(folder, &case));
            let is_expected = case["is_bounce"].as_bool().unwrap_or(false);
            score.check(&case, "is_bounce", read_bounce(&mail, None).is_some() == is_expected);
        }
    }
    score.report("ordinary mail", 100.0);
}
