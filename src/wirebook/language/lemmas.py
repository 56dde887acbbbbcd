"""Lemmas by rule and table: small, deterministic, no download.

A table of irregular forms (made from the treebanks by `training/language/lemma_table.py`) comes first; then the
spelling rules of English propose candidates, and the first one that is a known lemma wins.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib import resources

from spacy.language import Language
from spacy.tokens import Doc

_VOWELS = "aeiou"
OPEN_CLASSES = frozenset({"VERB", "NOUN", "ADJ", "ADV", "AUX", "PROPN"})


def _verb_candidates(form: str) -> Iterator[str]:
    for suffix in ("ing", "ed"):
        if form.endswith(suffix) and len(form) > len(suffix) + 1:
            stem = form[: -len(suffix)]
            if suffix == "ed" and stem.endswith("i"):
                yield stem[:-1] + "y"
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "sl":
                yield stem[:-1]
            yield stem
            yield stem + "e"
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]
            return
    if form.endswith("ies") and len(form) > 4:
        yield form[:-3] + "y"
    elif form.endswith("es"):
        yield form[:-1]
        yield form[:-2]
    elif form.endswith("s") and not form.endswith("ss"):
        yield form[:-1]


def _verb_guess(form: str) -> str:
    """The likeliest stem of a verb that no list knows."""
    candidates = list(_verb_candidates(form))
    if not candidates:
        return form
    stem = candidates[0]
    if form.endswith(("ing", "ed")) and len(candidates) > 1:
        stem = form[:-3] if form.endswith("ing") else form[:-2]
        if stem.endswith("i") and form.endswith("ed"):
            return stem[:-1] + "y"
        if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "slfz":
            return stem[:-1]
        # a single consonant after a single vowel is doubled, or the verb ends in -e: bar-ing is barr-ing or bare
        ends_in_e = stem.endswith(("v", "u", "c", "at", "iz", "is", "as", "us", "rg", "dg", "nc")) or (
            len(stem) > 2 and stem[-1] not in _VOWELS + "wxyr" and stem[-2] in _VOWELS and stem[-3] not in _VOWELS
        )
        return stem + "e" if ends_in_e and not stem.endswith(("en", "er", "on", "et", "it", "in")) else stem
    if form.endswith("es"):
        return (
            form[:-2]
            if form.endswith(("ses", "xes", "zes", "ches", "shes", "oes"))
            and not form.endswith(("uses", "ases", "ises"))
            else form[:-1]
        )
    return stem


def _noun_candidates(form: str) -> Iterator[str]:
    if form.endswith("ies") and len(form) > 4:
        yield form[:-3] + "y"
    if form.endswith("ves"):
        yield form[:-3] + "f"
        yield form[:-3] + "fe"
    if form.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        yield form[:-2]
        yield form[:-1]
    elif form.endswith("s") and not form.endswith(("ss", "us", "is")):
        yield form[:-1]
    if form.endswith("men"):
        yield form[:-3] + "man"


def _adjective_candidates(form: str) -> Iterator[str]:
    for suffix in ("er", "est"):
        if form.endswith(suffix):
            stem = form[: -len(suffix)]
            if stem.endswith("i"):
                yield stem[:-1] + "y"
            yield stem
            yield stem + "e"
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


@functools.cache
def _tables() -> tuple[dict[tuple[str, str], str], frozenset[tuple[str, str]]]:
    irregular: dict[tuple[str, str], str] = {}
    known: set[tuple[str, str]] = set()
    folder = resources.files("wirebook.language") / "tables"
    for line in (folder / "lemmas.tsv").read_text(encoding="utf8").splitlines():
        form, pos, lemma = line.split("\t")
        if form:
            irregular[form, pos] = lemma
        known.add((lemma, pos))
    return irregular, frozenset(known)


def by_rule(form: str, pos: str, plural: bool, known: frozenset[tuple[str, str]]) -> str:
    """Lemma of a lower-case form by spelling alone. `plural` tells whether a noun is one."""
    if pos in {"VERB", "AUX"}:
        if (form, "VERB") in known:
            return form
        for candidate in _verb_candidates(form):
            if (candidate, "VERB") in known:
                return candidate
        return _verb_guess(form)
    if pos in {"NOUN", "PROPN"}:
        if not plural:
            return form
        candidates = list(_noun_candidates(form))
        return next((c for c in candidates if (c, "NOUN") in known), candidates[0] if candidates else form)
    if pos in {"ADJ", "ADV"} and (form, pos) not in known:
        return next((c for c in _adjective_candidates(form) if (c, pos) in known), form)
    return form


@functools.lru_cache(maxsize=100_000)
def lemma(form: str, pos: str, plural: bool = False) -> str:
    """Lemma of a word: `form` as written, `pos` a universal tag, `plural` for nouns. Names keep their capitals."""
    if pos not in OPEN_CLASSES:
        return form.lower()
    irregular, known = _tables()
    lower = form.lower()
    if pos == "PROPN" and not plural:
        return form
    found = irregular.get((lower, "VERB" if pos == "AUX" else pos))
    return found or by_rule(lower, pos, plural, known)


@Language.component("wirebook_lemmas", assigns=["token.lemma"], requires=["token.pos", "token.morph"])
def lemmas(doc: Doc) -> Doc:
    """Write `lemma_` from `pos_` and `morph`."""
    for token in doc:
        plural = token.tag_ in {"NNS", "NNPS"}
        token.lemma_ = lemma(token.text, token.pos_, plural)
    return doc
