"""Every attribution that a text makes: verbs, adjectives and nouns by which somebody says, thinks, wants or judges.

The table `voices.tsv` tells for each word what it takes for its content: a `clause`, an `infinitive`, an `object`, a
`quote` beside it, a phrase with a preposition, `raising` ("seems to"), or, in the `passive`, its own subject.
"""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import resources

from spacy.tokens import Doc, Token

from wirebook.coding.attribution import extents
from wirebook.coding.attribution.extents import Stretch
from wirebook.coding.attribution.quotations import MARKS, Zone, block_starts, extended, is_speech, quoting, zones
from wirebook.language import tree

NO_OBJECTS = tree.RELATIVE | {"himself", "herself", "itself", "themselves", "myself", "yourself", "ourselves"}
"""Objects that are not what is judged: who speaks of himself, and the pronoun for the noun before a clause."""
NO_NAME = frozenset({"VERB", "AUX", "PUNCT", "NUM", "X"})
DASHES = frozenset({"-", "--", "–", "—", "―"})
LONGEST_NAME = 7
"""Tokens of a name before a colon at most, the colon included."""
BLOWS = frozenset({"assail", "attack", "blast", "hammer", "pound", "slam"})
PATTERNS = frozenset(
    {"clause", "infinitive", "object", "quote", "raising", "passive", "rest", "document", "finding", "felt"}
)
CLAUSES = frozenset({"that", "whether"})
LIGHT = frozenset({"make", "have", "express", "voice", "issue", "raise", "launch", "give", "show", "offer"})
"""Verbs that only say whose an act named by a noun is: "voiced concern about"."""

DOCUMENTS = frozenset(
    {"poll", "polling", "survey", "study", "report", "research", "data", "record", "document", "email", "video"}
    | {"analysis", "figure", "statistic", "number", "result", "audit", "review", "investigation", "census"}
    | {"researcher", "investigator", "scientist", "analyst", "filing", "estimate", "model", "forecast", "footage"}
    | {"average", "chart", "graph", "map", "memo", "slide", "transcript", "index", "test", "table", "image", "picture"}
)
"""What shows or finds something and is a source for it."""


HEARSAY = frozenset(
    {"accusation", "allegation", "charge", "claim", "concern", "criticism", "fear", "report", "rumor", "rumour"}
    | {"speculation", "suspicion", "complaint", "worry", "belief", "expectation", "hope", "notion"}
)
"""Nouns of what is said or thought by some, whoever they are: "amid *allegations of* fraud"."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One attribution as tokens: first and last exclusive of cue, source and content."""

    root: int
    cue: Stretch
    source: Stretch | None
    content: Stretch


@functools.cache
def voices() -> dict[tuple[str, str], frozenset[str]]:
    """What each word of the table takes for its content, by lemma and part of speech."""
    text = (resources.files("wirebook.coding.attribution") / "voices.tsv").read_text(encoding="utf8")
    rows = csv.DictReader(io.StringIO(text), delimiter="\t")
    return {(row["lemma"], row["pos"]): frozenset(row["takes"].split()) for row in rows}


def takes_of(token: Token) -> frozenset[str]:
    """What a token takes for its content; nothing where it is no word of the table."""
    return voices().get((token.lemma_.lower(), token.pos_), frozenset())


