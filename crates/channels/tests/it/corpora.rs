//! Mails that other projects test themselves with, through the whole intake. They lie in a folder beside the repository
//! and are no part of it; where the folder is absent the test prints one line and passes. Every message must end with an
//! outcome, none as failed; the share of what is shown right is printed, and must not fall.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use guichet_channels::email::ledger::{IncomingMail, Outcome};
use mail_transport::smtp_receiver::{Delivery, Envelope, Receive};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tickets::model::{Attachment, Comment};

use crate::desk::Desk;

const HELP: &str = "help@desk.example";
/// Each folder, and the share in percent that came out right when this was written.
const FOLDERS: [(&str, f64); 5] = [
    ("redmine", 95.0),
    ("freescout", 95.0),
    ("libredesk", 95.0),
    ("stalwart_mail_parser", 95.0),
    ("zammad_process", 95.0),
];

#[tokio::test]
async fn every_mail_of_others_ends_with_an_outcome_and_is_shown_as_they_expect() {
    for (folder, floor) in FOLDERS {
        let cases = cases(folder);
        if cases.is_empty() {
            continue;
        }
        let desk = Desk::on_sqlite().await;
        desk.add_mailbox(HELP).await;
        let mut score = Score::default();
        for case in cases {
            let mail = deliver(&desk, folder, &case).await;
            *score.outcomes.entry(mail.outcome).or_default() += 1;
            assert!(
                !matches!(mail.outcome, Outcome::Pending | Outcome::Failed),
                "{}: {}",
                case["id"],
                mail.detail
            );
            check(&desk, &mut score, &case, &mail).await;
        }
        score.report(folder, floor);
    }
}

async fn deliver(desk: &Desk, folder: &str, case: &Value) -> IncomingMail {
    let raw = std::fs::read(root().join(folder).join(text(case, "file"))).unwrap();
    let envelope = Envelope {
        from: text(case, "from").to_owned(),
        recipients: vec![HELP.to_owned()],
        peer: "192.0.2.1:25".parse().unwrap(),
        helo: "client.example".to_owned(),
        tls: false,
    };
    assert_eq!(desk.arrivals.deliver(envelope, raw).await, Delivery::Accepted);
    desk.work().await;
    // One that waits for an earlier mail, and one that fails, are tried again.
    for _ in 0..4 {
        desk.app.clock.advance(std::time::Duration::from_secs(3600));
        desk.work().await;
    }
    desk.last_mail().await
}

/// Only what became visible now is compared: a report or a second copy shows nothing of its own.
async fn check(desk: &Desk, score: &mut Score, case: &Value, mail: &IncomingMail) {
    if !matches!(mail.outcome, Outcome::Ticket | Outcome::Comment | Outcome::AutoReply) {
        return;
    }
    let (Some(ticket_id), Some(comment_id)) = (mail.ticket_id, mail.comment_id) else { return };
    let ticket = desk.ticket(ticket_id).await;
    let comments = desk.comments(ticket_id).await;
    let comment = comments.iter().find(|comment| comment.id == comment_id).unwrap();
    if mail.outcome == Outcome::Ticket {
        check_subject(score, case, &ticket.subject);
        let raw = desk.app.blobs.get(&mail.raw).await.unwrap();
        let names_another = mail::parse(&raw).headers.contains("reply-to");
        if text(case, "from").contains('@') && !names_another && case["from_disputed"].is_null() {
            let requester = desk.user(ticket.requester_id).await.email.unwrap_or_default();
            score.check(case, "requester", requester.eq_ignore_ascii_case(text(case, "from")));
        }
    }
    check_body(score, case, comment);
    let files = desk
        .app
        .db
        .read(move |c| tickets::store::attachments::list_of_comments(c, &[comment_id]))
        .await
        .unwrap();
    check_files(desk, score, case, &files).await;
}

