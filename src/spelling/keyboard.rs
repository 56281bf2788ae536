//! The English (US) and Russian (ЙЦУКЕН) keyboard layouts: finds what was meant by
//! text typed with the wrong one active.

/// The characters of the same keys in both layouts, unshifted, then shifted. All
/// keys that type a letter in either layout: `cegthrjvgm.nth` is суперкомпьютер.
const KEYS: [(&str, &str); 2] = [
    (
        "`qwertyuiop[]asdfghjkl;'zxcvbnm,./",
        "ёйцукенгшщзхъфывапролджэячсмитьбю.",
    ),
    (
        "~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?",
        "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,",
    ),
];

/// What the same keys type in the other layout: рынок for `hsyjr`, and back.
/// Characters that no key types stay.
///
/// `None` if the text has letters of both scripts, or of neither: then the layout
/// it was typed in is unknown.
pub fn other_layout(text: &str) -> Option<String> {
    let cyrillic = text.chars().any(super::letters::is_cyrillic);
    let latin = text.chars().any(|c| c.is_ascii_alphabetic());
    if cyrillic == latin {
        return None;
    }
    let typed = text.chars().map(|c| {
        let key = KEYS.iter().find_map(|(english, russian)| {
            let (from, to) = if latin {
                (english, russian)
            } else {
                (russian, english)
            };
            let at = from.chars().position(|key| key == c)?;
            to.chars().nth(at)
        });
        key.unwrap_or(c)
    });
    Some(typed.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_type_in_both_layouts() {
        for (english, russian) in [
            ("hsyjr", "рынок"),
            ("akash", "флфыр"),
            ("cegthrjvgm.nth", "суперкомпьютер"),
            ("[hfytybt", "хранение"),
            ("io.net", "шщютуе"),
        ] {
            assert_eq!(other_layout(english).as_deref(), Some(russian));
            assert_eq!(other_layout(russian).as_deref(), Some(english));
        }
    }

    #[test]
    fn a_text_of_both_scripts_or_of_neither_has_no_layout() {
        for text in ["GPUшный", "2024", ""] {
            assert_eq!(other_layout(text), None, "{text}");
        }
    }
}
