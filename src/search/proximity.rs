//! When words at given positions form a phrase. The retriever counts phrases and
//! the highlighter marks them by the same rule.

/// True when words follow one that stands at `start`, in order and with at most
/// `slop` others between the first and the last. `rest` holds the ascending
/// positions of each further word; `visit` is called with the one chosen.
pub(super) fn follow(start: u32, rest: &[Vec<u32>], slop: u32, mut visit: impl FnMut(u32)) -> bool {
    let mut last = start;
    rest.iter().all(|positions| {
        // The nearest position leaves most room for the words after it.
        let next = positions.partition_point(|&position| position <= last);
        let Some(&position) = positions.get(next) else {
            return false;
        };
        last = position;
        visit(position);
        last - start <= rest.len() as u32 + slop
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_in_order_within_the_slop() {
        let cases: [(&[&[u32]], u32, bool); 7] = [
            (&[], 0, true),
            (&[&[1]], 0, true),
            (&[&[2]], 0, false),
            (&[&[2]], 1, true),
            (&[&[0, 1], &[2]], 0, true),
            (&[&[2], &[1]], 9, false),
            (&[&[3], &[5]], 3, true),
        ];
        for (rest, slop, expected) in cases {
            let rest: Vec<Vec<u32>> = rest.iter().map(|positions| positions.to_vec()).collect();
            assert_eq!(follow(0, &rest, slop, |_| ()), expected, "{rest:?} {slop}");
        }
    }

    #[test]
    fn each_chosen_position_is_visited() {
        let mut visited = Vec::new();
        assert!(follow(4, &[vec![1, 6], vec![7]], 1, |at| visited.push(at)));
        assert_eq!(visited, [6, 7]);
    }
}
