//! Running a plan: ordering what it finds, and cutting out the page that was asked for.

use std::ops::Bound;

use tantivy::collector::{Collector, Count, TopDocs};
use tantivy::columnar::Column;
use tantivy::query::{BooleanQuery, Occur, Query as IndexQuery, RangeQuery};
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentReader, Term};

use crate::document::Kind;
use crate::index::IndexError;
use crate::query::{Direction, Sort, SortKey};
use crate::search::{Hit, MAX_OFFSET, MAX_PAGE, Page, Paging};

/// How much being brand new raises a score, as a share of it.
const RECENCY_SHARE: f32 = 0.25;
/// The age at which half of that is gone.
const RECENCY_HALVED_AFTER_SECONDS: f32 = 30.0 * 24.0 * 3600.0;

/// What comes first, as asked at `now`, in Unix seconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Order {
    pub sort: Sort,
    pub now: i64,
}

/// One page of what a plan finds, and how much it finds in all.
pub(crate) fn page(
    searcher: &Searcher,
    plan: &BooleanQuery,
    order: Order,
    paging: Paging,
) -> Result<Page, IndexError> {
    let (offset, limit) = match paging {
        Paging::Offset { offset, .. } if offset > MAX_OFFSET => (0, 0),
        Paging::Offset { offset, limit } => (offset, limit.min(MAX_PAGE)),
        Paging::After { limit, .. } => (0, limit.min(MAX_PAGE)),
    };
    if limit == 0 {
        return Ok(Page { hits: Vec::new(), total: searcher.search(plan, &Count)? });
    }
    let top = TopDocs::with_limit(limit).and_offset(offset);
    match paging {
        Paging::After { id, .. } => {
            let total = searcher.search(plan, &Count)?;
            let rest = id.map_or_else(|| plan.clone(), |id| with_higher_id(searcher, plan, id));
            let by_id = |reader: &SegmentReader| {
                let ids = numbers(reader, "id");
                move |doc: DocId| (-value(&ids, doc), 0)
            };
            let (hits, _) = ranked(searcher, &rest, top.order_by(by_id), |_: &(i64, i64)| 0.0)?;
            Ok(Page { hits, total })
        }
        Paging::Offset { .. } => {
            let (hits, total) = match column(order.sort.key) {
                None => ranked(searcher, plan, by_relevance(top, order.now), |key: &(f32, i64)| key.0)?,
                Some(column) => {
                    let by_column = by_column(top, column, order.sort.direction);
                    ranked(searcher, plan, by_column, |_: &(i64, i64)| 0.0)?
                }
            };
            Ok(Page { hits, total })
        }
    }
}

fn ranked<K>(
    searcher: &Searcher,
    plan: &dyn IndexQuery,
    top: impl Collector<Fruit = Vec<(K, DocAddress)>>,
    score: fn(&K) -> f32,
) -> Result<(Vec<Hit>, usize), IndexError> {
    let (found, total) = searcher.search(plan, &(top, Count))?;
    let hits = found.into_iter().filter_map(|(key, address)| hit(searcher, address, score(&key))).collect();
    Ok((hits, total))
}

/// The best fit first, recent ones slightly ahead; then the higher id.
fn by_relevance(top: TopDocs, now: i64) -> impl Collector<Fruit = Vec<((f32, i64), DocAddress)>> {
    top.tweak_score(move |reader: &SegmentReader| {
        let ids = numbers(reader, "id");
        let updated = numbers(reader, "updated");
        move |doc: DocId, score: Score| {
            let recency = updated.first(doc).map_or(0.0, |at| recency(now, at));
            (score * (1.0 + RECENCY_SHARE * recency), value(&ids, doc))
        }
    })
}

/// By a column's value, documents without one last. Times are whole seconds, so that equals are common: they come in
/// the same direction by id, which is the order they were created in.
fn by_column(
    top: TopDocs,
    column: &'static str,
    direction: Direction,
) -> impl Collector<Fruit = Vec<((i64, i64), DocAddress)>> {
    top.order_by(move |reader: &SegmentReader| {
        let ids = numbers(reader, "id");
        let keys = numbers(reader, column);
        let ranked = move |value: i64| match direction {
            Direction::Descending => value,
            Direction::Ascending => value.saturating_neg(),
        };
        move |doc: DocId| (keys.first(doc).map_or(i64::MIN, ranked), ranked(value(&ids, doc)))
    })
}

/// 1 for something that has just changed, 0.5 after a month, towards 0 with age.
fn recency(now: i64, updated: i64) -> f32 {
    let age_seconds = now.saturating_sub(updated).max(0) as f32;
    RECENCY_HALVED_AFTER_SECONDS / (RECENCY_HALVED_AFTER_SECONDS + age_seconds)
}

fn column(key: SortKey) -> Option<&'static str> {
    match key {
        SortKey::Relevance => None,
        SortKey::Created => Some("created"),
        SortKey::Updated => Some("updated"),
        SortKey::Priority => Some("priority"),
        SortKey::Status => Some("status"),
        SortKey::TicketType => Some("ticket_type"),
    }
}

fn with_higher_id(searcher: &Searcher, plan: &BooleanQuery, id: i64) -> BooleanQuery {
    let Ok(field) = searcher.schema().get_field("id") else { return plan.clone() };
    let above = RangeQuery::new(Bound::Excluded(Term::from_field_i64(field, id)), Bound::Unbounded);
    BooleanQuery::new(vec![(Occur::Must, Box::new(plan.clone())), (Occur::Must, Box::new(above))])
}

/// A column of a segment; empty when no document of it has a value.
fn numbers(reader: &SegmentReader, name: &str) -> Column<i64> {
    reader.fast_fields().i64(name).unwrap_or_else(|_| Column::build_empty_column(reader.max_doc()))
}

fn value(column: &Column<i64>, doc: DocId) -> i64 {
    column.first(doc).unwrap_or(0)
}

fn hit(searcher: &Searcher, address: DocAddress, score: f32) -> Option<Hit> {
    let reader = searcher.segment_reader(address.segment_ord);
    let kind = reader.fast_fields().u64("kind").ok()?.first(address.doc_id)?;
    let kind = *Kind::ALL.get(usize::try_from(kind).ok()?)?;
    let id = numbers(reader, "id").first(address.doc_id)?;
    Some(Hit { kind, id, score })
}
