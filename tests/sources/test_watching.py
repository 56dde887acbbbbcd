"""Feeds asked again and again: what is new, what is remembered, what is tried once more."""

from __future__ import annotations

import pytest

from tests.sources.test_online import XML, feed
from tests.sources.web_server import Reply, serve
from wirebook.errors import UsageError
from wirebook.sources.watching import MOST_REMEMBERED, MOST_TRIES, FeedState, Watch
from wirebook.sources.web import WebOptions


@pytest.fixture
def site():
    with serve() as served:
        yield served


def watch(file):
    errors = []
    options = WebOptions(allow_private=True, delay=0, retries=0)
    return Watch(file, options, errors.append), errors


def new(watching, url, *, keep=True):
    """Titles of what is new, kept as it comes."""
    titles = []
    for key, pages in watching.new_in(url):
        titles += [page.title for page in pages]
        if keep:
            watching.keep(url, key)
    return titles


def test_only_what_is_new_comes_oldest_first_and_is_remembered_over_a_restart(site, tmp_path):
    for path in ("/1", "/2", "/3"):
        site.put(path)
    two, three = (("Two", "/2", ""), ("One", "/1", "")), (("Three", "/3", ""), ("Two", "/2", ""), ("One", "/1", ""))
    url = site.put(
        "/feed", Reply(content=feed(site, *two), headers=XML), Reply(content=feed(site, *three), headers=XML)
    )
    watching, errors = watch(tmp_path / "state.json")
    assert new(watching, url) == ["One", "Two"]
    watching.save()
    watching.close()
    again, _ = watch(tmp_path / "state.json")
    assert new(again, url) == ["Three"]
    assert not errors


def test_what_was_not_kept_comes_again(site, tmp_path):
    site.put("/1")
    url = site.put("/feed", Reply(content=feed(site, ("One", "/1", "")), headers=XML))
    watching, _ = watch(tmp_path / "state.json")
    assert new(watching, url, keep=False) == ["One"]
    assert new(watching, url) == ["One"]
    assert new(watching, url) == []


def test_an_unchanged_feed_is_asked_for_with_its_mark(site, tmp_path):
    site.put("/1")
    tagged = Reply(content=feed(site, ("One", "/1", "")), headers={**XML, "ETag": '"7"'})
    url = site.put("/feed", tagged, Reply(304, b"", {}))
    watching, errors = watch(tmp_path / "state.json")
    assert new(watching, url) == ["One"]
    assert new(watching, url) == []
    assert site.requests[-1][1]["If-None-Match"] == '"7"'
    assert not errors


def test_a_feed_that_fails_is_named_and_others_go_on(site, tmp_path):
    site.put("/1")
    url = site.put("/feed", Reply(content=feed(site, ("One", "/1", "")), headers=XML))
    page = site.put("/page")
    watching, errors = watch(tmp_path / "state.json")
    assert new(watching, site.root + "/gone") == []
    assert new(watching, page) == []
    assert new(watching, url) == ["One"]
    assert [error.code for error in errors] == ["WB209", "WB208"]


def test_a_story_that_cannot_be_had_is_tried_a_few_times(site, tmp_path):
    url = site.put("/feed", Reply(content=feed(site, ("One", "/gone", "")), headers={**XML, "ETag": '"7"'}))
    watching, errors = watch(tmp_path / "state.json")
    for _ in range(MOST_TRIES + 2):
        assert new(watching, url) == []
    assert len(errors) == MOST_TRIES
    assert site.paths().count("/gone") == MOST_TRIES


def test_a_feed_is_remembered_within_bounds():
    state = FeedState()
    for number in range(MOST_REMEMBERED + 10):
        state.keep(str(number))
    assert len(state.seen) == MOST_REMEMBERED
    assert str(MOST_REMEMBERED + 9) in state.seen


@pytest.mark.parametrize("content", ["no JSON", "[1]", '{"http://a": {"colour": 1}}'])
def test_another_file_is_not_taken_for_what_is_remembered(tmp_path, content):
    (tmp_path / "state.json").write_text(content)
    with pytest.raises(UsageError, match=r"state\.json"):
        watch(tmp_path / "state.json")
