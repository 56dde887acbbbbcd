from __future__ import annotations

import json

import pytest

from tests.views.fake_book import FakeBook, small_book
from tests.views.pages import hostile
from tests.views.readers import exported

SCHEMA = "https://schema.org/"


@pytest.fixture(scope="module")
def graph():
    """The expanded nodes by id, as a processor of JSON-LD reads them: without the net, as the context is in the file."""
    jsonld = pytest.importorskip("pyld").jsonld

    def refuse(url, options):
        raise AssertionError(f"{url} was to be fetched")

    document = json.loads(exported(small_book(), "json-ld"))
    nodes = jsonld.flatten(document, options={"documentLoader": refuse})
    return {node["@id"]: node for node in nodes}


def of_type(graph, name):
    return [node for node in graph.values() if node.get("@type") == [SCHEMA + name]]


def value(node, name):
    return node[SCHEMA + name][0]["@value"]


def follow(graph, node, *names):
    for name in names:
        node = graph[node[SCHEMA + name][0]["@id"]]
    return node


def claim(graph, number):
    return graph[f"urn:wirebook:claim:{small_book().claims()[number].id}"]


def test_every_claim_appears_in_an_article(graph):
    claims = of_type(graph, "Claim")
    articles = of_type(graph, "NewsArticle")
    assert (len(claims), len(articles)) == (14, 3)
    for one in claims:
        place = follow(graph, one, "appearance")
        while place["@type"] == [SCHEMA + "Quotation"]:
            place = follow(graph, place, "isPartOf")
        assert place in articles


def test_the_chain_of_speakers_leads_from_the_author_to_the_article(graph):
    denial = claim(graph, 8)
    assert value(follow(graph, denial, "author"), "name") == "a navy spokesman"
    quotation = follow(graph, denial, "appearance")
    assert value(follow(graph, quotation, "creator"), "name") == "FBC News"
    assert value(follow(graph, quotation, "isPartOf"), "headline").startswith("Vanuatu says")


def test_the_articles_own_voice_is_no_author(graph):
    assert SCHEMA + "author" not in claim(graph, 4)


def test_a_claim_is_about_an_action(graph):
    delivery = follow(graph, claim(graph, 3), "about")
    assert value(delivery, "startTime") == "2025-03-11"
    assert value(follow(graph, delivery, "agent"), "name") == "Australia"
    assert follow(graph, delivery, "agent")["@type"] == [SCHEMA + "Country"]
    assert value(follow(graph, delivery, "location", "geo"), "longitude") == 168.32
    assert delivery[SCHEMA + "actionStatus"] == [{"@id": SCHEMA + "CompletedActionStatus"}]


def test_a_denied_act_has_no_status_and_says_that_it_is_denied(graph):
    denial = claim(graph, 8)
    assert SCHEMA + "actionStatus" not in follow(graph, denial, "about")
    assert denial["urn:wirebook:term:negated"] == [{"@value": True}]


def test_no_word_of_schema_org_is_made_up(graph):
    # Of the vocabulary's release 29; checked here so that a slip of the pen is no new word.
    known = {
        "Action", "Claim", "Country", "GeoCoordinates", "NewsArticle", "NewsMediaOrganization", "Organization", "Person",
        "Place", "PostalAddress", "Quotation", "about", "actionStatus", "address", "addressCountry", "agent",
        "alternateName", "appearance", "articleSection", "author", "creator", "dateModified", "datePublished", "endTime",
        "geo", "headline", "identifier", "inLanguage", "isAccessibleForFree", "isPartOf", "jobTitle", "latitude",
        "location", "longitude", "name", "participant", "publisher", "recipient", "sameAs", "sourceOrganization",
        "startTime", "text", "url",
    }  # fmt: skip
    words = {word for node in graph.values() for word in (*node, *node.get("@type", ()))}
    assert {word.removeprefix(SCHEMA) for word in words if word.startswith(SCHEMA)} <= known


def test_it_is_one_graph_a_node_a_line():
    lines = exported(small_book(), "json-ld").decode().splitlines()
    assert len(lines) == 1 + 14 + 3 + 1
    assert json.loads(exported(FakeBook(), "json-ld"))["@graph"] == []


def test_a_script_is_no_address():
    assert "javascript:" not in exported(FakeBook([hostile()]), "json-ld").decode()
