"""One book, one server and one browser for all tests of the pages."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from tests.support import service_missing
from tests.views.pages import appeal, cyclone, hostile, many
from wirebook.book import Book
from wirebook.web import Settings, create_application


@pytest.fixture(scope="session")
def stored(tmp_path_factory) -> Path:
    """A small book: an offer and its answer, a denial, two tolls, a hostile page, and a run of short items."""
    path = tmp_path_factory.mktemp("room") / "book.db"
    with Book(path) as book:
        book.add_many([cyclone(), appeal(), hostile(), *many(12)])
    return path


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """The address of a reading room of a book, in which Maria reads and corrects."""
    application = create_application(Settings(book=path, port=0, login="Maria"))
    server = uvicorn.Server(uvicorn.Config(application, port=0, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < end, "the server did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def room(stored, tmp_path_factory) -> Iterator[str]:
    """The address of a reading room of a copy of the book. Whoever corrects something there takes it back."""
    path = tmp_path_factory.mktemp("served") / "book.db"
    shutil.copy(stored, path)
    with serving(path) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """Debian's Chromium, driven by Playwright."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        service_missing("no chromium is installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


class Visit:
    """A browser's window, and what must not happen in it."""

    def __init__(self, chromium, room: str, **options: object) -> None:
        self._context = chromium.new_context(base_url=room, reduced_motion="reduce", **options)
        self.page = self._context.new_page()
        self.wrong: list[str] = []
        self.page.on("console", self._logged)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        self.page.on("request", lambda request: request.url.startswith(room) or self.wrong.append(request.url))

    def _logged(self, message) -> None:
        # A browser logs every answer of 400, which a form that cannot be kept gets.
        if message.type == "error" and " 400" not in message.text:
            self.wrong.append(message.text)

    def close(self) -> None:
        self._context.close()


@pytest.fixture
def visit(chromium, room):
    """Opens windows; at the end, none has logged an error or asked anybody else for anything."""
    opened: list[Visit] = []

    def open_window(**options: object):
        opened.append(Visit(chromium, room, **{"viewport": {"width": 1280, "height": 900}, **options}))
        return opened[-1].page

    yield open_window
    for one in opened:
        one.close()
    assert [wrong for one in opened for wrong in one.wrong] == []
