//! Writing the index: what changed in the corpus in, one commit out.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use tantivy::indexer::LogMergePolicy;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexSettings, IndexWriter, TantivyError};

use super::commit::{self, BuiltWith, Commit, Gap, MAX_GAPS, Sum, Unusable};
use super::freshness::{self, Changes};
use super::home::Home;
use super::indexing::Indexing;
use super::lexicon::{Lexicon, LexiconBuilder};
use super::manifest::{self, Entry, Manifest, Stamp};
use super::queue::{Queue, Queued};
use super::store::Store;
use super::{IndexError, schema, terms, unusable};
use crate::corpus::{Corpus, CorpusFile, Unreadable, shown};
use crate::document::DocumentKind;

/// Memory for the terms of a thread before a segment is written, in bytes.
const WRITER_MEMORY: usize = 96 << 20;

/// From so many bytes on, all cores are put to work, up to so many.
const MUCH: u64 = 4 << 20;
const MOST_THREADS: usize = 8;

/// So many segments of about the same size become one. Fewer would be written
/// again more often, more would slow queries down.
const MOST_ALIKE: usize = 4;

/// A segment of which so much was removed is written anew.
const MOST_REMOVED: f32 = 0.3;

/// Stored documents are compressed in blocks of so many bytes: large enough for
/// a text to be near its source, small enough to be read for one hit.
const BLOCK: usize = 64 << 10;

/// What happens to a file while an index is written.
#[derive(Debug)]
pub enum Event {
    /// Another process is writing: this one waits.
    Waiting,
    /// So many files are to be read.
    Reading(usize),
    /// One was dealt with, whatever came of it.
    Read,
    /// Indexed, but not all of it was read as its author may have meant.
    Warning {
        /// The file, as it can be opened.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and what was done about it.
        message: String,
    },
    /// Not indexed.
    Unreadable(Unreadable),
}

/// How an index is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Update {
    /// From all files, whatever the index has.
    pub anew: bool,
    /// Waits while another process writes, instead of failing.
    pub wait: bool,
    /// Fails rather than make an index of nothing.
    pub some: bool,
}

/// What was done to an index, and what it has now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UpdateReport {
    /// Files that are new in it.
    pub added: usize,
    /// Files that were indexed again.
    pub changed: usize,
    /// Files that are no longer in it.
    pub removed: usize,
    /// Files that were left as they are.
    pub unchanged: usize,
    /// Articles, all files that could be read.
    pub articles: u64,
    /// Section documents.
    pub sections: u64,
    /// Project documents.
    pub projects: u64,
    /// What could not be read; of this the index has what it had.
    pub unreadable: Vec<Unreadable>,
}

/// Makes the index in `dir` that of a corpus, reading what has changed since;
/// all of it when the index is of another corpus, version or damaged. Until the
/// last moment, and if anything fails, readers see the old state. `tell` is
/// called for each file and each problem as it is met.
pub fn update(
    dir: &Path,
    corpus: &Corpus,
    how: Update,
    mut tell: impl FnMut(Event),
) -> Result<UpdateReport, IndexError> {
    let io_failed = |source| IndexError::Io {
        dir: dir.to_owned(),
        source,
    };
    let home = Home::lock(dir, how.wait, &mut tell)?;
    let base = Base::of(dir, corpus, how.anew)?;
    let writing = Writing {
        dir,
        home: &home,
        corpus,
        lexicon: base.lexicon(dir)?,
        roots: relative_roots(dir, corpus).map_err(io_failed)?,
        base,
    };
    let written = writing.write(how, &mut tell);
    if written.is_err() {
        // What was begun is of no use to anyone, and may fill the disk.
        home.remove_created();
    }
    written
}

/// What an update begins with.
struct Base {
    /// The state to be changed; none when all is made anew.
    state: Option<(Commit, Manifest)>,
    /// How many documents the index has, whatever becomes of them.
    documents: u64,
    /// One more than any that was used.
    next_generation: u64,
}

impl Base {
    fn of(dir: &Path, corpus: &Corpus, anew: bool) -> Result<Base, IndexError> {
        let commit = match Commit::read(dir) {
            Err(failure @ Unusable::Io(_)) => return Err(unusable(dir, failure)?),
            read => read.ok(),
        };
        let generation = commit.as_ref().map_or(0, |commit| commit.generation);
        let documents = commit
            .as_ref()
            .map_or(0, |commit| commit.documents.iter().sum());
        let roots = relative_roots(dir, corpus).unwrap_or_default();
        let state = commit.filter(|commit| {
            let same = commit.roots == roots && commit.max_file_size == corpus.max_file_size();
            // Damage would go on into all that is built on it.
            !anew && same && commit.check(dir, true).is_ok()
        });
        let state = state.and_then(|commit| {
            let bytes = manifest::read(&dir.join(&commit.manifest)).ok()?;
            Some((commit, Manifest::from_bytes(&bytes)?))
        });
        Ok(Base {
            state,
            documents,
            next_generation: generation
                .max(newest_generation(dir))
                .checked_add(1)
                .ok_or_else(|| IndexError::Damaged {
                    dir: dir.to_owned(),
                    what: "its generation is the last that can be counted".to_owned(),
                })?,
        })
    }

