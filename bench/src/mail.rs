//! Mail that arrives by SMTP.

use std::{
    thread,
    time::{Duration, Instant},
};

use testing::SmtpTalk;

use crate::{
    Outcome,
    load::{Latencies, repeat},
    raw::Raw,
};

/// Connections that deliver at once, and how many mails each brings.
const CONNECTIONS: usize = 8;
const MAILS_EACH: usize = 150;
/// For the mails that were taken to become tickets.
const PATIENCE: Duration = Duration::from_secs(120);

/// How fast mail comes in.
pub struct MailRates {
    /// From MAIL to the 250, which promises that the mail is safe on disk; one connection.
    pub accept: Latencies,
    /// Mails accepted in a second over eight connections.
    pub accepted_per_second: f64,
    /// Mails in a second that came over them and became tickets.
    pub ticketed_per_second: f64,
}

/// Brings mail to the port, and waits until all of it has become tickets.
///
/// # Errors
/// When a mail is refused, or does not become a ticket.
pub fn bring_mail(port: u16, raw: &mut Raw) -> Outcome<MailRates> {
    let mut connection = open(port)?;
    let accept = repeat(|number| deliver(&mut connection, 0, number))?;
    wait_until_taken_in(raw)?;
    let start = Instant::now();
    let workers: Vec<_> = (1..=CONNECTIONS)
        .map(|worker| {
            thread::spawn(move || {
                let mut connection = open(port)?;
                (0..MAILS_EACH).try_for_each(|number| deliver(&mut connection, worker, number))
            })
        })
        .collect();
    for worker in workers {
        worker.join().map_err(|_| "a connection broke")??;
    }
    let per_second = |time: Duration| (CONNECTIONS * MAILS_EACH) as f64 / time.as_secs_f64();
    let accepted_per_second = per_second(start.elapsed());
    wait_until_taken_in(raw)?;
    Ok(MailRates { accept, accepted_per_second, ticketed_per_second: per_second(start.elapsed()) })
}

fn open(port: u16) -> Outcome<SmtpTalk> {
    let mut connection = SmtpTalk::open(port);
    expect(&connection.say("EHLO customer.example"), "250")?;
    Ok(connection)
}

fn deliver(connection: &mut SmtpTalk, worker: usize, number: usize) -> Outcome<()> {
    let sender = format!("customer{}@mail.example", number % 100);
    expect(&connection.say(&format!("MAIL FROM:<{sender}>")), "250")?;
    expect(&connection.say("RCPT TO:<support@desk.example>"), "250")?;
    expect(&connection.say("DATA"), "354")?;
    connection.send(letter(&sender, worker, number).as_bytes());
    expect(&connection.hear(), "250")
}

/// A mail of an ordinary size, with text and HTML, ended as SMTP wants it.
fn letter(sender: &str, worker: usize, number: usize) -> String {
    let text =
        "Hello, the lamp that arrived this morning flickers when it is dimmed below a third. ".repeat(8);
    format!(
        "From: A Customer <{sender}>\r\nTo: support@desk.example\r\nSubject: Lamp {worker}-{number} flickers\r\n\
         Message-ID: <{worker}.{number}@mail.example>\r\nDate: Sun, 01 Nov 2026 10:00:00 +0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=part\r\n\r\n\
         --part\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n\
         --part\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{text}</p>\r\n--part--\r\n.\r\n"
    )
}

fn expect(reply: &str, code: &str) -> Outcome<()> {
    if reply.starts_with(code) { Ok(()) } else { Err(format!("the receiver said {reply:?}").into()) }
}

fn wait_until_taken_in(raw: &mut Raw) -> Outcome<()> {
    let end = Instant::now() + PATIENCE;
    while raw.number("SELECT COUNT(*) FROM incoming_mails WHERE outcome = 'pending'", &[])? > 0 {
        if Instant::now() > end {
            return Err("mails that were accepted did not become tickets".into());
        }
        thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}
