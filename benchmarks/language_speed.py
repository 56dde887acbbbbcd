"""How fast sentences are read: words a second on one core, against another spaCy pipeline in turn.

    python benchmarks/language_speed.py --other PIPELINE_FOLDER [TEXT...]

Raw text in, `Doc` out: tokens, tags, tree, names and sentences; lemmas are left out on both sides. They take turns, so
that a machine that grows slower is slower for both; the ratio is that of each turn. Texts are the gold articles of the
tests where none are given.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import time
from pathlib import Path

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", BLIS_NUM_THREADS="1")

import spacy
from spacy.language import Language

from wirebook.language.model import load_language

TURNS = 7
GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"


def words_a_second(nlp: Language, texts: list[str]) -> float:
    """Words of all texts by the time from text to `Doc`."""
    began = time.perf_counter()
    count = sum(sum(not token.is_space for token in doc) for doc in nlp.pipe(texts, batch_size=16))
    return count / (time.perf_counter() - began)


def main() -> None:
    """Load, take turns, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--other", type=Path, help="a spaCy pipeline to compare with")
    parser.add_argument("texts", type=Path, nargs="*")
    args = parser.parse_args()
    texts = [path.read_text(encoding="utf8") for path in args.texts or sorted(GOLD.glob("*.txt"))] * 3
    began = time.perf_counter()
    ours = load_language()
    print(f"loaded in {time.perf_counter() - began:.2f} s")
    ours.remove_pipe("wirebook_lemmas")
    words_a_second(ours, texts[:5])
    if args.other is None:
        speeds = [words_a_second(ours, texts) for _ in range(TURNS)]
        print(f"{statistics.median(speeds):.0f} words a second ({min(speeds):.0f} to {max(speeds):.0f})")
    else:
        other = spacy.load(args.other)
        words_a_second(other, texts[:5])
        pairs = [(words_a_second(ours, texts), words_a_second(other, texts)) for _ in range(TURNS)]
        ratios = [one / two for one, two in pairs]
        print(f"ours {statistics.median(p[0] for p in pairs):.0f}, other {statistics.median(p[1] for p in pairs):.0f}")
        print(f"ratio {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, the other's included")


if __name__ == "__main__":
    main()
