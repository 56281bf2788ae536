//! Tokens to a tree, by recursive descent. Nothing is an error: an operator
//! without operands is a word or ignored, and brackets that do not match are
//! punctuation.

use super::scan::{Placed, Token, note, scan};
use super::{Clause, Field, Group, Leaf, MAX_DEPTH, Mode, Node, Note, Occur, Parsed};

/// How many signs in a row are looked past for what they belong to.
const MOST_SIGNS: usize = 8;

/// Notes on one query; further ones would say the same.
pub(super) const MOST_NOTES: usize = 20;

pub(super) fn parse(text: &str) -> Parsed {
    let (tokens, notes) = scan(text);
    let tokens = match_brackets(text, tokens, notes);
    let mut parser = Parser {
        text,
        tokens: tokens.0,
        at: 0,
        notes: tokens.1,
    };
    let root = parser.group(None);
    parser.notes.truncate(MOST_NOTES);
    Parsed {
        root,
        notes: parser.notes,
    }
}

/// Leaves out brackets that have no counterpart, hold nothing or nest too deep.
fn match_brackets(
    text: &str,
    tokens: Vec<Placed>,
    mut notes: Vec<Note>,
) -> (Vec<Placed>, Vec<Note>) {
    let mut keep = vec![true; tokens.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, (place, token)) in tokens.iter().enumerate() {
        match token {
            Token::Open(_) => open.push(at),
            Token::Close => match open.pop() {
                Some(opened) if open.len() >= MAX_DEPTH => {
                    (keep[opened], keep[at]) = (false, false);
                    if open.len() == MAX_DEPTH {
                        let place = tokens[opened].0;
                        note(
                            &mut notes,
                            text,
                            place,
                            "brackets deeper than 64 are ignored",
                        );
                    }
                }
                Some(_) => {}
                None => {
                    keep[at] = false;
                    note(
                        &mut notes,
                        text,
                        *place,
                        "the bracket was never opened and is ignored",
                    );
                }
            },
            _ => {}
        }
    }
    for at in open {
        keep[at] = false;
        note(
            &mut notes,
            text,
            tokens[at].0,
            "the bracket is not closed and is ignored",
        );
    }
    let mut keep = keep.into_iter();
    let mut tokens = tokens;
    tokens.retain(|_| keep.next() == Some(true));
    (tokens, notes)
}

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<Placed>,
    at: usize,
    notes: Vec<Note>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    /// Up to the end or the closing bracket, which is taken.
    fn group(&mut self, field: Option<Field>) -> Group {
        let mut group = Group::default();
        while let Some(token) = self.peek() {
            if *token == Token::Close {
                self.at += 1;
                break;
            }
            if let Some(mut clause) = self.clause(field) {
                // A filter is meant to hold: kind:project рынок.
                let alternatives = field.is_some_and(Field::is_filter);
                if clause.occur == Occur::Should && !alternatives && is_filter(&clause.node) {
                    clause.occur = Occur::Must;
                }
                group.clauses.push(clause);
            }
        }
        group
    }

    fn clause(&mut self, field: Option<Field>) -> Option<Clause> {
        let first = self.all(field)?;
        if self.peek() != Some(&Token::Or) || !self.operand_follows(1) {
            return Some(first);
        }
        let mut clauses = vec![first];
        while self.peek() == Some(&Token::Or) && self.operand_follows(1) {
            self.at += 1;
            clauses.extend(self.all(field));
        }
        Some(should(Node::Group(Group { clauses })))
    }

    fn all(&mut self, field: Option<Field>) -> Option<Clause> {
        let first = self.operand(field)?;
        if self.peek() != Some(&Token::And) || !self.operand_follows(1) {
            return Some(first);
        }
        let mut clauses = vec![first];
        while self.peek() == Some(&Token::And) && self.operand_follows(1) {
            self.at += 1;
            clauses.extend(self.operand(field));
        }
        for clause in &mut clauses {
            if clause.occur == Occur::Should {
                clause.occur = Occur::Must;
            }
        }
        Some(should(Node::Group(Group { clauses })))
    }

    fn operand(&mut self, field: Option<Field>) -> Option<Clause> {
        let mut occur = Occur::Should;
        loop {
            let follows = self.operand_follows(1);
            let (place, token) = self.tokens.get(self.at)?.clone();
            // The closing bracket is for the group to take.
            if token == Token::Close {
                return None;
            }
            self.at += 1;
            let node = match token {
                Token::Plus if follows => {
                    occur = Occur::Must;
                    continue;
                }
                Token::Minus | Token::Not if follows => {
                    occur = if occur == Occur::MustNot {
                        Occur::Must
                    } else {
                        Occur::MustNot
                    };
                    continue;
                }
                Token::Open(own) => unwrapped(self.group(own.or(field))),
                Token::Leaf(leaf) => Node::Leaf(Leaf {
                    field: leaf.field.or(field),
                    ..leaf
                }),
                Token::And | Token::Or | Token::Not => Node::Leaf(self.word_of_operator(place)),
                Token::Plus | Token::Minus | Token::Close => return None,
            };
            return Some(Clause { occur, node });
        }
    }

    /// An operator that joins nothing is the word that it looks like.
    fn word_of_operator(&mut self, place: usize) -> Leaf {
        let rest = &self.text[place..];
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = &rest[..length];
        note(
            &mut self.notes,
            self.text,
            place,
            &format!("{word} joins nothing here and is read as a word"),
        );
        Leaf {
            range: place..place + length,
            mode: Mode::Words,
            field: None,
            boost: 1.0,
        }
    }

    /// True when something to look for begins `ahead` tokens from here.
    fn operand_follows(&self, ahead: usize) -> bool {
        let from = (self.at + ahead).min(self.tokens.len());
        let mut rest = self.tokens[from..]
            .iter()
            .take(MOST_SIGNS)
            .map(|(_, token)| token);
        let next = rest.find(|token| !matches!(token, Token::Plus | Token::Minus | Token::Not));
        matches!(next, Some(Token::Leaf(_) | Token::Open(_)))
    }
}

fn is_filter(node: &Node) -> bool {
    match node {
        Node::Leaf(leaf) => leaf.field.is_some_and(Field::is_filter),
        Node::Group(group) => {
            let mut nodes = group.clauses.iter().map(|clause| &clause.node);
            !group.clauses.is_empty() && nodes.all(is_filter)
        }
    }
}

/// Brackets around one condition are no more than that.
fn unwrapped(mut group: Group) -> Node {
    match &group.clauses[..] {
        [clause] if clause.occur == Occur::Should => group.clauses.remove(0).node,
        _ => Node::Group(group),
    }
}

fn should(node: Node) -> Clause {
    Clause {
        occur: Occur::Should,
        node,
    }
}
