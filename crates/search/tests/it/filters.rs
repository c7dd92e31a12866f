//! Finding by fields, and sorting by them.

use guichet_search::{Document, Kind, Paging, Passage, Priority, STAFF, Status, TicketType};

use crate::desk::{Desk, ids, person, sorted, staff, ticket};

fn with_status(id: i64, status: Status) -> Document {
    let mut document = ticket(id, "Sofa", &[]);
    document.filters.status = Some(status);
    document
}

fn all_statuses() -> Desk {
    use Status::{Closed, Hold, New, Open, Pending, Solved};
    let statuses = [New, Open, Pending, Hold, Solved, Closed];
    let documents: Vec<_> =
        statuses.into_iter().zip(1..).map(|(status, id)| with_status(id, status)).collect();
    Desk::with(&documents)
}

#[test]
fn statuses_compare_in_the_order_a_ticket_walks() {
    let desk = all_statuses();
    assert_eq!(sorted(desk.finds("status<solved")), [1, 2, 3, 4]);
    assert_eq!(sorted(desk.finds("status<=solved")), [1, 2, 3, 4, 5]);
    assert_eq!(sorted(desk.finds("status>pending")), [4, 5, 6]);
    assert_eq!(sorted(desk.finds("status>=hold status<closed")), [4, 5]);
    assert_eq!(sorted(desk.finds("-status:open -status:closed")), [1, 3, 4, 5]);
}

#[test]
fn a_repeated_field_is_a_choice() {
    let desk = all_statuses();
    assert_eq!(sorted(desk.finds("status:open sofa status:pending")), [2, 3]);
}

#[test]
fn different_fields_narrow() {
    let mut both = ticket(1, "A", &[]);
    both.filters.tags = vec!["vip".into()];
    both.filters.priority = Some(Priority::Urgent);
    let mut one = ticket(2, "B", &[]);
    one.filters.tags = vec!["VIP".into(), "été".into()];
    let desk = Desk::with(&[both, one]);
    assert_eq!(desk.finds("tags:vip priority:urgent"), [1]);
    assert_eq!(sorted(desk.finds("tags:Vip")), [1, 2]);
    assert_eq!(desk.finds("tags:ete"), [2]);
    assert!(desk.finds("tags:vi").is_empty());
}

#[test]
fn none_finds_what_lacks_a_value_and_star_what_has_one() {
    let mut assigned = ticket(1, "A", &[]);
    assigned.filters.assignee_id = Some(7);
    assigned.filters.custom_fields = vec![(5, "Blue".into())];
    let desk = Desk::with(&[assigned, ticket(2, "B", &[]), person(3, "Ana", "ana@example.com")]);
    assert_eq!(desk.finds("assignee:none"), [2]);
    assert_eq!(desk.finds("assignee:*"), [1]);
    assert_eq!(desk.finds("-assignee:none type:ticket"), [1]);
    assert_eq!(sorted(desk.finds("assignee:none assignee:me")), [1, 2]);
    assert_eq!(desk.finds("custom_field_5:none"), [2]);
    assert_eq!(desk.finds("custom_field_5:blue"), [1]);
    assert!(desk.finds("custom_field_6:blue").is_empty());
    assert_eq!(desk.finds("fieldvalue:blue"), [1]);
    assert_eq!(sorted(desk.finds("priority:none")), [1, 2]);
}

#[test]
fn people_are_found_by_role_in_the_ticket() {
    let mut document = ticket(1, "A", &[]);
    document.filters.requester_id = Some(12);
    document.filters.submitter_id = Some(7);
    document.filters.cc_ids = vec![20, 21];
    document.filters.commenter_ids = vec![12];
    document.filters.group_ids = vec![3];
    let desk = Desk::with(&[document]);
    for query in
        ["requester:ana@example.com", "submitter:me", "cc:21", "commenter:12", "group:\"Support FR\""]
    {
        assert_eq!(desk.finds(query), [1], "{query}");
    }
    for query in ["requester:me", "cc:2", "commenter:7", "group:nobody", "organization:*"] {
        assert!(desk.finds(query).is_empty(), "{query}");
    }
}

