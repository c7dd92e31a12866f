//! Which ticket a message lands on.

use guichet_channels::email::ledger::Outcome;
use tickets::{
    actions::{MergeComments, merge_tickets},
    change::Change,
    model::Status,
};

use crate::desk::{Desk, each_desk};

const HELP: &str = "help@desk.example";
const FIRST: &str = "From: Mia Lind <mia@x.example>\nTo: help@desk.example\nSubject: Broken chair\n\
    Message-ID: <1@x.example>\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\nIt broke.\n";

/// A desk with a ticket of Mia's that an agent has answered.
async fn answered(desk: &Desk) -> (base::TicketId, people::User) {
    desk.add_mailbox(HELP).await;
    let agent = desk.add_agent("ana@desk.example").await;
    let ticket = desk.receive(HELP, FIRST).await.ticket_id.unwrap();
    desk.answer(&agent, ticket, "<p>Which chair?</p>").await;
    (ticket, agent)
}

#[tokio::test]
async fn a_mail_becomes_a_ticket_and_the_answer_to_our_answer_lands_on_it() {
    each_desk(async |desk| {
        let (ticket, _) = answered(&desk).await;
        let sent = desk.sent().pop().unwrap();
        assert_eq!(sent.subject, format!("Re: [#{ticket}] Broken chair"));
        assert_eq!(
            (sent.in_reply_to.as_slice(), desk.last_recipients()),
            (&["1@x.example".to_owned()][..], vec!["mia@x.example".to_owned()])
        );
        assert_eq!(sent.from.unwrap().email, HELP);
        assert!(sent.text.contains("Which chair?") && sent.text.contains("> It broke."));
        // From another address and under another subject: the signed Message-ID alone tells.
        let reply = format!(
            "From: mia@home.example\nTo: {HELP}\nSubject: x\nMessage-ID: <2@x.example>\n\
            In-Reply-To: <{}>\n\nThe blue one.\n\nOn 2 March 2026, Help wrote:\n> Which chair?\n",
            sent.message_id.unwrap()
        );
        let mail = desk.receive(HELP, &reply).await;
        assert_eq!((mail.outcome, mail.ticket_id), (Outcome::Comment, Some(ticket)));
        let comments = desk.comments(ticket).await;
        assert_eq!(
            comments.iter().map(|comment| comment.body_text.as_str()).collect::<Vec<_>>(),
            ["It broke.", "Which chair?", "The blue one."]
        );
        assert!(comments[2].quoted_html.as_ref().unwrap().contains("Which chair?"));
    })
    .await;
}

