"""`wirebook serve`: the reading room."""

from __future__ import annotations

from typing import Annotated

import typer

from wirebook.cli.options import DEFAULT_BOOK, Book
from wirebook.errors import MissingExtra


def serve(
    book: Book = DEFAULT_BOOK,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8080,
) -> None:
    """Open the book in a browser: the reading room and the HTTP API.

    \b
    Examples:
      wirebook serve
      wirebook serve --book floods.db --port 9000
    """
    try:
        import uvicorn

        from wirebook.web import Settings, create_application
    except ImportError:
        raise MissingExtra("wirebook serve", "needs more: pip install 'wirebook[web]'") from None
    settings = Settings(book=book, host=host, port=port)
    uvicorn.run(create_application(settings), host=host, port=port, log_level="warning")
