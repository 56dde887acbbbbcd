"""The suite `places`: toponyms and where they lie, against the XML of LGL and TR-News.

A toponym is found where a predicted one has the same characters. All annotated toponyms count for the spans, those
that the annotators could not locate too: they are toponyms all the same. Only those with coordinates count for the
distances. A demonym ("Georgian") is a toponym there, and so it is here. The distance is that on a sphere, and right is
what lies within 161 km (100 miles). A country, which the coder gives no point, is measured at its middle, as the gold
does.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spacy.language import Language

from wirebook.coding.pipeline import load, read_text
from wirebook.coding.spans import Place
from wirebook.errors import EvaluationError
from wirebook.evaluate.measures import precision_recall, ratio
from wirebook.knowledge import gazetteer
from wirebook.knowledge.gazetteer import Point, distance

RIGHT_WITHIN = 161.0
"""In kilometres: 100 miles, the field's usual limit."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """An annotated toponym with its offsets in the text, and where it lies, where the annotators knew."""

    start: int
    end: int
    point: Point | None


@dataclass(frozen=True, slots=True)
class Article:
    """The text of an article, its toponyms and its date."""

    text: str
    toponyms: tuple[Toponym, ...]
    published: date | None


def read_articles(path: Path) -> tuple[Article, ...]:
    """Read one file of articles. Raises EvaluationError where it is no such file or has none."""
    try:
        root = ElementTree.fromstring(path.read_bytes())
    except (OSError, ElementTree.ParseError) as error:
        raise EvaluationError(str(path), f"not readable as XML: {error}") from error
    try:
        articles = tuple(_article(element) for element in root.iter("article"))
    except (TypeError, ValueError) as error:
        raise EvaluationError(str(path), f"has a toponym without whole offsets or coordinates: {error}") from error
    if not articles:
        raise EvaluationError(str(path), "holds no article")
    return articles


def _article(element: ElementTree.Element) -> Article:
    toponyms = tuple(_toponym(toponym) for toponym in element.iter("toponym"))
    try:
        published = date.fromisoformat((element.findtext("dltime") or "").strip()[:10])
    except ValueError:
        published = None
    return Article(element.findtext("text") or "", toponyms, published)


def _toponym(element: ElementTree.Element) -> Toponym:
    lat, lon = element.findtext(".//lat"), element.findtext(".//lon")
    point = (float(lat), float(lon)) if lat and lon else None
    return Toponym(int(element.findtext("start") or ""), int(element.findtext("end") or ""), point)


def run(path: Path) -> dict[str, object]:
    """Score the places of a file of articles, or of a folder of these.

    Returns `span` with precision, recall and F1 of exact spans, `matched_161km` (of the toponyms with coordinates that
    are found, the share that lies right), `end_to_end_161km` (of all toponyms with coordinates, the share that is found
    and lies right), and counts. Raises EvaluationError where there is nothing to score.
    """
    files = sorted(path.rglob("*.xml")) if path.is_dir() else [path]
    if not files:
        raise EvaluationError(str(path), "holds no XML file")
    articles = [article for file in files for article in read_articles(file)]
    nlp = load()
    spans = predicted = located = found = right = 0
    for article in articles:
        places = {(place.start_char, place.end_char): place for place in _places(article, nlp)}
        predicted += len(places)
        for toponym in article.toponyms:
            place = places.get((toponym.start, toponym.end))
            spans += place is not None
            if toponym.point is not None:
                located += 1
                found += place is not None
                right += place is not None and _lies(place, toponym.point)
    annotated = sum(len(article.toponyms) for article in articles)
    return {
        "span": precision_recall(spans, predicted, spans, annotated),
        "matched_161km": ratio(right, found),
        "end_to_end_161km": ratio(right, located),
        "documents": len(articles),
        "located": located,
        "matched": found,
    }


def _places(article: Article, nlp: Language) -> tuple[Place, ...]:
    places: tuple[Place, ...] = read_text(article.text, nlp, article.published)._.places
    return places


def _lies(place: Place, point: Point) -> bool:
    """Whether a place lies near a point; one without a point lies nowhere, except that a country has a middle."""
    if place.lat is not None and place.lon is not None:
        return distance((place.lat, place.lon), point) <= RIGHT_WITHIN
    middle = gazetteer.middle(place.country) if place.precision == "country" and place.country else None
    return middle is not None and distance(middle, point) <= RIGHT_WITHIN
