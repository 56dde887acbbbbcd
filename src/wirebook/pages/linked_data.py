"""What a page says of its own story in JSON-LD, the vocabulary of schema.org: headline, times, authors, body.

Publishers write it by template and get it wrong in known ways: raw line breaks inside strings, entities, several
scripts that describe the same story, an author who is only a reference to another node. Those are borne; what cannot be
parsed is passed over.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST_NODES = 2_000
"""Nodes of all scripts of a page that are looked at."""
DEEPEST = 40
_STORY = re.compile(r"(?:\w*Article|\w*Posting|Report)$")
_COMMENTS = re.compile(r"\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")

Node = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Linked:
    """A story as its page describes it; what is not said is None or empty. Times are as they are written."""

    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    section: str | None = None
    url: str | None = None
    body: str | None = None
    is_free: bool = True
    """Whether the story is there to be read without paying."""


def linked_data(scripts: Iterable[str], headings: Sequence[str]) -> Linked:
    """What the scripts of type `application/ld+json` say of the page's story.

    Where they describe several stories, it is the one whose headline is among `headings`, else the first that says
    most. What it leaves open is taken from the others of the same headline.
    """
    nodes = [node for script in scripts for node in _nodes(_parsed(script))][:MOST_NODES]
    by_id = {key: node for node in nodes if isinstance(key := node.get("@id"), str) and len(node) > 1}
    stories = [node for node in nodes if any(_STORY.match(kind) for kind in _texts(node.get("@type")))]
    if not stories:
        return Linked()
    heads = {_folded(heading) for heading in headings}
    best = max(stories, key=lambda node: (_folded(_text(node.get("headline")) or "") in heads, _said(node)))
    same = [node for node in stories if node.get("headline") == best.get("headline") and node is not best]
    whole: dict[str, object] = {}
    for node in (*reversed(same), best):
        whole |= {key: value for key, value in node.items() if value}
    return Linked(
        headline=_text(whole.get("headline")),
        published=_text(whole.get("datePublished")),
        modified=_text(whole.get("dateModified")),
        authors=tuple(dict.fromkeys(_names(whole.get("author"), by_id))),
        publisher=next(iter(_names(whole.get("publisher"), by_id)), None),
        section=next(iter(_texts(whole.get("articleSection"))), None),
        url=_text(whole.get("url")),
        body=_text(whole.get("articleBody")),
        is_free=str(whole.get("isAccessibleForFree", True)).lower() not in {"false", "no"},
    )


def live_entries(scripts: Iterable[str]) -> list[Linked]:
    """The entries of the live blogs that the scripts describe, in their order."""
    nodes = [node for script in scripts for node in _nodes(_parsed(script))][:MOST_NODES]
    updates = [node.get("liveBlogUpdate") for node in nodes]
    entries = [one for found in updates for one in (found if isinstance(found, list) else [found])]
    return [
        Linked(
            headline=_text(entry.get("headline")),
            published=_text(entry.get("datePublished")) or _text(entry.get("dateModified")),
            url=_text(entry.get("url")),
            body=_text(entry.get("articleBody")),
        )
        for entry in entries[:MOST_NODES]
        if isinstance(entry, Mapping)
    ]


def _parsed(script: str) -> object:
    text = _COMMENTS.sub("", script.strip())
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            document: object = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return document
    return None


def _nodes(value: object, depth: int = 0) -> Iterator[Node]:
    """The objects of a document, those of lists and graphs among them, and the stories that pages are about."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "item", "itemListElement"):
            yield from _nodes(value.get(key), depth + 1)


def _said(node: Node) -> int:
    return sum(bool(node.get(key)) for key in ("headline", "datePublished", "author", "articleBody"))


def _names(value: object, by_id: Mapping[str, Node]) -> Iterator[str]:
    """Names of people or bodies: given as text, as objects, or by reference."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            key = one.get("@id")
            whole = one if "name" in one or not isinstance(key, str) else by_id.get(key, one)
            found = next((name for field in ("name", "byline") for name in _texts(whole.get(field))), None)
        else:
            found = _text(one)
        if found:
            yield found


def _texts(value: object) -> list[str]:
    return [text for one in (value if isinstance(value, list) else [value]) if (text := _text(one))]


def _text(value: object) -> str | None:
    """A text without entities; twice, for pages that write them twice."""
    return html.unescape(html.unescape(value)).strip() or None if isinstance(value, str) else None


def _folded(text: str) -> str:
    return " ".join(text.lower().split())
