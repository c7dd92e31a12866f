//! What the one door lets through, refuses, and makes follow; on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::time::Duration;

use base::{Actor, GroupId, Locale, Role, TicketId, Timestamp, UserId, Via};
use db::{Db, Location, Paging, Tx, params};
use guichet_tickets::{
    actions::{change_ticket, create_ticket, delete_ticket, restore_ticket, undo_change},
    change::{Change, ListChange, NewComment, NewTicket, PreparedBody, Stamp},
    conditions::{Asker, Clause, Condition, Conditions},
    error::TicketError,
    model::{DraftKind, Priority, Recipients, Status, Ticket},
    order::TicketOrder,
    store::{
        self, ticket_counts,
        ticket_lists::{TicketFilter, page_filtered},
    },
};
use serde_json::json;

const NOON: Timestamp = Timestamp::from_unix_seconds(1_780_000_000);

fn at(seconds: u64) -> Timestamp {
    NOON.plus(Duration::from_secs(seconds))
}

/// A desk with one customer, two agents and a group of the first agent.
#[derive(Clone, Copy)]
struct Desk {
    mia: UserId,
    ana: UserId,
    ben: UserId,
    support: GroupId,
}

impl Desk {
    fn set_up(tx: &mut Tx) -> Self {
        let mut person = |name: &str, role: Role| -> UserId {
            tx.insert(
                "INSERT INTO users (name, role, email, locale, time_zone, created_at, updated_at) \
                 VALUES ($1, $2, $3, 'en', 'UTC', 0, 0) RETURNING id",
                params![name, role, format!("{}@example.com", name.to_lowercase())],
            )
            .unwrap()
        };
        let (mia, ana, ben) =
            (person("Mia", Role::EndUser), person("Ana", Role::Agent), person("Ben", Role::Agent));
        let support: GroupId = tx
            .insert(
                "INSERT INTO groups (name, created_at, updated_at) VALUES ('Support', 0, 0) RETURNING id",
                &[],
            )
            .unwrap();
        tx.execute(
            "INSERT INTO group_memberships (user_id, group_id, is_default, created_at, updated_at) VALUES ($1, $2, 1, 0, 0)",
            params![ana, support],
        )
        .unwrap();
        Self { mia, ana, ben, support }
    }

    fn agent(self) -> Actor {
        Actor::person(self.ana, Role::Agent, Via::Web)
    }

    fn customer(self) -> Actor {
        Actor::person(self.mia, Role::EndUser, Via::Email)
    }

    fn new_ticket(self, tx: &mut Tx) -> Ticket {
        let new = NewTicket {
            requester_id: self.mia,
            submitter_id: self.mia,
            recipient: None,
            comment: said(self.mia, true, "My lamp is broken"),
            fields: Change { subject: Some("Broken lamp".to_owned()), ..Change::default() },
        };
        create_ticket(tx, at(0), &self.customer(), &new).unwrap().ticket
    }
}

fn said(author_id: UserId, public: bool, text: &str) -> NewComment {
    NewComment {
        author_id,
        public,
        body: PreparedBody::from_text(text),
        uploads: Vec::new(),
        files: Vec::new(),
        recipients: Recipients::default(),
        incoming_mail_id: None,
        created_at: None,
        call: None,
    }
}

fn change(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: TicketId,
    change: Change,
) -> Result<Ticket, TicketError> {
    change_ticket(tx, now, &actor, id, &change).map(|changed| changed.ticket)
}

