//! Corpus lemmas within a Damerau-Levenshtein distance, with their words.
//!
//! Runs a Levenshtein automaton over the text part of the keys of an
//! [`ExpansionMap`], so that only matching branches of the FST are visited.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use fst::{Automaton, IntoStreamer, Streamer};
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};

use super::expansion::{ExpansionMap, LEMMA, SEPARATOR, decode_word};

/// The largest distance, in edits; the automaton grows exponentially with it.
const MAX_EDITS: usize = 2;

impl<Data: AsRef<[u8]>> ExpansionMap<Data> {
    /// The lemmas at most `edits` characters away, each with its words. A swap of
    /// neighbours is one edit; above [`MAX_EDITS`] it counts as that.
    pub(super) fn lemmas_near(&self, lemma: &str, edits: u8) -> BTreeMap<String, Vec<String>> {
        let mut near: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let automaton = LemmaAutomaton(levenshtein_dfa(lemma, edits));
        let mut keys = self.0.search(automaton).into_stream();
        while let Some(key) = keys.next() {
            let separator = key.iter().position(|&byte| byte == SEPARATOR);
            let Some((lemma, end)) = separator.map(|at| (&key[1..at], &key[at + 1..])) else {
                continue;
            };
            let words = near.entry(String::from_utf8_lossy(lemma).into_owned());
            words.or_default().extend(decode_word(lemma, end));
        }
        near
    }
}

fn levenshtein_dfa(word: &str, edits: u8) -> DFA {
    static BUILDERS: [OnceLock<LevenshteinAutomatonBuilder>; MAX_EDITS + 1] =
        [const { OnceLock::new() }; MAX_EDITS + 1];
    let edits = usize::from(edits).min(MAX_EDITS);
    let builder =
        BUILDERS[edits].get_or_init(|| LevenshteinAutomatonBuilder::new(edits as u8, true));
    builder.build_dfa(word)
}

/// Accepts the keys of lemmas that the inner automaton accepts.
struct LemmaAutomaton(DFA);

/// The part of a key that the next byte belongs to.
#[derive(Clone, Copy)]
enum KeyState {
    Kind,
    Text(u32),
    /// Past the separator: accepted, whatever follows.
    End,
    Rejected,
}

impl Automaton for LemmaAutomaton {
    type State = KeyState;

    fn start(&self) -> KeyState {
        KeyState::Kind
    }

    fn is_match(&self, state: &KeyState) -> bool {
        matches!(state, KeyState::End)
    }

    fn can_match(&self, state: &KeyState) -> bool {
        !matches!(state, KeyState::Rejected)
    }

    fn accept(&self, state: &KeyState, byte: u8) -> KeyState {
        match *state {
            KeyState::Kind if byte == LEMMA => KeyState::Text(self.0.initial_state()),
            KeyState::Text(state) if byte == SEPARATOR => match self.0.distance(state) {
                Distance::Exact(_) => KeyState::End,
                Distance::AtLeast(_) => KeyState::Rejected,
            },
            KeyState::Text(state) => match self.0.transition(state, byte) {
                SINK_STATE => KeyState::Rejected,
                next => KeyState::Text(next),
            },
            KeyState::End => KeyState::End,
            KeyState::Kind | KeyState::Rejected => KeyState::Rejected,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::index::lexicon::expansion::ExpansionKey;
    use crate::index::lexicon::expansion::tests::map_of;

    type LemmasWithWords<'a> = &'a [(&'a str, &'a [&'a str])];

    #[test]
    fn lemmas_nearby_are_found_with_their_words() {
        let lemma = |lemma| [ExpansionKey::Lemma(lemma)];
        let map = map_of(&[
            ("рынки", &lemma("рынок")),
            ("рынка", &lemma("рынок")),
            ("сынки", &lemma("сынок")),
            ("урок", &lemma("уроки")),
        ]);
        let cases: [(&str, u8, LemmasWithWords<'_>); 4] = [
            ("рыонк", 1, &[("рынок", &["рынка", "рынки"])]),
            (
                "рынок",
                1,
                &[("рынок", &["рынка", "рынки"]), ("сынок", &["сынки"])],
            ),
            ("рынок", 0, &[("рынок", &["рынка", "рынки"])]),
            ("токен", 2, &[]),
        ];
        for (lemma, edits, expected) in cases {
            let near = map.lemmas_near(lemma, edits);
            let near: Vec<_> = near
                .iter()
                .map(|(lemma, words)| (lemma.as_str(), words.clone()))
                .collect();
            let expected: Vec<_> = expected
                .iter()
                .map(|(lemma, words)| {
                    (
                        *lemma,
                        words.iter().map(|word| (*word).to_owned()).collect(),
                    )
                })
                .collect();
            assert_eq!(near, expected, "{lemma} {edits}");
        }
    }
}