    fn lexicon(&self, dir: &Path) -> Result<LexiconBuilder, IndexError> {
        let Some((commit, _)) = &self.state else {
            return Ok(LexiconBuilder::new(Lexicon::default()));
        };
        let store = Store::open(dir, "").map_err(|source| IndexError::Tantivy {
            dir: dir.to_owned(),
            source,
        })?;
        Ok(LexiconBuilder::new(super::lexicon_of(dir, &store, commit)?))
    }
}

/// What was written and no commit names yet.
struct Indexed {
    /// tantivy's list of segments.
    segments: String,
    /// The names of the lexicons.
    lexicons: Vec<String>,
}

/// One update.
struct Writing<'a> {
    dir: &'a Path,
    home: &'a Home,
    corpus: &'a Corpus,
    lexicon: LexiconBuilder,
    roots: Vec<PathBuf>,
    base: Base,
}

impl Writing<'_> {
    fn write(&self, how: Update, tell: &mut impl FnMut(Event)) -> Result<UpdateReport, IndexError> {
        let mut manifest = Manifest::new(self.roots.clone());
        let changes = match &self.base.state {
            Some((_, old)) => freshness::compare(self.corpus, old),
            None => freshness::compare(self.corpus, &manifest),
        };
        let mut report = UpdateReport {
            added: changes.added.len(),
            changed: changes.changed.len(),
            removed: changes.removed.len(),
            unchanged: changes.unchanged.len(),
            unreadable: changes.unreadable.clone(),
            ..UpdateReport::default()
        };
        let nothing = changes.added.is_empty() && self.base.state.is_none();
        if nothing && how.some && changes.unreadable.is_empty() {
            return Err(IndexError::Empty);
        }
        let mut indexed = None;
        if let Some((commit, old)) = &self.base.state {
            let same_gaps = commit.gaps == self.gaps(&changes.unreadable);
            if changes.is_empty() && changes.read == 0 && same_gaps {
                report.tell_unreadable(tell);
                return Ok(report.of(commit));
            }
            self.home.remove_abandoned(commit);
            for file in &changes.unchanged {
                if let Some(entry) = old.files.get(&file.path) {
                    // A file that could not be read keeps the stamp of what was
                    // read last: with its new one it would pass for unchanged.
                    let mut unreadable = changes.unreadable.iter();
                    let unread = unreadable.any(|place| place.location == file.location);
                    let stamp = stamp_of(file).filter(|_| !unread);
                    let entry = Entry {
                        stamp: stamp.unwrap_or(entry.stamp),
                        ..entry.clone()
                    };
                    manifest.files.insert(file.path.clone(), entry);
                }
            }
            indexed = changes.is_empty().then(|| Indexed {
                segments: commit.segments.clone(),
                lexicons: commit.lexicons.clone(),
            });
        }
        let indexed = match indexed {
            Some(indexed) => indexed,
            None => {
                let unreadable = &mut report.unreadable;
                self.index(&changes, &mut manifest, &mut |event| match event {
                    Event::Unreadable(place) => unreadable.push(place),
                    event => tell(event),
                })?
            }
        };
        report.tell_unreadable(tell);
        self.refuse_to_empty(&manifest, &changes, how)?;
        let commit = self.commit(&manifest, indexed, self.gaps(&report.unreadable))?;
        Ok(report.of(&commit))
    }

    /// Fails when an index that has documents would have none afterwards, though
    /// not all its files are gone.
    fn refuse_to_empty(
        &self,
        manifest: &Manifest,
        changes: &Changes,
        how: Update,
    ) -> Result<(), IndexError> {
        let documents = self.base.documents;
        let (totals, _) = manifest.totals();
        let removed = changes.removed.iter();
        let mut places = removed.filter_map(|path| self.corpus.locate(path));
        let all_gone = self.base.state.is_some() && places.all(|place| freshness::is_gone(&place));
        let emptied = documents > 0 && totals.iter().all(|&total| total == 0);
        if emptied && !how.anew && !all_gone {
            return Err(IndexError::WouldEmpty {
                dir: self.dir.to_owned(),
                documents,
            });
        }
        Ok(())
    }

    /// What the commit keeps of what could not be read.
    fn gaps(&self, unreadable: &[Unreadable]) -> Vec<Gap> {
        // Both are absolute, or the place is shown as it is.
        let dir = fs::canonicalize(self.dir).unwrap_or_default();
        let gaps = unreadable.iter().take(MAX_GAPS).map(|place| {
            let near = pathdiff::diff_paths(&place.location, &dir);
            Gap {
                location: shown(near.as_deref().unwrap_or(&place.location)),
                reason: place.reason.clone(),
            }
        });
        gaps.collect()
    }

    /// Takes out what is gone, puts in what is new. No reader sees any of it yet.
    fn index(
        &self,
        changes: &Changes,
        manifest: &mut Manifest,
        tell: &mut impl FnMut(Event),
    ) -> Result<Indexed, IndexError> {
        let state = self.base.state.as_ref();
        let segments = state.map_or("", |(commit, _)| commit.segments.as_str());
        let store = Store::open(self.dir, segments).map_err(|error| self.failed(error))?;
        let store = store.for_writing(self.home);
        let lexicons = self.index_into(&store, changes, manifest, tell);
        match store.take_failure() {
            Some(failure) if lexicons.is_err() => Err(self.io_failed(failure)),
            _ => lexicons.map(|lexicons| Indexed {
                segments: store.meta(),
                lexicons,
            }),
        }
    }

    /// Gives the names of the lexicons.
    fn index_into(
        &self,
        store: &Store,
        changes: &Changes,
        manifest: &mut Manifest,
        tell: &mut impl FnMut(Event),
    ) -> Result<Vec<String>, IndexError> {
        let mut files: Vec<&CorpusFile> = changes.added.iter().chain(&changes.changed).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        tell(Event::Reading(files.len()));
        let (schema, fields) = schema::schema();
        let index = match &self.base.state {
            Some(_) => tantivy::Index::open(store.clone()),
            None => tantivy::Index::create(store.clone(), schema, settings()),
        };
        let mut index = index.map_err(|error| self.failed(error))?;
        index.set_tokenizers(terms::tokenizers());
        let threads = match changes.bytes {
            // Few documents in many segments would be found more slowly.
            0..MUCH => 1,
            _ => thread::available_parallelism().map_or(1, |count| count.get().min(MOST_THREADS)),
        };
        let mut writer: IndexWriter<Queued> = index
            .writer_with_num_threads(threads, threads * WRITER_MEMORY)
            .map_err(|error| self.failed(error))?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(MOST_ALIKE);
        policy.set_del_docs_ratio_before_merge(MOST_REMOVED);
        writer.set_merge_policy(Box::new(policy));
        for path in &changes.removed {
            writer.delete_term(tantivy::Term::from_field_text(fields.path, path));
        }
        let indexing = Indexing {
            corpus: self.corpus,
            lexicon: &self.lexicon,
            writer: &writer,
            fields: &fields,
            queue: Queue::default(),
            old: self.base.state.as_ref().map(|(_, old)| old),
        };
        let read = indexing.read(&files, threads, manifest, tell);
        read.map_err(|error| self.failed(error))?;
        thread::scope(|scope| {
            let lexicons = scope.spawn(|| self.write_lexicons());
            let committed = writer.commit().and_then(|_| writer.wait_merging_threads());
            let lexicons = lexicons.join().unwrap_or_else(|panic| resume_unwind(panic));
            committed.map_err(|error| self.failed(error))?;
            lexicons
        })
    }

    /// Replaces the commit, and then removes what only the last one named.
    fn commit(
        &self,
        manifest: &Manifest,
        indexed: Indexed,
        gaps: Vec<Gap>,
    ) -> Result<Commit, IndexError> {
        let Indexed { segments, lexicons } = indexed;
        let generation = self.generation();
        let name = manifest::name(generation);
        let (documents, words) = manifest.totals();
        let bytes = manifest
            .to_bytes()
            .map_err(|error| self.io_failed(io::Error::other(error)))?;
        self.home
            .create(&name, &bytes)
            .map_err(|error| self.io_failed(error))?;
        let store = Store::open(self.dir, &segments).map_err(|error| self.failed(error))?;
        let index = tantivy::Index::open(store).map_err(|error| self.failed(error))?;
        let metas = index.load_metas().map_err(|error| self.failed(error))?;
        let mut files: Vec<PathBuf> = metas.list_segment_files().into_iter().collect();
        // Not all that a segment may have is there.
        files.retain(|file| self.dir.join(file).exists() && !file.ends_with(".temp"));
        files.push(PathBuf::from(&name));
        files.extend(lexicons.iter().map(PathBuf::from));
        let known = self.base.state.as_ref().map(|(commit, _)| &commit.files);
        let mut sums = BTreeMap::new();
        for file in files {
            let name = file.to_string_lossy().into_owned();
            // Files are written once: those of the last commit are as they were.
            let sum = match known.and_then(|known| known.get(&name)) {
                Some(sum) => *sum,
                None => {
                    Sum::of_file(&self.dir.join(&file)).map_err(|error| self.io_failed(error))?
                }
            };
            sums.insert(name, sum);
        }
        let commit = Commit {
            generation,
            built_with: BuiltWith::now(),
            roots: self.roots.clone(),
            max_file_size: self.corpus.max_file_size(),
            gaps,
            documents,
            words,
            segments,
            manifest: name,
            lexicons,
            files: sums,
        };
        let last = Commit::files_in(self.dir);
        commit
            .write(self.dir, self.home)
            .map_err(|error| self.io_failed(error))?;
        self.home.remove_all_but(&commit, &last);
        Ok(commit)
    }

    /// Writes the words that no lexicon has; gives the names of the lexicons.
    fn write_lexicons(&self) -> Result<Vec<String>, IndexError> {
        let state = self.base.state.as_ref();
        let mut names = state.map_or(Vec::new(), |(commit, _)| commit.lexicons.clone());
        if !names.is_empty() && self.lexicon.is_empty() {
            return Ok(names);
        }
        let build = |from| {
            let built = self.lexicon.build(from);
            built.map_err(|source| IndexError::Lexicon {
                dir: self.dir.to_owned(),
                source,
            })
        };
        let mut lexicon = build(names.len())?;
        let size = |name: &String| {
            let sum = state.and_then(|(commit, _)| commit.files.get(name));
            sum.map_or(0, |sum| sum.size)
        };
        // Each is at least twice the next: so they are few, and what is written
        // again and again is little.
        let mut length = lexicon.len() as u64;
        while names.last().is_some_and(|last| size(last) < 2 * length) {
            length += names.pop().map_or(0, |last| size(&last));
        }
        if state.is_some_and(|(commit, _)| names.len() < commit.lexicons.len()) {
            lexicon = build(names.len())?;
        }
        let name = Commit::lexicon_name(self.generation());
        self.home
            .create(&name, &lexicon)
            .map_err(|error| self.io_failed(error))?;
        names.push(name);
        Ok(names)
    }

    /// That of the commit to come.
    fn generation(&self) -> u64 {
        self.base.next_generation
    }

    fn failed(&self, source: TantivyError) -> IndexError {
        IndexError::Tantivy {
            dir: self.dir.to_owned(),
            source,
        }
    }

    fn io_failed(&self, source: std::io::Error) -> IndexError {
        IndexError::Io {
            dir: self.dir.to_owned(),
            source,
        }
    }
}

