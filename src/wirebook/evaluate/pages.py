"""The suite `pages`: bodies, titles, days and authors of HTML pages against what annotators wrote down.

Two formats are read. A folder with `ground-truth.json` and `html/` is the article extraction benchmark: a page's body
is scored by the F1 of its runs of four words, from the means of precision and recall, as its authors publish it. Any
other folder holds golden files of fundus, `NAME.json` beside `NAME_DATE.html.gz`: a body is scored by the F1 of its
words as a bag, mean over pages; a title is right where it is the same but for blanks, a date where it is the same day,
authors where the sets are equal.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wirebook.errors import EvaluationError, NoArticle
from wirebook.evaluate.measures import f1, share
from wirebook.pages import read_page
from wirebook.record import Article, Page

BENCHMARK = "ground-truth.json"
SHINGLE = 4
_WORD = re.compile(r"\w+")
_STEM = re.compile(r"(.+?)_\d{4}_\d\d_\d\d\.html\.gz")


@dataclass(frozen=True)
class GoldPage:
    """A page with what is known of it; None stands for what the set does not say."""

    page: Page
    body: str
    title: str | None = None
    day: str | None = None
    authors: frozenset[str] | None = None


def run(path: Path) -> dict[str, object]:
    """Score the reader of pages on a folder. Raises EvaluationError where it holds neither format."""
    pages = gold_pages(path)
    articles, per_second = read_all([gold.page for gold in pages])
    both = list(zip(pages, articles, strict=True))
    scores = compared(path, both)
    authors = [a is not None and frozenset(a.authors) == g.authors for g, a in both if g.authors is not None]
    if authors:
        scores["authors"] = share(authors)
    return {**scores, "pages": len(pages), "pages_per_second": per_second}


def gold_pages(path: Path) -> list[GoldPage]:
    """The pages of a folder in either format. Raises EvaluationError where it holds neither."""
    pages = list(_read_benchmark(path) if (path / BENCHMARK).exists() else _read_golden(path))
    if not pages:
        raise EvaluationError(str(path), f"holds no {BENCHMARK} and no NAME_YYYY_MM_DD.html.gz beside a NAME.json")
    return pages


def read_all(pages: Sequence[Page]) -> tuple[list[Article | None], float]:
    """The article of each page, None where none is found, and how many pages were read in a second."""
    _read(pages[0])  # what is loaded once is no page's cost
    began = time.perf_counter()
    articles = [_read(page) for page in pages]
    return articles, len(pages) / (time.perf_counter() - began)


def compared(path: Path, both: Sequence[tuple[GoldPage, Article | None]]) -> dict[str, object]:
    """Scores of body, title and day of articles beside the pages of the folder that they were read from."""
    score = _shingle_f1 if (path / BENCHMARK).exists() else _bag_f1
    scores: dict[str, object] = {"body_f1": score([(gold.body, body_of(a) if a else "") for gold, a in both])}
    titles = [a is not None and _blank_free(a.title) == _blank_free(g.title) for g, a in both if g.title is not None]
    days = [a is not None and str(a.published) == g.day for g, a in both if g.day is not None]
    for name, right in (("title", titles), ("date", days)):
        if right:
            scores[name] = share(right)
    return scores


def body_of(article: Article) -> str:
    """The story of an article as one text: its paragraphs, with the dateline before the first, and its crossheads."""
    parts: list[str] = []
    joined = False
    for block in article.blocks:
        if block.kind not in {"body", "dateline"}:
            continue
        words = article.block_text(block)
        if joined:
            parts[-1] += words
        else:
            parts.append(words)
        joined = block.kind == "dateline"
    return "\n".join(parts)


def _read(page: Page) -> Article | None:
    try:
        return read_page(page)
    except NoArticle:
        return None


def _bag_f1(pairs: Sequence[tuple[str, str]]) -> float:
    scores = []
    for gold, found in pairs:
        wanted, got = Counter(_WORD.findall(gold)), Counter(_WORD.findall(found))
        hit = (wanted & got).total()
        scores.append(f1(hit / got.total(), hit / wanted.total()) if hit else float(not wanted and not got))
    return sum(scores) / len(scores)


def _shingle_f1(pairs: Sequence[tuple[str, str]]) -> float:
    precisions, recalls = [], []
    for gold, found in pairs:
        wanted, got = _shingles(gold), _shingles(found)
        hit = (wanted & got).total()
        if got:
            precisions.append(hit / got.total())
        if wanted:
            recalls.append(hit / wanted.total())
    return f1(sum(precisions) / max(len(precisions), 1), sum(recalls) / max(len(recalls), 1))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)) if words)


def _blank_free(text: str | None) -> str:
    return " ".join((text or "").split())


def _read_benchmark(folder: Path) -> Iterator[GoldPage]:
    for name, entry in sorted(_json(folder / BENCHMARK).items()):
        if not isinstance(entry, Mapping):
            raise EvaluationError(str(folder / BENCHMARK), f"{name} is no object")
        content = _markup(folder / "html" / f"{name}.html.gz")
        url = entry.get("url")
        page = Page(content=content, media_type="text/html", file=name, url=url if isinstance(url, str) else None)
        yield GoldPage(page, str(entry.get("articleBody") or ""))


def _read_golden(folder: Path) -> Iterator[GoldPage]:
    """The pages of each publisher, each with the version of the golden file whose words it holds."""
    for path in sorted(folder.rglob("*.html.gz")):
        found = _STEM.fullmatch(path.name)
        golden = path.with_name(f"{found[1]}.json") if found else path
        if found is None or not golden.exists():
            continue
        content = _markup(path)
        page = Page(content=content, media_type="text/html", file=path.name.removesuffix(".gz"))
        versions = [_golden(page, entry) for entry in _json(golden).values() if isinstance(entry, Mapping)]
        held = _shingles(re.sub(r"<[^>]*>", " ", content.decode("utf-8", "replace")))
        if versions:
            yield max(versions, key=lambda one: (_shingles(one.body) & held).total() / (len(one.body) or 1))


def _golden(page: Page, entry: Mapping[str, object]) -> GoldPage:
    body = entry.get("body")
    parts: list[str] = []
    if isinstance(body, Mapping):
        parts += _texts(body.get("summary"))
        for section in body.get("sections") or ():
            parts += [*_texts(section.get("headline")), *_texts(section.get("paragraphs"))]
    title, day, authors = entry.get("title"), entry.get("publishing_date"), entry.get("authors")
    return GoldPage(
        page,
        "\n".join(parts),
        title if isinstance(title, str) else None,
        day[:10] if isinstance(day, str) else None,
        frozenset(_texts(authors)) if isinstance(authors, list) else None,
    )


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _markup(path: Path) -> bytes:
    try:
        return gzip.decompress(path.read_bytes())
    except (OSError, EOFError) as error:
        raise EvaluationError(str(path), f"cannot be read: {error}") from error


def _json(path: Path) -> Mapping[str, object]:
    try:
        document = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise EvaluationError(str(path), f"is not readable as JSON: {error}") from error
    if not isinstance(document, Mapping):
        raise EvaluationError(str(path), "is no JSON object")
    return document
