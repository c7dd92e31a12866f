//! One watcher for each active mailbox that is fetched by IMAP, following every change of the settings.

use std::collections::HashMap;
use std::time::Duration;

use base::{MailboxId, Timestamp};
use db::DbError;
use http::App;
use mail_transport::imap::{self, ImapAccount, ImapCursor, Sink, WatchSettings};
use tokio::{task::JoinSet, time::sleep};
use tokio_util::sync::CancellationToken;

use super::{arrival::ImapArrivals, outbound::network};
use crate::mailboxes::{Mailbox, MailboxState, actions, store};

/// How soon after a commit the settings are looked at: a busy desk commits many times a second.
const SETTLE: Duration = Duration::from_millis(500);
/// The pause before a mailbox is looked at again that could not be reached when it was new.
const FIRST_LOOK_AGAIN: Duration = Duration::from_secs(15);

/// A watcher that runs, and the settings it runs with.
struct Running {
    settings_of: Timestamp,
    stop: CancellationToken,
}

/// Watches until `shutdown`, then lets messages under way be stored.
pub(crate) async fn run(app: App, shutdown: CancellationToken) {
    let mut commits = app.db.commits();
    let mut running: HashMap<MailboxId, Running> = HashMap::new();
    let mut watchers = JoinSet::new();
    while !shutdown.is_cancelled() {
        commits.mark_unchanged();
        match app.db.read(store::list_mailboxes).await {
            Ok(mailboxes) => adjust(&app, &mailboxes, &mut running, &mut watchers, &shutdown),
            Err(error) => tracing::warn!(%error, "the mailboxes' settings could not be read"),
        }
        while watchers.try_join_next().is_some() {}
        tokio::select! {
            _ = commits.changed() => {}
            () = shutdown.cancelled() => break,
        }
        tokio::select! {
            () = sleep(SETTLE) => {}
            () = shutdown.cancelled() => {}
        }
    }
    while watchers.join_next().await.is_some() {}
}

/// Stops the watchers whose settings changed and starts those that are missing.
fn adjust(
    app: &App,
    mailboxes: &[Mailbox],
    running: &mut HashMap<MailboxId, Running>,
    watchers: &mut JoinSet<()>,
    shutdown: &CancellationToken,
) {
    let wanted: HashMap<MailboxId, &Mailbox> = mailboxes
        .iter()
        .filter(|mailbox| mailbox.active && mailbox.imap.is_some())
        .map(|mailbox| (mailbox.id, mailbox))
        .collect();
    running.retain(|id, watcher| {
        let is_current = wanted.get(id).is_some_and(|mailbox| mailbox.updated_at == watcher.settings_of);
        if !is_current {
            watcher.stop.cancel();
        }
        is_current
    });
    for (id, mailbox) in wanted {
        running.entry(id).or_insert_with(|| {
            let stop = shutdown.child_token();
            watchers.spawn(watch(app.clone(), mailbox.clone(), stop.clone()));
            Running { settings_of: mailbox.updated_at, stop }
        });
    }
}

async fn watch(app: App, mailbox: Mailbox, stop: CancellationToken) {
    let account = match actions::open_imap(&mailbox, &app.secrets) {
        Ok(Some(account)) => account,
        Ok(None) => return,
        Err(error) => return note_failure(&app, mailbox.id, error.to_string()).await,
    };
    let arrivals = ImapArrivals::new(app.clone(), mailbox.id, mailbox.created_at);
    let start = stop.run_until_cancelled(find_start(&app, &mailbox, &account, &arrivals));
    let Some(cursor) = start.await else { return };
    imap::watch(&network(&app), &account, cursor, &arrivals, &WatchSettings::default(), &stop).await;
}

/// Where reading starts: where it ended, or, in a mailbox that was never read, behind what lies in it.
async fn find_start(
    app: &App,
    mailbox: &Mailbox,
    account: &ImapAccount,
    arrivals: &ImapArrivals,
) -> ImapCursor {
    // The row was read before an earlier watcher had ended, so ask again.
    let id = mailbox.id;
    loop {
        let stored = app.db.read(move |c| store::find_mailbox(c, id)).await;
        if let Ok(Some(Mailbox { cursor: Some(cursor), .. })) = stored {
            return cursor;
        }
        match imap::check(&network(app), account).await {
            Ok(report) => {
                let end = report.end;
                let saved: Result<(), DbError> =
                    app.db.write(move |tx| store::save_cursor(tx, id, end)).await;
                if saved.is_ok() {
                    return end;
                }
            }
            Err(error) => arrivals.failed(&error, FIRST_LOOK_AGAIN),
        }
        sleep(FIRST_LOOK_AGAIN).await;
    }
}

async fn note_failure(app: &App, id: MailboxId, error: String) {
    let now = app.clock.now();
    let note = move |tx: &mut db::Tx| store::note_state(tx, id, MailboxState::Failing, Some(&error), now);
    if let Err(error) = app.db.write(note).await {
        tracing::warn!(mailbox = id.0, %error, "a mailbox's state was not recorded");
    }
}
