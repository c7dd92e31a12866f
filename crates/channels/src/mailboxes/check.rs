//! "Test connection": what works of a mailbox before it is saved.

use std::time::Duration;

use async_trait::async_trait;
use base::Timestamp;
use hickory_resolver::{Resolver, proto::rr::RData};
use http::App;
use mail::{Address, OutgoingMail, ThreadToken, compose};
use mail_transport::{
    ConnectError, Network,
    imap::{self, ImapAccount, ImapContent, ImapCursor, ImapError, ImapMessage, Sink, WatchSettings},
    smtp_receiver::BoxError,
    smtp_sender::{Relay, SendError, SmtpSender},
};
use serde::Serialize;
use serde_json::{Map, Value};
use tokio::{
    sync::Notify,
    time::{sleep, timeout},
};
use utoipa::ToSchema;

use crate::email::{outbound::network, thread_key};

/// How long a mail to oneself may take.
const ROUND_TRIP: Duration = Duration::from_secs(20);
/// How long to wait for a server that is tested.
const PATIENCE: Duration = Duration::from_secs(25);
const DNS_PATIENCE: Duration = Duration::from_secs(4);
/// Names under which providers commonly publish their DKIM keys.
const COMMON_SELECTORS: [&str; 7] =
    ["google", "selector1", "default", "dkim", "mail", "s1", "ovhmo-selector-1"];

const SENDING: &str = "sending";

/// What is to be tested.
pub(super) struct Subject {
    /// The mailbox's address.
    pub address: String,
    /// Where its mail is fetched.
    pub imap: Option<ImapAccount>,
    /// What its mail is sent through.
    pub smtp: Option<Relay>,
}

/// How one thing turned out.
#[derive(Debug, Serialize, ToSchema)]
pub struct Check {
    /// `receiving`, `sending`, `round_trip`, `spf` or `dkim`.
    pub name: &'static str,
    /// How it turned out.
    pub state: CheckState,
    /// What exactly, for the reader's language.
    pub code: &'static str,
    /// What the code's text names.
    #[schema(value_type = Object)]
    pub params: Map<String, Value>,
    /// A DNS record that would mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<DnsRecord>,
}

/// How a check turned out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum CheckState {
    /// It works.
    Ok,
    /// It works, but could be better.
    Warning,
    /// It does not work.
    Failed,
    /// It could not be tried.
    Skipped,
}

/// A DNS record.
#[derive(Debug, Serialize, ToSchema)]
pub struct DnsRecord {
    /// Its type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl Check {
    fn new(name: &'static str, state: CheckState, code: &'static str) -> Self {
        Self { name, state, code, params: Map::new(), record: None }
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    fn is_ok(&self) -> bool {
        self.state == CheckState::Ok
    }
}

/// Tries everything, as far as what comes before it works.
pub(super) async fn check(app: &App, subject: &Subject) -> Vec<Check> {
    let network = network(app);
    let domain = subject.address.rsplit_once('@').map(|(_, domain)| domain.to_owned()).unwrap_or_default();
    let (receiving, sending, (spf, dkim)) =
        tokio::join!(receiving(&network, subject), sending_if_set(&network, subject), dns_checks(&domain));
    let (receiving, end) = receiving;
    let round_trip = match (end, sending.is_ok()) {
        (Some(end), true) => round_trip(app, &network, subject, end).await,
        _ => Check::new("round_trip", CheckState::Skipped, "needs_both"),
    };
    vec![receiving, sending, round_trip, spf, dkim]
}

async fn receiving(network: &Network, subject: &Subject) -> (Check, Option<ImapCursor>) {
    const NAME: &str = "receiving";
    let Some(account) = &subject.imap else {
        return (Check::new(NAME, CheckState::Skipped, "not_set"), None);
    };
    match timeout(PATIENCE, imap::check(network, account)).await {
        Ok(Ok(report)) => {
            let check = Check::new(NAME, CheckState::Ok, "connected").with("messages", report.messages);
            (check.with("has_idle", report.has_idle), Some(report.end))
        }
        Ok(Err(error)) => (imap_failure(NAME, &error), None),
        Err(_) => (Check::new(NAME, CheckState::Failed, "too_slow"), None),
    }
}

fn imap_failure(name: &'static str, error: &ImapError) -> Check {
    let code = match error {
        ImapError::Connect(error) => connect_code(error),
        ImapError::BadCredentials(_) => "bad_credentials",
        ImapError::NoSuchMailbox(_) => "no_mailbox",
        ImapError::Lost(_) => "connection_lost",
        ImapError::Protocol(_) | ImapError::NotStored(_) => "unexpected_answer",
    };
    Check::new(name, CheckState::Failed, code).with("reason", error.to_string())
}

fn connect_code(error: &ConnectError) -> &'static str {
    match error {
        ConnectError::UnknownHost { .. } => "unknown_host",
        ConnectError::Forbidden { .. } => "internal_address",
        ConnectError::Unreachable { .. } => "unreachable",
        ConnectError::Tls { .. } => "tls",
    }
}

