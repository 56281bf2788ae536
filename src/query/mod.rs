//! The query language: parses a query into a tree of clauses.
//!
//! Parsing never fails. An operator without operands is a word, and whatever is
//! ignored or ambiguous gives a note. Must not know analysis or the index.
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
mod field;
mod lexer;
mod note;
mod parser;
mod suffix;

pub use self::ast::{BooleanQuery, Clause, Leaf, Mode, Node, Occur, ParsedQuery};
pub use self::field::QueryField;
pub use self::note::{Note, NoteKind};
pub use self::parser::{MAX_DEPTH, parse, parse_literal};
