"""PLOVER JSON, one record a line.

A claim is PLOVER JSON as it stands: `id`, `date`, `event`, `actor`, `recipient`, `event_loc`, `mode`, `context`,
`cameo`, `quad_code`, `event_scale`, `text`, `cite_info` and `coder` are PLOVER's own names, the other keys (`status`,
`attribution`, `evidence` ...) are extensions, which readers of PLOVER pass over. Impacts and aid steps, of which PLOVER
has none, come in the same shape.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from wirebook.record import AidStep, Claim, Impact

SUFFIX = "jsonl"
TAGGED = False


def write(
    records: Iterable[Claim | Impact | AidStep],
    model: type[Claim | Impact | AidStep],
    stream: BinaryIO,
    *,
    hxl: bool,
) -> int:
    """Write each record as the JSON object that `wirebook code` prints."""
    written = 0
    for record in records:
        stream.write(record.model_dump_json().encode() + b"\n")
        written += 1
    return written
