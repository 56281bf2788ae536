//! The two factors of Okapi BM25, after Robertson and Zaragoza, "The Probabilistic
//! Relevance Framework: BM25 and Beyond" (Foundations and Trends in
//! Information Retrieval, 2009). Plain arithmetic.

/// The inverse document frequency of a term in `matching` of `total` documents:
/// `ln(1 + (N - n + 0.5) / (n + 0.5))`. The 1, as in Lucene, keeps it positive.
pub(super) fn idf(matching: usize, total: usize) -> f32 {
    let (matching, total) = (matching as f64, total as f64);
    (1.0 + (total - matching + 0.5) / (matching + 0.5)).ln() as f32
}

/// The saturated term frequency, `f (k1 + 1) / (f + k1 (1 - b + b l))`, where `length`
/// is the length of the field divided by the average.
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
    fn the_formula_gives_figures_worked_out_by_hand() {
        // ln(1 + (10 - 1 + 0.5) / (1 + 0.5)), and 2 · 2.2 / (2 + 1.2 · 1.375).
        assert!((idf(1, 10) - 1.992_43).abs() < 1e-5, "{}", idf(1, 10));
        let frequency = term_frequency(2, 1.5, 1.2, 0.75);
        assert!((frequency - 1.205_479).abs() < 1e-5, "{frequency}");
    }

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
