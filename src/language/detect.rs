//! Detects the language of a text: by its script, and among the languages of one
//! script by the frequency of their trigrams.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};
use whatlang::{Detector, Info};

use super::known;
use super::letters::LetterCounts;
use super::table::{LANGUAGES, Language};
use super::tag::primary;

/// With more than one kana per this many Han characters, a text is Japanese, else
/// Chinese: Japanese text always has some kana.
const HAN_PER_KANA: usize = 20;

/// A text of fewer Han characters may be a Japanese title, counted as
/// [`LetterCounts`] does.
const MIN_HAN: usize = 40;

/// A text that trigrams tell with less confidence is as likely in the first language
/// of its script: of 3,700 questions in ten languages, those told with a confidence
/// of .2 to .4 were told right at .78, and those below at .42.
const MIN_CONFIDENCE: f64 = 0.2;

/// With this confidence, trigrams of the table's languages tell what those of all
/// suggest: of 1,200 such questions .985 were told right.
const MIN_AGREED_CONFIDENCE: f64 = 0.4;

/// A text of fewer letters does not contradict the language of its path.
const MIN_CONTRADICTION: usize = 100;

/// A text of another script has at most this much of a language's own, in percent:
/// names and terms for a language in Latin script, hardly anything for another.
const MAX_LATIN: usize = 50;
const MAX_OTHER: usize = 5;

/// What is told by trigrams: any language, and those of the table.
static ANY: LazyLock<Detector> = LazyLock::new(Detector::new);
static OF_TABLE: LazyLock<Detector> = LazyLock::new(|| {
    let langs = LANGUAGES
        .iter()
        .filter_map(|language| known::lang_of(language.code));
    Detector::with_allowlist(langs.collect())
});

/// The language that a text is in, as far as it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetectedLanguage {
    /// The tag; `und` (undetermined, as in BCP 47) if the text has no letters.
    pub tag: String,
    /// Whether the text is long and plain enough to tell.
    pub is_reliable: bool,
}

impl DetectedLanguage {
    fn new(tag: &str, is_reliable: bool) -> Self {
        DetectedLanguage {
            tag: tag.to_owned(),
            is_reliable,
        }
    }
}

/// Detects the language of a text.
pub fn detect(text: &str) -> DetectedLanguage {
    let letters = LetterCounts::of(text);
    let Some(script) = letters.script() else {
        return DetectedLanguage::new(UNDETERMINED, false);
    };
    if script == Script::Han {
        return chinese_or_japanese(&letters);
    }
    let first = Language::first_of(script).map(|language| language.code);
    match known::langs_in(script) {
        [] => DetectedLanguage::new(first.unwrap_or(UNDETERMINED), first.is_some()),
        [one] => {
            DetectedLanguage::new(first.or(known::code_of(*one)).unwrap_or(UNDETERMINED), true)
        }
        [..] => by_trigrams(&words_in(script, text), first.unwrap_or(UNDETERMINED)),
    }
}

/// The tag of the first language of a text's script, for texts too short to tell
/// more.
pub fn of_script(text: &str) -> &'static str {
    let letters = LetterCounts::of(text);
    match letters.script() {
        Some(Script::Han) if is_japanese(&letters) => "ja",
        Some(script) => Language::first_of(script).map_or(UNDETERMINED, |first| first.code),
        None => UNDETERMINED,
    }
}

/// Whether a text is plainly in another script than that of a language. False for
/// languages whose script is unknown.
pub fn is_in_another_script(tag: &str, text: &str) -> bool {
    let scripts = known::scripts_of(primary(tag));
    let letters = LetterCounts::of(text);
    let max = match scripts.contains(&Script::Latin) {
        true => MAX_LATIN,
        false => MAX_OTHER,
    };
    !scripts.is_empty() && letters.total() >= MIN_CONTRADICTION && letters.percent(&scripts) <= max
}

/// The tag of a text whose language is unknown.
pub const UNDETERMINED: &str = "und";

fn is_japanese(letters: &LetterCounts) -> bool {
    let kana = letters.count(Script::Hiragana) + letters.count(Script::Katakana);
    kana * HAN_PER_KANA > letters.count(Script::Han)
}

fn chinese_or_japanese(letters: &LetterCounts) -> DetectedLanguage {
    match is_japanese(letters) {
        true => DetectedLanguage::new("ja", true),
        false => DetectedLanguage::new("zh", letters.count(Script::Han) >= MIN_HAN),
    }
}

fn by_trigrams(words: &str, first: &str) -> DetectedLanguage {
    let told = ANY.detect(words);
    let code = |info: &Info| known::code_of(info.lang()).unwrap_or(first);
    if let Some(info) = told.as_ref().filter(|info| info.is_reliable()) {
        return DetectedLanguage::new(code(info), true);
    }
    let guess = OF_TABLE.detect(words);
    let Some(info) = guess.filter(|info| info.confidence() >= MIN_CONFIDENCE) else {
        return DetectedLanguage::new(first, false);
    };
    let is_agreed = told.is_some_and(|told| told.lang() == info.lang());
    let is_reliable = is_agreed && info.confidence() >= MIN_AGREED_CONFIDENCE;
    DetectedLanguage::new(code(&info), is_reliable)
}