/// Where there is none, the sources show a text of their own; some lose letters that can be read.
fn check_subject(score: &mut Score, case: &Value, subject: &str) {
    let wanted = text(case, "subject");
    let is_placeholder = matches!(wanted, "" | "-" | "(no subject)");
    let is_lossy = wanted.contains('\u{fffd}') || wanted.contains("???");
    if !is_placeholder && !is_lossy {
        score.check(
            case,
            "subject",
            tight(subject).starts_with(&tight(wanted)) || tight(wanted).starts_with(&tight(subject)),
        );
    }
}

/// Folding moves lines but loses none.
fn check_body(score: &mut Score, case: &Value, comment: &Comment) {
    let quoted = comment.quoted_html.as_deref().map(mail::html_to_text).unwrap_or_default();
    let shown = tight(&format!("{}{quoted}", comment.body_text));
    let wanted = case["body_text"].as_str().map(|body| body.lines().collect::<Vec<_>>()).unwrap_or_default();
    let contained = case["body_contains"].as_array().cloned().unwrap_or_default();
    let pieces: Vec<&str> = wanted.into_iter().chain(contained.iter().filter_map(Value::as_str)).collect();
    if !pieces.is_empty() && !pieces.iter().any(|piece| piece.contains('\u{fffd}')) {
        let marks = |piece: &&str| shown.contains(&tight(piece.trim_start_matches(['>', ' '])));
        score.check(case, "body", pieces.iter().all(marks));
    }
}

async fn check_files(desk: &Desk, score: &mut Score, case: &Value, files: &[Attachment]) {
    let has_name = |name: &str| files.iter().any(|file| tight(&file.file_name) == tight(name));
    if let Some(names) = case["attachment_names"].as_array() {
        score.check(case, "file names", names.iter().filter_map(Value::as_str).all(has_name));
    }
    let mut hashes = Vec::new();
    for file in files {
        let data = desk.app.blobs.get(&file.blob).await.unwrap();
        let short = String::from_utf8_lossy(&data).replace("\r\n", "\n").into_bytes();
        hashes.extend([hash(&data), hash(&short)]);
    }
    for wanted in case["attachments"].as_array().into_iter().flatten() {
        if let Some(name) = wanted["filename"].as_str() {
            score.check(case, "file names", has_name(name));
        }
        if let Some(digest) = wanted["sha256"].as_str() {
            score.check(case, "file bytes", hashes.iter().any(|hash| hash == digest));
        }
    }
}

fn hash(data: &[u8]) -> String {
    hex::encode(Sha256::digest(data))
}

fn cases(folder: &str) -> Vec<Value> {
    let Ok(lines) = std::fs::read_to_string(root().join(folder).join("manifest.jsonl")) else {
        println!("corpora not found, the cases of {folder} are skipped");
        return Vec::new();
    };
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora")
}

fn text<'a>(case: &'a Value, field: &str) -> &'a str {
    case[field].as_str().unwrap_or_default()
}

/// Text without white space, by which two readings of one text are compared.
fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\0')).collect()
}

#[derive(Default)]
struct Score {
    outcomes: BTreeMap<Outcome, usize>,
    right: BTreeMap<&'static str, usize>,
    total: BTreeMap<&'static str, usize>,
    wrong: Vec<String>,
}

impl Score {
    fn check(&mut self, case: &Value, name: &'static str, is_right: bool) {
        *self.total.entry(name).or_default() += 1;
        *self.right.entry(name).or_default() += usize::from(is_right);
        if !is_right {
            self.wrong.push(format!("{name}: {}", text(case, "id")));
        }
    }

    fn report(&self, folder: &str, floor: f64) {
        println!("{folder}: {:?}", self.outcomes);
        for (name, count) in &self.total {
            println!("{folder:>22} {name:<12} {:>4} of {count}", self.right[name]);
        }
        for wrong in &self.wrong {
            println!("    not as expected: {wrong}");
        }
        let (right, total): (usize, usize) = (self.right.values().sum(), self.total.values().sum());
        let share = 100.0 * right as f64 / total.max(1) as f64;
        println!("{folder:>22} all          {right:>4} of {total} = {share:.1} %");
        assert!(share >= floor, "{folder}: {share:.1} % came out right, {floor} % did before");
    }
}
