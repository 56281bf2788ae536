//! Paths as text, and back.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// A path as text, with `/` between its components. Bytes that are not UTF-8 are
/// written `\xFF`, so that different paths have different texts.
pub fn path_text(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text += chunk.valid();
        for byte in chunk.invalid() {
            text += &format!("\\x{byte:02X}");
        }
    }
    match MAIN_SEPARATOR {
        '/' => text,
        separator => text.replace(separator, "/"),
    }
}

/// The path below `root` that [`path_text`] wrote as `text`.
pub(crate) fn path_below(root: &Path, text: &str) -> PathBuf {
    let path = root.join(text);
    // A file may have `\x` in its name.
    if !text.contains("\\x") || path.exists() {
        return path;
    }
    let mut bytes = Vec::new();
    let mut parts = text.split("\\x");
    // Splitting always gives a first part.
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        match part.get(..2).map(|hex| u8::from_str_radix(hex, 16)) {
            Some(Ok(byte)) => {
                bytes.push(byte);
                bytes.extend(part[2..].bytes());
            }
            _ => bytes.extend(b"\\x".iter().copied().chain(part.bytes())),
        }
    }
    root.join(path_of_bytes(bytes))
}

/// The path that has these bytes; outside Unix, invalid UTF-8 is replaced.
#[cfg(unix)]
pub(crate) fn path_of_bytes(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

/// The path that has these bytes; outside Unix, invalid UTF-8 is replaced.
#[cfg(not(unix))]
pub(crate) fn path_of_bytes(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_again_by_its_text() {
        let root = Path::new("/nowhere");
        for (bytes, text) in [
            (&b"a/b.md"[..], "a/b.md"),
            (b"a\xff.md", "a\\xFF.md"),
            ("обзор.md".as_bytes(), "обзор.md"),
            (b"a\\xzz", "a\\xzz"),
        ] {
            let path = path_of_bytes(bytes.to_vec());
            assert_eq!(path_text(&path), text);
            assert_eq!(path_below(root, text), root.join(path), "{text}");
        }
    }
}
