//! Digits of all scripts as those of ASCII.

/// The zeros of scripts, each followed by its other digits (Unicode's category Nd).
/// Full-width digits and those of mathematics are decomposed before.
const ZEROS: [char; 36] = [
    '\u{660}',
    '\u{6f0}',
    '\u{7c0}',
    '\u{966}',
    '\u{9e6}',
    '\u{a66}',
    '\u{ae6}',
    '\u{b66}',
    '\u{be6}',
    '\u{c66}',
    '\u{ce6}',
    '\u{d66}',
    '\u{de6}',
    '\u{e50}',
    '\u{ed0}',
    '\u{f20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17e0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19d0}',
    '\u{1a80}',
    '\u{1a90}',
    '\u{1b50}',
    '\u{1bb0}',
    '\u{1c40}',
    '\u{1c50}',
    '\u{a620}',
    '\u{a8d0}',
    '\u{a900}',
    '\u{a9d0}',
    '\u{a9f0}',
    '\u{aa50}',
    '\u{abf0}',
    '\u{104a0}',
];

/// A digit of any script as that of ASCII; any other character as it is.
pub(super) fn to_ascii(c: char) -> char {
    if c < ZEROS[0] {
        return c;
    }
    let after = ZEROS.partition_point(|zero| *zero <= c);
    let value = after.checked_sub(1).map(|at| c as u32 - ZEROS[at] as u32);
    let digit = value.and_then(|value| char::from_digit(value, 10));
    digit.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_all_scripts_are_those_of_ascii() {
        for (digits, expected) in [
            ("۱۲۳", "123"),
            ("१२३", "123"),
            ("๙", "9"),
            ("a7", "a7"),
            ("٩ي", "9ي"),
        ] {
            let ascii: String = digits.chars().map(to_ascii).collect();
            assert_eq!(ascii, expected);
        }
    }

    #[test]
    fn the_table_is_in_order_and_every_zero_has_nine_after_it() {
        assert!(ZEROS.is_sorted());
        for zero in ZEROS {
            for value in 0..10 {
                let digit = char::from_u32(zero as u32 + value).unwrap();
                assert!(digit.is_numeric(), "{digit:?}");
            }
        }
    }
}
