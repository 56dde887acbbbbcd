"""The book that a request asks."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from wirebook.book import Book


def opened_book(request: Request) -> Book:
    """The book of the application; its methods may be called from many threads at once."""
    book = request.app.state.book
    assert isinstance(book, Book)
    return book


OpenedBook = Annotated[Book, Depends(opened_book)]
