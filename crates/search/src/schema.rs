//! How a document lies in the index: its fields, and how text becomes terms in them.

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use crate::document::{Document, Filters, Kind, Passage};
use crate::fold;
use crate::query::{FactField, PresenceField, RankField, TimeField};
use crate::terms;

/// One part of the text, twice: the words as they stand, and what they stem to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ZoneFields {
    /// Words without case and accents, in order: for exact, prefix, typo and phrase matches.
    pub surface: Field,
    /// Stems, without order.
    pub stems: Field,
}

/// The fields of the index.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    /// `ticket:12`, to replace and delete by.
    pub key: Field,
    pub kind: Field,
    pub id: Field,
    pub title: ZoneFields,
    pub words: ZoneFields,
    pub body: ZoneFields,
    /// Passages that are for staff only.
    pub internal: ZoneFields,
    /// Everything a filter may ask, as `assignee:12`, `kind:ticket`, or `assignee?` for having a value at all.
    pub facts: Field,
    /// Access tokens.
    pub access: Field,
    pub status: Field,
    pub priority: Field,
    pub ticket_type: Field,
    pub created: Field,
    pub updated: Field,
    pub solved: Field,
    pub due_date: Field,
}

impl Fields {
    /// The fields, and the schema that holds them.
    pub fn new() -> (Fields, Schema) {
        let mut builder = Schema::builder();
        let fields = Fields {
            key: builder.add_text_field("key", exact_terms()),
            kind: builder.add_u64_field("kind", FAST),
            id: builder.add_i64_field("id", INDEXED | FAST),
            title: zone(&mut builder, "title"),
            words: zone(&mut builder, "words"),
            body: zone(&mut builder, "body"),
            internal: zone(&mut builder, "internal"),
            facts: builder.add_text_field("facts", exact_terms()),
            access: builder.add_text_field("access", exact_terms()),
            status: builder.add_i64_field("status", FAST),
            priority: builder.add_i64_field("priority", FAST),
            ticket_type: builder.add_i64_field("ticket_type", FAST),
            created: builder.add_i64_field("created", FAST),
            updated: builder.add_i64_field("updated", FAST),
            solved: builder.add_i64_field("solved", FAST),
            due_date: builder.add_i64_field("due_date", FAST),
        };
        (fields, builder.build())
    }

    /// The number behind a field that compares.
    pub fn ordered(&self, field: PresenceField) -> Option<Field> {
        Some(match field {
            PresenceField::Rank(RankField::Status) => self.status,
            PresenceField::Rank(RankField::Priority) => self.priority,
            PresenceField::Rank(RankField::TicketType) => self.ticket_type,
            PresenceField::Time(TimeField::Created) => self.created,
            PresenceField::Time(TimeField::Updated) => self.updated,
            PresenceField::Time(TimeField::Solved) => self.solved,
            PresenceField::Time(TimeField::DueDate) => self.due_date,
            PresenceField::Fact(_) => return None,
        })
    }

    /// The document as the index takes it.
    pub fn entry(&self, document: &Document) -> TantivyDocument {
        let mut entry = TantivyDocument::new();
        entry.add_text(self.key, key(document.kind, document.id));
        entry.add_u64(self.kind, kind_number(document.kind));
        entry.add_i64(self.id, document.id);
        self.add_text(&mut entry, self.title, &document.title);
        self.add_passages(&mut entry, self.words, &document.words);
        self.add_passages(&mut entry, self.body, &document.bodies);
        entry.add_text(self.facts, kind_fact(document.kind));
        self.add_facts(&mut entry, &document.filters);
        self.add_ordered(&mut entry, &document.filters);
        for token in &document.visible_to {
            entry.add_text(self.access, token);
        }
        entry
    }

    fn add_passages(&self, entry: &mut TantivyDocument, public: ZoneFields, passages: &[Passage]) {
        for passage in passages {
            let zone = if passage.internal { self.internal } else { public };
            self.add_text(entry, zone, &passage.text);
        }
    }

    fn add_text(&self, entry: &mut TantivyDocument, zone: ZoneFields, text: &str) {
        entry.add_text(zone.surface, text);
        entry.add_text(zone.stems, text);
    }

