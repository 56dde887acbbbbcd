"""Aid: the ledger as threads over time, and as a table by donor and recipient, on any date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wirebook.book.model import AidThread
from wirebook.book.recent import Recent
from wirebook.views.charts import Chart, aid_thread
from wirebook.web.opened import OpenedBook, RoomBook
from wirebook.web.pages.conditions import Conditions, asked
from wirebook.web.pages.drawing import add_chart
from wirebook.web.pages.rendering import page
from wirebook.web.pages.threads import ThreadView, thread_views

STEPS = 600
"""Aid steps that the view looks at, the newest ones."""
SHOWN = 60
"""Aid matters that stand on the page."""

OF_AID = {"actor": "Donor", "recipient": "Recipient", "on": "As of"}
"""What the filters are called; the donor is who acts."""

router = APIRouter()


class PairRow(NamedTuple):
    """What stands between a donor and a recipient."""

    donor: str
    recipient: str
    matters: int
    standing: tuple[tuple[str, str, int], ...]
    """Each stage at which matters stand, with its tone and how many do."""
    what: str
    since: str
    target: str


@router.get("/aid")
def aid(request: Request, book: OpenedBook) -> HTMLResponse:
    """The aid ledger."""
    conditions = asked(request, "actor", "recipient", "on", labels=OF_AID)
    found = _threads(book, conditions)
    threads = thread_views(found.found)
    values = {
        "section": "/aid",
        "conditions": conditions,
        "threads": threads[:SHOWN],
        "left_out": max(0, len(threads) - SHOWN),
        "whole": found.whole,
        "steps": STEPS,
        "pairs": _pairs(threads),
    }
    return page(request, "aid.html.j2", values)


def _threads(book: RoomBook, conditions: Conditions) -> Recent[AidThread]:
    """The threads that meet the conditions, worked out once as long as the book stays as it is."""
    donor, recipient = conditions.text("actor"), conditions.text("recipient")
    on, rejected = conditions.day("on"), conditions.rejected
    return book.derived.get(
        book.revision(),
        ("threads", donor, recipient, on, rejected),
        lambda: book.recent_threads(STEPS, on, donor, recipient, rejected=rejected),
    )


def _pairs(threads: Iterable[ThreadView]) -> list[PairRow]:
    """One row a pair, in order of name."""
    pairs: dict[tuple[str, str], list[ThreadView]] = {}
    for thread in threads:
        pairs.setdefault((thread.donor, thread.recipient), []).append(thread)
    return [_pair(donor, recipient, pairs[donor, recipient]) for donor, recipient in sorted(pairs)]


def _pair(donor: str, recipient: str, threads: list[ThreadView]) -> PairRow:
    counts = Counter((thread.standing, thread.tone) for thread in threads)
    return PairRow(
        donor=donor,
        recipient=recipient,
        matters=len(threads),
        standing=tuple((stage, tone, count) for (stage, tone), count in counts.most_common()),
        what=next((thread.what for thread in threads if thread.what), ""),
        since=threads[0].since,
        target=f"#t-{threads[0].id}",
    )


def _draw(request: Request, book: RoomBook, width: int) -> Chart | None:
    """One thread; its donor and recipient say where to look for it."""
    found = _threads(book, asked(request, "actor", "recipient", "on"))
    wanted = request.path_params["thread"]
    return next((aid_thread(one, width) for one in found.found if one.id == wanted), None)


add_chart(router, "/aid/{thread}", _draw)
