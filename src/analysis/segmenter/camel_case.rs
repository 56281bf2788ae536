//! Words written together with capitals: `OctaSpace`.

/// The words of a word, where a capital follows a small letter. Empty for one word.
pub(in crate::analysis) fn split_camel_case(word: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in word.char_indices() {
        if c.is_uppercase() && before.is_some_and(char::is_lowercase) {
            words.push(&word[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start > 0 {
        words.push(&word[start..]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_after_a_small_letter_begins_a_word() {
        let cases: [(&str, &[&str]); 6] = [
            ("OctaSpace", &["Octa", "Space"]),
            ("NetMind", &["Net", "Mind"]),
            ("Akash", &[]),
            ("GPUs", &[]),
            ("ИИ", &[]),
            ("web3", &[]),
        ];
        for (word, expected) in cases {
            assert_eq!(split_camel_case(word), expected, "{word}");
        }
    }
}
