//! Options that all commands share, and the values that several of them take.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::document::DocumentKind;

/// Options of every command.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct GlobalOptions {
    /// The index's directory [default: index]
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "OBZOR_INDEX",
        hide_env = true
    )]
    pub index: Option<PathBuf>,

    /// When to use colours and links [default: auto]
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

    /// Answer from the index as it is, whatever has changed in the corpus
    #[arg(long, global = true, hide_short_help = true)]
    pub no_refresh: bool,

    /// Fail when the index is damaged or of another version, instead of
    /// building it anew
    #[arg(long, global = true, hide_short_help = true)]
    pub no_heal: bool,

    /// Read no obzor.toml and no user configuration
    #[arg(long, global = true, hide_short_help = true)]
    pub no_config: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum ColorChoice {
    /// In a terminal, unless NO_COLOR or CLICOLOR say otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Output formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum OutputFormat {
    /// For the eye
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
