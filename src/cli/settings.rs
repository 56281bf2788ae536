//! The settings of a run. In order of precedence: command line, environment
//! (clap reads both), configuration files, defaults.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::config::Config;
use super::messages::tell;
use super::options::{ColorChoice, GlobalOptions};
use crate::session::{SessionOptions, Workspace};

/// The default directory of the index, relative to the project or the working
/// directory.
const INDEX: &str = "index";

/// The default corpus, relative to the same folder.
const CORPUS: &str = "corpus";

/// The settings of a run.
pub(super) struct Settings {
    /// Where the index and the corpus are.
    pub(super) workspace: Workspace,
    /// The index is not named on the command line or in the environment, so it is
    /// built if missing. A named index must exist: its name may be misspelled.
    pub(super) own_index: bool,
    /// When to use colors.
    pub(super) color: ColorChoice,
    /// Whether long output goes to a pager.
    pub(super) pager: bool,
    /// Whether the index is updated before it is read.
    pub(super) refresh: bool,
    /// Whether an unusable index is rebuilt.
    pub(super) heal: bool,
    /// The configuration, for settings of single commands.
    pub(super) config: Config,
}

impl Settings {
    /// Reads the configuration files unless told not to. Places that a project's
    /// file sets, and default places, may not lead outside of the project.
    pub(super) fn new(options: &GlobalOptions) -> Result<Settings> {
        let config = if options.no_config {
            Config::default()
        } else {
            let here = env::current_dir().context("cannot find the working directory")?;
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
            workspace: Workspace {
                index: index.unwrap_or_else(|| base.join(INDEX)),
                index_bounds: bounded_index.then(|| bounds.clone()),
                corpus: corpus.unwrap_or_else(|| vec![base.join(CORPUS)]),
                corpus_bounds: bounded_corpus.then_some(bounds),
                project: config.project.clone(),
            },
            color: match (options.color, config.color.as_deref()) {
                (Some(color), _) => color,
                (None, None | Some("auto")) => ColorChoice::Auto,
                (None, Some("always")) => ColorChoice::Always,
                (None, Some("never")) => ColorChoice::Never,
                (None, Some(other)) => {
                    bail!("`color = {other:?}` in the configuration: must be auto, always or never")
                }
            },
            refresh: !options.no_refresh,
            heal: !options.no_heal,
            pager: !options.no_pager && config.pager.unwrap_or(true),
            config,
        })
    }

    /// For commands that read the index. `query` and `eval` turn synonyms on.
    pub(super) fn session_options(&self) -> SessionOptions {
        SessionOptions {
            build: self.own_index,
            refresh: self.refresh,
            heal: self.heal,
            synonyms: false,
            ..SessionOptions::new(self.workspace.clone())
        }
    }
}
