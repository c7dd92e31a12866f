//! How each person writes, and what that does to a text.

use rand::Rng;
use rand::rngs::StdRng;

use crate::company::without_accents;
use crate::model::Locale;

/// A person's habits of writing, the same in every message.
#[derive(Clone, Debug)]
pub(crate) struct Style {
    /// How readily asides are written.
    pub(crate) aside_percent: u32,
    /// Greets at all.
    pub(crate) greets: bool,
    /// Signs at all.
    pub(crate) signs: bool,
    /// Signs with first and last name.
    pub(crate) signs_in_full: bool,
    /// Writes from a telephone that adds a line.
    pub(crate) is_on_phone: bool,
    /// How often an answer carries the message it answers.
    pub(crate) quote_percent: u32,
    /// Picks among wordings that people keep to, such as a greeting.
    pub(crate) habit: usize,
    slips_per_thousand: u32,
    drops_accents: bool,
    drops_capitals: bool,
}

impl Style {
    /// A person's habits; people of organizations write with more care.
    pub(crate) fn of_customer(rng: &mut StdRng, is_business: bool) -> Self {
        let casual = if is_business { 0 } else { 1 };
        let mut chance = |percent: u32| rng.random_range(0..100) < percent;
        let greets = chance(82 + 12 * (1 - casual));
        let signs = chance(80 + 15 * (1 - casual));
        let signs_in_full = chance(70);
        let is_on_phone = chance(6 + 18 * casual);
        let drops_accents = chance(10 * casual);
        let drops_capitals = chance(9 * casual);
        let makes_slips = chance(8 + 20 * casual);
        Self {
            aside_percent: [10, 40, 60, 95][rng.random_range(0..4)],
            greets,
            signs,
            signs_in_full,
            is_on_phone,
            quote_percent: [0, 0, 50, 90][rng.random_range(0..4)],
            habit: rng.random_range(0..1_000),
            slips_per_thousand: if makes_slips { rng.random_range(8..25) } else { 0 },
            drops_accents,
            drops_capitals,
        }
    }

    /// The text with the person's slips of the keyboard.
    pub(crate) fn typed(&self, text: &str, rng: &mut StdRng) -> String {
        let mut typed = if self.drops_accents { without_accents(text) } else { text.to_owned() };
        if self.drops_capitals {
            typed = without_sentence_capitals(&typed);
        }
        if self.slips_per_thousand == 0 {
            return typed;
        }
        let words: Vec<String> = typed
            .split(' ')
            .map(|word| {
                if rng.random_range(0..1_000) < self.slips_per_thousand {
                    slip(word, rng)
                } else {
                    word.to_owned()
                }
            })
            .collect();
        words.join(" ")
    }
}

/// Swaps two letters inside a plain lower-case word, or leaves one out.
fn slip(word: &str, rng: &mut StdRng) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let is_plain = letters.iter().all(|letter| letter.is_lowercase());
    if !is_plain || letters.len() < 5 {
        return word.to_owned();
    }
    let position = rng.random_range(1..letters.len() - 2);
    if rng.random_bool(0.6) {
        letters.swap(position, position + 1);
    } else {
        letters.remove(position);
    }
    letters.into_iter().collect()
}

fn without_sentence_capitals(text: &str) -> String {
    let mut is_start = true;
    let mut lowered = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_single_word = letters.peek().is_some_and(|next| next.is_lowercase() || *next == '\'');
        if is_start && letter.is_uppercase() && is_single_word {
            lowered.extend(letter.to_lowercase());
        } else {
            lowered.push(letter);
        }
        is_start = matches!(letter, '.' | '!' | '?' | '\n') || (is_start && letter == ' ');
    }
    lowered
}

/// The text as the desk's own editor sets it: curly apostrophes, and no break before French marks.
pub(crate) fn typeset(text: &str, locale: Locale) -> String {
    let curly = text.replace('\'', "’");
    if locale == Locale::En {
        return curly;
    }
    curly.replace(" ?", "\u{a0}?").replace(" !", "\u{a0}!").replace(" :", "\u{a0}:").replace(" ;", "\u{a0};")
}

/// The text as a fragment of HTML; an empty line ends a paragraph, `- ` begins an item of a list.
pub(crate) fn html(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 80);
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        if paragraph.lines().all(|line| line.starts_with("- ")) {
            html.push_str("<ul>");
            for line in paragraph.lines() {
                html.push_str(&format!("<li>{}</li>", escaped(&line[2..])));
            }
            html.push_str("</ul>");
        } else {
            html.push_str(&format!("<p>{}</p>", escaped(paragraph).replace('\n', "<br>")));
        }
    }
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn paragraphs_lists_and_marks_become_safe_html() {
        let text = "Déco & <b>\n<i>\n\n- un\n- deux";
        assert_eq!(html(text), "<p>Déco &amp; &lt;b&gt;<br>&lt;i&gt;</p><ul><li>un</li><li>deux</li></ul>");
    }

    #[test]
    fn a_slip_leaves_names_and_order_numbers_alone() {
        let mut rng = StdRng::seed_from_u64(1);
        for word in ["Brume", "LUM-20391", "été", "d'hier,"] {
            assert_eq!(slip(word, &mut rng), word);
        }
        assert_ne!(slip("commande", &mut rng), "commande");
    }

    #[test]
    fn french_marks_never_begin_a_line() {
        assert_eq!(typeset("Qu'en pensez-vous ?", Locale::Fr), "Qu’en pensez-vous\u{a0}?");
        assert_eq!(typeset("What's that?", Locale::En), "What’s that?");
    }

    #[test]
    fn someone_in_a_hurry_skips_capitals_at_the_start_but_not_in_names() {
        assert_eq!(without_sentence_capitals("Bonjour. Ma Halo, LUM-20"), "bonjour. ma Halo, LUM-20");
    }
}
