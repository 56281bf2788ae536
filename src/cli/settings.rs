//! What holds for a run: the command line over the environment (which clap
//! reads) over configuration files over what is usual.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::config::{Config, is_inside, is_trusted_owner};
use super::messages::tell;
use super::options::{ColorChoice, GlobalOptions};
use crate::corpus::Corpus;
use crate::session::known_roots;

/// The index when none is named.
const INDEX: &str = "index";

/// The corpus when none is named.
const CORPUS: &str = "corpus";

/// The settings of a run.
pub(super) struct Settings {
    /// The index's directory.
    pub(super) index: PathBuf,
    /// No index was named on the command line or in the environment: one that
    /// is not there is built.
    pub(super) own_index: bool,
    /// What is indexed when nothing is named.
    pub(super) corpus: Vec<PathBuf>,
    /// The folder that the index may not leave; none when the user named it.
    index_bounds: Option<PathBuf>,
    /// The folder that the corpus may not leave; none when the user named it.
    corpus_bounds: Option<PathBuf>,
    /// When to use colours.
    pub(super) color: ColorChoice,
    /// Long output goes to a pager.
    pub(super) pager: bool,
    /// The index is brought up to date before it is read.
    pub(super) refresh: bool,
    /// An index that cannot be used is built anew.
    pub(super) heal: bool,
    /// What the configuration says beside that.
    pub(super) config: Config,
}

impl Settings {
    pub(super) fn new(options: &GlobalOptions) -> Result<Settings> {
        let config = if options.no_config {
            Config::default()
        } else {
            let here = env::current_dir().context("cannot tell the working directory")?;
            Config::load(&here, |message| {
                tell(format_args!("warning: {message}"));
            })?
        };
        let base = config.project.as_deref().unwrap_or(Path::new(""));
        let bounds = config.project.clone().unwrap_or_else(|| PathBuf::from("."));
        let own_index = options.index.is_none();
        let names = config.project_names;
        let bounded_index = own_index && (config.index.is_none() || names.index);
        let bounded_corpus = config.corpus.is_none() || names.corpus;
        let index = options.index.clone().or_else(|| config.index.clone());
        let corpus = config.corpus.clone();
        Ok(Settings {
            own_index,
            index_bounds: bounded_index.then(|| bounds.clone()),
            corpus_bounds: bounded_corpus.then_some(bounds),
            index: index.unwrap_or_else(|| base.join(INDEX)),
            corpus: corpus.unwrap_or_else(|| vec![base.join(CORPUS)]),
            color: match (options.color, config.color.as_deref()) {
                (Some(color), _) => color,
                (None, None | Some("auto")) => ColorChoice::Auto,
                (None, Some("always")) => ColorChoice::Always,
                (None, Some("never")) => ColorChoice::Never,
                (None, Some(other)) => {
                    bail!("`color = {other:?}` in the configuration: it is auto, always or never")
                }
            },
            refresh: !options.no_refresh,
            heal: !options.no_heal,
            pager: !options.no_pager && config.pager.unwrap_or(true),
            config,
        })
    }

    /// Fails when a project, and not its user, puts the index or the corpus
    /// somewhere outside of it, or makes the index a link.
    pub(super) fn check_index(&self) -> Result<()> {
        let index = self.index.display();
        if let Some(bounds) = &self.index_bounds {
            if self.index.is_symlink() {
                bail!(
                    "{index} is a symbolic link, which is followed only when you name it: --index {index}"
                );
            }
            let above = env::current_dir().is_ok_and(|here| self.config.project != Some(here));
            let found = self
                .index
                .metadata()
                .ok()
                .filter(|_| above && self.config.project.is_some());
            if found.is_some_and(|found| !is_trusted_owner(&found)) {
                bail!("{index} belongs to another user: if you want it used, name it with --index");
            }
            if !is_inside(&self.index, bounds) {
                bail!(
                    "the project puts its index outside of its folder, at {index}: if you want that, name it with --index"
                );
            }
        }
        Ok(())
    }

    /// Like [`Settings::check_index`], for the corpus.
    pub(super) fn check_corpus(&self) -> Result<()> {
        let Some(bounds) = &self.corpus_bounds else {
            return Ok(());
        };
        for root in &self.corpus {
            if !is_inside(root, bounds) {
                let root = root.display();
                bail!(
                    "the project puts its corpus outside of its folder, at {root}: if you want that, name it: obzor index {root}"
                );
            }
        }
        Ok(())
    }

    /// Fails when an index that is there names roots outside of its project
    /// that this user did not name for it.
    pub(super) fn check_roots(&self, corpus: &Corpus) -> Result<()> {
        let (index, outside) = self.roots_outside(corpus)?;
        if outside.is_empty() {
            return Ok(());
        }
        let named = known_roots::named_roots(&index);
        match outside.iter().find(|root| !named.contains(root)) {
            Some(root) => {
                let root = root.display();
                bail!(
                    "the index names {root}, which is outside of its project and was not named by you: if you want it read, name it once: obzor index {root}"
                )
            }
            None => Ok(()),
        }
    }

    /// Remembers that this user named a corpus, where that matters.
    pub(super) fn remember_roots(&self, corpus: &Corpus) -> Result<()> {
        let (index, outside) = self.roots_outside(corpus)?;
        if outside.is_empty() || known_roots::named_roots(&index) == outside {
            return Ok(());
        }
        known_roots::remember_roots(&index, &outside).context(
            "cannot remember that you named this corpus: queries will not look for changes",
        )
    }

    /// Where the index is, and the roots of a corpus that are outside of its
    /// project: the folder of the project's file when the index is in it, else
    /// the folder that the index is in.
    fn roots_outside(&self, corpus: &Corpus) -> Result<(PathBuf, Vec<PathBuf>)> {
        let cannot_tell = || format!("cannot tell where {} is", self.index.display());
        let index = self.index.canonicalize().with_context(cannot_tell)?;
        let project = self.config.project.as_ref();
        // A project's folder that is gone holds no index.
        let project = project.and_then(|project| project.canonicalize().ok());
        let project = project.filter(|project| index.starts_with(project));
        let project = project.or_else(|| index.parent().map(Path::to_owned));
        let project = project.unwrap_or_else(|| index.clone());
        let roots = corpus.roots().iter();
        let outside = roots.filter(|root| !root.starts_with(&project));
        Ok((index, outside.cloned().collect()))
    }
}
