"""The suite `dumps`: bodies, titles and days of raw text dumps, copied from the HTML pages of the suite `pages`.

Each page's visible text is taken as a person takes it who selects all and copies, and is read as plain text; it is
scored as the suite `pages` scores the page itself. Pages whose story is not English are skipped.
"""

from __future__ import annotations

from pathlib import Path

from wirebook.evaluate.copied import copied
from wirebook.evaluate.pages import GoldPage, compared, gold_pages, read_all
from wirebook.pages.decoding import decode
from wirebook.pages.language import is_english
from wirebook.record import Page


def run(path: Path) -> dict[str, object]:
    """Score the reader of dumps on a folder. Raises EvaluationError where it holds no gold pages."""
    pages = gold_pages(path)
    english = [gold for gold in pages if is_english(gold.body)]
    skipped = len(pages) - len(english)
    if not english:
        return {"pages": 0, "skipped": skipped}
    articles, per_second = read_all([dump_of(gold) for gold in english])
    scores = compared(path, list(zip(english, articles, strict=True)))
    return {**scores, "pages": len(english), "skipped": skipped, "pages_per_second": per_second}


def dump_of(gold: GoldPage) -> Page:
    """The dump of a gold page, a page of plain text."""
    page = gold.page
    text = copied(decode(page.content, page.file or "page", True, page.charset))
    return Page(content=text.encode(), media_type="text/plain", file=page.file, url=page.url)
