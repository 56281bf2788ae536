//! The first line of a commit: what the file is, and whether the rest is intact.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::file_names;
use crate::regular_file::{self, Links};

/// The signature.
const SIGNATURE: &str = "an obzor index";

/// The largest commit that is read, in bytes.
const MAX_COMMIT_SIZE: u64 = 64 << 20;

/// The first line of a commit. All versions of obzor can read it.
#[derive(Serialize, Deserialize)]
pub(super) struct CommitHeader {
    #[serde(rename = "what")]
    signature: String,
    /// The version of the index format.
    pub(super) format: u32,
    /// Hash of the bytes below the line.
    #[serde(default)]
    hash: u64,
}

impl CommitHeader {
    pub(super) fn new(format: u32, body: &[u8]) -> CommitHeader {
        CommitHeader {
            signature: SIGNATURE.to_owned(),
            format,
            hash: xxh3_64(body),
        }
    }

    /// The header and the body of a commit; `None` when the file is not one.
    pub(super) fn split(bytes: &[u8]) -> Option<(CommitHeader, &[u8])> {
        let end = bytes.iter().position(|&byte| byte == b'\n')? + 1;
        let (line, body) = bytes.split_at(end);
        Some((CommitHeader::parse(line)?, body))
    }

    fn parse(line: &[u8]) -> Option<CommitHeader> {
        // Any program may have a file of the commit's name.
        let header: CommitHeader = serde_json::from_slice(line).ok()?;
        (header.signature == SIGNATURE).then_some(header)
    }

    /// Whether the body is the one that was written.
    pub(super) fn matches(&self, body: &[u8]) -> bool {
        self.hash == xxh3_64(body)
    }
}

/// The bytes of a folder's commit.
pub(super) fn read_commit(dir: &Path) -> io::Result<Vec<u8>> {
    let file = dir.join(file_names::COMMIT);
    regular_file::read(&file, Links::Refuse, MAX_COMMIT_SIZE)
}

/// Whether these bytes begin as a commit does. The line may lack its end: a
/// damaged commit is obzor's, too.
pub(super) fn has_signature(bytes: &[u8]) -> bool {
    let line = bytes.split(|&byte| byte == b'\n').next();
    line.is_some_and(|line| CommitHeader::parse(line).is_some())
}

/// Whether a folder has a commit, intact or not.
pub(super) fn is_commit_signed(dir: &Path) -> bool {
    read_commit(dir).is_ok_and(|bytes| has_signature(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_knows_its_body() {
        let header = serde_json::to_vec(&CommitHeader::new(3, b"body")).unwrap();
        let bytes = [&header[..], b"\nbody"].concat();
        let (header, body) = CommitHeader::split(&bytes).unwrap();
        assert_eq!((header.format, body), (3, &b"body"[..]));
        assert!(header.matches(body) && !header.matches(b"bod"));
    }

    #[test]
    fn other_files_are_not_commits() {
        for bytes in ["", "{}", "{\"what\":\"else\",\"format\":1}\n", "text\n"] {
            assert!(!has_signature(bytes.as_bytes()), "{bytes}");
            assert!(CommitHeader::split(bytes.as_bytes()).is_none(), "{bytes}");
        }
    }
}