/// Signs in to a server that is to send mail.
pub(super) async fn sending(app: &App, relay: &Relay) -> Check {
    sending_through(&network(app), relay).await
}

async fn sending_if_set(network: &Network, subject: &Subject) -> Check {
    match &subject.smtp {
        Some(relay) => sending_through(network, relay).await,
        None => Check::new(SENDING, CheckState::Skipped, "not_set"),
    }
}

async fn sending_through(network: &Network, relay: &Relay) -> Check {
    const NAME: &str = SENDING;
    let sender = SmtpSender::new(network.clone(), "localhost");
    match timeout(PATIENCE, sender.check(relay)).await {
        Ok(Ok(())) => Check::new(NAME, CheckState::Ok, "connected"),
        Ok(Err(error)) => {
            let code = match &error {
                SendError::BadCredentials { .. } => "bad_credentials",
                SendError::Retry { .. } | SendError::Permanent { .. } => "unreachable",
            };
            Check::new(NAME, CheckState::Failed, code).with("reason", error.to_string())
        }
        Err(_) => Check::new(NAME, CheckState::Failed, "too_slow"),
    }
}

/// Sends the mailbox a mail from itself and waits for it to arrive. Intake knows it by its Message-ID, which only this
/// desk can make, and makes no ticket of it.
async fn round_trip(app: &App, network: &Network, subject: &Subject, end: ImapCursor) -> Check {
    const NAME: &str = "round_trip";
    let (Some(account), Some(relay)) = (&subject.imap, &subject.smtp) else {
        return Check::new(NAME, CheckState::Skipped, "needs_both");
    };
    let domain = subject.address.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    let number = i64::from(rand::random::<u32>());
    let message_id = ThreadToken::of_comment(0, number).message_id(domain, &thread_key(&app.secrets));
    let sent = send_to_itself(network, &subject.address, relay, &message_id, app.clock.now()).await;
    if let Err(reason) = sent {
        return Check::new(NAME, CheckState::Failed, "not_sent").with("reason", reason);
    }
    let waiting = wait_for(network, account, end, &message_id);
    match timeout(ROUND_TRIP, waiting).await {
        Ok(Ok(())) => Check::new(NAME, CheckState::Ok, "arrived"),
        Ok(Err(error)) => imap_failure(NAME, &error),
        Err(_) => {
            Check::new(NAME, CheckState::Warning, "not_arrived_yet").with("seconds", ROUND_TRIP.as_secs())
        }
    }
}

async fn send_to_itself(
    network: &Network,
    address: &str,
    relay: &Relay,
    message_id: &str,
    now: Timestamp,
) -> Result<(), String> {
    let mail = OutgoingMail {
        from: Address::new("Guichet", address),
        to: vec![Address::new("", address)],
        subject: "Guichet: test / essai".to_owned(),
        text: "This mail tests the connection and can be deleted.\n\
               Ce message teste la connexion et peut être supprimé.\n"
            .to_owned(),
        message_id: message_id.to_owned(),
        date: now.unix_seconds(),
        auto_submitted: true,
        ..OutgoingMail::default()
    };
    let bytes = compose(&mail).map_err(|error| error.to_string())?;
    let sender = SmtpSender::new(network.clone(), "localhost");
    let recipients = [address];
    match timeout(PATIENCE, sender.send(relay, Some(address), &recipients, &bytes)).await {
        Ok(sent) => sent.map(|_| ()).map_err(|error| error.to_string()),
        Err(_) => Err("the mail server is too slow".to_owned()),
    }
}

/// Looks for one message and keeps nothing.
struct Lookout {
    message_id: String,
    seen: Notify,
}

