"""The users of a team: a TOML file of names, roles and hashed tokens.

    [users.maria]
    role = "correct"
    token = "sha256:5f2b…"

A token is 256 random bits, so that a plain SHA-256 keeps it: there is nothing to guess that a slow hash would slow
down. The file holds no token, only its hash; it is read anew when it changes, and who is taken out of it is out at
once.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from wirebook.errors import UsageError

Role = Literal["read", "correct", "administer"]
"""Each may do what those before it may."""

ROLES: tuple[Role, ...] = get_args(Role)
PREFIX = "wirebook_"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_HASH = re.compile(r"sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class User:
    """One of a team. `token` is the hash of his token."""

    name: str
    role: Role
    token: str = ""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    role: Role
    token: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    users: dict[str, _Entry] = {}


def hash_of_token(token: str) -> str:
    """What the file keeps of a token."""
    return "sha256:" + hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def read_users(path: Path) -> dict[str, User]:
    """The users of a file, by name. Raises UsageError where it cannot be read, or says something else."""
    try:
        found = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise UsageError(str(path), "there is no users file of this name; --new-token makes one") from None
    except OSError as error:
        raise UsageError(str(path), f"it cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(str(path), f"it is no TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(str(path), f"{where}: {first['msg']}") from error
    for name, entry in found.users.items():
        if not _NAME.fullmatch(name):
            raise UsageError(str(path), f"{name!r} is no name of a user: letters, digits, `.`, `_`, `@` and `-`")
        if entry.token and not _HASH.fullmatch(entry.token):
            raise UsageError(str(path), f"{name}: `token` is not the hash of one; --new-token writes it")
    return {name: User(name, entry.role, entry.token) for name, entry in found.users.items()}


def new_user(path: Path, name: str, role: Role) -> str:
    """Add a user to a file, which is made if there is none, and get his token; it is kept nowhere.

    Raises UsageError for a name that is taken or that none can have, and for a file that cannot be read or written.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(name, "it is no name of a user: letters, digits, `.`, `_`, `@` and `-`")
    known = read_users(path) if path.exists() else {}
    if name in known:
        raise UsageError(name, f"{path} has a user of this name; take him out first")
    token = PREFIX + secrets.token_urlsafe(32)
    before = path.read_text(encoding="utf-8").rstrip() + "\n\n" if known else ""
    part = path.with_name(f"{path.name}.part")
    try:
        part.touch(mode=0o600)
        part.write_text(
            f'{before}[users."{name}"]\nrole = "{role}"\ntoken = "{hash_of_token(token)}"\n', encoding="utf-8"
        )
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(str(path), f"it cannot be written: {error.strerror}") from error
    return token


class Users:
    """The users of a file as it is now."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._stamp = self._stamp_now()
        self._by_name = read_users(path)

    def named(self, name: str) -> User | None:
        """The user of this name."""
        return self._now().get(name)

    def of_token(self, token: str) -> User | None:
        """Whose token this is. Hashes are looked up, so that the time taken tells nothing of the token."""
        wanted = hash_of_token(token)
        return next((user for user in self._now().values() if user.token and user.token == wanted), None)

    def _stamp_now(self) -> tuple[int, int, int]:
        try:
            found = self._path.stat()
        except OSError:
            return (0, 0, 0)
        return (found.st_mtime_ns, found.st_size, found.st_ino)

    def _now(self) -> dict[str, User]:
        stamp = self._stamp_now()
        if stamp != self._stamp:
            with self._lock:
                # A file that went wrong lets nobody in: what it meant cannot be known.
                try:
                    self._by_name = read_users(self._path)
                except UsageError:
                    self._by_name = {}
                self._stamp = stamp
        return self._by_name
