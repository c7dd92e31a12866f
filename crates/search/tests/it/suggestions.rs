//! What the palette offers while someone types.

use guichet_search::{Kind, Passage};

use crate::desk::{Desk, person, ticket};

fn desk() -> Desk {
    let mut order = ticket(120, "Remboursement du canapé", &["Mia wrote this"]);
    order.words = vec![Passage::public("LUM-20391")];
    Desk::with(&[order, person(5, "Mia Hébert", "mia@example.com"), ticket(121, "Invoice", &[])])
}

#[test]
fn unfinished_words_lead_to_titles_names_addresses_and_numbers() {
    let desk = desk();
    assert_eq!(desk.suggests("canap"), [(Kind::Ticket, 120)]);
    assert_eq!(desk.suggests("heb"), [(Kind::User, 5)]);
    assert_eq!(desk.suggests("mia@exa"), [(Kind::User, 5)]);
    assert_eq!(desk.suggests("lum-203"), [(Kind::Ticket, 120)]);
    assert_eq!(desk.suggests("#121"), [(Kind::Ticket, 121)]);
}

#[test]
fn typos_are_forgiven_even_in_unfinished_words() {
    assert_eq!(desk().suggests("rembours"), [(Kind::Ticket, 120)]);
    assert_eq!(desk().suggests("rembuors"), [(Kind::Ticket, 120)]);
    assert_eq!(desk().suggests("invoce"), [(Kind::Ticket, 121)]);
}

#[test]
fn conversations_are_not_suggested_and_nothing_typed_has_a_special_meaning() {
    assert_eq!(desk().suggests("mia"), [(Kind::User, 5)]);
    assert!(desk().suggests("type:user").is_empty());
    assert!(desk().suggests("").is_empty());
    assert!(desk().suggests("\"").is_empty());
}
