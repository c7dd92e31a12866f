//! Whole messages: headers, bodies and attachments.

use guichet_mail::{ParsedMail, parse};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::score::{Score, bytes, cases, text, tight};

#[test]
fn messages_of_others_are_read_as_they_expect() {
    for (folder, floor) in FLOORS {
        let mut score = Score::default();
        for case in cases(folder, "manifest.jsonl") {
            let mail = parse(&bytes(folder, &case));
            check_headers(&mut score, &case, &mail);
            check_body(&mut score, &case, &mail);
            check_attachments(&mut score, &case, &mail);
        }
        score.report(folder, floor);
    }
}

const FLOORS: [(&str, f64); 5] = [
    ("redmine", 97.5),
    ("freescout", 99.0),
    ("libredesk", 99.0),
    ("stalwart_mail_parser", 97.5),
    ("zammad_process", 97.5),
];

fn check_headers(score: &mut Score, case: &Value, mail: &ParsedMail) {
    let from = mail.from.clone().unwrap_or_default();
    if text(case, "from").contains('@') && case["from_disputed"].is_null() {
        score.check(case, "from", from.email.eq_ignore_ascii_case(text(case, "from")));
    }
    if let Some(name) = case["from_name"].as_str() {
        score.check(case, "from_name", tight(from.name.as_deref().unwrap_or_default()) == tight(name));
    }
    // Where there is no subject, the sources show a text of their own.
    let is_placeholder = matches!(text(case, "subject"), "" | "-" | "(no subject)");
    // Some sources lose letters that can be read.
    let is_lossy = has_lost_letters(text(case, "subject"));
    if !is_placeholder && !is_lossy {
        score.check(case, "subject", tight(&mail.subject) == tight(text(case, "subject")));
    }
    if let Some(id) = case["message_id"].as_str() {
        let bare = id.trim_matches(['<', '>']);
        score.check(case, "message_id", mail.message_id.as_deref() == Some(bare));
    }
    for (field, got) in [("in_reply_to", &mail.in_reply_to), ("references", &mail.references)] {
        if let Some(wanted) = case[field].as_array() {
            let bare: Vec<&str> =
                wanted.iter().filter_map(Value::as_str).map(|id| id.trim_matches(['<', '>'])).collect();
            score.check(case, field, got.iter().map(String::as_str).eq(bare));
        }
    }
}

fn check_body(score: &mut Score, case: &Value, mail: &ParsedMail) {
    let body = tight(&mail.text);
    if let Some(wanted) =
        case["body_text"].as_str().filter(|wanted| !wanted.is_empty() && !has_lost_letters(wanted))
    {
        let wanted = tight(wanted);
        score.check(case, "body_text", wanted == body || (wanted.len() > 20 && body.contains(&wanted)));
    }
    if let Some(parts) = case["body_contains"].as_array() {
        let has_all = parts.iter().filter_map(Value::as_str).all(|part| body.contains(&tight(part)));
        score.check(case, "body_contains", has_all);
    }
    if let Some(end) = case["text_ends_with"].as_str() {
        score.check(case, "text_ends_with", body.ends_with(&tight(end)));
    }
    if let Some(end) = case["html_ends_with"].as_str() {
        score.check(case, "html_ends_with", mail.html.trim_end().ends_with(end));
    }
}

fn check_attachments(score: &mut Score, case: &Value, mail: &ParsedMail) {
    if let Some(count) = case["n_attachments"].as_u64() {
        score.check(case, "n_attachments", mail.attachments.len() as u64 == count);
    }
    let has_name = |name: &str| mail.attachments.iter().any(|part| part.file_name == name);
    if let Some(names) = case["attachment_names"].as_array() {
        score.check(case, "attachment_names", names.iter().filter_map(Value::as_str).all(has_name));
    }
    for wanted in case["attachments"].as_array().into_iter().flatten() {
        if let Some(name) = wanted["filename"].as_str() {
            score.check(case, "attachment_filename", has_name(name));
        }
        if let Some(hash) = wanted["sha256"].as_str() {
            // Hashes were taken from files whose line ends were a single character.
            let with_short_line_ends =
                |data: &[u8]| String::from_utf8_lossy(data).replace("\r\n", "\n").into_bytes();
            let is_there = mail.attachments.iter().any(|part| {
                is_hash_of(hash, &part.data) || is_hash_of(hash, &with_short_line_ends(&part.data))
            });
            score.check(case, "attachment_bytes", is_there);
        }
        if let Some(id) = wanted["content_id"].as_str() {
            let is_there = mail.attachments.iter().any(|part| part.content_id.as_deref() == Some(id));
            score.check(case, "attachment_content_id", is_there);
        }
        if let Some(disposition) = wanted["disposition"].as_str() {
            let is_inline = disposition == "inline";
            let is_there = mail
                .attachments
                .iter()
                .any(|part| part.inline == is_inline && part.content_type == text(wanted, "content_type"));
            score.check(case, "attachment_disposition", is_there);
        }
    }
}

fn is_hash_of(hash: &str, data: &[u8]) -> bool {
    hex::encode(Sha256::digest(data)) == hash
}

fn has_lost_letters(text: &str) -> bool {
    text.contains('\u{fffd}') || text.contains("???")
}
