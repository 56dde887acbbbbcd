"""What a visitor says of a record: accepted, rejected, put right, taken back."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from wirebook.book import Book
from wirebook.book.standing import AnyRecord
from wirebook.errors import UnknownRecord, WrongCorrection
from wirebook.views.report.notes import anchor
from wirebook.web.access import CheckedForm, MayCorrect
from wirebook.web.opened import OpenedBook
from wirebook.web.pages.reader import FORM, Problem, reading, typed_value
from wirebook.web.pages.rendering import missing

router = APIRouter()

Deed = Literal["accept", "reject", "edit", "undo"]
LONGEST = 2000
"""Characters of a field that are read."""


async def posted(request: Request) -> dict[str, str]:
    """The fields of a form that was sent."""
    form = await request.form(max_files=0, max_fields=100)
    return {name: value[:LONGEST] for name, value in form.items() if isinstance(value, str)}


Posted = Annotated[dict[str, str], Depends(posted)]


@router.post("/claims/{record}/{deed}")
@router.post("/impacts/{record}/{deed}")
@router.post("/aid/{record}/{deed}")
def correct(
    request: Request,
    book: OpenedBook,
    record: str,
    deed: Deed,
    form: Posted,
    visitor: MayCorrect,
    checked: CheckedForm,
) -> Response:
    """Keep what a visitor says of a record, and show it where it stands."""
    request.scope["wirebook.done"] = f"{deed} {record}"
    article = book.article_of(record)
    if article is None:
        return missing(request, "/articles", "No record of this address is in the book.")
    try:
        _say(book, record, deed, form, visitor.name)
    except (WrongCorrection, UnknownRecord) as error:
        return reading(request, book, article, record, Problem(record, error.reason))
    return RedirectResponse(f"/articles/{article}?note={record}#{anchor(record)}", status_code=303)


def _say(book: Book, record: str, deed: Deed, form: dict[str, str], by: str) -> None:
    why = form.get("why", "").strip() or None
    history = book.history(record)
    if deed == "undo":
        kept = [one for one in history.corrections if not one.is_undone and one.action != "label"]
        if not kept:
            raise WrongCorrection(record, "there is no correction of it to take back")
        book.undo(kept[-1].id, by=by, why=why)
    elif deed == "edit":
        assert history.record is not None
        book.correct(record, "edit", by=by, why=why, fields=_changed(history.record, form))
    else:
        book.correct(record, deed, by=by, why=why)


def _changed(record: AnyRecord, form: dict[str, str]) -> dict[str, str]:
    """The fields whose words are not those that the form was given."""
    shown = {name: typed_value(record, name) for name in FORM[record.record]}
    return {
        name: form[name].strip()
        for name, value in shown.items()
        if name in form and " ".join(form[name].split()) != " ".join(value.split())
    }
