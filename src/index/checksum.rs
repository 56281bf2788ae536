//! Checksums, by which damage is noticed before it gives a wrong answer.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3Default;

use crate::regular_file::{self, Links};

/// Files by name.
pub(super) type FileChecksums = BTreeMap<String, Checksum>;

/// Size and hash of a file.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Checksum {
    /// In bytes.
    pub(super) size: u64,
    /// XXH3, 64 bits: against accidents, not against attacks.
    hash: u64,
}

impl Checksum {
    /// Reads a file to its end.
    pub(super) fn of_file(file: &Path) -> io::Result<Checksum> {
        let mut file = regular_file::open(file, Links::Refuse)?;
        let mut hasher = Xxh3Default::new();
        let size = io::copy(&mut file, &mut hasher)?;
        Ok(Checksum {
            size,
            hash: hasher.digest(),
        })
    }
}
