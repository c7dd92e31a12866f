//! A stream of tickets of any length, for measurements.

use rand::Rng;
use rand::rngs::StdRng;

use crate::model::TicketStory;
use crate::timing;
use crate::world::{Length, Wish, World};

/// Tickets in a block; one of them has [`LONG`] comments.
const BLOCK: usize = 100;
const LONG: usize = 30;
const DAYS: i64 = 365;

/// `tickets` tickets of the last year before `now_unix`, with `comments_per_ticket` comments on
/// average and, where the average allows it, 30 in one of a hundred. In every whole hundred of
/// tickets the sum is exact. The people are those of [`desk`](crate::desk) for the same seed; there
/// are no attachments. Tickets come in no order of time and are made one by one.
pub fn scale(
    seed: u64,
    now_unix: i64,
    tickets: usize,
    comments_per_ticket: usize,
) -> impl Iterator<Item = TicketStory> {
    let world = World::new(seed);
    (0..tickets).map(move |number| {
        let mut rng = world.chance(number as u64);
        let opened = timing::some_moment(&mut rng, now_unix, DAYS, 1.0);
        let count = comments(number, comments_per_ticket.max(1), seed);
        let wish = Wish { length: Length::Messages(count), opened, now: now_unix, has_files: false };
        world.story(&mut rng, wish)
    })
}

/// How many comments a ticket has: neighbours share the average unequally, so that lengths vary.
fn comments(number: usize, average: usize, seed: u64) -> usize {
    let position = number % BLOCK;
    let has_long = average * BLOCK >= LONG + 2 * BLOCK;
    if !has_long {
        return average;
    }
    if position == BLOCK - 1 {
        return LONG;
    }
    let others = BLOCK - 1;
    let to_share = average * BLOCK - LONG;
    let share = (position + 1) * to_share / others - position * to_share / others;
    share_unequally(position, share, to_share / others, number / BLOCK, seed)
}

/// Of two neighbours the first gives some of its comments to the second; the last one has no pair.
fn share_unequally(position: usize, share: usize, smallest: usize, block: usize, seed: u64) -> usize {
    if position >= BLOCK - 2 {
        return share;
    }
    let pair = (block * BLOCK + position / 2) as u64;
    let mut rng: StdRng = rand::SeedableRng::seed_from_u64(seed ^ pair);
    let given = rng.random_range(0..smallest);
    if position.is_multiple_of(2) { share - given } else { share + given }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_tickets_have_exactly_a_hundred_times_the_average() {
        for average in 1..12 {
            let total: usize = (300..400).map(|number| comments(number, average, 9)).sum();
            assert_eq!(total, average * 100, "average {average}");
            assert!((0..100).all(|number| comments(number, average, 9) >= 1));
        }
    }

    #[test]
    fn one_ticket_in_a_hundred_is_long_and_the_others_vary() {
        let mut counts: Vec<usize> = (0..100).map(|number| comments(number, 4, 9)).collect();
        assert_eq!(counts.iter().filter(|&&count| count == 30).count(), 1);
        counts.sort_unstable();
        counts.dedup();
        assert!(counts.len() >= 5, "{counts:?}");
    }
}
