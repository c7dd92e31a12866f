//! What an agent's browser reads most, as requests and as the SQL behind them.

use serde_json::Value;
use tokio::runtime::Runtime;

use crate::{
    Outcome,
    dataset::LONG,
    http_client::{Call, HttpClient},
    raw::{Query, Raw},
};

/// The views and tickets that are read.
pub struct Reads {
    agent: i64,
    all_open: i64,
    views: Vec<i64>,
    groups: Vec<i64>,
    /// Tickets with a long conversation.
    long: Vec<i64>,
}

impl Reads {
    /// Looks up what there is to read.
    ///
    /// # Errors
    /// When the desk has no views or no long conversations.
    pub fn find(runtime: &Runtime, client: &mut HttpClient, raw: &mut Raw) -> Outcome<Self> {
        let me = runtime.block_on(client.json(&Call::get("/api/v2/users/me")))?;
        let views = runtime.block_on(client.json(&Call::get("/api/v2/views/active")))?;
        let views = views["views"].as_array().ok_or("there are no views")?;
        let numbers = |name: &str| views.iter().filter_map(|view| view[name].as_i64()).collect();
        let is_all_open = |view: &&Value| view["key"] == "all_open";
        let all_open = views.iter().find(is_all_open).and_then(|view| view["id"].as_i64());
        let long =
            Query::new("SELECT id FROM tickets WHERE comment_count = $1 ORDER BY id LIMIT 100", &[LONG]);
        Ok(Self {
            agent: me["user"]["id"].as_i64().ok_or("the agent has no id")?,
            all_open: all_open.ok_or("there is no view of all open tickets")?,
            views: numbers("id"),
            groups: numbers("group_id"),
            long: raw.ids(&long)?,
        })
    }

    /// A page of 50 tickets with their people.
    pub fn view_page(&self) -> Call {
        let id = self.all_open;
        Call::get(format!("/api/v2/views/{id}/tickets?page[size]=50&sort=-updated_at&include=users,groups"))
    }

    /// How many tickets that view has.
    pub fn view_count(&self) -> Call {
        Call::get(format!("/api/v2/views/{}/count", self.all_open))
    }

    /// The `number`th long conversation.
    pub fn conversation(&self, number: usize) -> Outcome<Call> {
        Ok(Call::get(format!("/api/v2/tickets/{}/conversation", self.long_ticket(number)?)))
    }

    /// How many tickets every view has.
    pub fn sidebar(&self) -> Call {
        let ids: Vec<String> = self.views.iter().map(i64::to_string).collect();
        Call::get(format!("/api/v2/views/count_many?ids={}", ids.join(",")))
    }

    /// The SQL of [`Reads::view_page`] and [`Reads::view_count`].
    ///
    /// # Errors
    /// When the page cannot be read.
    pub fn view_page_sql(&self, raw: &mut Raw) -> Outcome<Vec<Query>> {
        let page = |columns: &str| {
            let order = "ORDER BY t.updated_at DESC, t.id DESC LIMIT 51";
            Query::new(
                format!(
                    "SELECT {columns} FROM tickets t WHERE t.deleted_at IS NULL AND t.status < 4 {order}"
                ),
                &[],
            )
        };
        let mut ids = raw.ids(&page("t.id"))?;
        ids.truncate(50);
        let mut people = raw.ids(&page("t.requester_id"))?;
        people.extend(raw.ids(&page("t.assignee_id"))?);
        people.extend(raw.ids(&page("t.preview_author_id"))?);
        let mut queries = vec![page(&format!("{}, t.updated_at, t.id", tickets::store::tickets::COLUMNS))];
        queries.extend(lists_of_tickets(&ids));
        queries.extend(unread_and_incidents(self.agent, &ids));
        queries.push(users(people));
        queries.push(groups(&self.groups));
        queries.push(Query::new(
            "SELECT COUNT(*) FROM tickets t WHERE t.deleted_at IS NULL AND t.status < 4",
            &[],
        ));
        Ok(queries)
    }