    fn add_facts(&self, entry: &mut TantivyDocument, filters: &Filters) {
        let mut add = |field, values: &[String]| {
            if !values.is_empty() {
                entry.add_text(self.facts, has_any(PresenceField::Fact(field)));
            }
            for value in values {
                entry.add_text(self.facts, fact(field, value));
            }
        };
        let texts = |ids: &[i64]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        let one = |id: Option<i64>| texts(id.as_slice());
        add(FactField::Requester, &one(filters.requester_id));
        add(FactField::Assignee, &one(filters.assignee_id));
        add(FactField::Submitter, &one(filters.submitter_id));
        add(FactField::Brand, &one(filters.brand_id));
        add(FactField::Group, &texts(&filters.group_ids));
        add(FactField::Organization, &texts(&filters.organization_ids));
        add(FactField::Cc, &texts(&filters.cc_ids));
        add(FactField::Commenter, &texts(&filters.commenter_ids));
        add(FactField::Tags, &filters.tags.iter().map(|tag| fold::value(tag)).collect::<Vec<_>>());
        add(FactField::Via, filters.via.as_deref().map(fold::value).as_slice());
        add(FactField::Role, filters.role.as_deref().map(fold::value).as_slice());
        for (id, value) in &filters.custom_fields {
            let folded = fold::value(value);
            add(FactField::Custom(*id), std::slice::from_ref(&folded));
            add(FactField::AnyCustom, &[folded]);
        }
        for id in &filters.internal_commenter_ids {
            entry.add_text(self.facts, internal_commenter(&id.to_string()));
        }
    }

    fn add_ordered(&self, entry: &mut TantivyDocument, filters: &Filters) {
        let numbers = [
            (PresenceField::Rank(RankField::Status), filters.status.map(|status| status as i64)),
            (PresenceField::Rank(RankField::Priority), filters.priority.map(|priority| priority as i64)),
            (PresenceField::Rank(RankField::TicketType), filters.ticket_type.map(|kind| kind as i64)),
            (PresenceField::Time(TimeField::Created), filters.created_at),
            (PresenceField::Time(TimeField::Updated), filters.updated_at),
            (PresenceField::Time(TimeField::Solved), filters.solved_at),
            (PresenceField::Time(TimeField::DueDate), filters.due_at),
        ];
        for (field, number) in numbers {
            if let (Some(column), Some(number)) = (self.ordered(field), number) {
                entry.add_i64(column, number);
                entry.add_text(self.facts, has_any(field));
            }
        }
    }
}

/// The term a document is replaced and deleted by.
pub(crate) fn key(kind: Kind, id: i64) -> String {
    format!("{}:{id}", kind.name())
}

/// The number that stands for a kind: its place in [`Kind::ALL`].
pub(crate) fn kind_number(kind: Kind) -> u64 {
    kind as u64
}

/// The fact of being of a kind.
pub(crate) fn kind_fact(kind: Kind) -> String {
    format!("kind:{}", kind.name())
}

/// The fact of a field having this value, already folded.
pub(crate) fn fact(field: FactField, value: &str) -> String {
    format!("{}:{value}", PresenceField::Fact(field).field())
}

/// The fact of a field having any value.
pub(crate) fn has_any(field: PresenceField) -> String {
    format!("{}?", field.field())
}

/// The fact of a person having written an internal comment.
pub(crate) fn internal_commenter(id: &str) -> String {
    format!("internal_commenter:{id}")
}

fn exact_terms() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(terms::RAW)
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

fn zone(builder: &mut SchemaBuilder, name: &str) -> ZoneFields {
    let mut add = |reading: &str, recorded: IndexRecordOption| {
        let indexing = TextFieldIndexing::default().set_tokenizer(reading).set_index_option(recorded);
        let options = TextOptions::default().set_indexing_options(indexing);
        builder.add_text_field(&format!("{name}_{reading}"), options)
    };
    ZoneFields {
        surface: add(terms::SURFACE, IndexRecordOption::WithFreqsAndPositions),
        stems: add(terms::STEMS, IndexRecordOption::WithFreqs),
    }
}
