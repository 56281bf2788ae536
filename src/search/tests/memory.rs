//! A retriever of a few documents in memory: the second implementation of the
//! seam, written from its documentation and without an index.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet, HashSet};

use fixedbitset::FixedBitSet;

use super::field_text::{FieldText, fields_of, has_term};
use crate::analysis::{Analyzer, Term, TermKind};
use crate::document::{Document, DocumentKind, fold_key, one_line};
use crate::search::error::SearchError;
use crate::search::match_expr::{Evaluation, matching_any_word};
use crate::search::plan::{DocumentFilter, RequiredWords, Role, Scope};
use crate::search::retriever::{
    CandidateRequest, Candidates, CorpusStatistics, DocId, FieldFrequencies, FieldLengths, Posting,
    QueryMatches, Retriever, TermEntry, TermMatches, TextField, TitleEntry, WordList, WordLookup,
    name_key,
};
use crate::spelling::is_latin;
use crate::spelling::phonetic_keys;

/// Documents in the order of the corpus; their numbers are their places in it.
pub(in crate::search) struct MemoryRetriever {
    documents: Vec<(Document, [FieldText; 3])>,
    statistics: CorpusStatistics,
}

impl MemoryRetriever {
    pub(in crate::search) fn new(documents: Vec<Document>) -> Self {
        let analyzer = Analyzer::new();
        let analyzed = documents.into_iter().map(|document| {
            let language = document.article.lang.clone();
            let mut fields: [FieldText; 3] = Default::default();
            fields[0].push(&analyzer, document.name.as_str(), &language);
            for heading in document.headings.iter() {
                fields[1].push(&analyzer, heading, &language);
            }
            fields[2].push(&analyzer, document.body.as_str(), &language);
            (document, fields)
        });
        let documents: Vec<_> = analyzed.collect();
        let mut languages: BTreeMap<String, usize> = BTreeMap::new();
        for (document, _) in &documents {
            *languages.entry(document.article.lang.clone()).or_default() += 1;
        }
        let words: usize = documents
            .iter()
            .map(|(_, fields)| fields[2].words.len())
            .sum();
        let statistics = CorpusStatistics {
            documents: documents.len(),
            average_body: (words as f32 / documents.len().max(1) as f32).max(1.0),
            languages,
        };
        MemoryRetriever {
            documents,
            statistics,
        }
    }

    fn postings(&self, scope: Scope, count: impl Fn(&FieldText) -> u16) -> Vec<Posting> {
        let postings = self.documents.iter().enumerate().map(|(at, (_, texts))| {
            let fields = fields_of(scope)
                .iter()
                .map(|&field| FieldFrequencies::in_field(field, count(&texts[field as usize])));
            Posting {
                doc_id: at as DocId,
                frequencies: fields.fold(FieldFrequencies::default(), FieldFrequencies::plus),
            }
        });
        postings
            .filter(|posting| posting.frequencies != FieldFrequencies::default())
            .collect()
    }

    fn word_postings(&self, kind: TermKind, terms: &[Term], scope: Scope) -> Vec<Posting> {
        self.postings(scope, |text| text.count(kind, terms))
    }

    fn compound_postings(&self, parts: &[Vec<Term>], scope: Scope) -> Vec<Posting> {
        self.postings(scope, |text| {
            let counts = parts.iter().map(|terms| text.count(TermKind::Lemma, terms));
            counts.min().unwrap_or(0)
        })
    }

    fn matches(&self, request: &CandidateRequest<'_>) -> QueryMatches {
        let query = request.query;
        let words = query.words.iter().zip(request.kinds).map(|(word, kinds)| {
            let kinds = kinds.iter().map(|&kind| {
                TermMatches::new(kind, self.word_postings(kind, &word.terms, word.scope))
            });
            kinds.collect()
        });
        let compounds = query.compounds.iter().map(|compound| {
            let scope = query.words[compound.words[0]].scope;
            TermMatches::new(
                TermKind::Lemma,
                self.compound_postings(&compound.parts, scope),
            )
        });
        let phrases = query.phrases.iter().map(|phrase| {
            let postings = self.postings(phrase.scope, |text| {
                let compound = text.count(TermKind::Lemma, &phrase.compound_terms);
                text.count_phrase(phrase).max(compound)
            });
            TermMatches::new(TermKind::Exact, postings)
        });
        QueryMatches {
            words: words.collect(),
            compounds: compounds.collect(),
            phrases: phrases.collect(),
        }
    }

