"""Who asks, and what he may do.

On loopback for one person the visitor is who is logged in, and may do everything. For a team a visitor is known by a
token (`Authorization: Bearer`), by the session that signing in with the token began, or by a header that a trusted
proxy sets. `wirebook.web.guard` finds him before anything else runs, and routes ask for him here:

    @router.post("/events/{id}/reject")
    def reject(visitor: MayCorrect, checked: CheckedForm) -> HTMLResponse: ...

    {{ csrf_token(request) }}     in a form, as the field `csrf_token`, or in a header `X-CSRF-Token`
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Request

from wirebook.errors import Forbidden, Unauthorised
from wirebook.web.users import ROLES, Role

CSRF_FIELD = "csrf_token"
CSRF_HEADER = "X-CSRF-Token"

How = Literal["loopback", "token", "session", "proxy"]
"""By what a visitor is known."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. Without a role he may do nothing but sign in; his name is then empty."""

    name: str = ""
    role: Role | None = None
    how: How = "session"
    secret: str = ""
    """What a forged request cannot know of this visitor; the CSRF token is made of it."""

    @property
    def may_read(self) -> bool:
        """Whether he may look at the book."""
        return self.role is not None

    @property
    def may_correct(self) -> bool:
        """Whether he may accept, edit, reject and undo."""
        return self.role in ROLES[1:]

    @property
    def may_administer(self) -> bool:
        """Whether he may see who did what."""
        return self.role == "administer"


def visitor_of(request: Request) -> Visitor:
    """The visitor whom the guard found; nobody where it found none."""
    found = request.scope.get("wirebook.visitor")
    return found if isinstance(found, Visitor) else Visitor()


def reader(request: Request) -> Visitor:
    """The visitor, who may read. Raises Unauthorised."""
    found = visitor_of(request)
    if not found.may_read:
        raise Unauthorised(request.url.path, "sign in first")
    return found


def corrector(request: Request) -> Visitor:
    """The visitor, who may correct. Raises Unauthorised and Forbidden."""
    found = reader(request)
    if not found.may_correct:
        raise Forbidden(found.name, "may read and not correct")
    return found


def administrator(request: Request) -> Visitor:
    """The visitor, who may administer. Raises Unauthorised and Forbidden."""
    found = reader(request)
    if not found.may_administer:
        raise Forbidden(found.name, "may not administer")
    return found


def csrf_token(request: Request) -> str:
    """The token that a form of this visitor carries, as the field `csrf_token` or the header `X-CSRF-Token`."""
    key = request.app.state.secret
    assert isinstance(key, bytes)
    return hmac.new(key, visitor_of(request).secret.encode(), hashlib.sha256).hexdigest()


async def verify_csrf(request: Request) -> None:
    """Let only requests through that carry the visitor's own CSRF token, or his bearer token. Raises Forbidden."""
    if visitor_of(request).how == "token":
        return  # no page of another site can make a browser send it
    given = request.headers.get(CSRF_HEADER)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given is None and kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        field = (await request.form()).get(CSRF_FIELD)
        given = field if isinstance(field, str) else None
    if given is None or not hmac.compare_digest(given.encode(), csrf_token(request).encode()):
        raise Forbidden(request.url.path, "the form is not one of this session; load the page again")


async def verify_api_write(request: Request) -> None:
    """As `verify_csrf`, but a program on this machine needs no token: the guard has refused what a page sent."""
    if visitor_of(request).how != "loopback":
        await verify_csrf(request)


CurrentVisitor = Annotated[Visitor, Depends(visitor_of)]
MayRead = Annotated[Visitor, Depends(reader)]
MayCorrect = Annotated[Visitor, Depends(corrector)]
MayAdminister = Annotated[Visitor, Depends(administrator)]
CheckedForm = Annotated[None, Depends(verify_csrf)]
