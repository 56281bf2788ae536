//! Parses lexemes into a tree, by recursive descent; see the grammar in
//! [`query`](super).
//!
//! Nothing is an error. An operator without operands becomes a word, a stray sign is
//! ignored, and unbalanced brackets are dropped beforehand, so that the descent sees
//! balanced ones of limited depth.

use super::ast::{BooleanQuery, Clause, Leaf, Node, Occur, ParsedQuery};
use super::field::QueryField;
use super::lexer::{Lexeme, PlacedLexeme, lex};
use super::note::{NoteKind, Notes};

/// The maximum nesting depth of brackets. Deeper ones are ignored, which bounds the
/// recursion.
pub const MAX_DEPTH: usize = 64;

/// The maximum number of signs before an operand.
const MAX_SIGNS: usize = 8;

/// Parses a query.
pub fn parse(text: &str) -> ParsedQuery {
    let (mut lexemes, mut notes) = lex(text);
    drop_unbalanced(text, &mut lexemes, &mut notes);
    let mut parser = Parser {
        text,
        lexemes,
        at: 0,
        notes,
    };
    let root = parser.group(None);
    ParsedQuery {
        root,
        notes: parser.notes.into_vec(),
    }
}

/// Parses a query without operators: all of it is text.
pub fn parse_literal(text: &str) -> ParsedQuery {
    let leaf = Leaf::words(0..text.len());
    ParsedQuery {
        root: BooleanQuery {
            clauses: vec![Clause::should(Node::Leaf(leaf))],
        },
        notes: Vec::new(),
    }
}

/// Drops brackets that are unbalanced or nested too deeply.
fn drop_unbalanced(text: &str, lexemes: &mut Vec<PlacedLexeme>, notes: &mut Notes) {
    let mut keep = vec![true; lexemes.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, PlacedLexeme { start, lexeme }) in lexemes.iter().enumerate() {
        match lexeme {
            Lexeme::Open(_) => open.push(at),
            Lexeme::Close => match open.pop() {
                Some(opened) if open.len() >= MAX_DEPTH => {
                    (keep[opened], keep[at]) = (false, false);
                    // One note for all that are deeper.
                    if open.len() == MAX_DEPTH {
                        let start = lexemes[opened].start;
                        notes.add(text, start, NoteKind::DeepBrackets(MAX_DEPTH));
                    }
                }
                Some(_) => {}
                None => {
                    keep[at] = false;
                    notes.add(text, *start, NoteKind::UnopenedBracket);
                }
            },
            _ => {}
        }
    }
    for at in open {
        keep[at] = false;
        notes.add(text, lexemes[at].start, NoteKind::UnclosedBracket);
    }
    let mut keep = keep.into_iter();
    lexemes.retain(|_| keep.next() == Some(true));
}

/// The state of the descent. Each method parses one rule of the grammar.
struct Parser<'t> {
    text: &'t str,
    lexemes: Vec<PlacedLexeme>,
    at: usize,
    notes: Notes,
}

