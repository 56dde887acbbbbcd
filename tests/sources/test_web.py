"""The client of the web against a real server: what comes back, what is refused, and that it always ends."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import shutil
import socket
import ssl
import subprocess
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.sources.web_server import STORY, Reply, bomb, serve
from wirebook.errors import InputError, Refused, TooLargeInput, Unreachable, UnsupportedInput
from wirebook.sources import addresses
from wirebook.sources.robots import parse_robots
from wirebook.sources.web import Web, WebOptions

PRIVATE = [
    "http://127.0.0.1/",
    "http://localhost/",
    "http://10.0.0.1/",
    "http://192.168.1.1/admin",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[64:ff9b::a00:1]/",
    "http://[2002:a00:1::]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://0.0.0.0/",
    "http://0/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://127.0.0.1./",
    "https://127.1/",
]


@pytest.fixture
def site():
    with serve() as served:
        yield served


def open_web(*, sleep=None, **options):
    settings = {"allow_private": True, "delay": 0, **options}
    return Web(WebOptions(**settings), sleep=sleep or (lambda _: None))


def fetch(url, *, etag=None, last_modified=None, **options):
    with open_web(**options) as web:
        return web.fetch(url, etag=etag, last_modified=last_modified)


def failure(url, **options):
    with pytest.raises(InputError) as caught:
        fetch(url, **options)
    assert str(caught.value).startswith(f"[{caught.value.code}] {caught.value.subject}: ")
    return caught.value


def test_page_comes_with_what_the_server_says_of_it(site):
    headers = {
        "Content-Type": "Text/HTML; Charset=UTF-9",
        "ETag": '"1"',
        "Last-Modified": "Mon, 05 May 2031 10:00:00 GMT",
    }
    page = fetch(site.put("/story?a=1", Reply(headers=headers)) + "#top")
    assert (page.url, page.status, page.content) == (f"{site.root}/story?a=1", 200, STORY)
    assert (page.media_type, page.charset) == ("text/html", "utf-9")  # the bytes stay as they came, right or wrong
    assert (page.etag, page.last_modified) == ('"1"', "Mon, 05 May 2031 10:00:00 GMT")
    assert not page.is_unchanged


def test_client_says_who_it_is(site):
    fetch(site.put("/"))
    _, headers = site.requests[-1]
    assert headers["User-Agent"].startswith("wirebook/")
    assert headers["Host"] == site.root.removeprefix("http://")


def test_page_that_is_packed_or_empty_or_no_html(site):
    packed = Reply(content=gzip.compress(STORY), headers={"Content-Encoding": "gzip"})
    assert fetch(site.put("/packed", packed)).content == STORY
    empty = fetch(site.put("/empty", Reply(content=b"", headers={})))
    assert (empty.content, empty.media_type, empty.charset) == (b"", "", None)
    picture = fetch(site.put("/picture", Reply(content=b"\x89PNG\r\n", headers={"Content-Type": "image/png"})))
    assert (picture.content, picture.media_type) == (b"\x89PNG\r\n", "image/png")


def test_packing_that_was_not_asked_for_is_named(site):
    error = failure(site.put("/", Reply(headers={"Content-Encoding": "br"})))
    assert isinstance(error, UnsupportedInput)
    assert "br" in error.reason


def test_damaged_packing(site):
    error = failure(site.put("/", Reply(content=b"no gzip at all", headers={"Content-Encoding": "gzip"})))
    assert isinstance(error, Unreachable)
    assert site.paths() == ["/"]  # it would be as damaged the next time


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_followed(site, status):
    site.put("/new place/é")
    url = site.redirect("/old", "/new%20place/%C3%A9", status)
    site.replies["/new%20place/%C3%A9"] = site.replies.pop("/new place/é")
    page = fetch(url)
    assert page.url == f"{site.root}/new%20place/%C3%A9"
    assert page.content == STORY


def test_redirects_end(site):
    site.redirect("/loop", "/loop2#part")
    site.redirect("/loop2", "/loop")
    circle = failure(f"{site.root}/loop")
    assert isinstance(circle, Unreachable)
    assert "circle" in circle.reason
    assert circle.subject == f"{site.root}/loop"
    for number in range(7):
        site.redirect(f"/{number}", f"/{number + 1}")
    site.put("/7")
    assert fetch(f"{site.root}/2").url == f"{site.root}/7"
    assert "more than 5 times" in failure(f"{site.root}/1").reason


def test_redirect_to_nowhere(site):
    assert "302" in failure(site.put("/", Reply(302, b"", {}))).reason


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://news.example/", "javascript:alert(1)", "http://[half/"]
)
def test_redirect_out_of_the_web_is_refused(site, target):
    error = failure(site.redirect("/", target))
    assert isinstance(error, Refused)
    assert error.subject == f"{site.root}/"
    assert "leads to" in error.reason


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "http://localhost:{port}/", "http://169.254.169.254/"])
def test_redirect_to_a_private_address_is_refused(site, monkeypatch, target):
    monkeypatch.setattr(addresses, "is_public", lambda address: str(address) == "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", look_up({"localhost": ["127.0.0.1", "::1"]}))
    target = target.format(port=site.root.rpartition(":")[2])
    error = failure(site.redirect("/", target), allow_private=False)
    assert isinstance(error, Refused)
    assert target in error.reason
    assert site.paths() == ["/"]


@pytest.mark.parametrize("url", PRIVATE)
def test_private_address_is_refused(url):
    error = failure(url, allow_private=False)
    assert isinstance(error, Refused)
    assert "open internet" in error.reason


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_address_of_the_internet_is_public(address):
    assert addresses.is_public(ipaddress.ip_address(address))


def look_up(names):
    """A look-up of these names: the second time each has a private address."""
    given = {name: list(found) for name, found in names.items()}

    def getaddrinfo(host, port, **_):
        found = given.get(host, [host])
        given.update({host: ["10.0.0.1"]} if host in names else {})
        families = [socket.AF_INET6 if ":" in address else socket.AF_INET for address in found]
        pairs = zip(families, found, strict=True)
        return [(family, socket.SOCK_STREAM, 6, "", (address, port)) for family, address in pairs]

    return getaddrinfo


def test_name_that_changes_its_address_is_not_followed_there(site, monkeypatch):
    monkeypatch.setattr(addresses, "is_public", lambda address: str(address) == "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", look_up({"news.example": ["127.0.0.1"]}))
    site.put("/robots.txt", Reply(404, b"", {"Connection": "close"}))
    port = site.root.rpartition(":")[2]
    error = failure(f"http://news.example:{port}/", allow_private=False)
    assert isinstance(error, Refused)  # the robots.txt was read from the first address, the page not from the second
    assert [headers["Host"] for _, headers in site.requests] == [f"news.example:{port}"]


def test_one_private_address_of_many_is_enough(site, monkeypatch):
    monkeypatch.setattr(addresses, "is_public", lambda address: str(address) == "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", look_up({"news.example": ["127.0.0.1", "10.0.0.1"]}))
    assert isinstance(failure("http://news.example/", allow_private=False), Refused)


def test_unknown_host(monkeypatch):
    def nothing(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    error = failure("http://nobody.example/story", allow_private=False)
    assert isinstance(error, Unreachable)
    assert (error.subject, error.reason) == ("http://nobody.example/story", "its host is not known")
    assert isinstance(failure("http://a..example/"), InputError)


def test_nobody_listens():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        waits = []
        error = failure(f"http://127.0.0.1:{taken.getsockname()[1]}/", sleep=waits.append)
    assert isinstance(error, Unreachable)
    assert "no connection" in error.reason
    assert waits == [1, 2]


@pytest.mark.parametrize(
    "url", ["ftp://news.example/", "news.example/story", "http://", "http:///x", "http://a:99999/", ""]
)
def test_no_web_address(url):
    assert isinstance(failure(url), Refused)


@given(st.text(max_size=60), st.sampled_from(["", "http://", "http://news.example/", "https://[", "http://a:"]))
@example("\ud800", "http://news.example/")
def test_any_text_is_an_address_or_refused(text, before):
    with contextlib.suppress(Refused):
        address = addresses.parse_address(before + text)
        assert addresses.parse_address(address.url) == address
    with contextlib.suppress(Refused):
        addresses.follow(addresses.parse_address("http://news.example/"), before + text)


@pytest.mark.parametrize(
    "url",
    [
        "http://ann:secret@10.0.0.1/",
        "ftp://ann:secret@news.example/",
        "http://ann:sec/ret@10.0.0.1/",
        "http://ann:se@cret@10.0.0.1:99999/",
    ],
)
def test_user_information_is_in_no_message(url):
    message = str(failure(url, allow_private=False))
    assert "ann" not in message
    assert "ret" not in message


def test_user_information_is_not_sent_nor_kept(site):
    url = site.put("/").replace("http://", "http://ann:secret@")
    assert fetch(url).url == f"{site.root}/"
    assert all("Authorization" not in headers for _, headers in site.requests)
    error = failure(site.redirect("/on", "ftp://ann:secret@news.example/"))
    assert "secret" not in str(error)


@pytest.mark.parametrize("reply", [Reply(drip=True), Reply(drip_headers=True)], ids=["body", "headers"])
def test_dripping_server_is_cut_off(site, reply):
    error = failure(site.put("/", reply), deadline=0.5)
    assert isinstance(error, Unreachable)
    assert "within 0.5 seconds" in error.reason
    assert site.paths() == ["/"]


def test_silent_server(site):
    error = failure(site.put("/", Reply(silent=True)), read_timeout=0.2, retries=0)
    assert isinstance(error, Unreachable)
    assert "stopped sending" in error.reason


def test_bomb_is_not_unpacked(site):
    error = failure(site.put("/", bomb(20 * 2**20)), size_limit=2**20)
    assert isinstance(error, TooLargeInput)
    assert "1 MB" in error.reason


def test_announced_size_is_believed(site):
    error = failure(site.put("/", Reply(content=b"x", claimed=5_000_000_000)))
    assert isinstance(error, TooLargeInput)


def test_page_of_exactly_the_limit(site):
    url = site.put("/", Reply(content=bytes(1000)))
    assert len(fetch(url, size_limit=1000).content) == 1000
    assert isinstance(failure(url, size_limit=999), TooLargeInput)


def test_connection_that_breaks_is_tried_again(site):
    broken = Reply(content=b"half", claimed=1000)
    waits = []
    error = failure(site.put("/", broken), sleep=waits.append)
    assert isinstance(error, Unreachable)
    assert "broke off" in error.reason
    assert (waits, site.paths()) == ([1, 2], ["/"] * 3)
    assert fetch(site.put("/later", broken, Reply())).content == STORY


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_failure_that_passes(site, status):
    waits = []
    url = site.put("/", Reply(status), Reply(status), Reply())
    assert fetch(url, sleep=waits.append).content == STORY
    assert waits == [1, 2]
    assert str(status) in failure(site.put("/", Reply(status)), retries=1).reason


@pytest.mark.parametrize(("status", "name"), [(404, "Not Found"), (410, "Gone"), (500, "Internal"), (403, "Forbidden")])
def test_failure_that_does_not_pass_is_named(site, status, name):
    error = failure(site.put("/", Reply(status)))
    assert isinstance(error, Unreachable)
    assert f"{status} ({name}" in error.reason
    assert site.paths() == ["/"]


def test_server_says_how_long_to_wait(site):
    waits = []
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=50), usegmt=True)
    url = site.put(
        "/", Reply(429, headers={"Retry-After": "7"}), Reply(503, headers={"Retry-After": soon}), Reply()
    )  # fmt: skip
    assert fetch(url, sleep=waits.append).content == STORY
    assert waits[0] == 7
    assert 2 < waits[1] <= 50


@pytest.mark.parametrize(("asked", "waits"), [("61", []), ("-5", [1]), ("soon", [1]), ("Mon, 99 Foo", [1])])
def test_wait_that_is_too_long_or_makes_no_sense(site, asked, waits):
    seen = []
    url = site.put("/", Reply(429, headers={"Retry-After": asked}))
    assert "429" in failure(url, sleep=seen.append, retries=1).reason
    assert seen == waits


def test_unchanged_page(site):
    page = fetch(
        site.put("/", Reply(304, b"", {"ETag": '"1"'})), etag='"1"', last_modified="Mon, 05 May 2031 10:00:00 GMT"
    )
    assert page.is_unchanged
    assert (page.status, page.content, page.etag) == (304, b"", '"1"')
    _, headers = site.requests[-1]
    assert headers["If-None-Match"] == '"1"'
    assert headers["If-Modified-Since"] == "Mon, 05 May 2031 10:00:00 GMT"
    fetch(site.put("/"), etag='"\u2603"', last_modified="a\r\nb")
    assert "If-None-Match" not in site.requests[-1][1]
    site.put("/", Reply(304, b""))
    assert "304" in failure(f"{site.root}/").reason  # nobody asked whether it changed


def test_robots_are_obeyed_and_read_once(site):
    site.put("/robots.txt", Reply(content=b"User-agent: *\nDisallow: /private\n", headers={}))
    site.put("/private/1")
    site.redirect("/open", "/private/1")
    site.put("/news")
    with open_web() as web:
        assert web.fetch(f"{site.root}/news").content == STORY
        for path in ("/private/1", "/open"):
            with pytest.raises(Refused, match=r"robots\.txt"):
                web.fetch(site.root + path)
    assert site.paths() == ["/news", "/open"]
    assert [path for path, _ in site.requests].count("/robots.txt") == 1


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_site_without_robots_is_open(site, status):
    site.put("/robots.txt", Reply(status, b"User-agent: *\nDisallow: /\n"))
    assert fetch(site.put("/news")).content == STORY


@pytest.mark.parametrize(
    "reply",
    [Reply(500), Reply(503), Reply(content=b"half", claimed=1000), bomb(2**20), Reply(drip=True)],
    ids=["500", "503", "broken", "bomb", "drip"],
)
def test_robots_that_cannot_be_read_forbid(site, reply):
    site.put("/robots.txt", reply)
    site.put("/news")
    error = failure(f"{site.root}/news", deadline=0.5)
    assert isinstance(error, Refused)
    assert error.subject == f"{site.root}/news"
    assert "robots.txt cannot be read" in error.reason
    assert not site.paths()


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/x", True),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\n\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow: /*", "/x", False),
        ("User-agent: *\nDisallow: *", "/x", False),
        ("User-agent: *\nAllow: /\nDisallow: /x", "/x/1", False),
        ("User-agent: *\nDisallow: /\nAllow: /x", "/x/1", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Wirebook\nDisallow: /y", "/x", True),
        ("User-agent: Wirebook # us\nDisallow: /x # not this\n\nUser-agent: *\nAllow: /", "/x", False),
        ("User-agent: *\nDisallow: //[half\nCrawl-delay: \u00b2\nDisallow: /x", "/x", False),
        ("\x00\x01 nonsense : : :\n<html>", "/x", True),
    ],
)
def test_rules_of_robots(text, path, allowed):
    assert parse_robots(text).can_fetch("wirebook/1", f"http://news.example{path}") is allowed


class Clock:
    """A clock that only sleep moves."""

    def __init__(self):
        self.now = 0.0
        self.waits = []

    def sleep(self, seconds):
        self.waits.append(seconds)
        self.now += seconds


@pytest.mark.parametrize(
    ("robots", "delay", "waits"),
    [
        ("", 1.0, [1, 1]),
        ("Crawl-delay: 5", 1.0, [1, 5]),
        ("Crawl-delay: 900", 0.0, [30]),
        ("Crawl-delay: 1", 2.0, [2, 2]),
    ],
)
def test_host_is_left_alone_between_requests(site, robots, delay, waits):
    site.put("/robots.txt", Reply(content=f"User-agent: *\n{robots}\n".encode(), headers={}))
    clock = Clock()
    with Web(WebOptions(allow_private=True, delay=delay), sleep=clock.sleep, clock=lambda: clock.now) as web:
        web.fetch(site.put("/news"))
        if robots != "Crawl-delay: 900":
            clock.waits = [waits[0]]
            web.fetch(site.put("/more"))
    assert clock.waits == waits


def test_proxy_of_the_environment_is_used_only_if_asked(site, monkeypatch):
    site.put("/news")
    with serve() as proxy:
        monkeypatch.setenv("http_proxy", proxy.root)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert fetch(f"{site.root}/news").content == STORY
        assert not proxy.requests
        proxy.put("http://news.example/")
        assert fetch("http://news.example/", trust_environment=True, allow_private=False).content == STORY
        assert isinstance(failure("http://10.0.0.1/", trust_environment=True, allow_private=False), Refused)
        assert proxy.paths() == ["http://news.example/robots.txt", "http://news.example/"]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_certificate_is_checked_by_the_name_of_the_host(tmp_path, monkeypatch):
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout key -out cert"
    names = ["-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]
    subprocess.run([*command.split(), *names], cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")

    def here(host, port, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", here)
    with serve(context=context) as site:
        site.put("/")
        site.put("/drip", Reply(drip=True))
        named = site.root.replace("127.0.0.1", "news.example")
        error = failure(f"{named}/")
        assert isinstance(error, Unreachable)
        assert "certificate is not valid" in error.reason
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert"))
        assert fetch(f"{named}/").content == STORY
        assert "within 0.5 seconds" in failure(f"{named}/drip", deadline=0.5).reason
        assert "certificate is not valid" in failure(f"{site.root.replace('127.0.0.1', 'other.example')}/").reason
