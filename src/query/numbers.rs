//! The numbers behind `~` and `^`. One too large for its type is the most there
//! is, never none. Knows nothing of where in a query they stand.

/// The greatest slop of a phrase and the greatest boost; more is no more.
const MAX_SLOP: u32 = 100;
const MAX_BOOST: f32 = 1000.0;

/// The greatest edit distance.
pub(super) const MAX_EDITS: u8 = 2;

/// How far the words of a phrase may be apart, from the digits behind `~`.
pub(super) fn slop(digits: &str) -> u32 {
    match digits {
        "" => 1,
        // What is no u32 is more than that.
        digits => digits.parse().unwrap_or(MAX_SLOP).min(MAX_SLOP),
    }
}

/// What stands behind `~` as a number of edits; none when it is no number, or
/// when both sides are, as in 5~10.
pub(super) fn edits(word: &str, number: &str) -> Option<u8> {
    match number {
        "" if word.chars().count() < 6 => Some(1),
        "" => Some(MAX_EDITS),
        "0" | "1" | "2" => number.parse().ok(),
        _ => {
            let digits = number.chars().all(|c| c.is_ascii_digit());
            (digits && word.contains(char::is_alphabetic)).then_some(MAX_EDITS)
        }
    }
}

/// What stands behind `^` as a weight, an error when it is below 0; none when
/// it is no number.
pub(super) fn boost(number: &str) -> Option<Result<f32, String>> {
    let unsigned = number.strip_prefix(['-', '+']).unwrap_or(number);
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    // Too large a number is read as infinite.
    let weight: f32 = unsigned.parse().ok()?;
    Some(if number.starts_with('-') {
        Err(format!("a weight is not below 0: ^{number} is ignored"))
    } else {
        Ok(weight.min(MAX_BOOST))
    })
}
