//! The demonstration desk: Atelier Lumen, a French maker of lamps that sells across Europe.
//!
//! [`desk`] gives a desk of the size a small company has, for demonstrations and screenshots;
//! [`scale`] gives a stream of as many tickets as a measurement wants. Both are pure: the same seed
//! and instant give the same content. Every address ends in `.example` (RFC 2606) and every
//! telephone number is of a range kept for fiction, so that nothing ever reaches a stranger.
//!
//! The texts live in `scenarios/`; `scenario.rs` says how they are written, `template.rs` what the
//! brackets in them mean. A ticket is a scenario (`script.rs` picks its lines, `timing.rs` their
//! times), told by a customer with habits of writing (`style.rs`, `voice.rs`) about the things in
//! `facts.rs`, and put down as events by `writer.rs`.

mod calendar;
mod company;
mod facts;
mod library;
mod macros;
mod model;
mod paper;
mod people;
mod photo;
mod scale;
mod scenario;
mod script;
mod style;
mod template;
mod timing;
mod voice;
mod world;
mod writer;

pub use macros::{MACROS, Macro};
pub use model::{
    Agent, Attachment, Author, Change, Channel, Comment, Customer, Desk, EventKind, Group, Locale,
    Organization, Priority, Status, StoryEvent, TicketStory, TicketType,
};
pub use scale::scale;

use rand::rngs::StdRng;
use script::Goal;
use world::{Length, Wish, World};

const TICKETS: u64 = 1_500;
const NEW: u64 = 25;
const OPEN: u64 = 130;
const PENDING: u64 = 110;
const HOLD: u64 = 30;
/// How far back the tickets reach; two days are kept for stories that have to begin earlier.
const DAYS: i64 = 88;

/// The whole desk as it stands at `now_unix` (seconds since 1970), with its last 90 days.
pub fn desk(seed: u64, now_unix: i64) -> Desk {
    let world = World::new(seed);
    let mut tickets: Vec<TicketStory> = (0..TICKETS)
        .map(|number| {
            let mut rng = world.chance(number);
            let goal = goal(number);
            let opened = opening(&mut rng, goal, now_unix);
            let wish = Wish { length: Length::AsTold(goal), opened, now: now_unix, has_files: true };
            world.story(&mut rng, wish)
        })
        .collect();
    tickets.sort_by_key(|ticket| ticket.events.first().map(|event| event.at));
    Desk {
        name: world.library.company.name.clone(),
        domain: world.library.company.domain.clone(),
        groups: world.groups,
        agents: world.agents,
        organizations: world.organizations,
        customers: world.customers,
        tickets,
    }
}

fn goal(number: u64) -> Goal {
    const OPEN_FROM: u64 = NEW;
    const PENDING_FROM: u64 = OPEN_FROM + OPEN;
    const HOLD_FROM: u64 = PENDING_FROM + PENDING;
    const DONE_FROM: u64 = HOLD_FROM + HOLD;
    match number {
        0..OPEN_FROM => Goal::New,
        OPEN_FROM..PENDING_FROM => Goal::Open,
        PENDING_FROM..HOLD_FROM => Goal::Pending,
        HOLD_FROM..DONE_FROM => Goal::Hold,
        _ => Goal::Done,
    }
}

/// The backlog is young, what is done is spread over all the days.
fn opening(rng: &mut StdRng, goal: Goal, now: i64) -> i64 {
    let (days, leaning) = match goal {
        Goal::New => (3, 1.6),
        Goal::Open => (12, 2.0),
        Goal::Pending => (14, 1.6),
        Goal::Hold => (24, 1.4),
        Goal::Done => (DAYS, 1.0),
    };
    timing::some_moment(rng, now, days, leaning)
}
