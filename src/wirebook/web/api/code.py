"""Code a page or a text: what `wirebook code` does, over HTTP. Nothing is stored.

One article is coded at a time, in a thread of its own; the language model is loaded with the first one. A few may wait,
further ones are sent away.
"""

from __future__ import annotations

from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Annotated

import anyio
from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from wirebook.errors import TooLargeRequest, TooManyRequests, WrongRequest
from wirebook.record import CodedArticle, Page
from wirebook.web.access import MayRead, verify_api_write
from wirebook.web.api.parameters import Day

if TYPE_CHECKING:
    from spacy.language import Language

router = APIRouter(tags=["code"])

LONGEST = 1_000_000
"""Bytes of a text or a page: a long report, and some minutes of work at worst."""
WAITING = 8

Line = Annotated[str, StringConstraints(max_length=4000)]


class Text(BaseModel):
    """A text to code: the body of an article, as an item of JSON Lines has it."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1)
    title: Line | None = None
    url: Line | None = None
    date: Day | None = Field(default=None, description="The day of publication, which words like Monday go by.")

    def page(self) -> Page:
        """The text as a page."""
        return Page(
            content=self.text.encode("utf-8", "replace"),
            media_type="application/json",
            title=self.title,
            url=self.url,
            published=self.date,
        )


class Coder:
    """Codes one page after another."""

    def __init__(self) -> None:
        self._pipeline: Language | None = None
        self._lock = Lock()
        self._room = BoundedSemaphore(WAITING)

    async def code(self, page: Page) -> CodedArticle:
        """The article in a page with its records. Raises InputError where there is none, and TooManyRequests."""
        if not self._room.acquire(blocking=False):
            raise TooManyRequests("/api/v1/code", "others wait already; go on in 5 s")
        try:
            return await anyio.to_thread.run_sync(self._code, page)
        finally:
            self._room.release()

    def _code(self, page: Page) -> CodedArticle:
        from wirebook.coding.pipeline import code_article, load
        from wirebook.pages import read_page

        article = read_page(page)
        with self._lock:
            if self._pipeline is None:
                self._pipeline = load()
            return code_article(article, self._pipeline)


def _coder(request: Request) -> Coder:
    found = request.app.state.coder
    assert isinstance(found, Coder)
    return found


BODIES = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Text"}},
            "text/html": {"schema": {"type": "string", "minLength": 1}},
            "text/plain": {"schema": {"type": "string", "minLength": 1}},
        },
    }
}


@router.post("/code", openapi_extra=BODIES)
async def code(
    request: Request,
    visitor: MayRead,
    checked: Annotated[None, Depends(verify_api_write)],
    coder: Annotated[Coder, Depends(_coder)],
) -> CodedArticle:
    """The article in a text or a page, with its claims, impacts and aid steps. Nothing is stored.

    `application/json` holds a text; `text/html` is a page as the web has it, `text/plain` a text file.
    """
    body = await request.body()
    if len(body) > LONGEST:
        raise TooLargeRequest("/api/v1/code", f"it has more than {LONGEST:,} bytes")
    kind, _, rest = request.headers.get("content-type", "").partition(";")
    match kind.strip().lower():
        case "application/json":
            try:
                page = Text.model_validate_json(body).page()
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(str(part) for part in first["loc"]) or "body"
                raise WrongRequest(where, first["msg"]) from None
        case "text/html":
            page = Page(content=body, media_type="text/html", charset=_charset(rest))
        case "text/plain":
            page = Page(content=body, media_type="text/plain", charset=_charset(rest))
        case _:
            raise WrongRequest("Content-Type", "send application/json, text/html or text/plain")
    return await coder.code(page)


def _charset(parameters: str) -> str | None:
    for part in parameters.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"') or None
    return None
