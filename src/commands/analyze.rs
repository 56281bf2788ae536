//! `obzor analyze`: what a text is indexed and searched as.

use std::io::{self, Read, Write};

use anyhow::{Context, Result, bail};

use super::Outcome;
use crate::analysis::Analyzer;
use crate::cli::{AnalyzeArgs, Format};
use crate::language;
use crate::output;

pub(super) fn run(args: &AnalyzeArgs, out: &mut dyn Write) -> Result<Outcome> {
    let text = if args.text.is_empty() {
        let mut bytes = Vec::new();
        io::stdin()
            .read_to_end(&mut bytes)
            .context("cannot read standard input")?;
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        args.text.join(" ")
    };
    let lang = match &args.lang {
        None => language::of_script([text.as_str()]),
        Some(tag) => match language::parse_tag(tag) {
            Some(tag) => tag,
            None => bail!("{tag:?} is no language tag: give one as ru, en or pt-br"),
        },
    };
    let tokens = Analyzer::new().analyze(&text, &lang);
    match args.format {
        Format::Text => output::words::tokens(out, &text, &tokens)?,
        Format::Json => output::json::tokens(out, &text, &lang, &tokens)?,
    }
    Ok(Outcome::of(!tokens.is_empty()))
}
