//! The formats of hits.
//!
//! `--format`, its help, shell completions and `--batch` all follow
//! [`PRINTERS`]. To add a format, write a [`HitPrinter`](super::printer::HitPrinter)
//! in a file of its own, and list it here.

use super::printer::PrintFormat;
use super::{json, jsonl, text, trec, tsv, vimgrep};

/// All formats that `--format` can name, in the order of the help.
pub(crate) const PRINTERS: [&PrintFormat; 6] = [
    &text::TEXT,
    &json::JSON,
    &jsonl::JSONL,
    &tsv::TSV,
    &vimgrep::VIMGREP,
    &trec::TREC,
];
