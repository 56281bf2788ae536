//! How the program is linked; knows nothing of what it does.
//!
//! It holds tables of words in many languages, and with them some 41,000
//! addresses, which a program that may be loaded anywhere has to put right each
//! time that it starts: that took a quarter of a query. Linked for one place it
//! has none to put right.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    // Cargo sets these; without them, no target-specific option is set.
    let target = |what: &str| env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
