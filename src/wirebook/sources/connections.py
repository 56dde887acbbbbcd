"""Connections that go only where an address check has passed, and that end when the time of an exchange is over."""

from __future__ import annotations

import contextlib
import socket
import threading
import urllib.request
from contextvars import ContextVar, Token
from types import TracebackType

from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool, PoolManager, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from wirebook.sources.addresses import WebAddress, resolve


class Exchange:
    """One request and its answer, as a context: connections made in it obey it, and it is cut off after `seconds`.

    Time limits of a socket begin anew with each byte. This one does not: a timer shuts the connection down, and what
    was reading from it sees its end. `is_over` then tells that end from a server's.
    """

    def __init__(self, seconds: float, *, allow_private: bool) -> None:
        self.allow_private = allow_private
        self.is_over = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Exchange:
        self._token: Token[Exchange] = _current.set(self)
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        _current.reset(self._token)

    def watch(self, connected: socket.socket | None) -> None:
        """Take the socket that the answer comes from."""
        self._socket = connected
        if self.is_over:
            self._cut()

    def _cut(self) -> None:
        self.is_over = True
        if self._socket is not None:
            # OSError: it is closed already. The plain method, since that of a TLS socket also drops its cipher, and
            # the reading thread would take the rest as plain text.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


# urllib3 makes connections out of our hands, from classes: this is how one knows the exchange that it is for.
_current: ContextVar[Exchange] = ContextVar("exchange")


class _Connection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _connect(self)

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        _current.get().watch(self.sock)
        return super().getresponse()


class _SecureConnection(HTTPSConnection):
    """The certificate is checked against the host's name: only where the socket goes is decided here."""

    def _new_conn(self) -> socket.socket:
        return _connect(self)

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        _current.get().watch(self.sock)
        return super().getresponse()


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


def open_pools(proxy: str | None = None) -> PoolManager:
    """Pools of connections that work inside an Exchange, through a proxy if one is given."""
    pools = ProxyManager(proxy) if proxy else PoolManager()
    pools.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}
    return pools


def environment_proxy(address: WebAddress) -> str | None:
    """The proxy that the environment names for an address, if any."""
    if urllib.request.proxy_bypass(address.host):
        return None
    return urllib.request.getproxies().get(address.scheme)


def _connect(connection: HTTPConnection) -> socket.socket:
    """A socket to the host of `connection`, which is looked up once: the addresses checked are those connected to.

    Raises Refused and Unreachable as `resolve` does, and urllib3's errors where no address answers.
    """
    problem: OSError | None = None
    exchange = _current.get()
    for family, address in resolve(connection.host, connection.port, allow_private=exchange.allow_private):
        if exchange.is_over:
            break
        attempt = socket.socket(family, socket.SOCK_STREAM)
        try:
            for option in connection.socket_options or ():
                attempt.setsockopt(*option)
            attempt.settimeout(connection.timeout)
            attempt.connect(address)
        except OSError as error:
            attempt.close()
            problem = error
        else:
            return attempt
    if problem is None or isinstance(problem, TimeoutError):
        raise ConnectTimeoutError(connection, "no connection in time") from problem
    raise NewConnectionError(connection, problem.strerror or str(problem)) from problem
