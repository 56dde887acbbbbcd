"""Exports to bytes, for the tests in which readers of other people read them."""

from __future__ import annotations

import csv
import io

from tests.views.pages import Draft
from wirebook.record import CiteInfo, Entity, Location
from wirebook.views.export import export


def exported(book, format, **options):
    """The bytes of an export."""
    stream = io.BytesIO()
    export(book, format, stream, **options)
    return stream.getvalue()


def table(content, columns=None):
    """Rows of a tab-separated table by the rules of CSV, quotes and all; by the first line where it has a header."""
    lines = list(csv.reader(io.StringIO(content.decode(), newline=""), delimiter="\t"))
    header = list(columns or lines.pop(0))
    assert all(len(line) == len(header) for line in lines)
    return [dict(zip(header, line, strict=True)) for line in lines]


def place(name, country, precision, lat=None, lon=None):
    return Location(text=name, name=name, country=country, precision=precision, lat=lat, lon=lon)


def one_claim(sentence, actor, recipient=(), cite=None, **fields):
    """A coded article with one claim, whose trigger is the second word."""
    from wirebook.record import CodedArticle

    cite = cite or CiteInfo(title="A title", publisher="The Harbour Times")
    draft = Draft([("title", "A title"), ("body", "Nothing else is new. Prices rose."), ("body", sentence)], cite)
    parties = [tuple(one if isinstance(one, Entity) else Entity(entity_text=one, code=one) for one in role)
               for role in (actor, recipient)]  # fmt: skip
    claim = draft.claim(
        sentence, {"trigger": sentence.split()[1]}, actor=parties[0], recipient=parties[1],
        **{"status": "happened", "quad_code": 1, **fields},
    )  # fmt: skip
    return CodedArticle(article=draft.article, claims=(claim,))
