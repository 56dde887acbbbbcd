"""News: new claims as they come."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import StreamingResponse

from wirebook.errors import TooManyRequests
from wirebook.web.access import MayRead
from wirebook.web.news import News

router = APIRouter(tags=["news"])


@router.get(
    "/news",
    response_class=StreamingResponse,
    responses={200: {"description": "Server-sent events.", "content": {"text/event-stream": {}}}},
)
async def news(request: Request, visitor: MayRead) -> StreamingResponse:
    """Server-sent events: `news` after every write to the book, with the claims that are new.

    `data` is `{"newest": number, "claims": [...]}`, `id` that number: a browser that lost the connection sends it as
    `Last-Event-ID` and gets what it missed. A write that brought no claim, as a rejection, has none.
    """
    told = request.app.state.news
    assert isinstance(told, News)
    if told.is_full:
        raise TooManyRequests("/api/v1/news", "too many listen already; go on in 30 s")
    last = request.headers.get("last-event-id", "")
    since = int(last[:15]) if last.isascii() and last.isdigit() else None
    return StreamingResponse(told.listen(since), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})
