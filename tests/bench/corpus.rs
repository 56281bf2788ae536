//! A corpus of any size, always the same: overview articles with sections,
//! projects and prose. Half of its words are the shipped article's own, in the
//! forms that they have there, as frequent as Zipf has them. The article has
//! only some five hundred of them, and a corpus of nothing else would have the
//! vocabulary of one page whatever its size: its index would be too small, and
//! there would be no rare word to ask for. The other half are made up of
//! syllables, Russian ones with the endings of nouns and Latin ones for names,
//! out of an endless list whose frequencies fall as a power of the rank. So the
//! vocabulary grows with the text as Heaps' law has it, here as the words to the
//! power of 0.67: 35,000 different ones in 100,000 words, 170,000 in a million.
//! Russian Wikipedia has 30,000 in the first 100,000.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const ARTICLE: &str = include_str!("../../corpus/decentralizing-ai-overview.ru.md");

/// The smallest article, and the largest but for its last section, in bytes.
const ARTICLE_BYTES: (usize, usize) = (4 << 10, 12 << 10);

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
        if written >= megabytes * 1_000_000 {
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
    let length = chance.between(ARTICLE_BYTES);
    let mut text = format!("# Обзор {number}: {}\n\n", words.some(4, chance));
    while text.len() < length {
        text += &format!("## {}\n\n", capital(&words.some(3, chance)));
        for _ in 0..2 {
            let sentences: Vec<_> = (0..4).map(|_| words.sentence((8, 20), chance)).collect();
            text += &format!("{}\n\n", sentences.join(" "));
        }
        for _ in 0..chance.between((2, 9)) {
            let about = words.sentence((8, 25), chance);
            let state = words.sentence((6, 30), chance);
            text += &format!("- **{}**: {about} {state}\n", words.name(chance));
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

    fn of_article(&self, chance: &mut Chance) -> &'static str {
        let all = self.up_to.last().copied().unwrap_or_default();
        let at = chance.share() * all;
        self.words[self.up_to.partition_point(|up_to| *up_to < at)]
    }

    fn word(&self, chance: &mut Chance) -> String {
        if chance.share() < 0.5 {
            return self.of_article(chance).to_owned();
        }
        let stem = made_up(chance.rank(), RUSSIAN);
        // The first endings are the frequent ones.
        let frequent = chance.share().powi(2) * ENDINGS.len() as f64;
        stem + ENDINGS[frequent as usize]
    }

    fn some(&self, count: usize, chance: &mut Chance) -> String {
        let words: Vec<String> = (0..count).map(|_| self.word(chance)).collect();
        words.join(" ")
    }

    fn sentence(&self, length: (usize, usize), chance: &mut Chance) -> String {
        let length = chance.between(length);
        capital(&self.some(length, chance)) + "."
    }

    /// A project's name, half of them with a word after it, as «Akash Network».
    fn name(&self, chance: &mut Chance) -> String {
        let name = capital(&made_up(chance.rank(), LATIN));
        if chance.share() < 0.5 {
            return name;
        }
        format!("{name} {}", capital(self.of_article(chance)))
    }
}

const ENDINGS: [&str; 10] = ["", "а", "у", "ы", "ов", "е", "ом", "ам", "ах", "ами"];

/// The consonants and the vowels that words are made up of.
type Letters = (&'static [char], &'static [char]);

const RUSSIAN: Letters = (
    &[
        'б', 'в', 'г', 'д', 'ж', 'з', 'к', 'л', 'м', 'н', 'п', 'р', 'с', 'т', 'ф', 'х',
    ],
    &['а', 'е', 'и', 'о', 'у', 'я'],
);
const LATIN: Letters = (
    &[
        'b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'x', 'z',
    ],
    &['a', 'e', 'i', 'o', 'u'],
);

/// The word of a rank, another for each: two syllables and a consonant, more for
/// rarer ones.
fn made_up(rank: u64, (consonants, vowels): Letters) -> String {
    let one_syllable = consonants.len() * consonants.len() * vowels.len();
    let mut rest = rank.saturating_add(one_syllable as u64);
    let mut next = |letters: &[char]| {
        let letter = letters[(rest % letters.len() as u64) as usize];
        rest /= letters.len() as u64;
        (letter, rest > 0)
    };
    let (last, mut more) = next(consonants);
    let mut word = String::new();
    while more {
        word.push(next(consonants).0);
        let (vowel, rest) = next(vowels);
        word.push(vowel);
        more = rest;
    }
    word.push(last);
    word
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
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

    /// From the first number to the last.
    fn between(&mut self, (first, last): (usize, usize)) -> usize {
        first + (self.share() * (last - first + 1) as f64) as usize
    }

    /// A rank, which is above x with the chance (1000 / (1000 + x)) ^ 2/3: the
    /// first thousand about alike, the rest as a power of the rank.
    fn rank(&mut self) -> u64 {
        (1000.0 * (self.share().powf(-1.5) - 1.0)) as u64
    }
}
