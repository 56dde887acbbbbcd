"""Web archives: pages out of whole ones, and as many as there are out of damaged ones."""

from __future__ import annotations

import gzip
import io
import zlib

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.support import only_page, read
from wirebook.sources.archives.records import records_of
from wirebook.sources.archives.segments import Members

BODY = b"<html><body><p>Chile thanked Peru on Monday for the relief flights.</p></body></html>"


def http(body=BODY, status="200 OK", kind="text/html; charset=utf-8", **headers):
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(block, url="http://news.example/1", kind="response", length=None):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def write(path, *records, packed=True):
    path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in records))
    return path


def test_html_that_was_served_is_a_page_with_its_address_and_charset(tmp_path):
    info = record(b"software: test", kind="warcinfo")
    request = record(b"GET / HTTP/1.1\r\n\r\n", kind="request")
    page = only_page(write(tmp_path / "a.warc.gz", info, request, record(http())))
    assert page.content == BODY
    assert (page.file, page.url, page.position) == ("a.warc", "http://news.example/1", 3)
    assert (page.media_type, page.charset) == ("text/html", "utf-8")


def test_an_archive_is_read_plain_packed_by_record_and_packed_as_a_whole(tmp_path):
    records = [record(http(), f"http://news.example/{n}") for n in range(3)]
    plain = write(tmp_path / "a.warc", *records, packed=False)
    by_record = write(tmp_path / "b.warc.gz", *records)
    whole = write(tmp_path / "c.warc.gz", b"".join(records))
    for path in (plain, by_record, whole):
        pages, errors = read(path)
        assert not errors
        assert [page.url[-1] for page in pages] == ["0", "1", "2"]


def test_what_is_no_html_or_no_success_is_passed_over(tmp_path):
    records = [
        record(http(status="404 Not Found")),
        record(http(b"\x89PNG", kind="image/png")),
        record(http(status="301 Moved", Location="/b")),
        record(http(b"")),
        record(b"", kind="revisit"),
    ]
    assert read(write(tmp_path / "a.warc.gz", *records)) == ([], [])


def test_chunks_and_packed_bodies_are_undone(tmp_path):
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (BODY[:20], BODY[20:])) + b"0\r\n\r\n"
    records = [
        record(http(chunked, Transfer_Encoding="chunked")),
        record(http(gzip.compress(BODY), Content_Encoding="gzip")),
        record(http(BODY, Content_Encoding="gzip")),  # unpacked by the crawler, which did not say so
    ]
    pages, errors = read(write(tmp_path / "a.warc.gz", *records))
    assert not errors
    assert [page.content for page in pages] == [BODY] * 3


def test_a_broken_member_is_reported_and_the_next_is_read(tmp_path):
    first, second, third = (gzip.compress(record(http(), f"http://news.example/{n}")) for n in (1, 2, 3))
    second = second[:30] + bytes(byte ^ 0xFF for byte in second[30:60]) + second[60:]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(first + second + third)
    pages, errors = read(path)
    assert [page.url[-1] for page in pages] == ["1", "3"]
    assert any("damaged" in error.reason for error in errors)


def test_an_archive_that_is_cut_is_read_as_far_as_it_goes(tmp_path):
    whole = gzip.compress(record(http(), "http://news.example/1"))
    path = tmp_path / "a.warc.gz"
    path.write_bytes(whole + gzip.compress(record(http(BODY * 200), "http://news.example/2"))[:120])
    pages, errors = read(path)
    assert pages[0].url == "http://news.example/1"
    assert any("is cut" in error.reason for error in errors)


def test_a_wrong_length_costs_no_other_record(tmp_path):
    block = http()
    for length in (len(block) - 10, len(block) + 40):
        records = [record(block, "http://news.example/1", length=length), record(block, "http://news.example/2")]
        pages, _ = read(write(tmp_path / f"{length}.warc", *records, packed=False))
        assert pages[-1].url == "http://news.example/2"
        assert pages[-1].content == BODY


def test_bytes_between_records_are_stepped_over(tmp_path):
    path = write(tmp_path / "a.warc", record(http()), b"\x00\x01 noise\r\n", record(http()), packed=False)
    pages, errors = read(path)
    assert len(pages) == 2
    assert [error.code for error in errors] == ["WB207"]


def test_a_name_without_an_archive_is_refused(tmp_path):
    path = tmp_path / "a.warc"
    path.write_text("no archive")
    pages, errors = read(path)
    assert not pages
    assert errors[0].code == "WB208"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.binary(max_size=200), max_size=4),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=6),
)
def test_no_damage_stops_the_reader(noise, flips):
    data = bytearray(b"".join(gzip.compress(record(http())) + part for part in [*noise, b""]))
    for position, value in flips:
        data[position % len(data)] = value
    told = []
    for stretch in Members(io.BytesIO(bytes(data)), told.append).stretches():
        for one in records_of(stretch, told.append):
            assert isinstance(one.block, bytes)


@given(st.binary(max_size=400))
def test_members_give_what_gzip_gives(content):
    packed = gzip.compress(content[:100]) + gzip.compress(content[100:])
    told = []
    found = b"".join(stretch.read() for stretch in Members(io.BytesIO(packed), told.append).stretches())
    assert (found, told) == (content, [])
    assert zlib.decompress(packed, wbits=31) == content[:100]
