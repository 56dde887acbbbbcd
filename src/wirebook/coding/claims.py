"""From acts to claims: the speakers, the occasion, the place and the amounts of each act, and what is left out.

An act is left out where nobody acts, where it is bare background (an infinitive or noun without a party of its own), or
where a hazard is its subject.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Doc, Token

from wirebook.coding.attribution.finder import chain
from wirebook.coding.dating import carry_over
from wirebook.coding.discourse import date_by_letter, share_occasions, take_up, to_affected, to_own_side
from wirebook.coding.events.acts import Act, thing
from wirebook.coding.events.algebra import SUBJECT_OF_REQUEST
from wirebook.coding.events.lexicon import classes
from wirebook.coding.events.occasion import VERBAL, occasion_of, times_by_sentence
from wirebook.coding.extensions import text_of
from wirebook.coding.identity import is_same_party, is_same_voice
from wirebook.coding.places import country_of, place_of
from wirebook.coding.spans import Actor, CodedAct, Occasion, Place, Quantity
from wirebook.knowledge import hazards
from wirebook.language import tree

LONG_AGO = timedelta(days=3 * 365)
UNTENSED = frozenset({"NN", "NNS", "VB", "VBG", "VBP", "VBZ"})
"""Tags of predicates that can tell what lies ahead: the present, infinitives and nouns."""
FORETOLD = frozenset({"planned", "conditional", "hypothetical"})
NEEDS_OTHER = frozenset({"SUPPORT", "CONSULT", "THREATEN"})
NOBODY = frozenset({"other", "place"})
SPEAKING = frozenset({"address", "speak", "talk"})
SILENCES = frozenset(
    {"comment", "disclose", "discuss", "elaborate", "identify", "name", "reveal", "say", "specify", "speculate"}
)


def _span(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


def _is_hazard(actor: Actor, doc: Doc) -> bool:
    token = doc[actor.root]
    beside = [t for t in token.children if t.dep_ in {"compound", "nmod:desc", "nmod", "amod"} and t.i < token.i]
    if token.pos_ == "PROPN" and token.dep_ in {"appos", "flat", "conj", "nmod:desc"}:  # "super-typhoon Durian"
        beside.append(token.head)
        beside += [t for t in token.head.children if t.i < token.head.i]
    named = [token, *(t for t in beside if token.pos_ == "PROPN")]
    return actor.code is None and any(hazards.find(t.lemma_.lower().split("-")[-1]) is not None for t in named)


def speakers_of(act: Act, doc: Doc) -> tuple[tuple[tuple[Actor, str], ...], bool]:
    """The chain of speakers of an act, outermost first, and whether the act is the innermost speaker's own speech."""
    found: list[tuple[Actor, str]] = []
    for attribution in chain(doc, act.root, doc._.attributions):
        if attribution.cue_root in {t.i for t in act.triggers}:
            continue
        if attribution.published and act.root.pos_ == "NOUN":
            continue  # "a statement criticising the drills": that there were drills is not what the medium says
        if attribution.speaker:
            # of "the state media, KCNA" the one with a name
            named = next((a for a in attribution.speaker if a.name and a.kind in {"organisation", "person"}), None)
            found.append((named or attribution.speaker[0], attribution.cue_text))
    if act.told_by:
        found.append((act.told_by[0], act.root.lower_))
    speaks = bool(found) and act.event in VERBAL and any(is_same_voice(found[-1][0], a) for a in act.actor)
    if speaks:
        found.pop()
    unique: list[tuple[Actor, str]] = []
    for speaker in found:
        if all(not is_same_voice(speaker[0], u[0]) for u in unique):
            unique.append(speaker)
    return tuple(unique), speaks


def _what(act: Act, doc: Doc) -> str | None:
    """The thing given, asked for or offered, in the page's words."""
    goods = classes().get("aid", frozenset())
    nodes = [*act.theme, *(o for t in act.triggers for o in tree.logical_objects(t)), *act.triggers]
    for node in nodes:
        for candidate in (node, *(c for c in node.children if tree.base(c) in {"nmod", "compound"})):
            if candidate.lemma_.lower() in goods and candidate.pos_ in {"NOUN", "PROPN"}:
                head = (
                    candidate.head
                    if tree.base(candidate) == "compound" and candidate.head.pos_ == "NOUN"
                    else candidate
                )
                return thing(head).text
    return None


