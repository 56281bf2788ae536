//! What a match is worth: the one home of every weight.
//!
//! A word found in a field gives BM25 with that field's weight; a document's
//! score is the sum over the words, less for each of the query's words that it
//! lacks. Plain arithmetic: nothing here knows where the numbers come from.

/// BM25's term saturation and length normalisation, the customary values
/// (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009).
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// A word of the body is the measure of all others.
const BODY: f32 = 1.0;

/// The headings above a document say what it is among, not what it is.
const HEADINGS: f32 = 0.4;

/// A word of the name counts from [`NAME_PART`] to [`NAME_WHOLE`], by how much
/// of the name the query has: «арендовать GPU» does not ask for GPU.Net.
const NAME_PART: f32 = 1.2;
const NAME_WHOLE: f32 = 4.0;

/// A query that is a name and nothing else asks for what is so called, before
/// all that tells of a part of it at length. All 68 names of the article's
/// English original are first for themselves with it, 67 with 4.0; it costs
/// silver-anchor-aspnetcore-ru, where many sections are called the same, .005 of
/// nDCG@10 (.693 to .688).
const NAME_EXACT: f32 = 5.0;

/// Small words tell documents apart only where nothing else does. nDCG@10 of
/// danetqa-ru, mlqa-dev-en and tydiqa-goldp-en: .750, .854 and .909; with small
/// words as any others: .721, .839 and .860.
const COMMON: f32 = 0.1;

/// How often a word stands in each field of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Frequencies {
    pub(super) name: u32,
    pub(super) headings: u32,
    pub(super) body: u32,
}

/// The weight of a word by its rarity: BM25's, which is never negative.
/// `matching` of `total` documents have the word.
pub(super) fn rarity(matching: usize, total: usize) -> f32 {
    let (matching, total) = (matching as f64, total as f64);
    (1.0 + (total - matching + 0.5) / (matching + 0.5)).ln() as f32
}

/// The weight of a word by its kind, see [`super::QueryWord::common`].
pub(super) fn weight(common: bool) -> f32 {
    if common { COMMON } else { 1.0 }
}

/// The weight of a word of the name. Of the `name` words in the name the query
/// has `shared`, out of its own `query` words.
pub(super) fn name_weight(shared: u32, name: u64, query: usize) -> f32 {
    let name = name.max(1) as f32;
    let share = (shared as f32 / name).min(1.0);
    if share == 1.0 && shared as usize == query {
        return NAME_EXACT;
    }
    NAME_PART + (NAME_WHOLE - NAME_PART) * share * share
}

/// What one word gives to a document's score. `body_length` is in words,
/// relative to the average; see [`name_weight`].
pub(super) fn word_score(
    rarity: f32,
    frequencies: Frequencies,
    body_length: f32,
    name_weight: f32,
) -> f32 {
    let saturated = |frequency: u32, length: f32| {
        let frequency = frequency as f32;
        frequency * (K1 + 1.0) / (frequency + K1 * (1.0 - B + B * length))
    };
    // Names and headings are short: their length says nothing of their subject.
    let name = name_weight * saturated(frequencies.name, 1.0);
    let headings = HEADINGS * saturated(frequencies.headings, 1.0);
    let body = BODY * saturated(frequencies.body, body_length);
    rarity * (name + headings + body)
}

/// More matched words beat fewer: a document that has a share of the query's
/// words keeps that share of its score when the query is one or two words, and
/// more the longer the query is, because a question's words are not all keywords.
/// Before small words were told apart, nDCG@10 of danetqa-ru and mlqa-dev-en was
/// .721 and .839 with it, .686 and .810 with the plain share.
pub(super) fn coverage(matched: usize, words: usize) -> f32 {
    let exponent = (2.0 / words as f32).min(1.0);
    (matched as f32 / words as f32).powf(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(name: u32, headings: u32, body: u32, name_weight: f32) -> f32 {
        word_score(
            1.0,
            Frequencies {
                name,
                headings,
                body,
            },
            1.0,
            name_weight,
        )
    }

    #[test]
    fn a_whole_name_is_above_a_part_of_one_and_that_above_the_body() {
        assert!(name_weight(2, 2, 2) > name_weight(2, 2, 3));
        assert!(name_weight(1, 1, 2) > name_weight(1, 2, 2));
        assert!(score(1, 0, 0, name_weight(1, 4, 2)) > score(0, 0, 1, 1.0));
        assert!(score(0, 1, 1, 1.0) > score(0, 0, 1, 1.0));
    }

    #[test]
    fn a_missing_word_costs_more_in_a_short_query() {
        assert_eq!(coverage(1, 1), 1.0);
        assert_eq!(coverage(1, 2), 0.5);
        assert!(coverage(4, 8) > 0.8 && coverage(4, 8) < 1.0);
    }

    #[test]
    fn rare_words_weigh_more_and_none_is_worth_nothing() {
        assert!(rarity(1, 31) > rarity(20, 31));
        assert!(rarity(31, 31) > 0.0);
    }
}
