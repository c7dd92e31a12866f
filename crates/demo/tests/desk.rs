//! What a demonstration desk promises to those who load it.
#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use guichet_demo::{
    Author, Change, Channel, Desk, EventKind, Locale, Priority, Status, TicketStory, desk, scale,
};

const SEED: u64 = 7;
/// 2026-11-20 10:00 UTC, a Friday.
const NOW: i64 = 1_795_168_800;
const DAY: i64 = 86_400;

static DESK: LazyLock<Desk> = LazyLock::new(|| desk(SEED, NOW));

/// One test for all promises: making a desk takes seconds, and tests share nothing.
#[test]
fn a_desk_keeps_its_promises() {
    the_desk_has_the_size_of_a_small_company();
    every_organization_has_people_and_every_address_is_unique_and_reserved();
    the_same_seed_and_instant_give_the_same_desk_and_another_seed_another();
    the_backlog_has_the_share_of_every_status();
    every_channel_priority_group_and_agent_occurs();
    fields_are_what_the_events_lead_to();
    every_ticket_begins_with_its_requester_and_customers_never_write_notes();
    times_are_ordered_and_lie_in_the_last_ninety_days();
    agents_write_at_work_and_fewer_tickets_open_at_weekends();
    no_slot_or_bracket_is_left_in_any_text();
    everyone_is_written_to_and_writes_in_the_requesters_language();
    tickets_do_not_look_cloned();
    attachments_are_pictures_and_documents_a_program_can_open();
    html_says_what_the_text_says();
    a_stream_has_the_tickets_and_comments_asked_for();
}

fn the_desk_has_the_size_of_a_small_company() {
    assert_eq!(DESK.groups.len(), 3);
    assert_eq!(DESK.agents.len(), 12);
    assert_eq!(DESK.agents.iter().filter(|agent| agent.is_admin).count(), 2);
    assert!(DESK.agents.iter().all(|agent| !agent.groups.is_empty()));
    assert_eq!(DESK.organizations.len(), 40);
    assert_eq!(DESK.customers.len(), 300);
    assert_eq!(DESK.tickets.len(), 1_500);
}

fn every_organization_has_people_and_every_address_is_unique_and_reserved() {
    let with_people: HashSet<usize> =
        DESK.customers.iter().filter_map(|person| person.organization).collect();
    assert_eq!(with_people.len(), DESK.organizations.len());
    let people = DESK.customers.iter().map(|person| &person.email);
    let addresses: Vec<&String> = people.chain(DESK.agents.iter().map(|agent| &agent.email)).collect();
    assert!(addresses.iter().all(|address| address.ends_with(".example")), "{addresses:?}");
    assert_eq!(addresses.iter().collect::<HashSet<_>>().len(), addresses.len());
}

fn the_same_seed_and_instant_give_the_same_desk_and_another_seed_another() {
    assert_eq!(*DESK, desk(SEED, NOW));
    assert_ne!(DESK.tickets[0], desk(SEED + 1, NOW).tickets[0]);
}

fn the_backlog_has_the_share_of_every_status() {
    let count = |status: Status| DESK.tickets.iter().filter(|ticket| ticket.status == status).count();
    assert_eq!(count(Status::New), 25);
    assert!((125..=145).contains(&count(Status::Open)), "{} open", count(Status::Open));
    assert_eq!(count(Status::Pending), 110);
    assert_eq!(count(Status::Hold), 30);
    assert!((30..200).contains(&count(Status::Solved)), "{} solved", count(Status::Solved));
    assert!(count(Status::Closed) > 1_000, "{} closed", count(Status::Closed));
}

fn every_channel_priority_group_and_agent_occurs() {
    for channel in [Channel::Email, Channel::Web, Channel::Phone, Channel::Chat, Channel::Api] {
        assert!(DESK.tickets.iter().any(|ticket| ticket.channel == channel), "{channel:?}");
    }
    for priority in [Priority::Low, Priority::Normal, Priority::High, Priority::Urgent] {
        assert!(DESK.tickets.iter().any(|ticket| ticket.priority == priority), "{priority:?}");
    }
    for group in 0..DESK.groups.len() {
        assert!(DESK.tickets.iter().filter(|ticket| ticket.group == group).count() > 100);
    }
    for agent in 0..DESK.agents.len() {
        assert!(DESK.tickets.iter().filter(|ticket| ticket.assignee == Some(agent)).count() > 20);
    }
}