def _quantities(act: Act, doc: Doc) -> tuple[Quantity, ...]:
    """Amounts of what the act gives, takes or does: those on its theme and object, money and measures first."""
    nodes = {t.i for o in (*act.theme, *(o for t in act.triggers for o in tree.logical_objects(t))) for t in o.subtree}
    found = []
    for amount in doc._.amounts:
        span = doc.char_span(amount.start_char, amount.end_char, alignment_mode="expand")
        if span is not None and span.root.i in nodes and amount.kind in {"money", "measure", "count"}:
            of = amount.of or (_counted(span.root, amount.end_char) if amount.unit is None else None)
            found.append(
                Quantity(
                    amount.start_char,
                    amount.end_char,
                    amount.text,
                    amount.low,
                    amount.high,
                    amount.approximate,
                    amount.unit,
                    of,
                )
            )
    return tuple(found)


def _counted(number: Token, end: int) -> str | None:
    """The things that a number counts, in the page's words: "two *rescue helicopters*"."""
    noun = number.head
    if number.dep_ != "nummod" or noun.pos_ not in {"NOUN", "PROPN"} or noun.idx < end:
        return None
    return text_of(number.doc)[end : noun.idx + len(noun)].strip(" -") or None


def _set_in_scene(act: CodedAct, dateline: str | None) -> CodedAct:
    """The act, with the country in which it took place where no words tell its place and its parties do: they are
    all of one, aid is given where its recipient is, a visit is where the host is, and who speaks in the country of the
    dateline, his own, speaks there.
    """
    to_one_untold = act.event in {"AID", "AGREE"} and not act.recipient and len(act.actor) == 1
    if act.place or to_one_untold:
        return act
    with_the_recipient = act.event == "AID" or (act.event == "CONSULT" and act.mode == "visit")
    parties = act.recipient if with_the_recipient and act.status in {"happened", "ongoing", "planned"} else ()
    if act.event in VERBAL and dateline is not None and {a.code for a in act.actor} == {dateline}:
        parties = act.actor
    return replace(act, place=country_of(parties or (*act.actor, *act.recipient)))


def _is_mishap(act: Act) -> bool:
    """Whether an accident or a force of nature kills or strikes: "a collision between A and B killed four"."""
    verb = act.root
    if act.event != "ASSAULT" or verb.pos_ != "VERB":
        return False
    causes = tree.children(verb, "nsubj")
    if tree.base(verb) == "advcl" and not causes:  # "suffered its worst crash in years, killing 72"
        causes = tree.children(verb.head, "obj", "nsubj")
    found = (hazards.find(cause.lemma_.lower()) for cause in causes if cause.pos_ == "NOUN")
    return any(hazard is not None and hazard.hazard != "conflict" for hazard in found)


def _is_silence(act: Act) -> bool:
    """Whether somebody only would not say more, to nobody in particular: "declined to comment"."""
    if act.event != "REJECT" or act.recipient:
        return False
    below = (c for t in act.triggers for c in tree.children(t, "xcomp"))
    return any(t.lemma_.lower() in SILENCES for t in (*act.triggers, *below))


def _is_demand(act: Act, speakers: tuple[tuple[Actor, str], ...]) -> bool:
    """Whether a power says what another must do, and so asks it of him: "Chad must withdraw, Egypt's minister said"."""
    if act.event not in SUBJECT_OF_REQUEST or act.negated or not speakers:
        return False
    speaker = speakers[-1][0]
    powers = {"GOV", "MIL", "IGO", "LEG", "REB", "PTY", "NGO"}
    is_power = speaker.code is not None and (speaker.kind == "country" or bool(powers & set(speaker.sector)))
    return is_power and all(a.code is not None and not is_same_party(a, speaker) for a in act.actor)


def _is_setting(act: Act) -> bool:
    """Whether an act only sets the scene of what is said: "speaking to executives, he praised Japan"."""
    verb = act.root
    if act.event != "CONSULT" or act.mode is not None or verb.lemma_ not in SPEAKING or verb.tag_ != "VBG":
        return False
    return tree.base(verb) in {"advcl", "acl"} and not tree.children(verb, "aux")


def _others(act: Act) -> tuple[Actor, ...]:
    """The recipients that are not the actors themselves, each once: an agency and its short name are one."""
    found: list[Actor] = []
    for one in act.recipient:
        if not any(is_same_party(one, other) for other in (*(() if act.joint else act.actor), *found)):
            found.append(one)
    return tuple(found)


def _kept(act: Act, doc: Doc) -> bool:
    if not act.actor or all(a.kind in NOBODY for a in act.actor):
        return False
    if any(_is_hazard(a, doc) for a in act.actor):
        return False
    if _is_mishap(act) or _is_silence(act) or _is_setting(act):
        return False
    if act.recipient and not _others(act):
        return False  # thanks to oneself
    # a meeting of one is none
    alone = act.frame.joint and not act.joint and not act.actor[0].plural
    return not (alone and (act.event == "CONSULT" or act.root.pos_ == "NOUN"))


