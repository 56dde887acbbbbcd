"""Sentences varied for training: other names, titles before them, a second party, other case, no articles.

The treebanks know few names of the world's news, few titles ("Finland's President X and Ghana's Foreign Minister Y
met") and no headlines. Names of persons are put in the place of names, longer and shorter, which teaches the tree that
a row of unknown capitals is one name; titles and second parties are put in with the tree that the treebanks give them.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, replace
from importlib import resources

from training.language.corpus import Sentence
from training.language.surgery import Word, inserted, with_name, without
from wirebook.language.names import name_spans

PERSON_SHARE = 0.35
NAME_SHARE = 0.3
TITLE_SHARE = 0.25
SECOND_SHARE = 0.2
ARTICLES_LOST = 0.04
CASES = ((0.03, str.upper), (0.05, str.lower), (0.04, str.title))
FULL_STOP_LOST = 0.06
OTHER_SHARE = 0.15


@dataclass(frozen=True)
class Names:
    """Names to put in, each as its words."""

    people: list[list[str]]
    places: list[list[str]]
    organisations: list[list[str]]
    countries: list[tuple[list[str], str]]
    """Name and adjective."""

    def of(self, label: str) -> list[list[str]]:
        """The names of a type: PER, LOC or ORG."""
        return {"PER": self.people, "LOC": self.places, "ORG": self.organisations}[label]


def _rows(table: str) -> list[dict[str, str]]:
    text = (resources.files("wirebook.knowledge") / "tables" / table).read_text(encoding="utf8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))


def _names_in(table: str) -> list[list[str]]:
    found = {row["name"] for row in _rows(table)}
    return [name.split() for name in sorted(found) if name and name.replace(" ", "").replace("-", "").isalpha()]


def names_of_the_world() -> Names:
    """The names in our own tables of knowledge."""
    countries = [(row["name"].split(), row["adjectives"].split("|")[0]) for row in _rows("countries.tsv")]
    known = [(name, adjective) for name, adjective in countries if adjective.isalpha()]
    return Names(_names_in("people.tsv"), [n for n, _ in known], _names_in("organisations.tsv"), known)


OFFICES: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (("President", "PROPN", "NNP"),),
    (("Prime", "ADJ", "NNP"), ("Minister", "PROPN", "NNP")),
    (("Foreign", "ADJ", "NNP"), ("Minister", "PROPN", "NNP")),
    (("Defence", "PROPN", "NNP"), ("Minister", "PROPN", "NNP")),
    (("General", "PROPN", "NNP"),),
    (("King", "PROPN", "NNP"),),
    (("leader", "NOUN", "NN"),),
    (("president", "NOUN", "NN"),),
    (("prime", "ADJ", "JJ"), ("minister", "NOUN", "NN")),
    (("foreign", "ADJ", "JJ"), ("minister", "NOUN", "NN")),
    (("finance", "NOUN", "NN"), ("minister", "NOUN", "NN")),
    (("army", "NOUN", "NN"), ("chief", "NOUN", "NN")),
    (("spokesman", "NOUN", "NN"),),
    (("envoy", "NOUN", "NN"),),
)
"""Titles before a name, word by word: text, universal tag and tag; all but the last hang on the last."""
SINGULAR = "Number=Sing"


def _title(names: Names, rng: random.Random, head: int, outside: bool) -> list[Word]:
    """A title for the name at `head`: with a country before it as owner or adjective, or with none."""
    office = rng.choice(OFFICES)
    country, adjective = rng.choice(names.countries)
    kind = rng.random()
    before: list[Word] = []
    last = len(office) - 1
    if kind < 0.4:
        size = len(country)
        owner = [Word(country[0], "NNP", "PROPN", SINGULAR, "nmod:poss", size + 1 + last, name="B-LOC")]
        owner += [Word(part, "NNP", "PROPN", SINGULAR, "flat", 0, name="I-LOC") for part in country[1:]]
        before = [*owner, Word("'s", "POS", "PART", "", "case", 0)]
    elif kind < 0.8:
        before = [Word(adjective, "JJ", "ADJ", "Degree=Pos", "amod", 1 + last)]
    title: list[Word] = []
    for number, (text, pos, tag) in enumerate(office):
        features = "Degree=Pos" if pos == "ADJ" else SINGULAR
        if number == last:
            title.append(Word(text, tag, pos, features, "nmod:desc", head, outside))
        else:
            relation = "amod" if pos == "ADJ" else "compound"
            title.append(Word(text, tag, pos, features, relation, len(before) + last))
    return [*before, *title]


def _with_title(sentence: Sentence, start: int, names: Names, rng: random.Random) -> Sentence:
    """A title before the name that begins at `start`, where nothing else stands before it."""
    before = [i for i, h in enumerate(sentence.heads) if h == start and i < start]
    if sentence.deps[start] in {"compound", "flat"} or any(sentence.deps[i] not in {"case", "cc"} for i in before):
        return sentence
    return inserted(sentence, start, _title(names, rng, start, outside=True))


def _with_second(sentence: Sentence, start: int, end: int, names: Names, rng: random.Random) -> Sentence:
    """A second person behind the name from `start` to `end`, where it is a party of its own."""
    after = [i for i, h in enumerate(sentence.heads) if h == start and i >= end]
    if after or sentence.deps[start] not in {"nsubj", "obj", "obl", "nsubj:pass", "nmod"}:
        return sentence
    name = _person(names, rng)
    title = _title(names, rng, 0, outside=False) if rng.random() < 0.6 else []
    at = 1 + len(title)  # the second name's place among the words that are put in
    words = [Word("and", "CC", "CCONJ", "", "cc", at)]
    words += [replace(w, head=at if w.relation == "nmod:desc" else w.head + 1) for w in title]
    words.append(Word(name[0], "NNP", "PROPN", SINGULAR, "conj", start, outside=True, name="B-PER"))
    words += [Word(part, "NNP", "PROPN", SINGULAR, "flat", at, name="I-PER") for part in name[1:]]
    return inserted(sentence, end, words)


def _without_articles(sentence: Sentence) -> Sentence:
    """As a headline has it."""
    heads = set(sentence.heads)
    gone = {
        i
        for i, word in enumerate(sentence.words)
        if word.lower() in {"the", "a", "an"} and sentence.deps[i] == "det" and i not in heads
    }
    return without(sentence, gone)


def _person(names: Names, rng: random.Random) -> list[str]:
    """A name of the table, a surname alone, or a name made of two."""
    name = rng.choice(names.people)
    kind = rng.random()
    if kind < 0.25:
        return name[-1:]
    if kind < 0.5:
        return name
    return (name[:1] + rng.choice(names.people)[1:])[:4]


def flat_names(sentence: Sentence) -> list[tuple[int, int]]:
    """Rows of proper nouns that are one flat name of a person, as (start, end)."""
    found: list[tuple[int, int]] = []
    i, count = 0, len(sentence.words)
    heads_of: list[list[int]] = [[] for _ in range(count)]
    for child, head in enumerate(sentence.heads):
        if head != child:
            heads_of[head].append(child)
    while i < count:
        end = i + 1
        while end < count and sentence.heads[end] == i and sentence.deps[end] == "flat" and not heads_of[end]:
            end += 1
        if end > i + 1 and all(p == "PROPN" for p in sentence.pos[i:end]):
            found.append((i, end))
        i = end
    return found


def _without_full_stop(sentence: Sentence) -> Sentence:
    last = len(sentence.words) - 1
    if last < 2 or sentence.words[last] not in {".", "!", "?"} or last in sentence.heads[:last]:
        return sentence
    return without(sentence, {last})


def _with_other_names(sentence: Sentence, names: Names, rng: random.Random) -> Sentence:
    """Places and bodies of one word changed for others of one word, which leaves the tree as it is."""
    words = list(sentence.words)
    for start, end, label in name_spans(sentence.names):
        if label != "PER" and end == start + 1 and rng.random() < OTHER_SHARE:
            words[start] = next((n[0] for _ in range(5) if len(n := rng.choice(names.of(label))) == 1), words[start])
    return replace(sentence, words=words)


def vary(sentence: Sentence, names: Names, rng: random.Random) -> Sentence:
    """One variation of a sentence, often the sentence itself."""
    if sentence.heads:
        sentence = _with_other_names(sentence, names, rng)
        for start, end in reversed(flat_names(sentence)):
            if sentence.names[start] not in {"B-PER", ""}:
                continue
            name = _person(names, rng) if rng.random() < PERSON_SHARE else sentence.words[start:end]
            sentence = with_name(sentence, start, end, name, "PER")
            if rng.random() < SECOND_SHARE:
                sentence = _with_second(sentence, start, start + len(name), names, rng)
            if rng.random() < TITLE_SHARE:
                sentence = _with_title(sentence, start, names, rng)
        if rng.random() < ARTICLES_LOST:
            sentence = _without_articles(sentence)
    else:
        for start, end, label in reversed(name_spans(sentence.names)):
            if rng.random() < NAME_SHARE:
                name = _person(names, rng) if label == "PER" else rng.choice(names.of(label))
                sentence = with_name(sentence, start, end, name, label)
    if rng.random() < FULL_STOP_LOST:
        sentence = _without_full_stop(sentence)
    chance = rng.random()
    for share, case in CASES:
        if chance < share:
            return replace(sentence, words=[case(w) for w in sentence.words])
        chance -= share
    return sentence