    fn passes(&self, document: &Document, filter: &DocumentFilter) -> Result<bool, SearchError> {
        let any = |no_condition: bool, found: bool| no_condition || found;
        let article = &document.article;
        let language = |wanted: &String| {
            let primary = article.lang.split('-').next();
            article.lang == *wanted || primary == Some(wanted)
        };
        let mut path = filter.paths.is_empty();
        for pattern in &filter.paths {
            path |= pattern.matcher()?.is_match(&document.path);
        }
        let analyzer = Analyzer::new();
        let has_words = |texts: &[&str], RequiredWords(words): &RequiredWords| {
            let terms = |text: &&str| analyzer.analyze(text, &article.lang);
            let tokens: Vec<_> = texts.iter().flat_map(terms).collect();
            let has = |alternatives: &Vec<String>| {
                let terms = tokens.iter().flat_map(|token| token.terms.iter());
                let mut terms = terms.filter(|term| term.kind.is_strict());
                terms.any(|term| alternatives.contains(&term.text))
            };
            !words.is_empty() && words.iter().all(has)
        };
        let mut headings: Vec<&str> = document
            .headings
            .iter()
            .skip(1)
            .map(String::as_str)
            .collect();
        if document.kind == DocumentKind::Section {
            headings.push(document.name.as_str());
        }
        let authors: Vec<&str> = article.authors.iter().map(String::as_str).collect();
        let has_section = filter
            .sections
            .iter()
            .any(|words| has_words(&headings, words));
        let has_author = filter
            .authors
            .iter()
            .any(|words| has_words(&authors, words));
        let has_tag = article
            .tags
            .iter()
            .any(|tag| filter.tags.contains(&fold_key(tag)));
        Ok(path
            && any(
                filter.kinds.is_empty(),
                filter.kinds.contains(&document.kind),
            )
            && any(filter.tags.is_empty(), has_tag)
            && any(
                filter.languages.is_empty(),
                filter.languages.iter().any(language),
            )
            && any(filter.sections.is_empty(), has_section)
            && any(filter.authors.is_empty(), has_author))
    }

    fn passing(&self, filter: &DocumentFilter) -> Result<FixedBitSet, SearchError> {
        let mut passing = FixedBitSet::with_capacity(self.documents.len());
        for (at, (document, _)) in self.documents.iter().enumerate() {
            passing.set(at, self.passes(document, filter)?);
        }
        Ok(passing)
    }

    /// The words of a scope that `key` turns into something, by what they become.
    fn entries(
        &self,
        scope: Scope,
        key: impl Fn(&str, bool, &[Term]) -> Vec<String>,
    ) -> Vec<TermEntry> {
        let mut found: BTreeMap<String, TermEntry> = BTreeMap::new();
        for (_, texts) in &self.documents {
            for &field in fields_of(scope) {
                let text = &texts[field as usize];
                let in_name = field == TextField::Name;
                let words = text.words.iter().map(|(word, _, terms)| (word, &terms[..]));
                let extra = text
                    .extra
                    .iter()
                    .map(|term| (&term.text, std::slice::from_ref(term)));
                let keyed = words.chain(extra).flat_map(|(word, terms)| {
                    let keys = key(word, in_name, terms).into_iter();
                    keys.map(move |key| (key, word))
                });
                for (key, _) in keyed.collect::<BTreeSet<_>>() {
                    let entry = found.entry(key.clone()).or_insert(TermEntry {
                        word: key,
                        documents: 0,
                        in_name: false,
                    });
                    entry.documents += 1;
                    entry.in_name |= in_name;
                }
            }
        }
        found.into_values().collect()
    }
}

impl Retriever for MemoryRetriever {
    fn statistics(&self) -> &CorpusStatistics {
        &self.statistics
    }

    fn has_any(&self, terms: &[Term], kinds: &[TermKind]) -> Result<bool, SearchError> {
        let has = |&kind: &TermKind| {
            !self
                .word_postings(kind, terms, Scope::Everywhere)
                .is_empty()
        };
        Ok(kinds.iter().any(has))
    }

    fn words(&self, lookup: &WordLookup<'_>) -> Result<WordList, SearchError> {
        let near = |word: &str, other: &str, edits: u8| {
            strsim::osa_distance(word, other) <= usize::from(edits)
        };
        let is_word = |word: &str, terms: &[Term]| !matches!(terms, [term] if term.text == word);
        let mut list = WordList::default();
        let owned = |word: &str, is_selected: bool| match is_selected {
            true => vec![word.to_owned()],
            false => Vec::new(),
        };
        list.entries = match *lookup {
            WordLookup::Prefix {
                prefix,
                scope,
                limit,
            } => {
                let mut entries = self.entries(scope, |word, _, terms| {
                    owned(word, is_word(word, terms) && word.starts_with(prefix))
                });
                list.is_truncated = entries.len() > limit;
                entries.truncate(limit);
                entries
            }
            WordLookup::Fuzzy { word, edits, scope } => self.entries(scope, |other, _, terms| {
                owned(other, is_word(other, terms) && near(word, other, edits))
            }),
            WordLookup::FuzzyLemma { lemma, edits } => {
                self.entries(Scope::Everywhere, |_, _, terms| {
                    let lemmas = terms.iter().filter(|term| term.kind == TermKind::Lemma);
                    let lemmas = lemmas.filter(|term| near(lemma, &term.text, edits));
                    lemmas.map(|term| term.text.clone()).collect()
                })
            }
            WordLookup::Phonetic { key } => self.entries(Scope::Everywhere, |word, in_name, _| {
                let may_sound = in_name || is_latin(word);
                owned(
                    word,
                    may_sound && phonetic_keys(word).iter().any(|own| own == key),
                )
            }),
        };
        Ok(list)
    }

