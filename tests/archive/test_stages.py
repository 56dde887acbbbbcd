"""The stages with the language model: records in, coded articles out."""

from __future__ import annotations

import gzip

import pytest

from tests.archive.support import http, record
from wirebook.archive.chunks import Archive, chunks_of
from wirebook.archive.model import Settings, Tally
from wirebook.archive.stages import Stages

SETTINGS = Settings(coder="test", records_in_chunk=4)


def html(*sentences, lang="en"):
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return f'<html lang="{lang}"><head><title>News</title></head><body><article>{text}</article></body></html>'.encode()


FIJI = "Fiji sent 200 tents to Tonga on Saturday, the foreign ministry said, after a storm that killed 12 people there."
PERU = "Peru accused Chile on Monday of holding two of its fishing boats, which its navy had been searching for weeks."
SPANISH = "El gobierno de Chile envió el lunes doscientas carpas a los damnificados de las inundaciones en el Perú."


@pytest.fixture(scope="module")
def stages():
    return Stages(SETTINGS)


def archive(path, *pages):
    records = (record(http(content), f"http://news.example/a/{number}") for number, content in enumerate(pages))
    path.write_bytes(b"".join(gzip.compress(one) for one in records))
    return Archive(str(path))


def read(stages, of):
    placed, total = [], Tally()
    for chunk in chunks_of(of, SETTINGS):
        found, report = stages(chunk)
        placed += found
        total += report.tally
    return placed, total


def test_articles_are_coded_and_the_rest_counted(stages, tmp_path):
    pages = [
        html(FIJI, FIJI.replace("Fiji", "Samoa")),
        html(SPANISH, SPANISH, SPANISH, lang="es"),
        b"<html><body><nav>Home</nav></body></html>",
        html(FIJI, FIJI.replace("Fiji", "Samoa")) + b"<!-- printed again -->",
        html(PERU, PERU.replace("Monday", "Sunday")),
    ]
    placed, total = read(stages, archive(tmp_path / "a.warc.gz", *pages))
    assert [one.record for one in placed] == [1, 5]
    assert {claim.event for claim in placed[0].coded.claims} >= {"AID"}
    assert {claim.event for claim in placed[1].coded.claims} >= {"ACCUSE"}
    assert total.passed_over == {"another language": 1, "no article": 1, "seen before": 1}
    assert (total.records, total.pages, total.articles) == (5, 5, 2)
    assert total.words > 0
    assert set(total.seconds) == {"pages", "articles", "coding"}


def test_a_careful_chunk_gives_the_same(stages, tmp_path):
    made = archive(tmp_path / "a.warc.gz", html(FIJI, FIJI), html(PERU, PERU), html(FIJI + " It rained.", PERU))
    for chunk in chunks_of(made, SETTINGS):
        heard: list[int] = []
        plain, _ = stages(chunk)
        chunk.careful = True
        careful, report = stages(chunk, heard.append)
        assert careful == plain
        assert heard == [1, 2, 3, 1, 2, 3]
        chunk.avoid[2] = "it ended its process"
        left, report = stages(chunk)
        assert [one.record for one in left] == [1, 3]
        assert [(one.record, one.url, one.reason) for one in report.aside] == [
            (2, "http://news.example/a/1", "it ended its process")
        ]


def test_a_page_that_our_code_fails_on_is_set_aside(stages, tmp_path, monkeypatch):
    import wirebook.archive.stages as module

    def read_page(page, original=module.read_page, **options):
        if b"Peru" in page.content:
            raise RuntimeError("broken")
        return original(page, **options)

    monkeypatch.setattr(module, "read_page", read_page)
    (chunk,) = chunks_of(archive(tmp_path / "a.warc.gz", html(FIJI, FIJI), html(PERU, PERU)), SETTINGS)
    placed, report = stages(chunk)
    assert len(placed) == 1
    assert report.aside[0].record == 2
    assert "RuntimeError: broken" in report.aside[0].reason
