//! One word looked up in every way at once: exactly, by stem, by beginning, by typo, in every zone.
//!
//! Common words match most documents in several of these ways. Walking all ways side by side, as a union of queries
//! does, costs far more than adding each way's scores to one array, list by list, which is what this query does.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::query::{
    AutomatonWeight, BitSetDocSet, Bm25Weight, DfaWrapper, EnableScoring, Explanation, FuzzyTermQuery, Query,
    Scorer, Weight,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{BitSet, DocId, DocSet, Score, TERMINATED, TantivyError, Term};

/// Finds what any of its ways finds; the score is the sum over the ways.
#[derive(Debug, Clone)]
pub(crate) struct WordQuery {
    pub ways: Vec<Way>,
}

/// One way of finding a word, and how much it counts.
#[derive(Debug, Clone)]
pub(crate) enum Way {
    /// This term, scored by BM25.
    Term { term: Term, weight: f32 },
    /// Any term of a family, such as all that begin alike; each document scores the weight once.
    Family { family: FuzzyTermQuery, term: Term, weight: f32 },
}

impl Query for WordQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let ways = self.ways.iter().map(|way| way.prepared(&scoring)).collect::<tantivy::Result<_>>()?;
        Ok(Box::new(WordWeight { ways }))
    }
}

enum PreparedWay {
    /// Without BM25 only whether it matches counts.
    Term {
        term: Term,
        bm25: Option<Bm25Weight>,
    },
    Family {
        terms: AutomatonWeight<DfaWrapper>,
        term: Term,
        score: Score,
    },
}

impl Way {
    fn prepared(&self, scoring: &EnableScoring<'_>) -> tantivy::Result<PreparedWay> {
        match self {
            Way::Term { term, weight } => {
                let bm25 = match scoring {
                    EnableScoring::Enabled { statistics_provider, .. } => {
                        let terms = std::slice::from_ref(term);
                        Some(Bm25Weight::for_terms(*statistics_provider, terms)?.boost_by(*weight))
                    }
                    EnableScoring::Disabled { .. } => None,
                };
                Ok(PreparedWay::Term { term: term.clone(), bm25 })
            }
            Way::Family { family, term, weight } => {
                let terms = AutomatonWeight::new(term.field(), family.automaton()?);
                Ok(PreparedWay::Family { terms, term: term.clone(), score: *weight })
            }
        }
    }
}

struct WordWeight {
    ways: Vec<PreparedWay>,
}

impl Weight for WordWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut sums = Sums::new(reader.max_doc());
        for way in &self.ways {
            match way {
                PreparedWay::Term { term, bm25 } => sums.add_term(reader, term, bm25.as_ref())?,
                PreparedWay::Family { terms, term, score } => sums.add_family(reader, terms, term, *score)?,
            }
        }
        Ok(Box::new(WordScorer { docs: BitSetDocSet::from(sums.matching), scores: sums.scores, boost }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.seek(doc) == doc {
            return Ok(Explanation::new("sum over the ways of finding a word", scorer.score()));
        }
        Err(TantivyError::InvalidArgument(format!("document {doc} does not hold the word")))
    }
}

/// What each document of a segment has scored so far.
struct Sums {
    matching: BitSet,
    scores: Vec<Score>,
}

impl Sums {
    fn new(documents: u32) -> Sums {
        Sums { matching: BitSet::with_max_value(documents), scores: vec![0.0; documents as usize] }
    }

    fn add(&mut self, doc: DocId, score: Score) {
        self.matching.insert(doc);
        if let Some(sum) = self.scores.get_mut(doc as usize) {
            *sum += score;
        }
    }

    fn add_term(
        &mut self,
        reader: &SegmentReader,
        term: &Term,
        bm25: Option<&Bm25Weight>,
    ) -> tantivy::Result<()> {
        let read = if bm25.is_some() { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        let index = reader.inverted_index(term.field())?;
        let Some(mut postings) = index.read_block_postings(term, read)? else { return Ok(()) };
        let Some(bm25) = bm25 else {
            for_each_block(&mut postings, |block| block.docs().iter().for_each(|doc| self.add(*doc, 0.0)));
            return Ok(());
        };
        let lengths: FieldNormReader = reader.get_fieldnorms_reader(term.field())?;
        for_each_block(&mut postings, |block| {
            for (doc, frequency) in block.docs().iter().zip(block.freqs()) {
                self.add(*doc, bm25.score(lengths.fieldnorm_id(*doc), *frequency));
            }
        });
        Ok(())
    }

    fn add_family(
        &mut self,
        reader: &SegmentReader,
        terms: &AutomatonWeight<DfaWrapper>,
        term: &Term,
        score: Score,
    ) -> tantivy::Result<()> {
        let index = reader.inverted_index(term.field())?;
        let mut seen = BitSet::with_max_value(reader.max_doc());
        for info in terms.get_match_term_infos(reader)? {
            let mut postings = index.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            for_each_block(&mut postings, |block| {
                for doc in block.docs() {
                    seen.insert(*doc);
                }
            });
        }
        let mut seen = BitSetDocSet::from(seen);
        while seen.doc() != TERMINATED {
            self.add(seen.doc(), score);
            seen.advance();
        }
        Ok(())
    }
}

fn for_each_block(postings: &mut BlockSegmentPostings, mut visit: impl FnMut(&BlockSegmentPostings)) {
    while !postings.docs().is_empty() {
        visit(postings);
        postings.advance();
    }
}

struct WordScorer {
    docs: BitSetDocSet,
    scores: Vec<Score>,
    boost: Score,
}

impl DocSet for WordScorer {
    fn advance(&mut self) -> DocId {
        self.docs.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.docs.seek(target)
    }

    fn doc(&self) -> DocId {
        self.docs.doc()
    }

    fn size_hint(&self) -> u32 {
        self.docs.size_hint()
    }
}

impl Scorer for WordScorer {
    fn score(&mut self) -> Score {
        self.scores.get(self.docs.doc() as usize).map_or(0.0, |score| score * self.boost)
    }
}