#[test]
fn times_compare_by_day_by_second_and_back_from_now() {
    let at = |time: &str| Some(time.parse::<jiff::Timestamp>().unwrap().as_second());
    let mut this_morning = ticket(1, "A", &[]);
    this_morning.filters.created_at = at("2026-11-22T09:00:00Z");
    let mut last_evening = ticket(2, "B", &[]);
    last_evening.filters.created_at = at("2026-11-21T22:59:59Z");
    let desk = Desk::with(&[this_morning, last_evening]);
    assert_eq!(desk.finds("created:2026-11-22"), [1]);
    assert_eq!(desk.finds("created<2026-11-22"), [2]);
    assert_eq!(desk.finds("created>4hours"), [1]);
    assert_eq!(desk.finds("created>=2026-11-21T22:59:59Z created<2026-11-22T09:00:00Z"), [2]);
    assert_eq!(sorted(desk.finds("created>2days")), [1, 2]);
    assert!(desk.finds("solved>2000-01-01").is_empty());
}

#[test]
fn kinds_can_be_told_apart_and_combined() {
    let mut article = Document::new(Kind::Article, 1, "Ana's guide");
    article.visible_to = vec![STAFF.into()];
    let desk = Desk::with(&[ticket(1, "Ana", &[]), person(2, "Ana", "ana@example.com"), article]);
    assert_eq!(desk.finds("type:user ana"), [2]);
    assert_eq!(sorted(desk.finds("type:user type:article ana")), [1, 2]);
    assert_eq!(desk.finds("-type:ticket ana").len(), 2);
}

#[test]
fn addresses_are_found_whole_and_in_parts() {
    let desk = Desk::with(&[person(1, "Ana", "ana.b@example.com"), person(2, "Bob", "bob@example.com")]);
    assert_eq!(desk.finds("ana.b@example.com"), [1]);
    assert_eq!(desk.finds("email:ana.b@example.com"), [1]);
    assert_eq!(sorted(desk.finds("example.com")), [1, 2]);
    assert_eq!(desk.finds("bob@exam"), [2]);
}

#[test]
fn results_are_sorted_as_asked_and_those_without_a_value_come_last() {
    let mut low = ticket(1, "Sofa", &[]);
    low.filters.priority = Some(Priority::Low);
    let mut urgent = ticket(2, "Sofa", &[]);
    urgent.filters.priority = Some(Priority::Urgent);
    urgent.filters.ticket_type = Some(TicketType::Task);
    let desk = Desk::with(&[low, urgent, ticket(3, "Sofa", &[])]);
    assert_eq!(desk.finds("sofa order_by:priority"), [2, 1, 3]);
    assert_eq!(desk.finds("sofa order_by:priority sort:asc"), [1, 2, 3]);
    assert_eq!(desk.finds("sofa order_by:ticket_type"), [2, 3, 1]);
}

#[test]
fn pages_by_offset_and_by_id_meet_every_result_once() {
    let documents: Vec<_> = (1..=25).map(|id| ticket(id, "Sofa", &[])).collect();
    let desk = Desk::with(&documents);
    let mut seen = Vec::new();
    for offset in [0, 10, 20, 30] {
        let page = desk.page(&staff(), "sofa", Paging::Offset { offset, limit: 10 });
        assert_eq!(page.total, 25);
        seen.extend(ids(&page.hits));
    }
    assert_eq!(sorted(seen), (1..=25).collect::<Vec<_>>());

    let mut after = None;
    let mut exported = Vec::new();
    loop {
        let page = desk.page(&staff(), "sofa", Paging::After { id: after, limit: 7 });
        let Some(last) = page.hits.last() else { break };
        after = Some(last.id);
        exported.extend(ids(&page.hits));
    }
    assert_eq!(exported, (1..=25).collect::<Vec<_>>());
}

#[test]
fn external_ids_are_searchable_text() {
    let mut document = person(1, "Ana", "ana@example.com");
    document.words.push(Passage::public("CRM_884-x"));
    assert_eq!(Desk::with(&[document]).finds("external_id:crm_884-x"), [1]);
}
