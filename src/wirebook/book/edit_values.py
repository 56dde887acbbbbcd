"""What a person types for a field, as its JSON.

- Anything that begins with `[`, `{` or `"` is JSON.
- `none`, or nothing at all, empties a field.
- A party is a code, with sectors and with its words in the article where there are any: `RUS`, `RUS GOV: the Kremlin`;
  a party without a code is its words: `the rebels`. Several stand one after another with commas between.
- A place is a name with a country code, `Pyongyang, PRK`, or one of the two.
- Contexts stand with commas between. True and false are `yes` and `no` too. Figures may have thousands commas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pydantic import JsonValue

from wirebook.book.standing import AnyRecord
from wirebook.errors import WrongCorrection
from wirebook.knowledge import countries
from wirebook.knowledge.schema import INTERNATIONAL
from wirebook.record import Entity, Span

PARTY_FIELDS = ("actor", "recipient", "channel", "donor", "attribution")

_CODES = re.compile(r"(?P<code>[A-Z]{3})(?P<sectors>(?: [A-Z]{3})*)")
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


def value_of(record: AnyRecord, field: str, typed: str, text: str) -> tuple[JsonValue, tuple[Span, ...]]:
    """The JSON of what was typed for a field of `record`, and where its words stand in `text`, if they do.

    Raises WrongCorrection where it cannot be read, and for words of a party that are not in the article.
    """
    typed = typed.strip()
    if typed[:1] in {"[", "{", '"'}:
        try:
            given: JsonValue = json.loads(typed)
        except ValueError as error:
            raise WrongCorrection(record.id, f"{field}: this is no JSON: {error}") from error
        return given, ()
    if field in PARTY_FIELDS:
        return _parties(record, field, typed, text)
    empty = typed.casefold() in {"", "none", "null"}
    if field == "context":
        return ([] if empty else [part.strip().lower() for part in typed.split(",") if part.strip()]), ()
    if empty:
        return ([] if field == "amounts" else None), ()
    if field == "event_loc":
        return _place(record, typed, text)
    return _plain(record, field, typed), ()


def _plain(record: AnyRecord, field: str, typed: str) -> JsonValue:
    if field in {"negated", "approximate"}:
        if typed.casefold() not in _YES | _NO:
            raise WrongCorrection(record.id, f"{field}: it is yes or no")
        return typed.casefold() in _YES
    if field in {"low", "high"}:
        try:
            return float(typed.replace(",", ""))
        except ValueError as error:
            raise WrongCorrection(record.id, f"{field}: {typed} is no figure") from error
    if field in {"event", "country"}:
        return typed.upper()
    return typed if field in {"place", "what", "unit"} else typed.lower()


def _parties(record: AnyRecord, field: str, typed: str, text: str) -> tuple[JsonValue, tuple[Span, ...]]:
    if typed.casefold() in {"", "none", "null"}:
        return [], ()
    entities: list[JsonValue] = []
    spans: list[Span] = []
    for part in typed.split(","):
        entity, found = _party(record, part.strip(), text)
        given = entity.model_dump()
        if field == "attribution":
            given["cue"] = None
        else:
            given.pop("cue", None)
        entities.append({**given, "sector": list(entity.sector)})
        spans += found
    return entities, tuple(spans)


def _party(record: AnyRecord, typed: str, text: str) -> tuple[Entity, tuple[Span, ...]]:
    coded, _, words = typed.partition(":")
    match = _CODES.fullmatch(coded.strip())
    if match is None:
        return Entity(entity_text=typed), _where(record, typed, text)
    code, sectors, words = match["code"], tuple(match["sectors"].split()), words.strip()
    if not countries.has_code(code) and code not in INTERNATIONAL:
        raise WrongCorrection(record.id, f"there is no party of the code {code}")
    if words:
        return Entity(entity_text=words, code=code, sector=sectors), _where(record, words, text)
    for entity, spans in _known(record):
        if entity.code == code and (not sectors or entity.sector == sectors):
            return Entity.model_validate(entity.model_dump(include=set(Entity.model_fields))), spans
    name = countries.by_code(code).name if countries.has_code(code) else code
    return Entity(entity_text=name, identifier_text=name, code=code, sector=sectors), ()


def _known(record: AnyRecord) -> Iterator[tuple[Entity, tuple[Span, ...]]]:
    """The parties that stand in the record, with their words where a role has only the one party."""
    for field in PARTY_FIELDS:
        entities: tuple[Entity, ...] = getattr(record, field, ())
        spans: tuple[Span, ...] = getattr(record.evidence, "actor" if field == "donor" else field)
        yield from ((entity, spans if len(entities) == 1 else ()) for entity in entities)


def _where(record: AnyRecord, words: str, text: str) -> tuple[Span, ...]:
    """Where a party's words stand: in the sentence, else in the article."""
    evidence = record.evidence
    at = text.find(words, evidence.start, evidence.end)
    at = at if at >= 0 else text.find(words)
    if at < 0:
        raise WrongCorrection(record.id, f"the words {words!r} are not in the article")
    return ((at, at + len(words)),)


def _place(record: AnyRecord, typed: str, text: str) -> tuple[JsonValue, tuple[Span, ...]]:
    name, _, last = typed.rpartition(",")
    name, code = (name.strip(), last.strip()) if _CODES.fullmatch(last.strip()) else (typed, "")
    if code and not countries.has_code(code):
        raise WrongCorrection(record.id, f"there is no country of the code {code}")
    words = name or countries.by_code(code).name
    at = text.find(words, record.evidence.start, record.evidence.end)
    place: JsonValue = {
        "text": words,
        "name": words,
        "country": code or None,
        "precision": None if name else "country",
    }
    return place, (((at, at + len(words)),) if at >= 0 else ())
