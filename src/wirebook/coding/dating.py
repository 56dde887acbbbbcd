"""Days that an act without a time of its own takes from what is told around it.

News names the day once and tells on: who spoke on Tuesday goes on speaking in the next paragraph, who met on Thursday
agreed and praised at that meeting, whose letter was delivered on Saturday wrote in it what the next sentence tells. An
act takes such a day only where it is told in the plain past, as part of the same matter, and has no time of its own;
background ("had asked", "after he threatened") takes none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from wirebook.coding.attribution.finder import is_cue
from wirebook.coding.events.letters import LETTERS, writers
from wirebook.coding.events.occasion import VERBAL, clause_time, times_by_sentence
from wirebook.coding.identity import LANDS, is_one_side, is_same_party, is_same_voice
from wirebook.coding.spans import Actor, CodedAct, Occasion
from wirebook.language import tree
from wirebook.record import DatePrecision

CARRIED = frozenset({"convey", "deliver", "forward", "hand", "receive", "send", "transmit"})
"""What is done with a letter on the day that it is of."""
MEETINGS = frozenset({"CONSULT"})
AT_MEETINGS = VERBAL | {"CONSULT", "COOPERATE"}
ANSWERS = frozenset({"SUPPORT", "REJECT", "CONCEDE", "ACCUSE"})
DONE = frozenset({"happened", "ongoing", "offered", "requested"})
OTHER_TIMES = frozenset({"previously", "earlier", "once", "formerly", "often", "repeatedly", "long", "ago"})
"""Adverbs that put what is told beside the day that is told of."""
SAID = 6
"""How many sentences a speaker is quoted from the same occasion."""
LEAD = 1
"""How many sentences after the first are of its matter."""
LEAD_IS_OLD = timedelta(days=1)
"""How long before the day of publication a lead's day may lie for what is told with it to be of those days."""
NEXT = 1
"""How many sentences ahead a speaker's day may be told."""
NAMED = 2
"""How many sentences after its unnamed speaker a text gives his name at the latest."""
MEETING_REACH = 4
"""How many sentences a meeting is told on."""
SCENE_REACH = 5
"""How many sentences may pass before somebody whose day is told is told of again."""
ANSWER = timedelta(days=3)
"""How long an answer, told with what it answers, may have taken for its day to be worth telling."""
BACKGROUND = frozenset({"acl:relcl", "advcl:relcl", "csubj", "csubj:pass"})
SUBORDINATORS = frozenset(
    {
        "after",
        "although",
        "as",
        "because",
        "before",
        "if",
        "since",
        "though",
        "unless",
        "until",
        "when",
        "where",
        "while",
    }
)


@dataclass(frozen=True, slots=True)
class Dated:
    """Somebody did or said something on a day that the text names."""

    at: int
    """Index of the token that tells it."""
    sentence: int
    parties: tuple[Actor, ...]
    occasion: Occasion


def carry_over(acts: Sequence[CodedAct], doc: Doc) -> list[CodedAct]:
    """Acts with the days that they take from what is told around them, in order."""
    teller = _Teller(doc, acts)
    return [teller.dated(act) if act.occasion is None else act for act in acts]


