"""Names and offices inside noun phrases, and how far a phrase reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from spacy.tokens import Doc, Token

from wirebook.coding.extensions import text_of
from wirebook.coding.spans import Actor, ActorKind
from wirebook.knowledge import names, offices, places
from wirebook.knowledge.people import Person
from wirebook.knowledge.places import Place
from wirebook.knowledge.schema import Community, Country, FormerState, Organisation, Seat
from wirebook.language import tree

NamedKind = Literal["country", "demonym", "capital", "seat", "organisation", "person", "place"]
WORD = re.compile(r"\w(?:[\w.'’-]*\w\.?)?")
OF_A_COUNTRY = frozenset({"country", "demonym", "capital"})
LEFT = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "advmod", "dep", "goeswith"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the tables as found in the text: tokens `start` to `end`, and what the table says of it."""

    start: int
    end: int
    kind: NamedKind
    name: str
    code: str | None
    sector: tuple[str, ...] = ()
    office: str | None = None
    identifier_id: str | None = None
    historical_code: str | None = None
    weak: bool = False
    """A bare surname: an earlier mention of the article goes before the table."""


@dataclass(frozen=True, slots=True)
class Titled:
    """An office in a noun phrase: the noun that names it, its normal name, sector and kind."""

    token: Token
    office: str
    sector: tuple[str, ...]
    kind: Literal["person", "group", "body"]
    plural: bool


def _named(match: names.Match, start: int, on: date | None) -> Named | None:
    reading = match.on(on)
    record, end = reading.record, start + match.length
    match record:
        case Country() | FormerState():
            kind: NamedKind = (
                "capital" if reading.kind == "capital" else "demonym" if reading.kind == "demonym" else "country"
            )
            historical = record.historical_code if isinstance(record, FormerState) else None
            return Named(
                start, end, kind, record.name, record.code, identifier_id=record.wikidata_id, historical_code=historical
            )
        case Community():
            return Named(start, end, "demonym", record.name, record.code)
        case Seat():
            return Named(start, end, "seat", record.name, record.code, tuple(record.sectors), record.office)
        case Organisation():
            return Named(
                start, end, "organisation", record.name, record.code, tuple(record.sectors), None, record.wikidata_id
            )
        case Person():
            term = record.last_term(on)
            sector = ("ELI",) if record.is_former(on) else tuple(term.sectors)
            return Named(
                start,
                end,
                "person",
                record.name,
                term.code,
                sector,
                term.office,
                record.wikidata_id,
                weak=match.length == 1,
            )
        case Place():
            return Named(start, end, "place", record.name, record.code)
    return None


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The token of a span whose head lies outside it; the last one where the tree is torn."""
    for token in doc[start:end]:
        if not start <= token.head.i < end or token.head == token:
            if token.pos_ in {"DET", "ADP", "PUNCT"} and end - start > 1:
                continue
            return token
    return doc[end - 1]


def named_in(doc: Doc) -> dict[int, Named]:
    """The names of the tables in a `Doc`, longest first, by the index of their head token."""
    index = names.index()
    words = [t.text for t in doc]
    found: dict[int, Named] = {}
    i = 0
    while i < len(words):
        match = index.match(words, i) if not doc[i].is_space and not doc[i].is_punct else None
        named = _named(match, i, doc._.published) if match is not None else None
        while match is not None and named is None:  # an office: "*White House* chief of staff"
            match = index.match(words[: i + match.length - 1], i) if match.length > 1 else None
            named = _named(match, i, doc._.published) if match is not None else None
        if named is None:
            i += 1
            continue
        if named.kind == "person" and _part_of_longer_name(doc, named):
            longer = _with_names_between(doc, i)
            if longer is not None:
                found[doc[longer.start].i] = longer
                named = longer
        else:
            found[head_of(doc, named.start, named.end).i] = named
        i = named.end
    return _settled(doc, found)


def _settled(doc: Doc, found: dict[int, Named]) -> dict[int, Named]:
    """The names, those that several places bear read as the one in a country that the article names.

    "Trinidad" in an article of Bolivia is the city there; "Santa Cruz" in one of no country that has one is of none.
    """
    cities = {i: _cities(named, doc[named.start : named.end].text) for i, named in found.items()}
    seen = {named.code for i, named in found.items() if named.kind in OF_A_COUNTRY and not cities.get(i)}
    seen |= set(doc._.title_countries)
    for i, candidates in cities.items():
        named, there = found[i], [city for city in candidates if city.code in seen]
        if there and (named.kind == "place" or named.code not in seen):
            found[i] = replace(named, kind="place", name=there[0].name, code=there[0].code, identifier_id=None)
        elif seen and named.kind == "place" and len({city.code for city in candidates}) > 1:
            found[i] = replace(named, code=None)
    return found


def _cities(named: Named, text: str) -> tuple[Place, ...]:
    """The places that bear a name, where it may be theirs: no whole name of a country, no capital's, no body's."""
    short = named.kind == "country" and named.name.casefold() != text.casefold()
    return places.lookup(text) if named.kind == "place" or short else ()


def countries_in(title: str) -> tuple[str, ...]:
    """The codes of the countries that a title names, in its order: "BOLIVIA: FLOODS IN BENI"."""
    words = WORD.findall(title)
    codes: list[str] = []
    for start in range(len(words)):
        match = names.index().match(words, start)
        named = _named(match, start, None) if match is not None else None
        if named is None or named.code is None or named.kind not in OF_A_COUNTRY or named.code in codes:
            continue
        if not _cities(named, " ".join(words[named.start : named.end])):
            codes.append(named.code)
    return tuple(codes)


def _with_names_between(doc: Doc, last: int) -> Named | None:
    """A person of the table who is told with more names than it knows: "Vladimir *Vladimirovich* Putin"."""
    first = doc[last].head if doc[last].dep_ == "flat" else doc[last]
    if not 1 < last - first.i < 4:
        return None
    match = names.index().match([first.text, doc[last].text], 0)
    named = _named(match, 0, doc._.published) if match is not None and match.length == 2 else None
    return replace(named, start=first.i, end=last + 1) if named is not None and named.kind == "person" else None


def _part_of_longer_name(doc: Doc, named: Named) -> bool:
    """A bare surname of the table inside another person's full name ("Hyonhee Kim") is not that person."""
    if named.end - named.start > 1:
        return False
    token = doc[named.start]
    return any(t.dep_ == "flat" and t.pos_ == "PROPN" for t in [token, *token.children]) or any(
        t.dep_ == "compound" and t.ent_type_ == "PER" for t in token.children
    )


