//! The `obzor` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    obzor::cli::main()
}