class _Teller:
    """What a text tells with a day, and which undated acts are part of it."""

    def __init__(self, doc: Doc, acts: Sequence[CodedAct]) -> None:
        self.doc = doc
        self.times = times_by_sentence(doc)
        self.sentences = {sentence.start: number for number, sentence in enumerate(doc.sents)}
        self.acts = acts
        self.captions = [(b.start_char, b.end_char) for b in doc._.blocks or () if b.kind == "caption"]
        self.sayings = sorted({*self._cues(), *self._verbal_acts()}, key=lambda d: d.at)
        meetings = (self._told(act) for act in acts if act.event in MEETINGS and _is_of_a_day(act))
        self.meetings = [m for m in meetings if not self._is_apart(m)]
        self.scenes = [s for s in self._scenes() if not self._is_apart(s)]
        self.letters = list(self._letters())

    def dated(self, act: CodedAct) -> CodedAct:
        """The act with the day of its saying, meeting, letter or scene, or as it is."""
        if act.status in {"historical", "hypothetical"} or act.negated or not act.actor:
            return act
        token = self.doc[act.root]
        if act.speakers:
            found = self._answer(act, token)
        else:
            found = self._letter(act, token)
            if found is None and is_plain_past(token):
                found = self._saying(act) or self._meeting(act) or self._scene(act, token) or self._lead(act)
                found = found or self._own_answer(act)
        return act if found is None else replace(act, occasion=found)

    def _saying(self, act: CodedAct) -> Occasion | None:
        """The day on which who says this said something told before, or in the next sentence."""
        at = self._sentence(act)
        if act.event not in VERBAL or self._has_other_time(act):
            return None
        same = [s for s in self.sayings if any(is_same_voice(a, b) for a in act.actor for b in s.parties)]
        before = [s for s in same if 0 <= at - s.sentence <= (SAID if _are_one(act.actor, s.parties) else NEXT)]
        after = [s for s in same if 0 < s.sentence - at <= NEXT]
        saying = before[-1] if before else after[0] if after else None
        return _as(saying, "same speaker") if saying and not self._moved_on(saying, act) else None

    def _moved_on(self, since: Dated, act: CodedAct) -> bool:
        """Whether something of a later day is told between: what answers it is of no earlier day."""
        start = since.occasion.start
        between = (
            a.occasion.start for a in self.acts if since.at < a.root < act.root and a.occasion and _is_of_a_day(a)
        )
        return start is not None and any(day is not None and day > start for day in between)

    def _meeting(self, act: CodedAct) -> Occasion | None:
        """The day of a meeting told before, of what its parties said to each other or did together."""
        if act.event not in AT_MEETINGS:
            return None
        at = self._sentence(act)
        for meeting in reversed(self.meetings):
            near = meeting.at < act.root and at - meeting.sentence <= MEETING_REACH
            known = [*act.actor, *(r for r in act.recipient if r.code)]
            if near and len(meeting.parties) > 1 and all(_is_among(party, meeting.parties) for party in known):
                return _as(meeting, "same meeting")
        return None

    def _scene(self, act: CodedAct, token: Token) -> Occasion | None:
        """The day of what the same person, court or office did just before."""
        at = self._sentence(act)
        subjects = self._subjects(_top(token))
        if self.times.get(token.sent.start) or not _are_one(subjects, (*act.actor, *act.recipient)):
            return None
        scene = next((s for s in reversed(self.scenes) if s.at < act.root or s.sentence == at), None)
        if scene is None or at - scene.sentence > SCENE_REACH or not _are_one(subjects, scene.parties):
            return None
        return _as(scene, "same scene")

    def _lead(self, act: CodedAct) -> Occasion | None:
        """The day of the lead, of what the sentence behind it tells on."""
        first = next((s for s in self.doc.sents if not self._in_caption(s.start_char)), None)
        if first is None or self._has_other_time(act):
            return None
        if not 0 < self._sentence(act) - self._number(first[0]) <= LEAD:
            return None
        days = [t for h, t in self.times.get(first.start, ()) if t.precision == "day"]
        if len({t.start for t in days}) != 1:
            return None
        day, published = days[0], self.doc._.published
        if day.end is None or published is None or not timedelta(0) <= published - day.end <= LEAD_IS_OLD:
            return None
        precision: DatePrecision = "day" if day.end == published else "span"
        return Occasion(day.start, published, precision, f"lead: {day.rule}", day.text, (day.start_char, day.end_char))

    def _letter(self, act: CodedAct, token: Token) -> Occasion | None:
        """The day on which a letter came, of what its writer says in it."""
        if act.event not in VERBAL or not is_plain_past(token):
            return None
        at = self._sentence(act)
        found = [d for d in self.letters if 0 <= at - d.sentence <= NEXT and _is_among(act.actor[0], d.parties)]
        return _as(found[-1], "same letter") if found else None

    def _answer(self, act: CodedAct, token: Token) -> Occasion | None:
        """From the day of what an act answers to the day on which it was reported, where they lie close."""
        if not (_answers(act) or act.event in VERBAL) or not is_plain_past(token):
            return None
        speaker = act.speakers[-1][0]
        at = self._sentence(act)
        reports = [s for s in self.sayings if s.sentence <= at and any(is_same_voice(speaker, p) for p in s.parties)]
        if not reports or reports[-1].occasion.end is None:
            return None
        reported = reports[-1].occasion
        passed_on = [a for a in self.doc._.attributions if a.published and a.content[0] <= token.idx < a.content[1]]
        if any(is_same_voice(speaker, p) for a in passed_on for p in a.speaker):
            return _as(reports[-1], "statement passed on")
        answered = self._answered(act, reported.end) if _answers(act) and reported.end is not None else None
        if answered is None:
            return None
        precision: DatePrecision = "day" if answered.start == reported.end else "span"
        rule = f"answer, reported: {reported.rule}"
        return replace(reported, start=answered.start, precision=precision, rule=rule)

    def _own_answer(self, act: CodedAct) -> Occasion | None:
        """From the day of what an act answers to that of publication, where the article itself tells of both."""
        published = self.doc._.published
        if published is None or act.event != "SUPPORT" or self._has_other_time(act):
            return None  # thanks come soon; a refusal may be told long after it was given
        asked = self._answered(act, published)
        if asked is None:
            return None
        precision: DatePrecision = "day" if asked.start == published else "span"
        return Occasion(asked.start, published, precision, f"answer: {asked.rule}", asked.text, asked.span)

    def _answered(self, act: CodedAct, last: date) -> Occasion | None:
        """When that was, told before, which an act answers; None where it does not lie close before a day."""
        for told in reversed([a for a in self.acts if a.root < act.root and _is_of_a_day(a)]):
            start = told.occasion.start if told.occasion else None
            if start is None or not timedelta(0) <= last - start <= ANSWER:
                continue
            if any(is_one_side(r, a) for r in act.recipient for a in told.actor):
                return told.occasion
        return None

    def _is_apart(self, dated: Dated) -> bool:
        """Whether something is told in a caption, whose day is that of a picture and not of the story."""
        return self._in_caption(self.doc[dated.at].idx)

    def _in_caption(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.captions)

    def _has_other_time(self, act: CodedAct) -> bool:
        """Whether the sentence of an act is about a time of its own: "during the campaign", "last December"."""
        sentence = self.doc[act.root].sent
        return bool(self.times.get(sentence.start)) or any(
            t.lower_ in OTHER_TIMES or (t.dep_ == "case" and t.lower_ in {"during", "after", "before", "since"})
            for t in sentence
        )

    def _sentence(self, act: CodedAct) -> int:
        return self._number(self.doc[act.root])

    def _number(self, token: Token) -> int:
        return self.sentences[token.sent.start]

    def _told(self, act: CodedAct) -> Dated:
        assert act.occasion is not None
        return Dated(act.root, self._sentence(act), (*act.actor, *act.recipient), act.occasion)

    def _day_of(self, verb: Token) -> Occasion | None:
        occasion = clause_time(verb, self.times)
        return occasion if occasion is not None and occasion.precision == "day" else None

    def _cues(self) -> Iterator[Dated]:
        for attribution in self.doc._.attributions:
            cue = self.doc[attribution.cue_root]
            day = self._day_of(cue) if attribution.speaker and is_cue(cue) and _has_past(cue) else None
            if day is not None:
                parties = (*attribution.speaker, *self._named_later(attribution.speaker, cue))
                yield Dated(cue.i, self._number(cue), parties, day)

    def _named_later(self, speaker: Sequence[Actor], cue: Token) -> Iterator[Actor]:
        """Who a speaker of the lead is by name: "a spokeswoman said on Tuesday... spokeswoman Ana Ruiz said"."""
        for unnamed in (s for s in speaker if s.name is None and s.office is not None):
            last = next((t.i for t in self.doc[cue.i :] if self._number(t) > self._number(cue) + NAMED), len(self.doc))
            later = (p for i in range(cue.i + 1, last) for p in self.doc._.parties.get(i, ()) if p.office)
            named = (p for p in later if p.name and p.office == unnamed.office and p.code in {None, unnamed.code})
            yield from itertools.islice(named, 1)

    def _verbal_acts(self) -> Iterator[Dated]:
        for act in self.acts:
            if act.event in VERBAL and _is_of_a_day(act) and not act.speakers and is_plain_past(self.doc[act.root]):
                assert act.occasion is not None
                yield Dated(act.root, self._sentence(act), act.actor, act.occasion)

    def _scenes(self) -> Iterator[Dated]:
        """Who did something in the plain past on a named day, and every sentence that goes on with him."""
        last: Dated | None = None
        for number, sentence in enumerate(self.doc.sents):
            verb = sentence.root
            parties = self._subjects(verb)
            if verb.pos_ != "VERB" or not parties or not _has_past(verb):
                continue
            day = None if is_cue(verb) else self._day_of(verb)
            if day is not None:
                last = Dated(verb.i, number, parties, day)
                yield last
                continue
            if last is None or number - last.sentence > SCENE_REACH or sentence.start in self.times:
                continue
            if _are_one(parties, last.parties):
                last = replace(last, at=verb.i, sentence=number)
                yield last

    def _subjects(self, verb: Token) -> tuple[Actor, ...]:
        """The parties that are the subject of a verb, in the passive too."""
        while verb.dep_ == "conj" and not tree.children(verb, "nsubj"):
            verb = verb.head
        return tuple(p for s in tree.children(verb, "nsubj") for p in self.doc._.parties.get(s.i, ()))

    def _letters(self) -> Iterator[Dated]:
        """Letters told to have been handed over on a day, with their writers as far as the text names them."""
        writing: tuple[Actor, ...] = ()
        for token in self.doc:
            if token.lemma_ not in LETTERS or token.pos_ != "NOUN":
                continue
            writing = writers(self.doc._.parties, token) or writing
            verb = token.head
            if verb.lemma_ in CARRIED and writing and (day := self._day_of(verb)) is not None:
                yield Dated(verb.i, self._number(verb), writing, day)


