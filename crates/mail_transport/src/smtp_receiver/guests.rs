//! Counts connections, in all and from each address.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Who is here. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct GuestBook {
    most: usize,
    most_per_address: usize,
    here: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// One connection's entry in the book; it goes when this is dropped.
#[derive(Debug)]
pub(super) struct Guest {
    book: GuestBook,
    address: IpAddr,
}

impl GuestBook {
    /// An empty book for at most `most` guests, of which `most_per_address` from one address.
    pub fn new(most: usize, most_per_address: usize) -> Self {
        Self { most, most_per_address, here: Arc::default() }
    }

    /// Enters a guest; None when there are too many.
    pub fn welcome(&self, address: IpAddr) -> Option<Guest> {
        let address = neighbourhood(address);
        let mut here = self.here();
        let everyone: usize = here.values().sum();
        let from_there = here.get(&address).copied().unwrap_or(0);
        if everyone >= self.most || from_there >= self.most_per_address {
            return None;
        }
        here.insert(address, from_there + 1);
        Some(Guest { book: self.clone(), address })
    }

    /// The counts stay right whatever happened to whoever held the lock: each step is a single insertion.
    fn here(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.here.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut here = self.book.here();
        match here.get(&self.address).copied() {
            Some(count) if count > 1 => here.insert(self.address, count - 1),
            _ => here.remove(&self.address),
        };
    }
}

/// The address itself or, for IPv6, its /64: what one customer of a provider usually gets.
fn neighbourhood(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn one_address_cannot_take_every_place() {
        let book = GuestBook::new(3, 2);
        let _first = book.welcome(address("192.0.2.1")).unwrap();
        let second = book.welcome(address("192.0.2.1")).unwrap();
        assert!(book.welcome(address("192.0.2.1")).is_none());
        let _other = book.welcome(address("192.0.2.2")).unwrap();
        assert!(book.welcome(address("192.0.2.3")).is_none(), "the house is full");
        drop(second);
        assert!(book.welcome(address("192.0.2.3")).is_some());
        assert!(book.here().len() == 2, "whoever left is forgotten");
    }

    #[test]
    fn addresses_of_one_ipv6_network_count_as_one() {
        let book = GuestBook::new(10, 1);
        let _first = book.welcome(address("2001:db8:1:2::1")).unwrap();
        assert!(book.welcome(address("2001:db8:1:2:ffff::9")).is_none());
        assert!(book.welcome(address("2001:db8:1:3::1")).is_some());
    }
}
