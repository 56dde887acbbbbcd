"""Make `language/tables/lemmas.tsv`: irregular forms and known lemmas, counted off the treebanks.

    python -m training.language.lemma_table EWT_TRAIN.conllu.gz GUM_TRAIN.conllu.gz > lemmas.tsv

A line is `form, universal tag, lemma` where the spelling rules alone go wrong, or an empty form for a known lemma.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path

from training.language.corpus import read_conllu
from wirebook.language.lemmas import by_rule


def main() -> None:
    """Count the treebanks and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path, nargs="+")
    parser.add_argument("--extra", type=Path, help="more lines of the same form, from a reviewed list")
    args = parser.parse_args()
    seen: dict[tuple[str, str, bool], Counter[str]] = defaultdict(Counter)
    count: Counter[tuple[str, str]] = Counter()
    for path in args.treebank:
        for sentence in read_conllu(path):
            for word, pos, tag, lemma in zip(sentence.words, sentence.pos, sentence.tags, sentence.lemmas, strict=True):
                if pos not in {"VERB", "NOUN", "ADJ", "ADV"} or not re.fullmatch(r"[A-Za-z]+(-[A-Za-z]+)*", word):
                    continue
                seen[word.lower(), pos, tag in {"NNS", "NNPS"}][lemma.lower()] += 1
                count[lemma.lower(), pos] += 1
    known = frozenset(pair for pair, n in count.items() if n > 1 or pair[1] == "VERB")
    lines = {("", pos, lemma) for lemma, pos in known if pos in {"VERB", "NOUN", "ADJ", "ADV"}}
    for (form, pos, plural), lemmas in seen.items():
        lemma, n = lemmas.most_common(1)[0]
        if by_rule(form, pos, plural, known) != lemma and n > sum(lemmas.values()) / 2 and lemma[0] == form[0]:
            lines.add((form, pos, lemma))
    if args.extra:
        lines |= {(a, b, c) for a, b, c in (line.split("\t") for line in args.extra.read_text("utf8").splitlines())}
    for line in sorted(lines):
        print("\t".join(line))


if __name__ == "__main__":
    main()
