//! Language tags, a subset of BCP 47: a language of two or three letters and
//! subtags, as in `pt-br`.

use unicode_script::Script;

/// All codes of ISO 639-1, to tell the language in `name.ru.md` from the version in
/// `name.v2.md`.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is \
    it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na \
    nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr \
    ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Normalizes a tag to lower case with hyphens: `pt_BR` becomes `pt-br`. `None` if
/// it is not a language tag. Any three letters count as a language, and 2 to 8
/// letters and digits as a subtag.
pub fn parse_tag(tag: &str) -> Option<String> {
    let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
    let (primary, rest) = tag.split_once('-').unwrap_or((&tag, ""));
    let known = primary.len() == 2 && CODES.split_whitespace().any(|code| code == primary)
        || primary.len() == 3 && primary.bytes().all(|b| b.is_ascii_lowercase());
    let subtags = rest.is_empty()
        || rest.split('-').all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
    (known && subtags).then_some(tag)
}

/// The language of a tag without subtags: `pt` of `pt-br`.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The tag that a part of a path is. Stricter than [`parse_tag`], since any word may
/// stand in a path: the language has two letters, and a script or region follows.
pub(super) fn parse_path_tag(part: &str) -> Option<String> {
    let tag = parse_tag(part).filter(|_| part.trim() == part)?;
    let mut subtags = tag.split('-');
    let is_language = subtags.next().is_some_and(|code| code.len() == 2);
    let is_script = |subtag: &str| {
        let written = subtag[..1].to_uppercase() + &subtag[1..];
        let is_han = ["Hans", "Hant", "Jpan", "Kore"].contains(&&*written);
        subtag.len() == 4 && (is_han || Script::from_short_name(&written).is_some())
    };
    let is_region = |subtag: &str| match subtag.len() {
        2 => subtag.bytes().all(|b| b.is_ascii_lowercase()),
        3 => subtag.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    };
    let rest: Vec<&str> = subtags.collect();
    let is_real = match rest[..] {
        [] => true,
        [one] => is_script(one) || is_region(one),
        [script, region] => is_script(script) && is_region(region),
        _ => false,
    };
    (is_language && is_real).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_other_words() {
        for (tag, parsed) in [
            ("ru", Some("ru")),
            (" pt_BR ", Some("pt-br")),
            ("zh-Hant-TW", Some("zh-hant-tw")),
            ("ceb", Some("ceb")),
            ("xx", None),
            ("russian", None),
            ("ru-x", None),
            ("no such", None),
        ] {
            assert_eq!(parse_tag(tag).as_deref(), parsed, "{tag}");
        }
    }
}
