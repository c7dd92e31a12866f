//! Replies in some fifteen languages: the new part is cut from what it quotes.

use guichet_mail::{parse, split_text};
use serde_json::Value;

use crate::score::{Score, bytes, cases, text, tight};

const FOLDERS: [&str; 4] = [
    "crisp_email_reply_parser",
    "github_email_reply_parser",
    "willdurand_email_reply_parser",
    "zapier_email_reply_parser",
];

#[test]
fn replies_are_cut_where_their_sources_cut_them() {
    let mut all = Score::default();
    for folder in FOLDERS {
        let mut score = Score::default();
        for case in cases(folder, "manifest.jsonl") {
            // A pattern set by the user of the source, and a placeholder that its test fills in, are no expectation.
            let is_general =
                case["needs_custom_regex"].is_null() && !text(&case, "reply_text").contains("{$");
            if is_general {
                let split = split_text(&parse(&bytes(folder, &case)).text);
                check(&mut score, &case, &split.visible);
                check(&mut all, &case, &split.visible);
            }
        }
        score.report(folder, 92.0);
    }
    all.report("all replies", 99.0);
}

fn check(score: &mut Score, case: &Value, visible: &str) {
    let shown = tight(visible);
    if let Some(wanted) = case["reply_text"].as_str() {
        score.check(case, "reply_text", shown == tight(wanted));
        score.check(case, "no_new_text_lost", shown.contains(&tight(wanted)));
    } else if let Some(start) = case["reply_first_fragment"].as_str() {
        score.check(case, "reply_first_fragment", shown.starts_with(&tight(start)));
    }
    let parts = |field: &str| case[field].as_array().cloned().unwrap_or_default();
    let contains = |part: &Value| shown.contains(&tight(part.as_str().unwrap_or_default()));
    if !parts("reply_contains").is_empty() {
        score.check(case, "reply_contains", parts("reply_contains").iter().all(contains));
    }
    if !parts("reply_not_contains").is_empty() {
        score.check(case, "reply_not_contains", !parts("reply_not_contains").iter().any(contains));
    }
}
