//! The text of a file of the corpus.
//!
//! Reads bytes and makes them text. Knows nothing of Markdown.

use std::io::{self, Read};
use std::path::Path;

use super::{Corpus, CorpusFile, Unreadable};
use crate::document::{Article, Warning};
use crate::regular_file::{self, Links};

/// What is no text has a NUL in its first bytes, as git and ripgrep have it.
const SAMPLE: usize = 8000;

impl Corpus {
    /// Reads a file. Bytes that are not UTF-8 become `?`, each by itself so that
    /// offsets stay those of the file, with a warning for the first of them.
    /// Fails for what is no regular file, no text, or larger than the corpus
    /// allows.
    pub fn read(&self, file: &CorpusFile) -> Result<(Article, Vec<Warning>), Unreadable> {
        let location = &file.location;
        let bytes = self.bytes_of(location)?;
        if is_no_text(&bytes) {
            return Err(Unreadable::new(location, "is not text"));
        }
        let mut warnings = Vec::new();
        let source = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let (text, warning) = replace_invalid(&error.into_bytes(), at);
                warnings.push(warning);
                text
            }
        };
        let article = Article {
            path: file.path.clone(),
            source,
        };
        Ok((article, warnings))
    }

    /// True when a file has what no text has; a file that cannot be read may
    /// have anything.
    pub fn is_no_text(&self, location: &Path) -> bool {
        self.bytes_of(location)
            .is_ok_and(|bytes| is_no_text(&bytes))
    }

    fn bytes_of(&self, location: &Path) -> Result<Vec<u8>, Unreadable> {
        let failed =
            |error: io::Error| Unreadable::failed(location, "cannot be read", &error.to_string());
        let max = self.max_file_size;
        let too_large = || {
            let reason = format!("is larger than {max} bytes (--max-file-size)");
            Unreadable::new(location, reason)
        };
        let opened = regular_file::open(location, Links::Refuse).map_err(failed)?;
        let size = opened.metadata().map_err(failed)?.len();
        if size > max {
            return Err(too_large());
        }
        // It may have grown since.
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        let mut bounded = opened.take(max.saturating_add(1));
        bounded.read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > max {
            return Err(too_large());
        }
        Ok(bytes)
    }
}

fn is_no_text(bytes: &[u8]) -> bool {
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    !is_utf16 && bytes[..bytes.len().min(SAMPLE)].contains(&0)
}

/// The text of bytes of which those at `at` are the first that are not UTF-8.
fn replace_invalid(bytes: &[u8], at: usize) -> (String, Warning) {
    let line = bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
    let mut text = String::with_capacity(bytes.len());
    let mut bad = 0usize;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
        bad += chunk.invalid().len();
    }
    let bytes = if bad == 1 {
        "this byte is".to_owned()
    } else {
        format!("this and {} more bytes are", bad - 1)
    };
    let message = format!("invalid UTF-8 at byte {at}: {bytes} read as '?'");
    (text, Warning { line, message })
}
