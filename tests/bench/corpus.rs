//! A corpus made of the shipped article's own words, always the same: overview
//! articles with sections, projects and prose, the words as frequent as Zipf
//! has them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const ARTICLE: &str = include_str!("../../corpus/decentralizing-ai-overview.ru.md");

/// About how large an article is, in bytes.
const ARTICLE_BYTES: usize = 20 << 10;

/// How large the corpus is to be: `OBZOR_BENCH_MB`, or 2.
pub fn megabytes() -> usize {
    let asked = std::env::var("OBZOR_BENCH_MB").ok();
    asked.map_or(2, |number| {
        number.parse().expect("OBZOR_BENCH_MB: a number")
    })
}

/// Writes a corpus of so many megabytes into a folder.
pub fn generate(folder: &Path, megabytes: usize) {
    let mut chance = Chance(7);
    let words = Words::of_the_article();
    let mut written = 0;
    for number in 0.. {
        if written >= megabytes << 20 {
            break;
        }
        let part = folder.join(format!("{}", number / 1000));
        fs::create_dir_all(&part).expect("a folder");
        let text = article(&words, number, &mut chance);
        written += text.len();
        fs::write(part.join(format!("{number}.ru.md")), text).expect("an article");
    }
}

fn article(words: &Words, number: usize, chance: &mut Chance) -> String {
    let mut text = format!("# Обзор {number}: {}\n\n", words.sentence(4, chance));
    while text.len() < ARTICLE_BYTES {
        text += &format!("## {}\n\n", words.sentence(3, chance));
        for _ in 0..2 {
            text += &format!("{}.\n\n", words.sentence(60, chance));
        }
        for _ in 0..8 {
            let name = words.sentence(2, chance);
            text += &format!("- **{name}**: {}.\n", words.sentence(25, chance));
        }
        text.push('\n');
    }
    text
}

/// The words of the article, the frequent ones first.
struct Words {
    words: Vec<&'static str>,
    /// The sum of the frequencies up to each word.
    up_to: Vec<f64>,
}

impl Words {
    fn of_the_article() -> Words {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in ARTICLE.split(|c: char| !c.is_alphanumeric()) {
            *counts.entry(word).or_default() += usize::from(!word.is_empty());
        }
        let mut words: Vec<_> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
        words.sort_by_key(|&(word, count)| (std::cmp::Reverse(count), word));
        let mut sum = 0.0;
        let up_to = (1..=words.len()).map(|rank| {
            sum += 1.0 / rank as f64;
            sum
        });
        Words {
            up_to: up_to.collect(),
            words: words.into_iter().map(|(word, _)| word).collect(),
        }
    }

    fn sentence(&self, length: usize, chance: &mut Chance) -> String {
        let all = self.up_to.last().copied().unwrap_or_default();
        let words: Vec<&str> = (0..length)
            .map(|_| {
                let at = chance.share() * all;
                self.words[self.up_to.partition_point(|up_to| *up_to < at)]
            })
            .collect();
        words.join(" ")
    }
}

/// Numbers as good as random, always the same (xorshift64*, Vigna 2016).
struct Chance(u64);

impl Chance {
    /// From 0 up to 1.
    fn share(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d);
        (number >> 11) as f64 / (1u64 << 53) as f64
    }
}
