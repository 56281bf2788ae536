//! As much of a shell's grammar as the lines of a README need.

/// A word of a shell's line.
#[derive(Default)]
pub struct Word {
    pub text: String,
    pub quoted: bool,
}

/// The programs that a line of shell starts, each with its arguments. Files that
/// output is sent to are left out, and so are variables set for one program.
pub fn simple_commands(line: &str) -> Vec<Vec<Word>> {
    let mut commands = vec![Vec::new()];
    let mut word: Option<Word> = None;
    let mut is_file = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let ends = c.is_whitespace() || "|&;()<>".contains(c);
        if ends && let Some(word) = word.take() {
            let is_number = word.text.bytes().all(|b| b.is_ascii_digit());
            let words: &mut Vec<Word> = commands.last_mut().unwrap();
            let sets = words.is_empty() && word.text.contains('=');
            if !(is_file || sets || is_number && "<>".contains(c)) {
                words.push(word);
            }
            is_file = false;
        }
        match c {
            '<' | '>' if chars.peek() == Some(&'(') => {}
            '<' | '>' => {
                is_file = true;
                while chars.next_if(|c| "<>&".contains(*c)).is_some() {}
            }
            '\n' | '|' | '&' | ';' | '(' | ')' => {
                is_file = false;
                commands.push(Vec::new());
            }
            '#' if word.is_none() => while chars.next_if(|c| *c != '\n').is_some() {},
            c if c.is_whitespace() => {}
            '\'' | '"' => {
                let word = word.get_or_insert_default();
                word.quoted = true;
                while let Some(inner) = chars.next().filter(|inner| *inner != c) {
                    let escaped = c == '"' && inner == '\\';
                    let escaped = escaped.then(|| chars.next_if(|c| "\"\\$`".contains(*c)));
                    word.text.push(escaped.flatten().unwrap_or(inner));
                }
            }
            '\\' => word.get_or_insert_default().text.extend(chars.next()),
            // Before a command of a Makefile.
            '@' if word.is_none() => {}
            c => word.get_or_insert_default().text.push(c),
        }
    }
    // A last word, as if the line went on.
    if let Some(word) = word.filter(|_| !is_file) {
        commands.last_mut().unwrap().push(word);
    }
    commands.retain(|words| !words.is_empty());
    commands
}
