#!/usr/bin/env python3
"""Counts the common words of a language, for src/ingest/classify/common_words.

    common_words.py --lang CODE --least N FILE... > CODE.txt

FILEs are texts or Markdown, one a document. A word is common when N documents have
it in lower case and these are at least a fifth of all that have it: names of
projects are mostly capitalized. Of the words with one stem the most frequent is
kept. Needs the package snowballstemmer; Vietnamese has no stemmer.
"""

import argparse
import collections
import re

import snowballstemmer

STEMMERS = {
    "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "id": "indonesian", "pt": "portuguese", "tr": "turkish",
}
HIDDEN = re.compile(
    r"(?s)\A---\n.*?\n---\n|```.*?```|`[^`\n]*`|\]\([^)]*\)|https?://\S+|<[^>]*>"
)
WORD = re.compile(r"(?<![./@_-])[^\W\d_]+(?![_/@])(?!\.[^\W\d_])")
LETTERS = re.compile("[a-zà-ỹ]{3,}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lang", required=True)
    parser.add_argument("--least", type=int, default=2)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    lower, other = collections.Counter(), collections.Counter()
    for path in options.files:
        with open(path, encoding="utf-8", errors="replace") as file:
            words = set(WORD.findall(HIDDEN.sub(" ", file.read())))
        lower.update(word for word in words if word.islower())
        other.update({word.lower() for word in words if not word.islower()})
    stem = lambda word: word
    if options.lang in STEMMERS:
        stem = snowballstemmer.stemmer(STEMMERS[options.lang]).stemWord
    best = {}
    for word, count in lower.items():
        is_common = count >= options.least and count >= 0.2 * (count + other[word])
        if is_common and LETTERS.fullmatch(word):
            best[stem(word)] = max(best.get(stem(word), (0, 0, "")), (count, -len(word), word))
    print("\n".join(sorted(word for _, _, word in best.values())))


if __name__ == "__main__":
    main()