def office_in(token: Token) -> Titled | None:
    """The office of a noun phrase: of its head ("the foreign ministry") or before a name ("President X")."""
    candidates = [token]
    if token.pos_ == "PROPN":
        candidates += [
            c
            for c in token.children
            if c.i < token.i
            and (c.dep_ in {"nmod:desc", "compound", "nmod", "amod", "flat"} and c.pos_ in {"NOUN", "PROPN"})
        ]
        candidates += [c for c in token.children if c.dep_ == "flat" and c.pos_ in {"NOUN", "PROPN"}]
    for candidate in candidates:
        found = _office_ending_at(candidate)
        if found is not None:
            return found
    return None


def _office_ending_at(token: Token) -> Titled | None:
    for head, match in _titles_over(token):
        if head.i == token.i:
            return Titled(token, match.office.name, tuple(match.sectors), match.office.kind, match.plural)
        if head.i < token.i:
            return None  # "State" of "secretary of state"
        # else the noun is only a part of the title: "unification" of "unification ministry"
    return None


def completes_a_title(token: Token) -> bool:
    """Whether a noun is the end of a title that another heads: the "Defense" of "Secretary of Defense"."""
    return any(head.i < token.i for head, _ in _titles_over(token))


def _titles_over(token: Token) -> Iterator[tuple[Token, offices.OfficeMatch]]:
    """The titles of the table that a token stands in, each with its head, those that begin first at first."""
    doc = token.doc
    first = max(0, token.i - 4)
    words = [t.text for t in doc[first : token.i + 6]]
    here = token.i - first
    for begin in range(here + 1):
        match = offices.find(words, begin) if offices.may_begin(words[begin]) else None
        if match is not None and here < begin + match.length:
            yield head_of(doc, first + begin, first + begin + match.length), match


