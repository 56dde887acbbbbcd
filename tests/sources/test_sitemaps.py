"""Sitemaps: what is in them, and that a hostile one does no harm."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.errors import InputError, UnsupportedInput
from wirebook.sources.sitemaps import SitemapEntry, parse_sitemap

NAME = "https://news.example/sitemap.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'


def entries(text):
    return parse_sitemap(text.encode(), NAME)


def test_pages_in_their_order():
    text = f"""{HEAD}<urlset {SPACE}>
      <url><loc> https://news.example/1?a=1&amp;b=2 </loc><lastmod>2031-05-06</lastmod></url>
      <!-- nothing here -->
      <url><lastmod>2031-05-06</lastmod></url>
      <url><loc><![CDATA[https://news.example/2]]></loc></url>
    </urlset>"""
    assert entries(text) == [
        SitemapEntry("https://news.example/1?a=1&b=2", None, None, is_index=False),
        SitemapEntry("https://news.example/2", None, None, is_index=False),
    ]


def test_news_with_title_and_day():
    text = f"""{HEAD}<urlset {SPACE} {NEWS} {IMAGE}><url>
      <image:image>
        <image:loc>https://news.example/picture.jpg</image:loc><image:title>A truck</image:title>
      </image:image>
      <loc>https://news.example/1</loc>
      <news:news>
        <news:publication><news:name>The Valley Post</news:name><news:language>en</news:language></news:publication>
        <news:publication_date>2031-05-06T23:30:00-05:00</news:publication_date>
        <news:title>Aid reaches
          the valley &#8211; at last</news:title>
      </news:news></url>
      <url><loc>https://news.example/2</loc><news:news><news:publication_date>soon</news:publication_date></news:news></url>
    </urlset>"""
    assert entries(text) == [
        SitemapEntry("https://news.example/1", "Aid reaches the valley – at last", date(2031, 5, 6), is_index=False),
        SitemapEntry("https://news.example/2", None, None, is_index=False),
    ]


def test_index_and_a_sitemap_without_namespace():
    text = "\n <sitemapindex><sitemap><loc>https://news.example/a.xml.gz</loc></sitemap></sitemapindex>"
    assert entries(text) == [SitemapEntry("https://news.example/a.xml.gz", None, None, is_index=True)]
    assert entries("<urlset/>") == []


def test_other_encodings():
    text = "<?xml version='1.0' encoding='{}'?><urlset><url><loc>https://news.example/é</loc></url></urlset>"
    for encoding in ("utf-8", "utf-16", "iso-8859-1"):
        (entry,) = parse_sitemap(text.format(encoding).encode(encoding), NAME)
        assert entry.url == "https://news.example/é"
    (entry,) = parse_sitemap(b"\xef\xbb\xbf" + text.format("utf-8").encode(), NAME)
    assert entry.url == "https://news.example/é"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no XML",
        "<urlset><url>",
        "<urlset></url>",
        "<?xml version='1.0' encoding='klingon'?><urlset/>",
        "<urlset>&a;</urlset>",
    ],
)
def test_broken_xml_is_named(text):
    with pytest.raises(InputError) as caught:
        entries(text)
    assert caught.value.subject == NAME
    assert "broken" in caught.value.reason


@pytest.mark.parametrize(
    "text", ["<html/>", "<rss version='2.0'><channel/></rss>", "<url><loc>https://a.example</loc></url>"]
)
def test_other_xml_is_no_sitemap(text):
    with pytest.raises(UnsupportedInput, match="no sitemap"):
        entries(text)


@pytest.mark.parametrize(
    "entity",
    [
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY b "ha"><!ENTITY a "&b;&b;&b;&b;">',
        '<!ENTITY % a SYSTEM "http://10.0.0.1/">',
    ],
)
def test_entities_are_not_read(entity):
    with pytest.raises(InputError, match="document type"):
        entries(f"<!DOCTYPE urlset [{entity}]><urlset><url><loc>&a;</loc></url></urlset>")


def test_depth_has_an_end():
    with pytest.raises(InputError, match="too deeply"):
        entries("<urlset>" + "<a>" * 100_000)


@given(st.binary(max_size=200), st.sampled_from([b"", b"<urlset>", b"<urlset><url><loc>", b"<?xml "]))
def test_any_bytes_give_entries_or_an_error(content, before):
    with contextlib.suppress(InputError):
        parse_sitemap(before + content, NAME)
