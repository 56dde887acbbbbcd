"""The answers of web servers: the body under its limit, the wait they ask for, and failures in words."""

from __future__ import annotations

import http
import re
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    NewConnectionError,
    ProtocolError,
    SSLError,
    TimeoutError,
)

from wirebook.errors import InputError, TooLargeInput, Unreachable, UnsupportedInput
from wirebook.sources.addresses import NoConnection

PACKED = "gzip, deflate"
"""The packings that are asked for."""
_UNPACKED = frozenset(["", "identity", "gzip", "x-gzip", "deflate"])
_CHUNK = 65_536
_SECONDS = re.compile(r"\s*(\d{1,9})\s*", re.ASCII)


def read_body(response: BaseHTTPResponse, name: str, limit: int) -> bytes:
    """The body, unpacked. It is read in small pieces, so that neither a drip nor a bomb gets far.

    Raises TooLargeInput beyond `limit` bytes or where the server announces as many, UnsupportedInput for a packing
    that was not asked for, and urllib3's errors where the connection fails.
    """
    packing = {part.strip().lower() for part in response.headers.get("Content-Encoding", "").split(",")}
    if unknown := packing - _UNPACKED:
        raise UnsupportedInput(name, f"it comes packed as {', '.join(sorted(unknown))}, which is not read")
    too_large = TooLargeInput(name, f"it is larger than the limit of {limit / 2**20:.2g} MB")
    if (response.length_remaining or 0) > limit:
        raise too_large
    content = bytearray()
    while chunk := response.read1(_CHUNK, decode_content=True):
        content += chunk
        if len(content) > limit:
            raise too_large
    return bytes(content)


def asked_wait(text: str) -> float:
    """Seconds until the time of a Retry-After header, whether it writes those or a date; 0 for anything else."""
    if seconds := _SECONDS.fullmatch(text):
        return float(seconds[1])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    return (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds()


def explained(name: str, error: HTTPError) -> InputError:
    """What a person can make of an error of urllib3 for the page called `name`."""
    if isinstance(error, NewConnectionError):
        cause = error.__cause__
        reason = cause.strerror if isinstance(cause, OSError) and cause.strerror else "the host does not answer"
        return NoConnection(name, f"no connection: {reason}")
    if isinstance(error, ConnectTimeoutError):
        return NoConnection(name, "no connection: the host does not answer in time")
    if isinstance(error, TimeoutError):
        return Unreachable(name, "the server stopped sending")
    if isinstance(error, SSLError):
        inner = error.args[0] if error.args else None
        if isinstance(inner, ssl.SSLCertVerificationError):
            return NoConnection(name, f"its certificate is not valid: {inner.verify_message}")
        return NoConnection(name, "no connection: the encryption failed")
    if isinstance(error, DecodeError):
        return Unreachable(name, "its packed content is damaged")
    if isinstance(error, ProtocolError):
        return Unreachable(name, "the connection broke off, or the answer is not one of HTTP")
    return Unreachable(name, f"it cannot be read: {error}")


def named(status: int) -> str:
    """A status of HTTP with its name, if it has one."""
    try:
        return f"{status} ({http.HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)
