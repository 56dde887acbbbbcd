"""Web addresses: taken apart, named without their secrets, and kept out of private networks."""

from __future__ import annotations

import contextlib
import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from wirebook.errors import Refused, Unreachable

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
SocketAddress = tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]

SCHEMES = ("http", "https")
_CREDENTIALS = re.compile(r"//.*@", re.DOTALL)
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that stand for the IPv4 address in their last 32 bits (RFC 6052)."""


class NoConnection(Unreachable):
    """Nothing was heard from the host at all, so that nothing is known about its rules either."""


@dataclass(frozen=True)
class WebAddress:
    """An http or https address without user information and fragment. `host` has no brackets."""

    scheme: str
    host: str
    port: int | None
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port as an address writes them: what a robots.txt is for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (f":{self.port}" if self.port is not None else "")

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.target


def parse_address(text: str) -> WebAddress:
    """The address that `text` writes, in its normal form. User information is left out, and so never sent.

    Raises Refused where it is no http or https address.
    """
    try:
        parsed = parse_url(text.strip())
    except LocationParseError as error:
        raise Refused(without_credentials(text), "it is not a web address") from error
    if parsed.scheme not in SCHEMES:
        raise Refused(without_credentials(text), f"only {' and '.join(SCHEMES)} addresses are read")
    if not parsed.host:
        raise Refused(without_credentials(text), "the address names no host")
    port = parsed.port if parsed.port != {"http": 80, "https": 443}[parsed.scheme] else None
    return WebAddress(parsed.scheme, parsed.host.strip("[]"), port, parsed.request_uri)


def follow(address: WebAddress, location: str) -> WebAddress:
    """The address that a redirect from `address` leads to, as its Location header gives it.

    Raises Refused where that is no http or https address.
    """
    with contextlib.suppress(UnicodeError):
        # A header comes as Latin-1, but servers write addresses in UTF-8.
        location = location.encode("latin-1").decode("utf-8")
    try:
        joined = urljoin(address.url, location.strip())
    except ValueError as error:
        raise Refused(without_credentials(location), "it is not a web address") from error
    return parse_address(joined)


def without_credentials(text: str) -> str:
    """An address as a message may show it: whatever may be a user's name and password is cut out."""
    return _CREDENTIALS.sub("//", text)


def resolve(host: str, port: int, *, allow_private: bool) -> list[tuple[socket.AddressFamily, SocketAddress]]:
    """What to connect to for `host`, best first. All of it has been checked, so that only this may be used.

    Raises Refused where any address is private and that is not allowed, NoConnection where the host is not known.
    """
    number = _number_of(host)
    if number is not None and not allow_private:
        _refuse_private(host, number)
    try:
        found = socket.getaddrinfo(host if number is None else str(number), port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:  # UnicodeError: a part of the name is empty or too long
        raise NoConnection(host, "its host is not known") from error
    if not allow_private:
        for *_, address in found:
            _refuse_private(host, ipaddress.ip_address(str(address[0]).split("%", 1)[0]))
    return [(family, address) for family, _, _, _, address in found]


def refuse_private_number(host: str) -> None:
    """Raises Refused where the host is written as the number of a private address; a name is not looked up."""
    number = _number_of(host)
    if number is not None:
        _refuse_private(host, number)


def is_public(address: IpAddress) -> bool:
    """Whether an address is one of the open internet: not private, local, shared, reserved or for many hosts."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _TRANSLATED:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
        if address.sixtofour is not None or address.teredo is not None or address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _refuse_private(host: str, address: IpAddress) -> None:
    if not is_public(address):
        where = host if host == str(address) else f"{host} is {address}, which"
        raise Refused(host, f"{where} is not an address of the open internet")


def _number_of(host: str) -> IpAddress | None:
    """The address that a host writes as a number, in any way that a system may read one: 0x7f.1 is 127.0.0.1."""
    plain = host.rstrip(".").split("%", 1)[0]
    try:
        return ipaddress.ip_address(plain)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(plain))
    except (OSError, ValueError):
        return None
