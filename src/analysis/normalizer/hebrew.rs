//! Hebrew: points, which few texts have.

use super::Normalizer;

/// Removes points and cantillation.
#[derive(Debug)]
pub(super) struct Hebrew;

impl Normalizer for Hebrew {
    fn normalize(&self, letters: &mut Vec<char>) {
        letters.retain(|c| {
            !matches!(
                c,
                '\u{591}'
                    ..='\u{5bd}'
                        | '\u{5bf}'
                        | '\u{5c1}'
                        | '\u{5c2}'
                        | '\u{5c4}'
                        | '\u{5c5}'
                        | '\u{5c7}'
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::by_script::tests::assert_normalized;
    use super::*;

    #[test]
    fn points_go() {
        assert_normalized(&Hebrew, &[("שָׁלוֹם", "שלום"), ("בית", "בית")]);
    }
}
