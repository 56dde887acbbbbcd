"""Bytes in, pages out: files, folders, addresses, and whatever kind of input lies there.

To read one more kind of input, write a reader and add it to the table in `readers`.
"""

from __future__ import annotations

from wirebook.sources.inputs import read_inputs, size_of

__all__ = ["read_inputs", "size_of"]
