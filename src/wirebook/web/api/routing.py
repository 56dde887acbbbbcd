"""Routes of the API: who may not read is refused, and what did not change is not sent again.

The tag of an answer (`ETag`) is that of the book's revision and of the question, so that it costs nothing to know
whether an answer is still good: the book is not even asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from wirebook import __version__
from wirebook.web.access import reader, visitor_of
from wirebook.web.opened import opened_book

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
"""As the framework has it."""

JSON_LINES_AND_CSV: dict[int | str, dict[str, object]] = {
    200: {
        "description": "A page as JSON, or everything as JSON Lines or CSV.",
        "headers": {"Link": {"description": "The next page.", "schema": {"type": "string"}}},
        "content": {"application/jsonl": {"schema": {"type": "string"}}, "text/csv": {"schema": {"type": "string"}}},
    }
}
JSON_LINES_ALONE: dict[int | str, dict[str, object]] = {
    200: {
        "description": "A page as JSON, or everything as JSON Lines.",
        "headers": {"Link": {"description": "The next page.", "schema": {"type": "string"}}},
        "content": {"application/jsonl": {"schema": {"type": "string"}}},
    }
}


class TaggedRoute(APIRoute):
    """A route of which the answer to GET depends on the book and the request alone."""

    def get_route_handler(self) -> Handler:
        """The handler, with the tag before and after it."""
        handler = super().get_route_handler()

        async def tagged(request: Request) -> Response:
            reader(request)
            if request.method != "GET":
                return await handler(request)
            book = opened_book(request)
            revision = await run_in_threadpool(book.revision)
            asked = f"{request.url.path}?{request.url.query}|{request.headers.get('accept', '')}"
            role = visitor_of(request).role
            tag = hashlib.sha256(f"{__version__}|{revision}|{asked}|{role}".encode()).hexdigest()[:32]
            if _is_known(request.headers.get("if-none-match", ""), tag):
                return Response(status_code=304, headers={"ETag": f'"{tag}"', "Vary": "Accept"})
            answer = await handler(request)
            if answer.status_code == 200:
                answer.headers["ETag"] = f'"{tag}"'
                answer.headers["Vary"] = "Accept"
            return answer

        return tagged


def tagged_router(tag: str) -> APIRouter:
    """A router of such routes."""
    return APIRouter(tags=[tag], route_class=TaggedRoute)


def _is_known(given: str, tag: str) -> bool:
    return given.strip() == "*" or any(part.strip().removeprefix("W/").strip('"') == tag for part in given.split(","))
