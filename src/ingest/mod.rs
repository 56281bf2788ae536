//! From a corpus to the index.

mod article;
mod classify;

pub use self::article::{coverage, split};
