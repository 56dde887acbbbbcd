"""Lists as answers: a page of JSON with the cursor of the next one, or all of it as JSON Lines or CSV."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, Literal, TypeVar
from urllib.parse import urlencode

from fastapi import Request
from pydantic import BaseModel
from starlette.responses import Response, StreamingResponse

from wirebook.book.frames import row_of
from wirebook.errors import WrongRequest
from wirebook.record import Record
from wirebook.views.export.csv_rows import lines
from wirebook.views.export.selection import Kind
from wirebook.web.api.parameters import Asked, Format, Streamed

JSON_LINES = "application/jsonl"
TOGETHER = 64 * 1024
"""Characters that are sent at once."""

Item = TypeVar("Item", bound=BaseModel)


class Listed(BaseModel, Generic[Item]):
    """A page of a list."""

    items: list[Item]
    next: str | None
    """The cursor of the next page; null on the last one."""


class Derivation(Generic[Item]):
    """A list that was worked out as a whole, in the order of its keys."""

    def __init__(self, items: Iterable[Item], key: Callable[[Item], str]) -> None:
        ordered = sorted(((key(item), item) for item in items), key=lambda pair: pair[0])
        self.keys = [one for one, _ in ordered]
        self.items = [item for _, item in ordered]

    def page(self, after: str | None, limit: int) -> tuple[Sequence[Item], str | None]:
        """The items after a key, and the key to go on from."""
        start = 0 if after is None else bisect_right(self.keys, after)
        end = start + limit
        return self.items[start:end], self.keys[end - 1] if end < len(self.items) else None


def page(request: Request, records: Iterable[str], after: str | None) -> Response:
    """A page as JSON; `records` are JSON already."""
    cursor = None if after is None else after.encode("utf-8", "replace").hex()
    body = f'{{"items":[{",".join(records)}],"next":{json.dumps(cursor)}}}'
    answer = Response(body.encode("utf-8", "replace"), media_type="application/json")
    if cursor is not None:
        others = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
        target = f"{request.url.path}?{urlencode([*others, ('cursor', cursor)])}"
        answer.headers["Link"] = f'<{target}>; rel="next"'
    return answer


def page_of(request: Request, derived: Derivation[Item], asked: Asked) -> Response:
    """A page of a list that was worked out as a whole."""
    items, after = derived.page(asked.after, asked.limit)
    return page(request, (item.model_dump_json() for item in items), after)


def wanted_format(request: Request, asked: Streamed) -> Format:
    """The format that is asked for, by the parameter, else by the header."""
    if asked.format is not None:
        return asked.format
    accepted = request.headers.get("accept", "").lower()
    if "application/json" in accepted or "*/*" in accepted:
        return "json"
    if JSON_LINES in accepted or "ndjson" in accepted:
        return "jsonl"
    return "csv" if "text/csv" in accepted else "json"


def stream(
    records: Iterable[Record], asked: Asked, format: Literal["jsonl", "csv"], name: str, kind: Kind | None = None
) -> Response:
    """All records as JSON Lines or CSV, sent while they are read."""
    if asked.cursor is not None:
        raise WrongRequest("cursor", "JSON Lines and CSV come whole, they have no pages")
    if format == "csv" and kind is not None:
        text, media = lines(records, kind), "text/csv; charset=utf-8"
    else:
        text, media = (row_of(record).model_dump_json() + "\n" for record in records), JSON_LINES
    headers = {"Content-Disposition": f'attachment; filename="{name}.{format}"'}
    return StreamingResponse(_together(text), media_type=media, headers=headers)


def _together(lines: Iterable[str]) -> Iterator[bytes]:
    waiting: list[str] = []
    length = 0
    for line in lines:
        waiting.append(line)
        length += len(line)
        if length >= TOGETHER:
            yield "".join(waiting).encode("utf-8", "replace")
            waiting, length = [], 0
    yield "".join(waiting).encode("utf-8", "replace")
