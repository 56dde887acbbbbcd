"""Edits: fields of a record put right, and what follows from them.

`resolve` reads what a person typed, once, with the article's text at hand; `edited` puts the result into a record, as
often as the record is read again. What follows from an edited field is a part of the result:

- A new type takes its own quad code, scale and CAMEO code, and no mode unless one is given.
- A new lower bound of an exact figure is its upper bound too, and the other way about.
- A new date ends on the same day unless an end is given, and its precision is that of the interval.
- Words for a party or a place are evidence where they stand in the article. A field that is changed without such words
  has no evidence of its own, since a person and not the page gave it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from pydantic import JsonValue, ValidationError
from pydantic_core import PydanticSerializationError, to_jsonable_python

from wirebook.book.edit_values import value_of
from wirebook.book.standing import AnyRecord
from wirebook.errors import WrongCorrection
from wirebook.record import Claim, Impact

_PARTIES = ("amounts", "attribution")
EDITABLE: Mapping[str, tuple[str, ...]] = {
    "claim": (
        "event", "mode", "context", "status", "negated", "date", "enddate", "date_precision", "actor", "recipient",
        "channel", "event_loc", *_PARTIES,
    ),
    "impact": (
        "hazard", "exposure", "kind", "low", "high", "approximate", "unit", "place", "country", "date", "enddate",
        "as_of", "negated", "attribution",
    ),
    "aid": ("stage", "donor", "recipient", "channel", "what", "date", "enddate", *_PARTIES),
}  # fmt: skip
"""The fields that a person may put right, by the kind of record; the others are the page's or follow from these."""

EVIDENCE_OF: Mapping[str, str] = {
    "actor": "actor", "recipient": "recipient", "channel": "channel", "donor": "actor", "attribution": "attribution",
    "date": "date", "enddate": "date", "event_loc": "place", "place": "place", "amounts": "amounts", "low": "amounts",
    "high": "amounts",
}  # fmt: skip
"""The evidence that each field is read from."""

FOLLOWS = frozenset({"quad_code", "event_scale", "cameo", "date_precision", "date_text", "date_rule", "evidence"})
"""Fields that follow from edited ones; a mark does not name them."""

BY_HAND = "correction"
"""The `date_rule` of a date that a person gave."""


def resolve(record: AnyRecord, fields: Mapping[str, object], text: str) -> dict[str, JsonValue]:
    """What an edit sets, as JSON: `fields` read in the light of the record and of its article's text.

    A value is JSON, a record type, or the words that a person types for it (`edit_values` says which). Raises
    WrongCorrection for a field that cannot be edited, a value that it cannot have, and an edit of nothing.
    """
    if not fields:
        raise WrongCorrection(record.id, "an edit sets at least one field")
    resolved: dict[str, JsonValue] = {}
    spans: dict[str, JsonValue] = {}
    for name, value in fields.items():
        if name not in EDITABLE[record.record]:
            names = ", ".join(EDITABLE[record.record])
            raise WrongCorrection(record.id, f"{name} is no field to edit; of a {record.record} there are {names}")
        if isinstance(value, str):
            resolved[name], found = value_of(record, name, value, text)
            if found:
                spans[EVIDENCE_OF[name]] = [list(span) for span in found]
        else:
            try:
                resolved[name] = to_jsonable_python(value)
            except PydanticSerializationError as error:
                raise WrongCorrection(record.id, f"{name}: {error}") from error
    _follow(record, resolved)
    if spans:
        resolved["evidence"] = spans
    edited(record, resolved)
    return resolved


def named(fields: Mapping[str, JsonValue]) -> tuple[str, ...]:
    """The fields that a mark names."""
    return tuple(name for name in fields if name not in FOLLOWS)


def edited(record: AnyRecord, fields: Mapping[str, JsonValue]) -> AnyRecord:
    """The record with `fields` as `resolve` gave them. Raises WrongCorrection for a value that a field cannot have."""
    if not fields:
        return record
    old: dict[str, JsonValue] = json.loads(record.model_dump_json())
    new = {**old, **{name: value for name, value in fields.items() if name != "evidence"}}
    given = fields.get("evidence")
    evidence = dict(old["evidence"]) if isinstance(old["evidence"], dict) else {}
    for name, role in EVIDENCE_OF.items():
        if name in fields and fields[name] != old.get(name):
            evidence[role] = []
    if isinstance(given, dict):
        evidence |= given
    new["evidence"] = evidence
    try:
        return type(record).model_validate_json(json.dumps(new))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise WrongCorrection(record.id, f"{where}: {first['msg']}") from error


def _follow(record: AnyRecord, fields: dict[str, JsonValue]) -> None:
    """Add to `fields` what follows from them."""
    if "date" in fields and "enddate" not in fields:
        fields["enddate"] = fields["date"]
    if isinstance(record, Impact) and record.low == record.high:
        for one, other in (("low", "high"), ("high", "low")):
            if one in fields:
                fields.setdefault(other, fields[one])
    if not isinstance(record, Claim):
        return
    if "date" in fields or "enddate" in fields:
        fields["date_rule"] = BY_HAND
        fields["date_text"] = None
        whole = edited(record, {name: fields[name] for name in ("date", "enddate") if name in fields})
        if "date_precision" not in fields:
            fields["date_precision"] = _precision(whole.date, whole.enddate)
    if "event" in fields or "mode" in fields:
        # Loaded only here, as it brings the whole coder.
        from wirebook.coding import cameo

        if "event" in fields and fields["event"] != record.event:
            fields.setdefault("mode", None)
        changed = edited(record, {name: fields[name] for name in ("event", "mode", "context") if name in fields})
        if isinstance(changed, Claim):
            fields["quad_code"], fields["event_scale"] = cameo.scores(changed.event, changed.mode)
            fields["cameo"] = cameo.code_of(changed.event, changed.mode, None, changed.context)


def _precision(start: date | None, end: date | None) -> str | None:
    if start is None and end is None:
        return None
    return "day" if start == end else "span"
