"""The suite `articles`: whole articles with their claims, impacts and aid steps.

The unit is the distinct fact of an article: claims with the same event, sides and negation are one fact, in gold and in
what is found alike. Facts are matched one to one; recall is over facts with a core claim, precision over all found.
The definitions are those of the reference scorer of the set, to which this agrees.
"""

from __future__ import annotations

import glob
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import wirebook
from wirebook.errors import EvaluationError
from wirebook.evaluate.coding import code_file
from wirebook.evaluate.gold import GoldAidStep, GoldArticle, GoldClaim, GoldImpact, GoldParty
from wirebook.evaluate.measures import f1, macro_f1, matching, precision_recall, ratio, share, words
from wirebook.record import AidStep, Claim, CodedArticle, Entity, EventType, Impact

Codes = frozenset[str]
Fact = tuple[EventType, Codes, Codes, bool]
"""Event, codes of the actors, codes of the recipients, negated."""
TEXT_EXTENSIONS = (".txt", ".html")


def run(path: Path) -> dict[str, object]:
    """Code every annotated text under `path` and score what was found.

    Raises EvaluationError where there is no annotation, or an annotation without its text.
    """
    nlp = wirebook.load()
    return score_pairs([(gold, list(code_file(text, nlp))) for gold, text in annotated(path)])


def annotated(path: Path) -> list[tuple[GoldArticle, Path]]:
    """Each annotation in a folder `json` under `path`, with the text of the same stem, sorted by path."""
    files = sorted(file for folder in sorted(path.rglob("json")) if folder.is_dir() for file in folder.glob("*.json"))
    if not files:
        raise EvaluationError(str(path), "there is no folder json with annotations in it")
    return [(GoldArticle.read(file), _text_of(file)) for file in files]


def _text_of(annotation: Path) -> Path:
    """The text of an annotation: its stem with `.txt` or `.html`, so that a `.dump.txt` beside it is passed over."""
    folder = annotation.parent.parent
    wanted = [annotation.stem + extension for extension in TEXT_EXTENSIONS]
    found = [file for name in wanted for file in folder.rglob(glob.escape(name))]
    if not found:
        raise EvaluationError(str(annotation), f"its text ({' or '.join(wanted)}) is not in {folder}")
    return min(found, key=lambda file: (wanted.index(file.name), file))


def score_pairs(pairs: Iterable[tuple[GoldArticle, Sequence[CodedArticle]]]) -> dict[str, object]:
    """Scores of annotations against what was found in each."""
    tally = _Tally()
    for gold, coded in pairs:
        tally.add_claims(gold.claims, [claim for article in coded for claim in article.claims])
        tally.add_impacts(gold.impacts, [impact for article in coded for impact in article.impacts])
        tally.add_aid(gold.aid, [step for article in coded for step in article.aid])
    return tally.scores()


@dataclass
class _Counts:
    """Hits among what was found and among the gold, which may differ."""

    hit_found: int = 0
    found: int = 0
    hit_gold: int = 0
    gold: int = 0

    def add(self, hits: int, found: int, gold: int) -> None:
        self.hit_found += hits
        self.hit_gold += hits
        self.found += found
        self.gold += gold

    def scores(self) -> dict[str, object]:
        return precision_recall(self.hit_found, self.found, self.hit_gold, self.gold)