def find_voices(doc: Doc) -> tuple[Voice, ...]:
    """Every attribution by a word of the table that stands in no quotation, in order."""
    starts = block_starts(doc)
    quoted = zones(doc, starts)
    spoken = {i for zone in quoted if is_speech(zone) for i in range(*zone)}
    found = [*_colons(doc, sorted(starts)), *_signed(doc, sorted(starts))]
    for token in doc:
        if token.i in spoken:
            continue
        if (poll := _in_poll(token)) is not None:
            found.append(poll)
        takes = takes_of(token)
        if takes and (voice := _voice(token, takes, quoted, starts)) is not None:
            found.append(voice)
    cues = frozenset(i for voice in found for i in range(*voice.cue))
    whole: list[Voice] = []
    going_on: dict[int, Stretch | None] = {}
    for voice in sorted(found, key=lambda one: one.cue):
        source = going_on.get(voice.cue[0], voice.source)
        # to the end of what is quoted, and no further than the next thing that the same speaker does
        content = extents.until_next(voice.content, doc[voice.root], cues)
        if content != voice.content:
            going_on[content[1] + 1] = source
        if doc[voice.root].pos_ != "PUNCT":  # what a colon or a dash marks is the whole block already
            content = extended(content, doc[voice.root], quoted, cues, starts)
        whole.append(replace(voice, source=source, content=content))
    return tuple(whole)


def _voice(token: Token, takes: frozenset[str], quoted: tuple[Zone, ...], starts: frozenset[int]) -> Voice | None:
    if token.pos_ == "NOUN":
        return _by_noun(token, takes)
    if token.pos_ == "ADV":
        return Voice(token.i, (token.i, token.i + 1), None, extents.clause_around(token))
    if token.pos_ == "ADJ" and not any(c.dep_ in {"cop", "nsubj"} for c in token.children):
        return None
    if "raising" in takes:
        return _raising(token)
    if "felt" in takes:
        return _felt(token, takes)
    source = extents.source_of(token)
    if "quote" in takes:
        source = source or extents.source_before(token)
        spoken = _spoken(token, source, quoted, starts)
        if spoken is not None:
            return spoken
    if source is None:
        return _passive(token, takes) if token.pos_ == "VERB" and tree.is_passive(token) else None
    return None if _is_reader(token) else _stated(token, takes, source)


def _spoken(token: Token, source: Stretch | None, quoted: tuple[Zone, ...], starts: frozenset[int]) -> Voice | None:
    """An attribution of direct speech beside the verb or behind it."""
    spoken = quoting(token, source, quoted)
    if spoken is not None:
        return Voice(token.i, extents.cue_of(token, token), *spoken)
    following = _following(token, starts)
    if following is not None and source is not None:
        return Voice(token.i, extents.cue_of(token, token), source, following)
    return None


def _stated(token: Token, takes: frozenset[str], source: Stretch) -> Voice | None:
    """An attribution of what a predicate takes for its content, by the surest of its readings."""
    shows = _is_document(token)
    if "document" in takes and not shows:
        return None
    readings = takes | {"object"} if "finding" in takes and shows else takes
    for content, last in _contents(token, readings):
        return Voice(token.i, extents.cue_of(token, last), source, content)
    if "rest" in takes:
        rest = extents.remainder_of(token, source)
        if rest is not None:
            return Voice(token.i, extents.cue_of(token, token), source, rest)
    return None


def _following(token: Token, starts: frozenset[int]) -> Stretch | None:
    """What comes behind a sentence that ends in a colon, to the end of its block: "The minister said:"."""
    doc, colon = token.doc, token.sent.end - 1
    while colon > token.i and doc[colon].is_space:
        colon -= 1
    first = next((i for i in range(token.sent.end, len(doc)) if not doc[i].is_space), None)
    if doc[colon].text != ":" or first is None or colon - token.i > 3:
        return None
    return first, min((i for i in starts if i > first), default=len(doc))


def _is_document(token: Token) -> bool:
    """Whether what shows or finds something is a thing that one reads."""
    return any(subject.lemma_.lower() in DOCUMENTS for subject in tree.logical_subjects(token))


def _is_reader(token: Token) -> bool:
    """Whether it is the reader who is spoken to: "you know", "do you support it?"."""
    return any(c.dep_ == "nsubj" and c.lower_ == "you" for c in token.children)