#[async_trait]
impl Sink for Lookout {
    async fn store(&self, message: ImapMessage) -> Result<(), BoxError> {
        let (ImapContent::Whole(raw) | ImapContent::HeaderOnly { header: raw, .. }) = message.content;
        if mail::parse(&raw).message_id.as_deref() == Some(self.message_id.as_str()) {
            self.seen.notify_one();
        }
        Ok(())
    }

    async fn renumbered(&self, _before: ImapCursor, _uid_validity: u32) {}

    fn failed(&self, _error: &ImapError, _pause: Duration) {}
}

async fn wait_for(
    network: &Network,
    account: &ImapAccount,
    end: ImapCursor,
    message_id: &str,
) -> Result<(), ImapError> {
    let lookout = Lookout { message_id: message_id.to_owned(), seen: Notify::new() };
    let mut cursor = end;
    loop {
        imap::fetch_new(network, account, &mut cursor, &lookout, &WatchSettings::default()).await?;
        let pause = sleep(Duration::from_secs(1));
        tokio::select! {
            biased;
            () = lookout.seen.notified() => return Ok(()),
            () = pause => {}
        }
    }
}

/// Whether other servers can see that this domain's mail is genuine.
async fn dns_checks(domain: &str) -> (Check, Check) {
    let skipped = |name| Check::new(name, CheckState::Skipped, "no_dns");
    let txt = match timeout(DNS_PATIENCE, texts(domain)).await {
        Ok(Texts::Found(txt)) => txt,
        Ok(Texts::NoSuchName) if !domain.is_empty() => {
            return (Check::new("spf", CheckState::Warning, "no_domain"), skipped("dkim"));
        }
        _ => return (skipped("spf"), skipped("dkim")),
    };
    (spf(domain, &txt), timeout(DNS_PATIENCE, dkim(domain)).await.unwrap_or(unknown_dkim()))
}

fn spf(domain: &str, texts: &[String]) -> Check {
    const NAME: &str = "spf";
    match texts.iter().filter(|text| text.to_ascii_lowercase().starts_with("v=spf1")).count() {
        0 => Check {
            record: Some(DnsRecord {
                kind: "TXT",
                name: domain.to_owned(),
                value: "v=spf1 mx ~all".to_owned(),
            }),
            ..Check::new(NAME, CheckState::Warning, "missing")
        },
        1 => Check::new(NAME, CheckState::Ok, "found"),
        // RFC 7208, section 4.5: more than one record counts as none.
        _ => Check::new(NAME, CheckState::Warning, "several"),
    }
}

/// A key may have any name, so only finding one says something.
async fn dkim(domain: &str) -> Check {
    for selector in COMMON_SELECTORS {
        let found = texts(&format!("{selector}._domainkey.{domain}")).await;
        if matches!(found, Texts::Found(texts) if texts.iter().any(|text| text.contains("p="))) {
            return Check::new("dkim", CheckState::Ok, "found").with("selector", selector);
        }
    }
    unknown_dkim()
}

fn unknown_dkim() -> Check {
    Check::new("dkim", CheckState::Skipped, "selector_unknown")
}

/// The TXT records of a name.
enum Texts {
    Found(Vec<String>),
    NoSuchName,
    /// DNS cannot be asked.
    Unknown,
}

async fn texts(name: &str) -> Texts {
    let Ok(Ok(resolver)) = Resolver::builder_tokio().map(|builder| builder.build()) else {
        return Texts::Unknown;
    };
    match resolver.txt_lookup(format!("{name}.")).await {
        Ok(lookup) => Texts::Found(
            lookup
                .answers()
                .iter()
                .filter_map(|record| match &record.data {
                    RData::TXT(txt) => Some(txt.to_string()),
                    _ => None,
                })
                .collect(),
        ),
        Err(error) if error.is_nx_domain() => Texts::NoSuchName,
        Err(error) if error.is_no_records_found() => Texts::Found(Vec::new()),
        Err(_) => Texts::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spf_record_is_right_and_none_is_mended_by_one() {
        let state = |texts: &[&str]| {
            let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
            spf("desk.example", &texts).state
        };
        assert_eq!(state(&["v=spf1 mx ~all", "other"]), CheckState::Ok);
        assert_eq!(state(&["v=spf1 mx", "v=spf1 a"]), CheckState::Warning);
        assert_eq!(state(&[]), CheckState::Warning);
        assert!(spf("desk.example", &[]).record.is_some());
    }
}
