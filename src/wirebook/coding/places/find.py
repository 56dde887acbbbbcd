"""Every toponym of a `Doc`, resolved: found by `mentions`, told apart by `resolve`."""

from __future__ import annotations

from spacy.tokens import Doc

from wirebook.coding.actors.phrases import Named, head_of
from wirebook.coding.extensions import text_of
from wirebook.coding.places.mentions import Finder, Mention
from wirebook.coding.places.readings import Reading, country
from wirebook.coding.places.resolve import resolve
from wirebook.coding.spans import Place
from wirebook.knowledge import countries
from wirebook.knowledge.gazetteer import name_key

Name = tuple[str, tuple[Reading, ...]]
"""The key of a name with what it may mean: mentions of one name have one meaning."""


def find_places(doc: Doc, named: dict[int, Named]) -> tuple[Place, ...]:
    """Every toponym of the text, in order, with what it means in this article."""
    mentions = Finder(doc, named).find()
    content = text_of(doc)
    names = _names([(name_key(content[slice(*_chars(doc, mention))]), mention) for mention in mentions])
    used = list(dict.fromkeys(names))
    chosen = dict(zip(used, resolve([readings for _, readings in used], _context(doc)), strict=True))
    return tuple(_place(doc, content, mention, chosen[name]) for name, mention in zip(names, mentions, strict=True))


def _names(mentions: list[tuple[str, Mention]]) -> list[Name]:
    """The name of each mention; one that the words beside it place once is that place wherever it stands."""
    held = [_held(mention) for _, mention in mentions]
    placed = {key: readings for (key, _), readings in zip(mentions, held, strict=True) if readings}
    return [
        (key, readings or placed.get(key) or mention.readings)
        for (key, mention), readings in zip(mentions, held, strict=True)
    ]


def _chars(doc: Doc, mention: Mention) -> tuple[int, int]:
    last = doc[mention.end - 1]
    return mention.chars or (doc[mention.start].idx, last.idx + len(last))


def _held(mention: Mention) -> tuple[Reading, ...]:
    """The readings that lie in the place behind the comma."""
    return tuple(r for r in mention.readings if any(holder.holds(r) for holder in mention.within))


def _context(doc: Doc) -> list[Reading]:
    """The countries of the dateline and the title, which are no part of the text."""
    codes = (doc._.dateline_country, *doc._.title_countries)
    return [country(countries.by_code(code).name, code) for code in codes if code and countries.has_code(code)]


def _place(doc: Doc, content: str, mention: Mention, reading: Reading | None) -> Place:
    start, end = _chars(doc, mention)
    text, root = content[start:end], head_of(doc, mention.start, mention.end).i
    if reading is None:
        return Place(start, end, text, root, text, None, None, None, "region")
    lat, lon = reading.point if reading.point is not None and reading.precision != "country" else (None, None)
    return Place(start, end, text, root, reading.name, reading.code, lat, lon, reading.precision, reading.geonames_id)
