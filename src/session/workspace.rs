//! Where an index and its corpus are, and which of these places count.
//!
//! Decides what may be read and written before anything is. Knows nothing of
//! what is in an index, nor of configuration files.

use std::env;
use std::path::{Path, PathBuf};

use super::error::SessionError;
use super::known_roots;
use super::trust::{is_inside, is_trusted_owner};
use crate::corpus::Corpus;
use crate::index::Index;
use crate::ingest;

/// Where an index and its corpus are.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// The index's directory.
    pub index: PathBuf,
    /// The folder that the index may not leave; `None` when the user named it.
    pub index_bounds: Option<PathBuf>,
    /// What is indexed when no index names anything.
    pub corpus: Vec<PathBuf>,
    /// The folder that the corpus may not leave; `None` when the user named it.
    pub corpus_bounds: Option<PathBuf>,
    /// The folder of the project that named these places, if one did.
    pub project: Option<PathBuf>,
}

impl Workspace {
    /// An index and a corpus that the user named.
    pub fn new(index: impl Into<PathBuf>, corpus: impl IntoIterator<Item = PathBuf>) -> Workspace {
        Workspace {
            index: index.into(),
            corpus: corpus.into_iter().collect(),
            ..Workspace::default()
        }
    }

    /// Fails when a project, and not its user, puts the index somewhere outside
    /// of it, makes it a link, or has one of another user.
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

    fn is_project_above(&self) -> bool {
        let here = env::current_dir();
        self.project
            .as_ref()
            .is_some_and(|project| here.is_ok_and(|here| here != *project))
    }

    /// Fails when a project, and not its user, puts the corpus somewhere outside
    /// of it.
    pub fn check_corpus(&self) -> Result<(), SessionError> {
        let Some(bounds) = &self.corpus_bounds else {
            return Ok(());
        };
        match self.corpus.iter().find(|root| !is_inside(root, bounds)) {
            Some(root) => Err(SessionError::CorpusOutside { root: root.clone() }),
            None => Ok(()),
        }
    }

    /// Fails when an index that is there names roots outside of its project that
    /// this user did not name for it.
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

    /// Remembers that this user named a corpus, where that matters.
    pub fn remember_roots(&self, corpus: &Corpus) -> Result<(), SessionError> {
        let (index, outside) = self.roots_outside(corpus)?;
        if outside.is_empty() || known_roots::named_roots(&index) == outside {
            return Ok(());
        }
        known_roots::remember_roots(&index, &outside).map_err(SessionError::NotRemembered)
    }

    /// The corpus that nothing but the workspace names.
    pub fn own_corpus(&self) -> Result<Corpus, SessionError> {
        self.check_corpus()?;
        Corpus::new(&self.corpus).map_err(SessionError::Corpus)
    }

    /// The corpus recorded in the index that is there, whatever its state;
    /// `None` when there is no index, or it does not say.
    pub fn recorded_corpus(&self) -> Option<Result<Corpus, SessionError>> {
        let recorded = ingest::recorded_corpus(&self.index)?;
        Some(recorded.map_err(SessionError::Corpus))
    }

    /// The corpus of an open index, if it is there and this user may have it read.
    pub(crate) fn corpus_of(&self, index: &Index) -> Result<Corpus, SessionError> {
        let corpus = ingest::corpus_of(index).map_err(SessionError::Corpus)?;
        self.check_roots(&corpus)?;
        Ok(corpus)
    }

    /// Where the index is, and the roots of a corpus that are outside of its
    /// project: the project's folder when the index is in it, else the folder
    /// that the index is in.
    fn roots_outside(&self, corpus: &Corpus) -> Result<(PathBuf, Vec<PathBuf>), SessionError> {
        let index = self
            .index
            .canonicalize()
            .map_err(|source| SessionError::Place {
                index: self.index.clone(),
                source,
            })?;
        // A project's folder that is gone holds no index.
        let project = self.project.as_ref().and_then(|p| p.canonicalize().ok());
        let project = project.filter(|project| index.starts_with(project));
        let project = project.or_else(|| index.parent().map(Path::to_owned));
        let project = project.unwrap_or_else(|| index.clone());
        let roots = corpus.roots().iter();
        let outside = roots.filter(|root| !root.starts_with(&project));
        Ok((index, outside.cloned().collect()))
    }
}
