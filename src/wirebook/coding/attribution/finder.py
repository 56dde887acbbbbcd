"""Who says so: cue verbs with their speakers, "according to", parentheticals, and quotations that run on."""

from __future__ import annotations

import csv
import functools
import io
from importlib import resources

from spacy.tokens import Doc, Span, Token

from wirebook.coding.attribution.merging import answered_for, with_voices
from wirebook.coding.events.slots import Parties, direct, inside
from wirebook.coding.spans import Actor, Attribution
from wirebook.language import tree

ACCORDING = frozenset({"according to", "as per"})
PUBLISHING = frozenset({"release", "carry", "publish", "issue", "run", "broadcast", "air", "print", "post", "report"})
DOCUMENTS = frozenset(
    {"statement", "report", "commentary", "dispatch", "article", "interview", "speech", "letter", "message"}
)
FINDING = frozenset({"confirm", "record", "register", "report", "verify"})
"""Verbs of saying whose object is what is said: "confirmed seven deaths"."""
QUOTE_MARKS = frozenset({'"', "“", "”", "``", "''"})


@functools.cache
def cues() -> dict[str, str]:
    """Cue verbs and their kinds: `speech`, `belief`, `document`, `quoted`, `quote`, `denial`."""
    text = (resources.files("wirebook.coding.attribution") / "cues.tsv").read_text(encoding="utf8")
    return {row["lemma"]: row["kind"] for row in csv.DictReader(io.StringIO(text), delimiter="\t")}


def is_cue(token: Token) -> bool:
    """Whether a token is a verb that may introduce what somebody says."""
    return token.pos_ == "VERB" and token.lemma_ in cues()


def _span(tokens: list[Token]) -> tuple[int, int]:
    return min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens)


def speakers_of(parties: Parties, cue: Token) -> tuple[Actor, ...]:
    """The parties who speak by a cue verb."""
    found: list[Actor] = []
    for subject in tree.logical_subjects(cue):
        found += direct(parties, subject) or inside(parties, subject, acting=True)
    return tuple(found)


def _behind_comma(cue: Token) -> bool:
    first = min(cue.subtree, key=lambda t: t.i)
    here = first.text == "," or (first.i > 0 and first.nbor(-1).text in {",", "”", '"', "''"})
    return here and not any(t.lower_ in tree.RELATIVE for t in cue.children)


def _stands_apart(cue: Token) -> bool:
    """Whether a cue is only coordinated in the tree: "..., it added", with a subject of its own and nothing said."""
    return (
        cue.dep_ == "conj"
        and bool(tree.children(cue, "nsubj"))
        and not tree.children(cue, "cc", "obj", "ccomp", "xcomp")
        and _behind_comma(cue)
    )


def content_of(cue: Token) -> Token | None:
    """Head of what is said: a content clause, or the sentence that a parenthetical cue stands in."""
    objects = tree.children(cue, "obj")
    if objects and cue.lemma_ in FINDING:
        return objects[0]
    for child in cue.children:
        if tree.base(child) == "ccomp" or (
            tree.base(child) == "parataxis" and child.i < cue.i and child.pos_ in {"VERB", "ADJ", "NOUN", "AUX"}
        ):
            return child
    if (tree.base(cue) == "parataxis" and not objects) or _stands_apart(cue):
        return cue.head
    if cue.dep_ == "acl:relcl" and not tree.children(cue, "obj", "ccomp") and _behind_comma(cue):
        return cue.sent.root  # ", the ministry said" at the end, taken for a relative clause
    if cue.lemma_ in {"quote", "cite"}:
        for child in cue.children:
            if tree.base(child) in {"advcl", "xcomp", "obl"} and any(m.lower_ == "as" for m in child.children):
                return child
    for child in cue.children:
        if tree.base(child) == "xcomp" and cue.lemma_ in {"claim", "say", "report", "quote"}:
            return child
    return None


def _widened(cue: Token, subjects: list[Token], content: tuple[int, int]) -> tuple[int, int]:
    """The whole sentence before ", X said": what stands before the comma is said, however the parser hung it."""
    if not subjects or content[0] > cue.idx:
        return content
    left = min((t.i for s in subjects for t in s.subtree if t.i <= cue.i), default=cue.i)
    first = cue.sent.start
    if left <= first + 2 or cue.doc[left - 1].text not in {",", "”", '"', "''"}:
        return content
    return (cue.doc[first].idx, max(content[1], cue.doc[left - 1].idx))


