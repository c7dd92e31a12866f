//! Which mail may be answered by a machine, and who asks.

use guichet_mail::{MailKind, Own, classify, may_be_answered_automatically, parse, requester};

use crate::score::{Score, bytes, cases, text};

#[test]
fn machines_are_not_answered() {
    let mut score = Score::default();
    let own = Own { addresses: &["customer@example.com".to_owned()], message_id_host: "FQDN.example" };
    for case in cases("zammad_process", "auto.jsonl") {
        let mail = parse(&bytes("zammad_process", &case));
        let from = mail.from.as_ref().map(|from| from.email.clone());
        let may_answer = may_be_answered_automatically(&mail, from.as_deref(), &own);
        score.check(&case, "send_auto_response", Some(may_answer) == case["send_auto_response"].as_bool());
    }
    for case in cases("redmine", "manifest.jsonl").iter().filter(|case| text(case, "kind") == "auto") {
        let kind = classify(&parse(&bytes("redmine", case)), None);
        score.check(case, "is_auto", Some(kind != MailKind::Person) == case["is_auto"].as_bool());
    }
    score.report("automatic mail", 100.0);
}

#[test]
fn the_requester_is_the_one_behind_a_form() {
    let mut score = Score::default();
    let own = Own { addresses: &["zammad@example.com".to_owned()], message_id_host: "desk.example" };
    for case in cases("zammad_process", "reply_to.jsonl") {
        // The source has a setting without which Reply-To is ignored; here it always counts.
        let takes_reply_to = text(&case, "setting").contains("take reply to as customer");
        if takes_reply_to {
            let found = requester(&parse(&bytes("zammad_process", &case)), None, &own).unwrap_or_default();
            score.check(&case, "requester", found.email == text(&case["expect"], "ticket.customer.email"));
        }
    }
    score.report("reply-to", 100.0);
}
