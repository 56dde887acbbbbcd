"""The application: the API and the pages around one book, and the guard before them."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from wirebook import __version__
from wirebook.web import api, pages, signing
from wirebook.web.api.code import Coder
from wirebook.web.audit import Audit
from wirebook.web.guard import Guard
from wirebook.web.news import News
from wirebook.web.opened import RoomBook
from wirebook.web.problems import tell_problems
from wirebook.web.sessions import Sessions
from wirebook.web.settings import Settings
from wirebook.web.users import Users

STATIC = Path(__file__).parent / "static"


def create_application(settings: Settings) -> FastAPI:
    """The reading room of a book, ready for any ASGI server.

    The book is opened when the server starts and closed when it stops. Raises what `wirebook.Book` raises, then, and
    UsageError for a users file or an audit log that cannot be used.
    """
    users = Users(settings.users) if settings.users is not None else None
    audit, sessions = Audit(settings.audit), Sessions()

    @asynccontextmanager
    async def opened(application: FastAPI) -> AsyncIterator[None]:
        with RoomBook(settings.book) as book:
            application.state.book = book
            application.state.news = News(book)
            application.state.news.start()
            try:
                yield
            finally:
                await application.state.news.stop()

    application = FastAPI(
        title="wirebook", version=__version__, lifespan=opened, docs_url=None, redoc_url=None, openapi_url=None
    )
    application.state.settings = settings
    application.state.coder = Coder()
    application.state.users = users
    application.state.sessions = sessions
    application.state.audit = audit
    application.state.secret = secrets.token_bytes(32)
    tell_problems(application)
    application.add_middleware(Guard, settings=settings, users=users, sessions=sessions, audit=audit)
    application.include_router(api.router)
    application.include_router(signing.router)
    application.include_router(pages.router)
    application.mount("/static", StaticFiles(directory=STATIC), name="static")
    return application
