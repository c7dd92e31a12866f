//! A Dovecot server for tests: IMAP, LMTP and SASL on loopback, one Maildir for each user.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::certificate::Certificate;
use crate::mailbox::Mailbox;
use crate::packages::program;
use crate::port::{free_port, is_listening};
use crate::process::{Server, User, folder_for};

/// A running Dovecot. It runs wholly as one ordinary user, also when the test is root.
#[derive(Debug)]
pub struct Dovecot {
    /// Dropped before the folder. None while stopped.
    server: Option<Server>,
    folder: TempDir,
    user: User,
    passwords: Vec<(String, String)>,
    /// IMAP in clear, with STARTTLS offered.
    pub imap_port: u16,
    /// IMAP within TLS.
    pub imaps_port: u16,
    /// LMTP, for a mail server that delivers to the users.
    pub lmtp_port: u16,
    /// Dovecot's authentication protocol, for a mail server that lets the users sign in.
    pub auth_port: u16,
    /// What TLS clients have to trust.
    pub certificate: Certificate,
}

impl Dovecot {
    /// Starts a server for these users, given as address and password.
    pub fn start(users: &[(&str, &str)]) -> Self {
        Self::start_with(users, "")
    }

    /// Starts a server that does not announce IDLE, as some old servers do not.
    pub fn start_without_idle(users: &[(&str, &str)]) -> Self {
        Self::start_with(users, "imap_capability = IMAP4rev1 LITERAL+ UIDPLUS")
    }

    /// Ends every connection and stops the server; the mail stays.
    pub fn stop(&mut self) {
        self.server = None;
    }

    /// Starts the stopped server again, on the same ports.
    pub fn start_again(&mut self) {
        let program = program("/usr/sbin/dovecot", "dovecot-imapd dovecot-lmtpd");
        let config = self.folder.path().join("dovecot.conf").display().to_string();
        let command = [program, "-F", "-c", &config];
        let is_ready = || is_listening(self.imap_port) && is_listening(self.lmtp_port);
        let log = self.folder.path().join("log");
        self.server = Some(Server::start(&command, self.user, "TERM", log, is_ready));
    }

    /// Gives every message of this user a new UID under a new UIDVALIDITY, as a restored backup would.
    /// Stops the server and starts it again.
    pub fn renumber(&mut self, address: &str) {
        self.stop();
        let maildir = self.maildir(address);
        for entry in std::fs::read_dir(&maildir).expect("read a Maildir").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_index = name.starts_with("dovecot") && entry.path().is_file();
            if is_index && !name.starts_with("dovecot-uidvalidity") {
                std::fs::remove_file(entry.path()).expect("remove an index");
            }
        }
        self.start_again();
    }

    /// The user's INBOX, over IMAP.
    pub fn mailbox(&self, address: &str) -> Mailbox {
        let known = self.passwords.iter().find(|(user, _)| user == address);
        let (user, password) = known.expect("a user that Dovecot was started with");
        Mailbox::open(self.imap_port, user, password)
    }

    /// What the server has written to its log.
    pub fn log_text(&self) -> String {
        self.server.as_ref().map(Server::log_text).unwrap_or_default()
    }

    fn start_with(users: &[(&str, &str)], settings: &str) -> Self {
        let user = User::ordinary(&["nobody"]);
        let folder = folder_for(user, "dovecot");
        let passwords = users.iter().map(|(name, password)| ((*name).to_owned(), (*password).to_owned()));
        let mut dovecot = Self {
            server: None,
            folder,
            user,
            passwords: passwords.collect(),
            imap_port: free_port(),
            imaps_port: free_port(),
            lmtp_port: free_port(),
            auth_port: free_port(),
            certificate: Certificate::for_localhost(),
        };
        dovecot.write_files(settings);
        dovecot.start_again();
        dovecot
    }

    fn maildir(&self, address: &str) -> PathBuf {
        self.folder.path().join("mail").join(address)
    }

    fn write_files(&self, settings: &str) {
        let folder = self.folder.path();
        let users: String =
            self.passwords.iter().map(|(name, password)| format!("{name}:{{PLAIN}}{password}\n")).collect();
        std::fs::write(folder.join("users"), users).expect("write the users");
        let (certificate, key) = self.certificate.write_to(folder);
        let config = self.config(&certificate, &key) + settings + "\n";
        std::fs::write(folder.join("dovecot.conf"), config).expect("write the configuration");
        for file in [folder.join("users"), certificate, key, folder.join("dovecot.conf")] {
            self.user.take(&file);
        }
    }

    /// Every service runs as the same ordinary user and without chroot, which only root could do.
    fn config(&self, certificate: &Path, key: &Path) -> String {
        let Self { imap_port, imaps_port, lmtp_port, auth_port, .. } = self;
        let User { uid, gid } = self.user;
        let (user, group) = (name_of("/etc/passwd", uid), name_of("/etc/group", gid));
        let folder = self.folder.path().display();
        let (certificate, key) = (certificate.display(), key.display());
        format!(
            "protocols = imap lmtp
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = /dev/stderr
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/mail/%u
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
passdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap_port}
  }}
  inet_listener imaps {{
    port = {imaps_port}
    ssl = yes
  }}
}}
service lmtp {{
  user = {user}
  inet_listener lmtp {{
    port = {lmtp_port}
  }}
}}
service auth {{
  inet_listener {{
    port = {auth_port}
  }}
}}
"
        )
    }
}

