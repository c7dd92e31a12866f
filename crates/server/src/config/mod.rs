//! How the server is run: every setting, documented here and nowhere else.
//!
//! A setting's value is the first found of: its flag (`--smtp-listen`), its environment variable
//! (`GUICHET_SMTP_LISTEN`), its line in the configuration file (`smtp_listen = "…"`), its default.
//! The comments below are what `guichet settings-reference` writes into `docs/settings.md`.

mod load;
mod reference;
mod value;

use std::{net::SocketAddr, path::PathBuf};

use url::Url;

pub use self::{
    load::{flags, from_matches},
    reference::reference,
    value::{ConfigError, LogFormat, SecretText},
};

/// One setting, as far as sources and documentation need to know it.
pub struct Key {
    /// Its name in the configuration file.
    pub name: &'static str,
    /// Its default, `""` for none.
    pub default: &'static str,
    /// What its value looks like.
    pub wanted: &'static str,
    /// Whether its flag alone, without a value, means `true`.
    pub is_switch: bool,
    /// Its documentation, line by line.
    pub documentation: &'static [&'static str],
}

macro_rules! settings {
    ($($(#[doc = $doc:literal])+ $name:ident: $type:ty = $default:literal;)+) => {
        /// Every setting with its value.
        #[derive(Clone)]
        pub struct Config {
            $($(#[doc = $doc])+ pub $name: $type,)+
        }

        /// Every setting, in the order of the reference.
        pub const KEYS: &[Key] = &[$(Key {
            name: stringify!($name),
            default: $default,
            wanted: <$type as value::Setting>::WANTED,
            is_switch: <$type as value::Setting>::IS_SWITCH,
            documentation: &[$($doc),+],
        }),+];

        impl Config {
            /// Reads every setting from the text that was given for it, else from its default.
            ///
            /// # Errors
            /// For the first text that does not fit, with the setting's name.
            pub fn from_texts(text_of: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
                Ok(Self { $($name: value::read(stringify!($name), text_of(stringify!($name)), $default)?,)+ })
            }
        }
    };
}

settings! {
    /// Address and port of the web server. Put a proxy with HTTPS before it when it serves more than one machine.
    listen: SocketAddr = "127.0.0.1:8080";
    /// Address and port on which mail is received by SMTP, for an MX record or a relay to point at.
    /// Without it, mail only comes from the mailboxes that are connected in the settings page.
    smtp_listen: Option<SocketAddr> = "";
    /// The folder that holds the embedded database, the attachments, the search index and the secret key.
    data: PathBuf = "./data";
    /// A PostgreSQL database to use in place of the embedded one, such as
    /// `postgres://guichet:password@db.example.com/guichet`. Its environment variable is `DATABASE_URL`.
    /// Create the database with `LOCALE 'C' TEMPLATE template0`, so that texts sort as on the embedded one.
    database_url: Option<SecretText> = "";
    /// Where people reach the desk, such as `https://help.example.com`. It goes into mails, and only pages from
    /// there may open the live connection. Without it, each request's own host is used.
    public_url: Option<Url> = "";
    /// Whether a proxy stands before the server, whose `X-Forwarded-For`, `-Host` and `-Proto` headers are
    /// believed. Without a proxy this must stay `false`: anyone could send these headers.
    behind_proxy: bool = "false";
    /// Whether cookies are sent over HTTPS only, and browsers told to use nothing else. Without it: when
    /// `public_url` begins with `https`.
    secure_cookies: Option<bool> = "";
    /// An S3-compatible service that keeps attachments and mails in place of the data folder, such as
    /// `https://s3.example.com`. The other `s3_` settings belong to it.
    s3_endpoint: Option<Url> = "";
    /// The bucket's name.
    s3_bucket: String = "guichet";
    /// The bucket's region; many services take any.
    s3_region: String = "auto";
    /// The access key's id.
    s3_access_key: String = "";
    /// The access key's secret.
    s3_secret_key: SecretText = "";
    /// Whether mail servers may have an address inside your network. With `false`, an admin of the desk cannot
    /// use the desk to look around in there.
    allow_internal_addresses: bool = "false";
    /// The largest file that may be uploaded, in megabytes.
    max_upload_mb: u32 = "50";
    /// The largest mail that is taken by SMTP, in megabytes.
    max_mail_mb: u32 = "50";
    /// PEM file with the certificate chain that the SMTP receiver offers for STARTTLS; `smtp_tls_key` belongs to it.
    smtp_tls_certificate: Option<PathBuf> = "";
    /// PEM file with the certificate's private key.
    smtp_tls_key: Option<PathBuf> = "";
    /// API requests that one session or token may make in a minute; `0` for no limit.
    requests_per_minute: u32 = "2500";
    /// API requests that one address may make in a minute without being signed in, and with wrong credentials;
    /// `0` for no limit.
    anonymous_requests_per_minute: u32 = "240";
    /// How log lines are written: `text` for people, `json` for programs.
    log_format: LogFormat = "text";
    /// What is logged: `error`, `warn`, `info`, `debug` or `trace`, also for parts, such as `info,guichet_jobs=debug`.
    log_level: String = "info";
    /// Whether `PUT /test/clock` may set the clock. For tests only: never use it with real data.
    test_clock: bool = "false";
}

const MEGABYTE: u64 = 1 << 20;

impl Config {
    /// The largest upload, in bytes.
    pub fn max_upload_bytes(&self) -> u64 {
        u64::from(self.max_upload_mb) * MEGABYTE
    }

    /// The largest mail, in bytes.
    pub fn max_mail_bytes(&self) -> u64 {
        u64::from(self.max_mail_mb) * MEGABYTE
    }

    /// Whether people only come by HTTPS.
    pub fn is_secure(&self) -> bool {
        let is_https = self.public_url.as_ref().is_some_and(|url| url.scheme() == "https");
        self.secure_cookies.unwrap_or(is_https)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_a_value_of_its_setting() {
        let config = Config::from_texts(|_| None).unwrap();
        assert_eq!(config.listen, "127.0.0.1:8080".parse().unwrap());
        assert_eq!(config.smtp_listen, None);
        assert_eq!(config.max_upload_bytes(), 52_428_800);
    }

    #[test]
    fn cookies_are_secure_when_the_public_url_is() {
        let with_url = |url: &'static str| {
            Config::from_texts(move |name| (name == "public_url").then(|| url.to_owned())).unwrap()
        };
        assert!(with_url("https://help.example.com").is_secure());
        assert!(!with_url("http://help.example.com").is_secure());
    }
}
