"""`wirebook book`: care of the database. One file a command."""

from __future__ import annotations

from wirebook.cli.book import check, compact, merge
from wirebook.cli.groups import group

app = group("book", "Check books, put them together, make them small.")
app.command()(check.check)
app.command()(merge.merge)
app.command()(compact.compact)
