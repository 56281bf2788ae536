//! The definition of a phrase match, shared by retrievers, which count phrases, and
//! by the highlighter, which marks them.

/// True when the other words of a phrase follow the first one, which is at position
/// `start`: in order, with at most `slop` other words in between. `rest` has the
/// ascending positions of each further word; `visit` gets the chosen ones.
pub(super) fn follow(start: u32, rest: &[Vec<u32>], slop: u32, mut visit: impl FnMut(u32)) -> bool {
    let mut last = start;
    rest.iter().all(|positions| {
        // The nearest position leaves the most slop for the words after it.
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