def joint_before(token: Token) -> int:
    """Where a title begins behind a coordinated party that the parser took into it, else 0.

    In "Ghana's president A and Togo's leader B met" A may hang on "leader"; B's phrase begins behind "and".
    """
    for child in token.children:
        if child.i < token.i and child.dep_ in {"nmod:desc", "compound"} and child.pos_ in {"NOUN", "PROPN"}:
            for inner in child.subtree:
                before = [t for t in child.subtree if t.i < inner.i and t.pos_ == "PROPN"]
                if inner.pos_ == "CCONJ" and inner.lower_ == "and" and before:
                    return inner.i + 1
    return 0


def name_end(token: Token, right: int) -> int:
    """The last token of a person's name: capitalised proper nouns that follow without a break, however they hang."""
    if token.pos_ != "PROPN":
        return right
    doc = token.doc
    while right + 1 < len(doc):
        following = doc[right + 1]
        if following.pos_ != "PROPN" or not following.text[:1].isupper() or following.ent_type_ not in {"PER", ""}:
            return right
        if following.dep_ not in {"flat", "compound", "appos", "nmod", "list", "dep", "nmod:unmarked", "nsubj", "obj"}:
            return right
        if any(c.dep_ in {"case", "det", "nmod:poss"} for c in following.children if c.i > token.i):
            return right
        right += 1
    return right


def phrase_span(token: Token) -> tuple[int, int]:
    """Character span of the phrase that a head token names: its words before, the rest of its name, "of ..."."""
    doc = token.doc
    left = token.i
    for child in token.children:
        if (
            child.i < token.i
            and tree.base(child) in LEFT
            and not any(t.is_punct and t.text in {",", ";", ":", "(", '"'} for t in doc[child.i : token.i])
        ):
            left = min(left, min(t.i for t in child.subtree))
    right = token.i
    for child in token.children:  # a name goes on; what a person is accused of is no part of it
        if child.i > token.i and (child.dep_ == "flat" or (child.dep_ == "compound" and child.pos_ == "PROPN")):
            right = max(right, child.i)
    if token.ent_type_ == "PER" or any(c.dep_ in {"nmod:desc", "flat"} for c in token.children):
        right = name_end(token, right)
    for child in token.children:
        if (
            child.i > right
            and child.dep_ == "nmod"
            and tree.preposition(child) in {"of", "for"}
            and (token.pos_ == "NOUN" or (token.pos_ == "PROPN" and child.pos_ == "PROPN"))
        ):
            last = child.i
            for inner in child.children:
                if inner.dep_ == "flat" or (inner.dep_ == "conj" and inner.i > last):
                    last = max(
                        last, max(t.i for t in inner.subtree if t.dep_ in {"flat", "conj", "cc", "det"} or t == inner)
                    )
            right = max(right, last)
    left = max(left, joint_before(token))
    while left < right and doc[left].pos_ in {"CCONJ", "PUNCT", "SPACE"}:
        left += 1
    return doc[left].idx, doc[right].idx + len(doc[right])


def mention(
    token: Token,
    kind: ActorKind,
    name: str | None,
    code: str | None,
    sector: tuple[str, ...],
    office: str | None,
    identifier_id: str | None,
    rule: str,
    historical: str | None = None,
) -> Actor:
    """The phrase of a head token as a mention of a party, with what is known of it."""
    start, end = phrase_span(token)
    text = text_of(token.doc)[start:end]
    plural = token.tag_ in {"NNS", "NNPS"}
    return Actor(start, end, text, token.i, kind, name, identifier_id, code, historical, sector, office, rule, plural)


def goes_on(token: Token) -> bool:
    """Whether "North" begins a longer name ("the North Sea")."""
    return token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "PROPN" and token.nbor(1).text[:1].isupper()


BLOWS = frozenset(
    {"assault", "attack", "airstrike", "blockade", "bombardment", "offensive", "raid", "siege", "strike", "war"}
)


def is_acted_on(token: Token) -> bool:
    """Whether a place is what something is done to: "shelled Orva", "the assault on Orva". Elsewhere it is no party."""
    if token.dep_ in {"obj", "nsubj:pass"}:
        return token.head.pos_ == "VERB"
    against = tree.base(token) in {"nmod", "obl"} and tree.preposition(token) in {"on", "against"}
    return against and token.head.lemma_.lower() in BLOWS
