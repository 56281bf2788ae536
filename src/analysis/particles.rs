//! Korean particles, which are written together with their noun.

/// Particles and the commonest endings of nouns used as verbs, longest first among those
/// of one ending.
const PARTICLES: [&str; 72] = [
    "에서부터",
    "으로부터",
    "에서는",
    "에서도",
    "에서의",
    "으로는",
    "으로도",
    "으로써",
    "으로서",
    "에게서",
    "이라고",
    "이라는",
    "이었다",
    "했으며",
    "하였다",
    "하면서",
    "들에게",
    "까지의",
    "부터",
    "까지",
    "에서",
    "에게",
    "께서",
    "으로",
    "로는",
    "로도",
    "로써",
    "로서",
    "에는",
    "에도",
    "처럼",
    "보다",
    "마다",
    "조차",
    "밖에",
    "만을",
    "만이",
    "와의",
    "과의",
    "라고",
    "라는",
    "이나",
    "이란",
    "이며",
    "이고",
    "이다",
    "였다",
    "했다",
    "한다",
    "하는",
    "하고",
    "하여",
    "해서",
    "했던",
    "되는",
    "된다",
    "들은",
    "들이",
    "들을",
    "들의",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "로",
    "와",
    "과",
    "도",
];

/// Syllables that a noun keeps at least: shorter ones end like particles too often.
const MIN_NOUN_LEN: usize = 2;

/// Hangul syllables have this many bytes.
const SYLLABLE_LEN: usize = 3;

/// A Korean word without its particle.
pub(super) fn strip(word: &str) -> &str {
    let nouns = PARTICLES
        .iter()
        .filter_map(|particle| word.strip_suffix(particle));
    let nouns = nouns.filter(|noun| noun.len() >= MIN_NOUN_LEN * SYLLABLE_LEN);
    nouns.min_by_key(|noun| noun.len()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_loses_its_particle_if_a_noun_is_left() {
        for (word, noun) in [
            ("검색을", "검색"),
            ("검색은", "검색"),
            ("한글과", "한글"),
            ("서울에서는", "서울"),
            ("국가", "국가"),
            ("책을", "책을"),
            ("검색", "검색"),
        ] {
            assert_eq!(strip(word), noun);
        }
    }
}
