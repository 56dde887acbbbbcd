"""The charts: what they draw, how they read without sight, and that nothing of a page becomes markup."""

import re
import subprocess
import sys
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.book import factories
from tests.views.fake_book import FakeBook, small_book
from tests.views.pages import hostile
from tests.views.readers import one_claim, place
from wirebook.book.impacts import series_of
from wirebook.book.model import Relation, RelationPoint
from wirebook.views import charts

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2025, 3, 3)


def drawn(chart):
    return ElementTree.fromstring(chart.svg())


def links(root):
    return [one.get("href") for one in root.iter(f"{SVG}a")]


def labels(root):
    return [one.get("aria-label") for one in root.iter() if one.get("role") == "img"]


def everything(book):
    yield charts.relation_matrix(book.relations())
    yield charts.relation_network(book.relations())
    yield from (charts.relation_series(relation) for relation in book.relations())
    yield charts.claims_map(book.claims())
    yield charts.timeline(book.events())
    yield from map(charts.impact_series, book.impact_series())
    yield from map(charts.aid_thread, book.aid_threads())


def relation(*scores, a="FJI", b="VUT"):
    points = tuple(
        RelationPoint(start=date(2025, month, 1), end=date(2025, month, 28), score=score, events=(f"e{month}",))
        for month, score in enumerate(scores, start=1)
    )
    return Relation(a=a, b=b, score=sum(scores), cooperation=1, conflict=1, points=points)


def claims_at(*places):
    coded = [one_claim("Fiji went.", ["FJI"], event="CONSULT", date=DAY, event_loc=where) for where in places]
    return FakeBook(coded).claims()


def test_every_chart_is_one_named_figure_with_a_description():
    for chart in everything(small_book()):
        root = drawn(chart)
        assert root.tag == f"{SVG}svg"
        assert root.get("role") == "figure"
        assert root.get("aria-label") == chart.title
        assert root.find(f"{SVG}desc").text == chart.description


def test_a_strict_policy_lets_every_chart_stand():
    for chart in everything(small_book()):
        for element in drawn(chart).iter():
            assert element.tag.removeprefix(SVG) not in {"script", "style", "foreignObject", "image"}
            assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


def test_every_link_stays_on_the_site():
    found = [link for chart in everything(small_book()) for link in links(drawn(chart))]
    assert found
    assert all(re.match(r"/[a-z]", link) for link in found)


def test_words_of_a_page_are_never_markup():
    book = FakeBook([hostile()])
    for chart in everything(book):
        root = drawn(chart)
        assert not [one for one in root.iter() if one.tag.removeprefix(SVG) in {"script", "img", "iframe"}]
        assert all(re.match(r"/[a-z]", link) for link in links(root))


@given(name=st.text(max_size=12))
@settings(max_examples=20, deadline=None)
def test_no_name_of_a_place_breaks_the_drawing(name):
    claims = claims_at(place(name or "x", "FJI", "point", -18.14, 178.44))
    root = drawn(charts.claims_map(claims, width=200))
    assert len(labels(root)) == 1


def test_a_bar_of_a_relation_leads_to_the_days_it_stands_for():
    root = drawn(charts.relation_series(relation(4.0, -2.5)))
    assert links(root) == [
        "/relations/FJI/VUT?since=2025-01-01&until=2025-01-28",
        "/relations/FJI/VUT?since=2025-02-01&until=2025-02-28",
    ]
    assert labels(root)[:2] == ["1 Jan 2025 to 28 Jan 2025: +4.0, 1 event", "1 Feb 2025 to 28 Feb 2025: -2.5, 1 event"]


def test_a_matrix_has_both_halves_and_the_busiest_party_first():
    root = drawn(charts.relation_matrix([relation(4.0), relation(-3.0, b="WSM"), relation(1.0, a="VUT", b="WSM")]))
    assert labels(root)[:2] == ["Fiji and Vanuatu: +4.0", "Vanuatu and Fiji: +4.0"]
    assert len(labels(root)) == 6


def test_a_place_known_to_the_country_is_tinted_and_never_a_disc():
    told = charts.claims_map(claims_at(place("Vanuatu", "VUT", "country", -16.0, 167.0)))
    assert labels(drawn(told)) == ["Vanuatu: 1 claim, place not known"]
    assert "0 claims at 0 places; 1 claim in 1 country" in told.description


def test_claims_at_one_place_are_one_disc():
    suva = place("Suva", "FJI", "point", -18.14, 178.44)
    told = charts.claims_map(claims_at(suva, suva, place("the Sahel", None, "region", 15.0, 0.0)))
    assert labels(drawn(told)) == ["Suva, Fiji: 2 claims, most of verbal cooperation"]


def test_the_displayed_figure_of_a_series_is_told_from_the_others():
    figures = [factories.impact(low=7.0, as_of=date(2025, 3, 5)), factories.impact(low=16.0, as_of=DAY, number=1)]
    (series,) = series_of(figures)
    told = labels(drawn(charts.impact_series(series)))
    assert len(told) == 2
    assert [label.startswith("7,") for label in told] == [label.endswith("displayed") for label in told]


def test_a_lonely_early_event_does_not_take_the_room_of_the_others():
    early = one_claim("Fiji met Vanuatu.", ["FJI"], event="CONSULT", date=date(1952, 1, 1))
    late = [one_claim(f"Fiji met {day}.", ["FJI"], event="CONSULT", date=date(2025, 1, day)) for day in range(1, 31)]
    chart = charts.timeline(FakeBook([early, *late]).events())
    assert "1952" not in chart.svg()
    assert "1 of other parties or times" in chart.description


@pytest.mark.parametrize(
    "chart",
    [charts.relation_matrix([]), charts.relation_network([]), charts.claims_map([]), charts.timeline([])],
    ids=["matrix", "network", "map", "timeline"],
)
def test_nothing_to_draw_is_said(chart):
    assert chart.description in "".join(drawn(chart).itertext())


def test_a_phone_gets_a_narrow_chart():
    for chart in (charts.timeline(small_book().events(), width=340), charts.claims_map(small_book().claims(), 340)):
        assert float(drawn(chart).get("width")) <= 380


def test_files_have_colours_and_a_title():
    chart = charts.relation_series(relation(4.0, -2.5))
    assert "var(--" in chart.svg()
    for theme in ("light", "dark"):
        assert "var(--" not in chart.svg(theme)
        assert "Fiji and Vanuatu" in "".join(ElementTree.fromstring(chart.svg(theme)).itertext())
    assert chart.svg("light") != chart.svg("dark")
    assert chart.png()[:8] == b"\x89PNG\r\n\x1a\n"


DRAW = """
from tests.views.fake_book import small_book
from wirebook.views import charts
import hashlib
book = small_book()
charts.timeline(book.events()).svg()
drawn = charts.claims_map(book.claims()).svg() + charts.relation_network(book.relations()).svg()
print(hashlib.sha256(drawn.encode()).hexdigest())
"""


@pytest.mark.slow
def test_the_same_book_gives_the_same_bytes_in_every_process():
    runs = {subprocess.run([sys.executable, "-c", DRAW], capture_output=True, check=True).stdout for _ in range(2)}
    assert len(runs) == 1


def test_charts_need_no_server():
    code = "import sys, wirebook.views.charts; print([name for name in ('fastapi', 'uvicorn') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
