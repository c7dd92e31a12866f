//! A reply cut into what is new, what it quotes, and its signature. Every line goes to exactly one of the three, so that
//! nothing is lost: what is not new is folded, never deleted.

mod attribution;
mod header_block;
mod html;
mod lines;
mod signature;

pub(crate) use header_block::forwarded_from;
pub use html::split_html;

/// The line above which people are asked to reply, in the two languages of the desk. Everything from such a line on is
/// quoted, whatever mail program wrote it.
pub const REPLY_MARKERS: [(&str, &str); 2] = [
    ("en", "##- Please type your reply above this line -##"),
    ("fr", "##- Merci d’écrire votre réponse au-dessus de cette ligne -##"),
];

/// The three parts of a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Split {
    /// What its sender wrote now.
    pub visible: String,
    /// What was written before, with the lines that introduce it; empty when nothing is quoted.
    pub quoted: String,
    /// Signature, sign-off, and the line that a telephone adds; empty when there is none.
    pub signature: String,
}

/// Cuts a text body. When nothing new would be left, such as in a message that is only a forward, all of it is visible.
///
/// Takes time in proportion to the length of the text.
pub fn split_text(text: &str) -> Split {
    let unix = text.replace("\r\n", "\n");
    let lines: Vec<&str> = unix.lines().collect();
    let sides = lines::sides(&lines);
    let part = |side: lines::Side| {
        let chosen: Vec<&str> =
            lines.iter().zip(&sides).filter(|(_, of)| **of == side).map(|(line, _)| *line).collect();
        chosen.join("\n").trim_matches('\n').trim_end().to_owned()
    };
    let visible = part(lines::Side::New);
    if visible.trim().is_empty() {
        return Split { visible: unix, ..Split::default() };
    }
    Split { visible, quoted: part(lines::Side::Quoted), signature: part(lines::Side::Signature) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_stands_above_what_it_quotes() {
        let split =
            split_text("Thanks!\n\nOn Mon, 3 Mar 2025 at 10:11, Ana <ana@x.org> wrote:\n> Hello\n> there\n");
        assert_eq!(split.visible, "Thanks!");
        assert_eq!(split.quoted, "On Mon, 3 Mar 2025 at 10:11, Ana <ana@x.org> wrote:\n> Hello\n> there");
    }

    #[test]
    fn answers_between_quoted_lines_are_all_new() {
        let split = split_text("> First?\nYes.\n\n> Second?\nNo.\n");
        assert_eq!(split.visible, "Yes.\n\nNo.");
        assert_eq!(split.quoted, "> First?\n> Second?");
    }

    #[test]
    fn a_block_of_headers_starts_a_quote_in_many_languages() {
        for block in [
            "From: Ana <a@x.org>\nSent: Monday\nSubject: Hi",
            "De : Ana <a@x.org>\nEnvoyé : lundi\nObjet : Bonjour",
            "Von: Ana <a@x.org>\nGesendet: Montag\nBetreff: Hallo",
            "*Van:* Ana <a@x.org>\n*Verzonden:* maandag\n*Onderwerp:* Hoi",
            "发件人: Ana <a@x.org>\n发送时间: 2020年\n主题: 你好",
        ] {
            let split = split_text(&format!("New.\n\n________________________________\n{block}\n\nOld."));
            assert_eq!(split.visible, "New.", "{block}");
            assert!(split.quoted.ends_with("Old."), "{block}");
        }
    }

    #[test]
    fn our_own_marker_starts_a_quote() {
        for (_, marker) in REPLY_MARKERS {
            assert_eq!(split_text(&format!("New.\n{marker}\nOld.")).visible, "New.");
        }
    }

    #[test]
    fn a_forwarded_message_is_not_folded() {
        let forward =
            "See below.\n\n---------- Forwarded message ---------\nFrom: A <a@x.org>\nSubject: B\n\nText";
        assert_eq!(split_text(forward).visible, forward);
    }

    #[test]
    fn signatures_are_set_apart() {
        let split = split_text("Yes.\n\n-- \nAna\nExample Ltd");
        assert_eq!((split.visible.as_str(), split.signature.as_str()), ("Yes.", "-- \nAna\nExample Ltd"));
        assert_eq!(split_text("Yes.\n\nEnvoyé de mon iPhone").signature, "Envoyé de mon iPhone");
        assert_eq!(split_text("Yes.\n\nKind regards,\nAna").signature, "Kind regards,\nAna");
    }

    #[test]
    fn prose_about_writing_is_no_quote() {
        for text in [
            "In 2020 he wrote:\nnothing at all",
            "From: Paris\nTo: Rome",
            "I sent from my desk",
            "-- one\n-- two",
        ] {
            assert_eq!(split_text(text).visible, text);
        }
    }

    #[test]
    fn a_message_that_only_quotes_stays_visible() {
        assert_eq!(split_text("> a\n> b").visible, "> a\n> b");
    }
}
