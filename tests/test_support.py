import socket

import pytest

from tests import support
from tests.conftest import NetworkBlockedError


def test_another_machine_is_out_of_reach():
    with pytest.raises(NetworkBlockedError), socket.socket() as connection:
        connection.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkBlockedError):
        socket.getaddrinfo("example.org", 80)


def test_loopback_is_within_reach():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as connection:
        connection.connect(server.getsockname())


def test_absent_data_skips_or_fails(monkeypatch, tmp_path):
    monkeypatch.setenv("WIREBOOK_SHARED", str(tmp_path / "absent"))
    monkeypatch.delenv("WIREBOOK_REQUIRE_SERVICES", raising=False)
    with pytest.raises(pytest.skip.Exception, match="absent"):
        support.shared()
    monkeypatch.setenv("WIREBOOK_REQUIRE_SERVICES", "1")
    with pytest.raises(pytest.fail.Exception, match="absent"):
        support.shared()
