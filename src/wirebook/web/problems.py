"""Problem details (RFC 9457): every refusal of the reading room, with its stable code.

`code` is what a program tells errors by; `type` stays `about:blank`, by which the RFC says that the status tells the
kind.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from wirebook.errors import (
    BookError,
    BookReadOnly,
    Forbidden,
    InputError,
    MissingExtra,
    NothingHere,
    TooLargeRequest,
    TooManyRequests,
    Unauthorised,
    UnknownRecord,
    UsageError,
    WebError,
    WirebookError,
    WrongCorrection,
    WrongMethod,
    WrongRequest,
)

MEDIA_TYPE = "application/problem+json"
_LOG = logging.getLogger("wirebook.web")


class Problem(BaseModel):
    """What went wrong, as RFC 9457 says it, with the code of the error."""

    model_config = ConfigDict(extra="forbid")
    type: str = Field(description="Always `about:blank`: the title is that of the status.")
    title: str = Field(description="The kind of the error.")
    status: int = Field(ge=400, le=599, description="The HTTP status.")
    detail: str = Field(description="What it is about, and why.")
    code: str = Field(pattern="^WB[0-9]{3}$", description="The stable code of the error.")
    instance: str | None = Field(default=None, description="The path that was asked for.")


_STATUS: tuple[tuple[type[WirebookError], int], ...] = (
    (Unauthorised, 401),
    (Forbidden, 403),
    (NothingHere, 404),
    (UnknownRecord, 404),
    (WrongMethod, 405),
    (TooLargeRequest, 413),
    (TooManyRequests, 429),
    (WrongRequest, 422),
    (WrongCorrection, 409),
    (UsageError, 422),
    (InputError, 422),
    (BookReadOnly, 503),
    (MissingExtra, 501),
    (BookError, 503),
)


def status_of(error: WirebookError) -> int:
    """The HTTP status of an error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def problem(error: WirebookError, path: str | None = None, headers: Mapping[str, str] | None = None) -> Response:
    """The answer that tells an error."""
    status = status_of(error)
    told = Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=f"{error.subject}: {error.reason}".encode("utf-8", "replace").decode(),
        code=error.code,
        instance=path,
    )
    given = dict(headers or {})
    if status == 401:
        given["WWW-Authenticate"] = 'Bearer realm="wirebook"'
    text = json.dumps(told.model_dump(exclude_none=True), ensure_ascii=False)
    return Response(text.encode("utf-8", "replace"), status, given, media_type=MEDIA_TYPE)


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, WirebookError)
    if status_of(error) >= 500:
        _LOG.error("%s", error)
    return problem(error, request.url.path)


def _told_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    path = request.url.path
    kinds: dict[int, WirebookError] = {
        404: NothingHere(path, "there is nothing at this address"),
        405: WrongMethod(path, f"it does not take {request.method}"),
        413: TooLargeRequest(path, "the body is too large"),
    }
    known = kinds.get(error.status_code) or WrongRequest(path, str(error.detail))
    return problem(known, path, error.headers)


def _told_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
    known = {"extra_forbidden": "there is no such parameter here", "missing": "it is missing"}
    reason = known.get(first["type"]) or str(first["msg"]).removeprefix("Value error, ")
    return problem(WrongRequest(where, reason), request.url.path)


def _told_bug(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(WebError(request.url.path, "the server failed; its log says how"), request.url.path)


def tell_problems(application: FastAPI) -> None:
    """Have an application tell every error as a problem."""
    application.add_exception_handler(WirebookError, _told)
    application.add_exception_handler(HTTPException, _told_http)
    application.add_exception_handler(RequestValidationError, _told_invalid)
    application.add_exception_handler(Exception, _told_bug)
