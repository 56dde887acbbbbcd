"""`wirebook serve`: the reading room."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wirebook.cli.options import DEFAULT_BOOK, Book
from wirebook.cli.output import note
from wirebook.errors import MissingExtra, UsageError


class Role(StrEnum):
    """What a user may do; each may do what those before it may."""

    READ = "read"
    CORRECT = "correct"
    ADMINISTER = "administer"


def serve(
    book: Book = DEFAULT_BOOK,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen on; others than loopback need --users.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8080,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = False,
    users: Annotated[
        Path | None, typer.Option("--users", metavar="FILE", help="The users of a team, with roles and hashed tokens.")
    ] = None,
    new_token: Annotated[
        str | None,
        typer.Option("--new-token", metavar="NAME", help="Add a user to --users, print his token once, and end."),
    ] = None,
    role: Annotated[Role | None, typer.Option("--role", help="Of --new-token; read without.")] = None,
    proxy_header: Annotated[
        str | None,
        typer.Option("--proxy-header", metavar="HEADER", help="In which a proxy names the user, as X-Remote-User."),
    ] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(
            "--proxy",
            metavar="ADDRESS",
            help="Whose --proxy-header is believed; may be repeated. Without, this machine.",
        ),
    ] = None,
    audit: Annotated[
        Path | None, typer.Option("--audit", metavar="FILE", help="Keep who did what and when, as JSON Lines.")
    ] = None,
) -> None:
    """Open the book in a browser: the reading room and the HTTP API.

    It listens on this machine alone, for whoever is logged in. For a team, --users names who may read, correct and
    administer, by tokens: each signs in with his own, programs send it. HTTPS is a proxy's work.

    \b
    Examples:
      wirebook serve
      wirebook serve --book floods.db --port 9000 --open
      wirebook serve --users team.toml --new-token maria --role correct
      wirebook serve --users team.toml --host 0.0.0.0 --audit audit.jsonl
      wirebook serve --users team.toml --proxy-header X-Remote-User
    """  # fmt: skip
    try:
        from wirebook.web import Settings, create_application
        from wirebook.web.opened import RoomBook
        from wirebook.web.server import address_of, listening, run
        from wirebook.web.users import new_user
    except ImportError:
        raise MissingExtra("wirebook serve", "needs more: pip install 'wirebook[web]'") from None
    if new_token is not None:
        if users is None:
            raise UsageError("--new-token", "into which file? Give --users FILE")
        typer.echo(new_user(users, new_token, "read" if role is None else role.value))
        note(f"the token of {new_token}; {users} keeps only its hash, so note it now")
        return
    if role is not None:
        raise UsageError("--role", "it goes with --new-token")
    if proxy and proxy_header is None:
        raise UsageError("--proxy", "it goes with --proxy-header")
    settings = Settings(
        book=book,
        host=host,
        port=port,
        users=users,
        proxy_header=proxy_header,
        proxies=tuple(proxy) if proxy else ("127.0.0.1", "::1"),
        audit=audit,
    )
    # What is wrong with the book is said before anything listens.
    RoomBook(book).close()
    application = create_application(settings)
    made = listening(host, port)
    address = address_of(made)

    def begun() -> None:
        note(f"{book} is open at {address} (Ctrl-C to stop)")
        if open_browser:
            import webbrowser

            webbrowser.open(address)

    run(application, settings, made, begun)
