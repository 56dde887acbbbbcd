"""What the robots.txt of a site allows, and how long it asks to wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Protocol
from urllib.robotparser import RobotFileParser

from wirebook.errors import InputError, Refused
from wirebook.sources.addresses import NoConnection, WebAddress

ROBOTS_LIMIT = 512 * 1024
"""Bytes of a robots.txt."""
LONGEST_DELAY = 30.0
"""Seconds; a site that asks for longer waits is asked again after these."""


class Answer(Protocol):
    """What a robots.txt came as."""

    @property
    def status(self) -> int:
        """The status of HTTP."""

    @property
    def content(self) -> bytes:
        """The text of a good answer."""


class Robots:
    """The rules of every site that was asked, each read once. `read` fetches a robots.txt, whatever its status."""

    def __init__(self, user_agent: str, read: Callable[[WebAddress], Answer]) -> None:
        self._user_agent = user_agent
        self._read = read
        self._rules: dict[str, RobotFileParser | InputError] = {}

    def check(self, address: WebAddress) -> None:
        """Nothing, where the page may be read.

        Raises Refused where the rules forbid it or cannot be read, NoConnection where the site cannot be reached.
        """
        if address.origin not in self._rules:
            self._rules[address.origin] = self._rules_of(address)
        rules = self._rules[address.origin]
        if isinstance(rules, InputError):
            raise type(rules)(address.url, rules.reason)
        if not rules.can_fetch(self._user_agent, address.url):
            raise Refused(address.url, "the site's robots.txt does not allow it")

    def delay(self, address: WebAddress) -> float:
        """Seconds that the site asks to wait between requests; 0 where it does not, or was not asked yet."""
        rules = self._rules.get(address.origin)
        if not isinstance(rules, RobotFileParser):
            return 0.0
        asked = rules.crawl_delay(self._user_agent)
        return min(float(asked), LONGEST_DELAY) if asked else 0.0

    def _rules_of(self, address: WebAddress) -> RobotFileParser | InputError:
        try:
            answer = self._read(WebAddress(address.scheme, address.host, address.port, "/robots.txt"))
        except (NoConnection, Refused) as error:
            return error
        except InputError as error:
            return Refused(address.url, f"the site's robots.txt cannot be read: {error.reason}")
        if answer.status >= 500:
            reason = f"the site's robots.txt cannot be read: the server answers with status {answer.status}"
            return Refused(address.url, reason)
        is_there = 200 <= answer.status < 300
        return parse_robots(answer.content.decode("utf-8-sig", "replace") if is_there else "")


def parse_robots(text: str) -> RobotFileParser:
    """The rules of a robots.txt. Lines that make no sense are passed over."""
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    # The parser ends a group at an empty line, against RFC 9309 and the habits of sites.
    sound = [line for line in lines if line and _is_sound(line)]
    rules = RobotFileParser()
    rules.parse(_longest_first(map(_without_last_star, sound)))
    return rules


def _is_sound(line: str) -> bool:
    try:
        RobotFileParser().parse(["User-agent: *", line])
    except ValueError:  # a path that is half an IPv6 address, a delay of "²"
        return False
    return True


def _without_last_star(line: str) -> str:
    """A path matches by its beginning; the parser does not know a star, which at the end says the same."""
    name, _, path = line.partition(":")
    if not path.endswith("*") or name.strip().lower() not in ("allow", "disallow"):
        return line
    return f"{name}: {path.strip().rstrip('*') or '/'}"


def _longest_first(lines: Iterable[str]) -> list[str]:
    """The rules of each group with the longest path first: the parser takes the first that matches, RFC 9309 the
    longest, and of two of one length that which allows.
    """

    def rank(line: str) -> tuple[int, bool]:
        name, _, path = line.partition(":")
        return -len(path.strip()), name.strip().lower() != "allow"

    ordered: list[str] = []
    for is_agent, group in groupby(lines, lambda line: line.lower().startswith("user-agent")):
        run = list(group)
        ordered += run if is_agent else sorted(run, key=rank)
    return ordered
