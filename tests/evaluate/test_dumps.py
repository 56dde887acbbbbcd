"""The suite `dumps`: what is copied from a page, and how its dump is scored."""

from __future__ import annotations

import gzip
import json

import pytest

from wirebook.errors import EvaluationError
from wirebook.evaluate.copied import copied
from wirebook.evaluate.dumps import run

STORY = [
    "The governor of Orva said on Monday that the bridge over the Selm would stay closed until the water had fallen.",
    "Some 300 families were brought to schools in the upper town, where the army has set up kitchens and beds.",
    "Trucks with flour and blankets from the capital reached the valley by the old road in the afternoon.",
]
TITLE = "Bridge of Orva stays closed until the water falls"
GERMAN = (
    "Der Bürgermeister hat am Montag gesagt, dass die Brücke über den Fluss geschlossen bleibt, bis das Wasser fällt, "
    "und dass die Familien in den Schulen der oberen Stadt wohnen werden, bis sie nach Hause gehen können."
)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo\n"),
        ("<h1>Head</h1><div>One</div><div>Two</div>", "Head\n\nOne\nTwo\n"),
        ("<p>One<br>Two<br><br>Three</p>", "One\nTwo\n\nThree\n"),
        ("<ul><li>One</li><li><a href='#'>Two</a></li></ul>", "One\nTwo\n"),
        ("<table><tr><td>One</td><td>Two</td></tr><tr><td>Three</td></tr></table>", "One\tTwo\nThree\n"),
        ("<p>One\n  <b>two</b> , <i>three</i>four </p>", "One two , threefour\n"),
        ("<pre>One\n\nTwo</pre>", "One\n\nTwo\n"),
        ("<div><div><p>One</p></div></div><div>Two</div>", "One\n\nTwo\n"),
        ("<details><summary>One</summary><p>Two</p></details>", "One\n"),
        ("<details open><summary>One</summary><p>Two</p></details>", "One\n\nTwo\n"),
    ],
)
def test_blocks_part_lines_as_a_browser_parts_them(markup, text):
    assert copied(markup) == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x()</script>",
        "<style>p {}</style>",
        "<noscript>no</noscript>",
        "<template><p>no</p></template>",
        "<p hidden>no</p>",
        "<p style='color: red; DISPLAY : none'>no</p>",
        "<dialog>no</dialog>",
        "<select><option>no</select>",
        "<!-- no -->",
    ],
)
def test_what_is_not_seen_is_not_copied(hidden):
    page = f"<html><head><title>no</title></head><body><p>One</p>{hidden} <p>Two</p></body></html>"
    assert copied(page) == "One\n\nTwo\n"


def test_an_empty_page_has_no_text():
    assert copied("") == copied("<html><body></body></html>") == ""


def test_dumps_of_gold_pages_are_scored(tmp_path):
    put(tmp_path, "Orva", STORY, TITLE)
    put(tmp_path, "Selm", [GERMAN, GERMAN], "Die Brücke bleibt geschlossen")
    scores = run(tmp_path)
    assert (scores["body_f1"], scores["title"], scores["date"]) == (1.0, 1.0, 1.0)
    assert (scores["pages"], scores["skipped"]) == (1, 1)


def test_what_the_dump_lacks_counts_against_it(tmp_path):
    put(tmp_path, "Orva", STORY, TITLE, gold=[*STORY, "The river stood at seven metres in the evening."])
    score = run(tmp_path)["body_f1"]
    assert isinstance(score, float)
    assert 0.8 < score < 1


def test_a_folder_of_other_languages_has_no_scores(tmp_path):
    put(tmp_path, "Selm", [GERMAN, GERMAN], "Die Brücke bleibt geschlossen")
    assert run(tmp_path) == {"pages": 0, "skipped": 1}


def test_a_folder_without_pages_is_refused(tmp_path):
    with pytest.raises(EvaluationError, match="holds no"):
        run(tmp_path)


def put(folder, name, story, title, gold=None):
    paragraphs = "".join(f"<p>{line}</p>" for line in story)
    markup = (
        f"<html><head><title>{title}</title></head><body><ul><li>Home</li><li>World</li></ul>"
        f"<h1>{title}</h1><p>By Ann Lee</p><p>May 6, 2031</p>{paragraphs}<p>All rights reserved</p></body></html>"
    )
    entry = {
        "title": title,
        "publishing_date": "2031-05-06 10:00:00",
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": gold or story}]},
    }
    (folder / f"{name}_2031_05_06.html.gz").write_bytes(gzip.compress(markup.encode()))
    (folder / f"{name}.json").write_text(json.dumps({"V1": entry}), encoding="utf8")
