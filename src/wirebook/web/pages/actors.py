"""Actors: who is in the news, and one page each."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from wirebook.book import Book
from wirebook.book.filters import ClaimFilters
from wirebook.book.model import AidThread
from wirebook.book.recent import MOST_CLAIMS
from wirebook.views import words
from wirebook.web.opened import OpenedBook
from wirebook.web.pages.conditions import Conditions, asked
from wirebook.web.pages.listing import ClaimRow, claim_rows
from wirebook.web.pages.rendering import missing, page
from wirebook.web.pages.tables import table
from wirebook.web.pages.threads import thread_views

SHOWN, CLAIMS, THREADS = 120, 20, 8
STEPS = 60
FILTERS = ("search", "since")
OF_ACTORS = {"search": "Name or code", "since": "From"}

router = APIRouter()


class PartyRow(NamedTuple):
    """One party in the list."""

    name: str
    code: str
    claims: int
    href: str


@router.get("/actors")
def actors(request: Request, book: OpenedBook) -> HTMLResponse:
    """The parties of the newest claims, those with most claims first."""
    conditions = asked(request, *FILTERS, labels=OF_ACTORS)
    rows, whole = _rows(book, conditions)
    values = {
        "section": "/actors",
        "conditions": conditions,
        "actors": rows[:SHOWN],
        "left_out": max(0, len(rows) - SHOWN),
        "whole": whole,
        "claims": MOST_CLAIMS,
    }
    return page(request, "actors.html.j2", values)


@router.get("/actors/table.csv")
def actors_table(request: Request, book: OpenedBook) -> Response:
    """The same as CSV."""
    rows, _ = _rows(book, asked(request, *FILTERS))
    return table("actors", ("code", "name", "claims"), ((row.code, row.name, row.claims) for row in rows))


@router.get("/actors/{party:path}")
def actor(request: Request, book: OpenedBook, party: str) -> HTMLResponse:
    """One party: what it did, what was done to it, what it said, its relations and its aid matters."""
    name = words.plain(words.code_name(party.upper()) if len(party) == len("PRK") else party)
    did = book.newest_claims(CLAIMS, None, ClaimFilters(actor=party))
    felt = book.newest_claims(CLAIMS, None, ClaimFilters(recipient=party))
    said = book.newest_claims(CLAIMS, None, ClaimFilters(said_by=party))
    if not (did.records or felt.records or said.records):
        return missing(request, "/actors", f"No claim in the book is about {name}, and none is said by it.")
    threads, relations = book.derived.get(book.revision(), ("actor", party), lambda: _dealings(book, party))
    parts: list[tuple[str, str, list[ClaimRow], bool]] = [
        ("What it did", "actor", claim_rows(did.records), did.older is not None),
        ("What was done to it", "recipient", claim_rows(felt.records), felt.older is not None),
        ("What it said of others", "said_by", claim_rows(said.records), said.older is not None),
    ]
    values = {
        "section": "/actors",
        "party": party,
        "name": name,
        "code": party.upper() if name != party else "",
        "parts": [part for part in parts if part[2]],
        "threads": thread_views(threads),
        "relations": relations,
    }
    return page(request, "actor.html.j2", values)


def _dealings(book: Book, party: str) -> tuple[tuple[AidThread, ...], list[tuple[str, str, int]]]:
    """The newest aid matters of a party, given and taken, and its relations."""
    given, taken = book.recent_threads(STEPS, None, party), book.recent_threads(STEPS, None, None, party)
    return (*given.found[:THREADS], *taken.found[:THREADS]), _relations(book, party.upper())


def _rows(book: Book, conditions: Conditions) -> tuple[list[PartyRow], bool]:
    """The parties that meet the filters, and whether they are those of the whole book."""
    found = book.recent_parties(since=conditions.day("since"))
    wanted = (conditions.text("search") or "").casefold()
    rows = [_party(party, claims) for party, claims in found.found]
    return [row for row in rows if wanted in row.name.casefold() or wanted == row.code.casefold()], found.whole


def _party(party: str, claims: int) -> PartyRow:
    name = words.plain(words.code_name(party))
    code = party if party.isascii() and party.isupper() and len(party) == len("PRK") else ""
    return PartyRow(name, code, claims, f"/actors/{quote(party, safe='')}")


def _relations(book: Book, code: str) -> list[tuple[str, str, int]]:
    """The other parties, with the address of the pair and how many events there are."""
    if len(code) != len("PRK"):
        return []
    found = [
        (one.b if one.a == code else one.a, one.cooperation + one.conflict + one.requests)
        for one in book.recent_relations(code).found
    ]
    ordered = sorted(found, key=lambda one: (-one[1], one[0]))[:SHOWN]
    return [(words.plain(words.code_name(other)), f"/relations/{code}/{other}", count) for other, count in ordered]