fn fields_are_what_the_events_lead_to() {
    for ticket in &DESK.tickets {
        let mut status = Status::New;
        let mut assignee = None;
        for event in &ticket.events {
            match &event.kind {
                EventKind::Change(Change::Status { from, to }) => {
                    assert_eq!(*from, status, "{}", ticket.subject);
                    assert_ne!(from, to, "{}", ticket.subject);
                    status = *to;
                }
                EventKind::Change(Change::Assignee { from, to }) => {
                    assert_eq!(*from, assignee, "{}", ticket.subject);
                    assignee = *to;
                }
                EventKind::Change(Change::Group { to, .. }) => assert_eq!(*to, ticket.group),
                EventKind::Change(Change::Priority { to, .. }) => assert_eq!(*to, ticket.priority),
                EventKind::Comment(_) => {}
            }
        }
        assert_eq!((status, assignee), (ticket.status, ticket.assignee), "{}", ticket.subject);
    }
}

fn every_ticket_begins_with_its_requester_and_customers_never_write_notes() {
    for ticket in &DESK.tickets {
        let (first, opening) = ticket.comments().next().unwrap();
        assert_eq!(first.author, Author::Customer(ticket.requester));
        assert!(opening.public);
        for (event, comment) in ticket.comments() {
            match event.author {
                Author::Customer(writer) => assert!(comment.public && writer == ticket.requester),
                Author::Agent(_) => {}
                Author::Desk => panic!("a rule wrote a comment on {}", ticket.subject),
            }
        }
    }
}

fn times_are_ordered_and_lie_in_the_last_ninety_days() {
    for ticket in &DESK.tickets {
        assert!(ticket.events[0].at >= NOW - 90 * DAY, "{}", ticket.subject);
        assert!(ticket.events.is_sorted_by_key(|event| event.at), "{}", ticket.subject);
        assert!(ticket.events.last().unwrap().at < NOW, "{}", ticket.subject);
    }
}

fn agents_write_at_work_and_fewer_tickets_open_at_weekends() {
    // Paris in winter; 1970-01-01 was a Thursday.
    let local = |at: i64| at + 3_600;
    let is_weekend = |at: i64| (local(at).div_euclid(DAY) + 3).rem_euclid(7) >= 5;
    for (event, comment) in DESK.tickets.iter().flat_map(TicketStory::comments) {
        let hour = local(event.at).rem_euclid(DAY) / 3_600;
        match event.author {
            Author::Agent(_) => assert!(!is_weekend(event.at) && (8..19).contains(&hour), "{}", comment.text),
            _ => assert!((7..=23).contains(&hour), "{}", comment.text),
        }
    }
    let at_weekends = DESK.tickets.iter().filter(|ticket| is_weekend(ticket.events[0].at)).count();
    assert!((80..300).contains(&at_weekends), "{at_weekends} tickets opened at weekends");
}

fn no_slot_or_bracket_is_left_in_any_text() {
    for ticket in &DESK.tickets {
        assert!(!ticket.subject.contains(['{', '}', '[', ']', '|', '<', '>']), "{}", ticket.subject);
        assert!(ticket.subject.chars().count() <= 110, "{}", ticket.subject);
        for (_, comment) in ticket.comments() {
            assert!(!comment.text.contains(['{', '}', '[', ']', '|']), "{}", comment.text);
            assert!(!comment.text.contains("  "), "{}", comment.text);
            assert!(!comment.text.trim().is_empty());
        }
    }
}

fn everyone_is_written_to_and_writes_in_the_requesters_language() {
    let mut undecided = 0;
    let mut decided = 0;
    for ticket in &DESK.tickets {
        let locale = DESK.customers[ticket.requester].locale;
        for (_, comment) in ticket.comments() {
            match language(&comment.text) {
                Some(found) => {
                    assert_eq!(found, locale, "{}", comment.text);
                    decided += 1;
                }
                None => undecided += 1,
            }
        }
    }
    assert!(undecided * 12 < decided, "{undecided} texts of no clear language, {decided} of a clear one");
}

