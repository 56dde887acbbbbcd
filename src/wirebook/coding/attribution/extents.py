"""How far cue, source and content of an attribution reach, as stretches of tokens."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from wirebook.language import tree

Stretch = tuple[int, int]
"""Tokens from the first to the last, exclusive of what follows it."""

CUE_PARTS = frozenset({"aux", "advmod", "cop", "neg", "expl"})
_NAMING = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM", "PART", "ADP", "CCONJ"})
_ARGUMENTS = frozenset({"nsubj", "obj", "obl", "nmod", "appos", "compound"})
"""Relations of a phrase, on which a parenthesis may hang that belongs to the clause above it."""
_OF_A_SENTENCE = frozenset({"nsubj", "csubj", "cop", "aux", "mark", "cc", "advmod", "case"})
"""Relations of what stands beside a noun that is a predicate, or before a phrase: no part of what the noun names."""
_PAUSES = frozenset({",", "-", "--", "—", "–"})
_EDGE = _PAUSES | {";", ".", ":"}


def trimmed(tokens: list[Token]) -> list[Token]:
    """Tokens without the pauses, stops and blanks at their edges."""
    inner = [i for i, token in enumerate(tokens) if token.text not in _EDGE and not token.is_space]
    return tokens[inner[0] : inner[-1] + 1] if inner else []


def stretch(token: Token, *, without_case: bool = False) -> Stretch:
    """The phrase of a token; `without_case` leaves out the prepositions before it."""
    tokens = list(token.subtree)
    if without_case:
        cases = {t.i for c in token.children if c.dep_ == "case" and c.i < token.i for t in c.subtree}
        tokens = [t for t in tokens if t.i not in cases]
    return _over(trimmed(tokens) or [token])


def _over(tokens: list[Token]) -> Stretch:
    return min(t.i for t in tokens), max(t.i for t in tokens) + 1


def cue_of(token: Token, last: Token) -> Stretch:
    """A cue with the auxiliaries and adverbs right before it, to `last`: "has *never* supported", "called for"."""
    start = token.i
    parts = {t.i for c in token.children if tree.base(c) in CUE_PARTS and c.i < token.i for t in c.subtree}
    while start - 1 in parts:
        start -= 1
    end = max([token.i, *(p.i for p in tree.children(token, "compound:prt") if p.i == token.i + 1)]) + 1
    return start, end if last.i > token.i + 3 else max(end, last.i + 1)


def subject_of(token: Token) -> Stretch | None:
    """The words of the surface subject of a predicate, those of a shared one included."""
    for subject in tree.subjects(token):
        return _words_of(subject, token)
    return None


def source_of(token: Token) -> Stretch | None:
    """The words of whoever speaks: the subject, the agent of a passive, the relative pronoun where one stands."""
    pronoun = next((c for c in token.children if tree.base(c) == "nsubj" and c.lower_ in tree.RELATIVE), None)
    if pronoun is not None:
        return pronoun.i, pronoun.i + 1
    for subject in tree.logical_subjects(token):
        return _words_of(subject, token)
    return None


def source_before(token: Token) -> Stretch | None:
    """The words before a finite verb that the tree gives no subject: "the law, *Doe* said, is"."""
    if token.tag_ not in {"VBD", "VBZ", "VBP"} or any(c.dep_ in {"aux:pass", "mark"} for c in token.children):
        return None
    first = token.i
    while first > token.sent.start and token.doc[first - 1].pos_ in _NAMING:
        first -= 1
    opens = first == token.sent.start or token.doc[first - 1].text == ","
    kept = trimmed([token.doc[i] for i in range(first, token.i)])
    return _over(kept) if kept and opens and kept[-1].pos_ in {"NOUN", "PROPN", "PRON"} else None


def _words_of(subject: Token, predicate: Token) -> Stretch | None:
    """The phrase of a subject as far as it does not hold its own predicate."""
    clause = {t.i for t in predicate.subtree}
    own = {predicate.i} if subject.i in clause else clause
    cases = {t.i for c in subject.children if c.dep_ == "case" and c.i < subject.i for t in c.subtree}
    tokens: list[Token] = []
    for token in subject.subtree:
        if token.i in own and token.i >= subject.i:
            break
        if token.i not in cases:
            tokens.append(token)
    if subject.i > predicate.i:
        tokens = [token for token in tokens if token.i > predicate.i]
    return _over(trimmed(tokens)) if trimmed(tokens) else None


def clause_of(token: Token) -> Stretch | None:
    """The content clause of a predicate: behind it, before it, or the sentence that it stands in as a parenthesis."""
    if tree.base(token) == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in token.children):
        return reported(token)
    clauses = [
        c
        for c in token.children
        if tree.base(c) == "ccomp"
        or (tree.base(c) == "parataxis" and c.i < token.i and c.pos_ in {"VERB", "ADJ", "NOUN", "AUX"})
    ]
    if clauses:
        # of two, the one before the verb is a long subject that the parser took for a clause
        return _clause(token, clauses[-1])
    if tree.base(token) == "parataxis" or _stands_apart(token) or _is_inserted(token):
        own = {t.i for t in token.subtree}
        head = token.head
        while tree.base(head) in _ARGUMENTS and head.head != head:
            head = head.head
        outside = [t for t in head.subtree if t.i not in own]
        return _widened(token, _over(trimmed(outside))) if trimmed(outside) else None
    return None


def remainder_of(token: Token, source: Stretch) -> Stretch | None:
    """What stands behind a verb of saying that has no clause: "says cut taxes", "said no to the war"."""
    outside = [t for t in token.subtree if t.i > token.i and not source[0] <= t.i < source[1]]
    kept = trimmed(outside)
    return _over(kept) if len(kept) > 1 and kept[0].pos_ not in {"ADP", "SCONJ", "CCONJ"} else None


def until_next(content: Stretch, cue: Token, cues: frozenset[int]) -> Stretch:
    """A content cut before what is no longer said: "said that they left*, adding that* ...*; others* ..."."""
    doc = cue.doc
    start, end = content
    for i in range(max(start, cue.i) + 1, end):
        if i in cues and i - 1 > start and _goes_on(doc[i], cue):
            return start, i - 1
        if doc[i].text == ";" and start > cue.i:
            return start, i
    return content


def _goes_on(token: Token, cue: Token) -> bool:
    """Whether a cue within the content of another is the next thing that the same speaker does."""
    before = token.nbor(-1).lower_
    if token.tag_ == "VBG":
        return before == "," and tree.base(token) == "advcl"
    return before in {"and", "but"} and token.tag_ == cue.tag_ and token.tag_ in {"VBD", "VBZ"} and _owns_nothing(token)


def _owns_nothing(token: Token) -> bool:
    return not tree.children(token, "nsubj", "aux")


def _stands_apart(token: Token) -> bool:
    """Whether a cue is only coordinated in the tree: "..., it added", with a subject of its own and nothing said."""
    return (
        token.dep_ == "conj"
        and bool(tree.children(token, "nsubj"))
        and not tree.children(token, "cc", "obj", "ccomp", "xcomp")
    )


def _is_inserted(token: Token) -> bool:
    """Whether a cue stands between commas within what is said: "Time, he added, was short"."""
    subjects = tree.children(token, "nsubj")
    if tree.base(token) not in {"advcl", "acl", "appos", "dep", "discourse"} or not subjects:
        return False
    first = min(t.i for t in (token, *subjects[0].subtree))
    bare = not tree.children(token, "mark", "obj", "ccomp", "xcomp") and subjects[0].lower_ not in tree.RELATIVE
    after = token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else "."
    return bare and first > 0 and token.doc[first - 1].text in _PAUSES and after in _PAUSES | {".", ";"}


def _clause(token: Token, head: Token) -> Stretch:
    found = _over(trimmed(list(head.subtree)) or [head])
    return _widened(token, found) if found[0] < token.i else found


def _widened(token: Token, content: Stretch) -> Stretch:
    """The whole sentence before ", X said": what stands before the comma is said, however the parser hung it."""
    first = token.sent.start
    left = min([token.i, *(t.i for s in tree.children(token, "nsubj") for t in s.subtree if t.i < token.i)])
    if content[0] < token.i and left > first + 2 and token.doc[left - 1].text in {",", "”", '"', "''"}:
        return first, max(content[1], left - 1)
    return content


def rest_of(token: Token, first: Token) -> Stretch:
    """What a predicate takes from the phrase of `first` on: its object with what is said of it."""
    start, end = stretch(first)
    for child in token.children:
        if child.i > first.i and tree.base(child) in {"xcomp", "ccomp", "obl", "advcl"} and not _is_setting(child):
            end = max(end, stretch(child)[1])
    return without_authority(token.doc, (start, end)) if start > token.i else stretch(first)


def without_authority(doc: Doc, content: Stretch) -> Stretch:
    """A content without ", according to ..." behind it: whoever is so cited says that it was said."""
    start, end = content
    for i in range(start + 1, end - 1):
        if doc[i].lower_ == "according" and doc[i - 1].text == ",":
            return start, i - 1
    return content


def _is_setting(phrase: Token) -> bool:
    """Whether a phrase tells when or in what words something is said rather than what."""
    if tree.base(phrase) in {"xcomp", "ccomp"}:
        return False
    return phrase.ent_type_ == "DATE" or tree.preposition(phrase) in {"in", "on", "at", "during", "after", "before", ""}


def before(token: Token) -> Stretch:
    """The phrase of the noun that a clause hangs on, as far as the clause."""
    noun, first = token.head, token.left_edge.i
    sentence = {t.i for c in noun.children if tree.base(c) in _OF_A_SENTENCE for t in c.subtree}
    return _over(trimmed([t for t in noun.subtree if t.i < first and t.i not in sentence]) or [noun])


def phrase_of(head: Token, preposition: Token) -> Stretch:
    """The phrase behind a preposition."""
    tokens = trimmed([t for t in head.subtree if t.i > preposition.i])
    return _over(tokens or [head])


def reported(phrase: Token) -> Stretch:
    """What is so according to somebody: the rest of the sentence where the phrase ends or begins it."""
    first, last = phrase.left_edge.i, phrase.right_edge.i
    before = trimmed([t for t in phrase.sent if t.i < first])
    after = trimmed([t for t in phrase.sent if t.i > last])
    if before and after:
        return stretch(phrase.head)
    return _over(before or after or [phrase.head])


def clause_around(adverb: Token) -> Stretch:
    """The clause of which an adverb says that others say so: "is *reportedly* planning a sale"."""
    start, end = stretch(adverb.head)
    return (start, end) if end - start > 1 else (adverb.i, adverb.i + 1)