    /// Offers names by their beginning only.
    fn titles(&self, prefix: &str, limit: usize) -> Result<Vec<TitleEntry>, SearchError> {
        let mut found: BTreeMap<(String, DocumentKind), u32> = BTreeMap::new();
        for (document, _) in &self.documents {
            let key = Analyzer::new().normalize(&one_line(document.name.as_str()));
            if key.starts_with(prefix) && document.kind != DocumentKind::Point {
                *found.entry((key, document.kind)).or_default() += 1;
            }
        }
        let titles = found
            .into_iter()
            .map(|((key, kind), documents)| TitleEntry {
                key,
                kind,
                is_whole: true,
                documents,
            });
        Ok(titles.take(limit).collect())
    }

    fn candidates(&self, request: &CandidateRequest<'_>) -> Result<Candidates, SearchError> {
        let (query, max_doc) = (request.query, self.documents.len());
        let matches = self.matches(request);
        let mut matching = match &query.match_expr {
            None => matching_any_word(query, &matches, max_doc, |at| !matches.words[at].is_empty()),
            Some(expr) => {
                let evaluation = Evaluation {
                    query,
                    matches: &matches,
                    max_doc,
                    filter: &|filter| self.passing(filter).map(Some),
                };
                evaluation.evaluate(expr)?
            }
        };
        matching.intersect_with(&self.passing(request.filter)?);
        let postings = matches.all().flat_map(|matches| &matches.postings);
        let found: BTreeSet<DocId> = postings.map(|posting| posting.doc_id).collect();
        let lengths = found.iter().map(|&doc_id| {
            let (document, texts) = &self.documents[doc_id as usize];
            FieldLengths {
                is_point: document.kind == DocumentKind::Point,
                is_container: matches!(
                    document.kind,
                    DocumentKind::Article | DocumentKind::Section
                ),
                name: texts[0].words.len() as u64,
                body: texts[2].words.len() as u32,
            }
        });
        let texts = self.documents.iter().flat_map(|(_, texts)| texts);
        let words: HashSet<&(String, u32, Vec<Term>)> =
            texts.flat_map(|text| &text.words).collect();
        let is_wanted = |word: &&(String, u32, Vec<Term>)| {
            let query_words = query
                .words
                .iter()
                .filter(|word| word.role != Role::Prohibited);
            let mut terms = query_words.map(|word| &word.terms);
            terms.any(|terms| {
                TermKind::ALL
                    .iter()
                    .any(|&kind| has_term(word, kind, terms))
            })
        };
        let matched = words.into_iter().filter(is_wanted);
        Ok(Candidates {
            lengths: lengths.collect(),
            doc_ids: found.into_iter().collect(),
            matched_words: matched.map(|(word, ..)| word.clone()).collect(),
            matches,
            matching,
            uncollected: 0,
        })
    }

    fn filtered(&self, filter: &DocumentFilter) -> Result<Vec<DocId>, SearchError> {
        Ok(self.passing(filter)?.ones().map(|at| at as DocId).collect())
    }

    fn first_of_tied(&self, documents: &[DocId], limit: usize) -> Result<Vec<DocId>, SearchError> {
        let mut first = documents.to_vec();
        first.sort_unstable_by_key(|&at| (self.documents[at as usize].0.kind.tie_rank(), at));
        first.truncate(limit);
        Ok(first)
    }

    fn documents(&self, documents: &[DocId]) -> Result<Vec<Document>, SearchError> {
        let numbers = documents.iter();
        Ok(numbers
            .map(|&at| self.documents[at as usize].0.clone())
            .collect())
    }

    fn ids(&self, documents: &[DocId]) -> Result<Vec<String>, SearchError> {
        let documents = self.documents(documents)?.into_iter();
        Ok(documents.map(|document| document.id).collect())
    }

    fn document_with_id(&self, id: &str) -> Result<Option<Document>, SearchError> {
        let mut documents = self.documents.iter().map(|(document, _)| document);
        Ok(documents.find(|document| document.id == id).cloned())
    }

    fn documents_with_name(&self, name: &str) -> Result<Vec<Document>, SearchError> {
        let documents = self.documents.iter().map(|(document, _)| document);
        let named = documents.filter(|other| name_key(other.name.as_str()) == name_key(name));
        Ok(named.cloned().collect())
    }

    fn document_with_title(&self, title: &TitleEntry) -> Result<Option<Document>, SearchError> {
        let named = self.documents_with_name(&title.key)?;
        Ok(named
            .into_iter()
            .find(|document| document.kind == title.kind))
    }

    fn source(&self, _: &str) -> Result<Option<String>, SearchError> {
        Ok(None)
    }
}