def _according(sentence: Span, parties: Parties) -> list[Attribution]:
    found = []
    for token in sentence:
        if tree.base(token) in {"obl", "nmod", "advcl", "parataxis"} and tree.preposition(token) in ACCORDING:
            speakers = direct(parties, token) or inside(parties, token, acting=True)
            cue = next(c for c in token.children if c.dep_ == "case")
            cue_tokens = [cue, *(c for c in cue.children if c.dep_ == "fixed")]
            start, end = _span(list(token.subtree))
            source_start = max(t.idx + len(t) for t in cue_tokens) + 1
            found.append(
                Attribution(
                    start,
                    end,
                    (min(source_start, end), end),
                    _span(cue_tokens),
                    _span(list(token.head.subtree)),
                    speakers,
                    "according to",
                    token.i,
                    token.head.i,
                )
            )
    return found


def _published(sentence: Span, parties: Parties) -> list[Attribution]:
    """A medium that passes on somebody's words: "KCNA released a statement by the ministry criticising ..."."""
    found = []
    for token in sentence:
        if token.pos_ != "VERB" or token.lemma_ not in PUBLISHING:
            continue
        speakers = tuple(a for a in speakers_of(parties, token) if "JRN" in a.sector)
        content = next((o for o in tree.logical_objects(token) if o.lemma_ in DOCUMENTS), None)
        if content is not None and content.head.pos_ == "VERB" and tree.base(content) == "obl":
            content = content.head  # "in a statement carried by KCNA, the ministry criticised ..."
        if speakers and content is not None:
            source = (speakers[0].start_char, speakers[0].end_char)
            span = _span(list(content.subtree))
            cue = (token.idx, token.idx + len(token))
            found.append(
                Attribution(
                    min(source[0], cue[0], span[0]),
                    max(source[1], cue[1], span[1]),
                    source,
                    cue,
                    span,
                    speakers,
                    token.lower_,
                    token.i,
                    content.i,
                    published=True,
                )
            )
    return found


def find_attributions(doc: Doc, parties: Parties) -> tuple[Attribution, ...]:
    """Every attribution of a parsed `Doc`, in order of cue.

    `parties` are the actors by head token. An attribution without a known speaker is kept: the page names a source
    that is no party ("a source", "witnesses").
    """
    found: list[Attribution] = []
    previous: Attribution | None = None
    open_quote = False
    for sentence in doc.sents:
        here: list[Attribution] = []
        for token in sentence:
            if not is_cue(token):
                continue
            content = content_of(token)
            if content is None or tree.negated(token):
                continue
            subjects = tree.logical_subjects(token)
            if not subjects and cues()[token.lemma_] != "quoted":
                continue
            tokens = list(content.subtree)
            if tree.base(token) in {"parataxis", "acl"} and not token.is_ancestor(content):
                below = {t.i for t in token.subtree}
                tokens = [t for t in tokens if t.i not in below]
            if not tokens:
                continue
            source = _span([t for s in subjects for t in s.subtree if t.i != token.i]) if subjects else None
            cue_span = (token.idx, token.idx + len(token))
            content_span = _widened(token, subjects, _span(tokens))
            spoken = [(source, speakers_of(parties, token))]
            if cues()[token.lemma_] == "quoted":  # "KCNA quoted Kim as saying": first the one who quotes
                spoken += [
                    (_span(list(o.subtree)), direct(parties, o) or inside(parties, o, acting=True))
                    for o in tree.children(token, "obj")
                ]
            for said_by, speakers in spoken:
                here.append(
                    Attribution(
                        min(cue_span[0], content_span[0], *(said_by or cue_span)),
                        max(cue_span[1], content_span[1], *(said_by or cue_span)),
                        said_by,
                        cue_span,
                        content_span,
                        speakers,
                        token.lower_,
                        token.i,
                        content.i,
                    )
                )
        here += _according(sentence, parties)
        here += _published(sentence, parties)
        marks = sum(t.text in QUOTE_MARKS for t in sentence)
        if not here and previous is not None and (open_quote or sentence[0].text in QUOTE_MARKS) and previous.speaker:
            here.append(
                Attribution(
                    sentence.start_char,
                    sentence.end_char,
                    previous.source,
                    previous.cue,
                    (sentence.start_char, sentence.end_char),
                    previous.speaker,
                    previous.cue_text,
                    previous.cue_root,
                    sentence.root.i,
                )
            )
        open_quote = open_quote ^ (marks % 2 == 1)
        here.sort(key=lambda a: a.cue)
        found += here
        previous = here[-1] if here else (previous if open_quote else None)
    return with_voices(doc, found)


def chain(doc: Doc, token: Token, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions whose speakers answer for a token, outermost first."""
    holding = [
        (start - end, a.cue, a)
        for a in attributions
        for start, end in answered_for(a)
        if start <= token.idx < end and not (a.cue[0] <= token.idx < a.cue[1]) and a.cue_root != token.i
    ]
    return tuple(a for _, _, a in sorted(holding, key=lambda one: one[:2]))
