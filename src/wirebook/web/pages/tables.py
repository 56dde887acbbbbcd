"""Tables of views as CSV, where the API gives none: pairs, parties, articles."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from fastapi import Response

from wirebook.views.export.cells import Value, cell


def table(name: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Response:
    """A file of one row a record, in UTF-8, its lines ended as RFC 4180 has it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(text.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)
