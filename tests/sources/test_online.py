"""Addresses as inputs: pages, feeds, sitemaps and lists of addresses, from a real server."""

from __future__ import annotations

import gzip

import pytest

from tests.sources.test_archives import http, record
from tests.sources.web_server import Reply, serve
from wirebook.errors import InputError
from wirebook.sources import read_inputs
from wirebook.sources.online import addresses_in
from wirebook.sources.web import WebOptions

XML = {"Content-Type": "application/xml"}


@pytest.fixture
def site():
    with serve() as served:
        yield served


def read(*inputs, **options):
    errors: list[InputError] = []
    web = WebOptions(allow_private=True, delay=0, retries=0, **options)
    return list(read_inputs([str(one) for one in inputs], on_error=errors.append, web=web)), errors


def feed(site, *entries):
    items = "".join(
        f"<item><title>{title}</title><link>{site.root}{path}</link>{rest}</item>" for title, path, rest in entries
    )
    return f"<rss version='2.0'><channel><title>The Valley Post</title>{items}</channel></rss>".encode()


def test_a_page_has_its_last_address_and_the_servers_charset(site):
    content = "<html><body><p>Der Fluß trat über.</p></body></html>".encode("latin-1")
    site.put("/b", Reply(content=content, headers={"Content-Type": "text/html; charset=ISO-8859-1"}))
    pages, errors = read(site.redirect("/a", "/b"))
    assert not errors
    assert [(page.url, page.charset, page.media_type) for page in pages] == [
        (f"{site.root}/b", "iso-8859-1", "text/html")
    ]


def test_the_stories_that_a_feed_leads_to_are_read_and_its_own_words_where_they_cannot_be(site):
    site.put("/1")
    summary = "<description>Trucks came to Lara on Monday.</description>"
    entries = (("One", "/1", "<pubDate>Tue, 06 May 2031 08:00:00 GMT</pubDate>"), ("Two", "/gone", summary))
    url = site.put("/feed", Reply(content=feed(site, *entries), headers=XML))
    pages, errors = read(url)
    assert [(page.title, page.url) for page in pages] == [("One", f"{site.root}/1"), ("Two", f"{site.root}/gone")]
    assert str(pages[0].published) == "2031-05-06"
    assert pages[1].content == b"Trucks came to Lara on Monday."
    assert [error.code for error in errors] == ["WB209"]


def test_sitemaps_lead_to_pages_through_an_index(site):
    site.put("/1")
    inner = f"<urlset><url><loc>{site.root}/1</loc></url><url><loc>{site.root}/gone</loc></url></urlset>"
    packed = gzip.compress(inner.encode())
    site.put("/inner.xml.gz", Reply(content=packed, headers={"Content-Type": "application/gzip"}))
    index = f"<sitemapindex><sitemap><loc>{site.root}/inner.xml.gz</loc></sitemap></sitemapindex>"
    pages, errors = read(site.put("/sitemap.xml", Reply(content=index.encode(), headers=XML)))
    assert [page.url for page in pages] == [f"{site.root}/1"]
    assert [error.code for error in errors] == ["WB209"]


def test_a_list_of_addresses_is_read_line_by_line_each_once(site, tmp_path):
    site.put("/1")
    site.put("/2")
    path = tmp_path / "urls.txt"
    path.write_text(f"{site.root}/1\n\n{site.root}/2\n{site.root}/1\n")
    pages, errors = read(path)
    assert not errors
    assert [page.url for page in pages] == [f"{site.root}/1", f"{site.root}/2"]


def test_the_last_column_of_a_table_is_the_address():
    row = "\t".join(["410412347", "20310506", "1.5", "https://news.example/a"])
    assert list(addresses_in([row, "no address", "https://news.example/b "])) == [
        "https://news.example/a",
        "https://news.example/b",
    ]


def test_an_archive_on_the_web_is_read(site):
    content = gzip.compress(record(http(), "http://news.example/1"))
    pages, _ = read(site.put("/a.warc.gz", Reply(content=content, headers={"Content-Type": "application/warc"})))
    assert [page.url for page in pages] == ["http://news.example/1"]


def test_a_story_that_is_a_feed_is_not_followed_for_ever(site):
    url = site.put("/feed", Reply(content=feed(site, ("Itself", "/feed", "")), headers=XML))
    pages, errors = read(url)
    assert not pages
    assert [error.code for error in errors] == ["WB208"]


def test_this_machine_is_refused_unless_it_is_allowed(site):
    errors: list[InputError] = []
    assert not list(read_inputs([site.put("/")], on_error=errors.append))
    assert [error.code for error in errors] == ["WB210"]
    assert not site.requests


@pytest.mark.parametrize("address", ["ftp://news.example/a", "file:///etc/passwd"])
def test_other_schemes_are_refused(address):
    _, errors = read(address)
    assert [error.code for error in errors] == ["WB208"]


def test_nothing_at_an_address_is_an_error_and_the_rest_goes_on(site):
    empty = site.put("/empty", Reply(content=b""))
    pages, errors = read(empty, site.put("/1"))
    assert len(pages) == 1
    assert [error.code for error in errors] == ["WB202"]
