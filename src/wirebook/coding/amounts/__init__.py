"""Amounts: figures with their bounds, units and what they count."""

from __future__ import annotations

from wirebook.coding.amounts.find import AmountSpan, find_amounts

__all__ = ["AmountSpan", "find_amounts"]