def _contents(token: Token, takes: frozenset[str]) -> Iterator[tuple[Stretch, Token]]:
    """The readings of what a word takes, the surest first, each with the last token of the cue."""
    if "clause" in takes:
        clause = extents.clause_of(token)
        if clause is not None:
            yield clause, token
    if "infinitive" in takes:
        for child in token.children:
            if tree.base(child) in {"xcomp", "advcl", "ccomp"} and child.i > token.i and tree.is_infinitive(child):
                yield extents.rest_of(token, child), token
    if "object" in takes:
        objects = [c for c in tree.children(token, "obj", "nsubj:pass") if c.lower_ not in NO_OBJECTS]
        objects = objects or _complements(token)
        if objects and not _is_blow(token, objects):
            yield extents.rest_of(token, objects[0]), token
        elif _is_about_its_noun(token):
            yield extents.before(token), token
    for child in token.children:
        if child.i > token.i and tree.base(child) in {"obl", "advcl", "xcomp", "nmod", "ccomp"}:
            marks = [c for c in child.children if c.dep_ in {"case", "mark"} and c.i < child.i]
            if marks and marks[0].lower_ in takes - PATTERNS:
                yield extents.phrase_of(child, marks[0]), marks[0]


def _complements(token: Token) -> list[Token]:
    """What stands in the place of an object: a deed ("proposed *dropping it*"), two names ("called *him* *a liar*")."""
    right = [c for c in token.children if c.i > token.i]
    deeds = [c for c in right if tree.base(c) in {"xcomp", "ccomp"} and c.tag_ == "VBG" and not tree.children(c, "aux")]
    named = [c for c in right if c.dep_ in {"iobj", "xcomp"} and c.pos_ in {"NOUN", "PROPN", "PRON"}]
    named = [c for c in named if not tree.preposition(c) and c.lower_ not in NO_OBJECTS]
    return deeds[:1] or named[:1]


def _felt(token: Token, takes: frozenset[str]) -> Voice | None:
    """What somebody is brought to feel: "they *were worried* that ...", not "that worried them"."""
    if token.tag_ != "VBN" or not any(c.dep_ in {"aux:pass", "cop"} for c in token.children):
        return None
    source = extents.subject_of(token)
    for content, last in _contents(token, takes) if source is not None else ():
        return Voice(token.i, extents.cue_of(token, last), source, content)
    return None


def _is_blow(token: Token, objects: list[Token]) -> bool:
    """Whether a verb of attack is meant as it stands: places are not attacked by words, nor do they attack so."""
    return token.lemma_ in BLOWS and any(t.ent_type_ == "LOC" for t in (*objects, *tree.logical_subjects(token)))


def _is_about_its_noun(token: Token) -> bool:
    """Whether a verb judges the noun that its clause hangs on: "a fact *he mentions*", "changes *proposed by*"."""
    if token.dep_ == "acl:relcl":
        own = tree.children(token, "nsubj")
        return bool(own) and own[0].lower_ not in tree.RELATIVE and token.head.pos_ in {"NOUN", "PROPN"}
    return token.dep_ == "acl" and tree.is_passive(token)


def _raising(token: Token) -> Voice | None:
    """What seems so, by nobody who is named: "he *seems* to know"."""
    return _sourceless(token, frozenset({"xcomp", "ccomp", "advcl"}))


def _passive(token: Token, takes: frozenset[str]) -> Voice | None:
    """What is said, by nobody who is named: "he *is expected* to win"."""
    if "passive" not in takes or token.dep_ == "amod":
        return None
    return _sourceless(token, frozenset({"xcomp", "ccomp", "advcl", "obl"}))


def _sourceless(token: Token, relations: frozenset[str]) -> Voice | None:
    """An attribution whose content is the subject, and what is said of it."""
    complement = next((c for c in token.children if tree.base(c) in relations and c.i > token.i), None)
    if complement is None:
        return None
    subject = extents.subject_of(token)
    start, end = extents.rest_of(token, complement)
    return Voice(token.i, extents.cue_of(token, token), None, (subject[0] if subject else start, end))


