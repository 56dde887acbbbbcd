"""A claim on a card: its sentence in the article with the evidence marked, and its fields below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from wirebook.record import Article, Claim, Entity, Span
from wirebook.views import words
from wirebook.views.report.spans import marks_of, segments

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

AROUND = 240
"""Characters of the article shown before and after the sentence, as "he" and "there" are told by them."""

STYLES = {
    "trigger": "bold reverse", "actor": "bold green", "recipient": "bold magenta", "channel": "green",
    "date": "bold cyan", "place": "blue", "amounts": "yellow", "attribution": "bold yellow",
}  # fmt: skip
"""How the evidence of each field looks, and the name of the field beside it."""


def show_card(claim: Claim, article: Article | None, console: Console, *, heading: str = "") -> None:
    """Print a claim for a person to judge; `article` is the one that it stands in, if the book has it."""
    from rich.text import Text

    source = ", ".join(part for part in (words.printed_by(claim.cite_info), _published(claim)) if part)
    title = words.plain(claim.cite_info.title or "")
    console.rule(Text(heading), align="left", style="dim")
    console.print(Text(f"{source}: {title}" if title else source, style="dim"))
    console.print()
    console.print(_sentence(claim, article))
    console.print()
    for name, role, value, spans in _fields(claim):
        line = Text("  ")
        line.append(name, style=STYLES.get(role, "bold"))
        line.append(f"{'':{13 - len(name)}}{value}")
        said = _words(claim, spans)
        if said:
            line.append(f"  “{said}”", style="dim")
        console.print(line)
    console.print()


def _published(claim: Claim) -> str:
    return words.day(claim.cite_info.published) if claim.cite_info.published else ""


def _sentence(claim: Claim, article: Article | None) -> Text:
    from rich.text import Text

    start, end = claim.evidence.start, claim.evidence.end
    whole = article.text if article is not None else " " * start + claim.text
    text = Text()
    text.append(_plain(whole[max(0, start - AROUND) : start]).lstrip(), style="dim")
    for piece in segments(whole, start, end, marks_of(claim.evidence, 0)):
        roles = ["trigger"] if piece.notes else [role.partition(":")[2] for role in piece.roles]
        text.append(_plain(piece.text), style=STYLES.get(roles[0], "") if roles else "")
    text.append(_plain(whole[end : end + AROUND]).rstrip(), style="dim")
    return text


def _plain(text: str) -> str:
    """Words safe to print, with the blanks at their ends kept."""
    inner = words.plain(text)
    if not inner:
        return " " if text else ""
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if text[-1:].isspace() else ''}"


def _fields(claim: Claim) -> Iterator[tuple[str, str, str, tuple[Span, ...]]]:
    """Name, role, value and evidence of each field that is judged, and of those that help to."""
    evidence = claim.evidence
    yield "type", "trigger", words.event_label(claim.event, claim.mode), evidence.trigger
    yield "actor", "actor", _parties(claim.actor), evidence.actor
    yield "recipient", "recipient", _parties(claim.recipient), evidence.recipient
    yield "status", "", f"{claim.status}{', negated' if claim.negated else ''}", ()
    yield "date", "date", words.iso_interval(claim.date, claim.enddate) or "—", evidence.date
    yield "attribution", "attribution", _parties(claim.attribution), evidence.attribution
    if claim.channel:
        yield "channel", "channel", _parties(claim.channel), evidence.channel
    if claim.event_loc:
        where = ", ".join(
            part for part in (claim.event_loc.name or claim.event_loc.text, claim.event_loc.country) if part
        )
        yield "place", "place", words.plain(where), evidence.place
    if claim.amounts:
        yield "amounts", "amounts", words.amounts(claim.amounts), evidence.amounts
    if claim.context:
        yield "context", "", ", ".join(claim.context), ()


def _parties(entities: Sequence[Entity]) -> str:
    named = ((words.party(entity), words.party_code(entity)) for entity in entities)
    return ", ".join(f"{name} [{code}]" if code else name for name, code in named) or "—"


def _words(claim: Claim, spans: tuple[Span, ...]) -> str:
    """The words of a field, as far as they stand in the sentence."""
    start, end = claim.evidence.start, claim.evidence.end
    inside = (claim.text[one - start : other - start] for one, other in spans if start <= one <= other <= end)
    return words.plain(" … ".join(inside))
