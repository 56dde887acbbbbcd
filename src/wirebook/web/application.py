"""The application: the API and the pages around one book."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from wirebook import __version__
from wirebook.book import Book
from wirebook.web import api, pages
from wirebook.web.settings import Settings

STATIC = Path(__file__).parent / "static"


def create_application(settings: Settings) -> FastAPI:
    """The reading room of a book, ready for any ASGI server.

    The book is opened when the server starts and closed when it stops. Raises what `wirebook.Book` raises.
    """

    @asynccontextmanager
    async def opened(application: FastAPI) -> AsyncIterator[None]:
        with Book(settings.book, create=False) as book:
            application.state.book = book
            yield

    application = FastAPI(
        title="wirebook", version=__version__, lifespan=opened, docs_url=None, redoc_url=None, openapi_url=None
    )
    application.state.settings = settings
    application.include_router(api.router)
    application.include_router(pages.router)
    application.mount("/static", StaticFiles(directory=STATIC), name="static")
    return application
