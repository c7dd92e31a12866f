//! Finding by what was written.

use crate::desk::{Desk, sorted, ticket};

#[test]
fn french_inflections_find_each_other() {
    let desk =
        Desk::with(&[ticket(1, "Demande", &["Je veux être remboursée"]), ticket(2, "Colis envoyé", &[])]);
    assert_eq!(desk.finds("remboursement"), [1]);
    assert_eq!(desk.finds("rembourser"), [1]);
    assert_eq!(desk.finds("envoyer"), [2]);
}

#[test]
fn english_inflections_find_each_other() {
    let desk = Desk::with(&[ticket(1, "Shipped to the wrong address", &["Two deliveries failed"])]);
    assert_eq!(desk.finds("shipping"), [1]);
    assert_eq!(desk.finds("delivery"), [1]);
}

#[test]
fn accents_may_be_left_out_or_added() {
    let desk = Desk::with(&[ticket(1, "Écran fêlé", &[]), ticket(2, "Ecran noir", &[])]);
    assert_eq!(desk.finds("fele"), [1]);
    assert_eq!(sorted(desk.finds("écran")), [1, 2]);
}

#[test]
fn articles_before_an_apostrophe_do_not_hide_the_word() {
    let desk = Desk::with(&[ticket(1, "Problème de l’abonnement", &["jusqu'aujourd'hui rien"])]);
    assert_eq!(desk.finds("abonnement"), [1]);
    assert_eq!(desk.finds("d'abonnements"), [1]);
    assert_eq!(desk.finds("aujourd’hui"), [1]);
}

#[test]
fn a_typo_is_forgiven_when_little_is_found_without() {
    let desk = Desk::with(&[ticket(1, "Demande de remboursement", &[]), ticket(2, "Porte cassée", &[])]);
    assert_eq!(desk.finds("remboursment"), [1]);
    assert_eq!(desk.finds("rembuorsemnt"), [1]);
    assert_eq!(desk.finds("prte"), [2]);
    assert!(desk.finds("prt").is_empty());
}

#[test]
fn a_typo_is_not_forgiven_when_enough_is_found_without() {
    let right: Vec<_> = (1..=5).map(|id| ticket(id, "poste", &[])).collect();
    let desk = Desk::with(&right);
    desk.feed(&[ticket(6, "porte", &[])], 2);
    assert_eq!(sorted(desk.finds("poste")), [1, 2, 3, 4, 5]);
}

#[test]
fn digits_are_meant_as_typed() {
    let desk = Desk::with(&[ticket(1, "Order LUM-20391", &[]), ticket(2, "Order LUM-20392", &[])]);
    for query in ["LUM-20391", "lum20391", "20391", "\"lum 20391\"", "LUM-20391!"] {
        assert_eq!(desk.finds(query), [1], "{query}");
    }
    assert_eq!(sorted(desk.finds("lum-203")), [1, 2]);
}

#[test]
fn the_beginning_of_a_word_finds_it_anywhere_in_the_query() {
    let desk = Desk::with(&[ticket(1, "Livraison du canapé", &[])]);
    assert_eq!(desk.finds("livrai canap"), [1]);
    assert!(desk.finds("raison").is_empty());
}

#[test]
fn all_words_have_to_be_there_but_may_stand_in_different_comments() {
    let desk =
        Desk::with(&[ticket(1, "Sofa", &["It arrived broken", "Please refund me"]), ticket(2, "Sofa", &[])]);
    assert_eq!(desk.finds("sofa broken refund"), [1]);
}

#[test]
fn a_phrase_keeps_its_order_and_stays_within_one_comment() {
    let desk = Desk::with(&[
        ticket(1, "A", &["late delivery again"]),
        ticket(2, "B", &["delivery was late"]),
        ticket(3, "C", &["it is late", "delivery"]),
    ]);
    assert_eq!(desk.finds("\"Late delivery\""), [1]);
    assert_eq!(sorted(desk.finds("-\"late delivery\"")), [2, 3]);
}

#[test]
fn excluded_words_exclude_inflections_but_not_longer_words() {
    let desk =
        Desk::with(&[ticket(1, "one card", &[]), ticket(2, "two cards", &[]), ticket(3, "cardboard", &[])]);
    assert_eq!(desk.finds("-card"), [3]);
    assert_eq!(desk.finds("card -cards"), [3]);
}

#[test]
fn the_subject_can_be_searched_alone() {
    let desk = Desk::with(&[ticket(1, "Invoice", &["hello"]), ticket(2, "Hello", &["invoice"])]);
    assert_eq!(desk.finds("subject:invoice"), [1]);
    assert_eq!(desk.finds("description:invoice"), [2]);
}

#[test]
fn the_closest_match_comes_first() {
    let desk = Desk::with(&[
        ticket(1, "Question", &["about a refund"]),
        ticket(2, "Refund", &["hello"]),
        ticket(3, "Question", &["about refunding"]),
    ]);
    assert_eq!(desk.finds("refund"), [2, 1, 3]);
}

#[test]
fn a_number_is_a_tickets_own_before_a_mention_of_it() {
    let desk = Desk::with(&[ticket(12, "Sofa", &[]), ticket(13, "See 12", &["12 12 12"])]);
    assert_eq!(desk.finds("12"), [12, 13]);
    assert_eq!(desk.finds("#12"), [12, 13]);
}

#[test]
fn of_two_that_fit_alike_the_recent_one_comes_first() {
    let mut old = ticket(2, "Refund", &[]);
    old.filters.updated_at = Some(1_600_000_000);
    let mut recent = ticket(1, "Refund", &[]);
    recent.filters.updated_at = Some(1_795_000_000);
    assert_eq!(Desk::with(&[old, recent]).finds("refund"), [1, 2]);
}

#[test]
fn scripts_without_spaces_are_found_by_any_two_characters() {
    let desk = Desk::with(&[ticket(1, "商品を返品したい", &[]), ticket(2, "品返", &[])]);
    assert_eq!(desk.finds("返品"), [1]);
    assert_eq!(desk.finds("返品したい"), [1]);
}

#[test]
fn punctuation_alone_asks_for_nothing() {
    let desk = Desk::with(&[ticket(1, "Refund", &[])]);
    assert_eq!(desk.finds("refund !!! -?"), [1]);
    assert_eq!(desk.finds("*"), [1]);
    assert_eq!(desk.finds(""), [1]);
    assert!(desk.finds("-*").is_empty());
}
