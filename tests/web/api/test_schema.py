"""The API keeps what its description promises, whatever it is asked."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings

from tests.book.factories import claim, coded
from wirebook.book import Book
from wirebook.web import Settings, create_application
from wirebook.web.api.code import Coder


class _NoCoder(Coder):
    """Finds nothing, and needs no model: what the coder finds has tests of its own."""

    def _code(self, page):
        from wirebook.pages import read_page
        from wirebook.record import CodedArticle

        return CodedArticle(article=read_page(page))


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    path = tmp_path_factory.mktemp("described") / "b.db"
    with Book(path) as book:
        for number in range(5):
            book.add(coded(f"Text {number}.", claim(number=1), claim("ACCUSE", "SYL", "FRE", number=2)))
    application = create_application(Settings(book=path, login="ines", requests_per_second=1e6))
    application.state.coder = _NoCoder()
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", application)


schema = schemathesis.pytest.from_fixture("described")


@schema.exclude(path="/api/v1/news").parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_api_keeps_its_promises(case):
    case.call_and_validate(headers={"host": "localhost"})
