from __future__ import annotations

import pytest

from wirebook.knowledge import cameo, country_codes, lint
from wirebook.knowledge.schema import CountryCodes


@pytest.mark.parametrize(
    ("code", "fips"),
    [("UKR", "UP"), ("GBR", "UK"), ("GAB", "GB"), ("DEU", "GM"), ("GMB", "GA"), ("CHN", "CH"), ("CHE", "SZ"),
     ("PRK", "KN"), ("KOR", "KS"), ("RUS", "RS"), ("SRB", "RI"), ("AUS", "AS"), ("AUT", "AU"), ("SSD", "OD"),
     ("XKX", "KV"), ("VUT", "NH"), ("BES", None), ("UNO", None), (None, None)],
)  # fmt: skip
def test_fips_is_not_iso(code, fips):
    assert country_codes.fips(code) == fips


def test_fips_parts_gaza_from_the_west_bank():
    assert country_codes.fips("PSE", "Rafah") == "GZ"
    assert country_codes.fips("PSE", "Ramallah") == "WE"


def test_numbers_of_the_correlates_of_war_are_for_states_alone():
    assert [country_codes.war_number(code) for code in ("USA", "DEU", "VNM", "YEM", "GUM", "NGO")] == [
        2, 255, 816, 679, None, None,
    ]  # fmt: skip


def test_cameo_names_a_few_countries_otherwise():
    assert [country_codes.cameo(code) for code in ("ROU", "FRA", "XKX", "NGO")] == ["ROM", "FRA", "KSV", None]


def test_doctors_are_not_taken_for_journalists():
    assert cameo.role("MED").role == "HLH"
    assert cameo.role("JRN").role == "MED"


@pytest.mark.parametrize(
    ("code", "score"),
    [("023", 3.4), ("0333", 5.2), ("0334", 6.0), ("10", -5.0), ("010", 0.0), ("1384", -7.0), ("99", None)],
)
def test_a_code_without_a_score_has_that_of_the_code_above(code, score):
    assert cameo.goldstein(code) == score


def test_an_appeal_for_aid_is_no_conflict_in_cameo():
    assert [cameo.quad_class(code) for code in ("023", "0333", "073", "111", "190")] == [1, 1, 2, 3, 4]


def test_lint_names_a_code_that_two_countries_share(monkeypatch):
    rows = (*country_codes.all_codes(), CountryCodes(code="FRA", fips="UK"))
    monkeypatch.setattr(country_codes, "all_codes", lambda: rows)
    problems = lint()
    assert any("UK" in problem for problem in problems)
    assert any("one each" in problem for problem in problems)
