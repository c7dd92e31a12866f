//! What commands read from standard input.

use std::io::{self, BufRead as _};

/// The password on the first line of standard input, so that it stands neither in the list of processes nor in the
/// shell's history.
///
/// # Errors
/// When there is none.
pub fn read_password() -> io::Result<String> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']);
    if password.is_empty() {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "no password came on standard input"));
    }
    Ok(password.to_owned())
}
