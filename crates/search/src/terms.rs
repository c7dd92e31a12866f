//! The analyser's words as the index's terms.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use crate::analyser::{self, Segment};

/// Reads text into words as they stand, without case and accents.
pub(crate) const SURFACE: &str = "surface";
/// Reads text into stems.
pub(crate) const STEMS: &str = "stems";
/// Takes text as one term; known to the index by itself.
pub(crate) const RAW: &str = "raw";

/// The ways of reading text that fields are declared with.
pub(crate) fn readings() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(SURFACE, Reading { terms_of: surface_terms });
    manager.register(STEMS, Reading { terms_of: stem_terms });
    manager
}

/// Every part in its place; the whole stands where its first part does.
fn surface_terms(segment: Segment, position: usize) -> Vec<Token> {
    let whole = segment.whole.map(|text| token(text, position));
    let parts =
        segment.parts.into_iter().enumerate().map(|(place, part)| token(part.folded, position + place));
    whole.into_iter().chain(parts).collect()
}

fn stem_terms(segment: Segment, position: usize) -> Vec<Token> {
    let places = segment.parts.iter().enumerate();
    places
        .flat_map(|(place, part)| part.stems().into_iter().map(move |stem| token(stem, position + place)))
        .collect()
}

fn token(text: String, position: usize) -> Token {
    Token { position, text, ..Token::default() }
}

#[derive(Clone)]
struct Reading {
    terms_of: fn(Segment, usize) -> Vec<Token>,
}

impl Tokenizer for Reading {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        let mut tokens = Vec::new();
        let mut position = 0;
        for segment in analyser::segments(text) {
            let length = segment.parts.len();
            tokens.extend((self.terms_of)(segment, position));
            position += length;
        }
        Tokens { rest: tokens.into_iter(), current: Token::default() }
    }
}

struct Tokens {
    rest: std::vec::IntoIter<Token>,
    current: Token,
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        let Some(next) = self.rest.next() else { return false };
        self.current = next;
        true
    }

    fn token(&self) -> &Token {
        &self.current
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.current
    }
}
