//! How much two subjects have in common. No I/O.

use std::collections::BTreeSet;

use people::fold_name;

/// Shorter ones stand in every subject.
const SHORTEST_WORD: usize = 3;
/// What mail programs put in front of a subject.
const NOT_WORDS: [&str; 3] = ["fwd", "the", "les"];

/// Which part of the shorter subject's words the other has too: from 0 to 1; 0 where one of them has none.
pub fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (words(one), words(other));
    let fewest = one.len().min(other.len());
    if fewest == 0 {
        return 0.0;
    }
    let shared = one.intersection(&other).count();
    count(shared) / count(fewest)
}

fn words(subject: &str) -> BTreeSet<String> {
    let folded = fold_name(subject);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| word.chars().count() >= SHORTEST_WORD && !NOT_WORDS.contains(word))
        .map(str::to_owned)
        .collect()
}

fn count(words: usize) -> f64 {
    u32::try_from(words).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_are_alike_by_the_words_they_share() {
        assert!((likeness("Lampe Halo fêlée", "RE: lampe HALO arrivée félée !") - 1.0).abs() < f64::EPSILON);
        assert!((likeness("Refund for the chair", "Chair: invoice") - 0.5).abs() < f64::EPSILON);
        assert!(likeness("Lampe Halo", "Facture de novembre") < f64::EPSILON);
        assert!(likeness("", "Lampe") < f64::EPSILON && likeness("à la", "Lampe") < f64::EPSILON);
    }
}
