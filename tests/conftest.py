"""Fixtures for every test, and a wall: no test reaches beyond this machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import support


class NetworkBlockedError(RuntimeError):
    """A test tried to reach another machine."""


def _is_local(address: object) -> bool:
    if not isinstance(address, tuple):  # a Unix socket's path
        return True
    host = str(address[0])
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.split("%", 1)[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Connections and name look-ups beyond loopback raise, so that nothing is fetched behind a user's back."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            original = getattr(socket.socket, name)

            def guarded(self, address, _original=original):
                if not _is_local(address):
                    raise NetworkBlockedError(f"a test tried to reach {address!r}")
                return _original(self, address)

            patch.setattr(socket.socket, name, guarded)
        look_up = socket.getaddrinfo

        def guarded_look_up(host, *rest, **named):
            name = host.decode() if isinstance(host, bytes) else host
            if name is not None and not _is_local((name,)):
                raise NetworkBlockedError(f"a test tried to look up {name!r}")
            return look_up(host, *rest, **named)

        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of development data; the test is skipped where it is absent."""
    return support.shared()
