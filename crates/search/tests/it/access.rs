//! Who may find what.

use guichet_search::{Access, Document, Paging, Passage};

use crate::desk::{Desk, holder_of, staff, ticket};

/// A ticket of user 12 on which staff talk among themselves.
fn discussed() -> Document {
    let mut document = ticket(1, "Sofa", &["It broke"]);
    document.bodies.push(Passage::internal("Suspected fraud, see 4711"));
    document.words.push(Passage::internal("blacklist"));
    document.filters.tags = vec!["risky".into()];
    document.filters.via = Some("email".into());
    document.filters.commenter_ids = vec![12];
    document.filters.internal_commenter_ids = vec![7];
    document.visible_to.push("user:12".into());
    document
}

#[test]
fn only_holders_of_a_token_find_a_document() {
    let desk = Desk::with(&[discussed()]);
    assert_eq!(desk.found_by(&holder_of("user:12"), "sofa"), [1]);
    for stranger in [Access::default(), holder_of("user:1"), holder_of("user:123")] {
        let page = desk.page(&stranger, "*", Paging::Offset { offset: 0, limit: 10 });
        assert_eq!((page.hits.len(), page.total), (0, 0));
    }
}

#[test]
fn internal_comments_are_found_by_staff_alone() {
    let desk = Desk::with(&[discussed()]);
    for query in ["fraud", "\"suspected fraud\"", "frau", "fruad", "blacklist", "description:fraud", "4711"] {
        assert_eq!(desk.found_by(&staff(), query), [1], "{query}");
        assert!(desk.found_by(&holder_of("user:12"), query).is_empty(), "{query}");
    }
}

#[test]
fn internal_comments_cannot_be_guessed_by_excluding_them() {
    let desk = Desk::with(&[discussed()]);
    assert_eq!(desk.found_by(&holder_of("user:12"), "sofa -fraud"), [1]);
    assert!(desk.found_by(&staff(), "sofa -fraud").is_empty());
}

#[test]
fn what_shows_how_the_desk_works_is_no_filter_for_others() {
    let desk = Desk::with(&[discussed()]);
    for query in ["tags:risky", "tags:*", "via:email", "commenter:7"] {
        assert_eq!(desk.found_by(&staff(), query), [1], "{query}");
        assert!(desk.found_by(&holder_of("user:12"), query).is_empty(), "{query}");
    }
    for query in ["sofa -tags:risky", "sofa -tags:none", "sofa -commenter:7", "commenter:12"] {
        assert_eq!(desk.found_by(&holder_of("user:12"), query), [1], "{query}");
    }
}

#[test]
fn suggestions_show_nothing_that_may_not_be_seen() {
    let desk = Desk::with(&[discussed()]);
    let hits = |access: &Access, text| desk.index.suggest(text, access, 0, 5).unwrap().len();
    assert_eq!(hits(&holder_of("user:12"), "sof"), 1);
    assert_eq!(hits(&holder_of("user:13"), "sof"), 0);
    assert_eq!(hits(&holder_of("user:13"), "1"), 0);
}