    /// The SQL of [`Reads::conversation`].
    ///
    /// # Errors
    /// When the conversation cannot be read.
    pub fn conversation_sql(&self, raw: &mut Raw, number: usize) -> Outcome<Vec<Query>> {
        let id = self.long_ticket(number)?;
        let of_ticket = |text: &str| Query::new(text, &[id]);
        let comments = raw.ids(&of_ticket("SELECT id FROM comments WHERE ticket_id = $1 ORDER BY id"))?;
        let mut people = raw.ids(&of_ticket("SELECT author_id FROM comments WHERE ticket_id = $1"))?;
        people.extend(raw.ids(&of_ticket("SELECT requester_id FROM tickets WHERE id = $1"))?);
        let organization =
            "SELECT o.* FROM organizations o JOIN tickets t ON t.organization_id = o.id WHERE t.id = $1";
        let group = "SELECT g.* FROM groups g JOIN tickets t ON t.group_id = g.id WHERE t.id = $1";
        let ticket = format!("SELECT {} FROM tickets t WHERE t.id = $1", tickets::store::tickets::COLUMNS);
        let mut queries = vec![
            of_ticket(&ticket),
            of_ticket("SELECT * FROM comments c WHERE c.ticket_id = $1 ORDER BY c.id"),
            of_ticket("SELECT * FROM audits WHERE entity = 'ticket' AND entity_id = $1 ORDER BY id"),
            Query::new(
                "SELECT * FROM drafts WHERE ticket_id = $1 AND user_id = $2 ORDER BY kind",
                &[id, self.agent],
            ),
            Query::with_list("SELECT * FROM attachments WHERE comment_id IN ", &comments, " ORDER BY id"),
            Query::with_list("SELECT * FROM outgoing_mails WHERE comment_id IN ", &comments, ""),
            of_ticket(organization),
            of_ticket(group),
            users(people),
        ];
        queries.extend(lists_of_tickets(&[id]));
        queries.extend(unread_and_incidents(self.agent, &[id]));
        Ok(queries)
    }

    /// The SQL of [`Reads::sidebar`].
    pub fn sidebar_sql(&self) -> Vec<Query> {
        let count = |condition: &str, values: &[i64]| {
            Query::new(
                format!("SELECT COUNT(*) FROM tickets t WHERE t.deleted_at IS NULL AND {condition}"),
                values,
            )
        };
        let mut queries = vec![
            count("t.status < 4 AND t.assignee_id = $1", &[self.agent]),
            count("t.status < 4 AND t.assignee_id IS NULL", &[]),
            count("t.status < 4", &[]),
            count("t.status = 2", &[]),
            count("t.status > 3", &[]),
        ];
        queries.extend(self.groups.iter().map(|group| count("t.status < 4 AND t.group_id = $1", &[*group])));
        queries
    }

    fn long_ticket(&self, number: usize) -> Outcome<i64> {
        let ticket = self.long.iter().cycle().nth(number % self.long.len().max(1));
        ticket.copied().ok_or_else(|| "there is no long conversation; measure more tickets".into())
    }
}

fn lists_of_tickets(ids: &[i64]) -> [Query; 3] {
    let people = |kind: &str| {
        format!("SELECT ticket_id, user_id FROM ticket_people WHERE kind = '{kind}' AND ticket_id IN ")
    };
    [
        Query::with_list("SELECT ticket_id, tag FROM ticket_tags WHERE ticket_id IN ", ids, " ORDER BY tag"),
        Query::with_list(&people("cc"), ids, " ORDER BY user_id"),
        Query::with_list(&people("follower"), ids, " ORDER BY user_id"),
    ]
}

fn unread_and_incidents(agent: i64, ids: &[i64]) -> [Query; 2] {
    let unread = format!(
        "SELECT t.id FROM tickets t LEFT JOIN ticket_reads r ON r.ticket_id = t.id AND r.user_id = {agent} \
         WHERE (r.read_at IS NULL OR r.read_at < t.latest_comment_at) AND t.preview_author_id <> {agent} AND t.id IN "
    );
    [
        Query::with_list(&unread, ids, ""),
        Query::with_list("SELECT DISTINCT problem_id FROM tickets WHERE problem_id IN ", ids, ""),
    ]
}

fn users(mut ids: Vec<i64>) -> Query {
    ids.sort_unstable();
    ids.dedup();
    Query::with_list("SELECT * FROM users u WHERE u.id IN ", &ids, " ORDER BY u.id")
}

fn groups(ids: &[i64]) -> Query {
    Query::with_list("SELECT * FROM groups g WHERE g.id IN ", ids, " ORDER BY g.id")
}
