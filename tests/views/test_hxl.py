from __future__ import annotations

import io

import pytest

from tests.views.fake_book import FakeBook, small_book
from tests.views.pages import many
from tests.views.readers import exported
from wirebook.views.export.columns import AID_TAGS, CLAIM_TAGS, EVENT_TAGS, IMPACT_TAGS

TAGS = {"claims": CLAIM_TAGS, "impacts": IMPACT_TAGS, "aid": AID_TAGS, "events": EVENT_TAGS}


def read(content):
    """The file as libhxl reads it, from the tag row on."""
    hxl = pytest.importorskip("hxl")
    return hxl.data(hxl.make_input(io.BytesIO(content), hxl.InputOptions(allow_local=True)))


@pytest.mark.parametrize("what", TAGS)
def test_libhxl_finds_the_tag_row_of_every_kind(what):
    data = read(exported(small_book(), "csv", what=what, hxl=True))
    assert [column.header for column in data.columns] == list(TAGS[what])
    assert [column.display_tag or "" for column in data.columns] == [normal(tag) for tag in TAGS[what].values()]


def normal(tag):
    """A tag with its attributes in the order of the alphabet, as libhxl prints it."""
    name, *attributes = tag.split("+")
    return "+".join([name, *sorted(attributes)])


def test_libhxl_reads_figures_and_codes_by_their_tags():
    data = read(exported(small_book(), "csv", what="impacts", hxl=True))
    assert [(row.get("#affected+min"), row.get("#country+code")) for row in data] == [
        ("1200", "VUT"), ("3", "VUT"), ("5", "VUT"),
    ]  # fmt: skip


def test_libhxl_reads_every_row_of_many():
    assert sum(1 for _ in read(exported(FakeBook(many(60)), "csv", hxl=True))) == 60
