//! The small language the texts are written in.
//!
//! `[a|b]` is one of several wordings, `{name}` a slot (`{Name}` begins with a capital), `<…>` an
//! aside that only talkative people write. They may be nested.

use rand::Rng;
use rand::rngs::StdRng;

/// A text with choices and slots.
#[derive(Clone, Debug)]
pub(crate) struct Template(Vec<Node>);

#[derive(Clone, Debug)]
enum Node {
    Text(String),
    Slot { name: String, is_capital: bool },
    Choice(Vec<Vec<Node>>),
    Aside(Vec<Node>),
}

impl Template {
    /// Reads a text; the error is a sentence about the first fault.
    pub(crate) fn parse(source: &str) -> Result<Self, String> {
        let mut rest = source;
        let nodes = parse_nodes(&mut rest, "")?;
        if rest.is_empty() { Ok(Self(nodes)) } else { Err(format!("stray bracket before {rest:?}")) }
    }

    /// Whether the slot occurs anywhere in the text.
    pub(crate) fn mentions(&self, slot: &str) -> bool {
        mentions(&self.0, slot)
    }

    /// Writes one wording. `aside_percent` is how readily asides are written; `slot` gives the values,
    /// and a slot without a value stays as it is.
    pub(crate) fn render(
        &self,
        rng: &mut StdRng,
        aside_percent: u32,
        slot: &impl Fn(&str) -> Option<String>,
    ) -> String {
        let mut raw = String::with_capacity(400);
        write_nodes(&self.0, rng, aside_percent, slot, &mut raw);
        tidy(&raw)
    }
}

fn parse_nodes(rest: &mut &str, stops: &str) -> Result<Vec<Node>, String> {
    let mut nodes = Vec::new();
    loop {
        let end = rest.find(['[', ']', '{', '}', '<', '>', '|']).unwrap_or(rest.len());
        if end > 0 {
            nodes.push(Node::Text(rest[..end].to_owned()));
            *rest = &rest[end..];
        }
        let Some(mark) = rest.chars().next() else { return Ok(nodes) };
        if stops.contains(mark) {
            return Ok(nodes);
        }
        *rest = &rest[1..];
        nodes.push(match mark {
            '[' => parse_choice(rest)?,
            '{' => parse_slot(rest)?,
            '<' => parse_aside(rest)?,
            _ => return Err(format!("stray {mark:?} before {rest:?}")),
        });
    }
}

fn parse_choice(rest: &mut &str) -> Result<Node, String> {
    let mut wordings = Vec::new();
    loop {
        wordings.push(parse_nodes(rest, "|]")?);
        let mark = take_mark(rest)?;
        if mark == ']' {
            return Ok(Node::Choice(wordings));
        }
    }
}

fn parse_aside(rest: &mut &str) -> Result<Node, String> {
    let nodes = parse_nodes(rest, ">")?;
    take_mark(rest)?;
    Ok(Node::Aside(nodes))
}

fn parse_slot(rest: &mut &str) -> Result<Node, String> {
    let (name, after) = rest.split_once('}').ok_or_else(|| format!("slot without end before {rest:?}"))?;
    *rest = after;
    let is_capital = name.starts_with(char::is_uppercase);
    Ok(Node::Slot { name: name.to_lowercase(), is_capital })
}

fn take_mark(rest: &mut &str) -> Result<char, String> {
    let mark = rest.chars().next().ok_or("bracket without end")?;
    *rest = &rest[mark.len_utf8()..];
    Ok(mark)
}

fn mentions(nodes: &[Node], slot: &str) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(_) => false,
        Node::Slot { name, .. } => name == slot,
        Node::Choice(wordings) => wordings.iter().any(|nodes| mentions(nodes, slot)),
        Node::Aside(nodes) => mentions(nodes, slot),
    })
}

fn write_nodes(
    nodes: &[Node],
    rng: &mut StdRng,
    aside_percent: u32,
    slot: &impl Fn(&str) -> Option<String>,
    out: &mut String,
) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Slot { name, is_capital } => match slot(name) {
                Some(value) if *is_capital => out.push_str(&capitalised(&value)),
                Some(value) => out.push_str(&value),
                None => out.push_str(&format!("{{{name}}}")),
            },
            Node::Choice(wordings) => {
                let chosen = &wordings[rng.random_range(0..wordings.len())];
                write_nodes(chosen, rng, aside_percent, slot, out);
            }
            Node::Aside(nodes) if rng.random_range(0..100) < aside_percent => {
                write_nodes(nodes, rng, aside_percent, slot, out);
            }
            Node::Aside(_) => {}
        }
    }
}

/// The text with its first letter as a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Left-out wordings leave double spaces and lower-case beginnings; this mends both.
fn tidy(raw: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in raw.trim().lines() {
        let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
        let line = words.join(" ").replace(" ,", ",").replace(" .", ".");
        let is_second_blank = line.is_empty() && lines.last().is_some_and(String::is_empty);
        if !is_second_blank {
            lines.push(line);
        }
    }
    capitalised(&lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    fn written(source: &str, aside_percent: u32) -> String {
        let template = Template::parse(source).unwrap();
        let slot = |name: &str| (name == "lamp").then(|| "applique".to_owned());
        template.render(&mut StdRng::seed_from_u64(1), aside_percent, &slot)
    }

    #[test]
    fn a_slot_takes_its_value_and_a_capital_where_its_name_has_one() {
        assert_eq!(written("une {lamp}. {Lamp}.", 0), "Une applique. Applique.");
    }

    #[test]
    fn an_unknown_slot_stays_visible() {
        assert_eq!(written("A {mystery}", 0), "A {mystery}");
    }

    #[test]
    fn an_aside_is_written_by_the_talkative_only() {
        assert_eq!(written("Hello <dear> you", 0), "Hello you");
        assert_eq!(written("Hello <dear> you", 100), "Hello dear you");
    }

    #[test]
    fn each_wording_of_a_choice_comes_up_and_nothing_else() {
        let template = Template::parse("[one|two [a|b]|]").unwrap();
        let mut rng = StdRng::seed_from_u64(3);
        let mut seen: Vec<String> = (0..60).map(|_| template.render(&mut rng, 0, &|_| None)).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen, ["", "One", "Two a", "Two b"]);
    }

    #[test]
    fn unbalanced_brackets_are_refused() {
        for source in ["[a|b", "a]", "{slot", "<aside", "a|b", "x > y"] {
            assert!(Template::parse(source).is_err(), "{source}");
        }
    }
}