def _colons(doc: Doc, starts: list[int]) -> Iterator[Voice]:
    """A block that begins with a name and a colon: a headline ("Doe: We will not sell") or a turn of a conversation."""
    for start, end in zip(starts, [*starts[1:], len(doc)], strict=False):
        colon = next((i for i in range(start + 1, min(start + LONGEST_NAME, end)) if doc[i].text == ":"), None)
        if colon is None or end - colon < 4:
            continue
        name = [doc[i] for i in range(start + (doc[start].text in MARKS), colon)]
        if not name:
            continue
        named = any(t.pos_ == "PROPN" or t.lemma_ in DOCUMENTS for t in name)
        if named and name[0].pos_ in {"PROPN", "NOUN"} and all(t.pos_ not in NO_NAME for t in name):
            yield Voice(colon, (colon, colon + 1), (name[0].i, colon), (colon + 1, end))


def _signed(doc: Doc, starts: list[int]) -> Iterator[Voice]:
    """A quotation with its author's name behind a dash: "We will not sell." - Jane Doe."""
    for start, end in zip(starts, [*starts[1:], len(doc)], strict=False):
        last = end - 1
        while last > start and (doc[last].text in {".", ","} or doc[last].is_space):
            last -= 1
        dash = next((i for i in range(last, max(start, last - LONGEST_NAME), -1) if doc[i].text in DASHES), None)
        if dash is None or dash < start + 3 or dash == last or doc[dash - 1].text not in MARKS:
            continue
        if all(doc[i].pos_ not in NO_NAME for i in range(dash + 1, last + 1)) and doc[dash + 1].pos_ == "PROPN":
            yield Voice(dash, (dash, dash + 1), (dash + 1, last + 1), (start, dash))


def _in_poll(token: Token) -> Voice | None:
    """A poll in which something stands, with no verb that says so: "*In* the latest poll she leads"."""
    cases = [c for c in token.children if c.dep_ == "case"]
    if token.lemma_.lower() not in {"poll", "survey"} or tree.base(token) != "obl" or not cases:
        return None
    if cases[0].lower_ != "in":
        return None
    source = extents.stretch(token, without_case=True)
    return Voice(token.i, (cases[0].i, cases[0].i + 1), source, extents.reported(token))


def _by_noun(token: Token, takes: frozenset[str]) -> Voice | None:
    """A noun with its owner or author: "Smith's claim that ...", "criticism of Smith by the unions"."""
    owners = [c for c in token.children if c.dep_ == "nmod:poss"]
    authors = [c for c in token.children if tree.base(c) == "nmod" and tree.preposition(c) in {"by", "from", "among"}]
    source: Stretch | None = None
    if owners:
        source = extents.stretch(owners[0])
    elif authors:
        source = extents.stretch(authors[0], without_case=True)
    elif token.dep_ == "obj" and token.head.lemma_ in LIGHT:
        source = extents.source_of(token.head)
    if source is None and token.lemma_.lower() not in HEARSAY:
        return None
    for child in token.children:
        if child.i < token.i or child in authors:
            continue
        if _is_clause_of_noun(child, takes):
            return Voice(token.i, (token.i, token.i + 1), source, extents.stretch(child))
        mark = next((c for c in child.children if c.dep_ in {"case", "mark"} and c.i < child.i), None)
        if mark is not None and mark.lower_ in takes and tree.base(child) in {"nmod", "acl"}:
            return Voice(token.i, (token.i, mark.i + 1), source, extents.phrase_of(child, mark))
    return None


def _is_clause_of_noun(child: Token, takes: frozenset[str]) -> bool:
    relation = tree.base(child)
    if "infinitive" in takes and relation in {"acl", "xcomp", "advcl"} and tree.is_infinitive(child):
        return True
    return "clause" in takes and relation in {"acl", "ccomp"} and any(c.lower_ in CLAUSES for c in child.children)