/// The name that goes with a user's or group's number, from `/etc/passwd` or `/etc/group`.
fn name_of(file: &str, number: u32) -> String {
    let text = std::fs::read_to_string(file).expect("read the accounts");
    let number = number.to_string();
    let line =
        text.lines().find(|line| line.split(':').nth(2) == Some(&number)).expect("an account with a name");
    line.split(':').next().expect("a name").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::smtp_send::SmtpTalk;

    const MIA: (&str, &str) = ("mia@customer.test", "a secret");

    #[test]
    fn an_appended_message_comes_back_byte_for_byte() {
        let dovecot = Dovecot::start(&[MIA]);
        let raw = b"Subject: hello\r\n\r\n.dot\r\n\xe9t\xe9\r\n".to_vec();
        dovecot.mailbox(MIA.0).append(&raw);
        assert_eq!(dovecot.mailbox(MIA.0).messages(), [raw]);
    }

    #[test]
    fn mail_delivered_by_lmtp_outlives_a_restart() {
        let mut dovecot = Dovecot::start(&[MIA]);
        let mut talk = SmtpTalk::open(dovecot.lmtp_port);
        assert!(talk.say("LHLO test").starts_with("250"));
        assert!(talk.say("MAIL FROM:<ana@desk.test>").starts_with("250"));
        assert!(talk.say(&format!("RCPT TO:<{}>", MIA.0)).starts_with("250"));
        assert!(talk.say("DATA").starts_with("354"));
        assert!(talk.say("Subject: kept\r\n\r\nstill here\r\n.").starts_with("250"));
        dovecot.stop();
        assert!(!is_listening(dovecot.imap_port));
        dovecot.start_again();
        let messages = dovecot.mailbox(MIA.0).messages();
        assert!(String::from_utf8_lossy(&messages[0]).ends_with("Subject: kept\r\n\r\nstill here\r\n"));
    }

    #[test]
    fn renumbering_changes_the_uidvalidity_and_keeps_the_mail() {
        let mut dovecot = Dovecot::start(&[MIA]);
        dovecot.mailbox(MIA.0).append(b"Subject: one\r\n\r\n");
        let before = dovecot.mailbox(MIA.0).uid_validity();
        dovecot.renumber(MIA.0);
        assert_ne!(dovecot.mailbox(MIA.0).uid_validity(), before);
        assert_eq!(dovecot.mailbox(MIA.0).messages().len(), 1);
    }
}
