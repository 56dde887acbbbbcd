"""`wirebook code`: records to standard output, nothing stored."""

from __future__ import annotations

from collections import Counter

import typer

from wirebook.cli.options import (
    AllowPrivate,
    Fast,
    Inputs,
    Knowledge,
    Lexicon,
    Published,
    Workers,
    own_tables,
    web_options,
)
from wirebook.cli.output import counted, flush, note, note_languages, write_line


def code(
    inputs: Inputs,
    published: Published = None,
    workers: Workers = 1,
    fast: Fast = False,
    allow_private: AllowPrivate = False,
    lexicon: Lexicon = None,
    knowledge: Knowledge = None,
) -> None:
    """Print records as JSON Lines; store nothing.

    Records are claims, impacts and aid steps. Standard output carries records only; what could not be read, and how
    much was, goes to standard error.

    \b
    Examples:
      wirebook code page.html
      wirebook code pages/ --published 2024-08-04 > records.jsonl
      wirebook code pages/ --lexicon my_words.tsv --knowledge my_actors.tsv
      wirebook code https://news.example/world/story.html
      cat articles.jsonl | wirebook code - | jq 'select(.record == "aid")'
    """
    from wirebook.cli.coder import Unread, code_pages
    from wirebook.sources import read_inputs

    tables = own_tables(lexicon, knowledge)
    unread = 0
    languages: Counter[str] = Counter()
    articles = uncoded = records = 0

    def report(problem: Unread) -> None:
        nonlocal unread
        unread += 1
        note(str(problem))

    pages = read_inputs(inputs, on_error=lambda error: report(Unread.of(error)), web=web_options(allow_private))
    outcomes = code_pages(pages, published=published, workers=workers or 1, fast=fast, tables=tables)
    for _, outcome in outcomes:
        if isinstance(outcome, Unread):
            report(outcome)
            continue
        lines = [record.model_dump_json() for record in (*outcome.claims, *outcome.impacts, *outcome.aid)]
        articles += 1
        if outcome.article.language and not outcome.article.is_coded:
            languages[outcome.article.language] += 1
        else:
            uncoded += not lines
        records += len(lines)
        for line in lines:
            write_line(line)
        flush()
    silent = f" ({uncoded:,} without any)" if uncoded else ""
    note(f"{counted(records, 'record')} in {counted(articles, 'article')}{silent}")
    note_languages(languages)
    if unread:
        note(f"{counted(unread, 'input')} could not be read")
        raise typer.Exit(1)
