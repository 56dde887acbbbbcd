"""Signing in and out in a browser: the token once, then a session."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from wirebook.web.access import CheckedForm, visitor_of
from wirebook.web.guard import cookie_of, is_one_of
from wirebook.web.pages.rendering import page
from wirebook.web.sessions import COOKIE, LONGEST, Sessions
from wirebook.web.settings import Settings
from wirebook.web.users import Users

router = APIRouter(include_in_schema=False)


@router.get("/sign-in")
def ask(request: Request) -> Response:
    """The form for a token; who is known already goes to the start page."""
    if visitor_of(request).may_read:
        return RedirectResponse("/", 303)
    return _form(request, "", 200)


@router.post("/sign-in")
def sign_in(request: Request, token: Annotated[str, Form(max_length=1000)] = "") -> Response:
    """Begin a session with a token."""
    settings, users, sessions = _of_team(request)
    user = users.of_token(token.strip()) if users else None
    if user is None:
        request.scope["wirebook.done"] = "sign-in refused"
        return _form(request, "That is the token of no user.", 403)
    request.scope["wirebook.tried"] = user.name
    request.scope["wirebook.done"] = "signed in"
    answer = RedirectResponse("/", 303)
    peer = request.client.host if request.client else ""
    forwarded = request.headers.get("x-forwarded-proto") if is_one_of(peer, settings.proxies) else None
    answer.set_cookie(
        COOKIE,
        sessions.begin(user),
        max_age=int(LONGEST),
        httponly=True,
        samesite="lax",
        secure=(forwarded or request.url.scheme) == "https",
    )
    return answer


@router.post("/sign-out")
def sign_out(request: Request, checked: CheckedForm) -> Response:
    """End the session."""
    _, _, sessions = _of_team(request)
    sessions.end(cookie_of(request.headers))
    request.scope["wirebook.done"] = "signed out"
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return answer


def _form(request: Request, message: str, status: int) -> HTMLResponse:
    return page(request, "sign-in.html.j2", {"section": "/sign-in", "message": message}, status=status)


def _of_team(request: Request) -> tuple[Settings, Users | None, Sessions]:
    state = request.app.state
    settings, users, sessions = state.settings, state.users, state.sessions
    assert isinstance(settings, Settings)
    assert users is None or isinstance(users, Users)
    assert isinstance(sessions, Sessions)
    return settings, users, sessions
