"""The reader: an article as it was, with what was read in it, and the form by which that is put right."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wirebook.book import Book
from wirebook.book.model import Edition
from wirebook.book.party import parties_of
from wirebook.book.standing import AnyRecord, Standing, StatedArticle
from wirebook.record import AidStep, Claim, CodedArticle, Entity, Impact
from wirebook.views import words
from wirebook.views.report.articles import ArticleView, article_view
from wirebook.views.report.notes import Note, anchor
from wirebook.web.opened import OpenedBook
from wirebook.web.pages.conditions import CHOICES
from wirebook.web.pages.listing import source_of, title_of
from wirebook.web.pages.rendering import missing, page

router = APIRouter()

KINDS = {"claim": "claims", "impact": "impacts", "aid": "aid"}
"""The part of an address by which each kind of record is corrected."""

FORM: dict[str, tuple[str, ...]] = {
    "claim": ("event", "mode", "status", "negated", "date", "enddate", "actor", "recipient", "attribution",
              "event_loc", "context"),
    "impact": ("kind", "exposure", "hazard", "low", "high", "unit", "place", "country", "as_of", "attribution"),
    "aid": ("stage", "donor", "recipient", "what", "date", "enddate", "attribution"),
}  # fmt: skip
"""The fields that the form of each kind of record has."""

NAMES = {
    "event": "Type", "mode": "Mode", "status": "Status", "negated": "Negated", "date": "First day",
    "enddate": "Last day", "actor": "Who", "recipient": "To whom", "attribution": "Said by", "event_loc": "Where",
    "context": "Context", "kind": "What", "exposure": "Of what", "hazard": "Hazard", "low": "At least",
    "high": "At most", "unit": "Unit", "place": "Place", "country": "Country", "as_of": "As of", "stage": "Stage",
    "donor": "Donor", "what": "What",
}  # fmt: skip


class FormField(NamedTuple):
    """One field of the form, with what it holds now."""

    name: str
    label: str
    value: str
    choices: tuple[str, ...] = ()


class NoteView(NamedTuple):
    """A note with how its record stands and how it can be corrected."""

    note: Note
    record: str
    path: str
    standing: Standing
    is_open: bool
    fields: tuple[FormField, ...]
    ledger: str
    """Where the aid matter stands that it is a step of; empty where it is of none."""
    problem: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether a person took it away."""
        return self.standing in {"rejected", "merged"}

    @property
    def is_corrected(self) -> bool:
        """Whether there is a correction to take back."""
        return self.standing != "coded"


class Problem(NamedTuple):
    """Why a correction was not taken."""

    record: str
    reason: str


@router.get("/articles/{article}")
def reader(request: Request, book: OpenedBook, article: str, note: str = "") -> HTMLResponse:
    """One article."""
    return reading(request, book, article, note)


def reading(
    request: Request, book: Book, article: str, chosen: str = "", problem: Problem | None = None
) -> HTMLResponse:
    """The page of an article, with the note of the record `chosen` open."""
    stated = book.article_stated(article)
    if stated is None:
        return missing(request, "/articles", "No article of this address is in the book.")
    view = article_view(_whole(stated))
    edition = book.editions_of([article])[article]
    values = {
        "section": "/articles",
        "article": stated.article,
        "title": title_of(stated.article),
        "source": source_of(stated.article),
        "view": view,
        "notes": _notes(stated, view, chosen, problem),
        "edition": edition,
        "others": _others(book, article, edition),
        "problem": problem,
    }
    return page(request, "reader.html.j2", values, status=400 if problem else 200)


def _whole(stated: StatedArticle) -> CodedArticle:
    """The article with all its records, those that were rejected too."""
    records = [one.record for one in stated.records]
    return CodedArticle(
        article=stated.article,
        claims=tuple(record for record in records if isinstance(record, Claim)),
        impacts=tuple(record for record in records if isinstance(record, Impact)),
        aid=tuple(record for record in records if isinstance(record, AidStep)),
    )


def _notes(stated: StatedArticle, view: ArticleView, chosen: str, problem: Problem | None) -> tuple[NoteView, ...]:
    by_anchor = {anchor(one.record.id): one for one in stated.records}
    return tuple(
        NoteView(
            note=note,
            record=by_anchor[note.anchor].record.id,
            path=f"/{KINDS[by_anchor[note.anchor].record.record]}/{by_anchor[note.anchor].record.id}",
            standing=by_anchor[note.anchor].standing,
            is_open=by_anchor[note.anchor].record.id == chosen,
            ledger=_ledger(stated, by_anchor[note.anchor].record.id),
            fields=tuple(form_fields(by_anchor[note.anchor].record)),
            problem=problem.reason if problem and problem.record == by_anchor[note.anchor].record.id else "",
        )
        for note in view.notes
    )


def _ledger(stated: StatedArticle, record: str) -> str:
    for one in stated.aid:
        step = one.record
        if isinstance(step, AidStep) and (record in step.claims or record == step.id) and one.stands:
            sides = {"actor": parties_of(step.donor), "recipient": parties_of(step.recipient)}
            return "/aid?" + urlencode({side: found[0] for side, found in sides.items() if found})
    return ""


def _others(book: Book, article: str, edition: Edition) -> list[tuple[str, str, str]]:
    """The other printings and versions: what each is, its title, its address."""
    kinds = {**dict.fromkeys(edition.printings, "printing"), **dict.fromkeys(edition.versions, "version")}
    ids = [one for one in kinds if one != article]
    found = book.articles_by_id(ids)
    return [
        (
            f"version {edition.versions.index(one) + 1}" if kinds[one] == "version" else "printing",
            f"{source_of(found[one])}, {words.day(found[one].published or date.min) if found[one].published else ''}",
            f"/articles/{one}",
        )
        for one in ids
        if one in found
    ]


def form_fields(record: AnyRecord) -> list[FormField]:
    """The fields of the form of a record, each with the words that stand for its value now."""
    return [
        FormField(name, NAMES[name], typed_value(record, name), _choices(record, name)) for name in FORM[record.record]
    ]


def _choices(record: AnyRecord, name: str) -> tuple[str, ...]:
    if name == "negated":
        return ("no", "yes")
    if name in CHOICES and not isinstance(record, AidStep):
        return ("none", *CHOICES[name]) if name == "hazard" else CHOICES[name]
    return ()


def typed_value(record: AnyRecord, name: str) -> str:
    """What a person would type for a field to say what it says now; `edit_values` reads it."""
    value = getattr(record, name)
    if name in {"actor", "recipient", "donor", "attribution"}:
        return ", ".join(_typed_party(entity) for entity in value)
    if name == "event_loc":
        parts = () if value is None else (value.name or value.text, value.country)
        return ", ".join(part for part in parts if part)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return words.number(value).replace(",", "")
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _typed_party(entity: Entity) -> str:
    code = words.party_code(entity)
    return f"{code}: {entity.entity_text}" if code else entity.entity_text
