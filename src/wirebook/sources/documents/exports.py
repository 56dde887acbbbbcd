"""Exports of news databases, many articles in one text: which database it is, and its articles as pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from wirebook.errors import EmptyInput, InputError, UnreadableItem
from wirebook.record import Page
from wirebook.sources.documents.factiva import split_coded, split_factiva
from wirebook.sources.documents.nexis import split_academic, split_nexis
from wirebook.sources.documents.parts import Part, paragraphs_of
from wirebook.sources.documents.proquest import split_proquest
from wirebook.sources.stream import Stream

__all__ = ["Part", "pages_of_lines", "split_export"]

_SPLITTERS: tuple[Callable[[Sequence[str]], list[Part]], ...] = (
    split_nexis,
    split_academic,
    split_factiva,
    split_coded,
    split_proquest,
)


def split_export(lines: Sequence[str]) -> list[Part]:
    """The articles of an export of Nexis, Factiva or ProQuest, in order; none where the lines are no such export.

    `lines` are those of a text, or the paragraphs of a document. Nothing is raised, whatever they hold.
    """
    for split in _SPLITTERS:
        if parts := split(lines):
            return parts
    return []


def pages_of_lines(
    lines: Sequence[str], stream: Stream, on_error: Callable[[InputError], None], title: str | None = None
) -> Iterator[Page]:
    """The articles of an export, a page each, or else all lines as one page with that `title`.

    An article without a body is reported, and the rest goes on. Raises EmptyInput where the lines hold no text.
    """
    parts = split_export(lines)
    if not parts:
        content = _content(paragraphs_of(lines))
        if not content:
            raise EmptyInput(stream.name, "there is no text in it")
        yield Page(content=content, media_type="application/json", file=stream.file, title=title)
        return
    for position, part in enumerate(parts, 1):
        if not part.body:
            named = f" ({part.title[:80]!r})" if part.title else ""
            on_error(UnreadableItem(f"{stream.name}, article {position}", f"the article{named} has no body"))
            continue
        yield Page(
            content=_content(part.body),
            media_type="application/json",
            file=stream.file,
            title=part.title,
            published=part.published,
            publisher=part.publisher,
            position=position,
        )


def _content(paragraphs: Sequence[str]) -> bytes:
    return "\n".join(paragraphs).encode("utf-8", "replace")