async fn on_each_database(test: fn(&mut Tx, Desk)) {
    let folder = tempfile::tempdir().unwrap();
    let postgres = testing::Postgres::shared_or_start();
    let locations = [
        Location::Sqlite(folder.path().join("test.db")),
        Location::Postgres(postgres.url_for_new_database()),
    ];
    for location in locations {
        let db = Db::open(location).unwrap();
        db.write(move |tx| {
            let desk = Desk::set_up(tx);
            test(tx, desk);
            Ok::<_, db::DbError>(())
        })
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn an_agents_answer_waits_for_its_undo_and_then_leaves() {
    on_each_database(|tx, desk| {
        let ticket = desk.new_ticket(tx);
        let answer =
            Change { status: Some(Status::Pending), ..Change::comment(said(desk.ana, true, "On it")) };
        let changed = change_ticket(tx, at(10), &desk.agent(), ticket.id, &answer).unwrap();
        assert_eq!(changed.ticket.status, Status::Pending);
        let (_, delivery) =
            store::deliveries::list_deliveries(tx, &[changed.comment_id.unwrap()]).unwrap().remove(0);
        assert_eq!((delivery.state.as_str(), delivery.send_at), ("queued", at(18)));
        let due: Timestamp =
            tx.get("SELECT run_at FROM jobs WHERE kind = 'deliver_comment'", &[], |row| row.take()).unwrap();
        assert_eq!(due, at(18));
    })
    .await;
}

#[tokio::test]
async fn an_answer_can_be_taken_back_whole_until_it_leaves() {
    on_each_database(|tx, desk| {
        let ticket = desk.new_ticket(tx);
        let answer = Change { status: Some(Status::Solved), ..Change::comment(said(desk.ana, true, "Done")) };
        let changed = change_ticket(tx, at(10), &desk.agent(), ticket.id, &answer).unwrap();
        let undone = undo_change(tx, at(12), &desk.agent(), ticket.id, changed.audit_id.unwrap()).unwrap();
        assert_eq!(undone.ticket.status, Status::New);
        assert_eq!(undone.ticket.assignee_id, None);
        assert_eq!(undone.ticket.preview, "My lamp is broken");
        let draft = undone.draft.unwrap();
        assert_eq!((draft.kind, draft.html_body.contains("Done")), (DraftKind::Reply, true));
        assert_eq!(store::comments::list_comments(tx, &[ticket.id], false).unwrap().len(), 1);
        assert!(store::deliveries::list_deliveries(tx, &[changed.comment_id.unwrap()]).unwrap().is_empty());

        let again = change_ticket(tx, at(20), &desk.agent(), ticket.id, &answer).unwrap();
        let too_late = undo_change(tx, at(29), &desk.agent(), ticket.id, again.audit_id.unwrap());
        assert!(matches!(too_late, Err(TicketError::TooLateToUndo(_))), "{too_late:?}");
    })
    .await;
}

#[tokio::test]
async fn a_field_that_was_changed_again_is_not_set_back() {
    on_each_database(|tx, desk| {
        let ticket = desk.new_ticket(tx);
        let to = |priority| Change { priority: Some(Some(priority)), ..Change::default() };
        let first = change_ticket(tx, at(1), &desk.agent(), ticket.id, &to(Priority::High)).unwrap();
        change(tx, at(2), desk.agent(), ticket.id, to(Priority::Urgent)).unwrap();
        let undo = undo_change(tx, at(3), &desk.agent(), ticket.id, first.audit_id.unwrap());
        assert!(matches!(undo, Err(TicketError::TooLateToUndo(_))));
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_agents_is_told_what_the_first_changed() {
    on_each_database(|tx, desk| {
        let ticket = desk.new_ticket(tx);
        let seen = Some(Stamp::Exact(ticket.updated_at));
        let first = Change { priority: Some(Some(Priority::High)), seen, ..Change::default() };
        change(tx, at(1), desk.agent(), ticket.id, first).unwrap();
        let second = Change { status: Some(Status::Open), seen, ..Change::default() };
        let ben = Actor::person(desk.ben, Role::Agent, Via::Web);
        match change(tx, at(2), ben, ticket.id, second) {
            Err(TicketError::Moved(moved)) => {
                assert_eq!(moved.changed, ["priority"]);
                assert_eq!(moved.by, Some(desk.ana));
                assert_eq!(moved.current.status, Status::New);
            }
            other => panic!("{other:?}"),
        }
    })
    .await;
}

#[tokio::test]
async fn the_customers_answer_reopens_a_solved_ticket_but_a_note_does_not() {
    on_each_database(|tx, desk| {
        let ticket = desk.new_ticket(tx);
        let solve = Change { status: Some(Status::Solved), ..Change::default() };
        let solved = change(tx, at(1), desk.agent(), ticket.id, solve).unwrap();
        assert_eq!((solved.assignee_id, solved.solved_at), (Some(desk.ana), Some(at(1))));
        let noted =
            change(tx, at(2), desk.agent(), ticket.id, Change::comment(said(desk.ana, false, "hm"))).unwrap();
        assert_eq!(noted.status, Status::Solved);
        let reopened =
            change(tx, at(3), desk.customer(), ticket.id, Change::comment(said(desk.mia, true, "no")))
                .unwrap();
        assert_eq!((reopened.status, reopened.solved_at), (Status::Open, None));
    })
    .await;
}

#[tokio::test]
async fn assigning_takes_a_new_ticket_up_in_the_agents_group() {
    on_each_database(|tx, desk| {
        let ticket = desk.new_ticket(tx);
        let assign = |id| Change { assignee_id: Some(id), ..Change::default() };
        let taken = change(tx, at(1), desk.agent(), ticket.id, assign(Some(desk.ana))).unwrap();
        assert_eq!((taken.status, taken.group_id), (Status::Open, Some(desk.support)));
        let to_customer = change(tx, at(2), desk.agent(), ticket.id, assign(Some(desk.mia)));
        assert!(matches!(to_customer, Err(TicketError::Invalid(_))));
        let both = Change { group_id: Some(Some(desk.support)), ..assign(Some(desk.ben)) };
        assert!(matches!(change(tx, at(3), desk.agent(), ticket.id, both), Err(TicketError::Invalid(_))));
    })
    .await;
}

#[tokio::test]
async fn a_customer_sees_and_does_only_what_is_theirs() {
    on_each_database(|tx, desk| {
        let ticket = desk.new_ticket(tx);
        let priority = Change { priority: Some(Some(Priority::Urgent)), ..Change::default() };
        assert!(matches!(
            change(tx, at(1), desk.customer(), ticket.id, priority),
            Err(TicketError::Forbidden(_))
        ));
        let note = Change::comment(said(desk.mia, false, "psst"));
        assert!(matches!(
            change(tx, at(1), desk.customer(), ticket.id, note),
            Err(TicketError::Forbidden(_))
        ));
        let stranger = Actor::person(UserId(999), Role::EndUser, Via::Web);
        let theirs = change(tx, at(1), stranger, ticket.id, Change::comment(said(desk.mia, true, "hi")));
        assert!(matches!(theirs, Err(TicketError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_closed_ticket_takes_no_change() {
    on_each_database(|tx, desk| {
        let ticket = desk.new_ticket(tx);
        let close = Change { status: Some(Status::Closed), ..Change::default() };
        change(tx, at(1), desk.agent(), ticket.id, close).unwrap();
        let late = change(tx, at(2), desk.agent(), ticket.id, Change::comment(said(desk.ana, true, "late")));
        assert!(matches!(late, Err(TicketError::Forbidden(_))));
    })
    .await;
}

#[tokio::test]
async fn tags_and_people_are_stored_and_every_change_is_in_the_history() {
    on_each_database(|tx, desk| {
        let ticket = desk.new_ticket(tx);
        let tagged = Change {
            tags: Some(ListChange::Set(vec!["VIP".to_owned(), "late parcel".to_owned()])),
            follower_ids: Some(ListChange::Set(vec![desk.ben])),
            ..Change::default()
        };
        change(tx, at(1), desk.agent(), ticket.id, tagged).unwrap();
        let stored = store::tickets::find_ticket(tx, ticket.id).unwrap().unwrap();
        assert_eq!(stored.tags, ["late_parcel", "vip"]);
        assert_eq!(stored.follower_ids, [desk.ben]);
        let history = store::audits::list_audits(tx, ticket.id).unwrap();
        let names: Vec<_> =
            history[1].events.iter().filter_map(|event| event["field_name"].as_str()).collect();
        assert_eq!(names, ["tags", "follower_ids"]);
        let nothing = change_ticket(tx, at(2), &desk.agent(), ticket.id, &Change::default()).unwrap();
        assert_eq!(nothing.audit_id, None);
    })
    .await;
}

#[tokio::test]
async fn a_deleted_ticket_is_gone_until_it_is_restored() {
    on_each_database(|tx, desk| {
        let ticket = desk.new_ticket(tx);
        delete_ticket(tx, at(1), &desk.agent(), ticket.id).unwrap();
        let gone = change(tx, at(2), desk.agent(), ticket.id, Change::default());
        assert!(matches!(gone, Err(TicketError::NotFound)));
        restore_ticket(tx, at(3), &desk.agent(), ticket.id).unwrap();
        change(tx, at(4), desk.agent(), ticket.id, Change::default()).unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_answer_goes_to_the_requester_with_a_copy_to_the_others() {
    on_each_database(|tx, desk| {
        let ticket = desk.new_ticket(tx);
        let copied = people::actions::find_or_create_requester(
            tx,
            at(1),
            &desk.agent(),
            "Zoe@Example.org",
            "Zoé",
            Locale::Fr,
        )
        .unwrap();
        let answer = Change {
            cc_ids: Some(ListChange::Edit { add: vec![copied], remove: Vec::new() }),
            ..Change::comment(said(desk.ana, true, "Hello both"))
        };
        change(tx, at(2), desk.agent(), ticket.id, answer).unwrap();
        let recipients: String =
            tx.get("SELECT recipients FROM outgoing_mails", &[], |row| row.take()).unwrap();
        let recipients: Recipients = serde_json::from_str(&recipients).unwrap();
        assert_eq!(recipients.to, ["mia@example.com"]);
        assert_eq!(recipients.cc, ["Zoe@Example.org"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_behind_a_ticket_is_what_is_behind_its_first_audit() {
    on_each_database(|tx, desk| {
        let (first, second) = (desk.new_ticket(tx), desk.new_ticket(tx));
        let audit = store::audits::list_audits(tx, first.id).unwrap()[0].id;
        let mail = json!({"from": {"address": "mia@example.com"}, "rel": null});
        store::audits::set_source(tx, audit, &mail).unwrap();
        change(tx, at(1), desk.agent(), first.id, Change::comment(said(desk.ana, true, "On it"))).unwrap();
        let sources = store::audits::list_first_sources(tx, &[first.id, second.id]).unwrap();
        assert_eq!((&sources[&first.id], &sources[&second.id]), (&mail, &json!({})));
    })
    .await;
}

#[tokio::test]
async fn tickets_are_listed_by_what_they_have_to_do_with() {
    on_each_database(|tx, desk| {
        let (problem, incident) = (desk.new_ticket(tx), desk.new_ticket(tx));
        let linked = Change {
            problem_id: Some(Some(problem.id)),
            assignee_id: Some(Some(desk.ana)),
            cc_ids: Some(ListChange::Set(vec![desk.ben])),
            ..Change::default()
        };
        change(tx, at(1), desk.agent(), incident.id, linked).unwrap();
        let ids = |tx: &mut Tx, filter: TicketFilter| {
            let paging = Paging::Offset { page: 1, per_page: 10 };
            let page = page_filtered(tx, &filter, (TicketOrder::Id, true), &paging).unwrap();
            page.rows.iter().map(|ticket| ticket.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(tx, TicketFilter::default()), [incident.id, problem.id]);
        let filters = [
            TicketFilter { problem_id: Some(problem.id), ..TicketFilter::default() },
            TicketFilter { assignee_id: Some(desk.ana), ..TicketFilter::default() },
            TicketFilter { cc_id: Some(desk.ben), ..TicketFilter::default() },
        ];
        for filter in filters {
            assert_eq!(ids(tx, filter.clone()), [incident.id], "{filter:?}");
        }
        let of_a_stranger = TicketFilter { requester_id: Some(desk.ben), ..TicketFilter::default() };
        assert_eq!(ids(tx, of_a_stranger), []);
    })
    .await;
}

#[tokio::test]
async fn the_counts_are_those_of_the_tickets_whatever_happens_to_them() {
    on_each_database(|tx, desk| {
        let ids: Vec<_> = (0..4).map(|_| desk.new_ticket(tx).id).collect();
        let changes = [
            Change { assignee_id: Some(Some(desk.ana)), ..Change::default() },
            Change { priority: Some(Some(Priority::High)), ..Change::default() },
            Change { status: Some(Status::Solved), ..Change::default() },
        ];
        for (count, id) in ids.iter().enumerate() {
            for (step, wanted) in changes.iter().take(count).enumerate() {
                change(tx, at(step as u64 + 1), desk.agent(), *id, wanted.clone()).unwrap();
            }
        }
        delete_ticket(tx, at(9), &desk.agent(), ids[0]).unwrap();
        let asker = Asker { user_id: desk.ana, group_ids: vec![desk.support] };
        let count = |tx: &mut Tx, field: &str, operator: &str, value: &str| {
            let condition =
                Condition { field: field.to_owned(), operator: operator.to_owned(), value: value.into() };
            let conditions = Conditions { all: vec![Clause::Condition(condition)], any: Vec::new() };
            ticket_counts::count_fulfilling(tx, &conditions, &asker).unwrap()
        };
        assert_eq!(count(tx, "status", "less_than", "solved"), Some(2));
        assert_eq!(count(tx, "status", "is", "solved"), Some(1));
        assert_eq!(count(tx, "assignee_id", "is", "current_user"), Some(3));
        assert_eq!(count(tx, "assignee_id", "is", ""), Some(0));
        assert_eq!(count(tx, "group_id", "is", "current_groups"), Some(3));
        assert_eq!(count(tx, "priority", "is", "high"), Some(2));
        restore_ticket(tx, at(10), &desk.agent(), ids[0]).unwrap();
        assert_eq!(count(tx, "assignee_id", "is", ""), Some(1));
        assert_eq!(count(tx, "tags", "includes", "vip"), None);
    })
    .await;
}