impl Parser<'_> {
    /// The next lexeme.
    fn peek(&self) -> Option<&Lexeme> {
        self.lexemes.get(self.at).map(|placed| &placed.lexeme)
    }

    /// `query`: clauses up to the end, or up to the closing bracket, which it consumes.
    fn group(&mut self, field: Option<QueryField>) -> BooleanQuery {
        let mut group = BooleanQuery::default();
        while let Some(lexeme) = self.peek() {
            if *lexeme == Lexeme::Close {
                self.at += 1;
                break;
            }
            if let Some(mut clause) = self.any(field) {
                // A filter is required, as in "kind:project рынок", unless it is one of
                // several alternative values.
                let alternatives = field.is_some_and(QueryField::is_filter);
                if clause.occur == Occur::Should && !alternatives && clause.node.is_filter() {
                    clause.occur = Occur::Must;
                }
                group.clauses.push(clause);
            }
        }
        group
    }

    /// `any`: operands joined by OR.
    fn any(&mut self, field: Option<QueryField>) -> Option<Clause> {
        let first = self.all(field)?;
        if !self.joins(&Lexeme::Or) {
            return Some(first);
        }
        let mut clauses = vec![first];
        while self.joins(&Lexeme::Or) {
            self.at += 1;
            clauses.extend(self.all(field));
        }
        Some(Clause::should(Node::Group(BooleanQuery { clauses })))
    }

    /// `all`: operands joined by AND.
    fn all(&mut self, field: Option<QueryField>) -> Option<Clause> {
        let first = self.operand(field)?;
        if !self.joins(&Lexeme::And) {
            return Some(first);
        }
        let mut clauses = vec![first];
        while self.joins(&Lexeme::And) {
            self.at += 1;
            clauses.extend(self.operand(field));
        }
        for clause in &mut clauses {
            if clause.occur == Occur::Should {
                clause.occur = Occur::Must;
            }
        }
        Some(Clause::should(Node::Group(BooleanQuery { clauses })))
    }

    /// `operand`: a leaf or a group with the signs and NOTs before it. `None` at the end
    /// of a group, and for a stray sign.
    fn operand(&mut self, field: Option<QueryField>) -> Option<Clause> {
        let mut occur = Occur::Should;
        loop {
            let follows = self.operand_follows(1);
            let PlacedLexeme { start, lexeme } = self.lexemes.get(self.at)?.clone();
            // The closing bracket is consumed by the group.
            if lexeme == Lexeme::Close {
                return None;
            }
            self.at += 1;
            let node = match lexeme {
                Lexeme::Plus if follows => {
                    occur = Occur::Must;
                    continue;
                }
                Lexeme::Minus | Lexeme::Not if follows => {
                    occur = match occur {
                        Occur::MustNot => Occur::Must,
                        Occur::Must | Occur::Should => Occur::MustNot,
                    };
                    continue;
                }
                Lexeme::Open(own) => Node::group(self.group(own.or(field))),
                Lexeme::Leaf(leaf) => Node::Leaf(Leaf {
                    field: leaf.field.or(field),
                    ..leaf
                }),
                Lexeme::And | Lexeme::Or | Lexeme::Not => Node::Leaf(self.stray_operator(start)),
                Lexeme::Plus | Lexeme::Minus | Lexeme::Close => return None,
            };
            return Some(Clause { occur, node });
        }
    }

    /// An operator without operands, as a word.
    fn stray_operator(&mut self, start: usize) -> Leaf {
        let rest = &self.text[start..];
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = rest[..length].to_owned();
        self.notes
            .add(self.text, start, NoteKind::StrayOperator(word));
        Leaf::words(start..start + length)
    }

    /// True when the operator is next and an operand follows.
    fn joins(&self, operator: &Lexeme) -> bool {
        self.peek() == Some(operator) && self.operand_follows(1)
    }

    /// True when an operand begins `ahead` lexemes from here. Only few signs are skipped,
    /// which keeps parsing linear.
    fn operand_follows(&self, ahead: usize) -> bool {
        let from = (self.at + ahead).min(self.lexemes.len());
        let mut rest = self.lexemes[from..].iter().take(MAX_SIGNS);
        let is_sign =
            |lexeme: &Lexeme| matches!(lexeme, Lexeme::Plus | Lexeme::Minus | Lexeme::Not);
        let next = rest.find(|placed| !is_sign(&placed.lexeme));
        next.is_some_and(|placed| matches!(placed.lexeme, Lexeme::Leaf(_) | Lexeme::Open(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree on one line: `+` must, `-` must not, groups in brackets.
    fn shown(text: &str) -> String {
        fn group(text: &str, group_: &BooleanQuery) -> String {
            let clauses = group_.clauses.iter().map(|clause| {
                let sign = match clause.occur {
                    Occur::Should => "",
                    Occur::Must => "+",
                    Occur::MustNot => "-",
                };
                match &clause.node {
                    Node::Leaf(leaf) => {
                        let field = leaf.field.map(|field| format!("{}:", field.as_str()));
                        let word = &text[leaf.range.clone()];
                        // Without a field there is no prefix.
                        format!("{sign}{}{word}", field.unwrap_or_default())
                    }
                    Node::Group(inner) => format!("{sign}({})", group(text, inner)),
                }
            });
            clauses.collect::<Vec<_>>().join(" ")
        }
        group(text, &parse(text).root)
    }

    #[test]
    fn operators_bind_as_the_grammar_says() {
        for (text, expected) in [
            ("a b", "a b"),
            ("a AND b OR c", "((+a +b) c)"),
            ("a OR b AND c", "(a (+b +c))"),
            ("NOT a", "-a"),
            ("a AND NOT b", "(+a -b)"),
            ("--a", "--a"),
            ("((a))", "a"),
            ("+(a b)", "+(a b)"),
            ("name:(a heading:b)", "(name:a heading:b)"),
            ("kind:project a", "+kind:project a"),
            ("tag:(x y)", "+(tag:x tag:y)"),
            ("AND a", "AND a"),
            ("a AND", "a AND"),
            ("(a", "a"),
            ("a)", "a"),
            ("", ""),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn brackets_and_operators_that_are_dropped_are_noted() {
        for (text, column, kind) in [
            ("рынок (a", 7, NoteKind::UnclosedBracket),
            ("a)", 2, NoteKind::UnopenedBracket),
            ("a AND", 3, NoteKind::StrayOperator("AND".to_owned())),
        ] {
            let notes = parse(text).notes;
            assert_eq!(notes.len(), 1, "{text}");
            assert_eq!((notes[0].column, &notes[0].kind), (column, &kind), "{text}");
        }
        let deep = format!("{}a{}", "(".repeat(80), ")".repeat(80));
        let notes = parse(&deep).notes;
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].kind, NoteKind::DeepBrackets(MAX_DEPTH));
    }

    #[test]
    fn a_literal_query_has_no_operators() {
        let parsed = parse_literal("a AND (b");
        assert!(parsed.notes.is_empty());
        assert_eq!(parsed.root.clauses.len(), 1);
    }
}