def _lies_ahead(occasion: Occasion | None, doc: Doc) -> bool:
    """Whether an occasion is after the day of publication."""
    return bool(occasion and occasion.start and doc._.published and occasion.start > doc._.published)


def code_acts(
    doc: Doc, acts: list[Act], places: dict[int, Place], affected: tuple[Actor, ...] = ()
) -> tuple[CodedAct, ...]:
    """The claims of a `Doc` from its acts.

    `places` are its toponyms by head token, `affected` the party that its disaster struck.
    """
    times = times_by_sentence(doc)
    found: list[CodedAct] = []
    for act in acts:
        if not _kept(act, doc):
            continue
        sentence = act.root.sent
        speakers, speaks = speakers_of(act, doc)
        ongoing = act.status == "ongoing"
        himself = speaks or not speakers or any(is_same_voice(speakers[-1][0], a) for a in act.actor)
        alleged = bool(act.told_by) or act.status == "denied"
        predicates = (act.triggers[1:] if act.status == "denied" else (act.root,)) if alleged else act.triggers
        real = act.status != "hypothetical" and not alleged  # when it was alleged is not when it was done
        occasion = occasion_of(predicates or act.triggers, act.event, himself, times, ongoing=ongoing, above=real)
        place = next((p for t in act.triggers if (p := place_of(t, places)) is not None), None)
        status = act.status
        if _lies_ahead(occasion, doc) and status not in FORETOLD:
            if status in {"happened", "ongoing"} and act.root.tag_ in UNTENSED:
                status = "planned"  # "when he visits Berlin next week", "before Friday's talks"
            else:
                occasion = None  # what is done does not lie ahead
        if (
            status == "happened"
            and occasion
            and occasion.end
            and doc._.published
            and doc._.published - occasion.end > LONG_AGO
        ):
            status = "historical"
        event, mode, actor, recipient = act.event, act.mode, act.actor, _others(act)
        if status == "requested" and _is_demand(act, speakers):
            event, mode = "REQUEST", SUBJECT_OF_REQUEST.get(act.event, "change")
            actor, recipient, speakers = (speakers[-1][0],), act.actor, speakers[:-1]
        first = min(act.triggers, key=lambda t: t.i)
        confidence = (
            act.weight
            * (0.9 if all(a.rule == "context" for a in act.actor) else 1.0)
            * (0.9 if act.root.pos_ in {"NOUN", "PROPN"} else 0.97)
        )
        found.append(
            CodedAct(
                sentence.start_char,
                sentence.end_char,
                event,
                mode,
                act.context,
                status,
                act.negated,
                actor,
                recipient,
                act.channel,
                tuple(sorted(_span(t) for t in act.triggers)),
                first.i,
                (sentence.start_char, sentence.end_char),
                speakers,
                occasion,
                place,
                _quantities(act, doc),
                round(confidence, 3),
                tuple(t.lemma_.lower() for t in act.triggers),
                act.operator,
                act.inner,
                act.topic,
                _what(act, doc),
                act.steps,
                act.told_by,
            )
        )
    told = to_affected(take_up([to_own_side(act, doc) for act in found], doc), affected)
    told = carry_over(date_by_letter(share_occasions(told), doc), doc)
    told = [_set_in_scene(act, doc._.dateline_country) for act in _distinct(told)]
    # thanks or threats to nobody known are no claims
    return tuple(a for a in told if a.recipient or len(a.actor) > 1 or a.event not in NEEDS_OTHER)


def _who(party: Actor) -> tuple[str | None, str] | int:
    """A person in office is his country's voice, however he is named; any other party is the words that name it."""
    return (party.code, "GOV") if party.code and party.kind == "person" and "GOV" in party.sector else party.start_char


def _distinct(acts: list[CodedAct]) -> list[CodedAct]:
    """One claim for what one sentence says once in two words ("sympathy and support")."""
    kept: dict[tuple[object, ...], CodedAct] = {}
    for act in acts:
        parties = (frozenset(map(_who, act.actor)), frozenset(map(_who, act.recipient)))
        key = (act.sentence, act.event, act.mode, act.status, act.negated, act.speakers, parties)
        if key not in kept or kept[key].confidence < act.confidence:
            kept[key] = act
    return [a for a in acts if any(a is k for k in kept.values())]
