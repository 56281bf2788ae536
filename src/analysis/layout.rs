//! The other keyboard layout: what the same keys type in Russian or in English.

/// The keys of a standard keyboard as both layouts have them, unshifted and
/// shifted. Where a key types a letter in one and a sign in the other, the
/// letter counts: `cegthrjvgm.nth` is суперкомпьютер.
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

/// What the keys of a text type in the other layout. `None` when it has
/// letters of both scripts, or of neither.
pub fn other_layout(text: &str) -> Option<String> {
    let cyrillic = text.chars().any(super::fold::is_cyrillic);
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
        assert_eq!(other_layout("GPUшный"), None);
        assert_eq!(other_layout("2024"), None);
    }
}
