//! JSON Schemas of what is printed: the contract with scripts, in writing.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

/// Version of the JSON contract, in every object.
pub(crate) const SCHEMA_VERSION: u32 = 2;

/// The schema files by the name of what they describe.
pub(crate) const SCHEMAS: [(&str, &str); 8] = [
    ("query", QUERY),
    ("hit", include_str!("schemas/hit.json")),
    ("batch", include_str!("schemas/batch.json")),
    ("list", include_str!("schemas/list.json")),
    ("show", include_str!("schemas/show.json")),
    ("analyze", include_str!("schemas/analyze.json")),
    ("doctor", include_str!("schemas/doctor.json")),
    ("suggest", include_str!("schemas/suggest.json")),
];

const QUERY: &str = include_str!("schemas/query.json");

/// Prints a schema; what it takes from another file is put in.
pub(crate) fn print(out: &mut dyn Write, schema: &str) -> io::Result<()> {
    let mut schema: Value = serde_json::from_str(schema)?;
    if refer_within(&mut schema) {
        let mut answer: Map<String, Value> = serde_json::from_str(QUERY)?;
        let mut parts = answer.remove("$defs").unwrap_or_else(|| json!({}));
        answer.remove("$schema");
        parts["answer"] = Value::Object(answer);
        schema["$defs"] = parts;
    }
    serde_json::to_writer_pretty(&mut *out, &schema)?;
    writeln!(out)
}

/// Makes references to the schema of answers point into the same file; tells
/// whether there were any.
fn refer_within(schema: &mut Value) -> bool {
    let mut found = false;
    match schema {
        Value::Object(map) => {
            for (key, value) in map {
                match value.as_str().and_then(|to| to.strip_prefix("query.json")) {
                    Some(part) if key == "$ref" => {
                        let part = if part.is_empty() {
                            "#/$defs/answer"
                        } else {
                            part
                        };
                        *value = Value::String(part.to_owned());
                        found = true;
                    }
                    _ => found |= refer_within(value),
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                found |= refer_within(item);
            }
        }
        _ => {}
    }
    found
}
