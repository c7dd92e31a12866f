//! Brings the schema up to date.

use crate::{DbError, Location, Tx, conn::open_writer, params};

/// In order; a migration that has shipped is never edited.
const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_spine", include_str!("../migrations/0001_spine.sql")),
    ("0002_macros", include_str!("../migrations/0002_macros.sql")),
    ("0003_merges", include_str!("../migrations/0003_merges.sql")),
    ("0004_ticket_fields", include_str!("../migrations/0004_ticket_fields.sql")),
    ("0005_suspended_tickets", include_str!("../migrations/0005_suspended_tickets.sql")),
    ("0006_custom_statuses", include_str!("../migrations/0006_custom_statuses.sql")),
    ("0007_ticket_forms", include_str!("../migrations/0007_ticket_forms.sql")),
    ("0008_record_fields", include_str!("../migrations/0008_record_fields.sql")),
    ("0009_notifications", include_str!("../migrations/0009_notifications.sql")),
    ("0010_bulk_changes", include_str!("../migrations/0010_bulk_changes.sql")),
    ("0011_waiting", include_str!("../migrations/0011_waiting.sql")),
    ("0012_mail_bytes", include_str!("../migrations/0012_mail_bytes.sql")),
    ("0013_tasks", include_str!("../migrations/0013_tasks.sql")),
    ("0014_time_and_links", include_str!("../migrations/0014_time_and_links.sql")),
    ("0015_side_conversations", include_str!("../migrations/0015_side_conversations.sql")),
    ("0016_calls", include_str!("../migrations/0016_calls.sql")),
    ("0017_audit_log", include_str!("../migrations/0017_audit_log.sql")),
    ("0019_scheduled_replies", include_str!("../migrations/0019_scheduled_replies.sql")),
    ("0020_snoozes", include_str!("../migrations/0020_snoozes.sql")),
    ("0022_senders", include_str!("../migrations/0022_senders.sql")),
    ("0023_brands", include_str!("../migrations/0023_brands.sql")),
    ("0024_recurring_tickets", include_str!("../migrations/0024_recurring_tickets.sql")),
    ("0025_reminders", include_str!("../migrations/0025_reminders.sql")),
    ("0026_comment_versions", include_str!("../migrations/0026_comment_versions.sql")),
    ("0028_notification_mails", include_str!("../migrations/0028_notification_mails.sql")),
];

/// PostgreSQL's blocking client must not run on a thread of the asynchronous runtime, which calls this.
pub(crate) fn run_on_its_own_thread(location: Location) -> Result<(), DbError> {
    let migration = std::thread::spawn(move || run(&mut open_writer(&location)?));
    migration.join().unwrap_or(Err(DbError::Panicked))
}

/// Whether a database holds nothing of ours yet; asks without changing it.
///
/// # Errors
/// When it does not answer.
pub(crate) fn is_blank(location: Location) -> Result<bool, DbError> {
    let ask = std::thread::spawn(move || match location {
        Location::Sqlite(path) => Ok(!path.exists()),
        Location::Postgres(_) => {
            const FIND: &str = "SELECT 1 FROM information_schema.tables WHERE table_name = 'migrations'";
            let found = open_writer(&location)?.find::<i64>(FIND, &[], |_| Ok(1))?;
            Ok(found.is_none())
        }
    });
    ask.join().unwrap_or(Err(DbError::Panicked))
}

/// Applies what is missing, all in one transaction.
fn run(tx: &mut Tx) -> Result<(), DbError> {
    tx.begin()?;
    tx.batch("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY)")?;
    let applied: Vec<String> =
        tx.query("SELECT name FROM migrations ORDER BY name", &[], |row| row.take())?;
    if let Some(unknown) = applied.iter().find(|name| MIGRATIONS.iter().all(|(known, _)| known != name)) {
        return Err(DbError::TooNew(unknown.clone()));
    }
    for (name, sql) in MIGRATIONS {
        if !applied.iter().any(|done| done == name) {
            tx.batch(&sql.replace("{id}", tx.id_ddl()))?;
            tx.execute("INSERT INTO migrations (name) VALUES ($1)", params![*name])?;
        }
    }
    tx.commit()
}
