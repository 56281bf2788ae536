//! Russian words with a combining form: видео-карта, нейро-сеть.
//!
//! Knows forms of the language, not whether a dictionary has what follows them.

/// First parts of compounds that are words or nearly so, from the lists of combining
/// forms in Russian orthography, with those of computing.
const FORMS: [&str; 44] = [
    "авиа",
    "авто",
    "агро",
    "аудио",
    "аэро",
    "бизнес",
    "био",
    "веб",
    "видео",
    "гелио",
    "гео",
    "гидро",
    "гипер",
    "интернет",
    "квази",
    "кибер",
    "кино",
    "крипто",
    "макро",
    "мега",
    "медиа",
    "метео",
    "микро",
    "мини",
    "мото",
    "мульти",
    "нано",
    "нейро",
    "онлайн",
    "псевдо",
    "радио",
    "смарт",
    "спец",
    "супер",
    "теле",
    "термо",
    "техно",
    "турбо",
    "ультра",
    "фото",
    "экзо",
    "эко",
    "электро",
    "энерго",
];

/// Beginnings of parts that are no words of their own: биология is no kind of логи.
const BOUND: [&str; 8] = ["лог", "граф", "грам", "метр", "скоп", "ном", "фоб", "крат"];

/// The shortest rest, in letters: not the мат of автомат.
const MIN_REST_LEN: usize = 4;

/// What follows the combining form of a normalized word: карта in видеокарта.
pub(super) fn rest(word: &str) -> Option<&str> {
    // Of two forms that fit the longer one is meant.
    let rests = FORMS.iter().filter_map(|form| word.strip_prefix(form));
    let rest = rests.min_by_key(|rest| rest.len())?;
    let is_word = rest.chars().nth(MIN_REST_LEN - 1).is_some()
        && !BOUND.iter().any(|bound| rest.starts_with(bound));
    is_word.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_follows_a_combining_form() {
        for (word, expected) in [
            ("видеокарта", Some("карта")),
            ("нейросетями", Some("сетями")),
            ("вебсервер", Some("сервер")),
            ("суперкомпьютер", Some("компьютер")),
            ("криптовалюта", Some("валюта")),
            ("биология", None),
            ("телеграм", None),
            ("телефон", None),
            ("автомат", None),
            ("видео", None),
            ("рынок", None),
            ("video", None),
        ] {
            assert_eq!(rest(word), expected, "{word}");
        }
    }
}
