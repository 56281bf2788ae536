//! `obzor analyze`: shows how a text is analyzed. Needs no index.

use std::io::{self, Read, Write};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::analysis::Analyzer;
use crate::answer::TokenList;
use crate::cli::exit_status::ExitStatus;
use crate::cli::options::OutputFormat;
use crate::language;
use crate::output::{json, token_table};

/// Arguments of `analyze`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AnalyzeArgs {
    /// Analyze this text [default: standard input]
    #[arg(value_name = "TEXT")]
    pub text: Vec<String>,

    /// Analyze the text as this language [default: detected]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,

    /// Print the tokens in this format
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: OutputFormat,
}

/// The language of a text, that of its script if it is too short to tell.
fn detected(text: &str) -> String {
    let detected = language::detect(text);
    match detected.is_reliable {
        true => detected.tag,
        false => language::of_script(text).to_owned(),
    }
}

/// Prints the tokens; not found if the text has none. Bytes that are not UTF-8
/// become replacement characters, as in articles.
pub(in crate::cli) fn run(args: &AnalyzeArgs, out: &mut dyn Write) -> Result<ExitStatus> {
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
        None => detected(&text),
        Some(tag) => match language::parse_tag(tag) {
            Some(tag) => tag,
            None => bail!("{tag:?} is not a language tag, such as ru, en or pt-br"),
        },
    };
    let tokens = Analyzer::new().analyze(&text, &lang);
    let list = TokenList::new(&text, &lang, &tokens);
    match args.format {
        OutputFormat::Text => token_table::print(out, &list)?,
        OutputFormat::Json => json::write_line(out, &list)?,
    }
    Ok(ExitStatus::found(!tokens.is_empty()))
}