impl UpdateReport {
    fn tell_unreadable(&self, tell: &mut impl FnMut(Event)) {
        let unreadable = self.unreadable.iter().cloned();
        unreadable.map(Event::Unreadable).for_each(tell);
    }

    fn of(mut self, commit: &Commit) -> UpdateReport {
        let count = |kind: DocumentKind| commit.documents[kind as usize];
        self.articles = count(DocumentKind::Article);
        self.sections = count(DocumentKind::Section);
        self.projects = count(DocumentKind::Project);
        self
    }
}

fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor::default()),
        docstore_blocksize: BLOCK,
        ..IndexSettings::default()
    }
}

pub(super) fn stamp_of(file: &CorpusFile) -> Option<Stamp> {
    Some(Stamp::of(&fs::metadata(&file.location).ok()?))
}

/// The newest generation of which there is a file, used or not.
fn newest_generation(dir: &Path) -> u64 {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let generations = names.filter_map(|name| {
        manifest::generation_of(&name).or_else(|| commit::lexicon_generation(&name))
    });
    // The last number has no next: no writer gets there.
    let usable = generations.filter(|&generation| generation < u64::MAX);
    usable.max().unwrap_or(0)
}

/// An index and its corpus that move together find each other again.
fn relative_roots(dir: &Path, corpus: &Corpus) -> std::io::Result<Vec<PathBuf>> {
    let dir = fs::canonicalize(dir)?;
    let relative =
        |root: &PathBuf| pathdiff::diff_paths(root, &dir).unwrap_or_else(|| root.clone());
    Ok(corpus.roots().iter().map(relative).collect())
}
