"""The coding stages as spaCy components: each declares what it needs and writes, and can be used alone."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from wirebook.coding import extensions  # noqa: F401  registers what the components write
from wirebook.coding.actors.coreference import resolve
from wirebook.coding.actors.mentions import Mentions
from wirebook.coding.aid import find_aid
from wirebook.coding.attribution.finder import find_attributions
from wirebook.coding.attribution.first_person import resolve_first_person
from wirebook.coding.claims import code_acts
from wirebook.coding.events.engine import find_acts
from wirebook.coding.events.scorer import shipped
from wirebook.coding.events.second_word import second_word
from wirebook.coding.impacts.find import article_hazard, find_impacts
from wirebook.coding.impacts.setting import affected_country, hazard_beside_harm
from wirebook.coding.lost_blanks import split_names
from wirebook.coding.places import find_places
from wirebook.coding.spans import Actor
from wirebook.knowledge import countries
from wirebook.knowledge.joined import NONE, OwnTables, using
from wirebook.language import tree

STRUCK = frozenset({"country", "capital", "people"})


class Blocks:
    """Start a sentence at every block, and end words where blanks were lost; the language model decides the rest.

    As the first component it also says what tables a user has joined to ours: `tables`, for all that follow.
    """

    tables: OwnTables = NONE

    def __call__(self, doc: Doc) -> Doc:
        """The document with its first sentence starts."""
        doc._.tables = self.tables
        split_names(doc)
        starts = {b.start_char for b in doc._.blocks}
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
        return doc


@Language.factory("wirebook_blocks", assigns=["doc._.tables", "token.is_sent_start"])
def blocks(nlp: Language, name: str) -> Blocks:
    """The component that knows the blocks and the joined tables."""
    return Blocks()


def tables_of(nlp: Language) -> OwnTables:
    """The tables that a pipeline joins to ours."""
    component = nlp.get_pipe("wirebook_blocks") if nlp.has_pipe("wirebook_blocks") else None
    return component.tables if isinstance(component, Blocks) else NONE


def _with_its_tables(component: Callable[[Doc], Doc]) -> Callable[[Doc], Doc]:
    """A component under the tables that its document brings along."""

    @functools.wraps(component)
    def run(doc: Doc) -> Doc:
        with using(doc._.tables):
            return component(doc)

    return run


def _is_told(token: Token, parties: dict[int, tuple[Actor, ...]]) -> bool:
    """Whether a party is told of for itself: not as an attribute of another ("the *Chinese* minister")."""
    return tree.base(token) not in {"amod", "compound"} or token.head.i not in parties


@Language.component(
    "wirebook_actors",
    requires=["token.dep", "token.head", "token.pos", "token.lemma", "doc.sents"],
    assigns=["doc._.actors", "doc._.parties", "doc._.names"],
)
@_with_its_tables
def actors(doc: Doc) -> Doc:
    """Find the parties, pronouns included."""
    finder = Mentions(doc)
    parties = resolve(doc, finder.find())
    doc._.names = finder.named
    doc._.parties = parties
    doc._.actors = tuple(
        sorted(
            (a for i, found in parties.items() for a in found if _is_told(doc[i], parties)),
            key=lambda a: (a.start_char, a.code or ""),
        )
    )
    return doc


@Language.component("wirebook_places", requires=["doc._.names"], assigns=["doc._.places"])
@_with_its_tables
def places(doc: Doc) -> Doc:
    """Resolve the toponyms."""
    doc._.places = find_places(doc, doc._.names)
    return doc


@Language.component("wirebook_attribution", requires=["doc._.parties"], assigns=["doc._.attributions", "doc._.parties"])
@_with_its_tables
def attribution(doc: Doc) -> Doc:
    """Find who says what, and with that who "I" and "we" are."""
    found = find_attributions(doc, doc._.parties)
    parties = resolve_first_person(doc, doc._.parties, found)
    if len(parties) > len(doc._.parties):
        doc._.parties = parties
        found = find_attributions(doc, parties)
    doc._.attributions = found
    return doc


@Language.component(
    "wirebook_claims",
    requires=["doc._.parties", "doc._.attributions", "doc._.times", "doc._.places", "doc._.amounts"],
    assigns=["doc._.claims"],
)
@_with_its_tables
def claims(doc: Doc) -> Doc:
    """Code the acts."""
    by_root = {p.root: p for p in doc._.places}
    doc._.claims = code_acts(doc, find_acts(doc, doc._.parties), by_root, affected_party(doc))
    return doc


@Language.component("wirebook_scorer", requires=["doc._.claims"], assigns=["doc._.claims"])
def scorer(doc: Doc) -> Doc:
    """Let the scorer have its word on the claims."""
    doc._.claims = second_word(doc, doc._.claims, shipped())
    return doc


@Language.component(
    "wirebook_impacts", requires=["doc._.claims", "doc._.amounts", "doc._.places"], assigns=["doc._.impacts"]
)
@_with_its_tables
def impacts(doc: Doc) -> Doc:
    """Find what hazards did."""
    violent = {a.root for a in doc._.claims if a.event == "ASSAULT"}
    affected = affected_party(doc)
    doc._.impacts = find_impacts(
        doc, doc._.attributions, {p.root: p for p in doc._.places}, violent, affected[0].code if affected else None
    )
    return doc


@Language.component("wirebook_aid", requires=["doc._.claims"], assigns=["doc._.aid"])
@_with_its_tables
def aid(doc: Doc) -> Doc:
    """Read the aid steps off the claims."""
    doc._.aid = find_aid(doc, doc._.claims, affected_party(doc))
    return doc


def affected_party(doc: Doc) -> tuple[Actor, ...]:
    """The country that the article's disaster struck, as the article names it; nothing where no hazard is named."""
    if (article_hazard(doc) or hazard_beside_harm(doc)) is None:
        return ()
    code = affected_country(doc, None)
    if code is None:
        return ()
    first = next(
        (a for i in sorted(doc._.parties) for a in doc._.parties[i] if a.code == code and a.kind in STRUCK), None
    )
    if first is None:
        return ()
    country = countries.by_code(code)
    return (
        replace(first, name=country.name, identifier_id=country.wikidata_id, sector=(), office=None, rule="context"),
    )


COMPONENTS = (
    "wirebook_times",
    "wirebook_amounts",
    "wirebook_actors",
    "wirebook_places",
    "wirebook_attribution",
    "wirebook_claims",
    "wirebook_scorer",
    "wirebook_impacts",
    "wirebook_aid",
)
"""The coding components in their order."""