/// The language most of whose small words occur; none for a text too short to tell.
fn language(text: &str) -> Option<Locale> {
    const FRENCH: [&str; 18] = [
        "le", "la", "les", "de", "du", "est", "et", "pour", "je", "vous", "une", "un", "en", "merci", "pas",
        "bonjour", "nous", "votre",
    ];
    const ENGLISH: [&str; 18] = [
        "the", "a", "is", "and", "for", "i", "you", "it", "to", "of", "my", "thanks", "hi", "hello", "we",
        "your", "thank", "please",
    ];
    let words: Vec<String> =
        text.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase).collect();
    let hits = |list: &[&str]| words.iter().filter(|word| list.contains(&word.as_str())).count();
    let (french, english) = (hits(&FRENCH), hits(&ENGLISH));
    match french.abs_diff(english) {
        0 | 1 => None,
        _ if french > english => Some(Locale::Fr),
        _ => Some(Locale::En),
    }
}

fn tickets_do_not_look_cloned() {
    let mut beginnings = HashMap::new();
    let mut subjects = HashSet::new();
    let mut first_lines: HashMap<&str, usize> = HashMap::new();
    for ticket in &DESK.tickets {
        let text = ticket.comments().next().unwrap().1.text.as_str();
        *beginnings.entry((ticket.subject.as_str(), text)).or_insert(0) += 1;
        subjects.insert(ticket.subject.as_str());
        let told = text.lines().find(|line| line.split(' ').count() > 6).unwrap_or(text);
        *first_lines.entry(told).or_default() += 1;
    }
    let twins = DESK.tickets.len() - beginnings.len();
    assert!(twins * 100 <= DESK.tickets.len(), "{twins} tickets begin like another");
    assert!(subjects.len() >= 900, "{} different subjects", subjects.len());
    let (line, count) = first_lines.into_iter().max_by_key(|(_, count)| *count).unwrap();
    assert!(count <= 12, "{count} times: {line}");
}

fn attachments_are_pictures_and_documents_a_program_can_open() {
    let mut kinds: HashMap<&str, usize> = HashMap::new();
    for (_, comment) in DESK.tickets.iter().flat_map(TicketStory::comments) {
        for file in &comment.attachments {
            let magic: &[u8] = match file.content_type {
                "image/png" => b"\x89PNG\r\n\x1a\n",
                "application/pdf" => b"%PDF-1.4\n",
                other => panic!("unexpected type {other}"),
            };
            assert!(file.bytes.starts_with(magic), "{}", file.name);
            *kinds.entry(file.content_type).or_default() += 1;
        }
    }
    assert!(kinds["image/png"] > 100 && kinds["application/pdf"] > 50, "{kinds:?}");
}

fn html_says_what_the_text_says() {
    for (_, comment) in DESK.tickets.iter().flat_map(TicketStory::comments) {
        let from_html = comment.html.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
        for line in comment.text.lines() {
            let line = line.trim_start_matches("> ").trim_start_matches('>').trim_start_matches("- ");
            assert!(from_html.contains(line), "{line:?} is not in {from_html}");
        }
    }
}

fn a_stream_has_the_tickets_and_comments_asked_for() {
    let mut tickets = 0;
    let mut comments = 0;
    for ticket in scale(SEED, NOW, 2_000, 4) {
        tickets += 1;
        comments += ticket.comments().count();
        assert!(ticket.events.is_sorted_by_key(|event| event.at));
        assert!(ticket.events.last().unwrap().at < NOW);
        assert!(ticket.requester < DESK.customers.len());
    }
    assert_eq!((tickets, comments), (2_000, 8_000));
}

#[test]
fn a_stream_is_the_same_each_time_wherever_it_stops() {
    let short: Vec<TicketStory> = scale(SEED, NOW, 20, 4).collect();
    let long: Vec<TicketStory> = scale(SEED, NOW, 50, 4).take(20).collect();
    assert_eq!(short, long);
}
