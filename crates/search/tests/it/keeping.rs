//! What the index keeps across updates, crashes and damage.

use std::fs;
use std::path::Path;

use guichet_search::{Freshness, Index, IndexError, Kind};

use crate::desk::{Desk, by_relevance, holder_of, person, resolved, staff, ticket};

/// The index closed and opened again.
fn reopen(desk: Desk) -> (Desk, Freshness) {
    let Desk { index, directory } = desk;
    drop(index);
    let (index, freshness) = Index::open(directory.path()).unwrap();
    (Desk { index, directory }, freshness)
}

#[test]
fn a_change_shows_right_after_its_commit_and_not_before() {
    let desk = Desk::with(&[ticket(1, "Sofa", &[])]);
    desk.index.upsert(&[ticket(1, "Armchair", &[])]).unwrap();
    assert_eq!(desk.finds("sofa"), [1]);
    desk.index.commit(2).unwrap();
    assert_eq!(desk.finds("armchair"), [1]);
    assert!(desk.finds("sofa").is_empty());
}

#[test]
fn of_two_versions_fed_together_the_later_counts() {
    let desk = Desk::with(&[ticket(1, "Sofa", &[]), ticket(1, "Armchair", &[])]);
    assert_eq!(desk.finds("*"), [1]);
    assert_eq!(desk.finds("armchair"), [1]);
}

#[test]
fn deleting_leaves_other_kinds_with_the_same_number() {
    let desk = Desk::with(&[ticket(1, "Ana", &[]), person(1, "Ana", "ana@example.com")]);
    desk.index.delete(Kind::Ticket, 1);
    desk.index.commit(2).unwrap();
    assert_eq!(desk.suggests("ana"), [(Kind::User, 1)]);
}

#[test]
fn whoever_loses_the_right_to_see_a_document_loses_it_in_search() {
    let mut shared = ticket(1, "Sofa", &[]);
    shared.visible_to.push("org:3".into());
    let desk = Desk::with(&[shared]);
    assert_eq!(desk.found_by(&holder_of("org:3"), "sofa"), [1]);
    desk.feed(&[ticket(1, "Sofa", &[])], 2);
    assert!(desk.found_by(&holder_of("org:3"), "sofa").is_empty());
}

#[test]
fn documents_and_cursor_survive_a_restart_and_what_was_not_committed_does_not() {
    let desk = Desk::with(&[ticket(1, "Sofa", &[])]);
    desk.feed(&[ticket(2, "Sofa", &[])], 41);
    desk.index.upsert(&[ticket(3, "Sofa", &[])]).unwrap();
    let (desk, freshness) = reopen(desk);
    assert_eq!((freshness, desk.index.cursor()), (Freshness::Kept, 41));
    assert_eq!(desk.index.count(&resolved("sofa"), &staff()).unwrap(), 2);
}

#[test]
fn the_cursor_outlives_merges_of_segments() {
    let desk = Desk::with(&[]);
    for cursor in 2..40 {
        desk.feed(&[ticket(cursor, "Sofa", &[])], cursor);
    }
    let (desk, freshness) = reopen(desk);
    assert_eq!((freshness, desk.index.cursor()), (Freshness::Kept, 39));
    assert_eq!(desk.finds("sofa").len(), 38);
}

#[test]
fn an_index_that_was_never_committed_is_new_again() {
    let directory = tempfile::tempdir().unwrap();
    let (index, _) = Index::open(directory.path()).unwrap();
    index.upsert(&[ticket(1, "Sofa", &[])]).unwrap();
    drop(index);
    let (index, freshness) = Index::open(directory.path()).unwrap();
    assert_eq!((freshness, index.cursor()), (Freshness::New, 0));
}

#[test]
fn a_damaged_index_is_wiped_and_can_be_fed_again() {
    let damages: [fn(&Path); 5] = [
        flip_a_byte_of_the_words,
        cut_a_file_short,
        remove_a_segment_file,
        garble_the_meta_file,
        write_another_version,
    ];
    for damage in damages {
        let Desk { index, directory } = Desk::with(&[ticket(1, "Sofa", &["It broke"])]);
        drop(index);
        damage(directory.path());
        let (index, freshness) = Index::open(directory.path()).unwrap();
        assert_eq!((freshness, index.cursor()), (Freshness::New, 0));
        let desk = Desk { index, directory };
        assert!(desk.finds("*").is_empty());
        desk.feed(&[ticket(1, "Sofa", &[])], 5);
        let (desk, freshness) = reopen(desk);
        assert_eq!((freshness, desk.finds("sofa")), (Freshness::Kept, vec![1]));
    }
}

fn file_with_extension(directory: &Path, extension: &str) -> std::path::PathBuf {
    let mut files = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    files.find(|path| path.extension().is_some_and(|found| found == extension)).unwrap()
}

fn flip_a_byte_of_the_words(directory: &Path) {
    let path = file_with_extension(directory, "term");
    let mut bytes = fs::read(&path).unwrap();
    bytes[10] ^= 0xFF;
    fs::write(path, bytes).unwrap();
}

fn cut_a_file_short(directory: &Path) {
    let path = file_with_extension(directory, "idx");
    let bytes = fs::read(&path).unwrap();
    fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
}

fn remove_a_segment_file(directory: &Path) {
    fs::remove_file(file_with_extension(directory, "fast")).unwrap();
}

fn garble_the_meta_file(directory: &Path) {
    fs::write(directory.join("meta.json"), "{ not json").unwrap();
}

fn write_another_version(directory: &Path) {
    let path = directory.join("meta.json");
    let meta = fs::read_to_string(&path).unwrap();
    assert!(meta.contains("version 2 "));
    fs::write(path, meta.replace("version 2 ", "version 1 ")).unwrap();
}

#[test]
fn wiping_leaves_folders_alone() {
    let directory = tempfile::tempdir().unwrap();
    let neighbour = directory.path().join("blobs");
    fs::create_dir(&neighbour).unwrap();
    fs::write(neighbour.join("a"), "kept").unwrap();
    let (_index, _) = Index::open(directory.path()).unwrap();
    assert_eq!(fs::read_to_string(neighbour.join("a")).unwrap(), "kept");
}

#[test]
fn an_index_in_use_is_refused_and_left_as_it_is() {
    let desk = Desk::with(&[ticket(1, "Sofa", &[])]);
    assert!(matches!(Index::open(desk.directory.path()), Err(IndexError::InUse)));
    let hits = desk.index.search(
        &resolved("sofa"),
        &staff(),
        by_relevance(),
        guichet_search::Paging::Offset { offset: 0, limit: 5 },
    );
    assert_eq!(hits.unwrap().total, 1);
}
