//! To which side each line of a message belongs.

use super::{attribution, header_block, signature};

/// The part of a message that a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    New,
    Quoted,
    Signature,
}

/// The side of each line. Looks at a bounded number of neighbours of each line, so time is linear.
pub(super) fn sides(lines: &[&str]) -> Vec<Side> {
    let mut sides = Vec::with_capacity(lines.len());
    let mut context = Side::New;
    while let Some(line) = lines.get(sides.len()) {
        let index = sides.len();
        match start_at(lines, index, context) {
            Start::QuoteToEnd => {
                take_back_rules(lines, &mut sides);
                sides.resize(lines.len(), Side::Quoted);
            }
            Start::ForwardToEnd => sides.resize(lines.len(), Side::New),
            Start::Attribution { lines: count } => {
                context = Side::New;
                sides.resize(index + count, Side::Quoted);
            }
            Start::Signature => {
                context = Side::Signature;
                sides.push(context);
            }
            Start::QuotedLine => {
                context = Side::New;
                sides.push(Side::Quoted);
            }
            Start::None if line.trim().is_empty() => sides.push(side_of_blank(&sides, context)),
            Start::None => sides.push(context),
        }
    }
    sides
}

/// What begins at a line.
enum Start {
    QuoteToEnd,
    ForwardToEnd,
    Attribution { lines: usize },
    Signature,
    QuotedLine,
    None,
}

fn start_at(lines: &[&str], index: usize, context: Side) -> Start {
    let rest = lines.get(index..).unwrap_or_default();
    let Some(line) = rest.first() else { return Start::None };
    if attribution::is_quoted(line) {
        return Start::QuotedLine;
    }
    if header_block::is_forward_marker(line) {
        return Start::ForwardToEnd;
    }
    if header_block::is_reply_marker(line)
        || header_block::is_original_marker(line)
        || header_block::starts(rest)
    {
        return Start::QuoteToEnd;
    }
    if let Some(count) = attribution::starts(rest) {
        return match is_followed_by_quoted_line(rest.get(count..).unwrap_or_default()) {
            true => Start::Attribution { lines: count },
            false => Start::QuoteToEnd,
        };
    }
    if context != Side::Signature && signature::starts(rest) { Start::Signature } else { Start::None }
}

fn is_followed_by_quoted_line(rest: &[&str]) -> bool {
    rest.iter()
        .take(MOST_BLANK_LINES)
        .find(|line| !line.trim().is_empty())
        .is_some_and(|line| attribution::is_quoted(line))
}

/// Blank lines between an attribution and its quote.
const MOST_BLANK_LINES: usize = 8;

/// A blank line among quoted lines is quoted; elsewhere it follows what surrounds it.
fn side_of_blank(sides: &[Side], context: Side) -> Side {
    match (sides.last(), context) {
        (_, Side::Signature) => Side::Signature,
        (Some(Side::Quoted), _) => Side::Quoted,
        _ => Side::New,
    }
}

/// A rule drawn above a block of headers belongs to the quote, as do the blank lines around it.
fn take_back_rules(lines: &[&str], sides: &mut [Side]) {
    for index in (0..sides.len()).rev().take(3) {
        let Some(line) = lines.get(index) else { return };
        let is_rule = !line.trim().is_empty() && line.trim().chars().all(|c| "-_=*".contains(c));
        if !is_rule && !line.trim().is_empty() {
            return;
        }
        if let Some(side) = sides.get_mut(index) {
            *side = Side::Quoted;
        }
    }
}
