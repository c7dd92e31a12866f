//! Who has which ticket open, and what they do there.

use std::{collections::HashMap, time::Duration};

use base::{TicketId, Timestamp, UserId};
use serde::{Deserialize, Serialize};

use super::message::Person;

/// A browser says where it is every 20 s; after this much silence it is taken to be gone.
const SILENCE: Duration = Duration::from_secs(45);

/// One browser tab's connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ConnectionId(pub u64);

/// What somebody does at a ticket, the more the later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Reads it.
    Viewing,
    /// Writes an internal note.
    Noting,
    /// Writes to the customer.
    Replying,
}

/// Where somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The ticket they have open.
    pub ticket_id: TicketId,
    /// What they do there.
    pub state: State,
}

struct Seat {
    user_id: UserId,
    place: Place,
    seen_at: Timestamp,
}

/// Everyone who has a ticket open, by connection.
#[derive(Default)]
pub struct Presence(HashMap<ConnectionId, Seat>);

impl Presence {
    /// Notes where a connection is, `None` for at no ticket; the tickets where that changes something.
    pub fn enter(
        &mut self,
        connection: ConnectionId,
        user_id: UserId,
        place: Option<Place>,
        now: Timestamp,
    ) -> Vec<TicketId> {
        let Some(place) = place else { return self.leave(connection).into_iter().collect() };
        let before = self.0.insert(connection, Seat { user_id, place, seen_at: now }).map(|seat| seat.place);
        if before == Some(place) {
            return Vec::new();
        }
        let left = before.map(|before| before.ticket_id).filter(|left| *left != place.ticket_id);
        left.into_iter().chain([place.ticket_id]).collect()
    }

    /// Forgets a connection; the ticket it was at.
    pub fn leave(&mut self, connection: ConnectionId) -> Option<TicketId> {
        self.0.remove(&connection).map(|seat| seat.place.ticket_id)
    }

    /// Forgets those who have been silent too long; the tickets they were at.
    pub fn expire(&mut self, now: Timestamp) -> Vec<TicketId> {
        let is_gone = |seat: &Seat| now.since(seat.seen_at) > SILENCE;
        let mut tickets: Vec<TicketId> =
            self.0.extract_if(|_, seat| is_gone(seat)).map(|(_, seat)| seat.place.ticket_id).collect();
        tickets.sort_unstable();
        tickets.dedup();
        tickets
    }

    /// The people at a ticket. Who has it open twice is there once, with what they do most.
    pub fn people_at(&self, ticket_id: TicketId) -> Vec<Person> {
        let mut people: Vec<Person> = Vec::new();
        for seat in self.0.values().filter(|seat| seat.place.ticket_id == ticket_id) {
            match people.iter_mut().find(|person| person.user_id == seat.user_id) {
                Some(person) => person.state = person.state.max(seat.place.state),
                None => people.push(Person { user_id: seat.user_id, state: seat.place.state }),
            }
        }
        people.sort_unstable_by_key(|person| person.user_id);
        people
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAB: ConnectionId = ConnectionId(1);
    const OTHER_TAB: ConnectionId = ConnectionId(2);
    const ANA: UserId = UserId(10);
    const NOW: Timestamp = Timestamp(0);

    fn at(ticket: i64, state: State) -> Option<Place> {
        Some(Place { ticket_id: TicketId(ticket), state })
    }

    #[test]
    fn moving_on_changes_both_tickets_and_staying_none() {
        let mut presence = Presence::default();
        assert_eq!(presence.enter(TAB, ANA, at(1, State::Viewing), NOW), [TicketId(1)]);
        assert_eq!(presence.enter(TAB, ANA, at(1, State::Viewing), NOW), []);
        assert_eq!(presence.enter(TAB, ANA, at(2, State::Viewing), NOW), [TicketId(1), TicketId(2)]);
        assert_eq!(presence.enter(TAB, ANA, None, NOW), [TicketId(2)]);
        assert_eq!(presence.people_at(TicketId(2)), []);
    }

    #[test]
    fn two_tabs_of_one_person_show_what_they_do_most() {
        let mut presence = Presence::default();
        presence.enter(TAB, ANA, at(1, State::Replying), NOW);
        presence.enter(OTHER_TAB, ANA, at(1, State::Viewing), NOW);
        assert_eq!(presence.people_at(TicketId(1)), [Person { user_id: ANA, state: State::Replying }]);
        presence.leave(TAB);
        assert_eq!(presence.people_at(TicketId(1)), [Person { user_id: ANA, state: State::Viewing }]);
    }

    #[test]
    fn silence_of_45_seconds_means_gone() {
        let mut presence = Presence::default();
        presence.enter(TAB, ANA, at(1, State::Viewing), NOW);
        assert_eq!(presence.expire(NOW.plus(Duration::from_secs(45))), []);
        assert_eq!(presence.expire(NOW.plus(Duration::from_secs(46))), [TicketId(1)]);
        assert_eq!(presence.people_at(TicketId(1)), []);
    }
}
