//! Where an index and its corpus are, and whether these places may be used.
//!
//! Decides that before anything is read or written. Knows neither configuration
//! files nor the format of an index.

use std::env;
use std::path::{Path, PathBuf};

use super::error::SessionError;
use super::known_roots;
use super::trust::{is_inside, is_trusted_owner};
use crate::corpus::Corpus;
use crate::index::Index;
use crate::ingest;

/// The places of an index and its corpus.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// The index's directory.
    pub index: PathBuf,
    /// The folder that the index must be in; `None` if the user named the index.
    pub index_bounds: Option<PathBuf>,
    /// The roots to index if there is no index that records its own.
    pub corpus: Vec<PathBuf>,
    /// The folder that the corpus must be in; `None` if the user named the corpus.
    pub corpus_bounds: Option<PathBuf>,
    /// The folder of the project whose file set these places, if one did.
    pub project: Option<PathBuf>,
}

impl Workspace {
    /// An index and a corpus that the user named, so they may be anywhere.
    pub fn new(index: impl Into<PathBuf>, corpus: impl IntoIterator<Item = PathBuf>) -> Workspace {
        Workspace {
            index: index.into(),
            corpus: corpus.into_iter().collect(),
            ..Workspace::default()
        }
    }

    /// Fails if a project, not its user, places the index outside of the project,
    /// makes it a link, or has an index of another user.
    pub fn check_index(&self) -> Result<(), SessionError> {
        let Some(bounds) = &self.index_bounds else {
            return Ok(());
        };
        let index = self.index.clone();
        if index.is_symlink() {
            return Err(SessionError::LinkedIndex { index });
        }
        if self.is_project_above()
            && let Ok(metadata) = index.metadata()
            && !is_trusted_owner(&metadata)
        {
            return Err(SessionError::UntrustedOwner { index });
        }
        if !is_inside(&index, bounds) {
            return Err(SessionError::IndexOutside { index });
        }
        Ok(())
    }

    /// Whether the project is not the working directory, but one above it.
    fn is_project_above(&self) -> bool {
        let here = env::current_dir();
        self.project
            .as_ref()
            .is_some_and(|project| here.is_ok_and(|here| here != *project))
    }

    /// Fails if a project, not its user, places the corpus outside of the project.
    pub fn check_corpus(&self) -> Result<(), SessionError> {
        let Some(bounds) = &self.corpus_bounds else {
            return Ok(());
        };
        match self.corpus.iter().find(|root| !is_inside(root, bounds)) {
            Some(root) => Err(SessionError::CorpusOutside { root: root.clone() }),
            None => Ok(()),
        }
    }

    /// Fails if an existing index records roots outside of its project that this
    /// user did not name for it.
    pub fn check_roots(&self, corpus: &Corpus) -> Result<(), SessionError> {
        let (index, outside) = self.roots_outside(corpus)?;
        if outside.is_empty() {
            return Ok(());
        }
        let named = known_roots::named_roots(&index);
        match outside.into_iter().find(|root| !named.contains(root)) {
            Some(root) => Err(SessionError::RootNotNamed { root }),
            None => Ok(()),
        }
    }

    /// Saves that this user named a corpus, if parts of it are outside of the
    /// project.
    pub fn remember_roots(&self, corpus: &Corpus) -> Result<(), SessionError> {
        let (index, outside) = self.roots_outside(corpus)?;
        if outside.is_empty() || known_roots::named_roots(&index) == outside {
            return Ok(());
        }
        known_roots::remember_roots(&index, &outside).map_err(SessionError::NotRemembered)
    }

    /// The workspace's corpus, whatever an index records.
    pub fn own_corpus(&self) -> Result<Corpus, SessionError> {
        self.check_corpus()?;
        Corpus::new(&self.corpus).map_err(SessionError::Corpus)
    }

    /// The corpus recorded in the index, which may be damaged; `None` if there is no
    /// index, or it records none.
    pub fn recorded_corpus(&self) -> Option<Result<Corpus, SessionError>> {
        let recorded = ingest::recorded_corpus(&self.index)?;
        Some(recorded.map_err(SessionError::Corpus))
    }

    /// The corpus of an open index. Fails if it is gone or may not be read.
    pub(crate) fn corpus_of(&self, index: &Index) -> Result<Corpus, SessionError> {
        let corpus = ingest::corpus_of(index).map_err(SessionError::Corpus)?;
        self.check_roots(&corpus)?;
        Ok(corpus)
    }

    /// The canonical path of the index, and the roots outside of its project. The
    /// project is the project's folder if the index is in it, else the parent
    /// folder of the index.
    fn roots_outside(&self, corpus: &Corpus) -> Result<(PathBuf, Vec<PathBuf>), SessionError> {
        let index = self
            .index
            .canonicalize()
            .map_err(|source| SessionError::Place {
                index: self.index.clone(),
                source,
            })?;
        // A project folder that no longer exists holds no index.
        let project = self.project.as_ref().and_then(|p| p.canonicalize().ok());
        let project = project.filter(|project| index.starts_with(project));
        let project = project.or_else(|| index.parent().map(Path::to_owned));
        let project = project.unwrap_or_else(|| index.clone());
        let roots = corpus.roots().iter();
        let outside = roots.filter(|root| !root.starts_with(&project));
        Ok((index, outside.cloned().collect()))
    }
}
