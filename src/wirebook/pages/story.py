"""The paragraphs of the story in an HTML page: as trafilatura finds them, set right by what the page repeats of itself.

Many pages hold the whole story once more in their JSON-LD. It has no paragraphs and at times only the beginning, but
what stands in it is the story's: it tells of paragraphs that the finder passed over, and of those that are none.
"""

from __future__ import annotations

import importlib.util
import logging
import re
from collections import Counter
from collections.abc import Sequence

from wirebook.errors import MissingExtra
from wirebook.pages.markup import Element, text_of

_TEASERS = "//a[(.//p or .//h2 or .//h3 or .//h4) and count(.//p) < 3]"
"""Links that hold whole paragraphs or headings: other stories, announced. One that is left open holds the story."""
_PARAGRAPHS = ("p", "h2", "h3", "h4", "li", "blockquote", "pre")
_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"<[^>]{1,400}>")
LEAST_DESCRIBED = 120
"""Words from which a repeated story is more than a summary."""
COVERED = 0.85
"""Share of the repeated story that the paragraphs must hold; below it the finder has passed over some."""
LEAST_OF_PROSE = 0.6
"""Share of a page's prose below which a story quickly found is doubted."""
LEAST_OF_PARAGRAPH = 80
"""Characters."""
MOST_TWINS = 60
HIGHEST_TWIN = 3
"""Levels above a story's paragraphs at which its container may have twins."""
LEAST_MISSING = 0.2
"""How much of the story twins must add to be taken up."""


def story_of(tree: Element, url: str | None, described: str | None) -> list[str]:
    """The story's paragraphs in order; none where no story is found. `described` is its body as metadata repeat it."""
    found = _extracted(tree, url, thorough=False)
    prose = _prose(tree)
    if not prose or sum(map(len, found)) < LEAST_OF_PROSE * prose:
        found = _extracted(tree, url, thorough=True)
    found = _with_twins(tree, found)
    if described is None:
        return found
    told = _MARKUP.sub(" ", described)
    if len(_WORD.findall(told)) < LEAST_DESCRIBED:
        return found
    if _share(told, found) < COVERED:
        marked = _held(tree, told)
        return marked if _share(told, marked) >= COVERED else [line for line in told.splitlines() if line.strip()]
    return found


def require_quick() -> None:
    """Raise MissingExtra where the quick way cannot be gone."""
    if importlib.util.find_spec("resiliparse") is None:
        raise MissingExtra("--fast", "finding stories fast needs resiliparse: pip install 'wirebook[archive]'")


def quick_story(markup: str) -> list[str]:
    """The story's paragraphs by resiliparse: many times as fast, and right less often (docs/inputs.md has figures).

    Raises MissingExtra where it is not installed.
    """
    require_quick()
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(markup, main_content=True, alt_texts=False, links=False, preserve_formatting=True)
    return [words for line in text.split("\n") if (words := " ".join(line.split()).removeprefix("• "))]


def _prose(tree: Element) -> int:
    """Characters of all paragraphs of a page that are long enough for a story's."""
    return sum(len(text) for p in tree.iter("p") if len(text := text_of(p)) >= LEAST_OF_PARAGRAPH)


def _extracted(tree: Element, url: str | None, *, thorough: bool) -> list[str]:
    """What trafilatura takes for the story, one paragraph an item; thoroughly, it asks two other finders as well."""
    import trafilatura
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(
            tree,
            url=url,
            include_comments=False,
            include_tables=False,
            favor_precision=False,
            with_metadata=False,
            fast=not thorough,
            prune_xpath=_TEASERS,
        )
    except Exception:  # noqa: BLE001  its assertions and lxml's fail on some damaged trees, in which there is no story
        return []
    if document is None:
        return []
    found = document.as_dict() if isinstance(document, Document) else dict(document)
    lines = (line.removeprefix("- ") for line in str(found.get("text") or "").split("\n"))
    return [words for line in lines if (words := " ".join(line.split()))]


def _with_twins(tree: Element, paragraphs: list[str]) -> list[str]:
    """The story with the parts that stand in twins of its container: advertisements cut many a story into several.

    A twin has the class of the element that holds most of the story, or of one shortly above it, and the same parent.
    """
    known = set(paragraphs)
    words: Counter[Element] = Counter()
    for element in tree.iter("p"):
        if (text := text_of(element)) in known and (above := element.getparent()) is not None:
            words[above] += len(text.split())
    if not words:
        return paragraphs
    main: Element | None = max(words, key=lambda element: words[element])
    length = sum(map(len, paragraphs))
    for _ in range(HIGHEST_TWIN):
        if main is None or (frame := main.getparent()) is None:
            break
        twins = [e for e in frame if e.tag == main.tag and main.get("class") and e.get("class") == main.get("class")]
        if 2 <= len(twins) <= MOST_TWINS:
            whole = [text for twin in twins for e in twin.iter(*_PARAGRAPHS) if (text := text_of(e))]
            if sum(len(text) for text in whole if text not in known) >= LEAST_MISSING * length:
                return list(dict.fromkeys(whole))
        main = frame
    return paragraphs


def _share(told: str, paragraphs: Sequence[str]) -> float:
    """How much of a text stands in the paragraphs, by words."""
    wanted = Counter(_WORD.findall(told))
    return (wanted & Counter(_WORD.findall(" ".join(paragraphs)))).total() / max(wanted.total(), 1)


def _held(tree: Element, told: str) -> list[str]:
    """The page's paragraphs that stand in a text, in the order of the page, each once."""
    key = " ".join(_WORD.findall(told))
    found: dict[str, None] = {}
    for element in tree.iter(*_PARAGRAPHS):
        text = text_of(element)
        words = " ".join(_WORD.findall(text))
        if words and f" {words} " in f" {key} ":
            found.setdefault(text)
    return list(found)
