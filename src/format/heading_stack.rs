//! Which headings hold the text being read.

/// The open headings, outermost first.
#[derive(Default)]
pub(super) struct HeadingStack {
    /// Level and section.
    open: Vec<(u8, usize)>,
}

impl HeadingStack {
    /// Opens a heading of `level` (1 to 6) for a section and returns the
    /// sections above it. Levels may be skipped.
    pub(super) fn open(&mut self, level: u8, section: usize) -> Vec<usize> {
        while self.open.last().is_some_and(|&(above, _)| above >= level) {
            self.open.pop();
        }
        let parents = self.open.iter().map(|&(_, section)| section).collect();
        self.open.push((level, section));
        parents
    }

    /// Closes all headings: what follows is the article's own text.
    pub(super) fn clear(&mut self) {
        self.open.clear();
    }

    /// The innermost section.
    pub(super) fn current(&self) -> Option<usize> {
        self.open.last().map(|&(_, section)| section)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_nest_over_skipped_levels() {
        let mut headings = HeadingStack::default();
        let steps: [(u8, usize, &[usize]); 5] = [
            (2, 1, &[]),
            (5, 2, &[1]),
            (3, 3, &[1]),
            (4, 4, &[1, 3]),
            (1, 5, &[]),
        ];
        for (level, section, parents) in steps {
            assert_eq!(headings.open(level, section), parents, "section {section}");
            assert_eq!(headings.current(), Some(section));
        }
        headings.clear();
        assert_eq!(headings.current(), None);
    }
}
