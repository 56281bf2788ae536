"""Prints how the ranking's weights do on judged collections (see README.md)."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
OBZOR = REPOSITORY / "target" / "release" / "obzor"

# What a tool without morphology, or with a stemmer alone, would find. Plain
# tokens have no small words either.
ANALYSES = {
    "plain tokens": "exact=1 form=0 stem=0 beginning=0 common=1 joined=0",
    "Snowball alone": "exact=0 form=0 stem=1 beginning=0 common=0 joined=0",
    "lemmas alone": "exact=0 form=1 stem=0 beginning=0",
    "obzor": "",
}

# One at a time: each weight with less and with more than it has.
ALTERNATIVES = {
    "exact": [0, 0.05, 0.2, 0.3],
    "form": [0.8, 1.2],
    "stem": [0, 0.2, 0.3, 0.5],
    "beginning": [0, 0.1, 0.2, 0.4],
    "joined": [0, 0.5, 1, 2],
    "common": [0, 0.1, 0.3, 1],
    "loose": [0, 0.25, 0.5, 1],
    "headings": [0, 0.2, 0.6, 1],
    "name_part": [0.8, 1.2, 2, 2.4],
    "name_whole": [3, 5],
    "name_exact": [4, 6],
    "coverage": [1, 3, 100],
    "k1": [0.9, 1.5],
    "b": [0.5, 0.6, 0.9],
}


def obzor(*args):
    run = subprocess.run([OBZOR, *args], capture_output=True, text=True, check=False)
    if run.returncode == 2:
        sys.exit(run.stderr)
    return run.stdout


def collection(folder, scratch):
    """Writes a collection's documents as articles and indexes them."""
    corpus = scratch / folder.name / "corpus"
    for line in (folder / "docs.jsonl").read_text().splitlines():
        document = json.loads(line)
        name = document["id"]
        path = corpus / (name if name.endswith(".md") else name + ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {document['title']}\n\n{document['text']}\n")
    index = scratch / folder.name / "index"
    obzor("--index", index, "index", corpus)
    return folder.name, index, folder / "queries.tsv", folder / "qrels.tsv"


def article(scratch):
    index = scratch / "article"
    obzor("--index", index, "index", REPOSITORY / "corpus")
    return "article", index, HERE / "topics.tsv", HERE / "qrels.txt"


def ndcg(collection, weights):
    _, index, topics, qrels = collection
    options = [option for weight in weights.split() for option in ("--weight", weight)]
    for line in obzor("--index", index, "eval", topics, qrels, *options).splitlines():
        name, topic, value = line.split("\t")
        if (name, topic) == ("nDCG@10", "all"):
            return float(value)
    sys.exit(f"no nDCG@10 from {topics}")


def table(title, rows, collections):
    print(f"\n| {title} | " + " | ".join(name for name, *_ in collections) + " |")
    print("|---" * (len(collections) + 1) + "|")
    for name, weights in rows:
        values = " | ".join(f"{ndcg(c, weights):.4f}"[1:] for c in collections)
        print(f"| {name} | {values} |", flush=True)


def main():
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=REPOSITORY, check=True)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        collections = [article(scratch)]
        collections += [collection(Path(folder), scratch) for folder in sys.argv[1:]]
        table("nDCG@10", ANALYSES.items(), collections)
        for weight, values in ALTERNATIVES.items():
            rows = [(f"{weight}={value}", f"{weight}={value}") for value in values]
            table(weight, [("as it is", ""), *rows], collections)


if __name__ == "__main__":
    main()
