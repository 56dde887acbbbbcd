"""Runs a reading room: a socket that is surely free, a server that stops when it is told to."""

from __future__ import annotations

import asyncio
import socket
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn

from wirebook.errors import UsageError
from wirebook.web.news import News

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from wirebook.web.settings import Settings

PATIENCE = 5
"""Seconds that answers which are underway get when the server stops."""


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises UsageError where the port is taken, or the address is not of this machine."""
    try:
        family = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family[0], socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind(family[4])
            made.listen(2048)
        except OSError:
            made.close()
            raise
    except socket.gaierror:
        raise UsageError(f"--host {host}", "there is no such address") from None
    except OSError as error:
        taken = f"port {port} is taken; give another one with --port, or --port 0 for a free one"
        denied = f"port {port} may not be used: {error.strerror}"
        known = {98: taken, 48: taken, 10048: taken, 13: denied}
        raise UsageError(f"--host {host}", known.get(error.errno or 0) or str(error.strerror or error)) from None
    return made


def address_of(made: socket.socket) -> str:
    """The address that a browser opens."""
    host, port = made.getsockname()[:2]
    shown = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}/"


class _Server(uvicorn.Server):
    """Lets those who listen to the news go when it is told to stop: else it would wait for them."""

    def __init__(self, config: uvicorn.Config, application: FastAPI, begun: Callable[[], None]) -> None:
        super().__init__(config)
        self._application = application
        self._begun = begun
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        if self.started:
            self._begun()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop; at once where one asks twice. Being told to stop is no failure, so that the signal ends here."""
        news = getattr(self._application.state, "news", None)
        if isinstance(news, News) and self._loop is not None:
            self._loop.call_soon_threadsafe(news.end)
        self.force_exit = self.should_exit
        self.should_exit = True


def run(application: FastAPI, settings: Settings, made: socket.socket, begun: Callable[[], None]) -> None:
    """Serve until a signal says to stop; `begun` is called when requests are answered."""
    config = uvicorn.Config(
        application,
        log_level="warning",
        access_log=False,
        # Who asks is the peer itself: what a proxy says of others is believed only by `guard`.
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    with made:
        _Server(config, application, begun).run(sockets=[made])
