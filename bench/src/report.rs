//! One plain table.

use std::fmt;

use crate::{desk::Database, load::Latencies};

/// Everything that was measured on one database.
pub struct Report {
    /// Which one.
    pub database: Database,
    /// How many tickets and comments it held.
    pub tickets: i64,
    /// See [`Report::tickets`].
    pub comments: i64,
    /// What one connection waits for.
    pub operations: Vec<Operation>,
    /// Everything else: name and value with its unit.
    pub figures: Vec<(String, String)>,
}

/// Something that was done many times over one connection.
pub struct Operation {
    /// What.
    pub name: String,
    /// Through the desk.
    pub desk: Latencies,
    /// The same SQL directly.
    pub raw: Option<Latencies>,
}

impl fmt::Display for Report {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(to, "{}: {} tickets, {} comments", self.database, self.tickets, self.comments)?;
        writeln!(
            to,
            "{:<42}{:>9}{:>9}{:>11}{:>8}",
            "one connection", "p50 ms", "p95 ms", "SQL p50 ms", "times"
        )?;
        for operation in &self.operations {
            write!(to, "{operation}")?;
        }
        for (name, value) in &self.figures {
            writeln!(to, "{name:<42}{value:>18}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (p50, p95) = (self.desk.quantile_ms(0.5), self.desk.quantile_ms(0.95));
        write!(to, "{:<42}{p50:>9.2}{p95:>9.2}", self.name)?;
        match &self.raw {
            Some(raw) => writeln!(to, "{:>11.2}{:>8.1}", raw.quantile_ms(0.5), p50 / raw.quantile_ms(0.5)),
            None => writeln!(to),
        }
    }
}
