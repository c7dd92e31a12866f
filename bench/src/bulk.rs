//! A change of very many tickets, and what agents notice of it meanwhile.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::{
    Outcome,
    http_client::{Call, HttpClient},
    load::Latencies,
};

/// Tickets that are changed, where the desk has as many.
const TICKETS: usize = 10_000;
/// How many tickets are named by one page of ids.
const PAGE: usize = 100;
const PATIENCE: Duration = Duration::from_secs(120);

/// How fast it was.
pub struct BulkRates {
    /// Tickets changed in a second.
    pub changed_per_second: f64,
    /// Tickets taken back in a second.
    pub restored_per_second: f64,
    /// A view page, read by an agent while the tickets were changed.
    pub view_page: Latencies,
}

/// Changes the tickets, reading view pages all the while, and takes it back.
///
/// # Errors
/// When a call fails, or not every ticket was changed.
pub fn change_many(
    runtime: &Runtime,
    client: &mut HttpClient,
    view_page: &Call,
    tickets: usize,
) -> Outcome<BulkRates> {
    let ids = open_tickets(runtime, client, tickets.min(TICKETS))?;
    let change = json!({"ids": ids, "ticket": {"additional_tags": ["measured"], "priority": "low"}});
    let call = Call::post("/api/v2/bulk_changes", &json!({"bulk_change": change}));
    let start = Instant::now();
    let begun = runtime.block_on(client.json(&call))?;
    let path = format!("/api/v2/bulk_changes/{}", begun["bulk_change"]["id"]);
    let mut times = Vec::new();
    let done = loop {
        let began = Instant::now();
        runtime.block_on(client.make(view_page))?;
        times.push(began.elapsed());
        let shown = stage(runtime, client, &path)?;
        if shown["stage"] == "changed" {
            break shown;
        }
        if start.elapsed() > PATIENCE {
            return Err("the tickets were not changed in time".into());
        }
    };
    let changed_per_second = ids.len() as f64 / start.elapsed().as_secs_f64();
    if done["changed"] != ids.len() {
        return Err(format!("not every ticket was changed: {done}").into());
    }
    let start = Instant::now();
    runtime.block_on(client.make(&Call::post(format!("{path}/undo"), &json!({}))))?;
    while stage(runtime, client, &path)?["stage"] != "undone" {
        if start.elapsed() > PATIENCE {
            return Err("the tickets were not changed back in time".into());
        }
        sleep(Duration::from_millis(20));
    }
    let restored_per_second = ids.len() as f64 / start.elapsed().as_secs_f64();
    Ok(BulkRates { changed_per_second, restored_per_second, view_page: Latencies::of(times) })
}

fn stage(runtime: &Runtime, client: &mut HttpClient, path: &str) -> Outcome<Value> {
    Ok(runtime.block_on(client.json(&Call::get(path)))?["bulk_change"].take())
}

/// The newest tickets that can be changed.
fn open_tickets(runtime: &Runtime, client: &mut HttpClient, wanted: usize) -> Outcome<Vec<i64>> {
    let (mut ids, mut after) = (Vec::new(), String::new());
    while ids.len() < wanted {
        let path = format!("/api/v2/tickets?sort=-id&page[size]={PAGE}{after}");
        let page = runtime.block_on(client.json(&Call::get(path)))?;
        let tickets = page["tickets"].as_array().ok_or("there are no tickets")?;
        let open = tickets.iter().filter(|ticket| ticket["status"] != "closed");
        ids.extend(open.filter_map(|ticket| ticket["id"].as_i64()));
        if page["meta"]["has_more"] != true {
            break;
        }
        after = format!("&page[after]={}", page["meta"]["after_cursor"].as_str().unwrap_or_default());
    }
    ids.truncate(wanted);
    Ok(ids)
}
