"""The API keeps what its description promises, whatever it is asked."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import InvalidArgument, Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.book.factories import claim, coded
from wirebook.book import Book
from wirebook.web import Settings, create_application
from wirebook.web.api.code import Coder
from wirebook.web.api.description import describe


class _NoCoder(Coder):
    """Finds nothing, and needs no model: what the coder finds has tests of its own."""

    def _code(self, page):
        from wirebook.pages import read_page
        from wirebook.record import CodedArticle

        return CodedArticle(article=read_page(page))


OPERATIONS = [
    (path, method)
    for path, methods in describe(create_application(Settings()))["paths"].items()
    for method in methods
    if path != "/api/v1/news"  # it has no end
]


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    path = tmp_path_factory.mktemp("described") / "b.db"
    with Book(path) as book:
        for number in range(5):
            book.add(coded(f"Text {number}.", claim(number=1), claim("ACCUSE", "SYL", "FRE", number=2)))
    application = create_application(Settings(book=path, login="ines", requests_per_second=1e6))
    application.state.coder = _NoCoder()
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", application, headers={"host": "localhost"})


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=lambda part: part)
def test_the_api_keeps_its_promises(described, path, method, mode):
    operation = described[path][method]

    @settings(
        max_examples=8,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case):
        # No description can say which texts have an article in them.
        excluded = [positive_data_acceptance] if path == "/api/v1/code" else []
        case.call_and_validate(headers={"host": "localhost"}, excluded_checks=excluded)

    try:
        check()
    except (Unsatisfiable, InvalidArgument):
        assert mode is GenerationMode.NEGATIVE, "there is always a right way to ask"
