//! Warns of code fences that CommonMark reads differently than their authors meant.
//!
//! obzor follows CommonMark, but such a fence may swallow half an article.

/// What is wrong with a fence.
#[derive(Debug, PartialEq)]
pub(super) struct FenceWarning {
    /// The offset of the suspicious line in the block, in bytes.
    pub(super) at: usize,
    /// What CommonMark makes of it, one sentence without the place.
    pub(super) message: String,
}

/// Checks the source of a fenced block for a missing closing fence: then the rest of
/// the file is code, headings included. The warning counts lines that look like
/// headings.
pub(super) fn never_closed(block: &str) -> Option<FenceWarning> {
    let fence = block.trim_start();
    let mark = fence.chars().next()?;
    let len = fence.chars().take_while(|&c| c == mark).count();
    let mut lines = block.trim_end().lines();
    let last = lines.next_back()?.trim();
    let several = lines.next().is_some();
    if several && last.chars().all(|c| c == mark) && last.chars().count() >= len {
        return None;
    }
    let headings = block
        .lines()
        .skip(1)
        .filter(|line| line.starts_with("# ") || line.starts_with("##"))
        .count();
    let swallowed = match headings {
        0 => String::new(),
        1 => ", a line that looks like a heading among it".to_owned(),
        _ => format!(", {headings} lines that look like headings among it"),
    };
    Some(FenceWarning {
        at: 0,
        message: format!(
            "this code fence is never closed: the rest of the file is read as code{swallowed}"
        ),
    })
}

/// Checks a paragraph for a line that was meant to open a fence. A backtick after the
/// opening marks prevents that (CommonMark 4.5), and the line that was meant to close
/// the fence opens one instead.
pub(super) fn not_opened(paragraph: &str) -> Option<FenceWarning> {
    if !paragraph.contains("```") {
        return None;
    }
    let mut at = 0;
    for line in paragraph.split_inclusive('\n') {
        let marks = line.trim_start();
        let info = marks.trim_start_matches('`');
        if marks.len() - info.len() >= 3 && info.contains('`') && !info.contains("```") {
            let message = "a backtick behind these marks makes them no code fence: the next fence opens a block";
            return Some(FenceWarning {
                at,
                message: message.to_owned(),
            });
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fences_without_an_end_are_never_closed() {
        for closed in ["```\na\n```", "~~~ x\n```\n~~~~\n", "```\n```"] {
            assert_eq!(never_closed(closed), None, "{closed}");
        }
        for (open, headings) in [("```", ""), ("```\n~~~", ""), ("````\n# a\n```", "a line")] {
            let found = never_closed(open).expect(open);
            assert!(
                found.at == 0 && found.message.contains(headings),
                "{found:?}"
            );
        }
    }

    #[test]
    fn only_marks_with_a_lone_backtick_behind_them_do_not_open() {
        assert_eq!(not_opened("``` inline ``` code"), None);
        assert_eq!(not_opened("text `a`"), None);
        assert_eq!(
            not_opened("text\n```js title=`x`\ncode").map(|found| found.at),
            Some(5)
        );
    }
}
