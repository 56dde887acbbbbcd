"""The guard at the door: it stands before every route, page and file.

In this order:

1. On loopback for one person, the `Host` has to be a name of this machine: a page whose own name was made to point here
   (DNS rebinding) is refused.
2. A request that could change something and that a page of another site sent is refused, by `Sec-Fetch-Site`, which no
   page can forge, else by `Origin`.
3. The visitor is found; see `access`.
4. He may not ask too often, nor send too much.
5. Without a role he gets only the sign-in, the health and the static files.

Every answer carries the security headers, and what counts is kept in the audit log.
"""

from __future__ import annotations

import hmac
import math
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from wirebook.errors import Forbidden, TooLargeRequest, TooManyRequests, Unauthorised, WirebookError
from wirebook.web.access import Visitor
from wirebook.web.limits import Limiter
from wirebook.web.problems import problem
from wirebook.web.sessions import COOKIE, Sessions
from wirebook.web.settings import is_loopback

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from wirebook.web.audit import Audit
    from wirebook.web.settings import Settings
    from wirebook.web.users import Users

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
OPEN = ("/static/", "/sign-in", "/api/v1/health")
"""What visitors get whom nobody knows."""
TRIES_PER_SECOND = 0.2
"""Sign-ins of one address."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Guard:
    """The guard as ASGI middleware."""

    def __init__(
        self, app: ASGIApp, *, settings: Settings, users: Users | None, sessions: Sessions, audit: Audit
    ) -> None:
        self._app = app
        self._settings = settings
        self._users = users
        self._sessions = sessions
        self._audit = audit
        self._limiter = Limiter(settings.pace, settings.pace * 10)
        self._tries = Limiter(TRIES_PER_SECOND, 10)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            # There are no web sockets here; the server's own start and stop pass.
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        peer = scope["client"][0] if scope.get("client") else ""
        visitor = self._visitor(headers, peer)
        scope["wirebook.visitor"] = visitor
        answer = _Answer(send)
        try:
            self._look_at(scope, headers, visitor, peer)
            await self._app(scope, self._measured(receive), answer)
        except WirebookError as error:
            await self._refuse(error, scope, receive, answer)
        finally:
            self._note(scope, visitor, peer, answer.status)

    def _look_at(self, scope: Scope, headers: Headers, visitor: Visitor, peer: str) -> None:
        path, method = scope["path"], scope["method"]
        if not self._settings.is_team:
            self._require_own_name(headers)
        if method not in SAFE:
            _require_same_site(scope, headers)
        wait = self._limiter.take(visitor.name or peer)
        if path == "/sign-in" and method == "POST" and not wait:
            wait = self._tries.take(peer)
        if wait:
            raise TooManyRequests(path, f"too often; go on in {math.ceil(wait)} s")
        length = headers.get("content-length", "")
        if length.isdigit() and int(length[:15]) > self._settings.largest_body:
            raise self._too_large(scope)
        if not visitor.may_read and not path.startswith(OPEN):
            raise Unauthorised(path, "sign in first, or send a token")

    def _visitor(self, headers: Headers, peer: str) -> Visitor:
        """Who asks; nobody where a token or a session is given that is none."""
        if self._users is None:
            return Visitor(self._settings.login, "administer", "loopback", "loopback")
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            user = self._users.of_token(token.strip())
            return Visitor(user.name, user.role, "token", user.token) if user else Visitor()
        name = headers.get(self._settings.proxy_header) if self._settings.proxy_header else None
        if name is not None and is_one_of(peer, self._settings.proxies):
            user = self._users.named(name)
            return Visitor(user.name, user.role, "proxy", f"proxy {user.name}") if user else Visitor()
        session = self._sessions.find(cookie := cookie_of(headers))
        user = self._users.named(session.user) if session else None
        # A new token or another name in the file ends the sessions of the old one.
        if session is None or user is None or not hmac.compare_digest(user.token, session.token):
            return Visitor()
        return Visitor(user.name, user.role, "session", cookie)

    def _require_own_name(self, headers: Headers) -> None:
        host = _host_of(headers.get("host", ""))
        if not (is_loopback(host) or host == self._settings.host.lower()):
            raise Forbidden(host[:100] or "Host", "this is no name of this machine; open it as http://localhost")

    def _measured(self, receive: Receive) -> Receive:
        """The body, as long as it is not too large."""
        taken = 0

        async def measured() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._settings.largest_body:
                raise HTTPException(413)  # told as a problem; the framework hides other errors of a body
            return message

        return measured

    def _too_large(self, scope: Scope) -> TooLargeRequest:
        return TooLargeRequest(scope["path"], f"the body has more than {self._settings.largest_body:,} bytes")

    async def _refuse(self, error: WirebookError, scope: Scope, receive: Receive, answer: _Answer) -> None:
        headers = Headers(scope=scope)
        if isinstance(error, Unauthorised) and scope["method"] == "GET" and "text/html" in headers.get("accept", ""):
            await RedirectResponse("/sign-in", 303)(scope, receive, answer)
            return
        more = {"Retry-After": error.reason.split()[-2]} if isinstance(error, TooManyRequests) else {}
        await problem(error, scope["path"], more)(scope, receive, answer)

    def _note(self, scope: Scope, visitor: Visitor, peer: str, status: int) -> None:
        if scope["method"] not in SAFE or status in {401, 403, 429}:
            self._audit.note(
                who=visitor.name or scope.get("wirebook.tried", ""),
                client=peer,
                method=scope["method"],
                path=scope["path"],
                status=status,
                what=scope.get("wirebook.done"),
            )


class _Answer:
    """Sends an answer with the security headers, and remembers its status."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 500

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "private, no-cache")
        await self._send(message)


def cookie_of(headers: Headers) -> str:
    """The session that a request's cookies name; empty where none does."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _require_same_site(scope: Scope, headers: Headers) -> None:
    """Refuse what a page of another site sent. Programs send neither of these headers."""
    sent_by = headers.get("sec-fetch-site")
    if sent_by is not None:
        if sent_by in {"same-origin", "none"}:
            return
        raise Forbidden(scope["path"], "a page of another site sent this")
    origin = headers.get("origin")
    if origin is None:
        return
    try:
        own = urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
    except ValueError:
        own = False
    if not own:
        raise Forbidden(scope["path"], "a page of another site sent this")


def _host_of(text: str) -> str:
    """The name in a `Host` header, without the port."""
    if text.startswith("["):
        return text.partition("]")[0].strip("[").lower()
    return text.rpartition(":")[0].lower() if text.count(":") == 1 else text.lower()


def is_one_of(peer: str, addresses: tuple[str, ...]) -> bool:
    """Whether an address is one of some."""
    try:
        return ip_address(peer) in {ip_address(address) for address in addresses}
    except ValueError:
        return peer in addresses
