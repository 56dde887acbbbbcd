"""News agencies as they sign: in datelines, captions, bylines."""

from __future__ import annotations

import csv
import functools
import io
import re
from importlib import resources


@functools.cache
def agencies() -> dict[str, str]:
    """Every form that an agency signs with, and its name."""
    text = (resources.files("wirebook.pages") / "tables" / "agencies.tsv").read_text(encoding="utf8")
    rows = csv.DictReader(io.StringIO(text), delimiter="\t")
    return {form: row["name"] for row in rows for form in row["forms"].split("|")}


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(re.escape(f) for f in sorted(agencies(), key=len, reverse=True)) + r")\b")


def agency_in(text: str) -> str | None:
    """The agency that a short signature names, or None."""
    found = _pattern().search(text)
    return agencies()[found[1]] if found else None
