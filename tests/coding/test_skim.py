"""What is left unread must not matter."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest

from tests.support import ROOT
from wirebook.coding.batch import Extent, code_articles, skim
from wirebook.coding.pipeline import code_article, load
from wirebook.coding.skim import worth_reading
from wirebook.errors import InputError
from wirebook.evaluate.articles import annotated, score_pairs
from wirebook.language.sentences import passages
from wirebook.pages import read_page
from wirebook.sources import read_inputs


@pytest.fixture(scope="module")
def whole():
    return load()


@pytest.fixture(scope="module")
def skimming():
    nlp = load()
    skim(nlp)
    return nlp


def articles(*inputs):
    found = []
    for page in read_inputs([str(path) for path in inputs], on_error=lambda error: None):
        try:
            found.append(read_page(page))
        except InputError:
            continue
    return found


def records(coded):
    return Counter(record.model_dump_json() for one in coded for record in (*one.claims, *one.impacts, *one.aid))


def ids(coded):
    return Counter(record.id for one in coded for record in (*one.claims, *one.impacts, *one.aid))


def likeness(one, other):
    """Twice what both have by what they have together."""
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def chosen(nlp, text):
    doc = nlp.make_doc(text)
    found = passages(doc)
    worth = worth_reading(doc, found)
    return [doc[words[0] : words[-1] + 1].text for words, is_worth in zip(found, worth, strict=True) if is_worth]


def test_a_batch_has_the_records_of_each_article_by_itself(whole):
    some = articles(*sorted((ROOT / "tests/gold").glob("*.txt"))[:6])
    assert code_articles(some, whole) == [code_article(article, whole) for article in some]


def test_an_article_that_cannot_be_coded_costs_no_other(whole, monkeypatch):
    some = articles(*sorted((ROOT / "tests/gold").glob("*.txt"))[:3])
    import wirebook.coding.batch as batch

    def tie(article, doc, original=batch.tie):
        if article is some[1]:
            raise RuntimeError("broken")
        return original(article, doc)

    monkeypatch.setattr(batch, "tie", tie)
    found = code_articles(some, whole)
    assert isinstance(found[1], RuntimeError)
    assert [one.article for one in (found[0], found[2])] == [some[0], some[2]]


DULL = "The bread is baked in a small oven near the river. Its crust is dark and its smell is sweet."


def test_an_article_without_anything_to_find_is_not_read(whole, skimming):
    assert chosen(whole, DULL) == []
    extent = Extent()
    text = DULL * 4
    from wirebook.pages import read_page as read
    from wirebook.record import Page

    article = read(Page(content=text.encode(), media_type="application/json"))
    (coded,) = code_articles([article], skimming, extent)
    assert not coded.claims
    assert extent.unread == extent.words > 0


def test_sentences_with_a_trigger_or_a_figure_of_harm_are_read_and_what_they_need(whole):
    text = (
        "The envoy Ana Lagos is a woman of few words. The square is wide. The bread is dark. The river is old. "
        "Lagos thanked Peru. The market is small. The flood killed 12 people. The bakery is near."
    )
    found = chosen(whole, text)
    assert "Lagos thanked Peru." in found
    assert "The flood killed 12 people." in found
    assert "The envoy Ana Lagos is a woman of few words." in found
    assert "The river is old." not in found
    assert "The bakery is near." not in found


def test_a_quotation_is_read_back_to_where_its_speaker_stands(whole):
    text = (
        "The town is old. The bread is dark. The lake is deep. “The river is wide,” the mayor of Lima said. "
        "“The bank is small. Chile thanked Peru.” The lake is deep."
    )
    found = chosen(whole, text)
    assert any("mayor of Lima said" in sentence for sentence in found)
    assert "The lake is deep." not in found


def test_on_shipped_texts_the_records_are_the_same(whole, skimming):
    some = articles(*sorted((ROOT / "tests/gold").glob("*.txt")), ROOT / "examples/pages")
    full, skimmed = code_articles(some, whole), code_articles(some, skimming)
    assert sum(len(one.claims) for one in full) > 100
    assert likeness(records(full), records(skimmed)) >= 0.99


@pytest.mark.slow
@pytest.mark.service
def test_on_real_news_the_claims_are_the_same_within_a_hundredth(whole, skimming, shared_data):
    news = shared_data / "news"
    some = articles(news / "wire", *sorted((news / "html").glob("*.html")), news / "reliefweb")
    some += itertools.islice(articles(news / "kcna-2024.jsonl"), 0, None, 23)
    extent = Extent()
    full, skimmed = code_articles(some, whole), code_articles(some, skimming, extent)
    assert extent.unread > 0.05 * extent.words
    assert likeness(ids(full), ids(skimmed)) >= 0.99
    assert abs(ids(skimmed).total() / ids(full).total() - 1) <= 0.01


@pytest.mark.slow
@pytest.mark.service
def test_on_gold_articles_the_score_is_the_same(whole, skimming, shared_data):
    pairs = [(gold, articles(path)) for gold, path in annotated(shared_data / "gold" / "articles")]
    scores = [score_pairs([(gold, code_articles(some, nlp)) for gold, some in pairs]) for nlp in (whole, skimming)]
    for name in ("claims", "impacts", "aid"):
        assert scores[1][name]["f1"] == pytest.approx(scores[0][name]["f1"], abs=0.005)
