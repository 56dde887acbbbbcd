"""PLOVER JSON, one record a line.

A claim is PLOVER JSON as it stands: `id`, `date`, `event`, `actor`, `recipient`, `event_loc`, `mode`, `context`,
`cameo`, `quad_code`, `event_scale`, `text`, `cite_info` and `coder` are PLOVER's own names, the other keys (`status`,
`attribution`, `evidence` ...) are extensions, which readers of PLOVER pass over. Impacts, aid steps and events, of
which PLOVER has none, come in the same shape; an event names its claims by their ids.

PLOVER manual, chapter "PLOVER JSON": https://github.com/openeventdata/PLOVER
"""

from __future__ import annotations

from typing import BinaryIO

from wirebook.book.frames import row_of
from wirebook.views.export.selection import Kind, Selection, Tell

SUFFIX = "jsonl"
TAGGED = False
KINDS: tuple[Kind, ...] = ("claims", "impacts", "aid", "events")


def write(selection: Selection, what: Kind, stream: BinaryIO, *, hxl: bool, tell: Tell) -> int:
    """Write each record as the JSON object that `wirebook code` prints."""
    written = 0
    for record in selection.records(what):
        stream.write(row_of(record).model_dump_json().encode() + b"\n")
        written += 1
    return written
