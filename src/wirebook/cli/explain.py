"""`wirebook explain`: every record of a sentence or a page, field by field, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wirebook.cli.options import Format, Knowledge, Lexicon, OutputFormat, Published, own_tables
from wirebook.cli.output import console, note_unread, write_line

if TYPE_CHECKING:
    from rich.tree import Tree

    from wirebook.cli.coder import Unread
    from wirebook.record import AidStep, Article, Claim, CodedArticle, Entity, Evidence, Impact, Page

ROLES = ("trigger", "actor", "recipient", "channel", "date", "place", "amounts", "attribution")


def explain(
    what: Annotated[str, typer.Argument(metavar="INPUT", help="A sentence, a file, or - for standard input.")],
    published: Published = None,
    lexicon: Lexicon = None,
    knowledge: Knowledge = None,
    output_format: OutputFormat = Format.TABLE,
) -> None:
    """Explain what is read in a sentence or a page.

    Every record is printed field by field, with the words that each was read from.

    \b
    Examples:
      wirebook explain "Fiji sent two ships with relief goods to Tonga on Monday." --published 2024-08-04
      wirebook explain page.html
      wirebook explain "Fiji serenaded Tonga." --lexicon my_words.tsv
    """
    from wirebook.cli.coder import Unread, code_pages

    unread: list[Unread] = []
    tables = own_tables(lexicon, knowledge)
    for _, outcome in code_pages(_pages(what, unread), published=published, workers=1, tables=tables):
        if isinstance(outcome, Unread):
            unread.append(outcome)
        elif output_format is Format.JSON:
            write_line(outcome.model_dump_json())
        else:
            console().print(_tree(outcome))
    note_unread(unread)
    if unread:
        raise typer.Exit(1)


def _pages(what: str, unread: list[Unread]) -> Iterator[Page]:
    """The pages of an input; words that are the name of no file are the page."""
    from wirebook.cli.coder import Unread
    from wirebook.record import Page
    from wirebook.sources import read_inputs

    if " " in what.strip() and not Path(what).exists():
        return iter((Page(content=what.encode("utf-8", "replace"), media_type="application/json"),))
    return read_inputs([what], on_error=lambda error: unread.append(Unread.of(error)))


def _tree(coded: CodedArticle) -> Tree:
    from rich.text import Text
    from rich.tree import Tree

    article = coded.article
    dated = f"{article.published} ({article.published_rule})" if article.published else "no date"
    root = Tree(Text(f"{article.title or article.file or 'text'}: {dated}", style="bold"))
    records: tuple[Claim | Impact | AidStep, ...] = (*coded.claims, *coded.impacts, *coded.aid)
    if not records:
        root.add(Text("nothing is read in it"))
    for record in records:
        branch = root.add(Text(f"{_headline(record)}  {record.confidence:.3f}", style="bold"))
        branch.add(Text(" ".join(record.text.split()), style="italic"))
        for line in _fields(record):
            branch.add(Text(line))
        if record.record == "claim" and (word := _scorers_word(record)):
            branch.add(Text(word))
        _add_evidence(branch, record.evidence, article)
    return root


def _scorers_word(claim: Claim) -> str | None:
    """What the scorer alone makes of the first two parties of a claim."""
    from wirebook.coding.events.second_word import word_on

    start, end = claim.evidence.start, claim.evidence.end
    inside = [
        next(((a - start, b - start) for a, b in spans if start <= a < b <= end), None)
        for spans in (claim.evidence.actor, claim.evidence.recipient or claim.evidence.actor[1:])
    ]
    if inside[0] is None or inside[1] is None:
        return None
    event, chance, word = word_on(claim.text, inside[0], inside[1])
    return f"scorer: {event} {chance:.2f} ({word})"


def _headline(record: Claim | Impact | AidStep) -> str:
    """What kind of record it is, in a few words."""
    if record.record == "claim":
        mode = f" {record.mode}" if record.mode else ""
        negated = ", negated" if record.negated else ""
        return f"claim {record.event}{mode} ({record.status}{negated})"
    if record.record == "impact":
        return f"impact {record.hazard or 'unknown hazard'}: {record.exposure} {record.kind}"
    return f"aid {record.stage}"


def _fields(record: Claim | Impact | AidStep) -> Iterator[str]:
    """The fields that hold something, one a line."""
    if record.record == "claim":
        yield from _parties("actor", record.actor)
        yield from _parties("recipient", record.recipient)
        yield from _parties("channel", record.channel)
        interval = f"{record.date} to {record.enddate}" if record.date else "none"
        yield f"date: {interval} ({record.date_rule or 'no rule'})"
        if record.event_loc:
            yield f"place: {record.event_loc.name or record.event_loc.text} {record.event_loc.country or ''}".rstrip()
    elif record.record == "impact":
        bounds = f"{record.low} to {record.high}" if record.low != record.high else f"{record.low}"
        yield f"figure: {bounds}{' (about)' if record.approximate else ''}"
        yield f"place: {record.place or record.country or 'none'}"
    else:
        yield from _parties("donor", record.donor)
        yield from _parties("recipient", record.recipient)
        yield f"what: {record.what or 'not said'}"
    yield from _parties("attribution", record.attribution)


def _parties(name: str, entities: tuple[Entity, ...]) -> Iterator[str]:
    for entity in entities:
        code = " ".join((entity.code or "no code", *entity.sector))
        yield f"{name}: {entity.identifier_text or entity.entity_text} [{code}]"


def _add_evidence(branch: Tree, evidence: Evidence, article: Article) -> None:
    from rich.text import Text

    found = branch.add(Text("evidence", style="dim"))
    for role in ROLES:
        for start, end in getattr(evidence, role):
            found.add(Text(f"{role} {start}-{end}: {' '.join(article.text[start:end].split())}", style="dim"))
