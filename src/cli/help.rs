//! Examples, printed below the help of each command.
//!
//! Clap prints them as they are, without wrapping. `tests/integration/helping.rs`
//! runs the commands in them.

/// Below `query -h`, which has room for the operators only.
pub(super) const QUERY_TIP: &str = "\
Operators: \"рынок GPU\" +solana -render нейро* nosanna~ !токенов name:node ( )
More options, the query language and examples: obzor query --help";

/// Below `query --help`: the whole query language. Keep
/// it in step with the table in README.md.
pub(super) const QUERY_EXAMPLES: &str = "\
The query language:
  рынок GPU              any of the words, in any form; more words rank higher
  \"рынок GPU\"            in sequence, in exactly these forms (\"…\"~2: up to 2 words between)
  +solana -render        required, excluded (put `--` before a query that starts with -)
  a AND b, a OR b, NOT a, ( )     also И, ИЛИ, НЕ, in upper case
  нейро*  nosanna~       words with this prefix; words one edit away (~2: two)
  !токенов  gpu^2        exactly this form; twice the weight
  name: heading:         only in names, only in headings
  section: kind: tag: lang: path: author:     only these documents

Examples:
  obzor query аренда GPU
  obzor query --kind project --section рынки Solana
  obzor query --all --format json рендеринг Solana | jq -r '.hits[].name'
  obzor query -l Solana | xargs grep -c GPU
  vim -q <(obzor query --format vimgrep рынок)";

pub(super) const LIST_EXAMPLES: &str = "\
Examples:
  obzor list --section рынки
  obzor list --kind project --format json | jq '.documents | length'";

pub(super) const SHOW_EXAMPLES: &str = "\
Examples:
  obzor show Akash Network
  obzor show --format json io.net | jq -r .markdown";

pub(super) const SCHEMA_EXAMPLES: &str = "\
Examples:
  obzor schema query > query.schema.json";

pub(super) const COMPLETIONS_EXAMPLES: &str = "\
Names are completed from the index: obzor show No<Tab>

Examples:
  bash   echo 'source <(obzor completions bash)' >> ~/.bashrc
  zsh    echo 'source <(obzor completions zsh)' >> ~/.zshrc
  fish   obzor completions fish > ~/.config/fish/completions/obzor.fish";

pub(super) const MAN_EXAMPLES: &str = "\
Examples:
  obzor man | man -l -
  obzor man query > /usr/local/share/man/man1/obzor-query.1";

pub(super) const INDEX_EXAMPLES: &str = "\
Examples:
  obzor index articles/ notes/overview.ru.md
  obzor index                       update after an edit";

pub(super) const SUGGEST_EXAMPLES: &str = "\
Examples:
  obzor suggest nod
  obzor suggest -n 1 рынк";

pub(super) const EVAL_EXAMPLES: &str = "\
Examples:
  obzor eval topics.tsv qrels.txt
  obzor eval topics.tsv qrels.txt --weight stem=0 --per-topic";

pub(super) const ANALYZE_EXAMPLES: &str = "\
Examples:
  obzor analyze рынки токенов на io.net
  obzor analyze --lang de --format json Märkte | jq -r '.tokens[].terms[].term'";

pub(super) const DOCTOR_EXAMPLES: &str = "\
Examples:
  obzor doctor
  obzor doctor --format json | jq -r '.problems[]'
  obzor doctor >/dev/null || obzor index";
