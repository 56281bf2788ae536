//! What is printed: one file a format. Takes finished answers and writes them;
//! searches nothing and reads no files.

pub(crate) mod json;
pub(crate) mod text;
pub(crate) mod trec;
pub(crate) mod words;
