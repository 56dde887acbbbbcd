"""What a notebook shows: tables of records, an article with its evidence marked, a relation over time.

Everything that comes from a page is escaped; nothing is a script, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from wirebook.book.frames import row_of
from wirebook.book.model import Relation
from wirebook.errors import MissingExtra
from wirebook.record import Claim, CodedArticle, Record
from wirebook.views import words
from wirebook.views.charts import Chart, relation_series
from wirebook.views.report.articles import article_view
from wirebook.views.report.spans import Segment

LONGEST_CELL = 160
"""Characters of a cell."""
LEFT_OUT = frozenset({"record", "evidence", "cite_info", "blocks", "text", "coder", "confidence"})

Cells = dict[str, str]


def table(records: Sequence[Record], more: bool) -> str:
    """Records as a table; with `more` it says that there are others."""
    rows = [_cells(record) for record in records]
    if not rows:
        return "<p>No records.</p>"
    names = list(rows[0])
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{escape(row.get(name, ""))}</td>' for name in names) + "</tr>"
        for row in rows
    )
    last = f"<p>The first {len(rows)} records; there are more.</p>" if more else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{last}"


def article(coded: CodedArticle) -> str:
    """An article, the words that its records were read off marked, with the records below."""
    view = article_view(coded)
    parts = [f"<h3>{escape(view.title)}</h3><p>{escape(view.source)}, {escape(view.published)}</p>"]
    said = {note.number: words.plain(f"{note.label}: {note.headline}") for note in view.notes}
    for block in view.blocks:
        if block.kind == "furniture":
            continue
        marked = "".join(_marked(segment, said) for segment in block.segments)
        parts.append(f"<p>{marked}</p>")
    parts.append(table(coded.claims, more=False) if coded.claims else "<p>No claims.</p>")
    return f"<article>{''.join(parts)}</article>"


def _marked(segment: Segment, said: Mapping[int, str]) -> str:
    text = escape(words.plain(segment.text))
    if segment.notes:
        title = "; ".join(said[note] for note in segment.notes)
        return f'<mark title="{escape(title)}">{text}</mark>'
    return f'<span style="border-bottom:1px dotted">{text}</span>' if segment.roles else text


def plot(relation: Relation) -> Chart:
    """The score of each period as a bar above or below nought. Drawing it needs the extra `web`."""
    return relation_series(relation)


def relation(one: Relation) -> str:
    """A relation drawn, or told in a sentence where the drawing program is not installed."""
    try:
        return str(plot(one))
    except MissingExtra as error:
        return f"<p>{escape(relation_series(one).description)} To see it drawn: {escape(error.reason)}</p>"


def _cells(record: Record) -> Cells:
    if isinstance(record, Claim):
        return {
            "date": words.interval(record.date, record.enddate) if record.date or record.enddate else "",
            "type": words.event_label(record.event, record.mode),
            "who": words.short_parties(record.actor),
            "to whom": words.short_parties(record.recipient),
            "status": record.status,
            "says who": words.voice(record),
            "sentence": _short(record.text),
            "id": record.id,
        }
    values = row_of(record).model_dump(mode="json")
    return {name: _short(_text(value)) for name, value in values.items() if name not in LEFT_OUT}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_text(one) for one in value)
    if isinstance(value, dict):
        return str(value.get("code") or value.get("entity_text") or value.get("text") or value.get("kind") or "")
    return str(value)


def _short(text: str) -> str:
    plain = words.plain(text)
    return plain if len(plain) <= LONGEST_CELL else plain[: LONGEST_CELL - 1] + "…"
