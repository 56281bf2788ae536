//! The list of output formats.
//!
//! `--format`, its help, shell completions and `--batch` all follow
//! [`PRINTERS`]. To add a format, write a [`HitPrinter`](super::printer::HitPrinter)
//! in a file of its own, and list it here.

use super::printer::PrintFormat;
use super::{json, jsonl, text, trec, tsv, vimgrep};

/// All values of `--format`, in the order of the help. The first is the default.
pub(crate) const PRINTERS: [&PrintFormat; 6] = [
    &text::TEXT,
    &json::JSON,
    &jsonl::JSONL,
    &tsv::TSV,
    &vimgrep::VIMGREP,
    &trec::TREC,
];
