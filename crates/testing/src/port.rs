//! Free ports, and waiting for something to become true.

use std::net::{Ipv4Addr, SocketAddrV4, TcpListener, TcpStream};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Ports below those that Linux hands out by itself, so that no outgoing connection takes one between
/// the choice and the server's start.
const CANDIDATES: std::ops::Range<u16> = 10_000..32_000;

/// A port of 127.0.0.1 on which nothing listens right now.
pub fn free_port() -> u16 {
    loop {
        let port = rand::random_range(CANDIDATES);
        if TcpListener::bind(loopback(port)).is_ok() {
            return port;
        }
    }
}

/// Whether something accepts connections on this port of 127.0.0.1.
pub fn is_listening(port: u16) -> bool {
    TcpStream::connect(loopback(port)).is_ok()
}

/// Looks every 20 ms until `condition` holds; false if it still does not after `patience`.
pub fn wait_until(patience: Duration, mut condition: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    while !condition() {
        if start.elapsed() > patience {
            return false;
        }
        sleep(Duration::from_millis(20));
    }
    true
}

fn loopback(port: u16) -> SocketAddrV4 {
    SocketAddrV4::new(Ipv4Addr::LOCALHOST, port)
}
