"""Corrections: what persons say of records."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from wirebook.book import Correction
from wirebook.web.access import MayCorrect, verify_api_write
from wirebook.web.api.lists import Listed, page
from wirebook.web.api.parameters import ForCorrections, RecordId
from wirebook.web.api.routing import tagged_router
from wirebook.web.opened import OpenedBook

router = tagged_router("corrections")

Id = Annotated[str, StringConstraints(pattern="^[0-9a-f]{4,16}$")]
Why = Annotated[str, StringConstraints(max_length=2000)]
Checked = Annotated[None, Depends(verify_api_write)]


class NewCorrection(BaseModel):
    """What is said of a record; `wirebook correct` takes the same."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["accept", "reject", "edit", "merge", "split"]
    record: Id = Field(description="The claim, impact or aid step, by its id or the beginning of it.")
    others: list[Id] = Field(default=[], max_length=50, description="Of a merge: claims that say the same.")
    fields: dict[str, JsonValue] = Field(default={}, description="Of edit and merge: what is right.")
    parts: list[dict[str, JsonValue]] = Field(default=[], max_length=20, description="Of a split: what each part has.")
    why: Why | None = None


class Undo(BaseModel):
    """Why a correction is taken back."""

    model_config = ConfigDict(extra="forbid")

    why: Why | None = None


@router.get("/corrections", response_model=Listed[Correction])
def corrections(request: Request, book: OpenedBook, asked: Annotated[ForCorrections, Query()]) -> Response:
    """The corrections that meet every condition, the newest first; labels only by `action=label`."""
    found = book.page_of_corrections(
        action=asked.action,
        article=asked.article,
        matched=asked.matched,
        undone=asked.undone,
        after=asked.after,
        limit=asked.limit,
    )
    return page(request, found.records, found.after)


@router.post("/corrections", status_code=201)
def correct(
    request: Request, book: OpenedBook, visitor: MayCorrect, checked: Checked, said: NewCorrection
) -> Correction:
    """Accept, reject, edit, merge or split. The visitor is who says so. 409 where the record cannot be so."""
    request.scope["wirebook.done"] = f"{said.action} {said.record}"
    return book.correct(
        said.record,
        said.action,
        by=visitor.name,
        why=said.why,
        fields=said.fields,
        others=said.others,
        parts=said.parts,
    )


@router.post("/corrections/{id}/undo")
def undo(
    request: Request, book: OpenedBook, visitor: MayCorrect, checked: Checked, id: RecordId, said: Undo | None = None
) -> Correction:
    """Take a correction back. 409 where it was taken back before."""
    request.scope["wirebook.done"] = f"undo {id}"
    return book.undo(id, by=visitor.name, why=said.why if said else None)
