//! What headings and lead-ins say of the list below them, in the languages of
//! [`crate::language`].

/// How many characters of a lead-in are read: those next to the list.
const MAX_LEAD_IN: usize = 160;

/// The maximum length of a label, in words and in characters.
const MAX_LABEL_WORDS: usize = 3;
const MAX_LABEL: usize = 30;

/// Words of lists that name projects. Latin words without a plural's `s`; Cyrillic
/// ones up to their ending.
const PROJECT_WORDS: &[&str] = &[
    // English
    "application",
    "app",
    "company",
    "companie",
    "crate",
    "framework",
    "library",
    "librarie",
    "package",
    "platform",
    "product",
    "project",
    "protocol",
    "provider",
    "service",
    "software",
    "startup",
    "tool",
    // French, Indonesian, Portuguese, Spanish, Turkish, Vietnamese
    "aplicacione",
    "aplikasi",
    "araçlar",
    "araçları",
    "biblioteca",
    "bibliothèque",
    "empresa",
    "entreprise",
    "ferramenta",
    "herramienta",
    "logiciel",
    "outil",
    "perusahaan",
    "plataforma",
    "plateforme",
    "produit",
    "producto",
    "produto",
    "proje",
    "projeler",
    "projeleri",
    "projet",
    "projeto",
    "proyecto",
    "proyek",
    "şirketler",
    // Russian
    "библиотек",
    "инструмент",
    "компани",
    "платформ",
    "приложени",
    "продукт",
    "проект",
    "протокол",
    "сервис",
    "стартап",
    "фреймворк",
    // Chinese, Japanese, Korean
    "项目",
    "工具",
    "平台",
    "产品",
    "公司",
    "プロジェクト",
    "ツール",
    "プラットフォーム",
    "製品",
    "企業",
    "프로젝트",
    "도구",
    "플랫폼",
    "제품",
    // Arabic, Persian, Hindi, Thai, Vietnamese
    "مشاريع",
    "المشاريع",
    "أدوات",
    "منصات",
    "شركات",
    "المنصات",
    "پروژه",
    "ابزار",
    "پلتفرم",
    "परियोजना",
    "उपकरण",
    "प्लेटफ़ॉर्म",
    "โครงการ",
    "เครื่องมือ",
    "แพลตฟอร์ม",
    "dự án",
    "công cụ",
    "nền tảng",
];

/// Words of lists of points.
const POINT_WORDS: &[&str] = &[
    // English
    "advantage",
    "benefit",
    "challenge",
    "component",
    "feature",
    "goal",
    "how",
    "issue",
    "limitation",
    "opportunity",
    "opportunitie",
    "principle",
    "reason",
    "risk",
    "role",
    "step",
    "strategy",
    "strategie",
    "why",
    // French, Indonesian, Portuguese, Spanish, Turkish
    "adım",
    "adımlar",
    "avantage",
    "beneficio",
    "benefício",
    "característica",
    "défi",
    "desafio",
    "desafío",
    "étape",
    "faydalar",
    "fitur",
    "fonctionnalité",
    "langkah",
    "manfaat",
    "objectif",
    "objetivo",
    "paso",
    "passo",
    "riesgo",
    "risco",
    "risiko",
    "risque",
    "tantangan",
    "ventaja",
    "zorluklar",
    // Russian
    "вызов",
    "преимуществ",
    "проблем",
    "риск",
    "роли",
    "функци",
    "возможност",
    "цели",
    "шаг",
    // Chinese, Japanese, Korean
    "步骤",
    "优势",
    "挑战",
    "功能",
    "风险",
    "利点",
    "手順",
    "課題",
    "機能",
    "장점",
    "단계",
    "기능",
    // Arabic, Persian, Hindi, Thai, Vietnamese
    "فوائد",
    "خطوات",
    "تحديات",
    "ميزات",
    "مزایا",
    "مراحل",
    "लाभ",
    "चरण",
    "चुनौतियाँ",
    "ประโยชน์",
    "ขั้นตอน",
    "lợi ích",
    "thách thức",
    "tính năng",
];

/// What the words around a list say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) projects: bool,
    pub(super) points: bool,
    /// The text right before is a short label that names projects: "Key projects:".
    pub(super) is_label: bool,
}

impl Cue {
    /// Reads the heading above a list and the text right before it.
    pub(super) fn read(heading: &str, lead_in: &str) -> Cue {
        let skipped = lead_in.chars().count().saturating_sub(MAX_LEAD_IN);
        let lead_in: String = lead_in.chars().skip(skipped).collect();
        let text = format!("{heading}\n{lead_in}").to_lowercase();
        let label = lead_in.trim().to_lowercase();
        let is_short = label.split_whitespace().count() <= MAX_LABEL_WORDS
            && label.chars().count() <= MAX_LABEL;
        Cue {
            is_label: is_short && PROJECT_WORDS.iter().any(|word| is_in(word, &label)),
            projects: PROJECT_WORDS.iter().any(|word| is_in(word, &text)),
            points: POINT_WORDS.iter().any(|word| is_in(word, &text)),
        }
    }
}

/// Whether a word is in a text: as it is in Latin script, with any ending in
/// Cyrillic, anywhere where words are not set apart.
fn is_in(word: &str, text: &str) -> bool {
    let is_latin = word.starts_with(|c: char| c < '\u{250}');
    let is_cyrillic = word.starts_with(|c: char| ('\u{400}'..'\u{500}').contains(&c));
    text.match_indices(word).any(|(at, _)| {
        let starts = !text[..at].ends_with(char::is_alphanumeric);
        let rest = &text[at + word.len()..];
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        let ends = !rest.starts_with(char::is_alphanumeric);
        (starts || !is_latin && !is_cyrillic) && (ends || !is_latin)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_lead_ins_tell_projects_from_points() {
        for (heading, lead_in, projects, points) in [
            ("Key Projects", "", true, false),
            ("", "There are several tools:", true, false),
            ("Productivity", "Tooling", false, false),
            ("Why it matters", "", false, true),
            ("Инструменты", "", true, false),
            ("Преимущества", "", false, true),
            ("主な課題", "", false, true),
            ("主要项目", "", true, false),
            ("Benefits of tools", "", true, true),
        ] {
            let cue = Cue::read(heading, lead_in);
            assert_eq!(
                (cue.projects, cue.points),
                (projects, points),
                "{heading} {lead_in}"
            );
        }
    }

    #[test]
    fn only_the_end_of_a_long_lead_in_is_read() {
        let far = format!("Tools. {}", "x ".repeat(MAX_LEAD_IN));
        assert_eq!(Cue::read("", &far), Cue::default());
    }
}
