//! Guesses the mail servers behind an address, so that a person who connects a mailbox only types a password.
//!
//! First by the address's domain, then by who receives mail for that domain (MX), then by custom. A guess is
//! where to start a "Test connection" from, not a promise.

mod providers;

use std::time::Duration;

use hickory_resolver::Resolver;
use hickory_resolver::proto::rr::RData;
use tokio::time::timeout;

use crate::network::Security;
use providers::{PROVIDERS, Provider};

/// How long to wait for DNS. Without an answer the guess goes by custom.
const PATIENCE: Duration = Duration::from_secs(3);

/// Likely settings for an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSettings {
    /// The provider's name, if it is one we know.
    pub provider: Option<&'static str>,
    /// Where to read mail.
    pub imap: Endpoint,
    /// Where to send mail.
    pub smtp: Endpoint,
    /// How the provider lets programs sign in.
    pub sign_in: SignIn,
}

/// A server, its port and its protection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The server's name.
    pub host: String,
    /// The server's port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
}

/// How a provider lets programs sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// With the account's password.
    Password,
    /// With a password made for this program in the account's security settings.
    AppPassword,
    /// Only with the provider's own sign-in page (OAuth 2), not with a password.
    OAuth,
    /// Through the provider's program on this machine, with the password which that program shows.
    Bridge,
}

/// Likely settings for an address; None if it has no proper domain. Takes at most a few seconds, also
/// without a network.
pub async fn discover(address: &str) -> Option<MailSettings> {
    let domain = domain_of(address)?;
    if let Some(provider) = provider_of_domain(&domain) {
        return Some(settings_of(provider));
    }
    let mail_exchangers = timeout(PATIENCE, mail_exchangers(&domain)).await.unwrap_or_default();
    let provider = mail_exchangers.iter().find_map(|host| provider_of_mail_exchanger(host));
    Some(provider.map_or_else(|| customary_settings(&domain), settings_of))
}

/// The domain in lower case, if it is one that could be looked up.
fn domain_of(address: &str) -> Option<String> {
    let (name, domain) = address.trim().rsplit_once('@')?;
    let domain = domain.to_ascii_lowercase();
    let is_label = |label: &str| {
        let is_name_character = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty() && label.len() <= 63 && label.bytes().all(is_name_character)
    };
    let is_domain = domain.contains('.') && domain.len() <= 253 && domain.split('.').all(is_label);
    (is_domain && !name.is_empty()).then_some(domain)
}

fn provider_of_domain(domain: &str) -> Option<&'static Provider> {
    PROVIDERS.iter().find(|provider| provider.domains.contains(&domain))
}

fn provider_of_mail_exchanger(host: &str) -> Option<&'static Provider> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let is_within =
        |suffix: &str| host.strip_suffix(suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    PROVIDERS.iter().find(|provider| provider.mail_exchangers.iter().any(|suffix| is_within(suffix)))
}

/// The hosts that receive mail for a domain, the preferred one first; empty without an answer.
async fn mail_exchangers(domain: &str) -> Vec<String> {
    let Ok(Ok(resolver)) = Resolver::builder_tokio().map(|builder| builder.build()) else {
        return Vec::new();
    };
    let Ok(lookup) = resolver.mx_lookup(format!("{domain}.")).await else { return Vec::new() };
    let mut exchangers: Vec<(u16, String)> = lookup
        .answers()
        .iter()
        .filter_map(|record| match &record.data {
            RData::MX(mx) => Some((mx.preference, mx.exchange.to_ascii())),
            _ => None,
        })
        .collect();
    exchangers.sort();
    exchangers.into_iter().map(|(_, host)| host).collect()
}

fn settings_of(provider: &Provider) -> MailSettings {
    let endpoint =
        |(host, port, security): (&str, u16, Security)| Endpoint { host: host.to_owned(), port, security };
    MailSettings {
        provider: Some(provider.name),
        imap: endpoint(provider.imap),
        smtp: endpoint(provider.smtp),
        sign_in: provider.sign_in,
    }
}

fn customary_settings(domain: &str) -> MailSettings {
    MailSettings {
        provider: None,
        imap: Endpoint { host: format!("imap.{domain}"), port: 993, security: Security::Tls },
        smtp: Endpoint { host: format!("smtp.{domain}"), port: 465, security: Security::Tls },
        sign_in: SignIn::Password,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider_name(provider: Option<&Provider>) -> Option<&'static str> {
        provider.map(|provider| provider.name)
    }

    #[test]
    fn providers_are_known_by_the_address_and_by_who_receives_its_mail() {
        assert_eq!(provider_name(provider_of_domain("gmail.com")), Some("Gmail"));
        let by_exchanger = |host| provider_name(provider_of_mail_exchanger(host));
        assert_eq!(by_exchanger("ALT1.aspmx.L.google.com."), Some("Gmail"));
        assert_eq!(by_exchanger("contoso-com.mail.protection.outlook.com."), Some("Microsoft 365"));
        assert_eq!(by_exchanger("mx1.mail.ovh.net."), Some("OVHcloud"));
        assert_eq!(by_exchanger("spool.mail.gandi.net"), Some("Gandi"));
        assert_eq!(by_exchanger("notgoogle.com"), None);
    }

    #[test]
    fn no_two_providers_claim_the_same_domain() {
        let mut domains: Vec<&str> =
            PROVIDERS.iter().flat_map(|provider| provider.domains).copied().collect();
        let all = domains.len();
        domains.sort_unstable();
        domains.dedup();
        assert_eq!(domains.len(), all);
        assert!(domains.iter().all(|domain| domain_of(&format!("a@{domain}")).as_deref() == Some(*domain)));
    }

    #[test]
    fn only_an_address_with_a_proper_domain_is_looked_up() {
        for address in
            ["help", "help@", "@desk.test", "help@desk", "help@desk..test", "help@desk.test/x", "a@[::1]"]
        {
            assert_eq!(domain_of(address), None, "{address}");
        }
        assert_eq!(domain_of(" Help@Desk.Test "), Some("desk.test".to_owned()));
    }

    #[tokio::test]
    async fn an_unknown_domain_gets_the_customary_names() {
        let settings = discover("help@desk.invalid").await.unwrap();
        assert_eq!(settings.provider, None);
        assert_eq!((settings.imap.host.as_str(), settings.imap.port), ("imap.desk.invalid", 993));
        assert_eq!((settings.smtp.host.as_str(), settings.smtp.port), ("smtp.desk.invalid", 465));
    }
}
