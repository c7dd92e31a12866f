//! The measurements on one database, in order.

use std::{
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

use serde_json::json;
use tokio::runtime::Runtime;

use crate::{
    Outcome, browser,
    bulk::{BulkRates, change_many},
    dataset,
    desk::{Database, Desk, Server},
    http_client::{Call, HttpClient},
    load::{Latencies, repeat, throughput},
    mail::{MailRates, bring_mail},
    raw::{Query, Raw},
    reads::Reads,
    report::{Operation, Report},
    web_app::first_load_bytes,
};

/// For the search index to be made of the whole desk.
const INDEX_PATIENCE: Duration = Duration::from_secs(600);
/// Before memory at rest is read.
const REST: Duration = Duration::from_secs(3);
/// Long conversations that are opened in turn.
const CONVERSATIONS: usize = 30;
/// A word of most tickets, one of a few, and two words together.
const SEARCHES: [(&str, &str); 3] =
    [("common word", "lampe"), ("rare word", "ébréchée"), ("two words", "lampe livraison")];

/// A desk that is served, and the ways to ask it.
struct Bench {
    runtime: Runtime,
    server: Server,
    token: String,
    client: HttpClient,
    raw: Raw,
}

/// Fills a desk and measures it.
///
/// # Errors
/// When anything fails: a figure is printed only if all of its rounds were answered well.
pub fn measure(database: Database, program: &Path, tickets: usize) -> Outcome<Report> {
    let runtime = Runtime::new()?;
    let desk = Desk::new(database, program)?;
    let dataset = dataset::fill(&runtime, &desk, tickets)?;
    let token = desk.run(&["token", "create", "--user", &dataset.agent])?.trim().to_owned();
    let mut raw = Raw::open(&desk)?;
    let count = raw.number("SELECT COUNT(*) FROM tickets", &[])?;
    let comments = raw.number("SELECT COUNT(*) FROM comments", &[])?;
    let indexed_in = build_index(&runtime, desk.serve()?, &token, count)?;

    let server = desk.serve()?;
    sleep(REST);
    let (at_rest, _) = server.memory()?;
    let client = runtime.block_on(HttpClient::connect(server.web, &token))?;
    let mut bench = Bench { runtime, server, token, client, raw };
    let mut operations = bench.operations()?;
    let mut figures = bench.throughput_figures()?;
    let bulk = bench.bulk(tickets)?;
    figures.extend(bulk_figures(&bulk));
    let name = "view page of 50 during a bulk change".to_owned();
    operations.push(Operation { name, desk: bulk.view_page, raw: None });
    let mail = bring_mail(bench.server.smtp, &mut bench.raw)?;
    let first_load = bench.runtime.block_on(first_load_bytes(&mut bench.client))?;
    let (_, most) = bench.server.memory()?;
    // Last, since the server closes connections that are idle as long as this takes.
    let clicks = browser::open_tickets(bench.server.web, &dataset.agent, server::DEMO_PASSWORD)?;
    operations.push(Operation { name: "click to painted conversation".to_owned(), desk: clicks, raw: None });
    figures.extend(mail_figures(&mail));
    figures.extend([
        ("tickets imported".to_owned(), format!("{:.0} /s", dataset.tickets_per_second)),
        ("search index made".to_owned(), format!("{:.1} s", indexed_in.as_secs_f64())),
        ("start".to_owned(), format!("{:.0} ms", bench.server.started_in.as_secs_f64() * 1000.0)),
        ("memory at rest".to_owned(), format!("{at_rest:.0} MB")),
        ("memory, the most under load".to_owned(), format!("{most:.0} MB")),
        ("web app, first load, compressed".to_owned(), format!("{:.0} kB", first_load as f64 / 1000.0)),
    ]);
    let Bench { server, .. } = bench;
    server.stop()?;
    let accept = Operation { name: "mail accepted by SMTP".to_owned(), desk: mail.accept, raw: None };
    let operations = operations.into_iter().chain([accept]).collect();
    Ok(Report { database, tickets: count, comments, operations, figures })
}

/// The first start on a full database makes the index; how long until it holds every ticket.
fn build_index(runtime: &Runtime, server: Server, token: &str, tickets: i64) -> Outcome<Duration> {
    let start = Instant::now();
    let mut client = runtime.block_on(HttpClient::connect(server.web, token))?;
    let count = Call::get("/api/v2/search/count?query=type:ticket");
    while runtime.block_on(client.json(&count))?["count"] != tickets {
        if start.elapsed() > INDEX_PATIENCE {
            return Err("the search index does not hold every ticket".into());
        }
        sleep(Duration::from_millis(100));
    }
    let indexed_in = start.elapsed();
    server.stop()?;
    Ok(indexed_in)
}

fn bulk_figures(bulk: &BulkRates) -> [(String, String); 2] {
    [
        ("tickets changed in bulk".to_owned(), format!("{:.0} /s", bulk.changed_per_second)),
        ("tickets taken back in bulk".to_owned(), format!("{:.0} /s", bulk.restored_per_second)),
    ]
}

fn mail_figures(mail: &MailRates) -> [(String, String); 2] {
    [
        ("mails accepted, 8 connections".to_owned(), format!("{:.0} /s", mail.accepted_per_second)),
        ("mails become tickets, 8 connections".to_owned(), format!("{:.0} /s", mail.ticketed_per_second)),
    ]
}

impl Bench {
    fn operations(&mut self) -> Outcome<Vec<Operation>> {
        let reads = Reads::find(&self.runtime, &mut self.client, &mut self.raw)?;
        let mut operations = vec![self.view_page(&reads)?, self.conversation(&reads)?, self.sidebar(&reads)?];
        for (name, words) in SEARCHES {
            operations.push(self.search(name, words)?);
        }
        operations.push(self.create_ticket()?);
        Ok(operations)
    }

    fn bulk(&mut self, tickets: usize) -> Outcome<BulkRates> {
        let reads = Reads::find(&self.runtime, &mut self.client, &mut self.raw)?;
        change_many(&self.runtime, &mut self.client, &reads.view_page(), tickets)
    }

    fn view_page(&mut self, reads: &Reads) -> Outcome<Operation> {
        let queries = reads.view_page_sql(&mut self.raw)?;
        let raw = repeat(|_| self.raw.run(&queries))?;
        let calls = [reads.view_page(), reads.view_count()];
        let desk = self.repeat_calls(|_| Ok(calls.to_vec()))?;
        Ok(Operation { name: "view page of 50, with its count".to_owned(), desk, raw: Some(raw) })
    }

    fn conversation(&mut self, reads: &Reads) -> Outcome<Operation> {
        let queries: Vec<Vec<Query>> = (0..CONVERSATIONS)
            .map(|number| reads.conversation_sql(&mut self.raw, number))
            .collect::<Outcome<_>>()?;
        let raw =
            repeat(|number| queries.get(number % queries.len()).map_or(Ok(()), |all| self.raw.run(all)))?;
        let desk = self.repeat_calls(|number| Ok(vec![reads.conversation(number % CONVERSATIONS)?]))?;
        Ok(Operation { name: "open a ticket of 30 comments".to_owned(), desk, raw: Some(raw) })
    }

    fn sidebar(&mut self, reads: &Reads) -> Outcome<Operation> {
        let queries = reads.sidebar_sql();
        let raw = repeat(|_| self.raw.run(&queries))?;
        let desk = self.repeat_calls(|_| Ok(vec![reads.sidebar()]))?;
        Ok(Operation { name: "the sidebar's counts".to_owned(), desk, raw: Some(raw) })
    }

    fn search(&mut self, name: &str, words: &str) -> Outcome<Operation> {
        let found = self.runtime.block_on(self.client.json(&search(words)))?["count"].clone();
        let desk = self.repeat_calls(|_| Ok(vec![search(words)]))?;
        Ok(Operation { name: format!("search, {name}, {found} found"), desk, raw: None })
    }

    fn create_ticket(&mut self) -> Outcome<Operation> {
        let new = |number: usize| {
            let comment = json!({"body": "The lamp that arrived this morning flickers when it is dimmed."});
            let requester =
                json!({"name": "A Customer", "email": format!("caller{}@mail.example", number % 100)});
            let ticket =
                json!({"subject": format!("Call {number}"), "requester": requester, "comment": comment});
            Call::post("/api/v2/tickets", &json!({"ticket": ticket}))
        };
        let desk = self.repeat_calls(|number| Ok(vec![new(number)]))?;
        Ok(Operation { name: "create a ticket".to_owned(), desk, raw: None })
    }

    fn throughput_figures(&mut self) -> Outcome<Vec<(String, String)>> {
        let reads = Reads::find(&self.runtime, &mut self.client, &mut self.raw)?;
        let calls = [reads.view_page(), reads.conversation(0)?, reads.sidebar(), search("lampe livraison")];
        let mut figures = Vec::new();
        for connections in [8, 32] {
            let answered =
                self.runtime.block_on(throughput(self.server.web, &self.token, connections, &calls))?;
            let name = format!("mixed reads, {connections} connections");
            figures.push((name, format!("{answered:.0} requests/s")));
        }
        Ok(figures)
    }

    fn repeat_calls(&mut self, calls: impl Fn(usize) -> Outcome<Vec<Call>>) -> Outcome<Latencies> {
        let (runtime, client) = (&self.runtime, &mut self.client);
        repeat(|number| {
            for call in calls(number)? {
                runtime.block_on(client.make(&call))?;
            }
            Ok(())
        })
    }
}

fn search(words: &str) -> Call {
    let words = words.replace(' ', "%20").replace('é', "%C3%A9");
    Call::get(format!("/api/v2/search?query={words}&per_page=25&include=tickets(users)"))
}
