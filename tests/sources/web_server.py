"""A web server on this machine that misbehaves in every way a test asks for."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STORY = b"<html><body><p>Trucks with flour reached the valley.</p></body></html>"


@dataclass
class Reply:
    """What is sent for a path. `drip` sends it without end, bit by bit; `claimed` is a false length."""

    status: int = 200
    content: bytes = STORY
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})
    drip: bool = False
    drip_headers: bool = False
    silent: bool = False
    claimed: int | None = None


@dataclass
class Site:
    """Replies by path, the last of a list for ever; and the requests that came, with their headers."""

    root: str
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def put(self, path: str, *replies: Reply) -> str:
        """Serve these replies in turn; the address of the page."""
        self.replies[path] = list(replies) or [Reply()]
        return self.root + path

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Serve a redirect; the address of the page."""
        return self.put(path, Reply(status, b"", {"Location": to}))

    def paths(self) -> list[str]:
        """The paths asked for, without those of robots.txt."""
        return [path for path, _ in self.requests if path != "/robots.txt"]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def site(self) -> Site:
        return self.server.site  # type: ignore[attr-defined]

    def do_GET(self) -> None:
        self.site.requests.append((self.path, dict(self.headers)))
        replies = self.site.replies.get(self.path, [Reply(404, b"")])
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        with suppress(OSError):
            self._send(reply)

    def _send(self, reply: Reply) -> None:
        if reply.silent:
            self.site.is_over.wait()
        if reply.drip_headers:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            self._drip(b"X-Slow: 1\r\n")
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.drip:
            self.send_header("Connection", "close")
            self.end_headers()
            self._drip(b"x")
        self.send_header("Content-Length", str(len(reply.content) if reply.claimed is None else reply.claimed))
        self.end_headers()
        if reply.status != 304:
            self.wfile.write(reply.content)
        if reply.claimed is not None:
            self.close_connection = True

    def _drip(self, piece: bytes) -> None:
        while not self.site.is_over.wait(0.02):
            self.wfile.write(piece)
        raise OSError("the test is over")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""


@contextmanager
def serve(*, context: object = None) -> Iterator[Site]:
    """A site on a free port; with TLS where a context is given."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        scheme = "http"
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)  # type: ignore[attr-defined]
            scheme = "https"
        site = Site(f"{scheme}://127.0.0.1:{server.server_port}")
        server.site = site  # type: ignore[attr-defined]
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            site.is_over.set()
            server.shutdown()
            thread.join()


def bomb(size: int) -> Reply:
    """A page that is small on the way and large unpacked."""
    packed = gzip.compress(bytes(size))
    return Reply(content=packed, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