def is_plain_past(token: Token) -> bool:
    """Whether an act is told as what happened then: its clause and those above it are in the plain past.

    What somebody says himself is told so by the verb of saying ("We condemn it," she *said*).
    """
    node = token
    spoken = False
    for _ in range(12):
        if node.dep_ in BACKGROUND or (tree.base(node) == "advcl" and _subordinator(node)):
            return False
        if node.pos_ in {"VERB", "AUX"} and _is_perfect(node):
            return False
        if node.head == node:
            break
        spoken = spoken or (node.dep_ in {"ccomp", "parataxis"} and is_cue(node.head))
        if node.dep_ == "conj" and node.pos_ == "VERB" and not spoken and not _has_past(node):
            return False
        node = node.head
    return node.pos_ == "VERB" and _has_past(node)


def _has_past(verb: Token) -> bool:
    """Whether a verb is in the plain past, passive included."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "aux:pass"}]
    if helpers:
        return not _is_perfect(verb) and all(h.lower_ in {"was", "were", "did"} or h.tag_ == "VBD" for h in helpers)
    return verb.tag_ == "VBD"


def _is_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _subordinator(clause: Token) -> bool:
    return any(c.dep_ in {"mark", "case", "advmod"} and c.lower_ in SUBORDINATORS for c in clause.children)


def _top(token: Token) -> Token:
    """The verb of the clause that a token is in, participles beside it left behind."""
    node = token
    while node.head != node and not (node.pos_ == "VERB" and node.tag_ == "VBD"):
        node = node.head
    return node


def _is_of_a_day(act: CodedAct) -> bool:
    return act.occasion is not None and act.occasion.precision == "day" and act.status in DONE


def _is_among(party: Actor, parties: Sequence[Actor]) -> bool:
    return any(is_same_party(party, p) or is_same_voice(party, p) or is_one_side(party, p) for p in parties)


def _are_one(actors: Sequence[Actor], parties: Sequence[Actor]) -> bool:
    """Whether one person or one body is among both; a country is too many."""
    return any(
        is_same_party(a, p) or (is_same_voice(a, p) and bool(a.name or a.office or a.sector == p.sector))
        for a in actors
        for p in parties
        if a.kind not in LANDS and p.kind not in LANDS
    )


def _answers(act: CodedAct) -> bool:
    return act.event in ANSWERS or (act.event == "REQUEST" and act.status == "conditional")


def _as(dated: Dated, rule: str) -> Occasion:
    return replace(dated.occasion, rule=f"{rule}: {dated.occasion.rule}")
