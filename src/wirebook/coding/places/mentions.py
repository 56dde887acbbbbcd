"""Where an article names a place: by the tables, the language model's names, its commas, and by what it named before.

A place is named wherever its name stands, as a part of the name of a body too ("*Alexandria* Police"); but not in the
name of a person or of a street, and not in a longer name of a place ("*London*" in "New London").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from wirebook.coding.actors.phrases import Named
from wirebook.coding.extensions import text_of
from wirebook.coding.places.readings import Reading, of_entry, of_name, of_named, of_text
from wirebook.coding.places.words import COUNTY, DIRECTIONS, NO_TOPONYM, STREETS, WHENCE
from wirebook.knowledge import states

LONGEST = 4
"""Words in a name that is looked for inside another."""
WELL_KNOWN = 5.0
"""The weight from which on a name inside that of a body means the place, with no other sign of it."""
OF_A_LAND = frozenset({"country", "demonym"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym in the text: its tokens `start` to `end`, what it may mean, and the words beside it that say where."""

    start: int
    end: int
    readings: tuple[Reading, ...]
    named: Named | None = None
    within: tuple[Reading, ...] = ()
    """Readings of the place behind its comma."""
    chars: tuple[int, int] | None = None
    """Its characters, where they are not those of its tokens."""


class Finder:
    """Finds the toponyms of a `Doc`; each token is of one at most."""

    def __init__(self, doc: Doc, named: dict[int, Named]) -> None:
        """`named` are the names of the tables by their head token."""
        self._doc = doc
        tokens = list(doc)
        self._words = [token.text for token in tokens]
        self._starts = [token.idx for token in tokens]
        self._content = text_of(doc)
        self._entities = doc.ents
        self._entity = {i: entity for entity in self._entities for i in range(entity.start, entity.end)}
        self._named = [named[i] for i in sorted(named)]
        self._table = {(name.start, name.end): name for name in self._named}
        self._found: dict[int, Mention] = {}
        self._taken: set[int] = set()
        self._others = {(n.start, n.end) for n in self._named if n.kind in {"seat", "organisation", "person"}}
        self._persons = _persons(self._entities)

    def find(self) -> list[Mention]:
        """Every toponym, in order."""
        for mention in (*self._lands(), *self._short_forms()):
            self._add(mention)
        for mention in (*self._behind_commas(), *self._counties(), *self._cities(), *self._names()):
            self._add(mention)
        for mention in (*self._again(), *self._in_bodies(), *self._unknown()):
            self._add(mention)
        return [self._found[i] for i in sorted(self._found)]

    def _add(self, mention: Mention) -> None:
        span = range(mention.start, mention.end)
        if self._taken.isdisjoint(span):
            self._found[mention.start] = mention
            self._taken.update(span)

    def _text(self, start: int, end: int) -> str:
        return self._content[self._starts[start] : self._starts[end - 1] + len(self._words[end - 1])]

    def _readings(self, start: int, end: int) -> tuple[Reading, ...]:
        """What the words from one token to another may mean."""
        name, text = self._table.get((start, end)), self._text(start, end)
        return of_named(name, text) if name is not None else of_text(text)

    def _lands(self) -> Iterator[Mention]:
        """Countries, their peoples, and the regions of the tables."""
        for name in self._named:
            if name.kind in OF_A_LAND and self._is_land(name):
                yield Mention(name.start, name.end, self._readings(name.start, name.end), name)

    def _is_land(self, name: Named) -> bool:
        """Whether the name of a country stands for it: "Jordan" may be a person, "American" begin a body's name."""
        entity = self._entity.get(name.start)
        if entity is None or entity.label_ == "LOC":
            return True
        whole = (entity.start, entity.end) == (name.start, name.end)
        if entity.label_ == "PER":
            return self._is_no_person(entity, name)
        return name.kind == "country" or whole

    def _is_no_person(self, entity: Span, name: Named) -> bool:
        """Whether what the language model took for a person is a place of the tables after all: "in Jordan"."""
        whole = (entity.start, entity.end) == (name.start, name.end)
        return whole and (len(entity) > 1 or self._whence(name.start))

    def _short_forms(self) -> Iterator[Mention]:
        """States written short: "Minn."."""
        for match in states.short().finditer(self._content):
            entry = states.by_short(match[0])
            span = self._doc.char_span(*match.span(), alignment_mode="expand")
            if entry is not None and span is not None and not self._is_road(span.end):
                yield Mention(span.start, span.end, (of_entry(entry),), chars=match.span())

    def _is_road(self, end: int) -> bool:
        """Whether a number behind the name of a state makes it a road's: "W.Va. 61"."""
        return end < len(self._words) and self._words[end].isdigit() and len(self._words[end]) < 4

    def _behind_commas(self) -> Iterator[Mention]:
        """A name with the state or country that it lies in behind a comma: "Paris, Texas"."""
        for i, word in enumerate(self._words[:-1]):
            if word != "," or not i:
                continue
            holder = self._holder(i + 1)
            start = self._name_before(i, holder.readings) if holder is not None else None
            if holder is not None and start is not None:
                yield Mention(start, i, self._readings(start, i), within=holder.readings)
                yield holder

    def _holder(self, start: int) -> Mention | None:
        """What begins at a token and may hold another place."""
        found = self._found.get(start)
        if found is not None or not self._words[start][:1].isupper():
            return found
        state = states.by_short(self._words[start])  # two letters of an address: "Salem, OR"
        if state is not None:
            at = self._starts[start]
            return Mention(start, start + 1, (of_entry(state),), chars=(at, at + len(self._words[start])))
        for end in range(min(start + 3, len(self._words)), start, -1):
            readings = self._readings(start, end) if self._words[end - 1][:1].isupper() else ()
            if readings:
                holding = tuple(r for r in readings if r.precision != "point")
                return Mention(start, end, holding) if holding else None
        return None

    def _name_before(self, end: int, holders: tuple[Reading, ...]) -> int | None:
        """Where the longest name begins that ends at a token and lies in one of some places."""
        for start in range(max(0, end - LONGEST), end):
            if self._words[start][:1].isupper() and self._taken.isdisjoint(range(start, end)):
                readings = of_name(self._text(start, end))
                if any(holder.holds(reading) for reading in readings for holder in holders):
                    return start
        return None

    def _counties(self) -> Iterator[Mention]:
        """Counties with the word for it: "Lamar County", "County Sligo"."""
        for i, word in enumerate(self._words):
            if word not in COUNTY:
                continue
            spans = [(start, i + 1) for start in range(max(0, i - 3), i)]
            for start, end in (*spans, (i, i + 2)):
                if end <= len(self._words) and all(w[:1].isupper() for w in (self._words[start], self._words[end - 1])):
                    readings = of_name(self._text(start, end))
                    if any(reading.precision == "district" for reading in readings):
                        yield Mention(start, end, readings)
                        break

    def _names(self) -> Iterator[Mention]:
        """The places of the language model that the gazetteer knows."""
        for entity in self._entities:
            if entity.label_ != "LOC":
                continue
            start, end = self._trimmed(entity)
            readings = self._readings(start, end) if start < end else ()
            if readings and not self._is_no_toponym(start, end):
                yield Mention(start, end, readings)

    def _trimmed(self, entity: Span) -> tuple[int, int]:
        """A name without the words before it that are none: "southwest Kansas", "Northeast Texas"."""
        start, end = entity.start, entity.end
        while start < end and not self._words[start][:1].isupper():
            start += 1
        behind = start
        while behind < end and self._words[behind].lower() in DIRECTIONS:
            behind += 1
        if start < behind < end and not self._readings(start, end) and self._readings(behind, end):
            return behind, end
        return start, end

    def _is_no_toponym(self, start: int, end: int) -> bool:
        if all(word.lower() in NO_TOPONYM for word in self._words[start:end]):
            return True
        if (start, end) in self._others or self._words[end - 1].casefold() in self._persons:
            return True
        return end < len(self._words) and self._words[end].lower() in STREETS

    def _again(self) -> Iterator[Mention]:
        """Names that the article has used for a place, wherever else they stand, except in a longer name."""
        folded = [word.casefold() for word in self._words]
        known = {tuple(folded[m.start : m.end]): m for m in self._found.values() if self._stands_alone(m)}
        first = {words[0] for words in known}
        for i, word in enumerate(folded):
            if word not in first or i in self._taken or not self._words[i][:1].isupper():
                continue
            for end in range(min(i + LONGEST, len(folded)), i, -1):
                mention = known.get(tuple(folded[i:end]))
                if mention is not None and not self._in_a_longer_name(i, end):
                    yield Mention(i, end, mention.readings, mention.named)
                    break

    def _stands_alone(self, mention: Mention) -> bool:
        """Whether a name means its place wherever it stands, as no short form and no name of a people does."""
        people = mention.named is not None and mention.named.kind == "demonym"
        return bool(mention.readings) and mention.chars is None and not people

    def _in_a_longer_name(self, start: int, end: int) -> bool:
        """Whether words are a part of a person's name, of a street's, or the end of a longer name."""
        before = self._words[start - 1] if start else ""
        entity = self._entity.get(start)
        if self._is_no_toponym(start, end):
            return True
        if entity is None:
            return False
        if entity.label_ == "PER":
            return entity.start < start or entity.end > end
        part = entity.start < start and before.lower() not in DIRECTIONS
        return part and before[:1].isupper() and start - 1 not in self._taken

    def _in_bodies(self) -> Iterator[Mention]:
        """Well-known places with which the name of a body begins: "*Chicago* Board of Trade"."""
        for entity in self._entities:
            if entity.label_ not in {"ORG", "LOC"} or entity.start in self._taken:
                continue
            for end in range(min(entity.start + LONGEST, entity.end), entity.start, -1):
                if not self._words[end - 1][:1].isupper() or not self._words[entity.start][:1].isupper():
                    continue
                name = self._table.get((entity.start, end))
                readings = self._readings(entity.start, end)
                if name is not None and name.kind == "demonym":
                    break  # "American Airlines" is not the United States'
                if readings:
                    whole = end == entity.end and entity.label_ == "ORG"
                    known = readings[0].weight >= WELL_KNOWN and (not whole or self._whence(entity.start))
                    if known and not self._is_no_toponym(entity.start, end):
                        yield Mention(entity.start, end, readings)
                    break

    def _whence(self, start: int) -> bool:
        """Whether a name stands behind a preposition of place."""
        return start > 0 and self._words[start - 1].lower() in WHENCE

    def _cities(self) -> Iterator[Mention]:
        """The places of the tables that the language model took for nothing, for a person or for less than they are."""
        for name in self._named:
            entity = self._entity.get(name.start)
            if name.kind not in {"capital", "place"} or self._is_no_toponym(name.start, name.end):
                continue
            longer = entity is not None and entity.label_ == "LOC" and name.end > entity.end
            if entity is None or longer or (entity.label_ == "PER" and self._is_no_person(entity, name)):
                yield Mention(name.start, name.end, self._readings(name.start, name.end), name)

    def _unknown(self) -> Iterator[Mention]:
        """The places of the language model that no table knows."""
        for entity in self._entities:
            if entity.label_ == "LOC":
                start, end = self._trimmed(entity)
                if start < end and not self._is_no_toponym(start, end) and len(self._text(start, end)) > 3:
                    yield Mention(start, end, ())


def _persons(entities: Sequence[Span]) -> frozenset[str]:
    """Names that an article has behind a first name, and by themselves for a person more often than for a place."""
    counts: Counter[str] = Counter()
    full: set[str] = set()
    for entity in entities:
        last = entity[-1].text.casefold()
        if len(entity) == 1 and entity.label_ in {"PER", "LOC"}:
            counts[last] += 1 if entity.label_ == "PER" else -1
        elif entity.label_ == "PER" and entity[-1].pos_ == "PROPN":
            full.add(last)
    return frozenset(name for name in full if counts[name] > 0)
