//! The parts of Okapi BM25, see Robertson and Zaragoza, "The Probabilistic
//! Relevance Framework: BM25 and Beyond" (2009). Plain arithmetic on numbers.

/// The inverse document frequency of what `matching` of `total` documents have.
/// Never negative: as in Lucene, 1 is added inside the logarithm.
pub(super) fn idf(matching: usize, total: usize) -> f32 {
    let (matching, total) = (matching as f64, total as f64);
    (1.0 + (total - matching + 0.5) / (matching + 0.5)).ln() as f32
}

/// The saturated frequency of a term in a field whose length relative to the
/// average is `length`.
pub(super) fn term_frequency(frequency: u16, length: f32, k1: f32, b: f32) -> f32 {
    if frequency == 0 {
        return 0.0;
    }
    let frequency = f32::from(frequency);
    frequency * (k1 + 1.0) / (frequency + k1 * (1.0 - b + b * length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_terms_weigh_more_and_none_weighs_nothing() {
        assert!(idf(1, 31) > idf(20, 31));
        assert!(idf(31, 31) > 0.0);
    }

    #[test]
    fn frequency_saturates_and_long_texts_count_less() {
        let frequency = |frequency, length| term_frequency(frequency, length, 1.2, 0.75);
        assert_eq!(frequency(0, 1.0), 0.0);
        assert_eq!(frequency(1, 1.0), 1.0);
        assert!(frequency(2, 1.0) - frequency(1, 1.0) > frequency(3, 1.0) - frequency(2, 1.0));
        assert!(frequency(u16::MAX, 1.0) < 2.2);
        assert!(frequency(1, 2.0) < frequency(1, 1.0));
    }
}