#[tokio::test]
async fn an_answer_to_the_signed_address_lands_on_its_ticket_without_any_other_header() {
    each_desk(async |desk| {
        let (ticket, _) = answered(&desk).await;
        let address = desk.sent().pop().unwrap().reply_to.pop().unwrap().email;
        let mail = desk
            .receive(&address, "From: mia@x.example\nTo: undisclosed:;\nSubject: y\n\nThe blue one.\n")
            .await;
        assert_eq!((mail.outcome, mail.ticket_id), (Outcome::Comment, Some(ticket)));
        let forged = address.replace(&format!("+t{ticket}-"), &format!("+t{}-", ticket.0 + 1));
        let mail = desk.receive(&forged, "From: mia@x.example\nSubject: z\n\nAnother.\n").await;
        assert_eq!(mail.outcome, Outcome::Ticket);
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_refers_to_an_earlier_one_lands_there_only_for_a_party_to_the_ticket() {
    each_desk(async |desk| {
        let (ticket, _) = answered(&desk).await;
        let reply = |from: &str| format!("From: {from}\nTo: {HELP}\nSubject: Re: Broken chair\nReferences: <1@x.example>\n\nMore from {from}\n");
        let mail = desk.receive(HELP, &reply("mia@x.example")).await;
        assert_eq!((mail.outcome, mail.ticket_id), (Outcome::Comment, Some(ticket)));
        let mail = desk.receive(HELP, &reply("eve@evil.example")).await;
        assert_eq!((mail.outcome, mail.detail), (Outcome::Ticket, format!("possible_follow_up of {ticket}")));
        assert_ne!(mail.ticket_id, Some(ticket));
    })
    .await;
}

#[tokio::test]
async fn a_stolen_ticket_number_opens_a_new_ticket_and_the_requesters_own_finds_it() {
    each_desk(async |desk| {
        let (ticket, _) = answered(&desk).await;
        let mail = |from: &str| {
            format!("From: {from}\nTo: {HELP}\nSubject: Re: [#{ticket}] Broken chair\n\nHello from {from}\n")
        };
        assert_eq!(desk.receive(HELP, &mail("eve@evil.example")).await.outcome, Outcome::Ticket);
        let own = desk.receive(HELP, &mail("Mia@X.example")).await;
        assert_eq!((own.outcome, own.ticket_id), (Outcome::Comment, Some(ticket)));
        assert_eq!(desk.comments(ticket).await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn an_answer_to_a_solved_ticket_opens_it_and_to_a_closed_one_makes_a_follow_up() {
    each_desk(async |desk| {
        let (ticket, agent) = answered(&desk).await;
        let id = desk.sent().pop().unwrap().message_id.unwrap();
        let reply = |number: u8| format!("From: mia@x.example\nTo: {HELP}\nSubject: Re: Broken chair\nIn-Reply-To: <{id}>\nMessage-ID: <r{number}@x.example>\n\nStill broken.\n");
        let status = |status| Change { status: Some(status), ..Change::default() };
        desk.change(&agent, ticket, status(Status::Solved)).await;
        assert_eq!(desk.receive(HELP, &reply(1)).await.ticket_id, Some(ticket));
        assert_eq!(desk.ticket(ticket).await.status, Status::Open);
        desk.change(&agent, ticket, status(Status::Closed)).await;
        let mail = desk.receive(HELP, &reply(2)).await;
        assert_eq!((mail.outcome, mail.detail), (Outcome::Ticket, format!("follow_up of {ticket}")));
        assert_ne!(mail.ticket_id, Some(ticket));
        assert_eq!(desk.comments(ticket).await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_overtakes_the_mail_it_answers_waits_for_it() {
    each_desk(async |desk| {
        desk.add_mailbox(HELP).await;
        desk.receive_from("mia@x.example", &[HELP], FIRST).await;
        let reply = "From: mia@x.example\nTo: help@desk.example\nSubject: more\nReferences: <1@x.example>\nMessage-ID: <2@x.example>\n\nMore.\n";
        desk.receive_from("mia@x.example", &[HELP], reply).await;
        // The later job first.
        let last = desk.last_mail().await.id;
        let job = guichet_channels::email::ledger::ProcessMail { incoming_mail_id: last };
        let outcome = guichet_channels::email::intake::process(desk.app.clone(), job, 1).await;
        assert!(matches!(outcome, Err(jobs::JobError::Retry { .. })));
        desk.work().await;
        assert_eq!(desk.last_mail().await.outcome, Outcome::Comment);
    })
    .await;
}

#[tokio::test]
async fn people_copied_on_a_mail_are_copied_on_its_ticket_but_never_the_desk_itself() {
    each_desk(async |desk| {
        desk.add_mailbox(HELP).await;
        desk.add_mailbox("sales@desk.example").await;
        let mail = desk
            .receive(HELP, "From: mia@x.example\nTo: help@desk.example, bob@x.example\nCc: Sales+t1@desk.example, no-reply@x.example, Léa <lea@x.example>\nSubject: a\n\nb\n")
            .await;
        let ticket = desk.ticket(mail.ticket_id.unwrap()).await;
        let mut copied = Vec::new();
        for id in ticket.cc_ids {
            copied.push(desk.user(id).await.email.unwrap());
        }
        assert_eq!(copied, ["bob@x.example", "lea@x.example"]);
        assert_eq!(ticket.recipient.as_deref(), Some(HELP));
    })
    .await;
}

#[tokio::test]
async fn an_answer_about_a_merged_ticket_lands_on_the_one_that_it_lives_on_in() {
    each_desk(async |desk| {
        let (survivor, agent) = answered(&desk).await;
        let again = FIRST.replace("<1@", "<9@").replace("It broke.", "Did you get my mail?");
        let merged = desk.receive(HELP, &again).await.ticket_id.unwrap();
        desk.answer(&agent, merged, "<p>Yes!</p>").await;
        let sent = desk.sent().pop().unwrap().message_id.unwrap();
        let (now, actor) = (desk.app.clock.now(), base::Actor::person(agent.id, agent.role, base::Via::Web));
        let merge = move |tx: &mut db::Tx| {
            merge_tickets(tx, now, &actor, survivor, &[merged], &MergeComments::default())
        };
        desk.app.db.write(merge).await.unwrap();
        let reply = format!(
            "From: mia@x.example\nTo: {HELP}\nSubject: Re: Broken chair\nIn-Reply-To: <{sent}>\n\nThank you.\n"
        );
        let mail = desk.receive(HELP, &reply).await;
        assert_eq!((mail.outcome, mail.ticket_id), (Outcome::Comment, Some(survivor)));
    })
    .await;
}
