//! The query language: what is typed, as a tree of clauses.
//!
//! Parsing never fails: an operator without operands is a word, and what was
//! ignored or may not be meant as it was read is told in notes. Must not know
//! analysis or the index.
//!
//! ```text
//! query   = clause*                        any of them
//! clause  = [+ | -] any                    must, must not
//! any     = all (OR all)*                  ИЛИ
//! all     = operand (AND operand)*         И
//! operand = [NOT] item                     НЕ
//! item    = ( query ) | [field:] leaf [^boost]
//! leaf    = word | word* | word~[1|2] | !word | "phrase"[~slop]
//! ```

mod ast;
mod lexer;
mod note;
mod parser;
mod suffix;

pub use self::ast::{BooleanQuery, Clause, Leaf, Mode, Node, Occur, ParsedQuery, QueryField};
pub use self::note::{Note, NoteKind};
pub use self::parser::{MAX_DEPTH, parse, parse_literal};
