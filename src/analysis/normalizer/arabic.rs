//! Arabic script: vowel marks, tatweel, and letters that Arabic and Persian keyboards
//! encode differently.

use super::Normalizer;

/// Removes vowel marks and tatweel, and writes yeh and kaf in one form. What a stemmer
/// reads, as the hamza and the teh marbuta, stays; it is folded.
#[derive(Debug)]
pub(super) struct Arabic;

impl Normalizer for Arabic {
    fn normalize(&self, letters: &mut Vec<char>) {
        letters.retain(|&c| !is_mark(c));
        for letter in letters {
            *letter = match *letter {
                '\u{671}' | '\u{672}' | '\u{673}' | '\u{675}' => '\u{627}',
                '\u{6cc}' | '\u{6d2}' => '\u{64a}',
                '\u{6a9}' | '\u{6aa}' => '\u{643}',
                '\u{6c1}' | '\u{6d5}' => '\u{647}',
                other => other,
            };
        }
    }
}

/// Vowels, Quranic signs, and tatweel, but no hamza or madda: those make other letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{652}' | '\u{656}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

#[cfg(test)]
mod tests {
    use super::super::by_script::tests::assert_normalized;
    use super::*;

    #[test]
    fn marks_go_and_letters_have_one_form() {
        assert_normalized(
            &Arabic,
            &[
                ("شَهْر", "شهر"),
                ("إسلام", "إسلام"),
                ("کِتاب", "كتاب"),
                ("ایران", "ايران"),
                ("كتـــاب", "كتاب"),
                ("مدرسة", "مدرسة"),
            ],
        );
    }
}
