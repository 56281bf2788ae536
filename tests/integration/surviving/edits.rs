//! Any sequence of edits leaves the index that a rebuild would make.

use std::cell::Cell;
use std::fs;

use proptest::prelude::*;

use super::{answers, answers_of_a_rebuild, article, so_many};
use crate::sandbox::Sandbox;

/// Where files may be; some are named so that their order is not that of bytes,
/// others tell a language, some only beside each other.
const PLACES: [&str; 10] = [
    "a.md",
    "Б.md",
    "б.md",
    "c/d.md",
    "c.md",
    "z/ё й.md",
    "z/de/a.md",
    "z/fr/a.md",
    "z.io.md",
    "z.md",
];

/// Texts that tell their language, and some too short to.
const NOTES: [&str; 6] = [
    "Das Netz bezahlt jeden, der seine Grafikkarte an andere vermietet.",
    "The network pays everyone who lends a graphics card to others.",
    "Мережа платить кожному, хто здає свою відеокарту в оренду іншим.",
    "Netz",
    "Рынки",
    "1",
];

#[derive(Clone, Debug)]
enum Edit {
    /// Another text, or a new file.
    Write {
        place: usize,
        seed: usize,
        projects: usize,
    },
    /// One sentence or word.
    Note {
        place: usize,
        note: usize,
    },
    Remove(usize),
    Rename(usize, usize),
    /// The same text, another time.
    Touch(usize),
    /// The index is brought up to date in the midst of it, or made anew.
    Index {
        rebuild: bool,
    },
}

fn edit() -> impl Strategy<Value = Edit> {
    let place = 0..PLACES.len();
    prop_oneof![
        4 => (place.clone(), 0usize..50, 0usize..12)
            .prop_map(|(place, seed, projects)| Edit::Write { place, seed, projects }),
        3 => (place.clone(), 0..NOTES.len())
            .prop_map(|(place, note)| Edit::Note { place, note }),
        2 => place.clone().prop_map(Edit::Remove),
        2 => (place.clone(), place.clone()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => place.prop_map(Edit::Touch),
        4 => prop::bool::weighted(0.1).prop_map(|rebuild| Edit::Index { rebuild }),
    ]
}

fn apply(sandbox: &Sandbox, edit: &Edit) {
    let path = |place: usize| sandbox.path(&format!("corpus/{}", PLACES[place]));
    match *edit {
        Edit::Write {
            place,
            seed,
            projects,
        } => {
            fs::create_dir_all(path(place).parent().unwrap()).unwrap();
            fs::write(path(place), article(seed, projects)).unwrap();
        }
        Edit::Note { place, note } => {
            fs::create_dir_all(path(place).parent().unwrap()).unwrap();
            fs::write(path(place), NOTES[note]).unwrap();
        }
        Edit::Remove(place) => drop(fs::remove_file(path(place))),
        Edit::Rename(from, to) => {
            fs::create_dir_all(path(to).parent().unwrap()).unwrap();
            let _ = fs::rename(path(from), path(to));
        }
        Edit::Touch(place) => {
            if let Ok(text) = fs::read(path(place)) {
                fs::write(path(place), text).unwrap();
            }
        }
        Edit::Index { rebuild } => {
            let command = if rebuild { "--rebuild" } else { "--quiet" };
            let run = sandbox.run(["index", command]);
            assert_eq!(run.code, 0, "{}", run.stderr);
        }
    }
}

#[test]
fn any_sequence_of_edits_equals_a_rebuild() {
    let config = ProptestConfig {
        cases: so_many(10, 300) as u32,
        failure_persistence: None,
        max_shrink_iters: 60,
        ..ProptestConfig::default()
    };
    let edits = proptest::collection::vec(edit(), 1..24);
    let edited = Cell::new(0);
    proptest!(config.clone(), |(edits in edits)| {
        let sandbox = Sandbox::empty();
        // Never without a file: of nothing no index is made.
        sandbox.write("corpus/always.md", article(99, 3));
        sandbox.run(["index"]);
        for edit in &edits {
            apply(&sandbox, edit);
        }
        edited.set(edited.get() + edits.len());
        let updated = answers(&sandbox, &[]);
        let anew = answers_of_a_rebuild(&sandbox);
        prop_assert!(updated == anew, "{}\n{}", updated, anew);
    });
    eprintln!(
        "edits: {} edits in {} sequences, each equal to a rebuild",
        edited.get(),
        config.cases
    );
}