@dataclass
class _Tally:
    """What is counted over all articles."""

    claims: _Counts = field(default_factory=_Counts)
    impacts: _Counts = field(default_factory=_Counts)
    aid: _Counts = field(default_factory=_Counts)
    statuses: list[tuple[str, str | None]] = field(default_factory=list)
    sides: list[bool] = field(default_factory=list)
    dates: list[bool] = field(default_factory=list)
    dates_invented: list[bool] = field(default_factory=list)
    countries: list[bool] = field(default_factory=list)
    attributed_gold: int = 0
    attributed_found: int = 0
    attributed_right: int = 0

    def add_claims(self, gold: Sequence[GoldClaim], found: Sequence[Claim]) -> None:
        gold_facts, found_facts = _gold_facts(gold), _found_facts(found)
        # Core facts go first, so that they are not starved by optional ones.
        gold_keys = sorted(gold_facts, key=lambda key: not any(claim.core for claim in gold_facts[key]))
        found_keys = list(found_facts)
        matched = matching(gold_keys, found_keys, _facts_fit)
        core = [index for index, key in enumerate(gold_keys) if any(claim.core for claim in gold_facts[key])]
        self.claims.found += len(found_keys)
        self.claims.hit_found += len(matched)
        self.claims.gold += len(core)
        self.claims.hit_gold += sum(index in matched for index in core)
        for index in core:
            if index in matched:
                one = next(claim for claim in gold_facts[gold_keys[index]] if claim.core)
                others = found_facts[found_keys[matched[index]]]
                self._add_fields(one, max(others, key=lambda other: _same_sentence(one, other)))
        for one in gold:
            near = [other for other in found if other.event == one.event and _same_sentence(one, other)]
            if near:
                wanted = (_gold_codes(one.actor), _gold_codes(one.recipient))
                self.sides.append(
                    any(_sides_fit(wanted, (_codes(other.actor), _codes(other.recipient))) for other in near)
                )

    def _add_fields(self, gold: GoldClaim, found: Claim) -> None:
        """The fields of a core fact that was found."""
        self.statuses.append((gold.status, found.status))
        self.attributed_gold += bool(gold.attribution)
        self.attributed_found += bool(found.attribution)
        self.attributed_right += bool(gold.attribution) and _speaker_right(gold, found)
        if gold.date:
            self.dates.append(_date_right(gold.date, found))
        else:
            self.dates_invented.append(found.date is not None)
        if gold.country:
            self.countries.append(found.event_loc is not None and found.event_loc.country == gold.country)

    def add_impacts(self, gold: Sequence[GoldImpact], found: Sequence[Impact]) -> None:
        wanted = [impact for impact in gold if _figures(impact)]
        distinct = {(i.kind, i.low, i.high, i.country): i for i in found if _figures(i)}
        hits = len(matching(wanted, list(distinct.values()), _impacts_fit))
        self.impacts.add(hits, len(distinct), len(wanted))

    def add_aid(self, gold: Sequence[GoldAidStep], found: Sequence[AidStep]) -> None:
        wanted = list(dict.fromkeys((step.stage, step.donor, step.recipient) for step in gold))
        distinct = list(
            dict.fromkeys(
                (step.stage, _codes(step.donor), _codes(step.recipient))
                for step in found
                if step.stage != "unanswered"  # silence is not annotated
            )
        )
        self.aid.add(len(matching(wanted, distinct, _steps_fit)), len(distinct), len(wanted))

    def scores(self) -> dict[str, object]:
        """The keys of the suite, in the order in which they are printed."""
        attribution = f1(
            ratio(self.attributed_right, self.attributed_found), ratio(self.attributed_right, self.attributed_gold)
        )
        fields: dict[str, object] = {
            "sides": share(self.sides),
            "status_macro_f1": macro_f1(self.statuses),
            "status": share([gold == found for gold, found in self.statuses]),
            "attribution_f1": attribution,
            "date": share(self.dates),
            "date_invented": share(self.dates_invented),
            "country": share(self.countries),
        }
        return {
            "claims": self.claims.scores() | fields,
            "impacts": self.impacts.scores(),
            "aid": self.aid.scores(),
        }


def _codes(entities: Iterable[Entity]) -> Codes:
    return frozenset(entity.code for entity in entities if entity.code)


def _gold_codes(parties: Iterable[GoldParty]) -> Codes:
    return frozenset(party.code for party in parties if party.code)


def _gold_facts(claims: Iterable[GoldClaim]) -> dict[Fact, list[GoldClaim]]:
    facts: dict[Fact, list[GoldClaim]] = {}
    for claim in claims:
        key = (claim.event, _gold_codes(claim.actor), _gold_codes(claim.recipient), claim.negated)
        facts.setdefault(key, []).append(claim)
    return facts


def _found_facts(claims: Iterable[Claim]) -> dict[Fact, list[Claim]]:
    facts: dict[Fact, list[Claim]] = {}
    for claim in claims:
        key = (claim.event, _codes(claim.actor), _codes(claim.recipient), claim.negated)
        facts.setdefault(key, []).append(claim)
    return facts


def _facts_fit(gold: Fact, found: Fact) -> bool:
    return gold[0] == found[0] and gold[3] == found[3] and _sides_fit(gold[1:3], found[1:3])


def _sides_fit(gold: tuple[Codes, Codes], found: tuple[Codes, Codes]) -> bool:
    """Whether the parties agree. A joint act may be written either way round."""
    actors, recipients = gold
    if not recipients and len(actors) > 1:
        return len(actors & (found[0] | found[1])) >= 2
    return (not actors or bool(actors & found[0])) and (not recipients or bool(recipients & found[1]))


def _same_sentence(gold: GoldClaim, found: Claim) -> bool:
    return " ".join(gold.evidence.split()) in " ".join(found.text.split())


def _speaker_right(gold: GoldClaim, found: Claim) -> bool:
    """Whether the original speaker shares a word with any speaker found."""
    wanted = words(gold.attribution[-1])
    return any(wanted & words(f"{one.identifier_text or ''} {one.entity_text}") for one in found.attribution)


def _date_right(gold: tuple[date, date], found: Claim) -> bool:
    """Whether the intervals overlap and the one found is no more than two days longer."""
    if found.date is None:
        return False
    start, end = found.date, found.enddate or found.date
    return start <= gold[1] and end >= gold[0] and (end - start).days <= (gold[1] - gold[0]).days + 2


def _figures(impact: GoldImpact | Impact) -> frozenset[float]:
    return frozenset(figure for figure in (impact.low, impact.high) if figure is not None)


def _impacts_fit(gold: GoldImpact, found: Impact) -> bool:
    same_country = not gold.country or not found.country or gold.country == found.country
    return gold.kind == found.kind and bool(_figures(gold) & _figures(found)) and same_country


def _steps_fit(gold: tuple[str, Codes, Codes], found: tuple[str, Codes, Codes]) -> bool:
    return gold[0] == found[0] and all(
        not one or bool(one & other) for one, other in zip(gold[1:], found[1:], strict=True)
    )
