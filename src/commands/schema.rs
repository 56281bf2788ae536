//! `obzor schema`: the JSON Schema of an output.

use std::io::Write;

use anyhow::{Result, bail};

use super::Outcome;
use crate::cli::SchemaArgs;
use crate::output::schema::{self, SCHEMAS};

pub(super) fn run(args: &SchemaArgs, out: &mut dyn Write) -> Result<Outcome> {
    let found = SCHEMAS.iter().find(|(name, _)| *name == args.output);
    let Some((_, text)) = found else {
        let names = SCHEMAS.map(|(name, _)| name).join(", ");
        bail!("there is no schema {:?}; there are {names}", args.output);
    };
    schema::print(out, text)?;
    Ok(Outcome::Found)
}
