//! Whatever arrives, nothing panics, nothing is lost, and cleaning is final.

use guichet_mail::{clean_html, html_to_text, parse, restore_images, split_html, split_text, text_to_html};
use proptest::prelude::*;

/// Pieces from which mails and attacks are made; random bytes alone seldom get past the first check.
const PIECES: [&str; 34] = [
    "<div>",
    "</div>",
    "<p",
    ">",
    "<",
    "\"",
    "'",
    "&",
    "&#x3c;",
    "<img src=",
    "cid:a",
    "https://x.org/a.png ",
    "<blockquote type=cite>",
    "</blockquote>",
    "<table><td>",
    "<svg>",
    "<math><mi>",
    "<style>",
    "<!--",
    "-->",
    "<b>",
    "</b>",
    "<a href=",
    "javascript:",
    "On 3 Mar 2025 at 10:11, Ana <a@x.org> wrote:\n",
    "> ",
    "\n",
    "From: a@x.org\n",
    "Subject: b\n",
    "-- \n",
    "Sent from my iPhone\n",
    "data-blocked-src=",
    "é",
    "\0",
];

fn made_of_pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![prop::sample::select(&PIECES[..]).prop_map(str::to_owned), ".{0,4}"],
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

/// Bytes of a text without white space, sorted: what must be found again in its parts.
fn letters(texts: &[&str]) -> Vec<char> {
    let mut all: Vec<char> =
        texts.iter().flat_map(|text| text.chars()).filter(|c| !c.is_whitespace()).collect();
    all.sort_unstable();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(raw in prop::collection::vec(any::<u8>(), 0..2000)) {
        parse(&raw);
    }

    #[test]
    fn any_message_is_read(
        head in "(Content-Type: multipart/(mixed|report|alternative); boundary=b|Subject: .{0,30}|From: .{0,30}|[A-Z-]{1,9}:.{0,20}){0,4}",
        body in made_of_pieces(),
    ) {
        parse(format!("{head}\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n{body}\r\n--b--").as_bytes());
    }

    #[test]
    fn cleaning_twice_changes_nothing(raw in made_of_pieces()) {
        let clean = clean_html(&raw, &|_| Some("/parts/1".to_owned()));
        prop_assert_eq!(&clean_html(&clean.html, &|_| Some("/parts/1".to_owned())), &clean);
        restore_images(&clean.html);
        html_to_text(&clean.html);
    }

    #[test]
    fn a_text_loses_nothing_when_it_is_cut(text in made_of_pieces()) {
        let split = split_text(&text);
        prop_assert_eq!(letters(&[&split.visible, &split.quoted, &split.signature]), letters(&[&text]));
        text_to_html(&text);
    }

    #[test]
    fn html_loses_nothing_when_it_is_cut(raw in made_of_pieces()) {
        let clean = clean_html(&raw, &|_| None).html;
        let split = split_html(&clean);
        prop_assert_eq!(letters(&[&split.visible, &split.quoted, &split.signature]), letters(&[&clean]));
    }
}

#[test]
fn very_long_input_of_one_kind_is_cut_and_cleaned() {
    for piece in
        ["> ", "On 3 Mar ", "a@", "<div>", "<b><i>", "From: a@b\n", "-", "\n", "&", "<p>x", "<table><tr><td>"]
    {
        let long = piece.repeat(30_000 / piece.len());
        let split = split_text(&long);
        assert_eq!(letters(&[&split.visible, &split.quoted, &split.signature]), letters(&[&long]));
        split_html(&clean_html(&long, &|_| None).html);
    }
}
