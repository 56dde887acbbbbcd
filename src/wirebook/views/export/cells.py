r"""How a field becomes the text of one cell, and back.

- A list of parties becomes several columns, whose entries are joined by `|` in the same order, so the third code is
  that of the third name; a `|` in a page's words is written `\|` and a `\` as `\\`.
- Codes are text: a CAMEO code keeps its leading zero.
- A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a formula, and what a
  page says is not ours to trust. Such text gets an apostrophe in front (the form that OWASP advises); `unguarded`
  takes it off again. Numbers and dates are ours and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")

Value = str | int | float | bool | date | None


def cell(value: Value) -> str:
    """One value as text: empty for None, `true` and `false`, ISO dates, no needless `.0`; text guarded."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return guarded(value) if isinstance(value, str) else str(value)


def joined(values: Iterable[Value]) -> str:
    """Several values in one cell."""
    parts = [value if isinstance(value, str) else cell(value) for value in values]
    return guarded("|".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts))


def parted(text: str) -> list[str]:
    """The values that `joined` put into a cell; one empty value and no value read the same, as none."""
    text = unguarded(text)
    if not text:
        return []
    parts = re.findall(r"(?:^|\|)((?:[^|\\]|\\.)*)", text, re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in parts]


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if GUARDED.match(text) else text
