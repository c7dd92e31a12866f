//! A small index, and how the tests ask it.

use guichet_search::{
    Access, Document, Freshness, Hit, Index, Kind, Names, Page, Paging, Passage, Query, Resolved, STAFF, Sort,
};
use jiff::Zoned;
use tempfile::TempDir;

/// The instant all tests search at.
pub const NOW: &str = "2026-11-22T12:00:00+01:00[Europe/Paris]";

/// An index that lives as long as the test.
pub struct Desk {
    pub index: Index,
    pub directory: TempDir,
}

impl Desk {
    /// An index that holds these documents.
    pub fn with(documents: &[Document]) -> Desk {
        let directory = tempfile::tempdir().unwrap();
        let (index, freshness) = Index::open(directory.path()).unwrap();
        assert_eq!(freshness, Freshness::New);
        let desk = Desk { index, directory };
        desk.feed(documents, 1);
        desk
    }

    pub fn feed(&self, documents: &[Document], cursor: i64) {
        self.index.upsert(documents).unwrap();
        self.index.commit(cursor).unwrap();
    }

    /// Ids an agent finds, best first.
    pub fn finds(&self, query: &str) -> Vec<i64> {
        self.found_by(&staff(), query)
    }

    pub fn found_by(&self, access: &Access, query: &str) -> Vec<i64> {
        ids(&self.page(access, query, Paging::Offset { offset: 0, limit: 50 }).hits)
    }

    /// One page, in the order the query asks for.
    pub fn page(&self, access: &Access, query: &str, paging: Paging) -> Page {
        let resolved = resolved(query);
        self.index.search(&resolved, access, resolved.sort, paging).unwrap()
    }

    pub fn suggests(&self, text: &str) -> Vec<(Kind, i64)> {
        let now: Zoned = NOW.parse().unwrap();
        let hits = self.index.suggest(text, &staff(), now.timestamp().as_second(), 5).unwrap();
        hits.iter().map(|hit| (hit.kind, hit.id)).collect()
    }
}

pub fn ids(hits: &[Hit]) -> Vec<i64> {
    hits.iter().map(|hit| hit.id).collect()
}

pub fn sorted(mut ids: Vec<i64>) -> Vec<i64> {
    ids.sort_unstable();
    ids
}

pub fn resolved(query: &str) -> Resolved {
    Query::parse(query).unwrap().resolve(&People, &NOW.parse().unwrap())
}

pub fn staff() -> Access {
    Access { tokens: vec![STAFF.to_owned()] }
}

pub fn holder_of(token: &str) -> Access {
    Access { tokens: vec![token.to_owned()] }
}

/// A ticket with a subject and public comments that staff may see.
pub fn ticket(id: i64, subject: &str, comments: &[&str]) -> Document {
    let mut document = Document::new(Kind::Ticket, id, subject);
    document.bodies = comments.iter().map(|text| Passage::public(*text)).collect();
    document.visible_to = vec![STAFF.to_owned()];
    document
}

/// A person with an e-mail address whom staff may see.
pub fn person(id: i64, name: &str, email: &str) -> Document {
    let mut document = Document::new(Kind::User, id, name);
    document.words = vec![Passage::public(email)];
    document.visible_to = vec![STAFF.to_owned()];
    document
}

/// `me` is 7, Ana is 12, "Support FR" is group 3.
struct People;

impl Names for People {
    fn me(&self) -> Option<i64> {
        Some(7)
    }
    fn users(&self, value: &str) -> Vec<i64> {
        if value == "ana@example.com" { vec![12] } else { Vec::new() }
    }
    fn groups(&self, value: &str) -> Vec<i64> {
        if value == "Support FR" { vec![3] } else { Vec::new() }
    }
    fn organizations(&self, _: &str) -> Vec<i64> {
        Vec::new()
    }
    fn brands(&self, _: &str) -> Vec<i64> {
        Vec::new()
    }
}

/// The order a query asks for when it asks for none.
pub fn by_relevance() -> Sort {
    Sort::default()
}
