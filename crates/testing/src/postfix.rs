//! A Postfix server for tests: SMTP on loopback, delivering to Dovecot or onwards to another port.

use std::path::Path;

use tempfile::TempDir;

use crate::dovecot::Dovecot;
use crate::packages::program;
use crate::port::{free_port, is_listening};
use crate::process::{Server, User, folder_for};

/// What a Postfix should do with mail; by default it refuses everything.
#[derive(Debug, Default)]
pub struct PostfixConfig<'a> {
    /// Domains whose mail goes to this Dovecot by LMTP; its users may sign in and then send anywhere.
    pub mailboxes: Option<(&'a [&'a str], &'a Dovecot)>,
    /// Domains whose mail is handed on by SMTP to a port of 127.0.0.1.
    pub relayed: &'a [(&'a str, u16)],
    /// Answers to `RCPT TO` for single addresses, such as `450 4.2.1 busy`.
    pub answers: &'a [(&'a str, &'a str)],
}

/// A running Postfix with a queue of its own, which tries deferred mail again every second.
#[derive(Debug)]
pub struct Postfix {
    /// Dropped before the folder. None only while restarting.
    server: Option<Server>,
    folder: TempDir,
    /// SMTP in clear, with STARTTLS offered when there is a Dovecot, whose certificate it shares.
    pub port: u16,
}

impl Postfix {
    /// Starts a server. Postfix only runs as root: as anybody else this prints a line and gives None.
    pub fn start(config: &PostfixConfig) -> Option<Self> {
        let root = User::current();
        if !root.is_root() {
            println!("SKIPPED: this test needs Postfix, which only root can start");
            return None;
        }
        let folder = folder_for(root, "postfix");
        let port = free_port();
        open_to_everyone(folder.path());
        write_configuration(folder.path(), config, port);
        let mut postfix = Self { server: None, folder, port };
        postfix.restart();
        Some(postfix)
    }

    /// Ends every connection, stops the server and starts it again; its queue stays.
    pub fn restart(&mut self) {
        self.server = None;
        let config = self.folder.path().join("config").display().to_string();
        let command = [program("/usr/sbin/postfix", "postfix"), "-c", &config, "start-fg"];
        let log = self.folder.path().join("log");
        let is_ready = || is_listening(self.port);
        self.server = Some(Server::start(&command, User::current(), "TERM", log, is_ready));
    }

    /// What the server has written to its log.
    pub fn log_text(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("maillog")).unwrap_or_default()
    }
}

/// Postfix's daemons run as the user `postfix` and must reach the queue inside a folder of root's.
fn open_to_everyone(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let everyone = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(folder, everyone).expect("open a folder");
}

fn write_configuration(folder: &Path, config: &PostfixConfig, port: u16) {
    for name in ["config", "queue", "data"] {
        std::fs::create_dir(folder.join(name)).expect("make a folder");
    }
    User::named("postfix").expect("Debian's user postfix").take(&folder.join("data"));
    std::fs::write(folder.join("config/main.cf"), main_cf(folder, config)).expect("write main.cf");
    std::fs::write(folder.join("config/master.cf"), master_cf(port)).expect("write master.cf");
}

fn main_cf(folder: &Path, config: &PostfixConfig) -> String {
    let folder_name = folder.display();
    let relayed_domains: Vec<&str> = config.relayed.iter().map(|(domain, _)| *domain).collect();
    let routes = inline_table(
        config.relayed.iter().map(|(domain, port)| (*domain, format!("smtp:[127.0.0.1]:{port}"))),
    );
    let answers =
        inline_table(config.answers.iter().map(|(address, answer)| (*address, (*answer).to_owned())));
    let recipient_checks =
        if answers.is_empty() { answers } else { format!("check_recipient_access {answers}") };
    let mailboxes = config.mailboxes.map(|(domains, dovecot)| mailbox_settings(folder, domains, dovecot));
    format!(
        "compatibility_level = 3.6
queue_directory = {folder_name}/queue
data_directory = {folder_name}/data
maillog_file = {folder_name}/maillog
maillog_file_prefixes = {folder_name}
myhostname = postfix.test
mydestination =
local_transport = error:5.1.1 no local mail here
inet_protocols = ipv4
mynetworks =
smtp_host_lookup = native
disable_dns_lookups = yes
smtputf8_enable = yes
message_size_limit = 104857600
mailbox_size_limit = 0
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 1s
smtp_tls_security_level = may
relay_domains = {domains}
transport_maps = {routes}
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = {recipient_checks}
{mailboxes}",
        domains = relayed_domains.join(" "),
        mailboxes = mailboxes.unwrap_or_default(),
    )
}

fn mailbox_settings(folder: &Path, domains: &[&str], dovecot: &Dovecot) -> String {
    let (certificate, key) = dovecot.certificate.write_to(&folder.join("config"));
    format!(
        "virtual_mailbox_domains = {domains}
virtual_transport = lmtp:inet:127.0.0.1:{lmtp_port}
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{auth_port}
smtpd_tls_security_level = may
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
",
        domains = domains.join(" "),
        lmtp_port = dovecot.lmtp_port,
        auth_port = dovecot.auth_port,
        certificate = certificate.display(),
        key = key.display(),
    )
}

/// A lookup table written into the configuration itself.
fn inline_table<'a>(rows: impl Iterator<Item = (&'a str, String)>) -> String {
    let rows: Vec<String> = rows.map(|(key, value)| format!("{{ {key} = {value} }}")).collect();
    if rows.is_empty() { String::new() } else { format!("inline:{{ {} }}", rows.join(", ")) }
}

/// Debian's services that these tests need, none of them in a chroot.
fn master_cf(port: u16) -> String {
    format!(
        "127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"
    )
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::port::wait_until;
    use crate::smtp_send::smtp_send;

    #[test]
    fn mail_for_a_user_reaches_the_mailbox_and_other_mail_is_refused() {
        let dovecot = Dovecot::start(&[("mia@customer.test", "secret")]);
        let answers = [("busy@customer.test", "450 4.2.1 busy")];
        let mailboxes = Some((&["customer.test"][..], &dovecot));
        let config = PostfixConfig { mailboxes, answers: &answers, ..PostfixConfig::default() };
        let Some(postfix) = Postfix::start(&config) else { return };
        let send = |to: &str| smtp_send(postfix.port, "ana@desk.test", &[to], b"Subject: hello\r\n\r\n.\r\n");

        send("mia@customer.test").unwrap();
        assert!(send("someone@elsewhere.test").unwrap_err().starts_with("554"));
        assert!(send("busy@customer.test").unwrap_err().starts_with("450"));

        let mut mailbox = dovecot.mailbox("mia@customer.test");
        let patience = Duration::from_secs(30);
        assert!(wait_until(patience, || !mailbox.messages().is_empty()), "{}", postfix.log_text());
        let arrived = String::from_utf8_lossy(&mailbox.messages()[0]).into_owned();
        assert!(arrived.contains("Subject: hello\r\n") && arrived.ends_with("\r\n\r\n.\r\n"), "{arrived}");
    }
}
