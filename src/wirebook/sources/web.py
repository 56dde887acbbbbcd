"""A polite client of the web: it obeys robots.txt, waits between requests, stays out of private networks, and ends.

Whatever a server does, `fetch` comes back: every size, time and number of steps has a limit. The one time that is not
ours to limit is that of looking up a host's name, which the system takes.
"""

from __future__ import annotations

import http
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from types import TracebackType

from urllib3 import PoolManager, Timeout
from urllib3.exceptions import DecodeError, HTTPError, SSLError

from wirebook.errors import InputError, Refused, Unreachable
from wirebook.sources.addresses import WebAddress, follow, parse_address, refuse_private_number
from wirebook.sources.answers import PACKED, asked_wait, explained, named, read_body
from wirebook.sources.connections import Exchange, environment_proxy, open_pools
from wirebook.sources.robots import ROBOTS_LIMIT, Robots
from wirebook.sources.stream import PAGE_LIMIT

LONGEST_WAIT = 60.0
"""Seconds that a server may ask to wait before the next try; one that asks for more is not tried again."""
_PASSING = frozenset([429, 502, 503, 504])
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([^\s\"';,]+)", re.IGNORECASE)


@dataclass(frozen=True)
class WebOptions:
    """How the web is read. Times are seconds, sizes are bytes.

    `deadline` is for all that is sent and received for one page, without the waits between; `size_limit` counts a
    page unpacked; `delay` is kept between two requests to a host. Proxies that the environment names are used with
    `trust_environment` alone, and look up names themselves, so that private networks are then theirs to guard.
    """

    allow_private: bool = False
    trust_environment: bool = False
    connect_timeout: float = 10.0
    read_timeout: float = 30.0
    deadline: float = 60.0
    size_limit: int = PAGE_LIMIT
    most_redirects: int = 5
    delay: float = 1.0
    retries: int = 2
    user_agent: str = field(
        default_factory=lambda: f"wirebook/{version('wirebook')} (+https://pypi.org/project/wirebook/)"
    )


@dataclass(frozen=True)
class Fetched:
    """What came from the web. `url` is where the redirects ended; `media_type` and `charset` are as the server says.

    `is_unchanged` means that the page is still the one that `etag` or `last_modified` was given for; it then has no
    content. `media_type` is empty where the server names none.
    """

    url: str
    status: int
    content: bytes
    media_type: str
    charset: str | None
    etag: str | None
    last_modified: str | None
    is_unchanged: bool


@dataclass(frozen=True)
class _Answer:
    """One answer of a server. Only that of a success was read to its end."""

    status: int
    headers: Mapping[str, str]
    content: bytes


@dataclass
class _Budget:
    """What a page may still take: seconds on the wire, and bytes."""

    seconds: float
    size_limit: int


class Web:
    """Fetches pages, one at a time. It is a context that closes its connections; `sleep` and `clock` are for tests."""

    def __init__(
        self,
        options: WebOptions | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._options = options or WebOptions()
        self._sleep = sleep
        self._clock = clock
        self._pools: dict[str | None, PoolManager] = {}
        self._robots = Robots(self._options.user_agent, self._read_robots)
        self._last: dict[str, float] = {}

    def __enter__(self) -> Web:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        for pools in self._pools.values():
            pools.clear()

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """The page at `url`, wherever its redirects lead; `etag` and `last_modified` are what it had the last time.

        User information in an address is not sent, and not shown in a message. Raises Refused where the page may not
        be read, Unreachable where it cannot be had, TooLargeInput beyond the limit, UnsupportedInput where it comes
        packed in a way that nobody asked for.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        # What a header cannot carry is left out: the page then comes whole.
        headers = {
            name: value for name, value in conditions.items() if value and value.isascii() and value.isprintable()
        }
        start = parse_address(url)
        address, answer = self._follow(start, headers, self._options.size_limit, self._robots.check)
        is_unchanged = answer.status == http.HTTPStatus.NOT_MODIFIED and bool(headers)
        if not is_unchanged and not 200 <= answer.status < 300:
            raise Unreachable(start.url, f"the server answers with status {named(answer.status)}")
        kind = answer.headers.get("Content-Type", "")
        charset = _CHARSET.search(kind)
        return Fetched(
            url=address.url,
            status=answer.status,
            content=answer.content,
            media_type=re.split("[;,]", kind, maxsplit=1)[0].strip().lower(),
            charset=charset[1].lower() if charset else None,
            etag=answer.headers.get("ETag"),
            last_modified=answer.headers.get("Last-Modified"),
            is_unchanged=is_unchanged,
        )

    def _read_robots(self, address: WebAddress) -> _Answer:
        return self._follow(address, {}, ROBOTS_LIMIT, lambda _: None)[1]

    def _follow(
        self, start: WebAddress, headers: Mapping[str, str], limit: int, check: Callable[[WebAddress], None]
    ) -> tuple[WebAddress, _Answer]:
        """The answer at the end of all redirects, and its address. `check` raises where one may not be asked."""
        budget = _Budget(self._options.deadline, limit)
        seen = [start]
        while True:
            try:
                check(seen[-1])
                answer = self._try(seen[-1], headers, budget)
                location = answer.headers.get("Location") if answer.status in _REDIRECTS else None
                if location is None:
                    return seen[-1], answer
            except InputError as error:
                raise _seen_from(start, seen[-1], error) from error
            try:
                target = follow(seen[-1], location)
            except Refused as error:
                raise Refused(start.url, f"it leads to {error.subject}: {error.reason}") from error
            if target in seen:
                raise Unreachable(start.url, f"its redirects lead in a circle, back to {target.url}")
            if len(seen) > self._options.most_redirects:
                raise Unreachable(start.url, f"it is redirected more than {self._options.most_redirects} times")
            seen.append(target)

    def _try(self, address: WebAddress, headers: Mapping[str, str], budget: _Budget) -> _Answer:
        """The answer of one address, asked again where the failure may pass."""
        tried = 0
        while True:
            wait = float(2**tried)
            is_last = tried == self._options.retries
            tried += 1
            try:
                answer = self._ask(address, headers, budget)
            except HTTPError as error:
                if is_last or isinstance(error, SSLError | DecodeError):
                    raise explained(address.url, error) from error
            else:
                asked = asked_wait(answer.headers.get("Retry-After", ""))
                if answer.status not in _PASSING or is_last or asked > LONGEST_WAIT:
                    return answer
                wait = max(wait, asked)
            self._sleep(wait)

    def _ask(self, address: WebAddress, headers: Mapping[str, str], budget: _Budget) -> _Answer:
        """One request. Raises urllib3's errors where the connection fails, and Unreachable where the time is over."""
        options = self._options
        proxy = environment_proxy(address) if options.trust_environment else None
        if proxy and not options.allow_private:
            refuse_private_number(address.host)
        if proxy not in self._pools:
            self._pools[proxy] = open_pools(proxy)
        self._wait(address)
        overdue = Unreachable(address.url, f"it did not come within {options.deadline:g} seconds")
        if budget.seconds <= 0:
            raise overdue
        began = self._clock()
        exchange = Exchange(budget.seconds, allow_private=options.allow_private or proxy is not None)
        limits = Timeout(
            connect=min(options.connect_timeout, budget.seconds), read=min(options.read_timeout, budget.seconds)
        )
        sent = {"User-Agent": options.user_agent, "Accept": "*/*", "Accept-Encoding": PACKED, **headers}
        try:
            with exchange:
                response = self._pools[proxy].urlopen(
                    "GET", address.url, redirect=False, retries=False, preload_content=False, timeout=limits,
                    headers=sent,
                )  # fmt: skip
                try:
                    is_good = 200 <= response.status < 300
                    content = read_body(response, address.url, budget.size_limit) if is_good else b""
                finally:
                    response.close()
        except HTTPError as error:
            if exchange.is_over:
                raise overdue from error
            raise
        finally:
            self._last[address.host] = self._clock()
            budget.seconds -= self._last[address.host] - began
        if exchange.is_over:  # a connection that was cut may look like one that has ended
            raise overdue
        return _Answer(response.status, response.headers, content)

    def _wait(self, address: WebAddress) -> None:
        if address.host in self._last:
            delay = max(self._options.delay, self._robots.delay(address))
            left = self._last[address.host] + delay - self._clock()
            if left > 0:
                self._sleep(left)


def _seen_from(start: WebAddress, place: WebAddress, error: InputError) -> InputError:
    """The error of a page at `place` as one of the page asked for, which led there."""
    reason = error.reason if place == start else f"it leads to {place.url}: {error.reason}"
    return type(error)(start.url, reason)
