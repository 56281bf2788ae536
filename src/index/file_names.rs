//! The names of an index's files.
//!
//! ```text
//! obzor.json                  the commit
//! obzor.json.N.next           a commit that is being written
//! .obzor.lock                 the write lock
//! files-G.manifest            the manifest of generation G
//! words-G.lexicon             a lexicon segment first written by generation G
//! 32 hexadecimal digits.EXT   a file of one of tantivy's segments
//! ```

/// The commit. Its presence marks a folder as an obzor index.
pub(super) const COMMIT: &str = "obzor.json";

/// The write lock. It is never removed.
pub(super) const LOCK: &str = ".obzor.lock";

/// Prefix and suffix around a number or a generation.
type Affixes = (&'static str, &'static str);

const NEXT_COMMIT: Affixes = ("obzor.json.", ".next");
const MANIFEST: Affixes = ("files-", ".manifest");
const LEXICON: Affixes = ("words-", ".lexicon");

/// The name of a commit while it is written.
pub(super) fn next_commit(number: u32) -> String {
    let (prefix, suffix) = NEXT_COMMIT;
    format!("{prefix}{number}{suffix}")
}

/// The name of the manifest of a generation.
pub(super) fn manifest(generation: u64) -> String {
    let (prefix, suffix) = MANIFEST;
    format!("{prefix}{generation}{suffix}")
}

/// The name of the lexicon segment that a generation adds.
pub(super) fn lexicon(generation: u64) -> String {
    let (prefix, suffix) = LEXICON;
    format!("{prefix}{generation}{suffix}")
}

/// Whether a file is a manifest by its name.
pub(super) fn is_manifest(name: &str) -> bool {
    number_between(name, MANIFEST).is_some()
}

/// The generation in the name of a manifest or lexicon segment.
pub(super) fn generation_of(name: &str) -> Option<u64> {
    number_between(name, MANIFEST).or_else(|| number_between(name, LEXICON))
}

/// Whether a name is one that a writer gives, the commit and the lock aside.
pub(super) fn is_own(name: &str) -> bool {
    // Splitting always gives a first part.
    let stem = name.split('.').next().unwrap_or_default();
    let is_segment = stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_next_commit = name.starts_with(NEXT_COMMIT.0) && name.ends_with(NEXT_COMMIT.1);
    is_segment || is_next_commit || generation_of(name).is_some()
}

fn number_between(name: &str, (prefix, suffix): Affixes) -> Option<u64> {
    let number = name.strip_prefix(prefix)?.strip_suffix(suffix)?;
    // Anything but a number is somebody else's file.
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_files_are_known_by_their_names() {
        for (name, own, generation) in [
            (manifest(7), true, Some(7)),
            (lexicon(12), true, Some(12)),
            (next_commit(0), true, None),
            (
                "0123456789abcdef0123456789abcdef.idx".to_owned(),
                true,
                None,
            ),
            ("0123456789abcdef.idx".to_owned(), false, None),
            ("files-x.manifest".to_owned(), false, None),
            ("notes.md".to_owned(), false, None),
        ] {
            assert_eq!(is_own(&name), own, "{name}");
            assert_eq!(generation_of(&name), generation, "{name}");
        }
    }
}
