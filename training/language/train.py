"""Train the language pipeline that wirebook ships.

    python -m training.language.train --treebank EWT_TRAIN.conllu.gz --treebank GUM_TRAIN.conllu.gz \
        --treebank-dev EWT_DEV.conllu.gz --treebank-dev GUM_DEV.conllu.gz \
        --names-iob UNER_DEV.iob2:1:2 --names-iob WIKIGOLD.txt:0:1 --names-gum GUM_NEWS_FOLDER \
        --names-dev UNER_TEST.iob2:1:2 -o build/language

A spaCy CNN without vectors (one shared tok2vec; tagger, morphologizer, parser, ner), fixed seed, one thread.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy
from spacy import util
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_nlp

from training.language.corpus import Sentence, documents, read_conllu, read_gum_names, read_iob


def _iob(spec: str) -> list[Sentence]:
    path, word, tag = spec.rsplit(":", 2)
    return list(read_iob(Path(path), int(word), int(tag)))


def main() -> None:
    """Make the training data, train, and write the best pipeline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebank", type=Path, action="append", required=True)
    parser.add_argument("--treebank-dev", type=Path, action="append", required=True)
    parser.add_argument("--names-iob", action="append", default=[])
    parser.add_argument("--names-gum", type=Path)
    parser.add_argument("--names-dev", required=True)
    parser.add_argument("--steps", type=int, default=4800)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)

    vocab = spacy.blank("en").vocab
    train, dev = DocBin(), DocBin()
    for path in args.treebank:
        for doc in documents(vocab, list(read_conllu(path)), with_tree=True):
            train.add(doc)
    for path in args.treebank_dev:
        for doc in documents(vocab, list(read_conllu(path)), with_tree=True):
            dev.add(doc)
    named = [s for spec in args.names_iob for s in _iob(spec)]
    if args.names_gum:
        named += [s for path in sorted(args.names_gum.glob("*.conllu")) for s in read_gum_names(path)]
    for doc in documents(vocab, named, with_tree=False):
        train.add(doc)
    for doc in documents(vocab, _iob(args.names_dev), with_tree=False):
        dev.add(doc)
    train.to_disk(args.output / "train.spacy")
    dev.to_disk(args.output / "dev.spacy")

    config = util.load_config(Path(__file__).with_name("config.cfg"))
    config["paths"]["train"] = str(args.output / "train.spacy")
    config["paths"]["dev"] = str(args.output / "dev.spacy")
    config["training"]["max_steps"] = args.steps
    nlp = init_nlp(config)
    train_nlp(nlp, args.output)


if __name__ == "__main__":
    main()
