//! Sorted lists of byte ranges.

use std::ops::Range;

/// The parts of `range` outside the sorted `holes`.
pub(super) fn subtract(range: Range<usize>, holes: &[Range<usize>]) -> Vec<Range<usize>> {
    let first = holes.partition_point(|hole| hole.end <= range.start);
    let mut parts = Vec::with_capacity(1);
    let mut at = range.start;
    for hole in holes[first..]
        .iter()
        .take_while(|hole| hole.start < range.end)
    {
        if at < hole.start {
            parts.push(at..hole.start);
        }
        at = at.max(hole.end);
    }
    if at < range.end {
        parts.push(at..range.end);
    }
    parts
}

/// Whether `range` has bytes in common with one of the sorted `holes`.
pub(super) fn overlaps(range: &Range<usize>, holes: &[Range<usize>]) -> bool {
    let first = holes.partition_point(|hole| hole.end <= range.start);
    holes.get(first).is_some_and(|hole| hole.start < range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_a_range_is_what_no_hole_covers() {
        let text = "ab--ef-hi---mn";
        let holes = [2..4, 6..7, 9..12];
        let cases: [(_, &[&str]); 5] = [
            (0..2, &["ab"]),
            (0..8, &["ab", "ef", "h"]),
            (3..6, &["ef"]),
            (9..12, &[]),
            (11..14, &["mn"]),
        ];
        for (range, expected) in cases {
            let parts = subtract(range.clone(), &holes);
            let parts: Vec<_> = parts.into_iter().map(|part| &text[part]).collect();
            assert_eq!(parts, expected, "{range:?}");
            assert_eq!(overlaps(&range, &holes), parts != [&text[range]]);
        }
    }
}
