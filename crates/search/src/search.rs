//! Asking: which documents, in which order, how many in all.

use tantivy::Searcher;

use crate::collect::{self, Order};
use crate::document::Kind;
use crate::index::{Index, IndexError};
use crate::plan::{Planner, Tolerance};
use crate::query::{Resolved, Sort};

/// The token of those who may search in internal comments and by staff's own fields.
pub const STAFF: &str = "staff";
/// The most results one page holds.
pub const MAX_PAGE: usize = 1_000;
/// How far into the results an offset may reach; further on, page with [`Paging::After`].
pub const MAX_OFFSET: usize = 10_000;

/// With fewer results than this, words with typos are tried too.
const FEW_RESULTS: usize = 5;
/// What the asker holds. Without a token nothing is found.
#[derive(Debug, Clone, Default)]
pub struct Access {
    /// Access tokens, as in [`crate::Document::visible_to`].
    pub tokens: Vec<String>,
}

impl Access {
    /// Whether the asker may find by internal passages and staff's own fields.
    pub(crate) fn is_staff(&self) -> bool {
        self.tokens.iter().any(|token| token == STAFF)
    }
}

/// Which of the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Paging {
    /// After so many results in the asked order. Beyond [`MAX_OFFSET`] every page is empty.
    Offset { offset: usize, limit: usize },
    /// Those with a higher id, lowest first, whatever order is asked: to read all results of one kind in steps.
    After { id: Option<i64>, limit: usize },
}

/// One result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Its id within its kind.
    pub id: i64,
    /// How well it fits; 0 when sorted by something else.
    pub score: f32,
}

/// Some of the results, and how many there are.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// In order.
    pub hits: Vec<Hit>,
    /// How many results there are on all pages.
    pub total: usize,
}

impl Index {
    /// Finds what a query asks for and the asker may see.
    ///
    /// Typos are forgiven only when few results are found without.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(
        &self,
        query: &Resolved,
        access: &Access,
        sort: Sort,
        paging: Paging,
    ) -> Result<Page, IndexError> {
        let searcher = self.searcher();
        let strict = self.run(&searcher, query, access, Tolerance::Prefixes, sort, paging)?;
        if strict.total >= FEW_RESULTS {
            return Ok(strict);
        }
        self.run(&searcher, query, access, Tolerance::Typos, sort, paging)
    }

    /// How many documents a query finds, as [`Page::total`] would say.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn count(&self, query: &Resolved, access: &Access) -> Result<usize, IndexError> {
        let nothing_shown = Paging::Offset { offset: 0, limit: 0 };
        Ok(self.search(query, access, Sort::default(), nothing_shown)?.total)
    }

    /// What someone who types `text` may be heading for: by title, name, address or number, best first within each
    /// kind, at most `limit` of a kind. The last word may be unfinished, and typos are forgiven when little is found.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn suggest(
        &self,
        text: &str,
        access: &Access,
        now: i64,
        limit: usize,
    ) -> Result<Vec<Hit>, IndexError> {
        let searcher = self.searcher();
        let paging = Paging::Offset { offset: 0, limit };
        let mut hits = Vec::new();
        for kind in Kind::ALL {
            let found = |tolerance| {
                let plan = Planner { fields: self.fields(), access, tolerance }.suggestions(kind, text);
                collect::page(&searcher, &plan, Order { sort: Sort::default(), now }, paging)
            };
            let strict = found(Tolerance::Prefixes)?;
            let page = if strict.total == 0 { found(Tolerance::TyposInPrefixes)? } else { strict };
            hits.extend(page.hits);
        }
        Ok(hits)
    }

    fn run(
        &self,
        searcher: &Searcher,
        query: &Resolved,
        access: &Access,
        tolerance: Tolerance,
        sort: Sort,
        paging: Paging,
    ) -> Result<Page, IndexError> {
        let plan = Planner { fields: self.fields(), access, tolerance }.plan(query);
        collect::page(searcher, &plan, Order { sort, now: query.now }, paging)
    }
}
