"""The note of a record: what its card shows on the screen, and what stands below the article in print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from wirebook.record import AidStep, Amount, CiteInfo, Claim, Entity, Impact, Location, Speaker
from wirebook.views import words
from wirebook.views.palette import EVENT_STYLES, QUAD_CLASSES


class Field(NamedTuple):
    """One line of a card; `role` names the evidence that is underlined with it, `detail` says how it is known."""

    name: str
    value: str
    detail: str = ""
    role: str = ""


class Link(NamedTuple):
    """One voice in the chain from the page to the claim."""

    deed: str
    name: str
    detail: str = ""


class Note(NamedTuple):
    """A record as the report shows it. `style` is its event type, or `impact` or `aid`."""

    number: int
    anchor: str
    style: str
    glyph: str
    label: str
    kind: str
    headline: str
    when: str
    status: str
    negated: bool
    fields: tuple[Field, ...]
    chain: tuple[Link, ...]
    spoken: str
    """What a screen reader says of the highlighted words."""


def claim_note(claim: Claim, number: int, steps: Sequence[AidStep]) -> Note:
    """The note of a claim, with the stages of the aid steps that were read off it."""
    headline = words.who_whom(words.parties(claim.actor), words.parties(claim.recipient))
    label = words.event_label(claim.event, claim.mode)
    quad = QUAD_CLASSES[EVENT_STYLES[claim.event].quad]
    stages = ", ".join(dict.fromkeys(step.stage for step in steps))
    fields = (
        *_who("Jointly" if len(claim.actor) > 1 and not claim.recipient else "Who", claim.actor, "actor"),
        *_who("To whom", claim.recipient, "recipient"),
        _when(claim),
        *_where(claim.event_loc),
        *_amounts(claim.amounts),
        *_who("Through", claim.channel, "channel"),
        *([Field("Aid step", stages)] if stages else []),
        *([Field("Context", ", ".join(claim.context).replace("_", " "))] if claim.context else []),
        *_said(claim),
        _sureness(claim.confidence, f"CAMEO {claim.cameo}" if claim.cameo else ""),
    )
    return Note(
        number, anchor(claim.id), claim.event, quad.glyph, label, quad.name, headline,
        words.interval(claim.date, claim.enddate), claim.status, claim.negated, fields,
        chain(claim.cite_info, claim.attribution),
        f"{label}, {'not ' if claim.negated else ''}{claim.status}: {headline}",
    )  # fmt: skip


def impact_note(impact: Impact, number: int) -> Note:
    """The note of an impact."""
    label, figure = words.impact_label(impact), words.figure(impact)
    place = ", ".join(part for part in (impact.place, impact.country) if part)
    fields = (
        Field("Figure", figure or "none given", role="amounts"),
        *([Field("Hazard", impact.hazard)] if impact.hazard else []),
        *([Field("Where", words.plain(place), role="place")] if place else []),
        *([Field("When", words.interval(impact.date, impact.enddate), role="date")] if impact.date else []),
        *([Field("As of", words.day(impact.as_of))] if impact.as_of else []),
        *_said(impact),
        _sureness(impact.confidence),
    )
    return Note(
        number, anchor(impact.id), "impact", "■", label, "impact", f"{figure} {label}".strip(),
        words.interval(impact.as_of, impact.as_of), "", impact.negated, fields,
        chain(impact.cite_info, impact.attribution), f"impact: {figure} {label}",
    )  # fmt: skip


def step_note(step: AidStep, number: int) -> Note:
    """The note of an aid step that rests on no claim of its article."""
    headline = words.who_whom(words.parties(step.donor), words.parties(step.recipient))
    fields = (
        *_who("Donor", step.donor, "actor"),
        *_who("Recipient", step.recipient, "recipient"),
        *([Field("What", words.plain(step.what))] if step.what else []),
        *_amounts(step.amounts),
        *_who("Through", step.channel, "channel"),
        *_said(step),
        _sureness(step.confidence),
    )
    return Note(
        number, anchor(step.id), "aid", "▲", step.stage, "aid step", headline,
        words.interval(step.date, step.enddate), step.stage, False, fields,
        chain(step.cite_info, step.attribution), f"aid {step.stage}: {headline}",
    )  # fmt: skip


def anchor(record: str) -> str:
    """The id of a record's note in the page."""
    return f"n-{record}"


def chain(cite: CiteInfo, attribution: Sequence[Speaker]) -> tuple[Link, ...]:
    """Who says so: the publisher, the agency, then the speakers from the outermost to the original one."""
    links = [Link("printed by", words.plain(cite.publisher))] if cite.publisher else []
    if cite.agency and cite.agency != cite.publisher:
        links.append(Link("written by", words.plain(cite.agency)))
    if not links:
        links.append(Link("read in", words.plain(cite.file or cite.url or cite.title or "the page")))
    links.extend(Link("according to", words.party(speaker), _speaker_detail(speaker)) for speaker in attribution)
    if not attribution:
        links.append(Link("told by", "the article itself"))
    return tuple(links)


def _speaker_detail(speaker: Speaker) -> str:
    cue = f"“{words.plain(speaker.cue)}”" if speaker.cue else ""
    return " · ".join(part for part in (words.party_code(speaker), cue) if part)


def _who(name: str, entities: Sequence[Entity], role: str) -> list[Field]:
    if not entities:
        return []
    details = []
    for entity in entities:
        said = words.plain(entity.entity_text)
        code = words.party_code(entity)
        history = f"then {entity.historical_code}" if entity.historical_code else ""
        quoted = f"“{said}”" if said != words.party(entity) else ""
        details.append(" ".join(part for part in (code, history, quoted) if part))
    return [Field(name, words.parties(entities), " · ".join(part for part in details if part), role)]


def _when(claim: Claim) -> Field:
    quoted = f"“{words.plain(claim.date_text)}”" if claim.date_text else ""
    rule = words.plain(claim.date_rule or "")
    value = words.interval(claim.date, claim.enddate) or "not dated"
    precision = claim.date_precision if claim.date_precision not in {None, "day"} else ""
    return Field("When", value, " · ".join(part for part in (quoted, precision or "", rule) if part), "date")


def _where(place: Location | None) -> list[Field]:
    if place is None:
        return []
    named = words.plain(place.name or place.text)
    country = words.code_name(place.country) if place.country and place.country != named else ""
    value = f"{named}, {country}" if country and country != named else named
    return [Field("Where", value, place.precision or "", "place")]


def _amounts(amounts: Sequence[Amount]) -> list[Field]:
    return [Field("How much", words.amounts(amounts), role="amounts")] if amounts else []


def _said(record: Claim | Impact | AidStep) -> tuple[Field, ...]:
    """What persons said of a record."""
    mark = words.mark(record)
    return (Field("Corrected", mark),) if mark else ()


def _sureness(confidence: float, code: str = "") -> Field:
    return Field("Confidence", f"{confidence:.0%}", code)