/// The words of a text that are in one script, composed as the trigrams are.
fn words_in(script: Script, text: &str) -> String {
    let is_own = |c: char| !c.is_alphabetic() || c.script() == script;
    let mut own = String::with_capacity(text.len());
    for word in text
        .split_whitespace()
        .filter(|word| word.chars().all(is_own))
    {
        own.extend(word.nfc());
        own.push(' ');
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_tells_its_language() {
        for (text, tag) in [
            (
                "Мережа платить кожному, хто здає свою відеокарту в оренду іншим.",
                "uk",
            ),
            (
                "Сеть платит каждому, кто сдаёт другим свою видеокарту в аренду.",
                "ru",
            ),
            (
                "The network pays everyone who lends a graphics card to others.",
                "en",
            ),
            (
                "Das Netz bezahlt jeden, der seine Grafikkarte an andere vermietet.",
                "de",
            ),
            (
                "La red paga a todos los que alquilan su tarjeta gráfica a otros.",
                "es",
            ),
            (
                "Verkko maksaa jokaiselle, joka vuokraa näytönohjaimensa muille.",
                "fi",
            ),
            (
                "Le réseau paie tous ceux qui louent leur carte graphique à d'autres.",
                "fr",
            ),
            (
                "Jaringan ini membayar setiap orang yang menyewakan kartu grafisnya.",
                "id",
            ),
            (
                "La rete paga tutti quelli che affittano la loro scheda grafica.",
                "it",
            ),
            (
                "Het netwerk betaalt iedereen die zijn videokaart aan anderen verhuurt.",
                "nl",
            ),
            (
                "A rede paga a todos os que alugam a sua placa gráfica a outros.",
                "pt",
            ),
            (
                "Nätverket betalar alla som hyr ut sitt grafikkort till någon annan.",
                "sv",
            ),
            (
                "Ağ, ekran kartını başkalarına kiralayan herkese ödeme yapar.",
                "tr",
            ),
            (
                "Mạng lưới trả tiền cho mọi người cho thuê card đồ họa của mình.",
                "vi",
            ),
            (
                "Ma\u{323}ng lưới trả tiền cho mọi người cho thuê card đồ họa.",
                "vi",
            ),
            (
                "网络向所有把自己的显卡租给别人使用的人付款，价格由市场决定。",
                "zh",
            ),
            ("ネットワークはグラフィックカードを貸す人に支払う。", "ja"),
            (
                "네트워크는 그래픽 카드를 빌려주는 모든 사람에게 돈을 지불합니다.",
                "ko",
            ),
            (
                "تدفع الشبكة لكل من يؤجر بطاقة الرسومات الخاصة به للآخرين.",
                "ar",
            ),
            (
                "شبکه به هر کسی که کارت گرافیک خود را به دیگران اجاره می‌دهد پول می‌دهد.",
                "fa",
            ),
            (
                "नेटवर्क उन सभी को भुगतान करता है जो अपना ग्राफिक्स कार्ड किराए पर देते हैं।",
                "hi",
            ),
            ("เครือข่ายจ่ายเงินให้ทุกคนที่ให้เช่าการ์ดจอ", "th"),
            (
                "Το δίκτυο πληρώνει όποιον νοικιάζει την κάρτα γραφικών του.",
                "el",
            ),
            ("הרשת משלמת לכל מי שמשכיר את כרטיס המסך שלו לאחרים.", "he"),
            ("ქსელი უხდის ყველას, ვინც აქირავებს ვიდეობარათს.", "ka"),
            ("Ցանցը վճարում է բոլորին։", "hy"),
            ("নেটওয়ার্ক সবাইকে অর্থ প্রদান করে।", "bn"),
            ("பிணையம் அனைவருக்கும் பணம் செலுத்துகிறது.", "ta"),
            // Languages that are not in the table are not taken for one that is.
            (
                "Sieć płaci każdemu, kto wypożycza innym swoją kartę graficzną.",
                "pl",
            ),
            ("నెట్‌వర్క్ అందరికీ చెల్లిస్తుంది.", "te"),
        ] {
            assert_eq!(detect(text).tag, tag, "{text}");
        }
    }

    #[test]
    fn what_is_short_is_no_more_than_a_guess() {
        for (text, tag) in [
            ("Overview", "en"),
            ("Сервер", "ru"),
            ("概要", "zh"),
            ("123 — !", UNDETERMINED),
        ] {
            assert_eq!(detect(text), DetectedLanguage::new(tag, false), "{text}");
            assert_eq!(of_script(text), tag, "{text}");
        }
    }

    #[test]
    fn a_text_contradicts_a_language_of_another_script() {
        let english = "The network pays everyone who lends a graphics card to others. ".repeat(3);
        let names = format!("{english} Сеть платит всем.");
        for (tag, text, contradicts) in [
            ("ru", english.as_str(), true),
            ("zh-hans", &english, true),
            ("fr", &english, false),
            ("ru", &names, false),
            ("ru", "README", false),
            // Its script is unknown.
            ("eu", &english, false),
        ] {
            assert_eq!(
                is_in_another_script(tag, text),
                contradicts,
                "{tag}: {text}"
            );
        }
    }
}
