"""`wirebook read --to`: archives into a data set."""

from __future__ import annotations

import gzip
import json

import duckdb
import pytest

from tests.archive.support import http, record
from tests.cli.running import here, wirebook
from wirebook.record import AidStep, Claim

PAGE = """<html lang="en"><head><title>Fiji sends tents to Tonga</title>
<meta property="article:published_time" content="2024-08-04T08:00:00Z"></head><body><article>
<p>SUVA (Reuters) - Fiji sent 200 tents to Tonga on Saturday, its foreign ministry said, after a storm that killed 12
people there and left thousands without a roof over their heads.</p>
<p>Tonga's prime minister thanked Fiji for the aid on Sunday. Australia had offered $2 million the day before.</p>
</article></body></html>"""


@pytest.fixture
def archive(tmp_path):
    records = [record(b"software: test", kind="warcinfo"), record(http(PAGE.encode()), "https://news.example/tents")]
    path = tmp_path / "news.warc.gz"
    path.write_bytes(b"".join(gzip.compress(one) for one in records))
    return path


def test_an_archive_becomes_a_data_set_that_duckdb_reads(archive, tmp_path):
    first = wirebook("read", "news.warc.gz", "--to", "set", "--metrics", "figures.json", cwd=tmp_path)
    assert first.status == 0, first.err
    assert "Read 1 archive: 1 article, " in first.out
    claims = duckdb.sql(f"select * exclude month from '{tmp_path}/set/claims/month=2024-08/*.parquet'")
    names = claims.columns
    found = [Claim.model_validate(dict(zip(names, row, strict=True))) for row in claims.fetchall()]
    assert {(claim.event, claim.actor[0].code) for claim in found} >= {("AID", "FJI"), ("SUPPORT", "TON")}
    assert {claim.cite_info.url for claim in found} == {"https://news.example/tents"}
    aid = duckdb.sql(f"select * exclude month from '{tmp_path}/set/aid/*/*.parquet'")
    steps = [AidStep.model_validate(dict(zip(aid.columns, row, strict=True))) for row in aid.fetchall()]
    assert {"delivered", "thanked", "offered"} & {step.stage for step in steps}
    assert json.loads((tmp_path / "figures.json").read_text())["new"]["articles"] == 1

    second = wirebook("read", "news.warc.gz", "--to", "set", "--format", "json", cwd=tmp_path)
    assert second.status == 0
    summary = json.loads(second.out)
    assert summary["new"]["claims"] == 0
    assert summary["holds"]["claims"] == len(found)


def test_what_is_lost_is_named_and_ends_with_1(archive, tmp_path):
    archive.write_bytes(archive.read_bytes()[:-30])
    result = wirebook("read", "news.warc.gz", "--to", "set", cwd=tmp_path)
    assert result.status == 1
    assert "is cut" in result.err


def test_options_for_data_sets_are_refused_for_a_book(monkeypatch, capfd):
    for option in ("--retry", "--engine=ray", "--metrics=f.json"):
        result = here(monkeypatch, capfd, "read", "news.warc.gz", option)
        assert result.status == 2
        assert "--to" in result.err
