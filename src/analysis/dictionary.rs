//! The Russian dictionary: what words are forms of. Built without it (no
//! default features), obzor knows words by their endings alone.
//!
//! The only place that knows the dictionary's crate.

use super::lexicon::Entry;

/// Changes with what the dictionary says.
#[cfg(feature = "dictionary")]
pub(super) const VERSION: &str = "6/rumorph-0.5.0";
/// Changes with what the dictionary says.
#[cfg(not(feature = "dictionary"))]
pub(super) const VERSION: &str = "6/none";

#[cfg(feature = "dictionary")]
pub(super) use self::bundled::Dictionary;
#[cfg(not(feature = "dictionary"))]
pub(super) use self::none::Dictionary;

#[cfg(feature = "dictionary")]
mod bundled {
    use std::sync::OnceLock;

    use super::Entry;
    use crate::analysis::fold::fold;

    /// Parts of speech without a subject, as Universal Dependencies name them.
    const FUNCTION_WORDS: [&str; 7] = ["ADP", "AUX", "CCONJ", "SCONJ", "DET", "PART", "PRON"];

    /// Readings of a Russian word that are less likely than this are passed over.
    /// nDCG@10 of danetqa-ru: .7854 with the first reading alone, .7858 with these,
    /// .7862 with all, of which some are names that nobody means.
    const LIKELY: f64 = 0.1;

    /// Read at the first word that is looked up, which takes longer than a query.
    #[derive(Default)]
    pub(in crate::analysis) struct Dictionary(OnceLock<rumorph::Dictionary>);

    impl Dictionary {
        fn inner(&self) -> &rumorph::Dictionary {
            self.0.get_or_init(|| {
                rumorph::Dictionary::bundled()
                    .expect("the dictionary is part of the program, and tested with it")
            })
        }

        /// What it says of a folded word.
        pub(in crate::analysis) fn entry(&self, folded: &str) -> Entry {
            let dictionary = self.inner();
            if !dictionary.is_known(folded) {
                return Entry::default();
            }
            let readings = dictionary.analyze(folded);
            let first = readings.first();
            let tag = first.and_then(|reading| dictionary.ud_tag(reading.ud));
            let mut lemmas = Vec::new();
            for (at, reading) in readings.iter().enumerate() {
                let lemma = fold(&reading.lemma);
                if (at == 0 || reading.prob >= LIKELY) && !lemmas.contains(&lemma) {
                    lemmas.push(lemma);
                }
            }
            Entry {
                known: true,
                common: tag.is_some_and(|tag| FUNCTION_WORDS.contains(&tag.pos())),
                lemmas,
            }
        }

        /// The words, folded, that are forms of what a folded word is a form of.
        pub(in crate::analysis) fn relatives(&self, folded: &str) -> Vec<String> {
            let dictionary = self.inner();
            let readings = match dictionary.is_known(folded) {
                true => dictionary.analyze(folded),
                false => Vec::new(),
            };
            let first = readings.first().into_iter();
            let forms = first.flat_map(|reading| dictionary.forms(reading));
            forms.map(|form| fold(&form.word)).collect()
        }
    }
}

#[cfg(not(feature = "dictionary"))]
mod none {
    use super::Entry;

    /// Knows no word.
    #[derive(Default)]
    pub(in crate::analysis) struct Dictionary;

    impl Dictionary {
        /// What it says of a folded word.
        pub(in crate::analysis) fn entry(&self, _: &str) -> Entry {
            Entry::default()
        }

        /// The words, folded, that are forms of what a folded word is a form of.
        pub(in crate::analysis) fn relatives(&self, _: &str) -> Vec<String> {
            Vec::new()
        }
    }
}
