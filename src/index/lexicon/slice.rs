//! Parts of shared bytes.

use std::ops::Range;
use std::sync::Arc;

/// Bytes in memory or in a mapped file.
pub(crate) type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// A range of shared bytes.
pub(super) struct Slice(Bytes, Range<usize>);

impl Slice {
    /// The range must be within the bytes.
    pub(super) fn new(bytes: Bytes, range: Range<usize>) -> Slice {
        Slice(bytes, range)
    }
}

impl AsRef<[u8]> for Slice {
    fn as_ref(&self) -> &[u8] {
        &(*self.0).as_ref()[self.1.clone()]
    }
}

#[cfg(test)]
impl From<Vec<u8>> for Slice {
    fn from(bytes: Vec<u8>) -> Self {
        let all = 0..bytes.len();
        Slice(Arc::new(bytes), all)
    }
}
