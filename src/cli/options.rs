//! Options that all commands share, and values that several of them take. The doc
//! comments are the help texts.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::document::DocumentKind;

/// Options of every command. `None` and `false` leave the decision to the
/// configuration files and the defaults, see [`Settings`](super::settings::Settings).
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct GlobalOptions {
    /// Use the index in this directory [default: index]
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "OBZOR_INDEX",
        hide_env = true
    )]
    pub index: Option<PathBuf>,

    /// When to use colors and links [default: auto]
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        env = "OBZOR_COLOR",
        hide_env = true,
        hide_short_help = true
    )]
    pub color: Option<ColorChoice>,

    /// Do not show long output in a pager ($OBZOR_PAGER, $PAGER)
    #[arg(long, global = true, hide_short_help = true)]
    pub no_pager: bool,

    /// Answer from the index as it is, without looking for changes in the corpus
    #[arg(long, global = true, hide_short_help = true)]
    pub no_refresh: bool,

    /// Fail if the index is damaged or of another version, instead of
    /// rebuilding it
    #[arg(long, global = true, hide_short_help = true)]
    pub no_heal: bool,

    /// Do not read obzor.toml or the user configuration
    #[arg(long, global = true, hide_short_help = true)]
    pub no_config: bool,
}

/// When to use colors.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum ColorChoice {
    /// In a terminal, unless NO_COLOR or CLICOLOR says otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Output formats of the commands that do not print hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum OutputFormat {
    /// For people
    Text,
    /// One JSON object, for scripts
    Json,
}

impl ValueEnum for DocumentKind {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}
