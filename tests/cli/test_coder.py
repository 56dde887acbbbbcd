import os
from dataclasses import dataclass

import pytest

from wirebook.cli.coder import Pool, Unread, default_workers, subject_of
from wirebook.record import Article, CodedArticle, Page


def page(number):
    return Page(content=str(number).encode(), media_type="text/plain", file=f"{number}.txt")


@dataclass(frozen=True)
class Fragile:
    """Codes a page as its own text; a page in `deadly` kills the process, as a fault in a compiled library would."""

    deadly: frozenset[int] = frozenset()

    def __call__(self):
        return self.code

    def code(self, page):
        if int(page.content) in self.deadly:
            os._exit(3)
        text = page.content.decode()
        return CodedArticle(article=Article(id=text, text=text, blocks=()))


@pytest.mark.parametrize("deadly", [frozenset(), frozenset({0}), frozenset({3, 4, 19})])
def test_every_page_has_its_outcome_in_order(deadly):
    with Pool(2, Fragile(deadly)) as pool:
        outcomes = list(pool.run(map(page, range(20))))
    assert [int(one.content) for one, _ in outcomes] == list(range(20))
    for number, (_, outcome) in enumerate(outcomes):
        if number in deadly:
            assert isinstance(outcome, Unread)
            assert outcome.subject == f"{number}.txt"
        else:
            assert outcome.article.text == str(number)


def test_pages_are_taken_as_they_are_needed():
    taken = []

    def pages():
        for number in range(100):
            taken.append(number)
            yield page(number)

    with Pool(1, Fragile()) as pool:
        next(pool.run(pages()))
        assert len(taken) < 10


def test_small_inputs_get_one_process():
    assert default_workers(1000) == 1
    assert default_workers(10**9) == default_workers(0) >= 1


def test_a_page_is_named_by_its_file_or_address():
    assert subject_of(page(1)) == "1.txt"
    assert subject_of(Page(content=b"", media_type="application/json", file="a.jsonl", position=7)) == "a.jsonl, item 7"
    assert subject_of(Page(content=b"", media_type="text/html", url="https://example.org/")) == "https://example.org/"
