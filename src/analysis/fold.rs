//! One spelling for each word: case, ё, stress marks, composition.

use unicode_normalization::UnicodeNormalization;

use super::words::is_invisible;

/// A word in lower case, composed, without invisible characters; in Cyrillic
/// ё becomes е and stress marks go, while й stays й.
pub(super) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut after_cyrillic = false;
    word.nfd()
        .filter(|&c| {
            let stress = after_cyrillic && matches!(c, '\u{300}' | '\u{301}' | '\u{308}');
            if !unicode_normalization::char::is_combining_mark(c) {
                // The diaeresis goes only from ё: ї is a letter of its own.
                after_cyrillic = ('\u{400}'..='\u{52f}').contains(&c) && c != 'і' && c != 'І';
            }
            !stress && !is_invisible(c)
        })
        .nfc()
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_fold_to_one() {
        for (word, folded) in [
            ("Ребёнок", "ребенок"),
            ("Кари\u{301}бский", "карибский"),
            ("и\u{306}од", "йод"),
            ("їжак", "їжак"),
            ("Café", "café"),
            ("то\u{ad}кен", "токен"),
            ("GPU", "gpu"),
        ] {
            assert_eq!(fold(word), folded);
        }
    }
}
