"""The suite on a document of our own, and on the shared gold where it is there."""

from __future__ import annotations

import pytest

from tests.support import shared
from wirebook.errors import EvaluationError
from wirebook.evaluate.times import run

DOCUMENT = """<?xml version="1.0"?>
<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2024-08-04">August 4, 2024</TIMEX3></DCT>
<TEXT>The ship <EVENT>left</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2024-08-02">Friday</TIMEX3>
after <TIMEX3 tid="t2" type="DURATION" value="P3D">some three days</TIMEX3> of
<TIMEX3 tid="t3" type="DATE" value="2024-08-01">it all</TIMEX3>, and in 1999.</TEXT></TimeML>
"""


def test_scores_by_hand(tmp_path):
    (tmp_path / "a.tml").write_text(DOCUMENT, encoding="utf-8")
    scores = run(tmp_path)
    # Three annotated and three predicted, of which two match.
    assert (scores["annotated"], scores["predicted"]) == (3, 3)
    assert scores["strict"]["f1"] == pytest.approx(2 / 3)
    assert scores["relaxed"]["f1"] == scores["type"]["f1"] == scores["value"]["f1"] == pytest.approx(2 / 3)


def test_what_cannot_be_read_is_named(tmp_path):
    with pytest.raises(EvaluationError, match="no TimeML"):
        run(tmp_path)
    (tmp_path / "a.tml").write_text("<TimeML><TEXT>", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"a\.tml"):
        run(tmp_path)


@pytest.mark.slow
def test_floor_on_the_shared_gold():
    scores = run(shared() / "gold" / "times")
    assert scores["strict"]["f1"] > 0.85
    assert scores["relaxed"]["f1"] > 0.92
    assert scores["value"]["f1"] > 0.776
