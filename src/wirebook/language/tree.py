"""Questions to a Universal Dependencies tree: who is the subject, the object, what hangs on which preposition.

Passives, relative clauses, control, participles and coordination are seen through here, so that what codes events asks
for *logical* roles only. Everything takes and returns spaCy tokens.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
RELATIVE = frozenset({"which", "that", "who", "whom", "whose", "where"})
_FIGURE_WORDS = frozenset({"at", "between", "up", "over", "about", "around", "under", "as", "more", "some", "nearly"})
OBJECT_CONTROL = frozenset(
    {
        "accuse",
        "advise",
        "allow",
        "appeal",
        "ask",
        "authorise",
        "authorize",
        "beg",
        "call",
        "cause",
        "challenge",
        "charge",
        "command",
        "spur",
        "get",
        "drive",
        "compel",
        "convince",
        "direct",
        "enable",
        "encourage",
        "exhort",
        "expect",
        "forbid",
        "force",
        "help",
        "implore",
        "instruct",
        "invite",
        "lead",
        "lobby",
        "order",
        "permit",
        "persuade",
        "press",
        "pressure",
        "prompt",
        "push",
        "request",
        "require",
        "tell",
        "urge",
        "want",
        "warn",
    }
)
"""Verbs whose object is the subject of their infinitive: "urged *Iran* to stop"."""


def base(token: Token) -> str:
    """The relation without its subtype: `nsubj:pass` is `nsubj`."""
    return token.dep_.partition(":")[0]


def children(token: Token, *relations: str) -> list[Token]:
    """Children by relation; a name without subtype takes all its subtypes."""
    return [c for c in token.children if c.dep_ in relations or base(c) in relations]


def is_passive(token: Token) -> bool:
    """Whether a verb is passive: by auxiliary, by subject, or as a participle that modifies a noun."""
    if any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in token.children):
        return True
    if any(c.dep_ == "obl:agent" for c in token.children) and not children(token, "nsubj", "obj"):
        return True
    if token.dep_ == "acl" and token.tag_ == "VBD":  # a participle that the tagger took for a past tense
        return not children(token, "obj")
    if token.tag_ != "VBN" or any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children):
        return False
    if token.dep_ == "conj" and not children(token, "nsubj", "obj"):
        return is_passive(token.head)
    return token.dep_ in {"acl", "amod", "advcl"} and not children(token, "obj")


def _dedup(tokens: list[Token]) -> list[Token]:
    return list(dict.fromkeys(tokens))


def coordinated(token: Token) -> list[Token]:
    """A phrase and everything coordinated with it, in order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in NOMINAL | {"ADJ"}:
            found += coordinated(child)
    return found


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token stands for itself."""
    if token.lower_ not in RELATIVE:
        return token
    node = token
    for _ in range(6):
        if node.dep_ in {"acl:relcl", "advcl:relcl"}:
            return node.head
        if node.head == node:
            return token
        node = node.head
    return token


def _expand(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        found += coordinated(antecedent(token))
    return _dedup(found)


def preposition(token: Token) -> str:
    """The preposition of a phrase, lower case: `with`, `because of`; empty where there is none."""
    cases = [c for c in token.children if c.dep_ == "case" and c.tag_ not in {"POS"}]
    if len(cases) > 1 and cases[0].lower_ in PARTICLES:
        cases = cases[1:]
    for case in cases[:1]:
        return " ".join([case.lower_, *(c.lower_ for c in case.children if c.dep_ == "fixed")])
    return ""


PARTICLES = frozenset({"out", "in", "up", "down", "off", "over", "away", "back"})


def particles(verb: Token) -> list[Token]:
    """The particles of a verb, also one that the parser gave to the phrase behind it: "pulled *out* of Chad"."""
    found = children(verb, "compound:prt")
    for phrase in verb.children:
        cases = [c for c in phrase.children if c.dep_ == "case"]
        if base(phrase) == "obl" and len(cases) > 1 and cases[0].lower_ in PARTICLES and cases[0].i == verb.i + 1:
            found.append(cases[0])
    return found


def _surface_subjects(verb: Token) -> list[Token]:
    own = [c for c in verb.children if base(c) == "nsubj" and c.dep_ != "nsubj:outer"]
    # "said it was ready": a personal *it* that the parser took for an expletive
    return own or [c for c in verb.children if c.dep_ == "expl" and c.lower_ == "it"]


def _agents(verb: Token) -> list[Token]:
    return [
        c
        for c in verb.children
        if c.dep_ == "obl:agent" or (base(c) == "obl" and preposition(c) == "by" and c.pos_ != "NUM")
    ]


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of the surface subject, shared and controlled ones included."""
    if depth > 6:
        return []
    own = _surface_subjects(verb)
    if own:
        return _expand(own)
    head = verb.head
    if head == verb:
        return []
    relation = base(verb)
    if verb.dep_ == "acl:relcl":
        return [head] if not _has_relative_object(verb) else []
    if relation == "conj" and head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        return subjects(head, depth + 1)
    if relation == "xcomp" or (relation == "advcl" and _is_infinitive(verb) and head.lemma_ in OBJECT_CONTROL):
        if head.lemma_ in OBJECT_CONTROL and not is_passive(head):
            controllers = children(head, "obj", "iobj")
            if controllers:
                return _expand(controllers)
            addressed = [c for c in children(head, "obl") if preposition(c) in {"on", "to", "with", "upon", "for"}]
            if addressed:
                return _expand(addressed[:1])
        return subjects(head, depth + 1)
    if relation == "advcl":
        return _subjects_of_clause(verb, depth)
    if relation == "acl":
        return [head]
    return []


def _subjects_of_clause(verb: Token, depth: int) -> list[Token]:
    """Who acts in an adverbial clause without a subject."""
    head = verb.head
    if _is_role(verb) and children(head, "obj"):
        return _expand(children(head, "obj"))  # "quoted the minister as saying": it is he who says
    if _is_reason(verb):
        return _answering(head, depth)
    if is_passive(head):
        return _expand(_agents(head))  # "was shot down, killing 20": the plane does not kill
    return subjects(head, depth + 1) if head.pos_ in {"VERB", "AUX", "ADJ"} else []


def _is_role(verb: Token) -> bool:
    """Whether a participle says as what its verb's object is told of: "quoted X *as saying*"."""
    return verb.tag_ == "VBG" and any(m.dep_ in {"mark", "case"} and m.lower_ == "as" for m in verb.children)


def _is_reason(verb: Token) -> bool:
    """Whether a gerund says what somebody is praised, blamed or punished for: "criticised X *for attacking* Y"."""
    forms = {verb.tag_, *(a.tag_ for a in verb.children if a.dep_ == "aux")}
    return "VBG" in forms and any(m.dep_ in {"mark", "case"} and m.lower_ == "for" for m in verb.children)


def _answering(head: Token, depth: int) -> list[Token]:
    """Who did what he answers for: the object of the verb, not its subject; "apologised *for attacking* Y" has none."""
    if is_passive(head):
        return _expand(_surface_subjects(head))
    things = children(head, "obj")
    of_things = [
        c for t in things for c in t.children if c.dep_ == "nmod" and preposition(c) in {"of", "against", "on"}
    ]
    aimed_at = [c for c in children(head, "obl") if preposition(c) in {"at", "against", "on"} and c.pos_ != "NUM"]
    found = of_things or things or [c for c in aimed_at if c.ent_type_ or c.pos_ == "PRON"]
    return _expand(found[:1]) if found else subjects(head, depth + 1)


def _has_relative_object(verb: Token) -> bool:
    return any(c.lower_ in RELATIVE and base(c) in {"obj", "obl"} for c in verb.children)


def logical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Who acts: the agent of a passive, the subject of anything else."""
    if is_passive(verb):
        agents = _agents(verb)
        if not agents and verb.dep_ == "conj" and depth < 4:
            return []
        return _expand(agents)
    return subjects(verb)


def logical_objects(verb: Token, depth: int = 0) -> list[Token]:
    """What is acted on: the object, the subject of a passive, the noun that a participle or relative clause has."""
    own = children(verb, "obj")
    if own:
        return _expand(own)
    if is_passive(verb):
        surface = _surface_subjects(verb)
        if surface:
            return _expand(surface)
        if verb.dep_ in {"acl", "amod"}:
            return [verb.head]
        if verb.dep_ == "conj" and depth < 4:
            return logical_objects(verb.head, depth + 1)
        if base(verb) in {"xcomp", "advcl"}:
            return subjects(verb)
        return []
    quantified = _quantified_objects(verb)
    if quantified:
        return _expand(quantified)
    if verb.dep_ == "acl:relcl" and _surface_subjects(verb) and not any(c.lower_ in RELATIVE for c in verb.children):
        return [verb.head]
    for child in verb.children:  # "criticised and threatened Iran": the object stands with the last verb
        if child.dep_ == "conj" and child.pos_ == "VERB" and depth < 2 and not _surface_subjects(child):
            between = list(verb.doc[verb.i + 1 : child.i])
            if all(t.pos_ in {"CCONJ", "PUNCT", "ADV", "AUX"} for t in between):
                return logical_objects(child, depth + 1)
    return []


def _quantified_objects(verb: Token) -> list[Token]:
    """Objects that the parser took for obliques because of their figure: "killed *at least 52 people*"."""
    if verb.i + 1 >= len(verb.doc) or verb.nbor(1).lower_ not in _FIGURE_WORDS:
        return []
    return [
        c
        for c in verb.children
        if c.dep_ == "obl" and c.i > verb.i and any(n.dep_ == "nummod" for n in c.children) and c.i - verb.i <= 6
    ]


def gerunds(token: Token, *prepositions: str) -> list[Token]:
    """Participles that hang on a predicate, or on its object, by a preposition: "accused X *of sending* arms"."""
    found: list[Token] = []
    for node in (token, *children(token, "obj"), *[c for c in token.children if c.dep_ == "nsubj:pass"]):
        found += [
            c
            for c in node.children
            if base(c) in {"acl", "advcl", "ccomp", "xcomp"}
            and c.pos_ in {"VERB", "AUX", "NOUN"}
            and any(m.dep_ in {"mark", "case"} and m.lower_ in prepositions for m in c.children)
        ]
    return _dedup(found)


def indirect_objects(verb: Token) -> list[Token]:
    """To whom a verb gives its object: its iobj, or the subject of its passive ("*Cuba* was offered aid")."""
    own = children(verb, "iobj")
    if not own and children(verb, "obj") and any(c.dep_ == "aux:pass" for c in verb.children):
        own = _surface_subjects(verb)
    return _expand(own)


FAR = frozenset({"by", "to", "towards", "toward", "against", "with", "on", "upon"})
"""Prepositions of a noun's parties, whatever stands between: "visit *by A to B*"."""


def _behind(noun: Token, prepositions: tuple[str, ...]) -> list[Token]:
    return [c for c in noun.children if base(c) == "nmod" and c.i > noun.i and preposition(c) in prepositions]


def obliques(token: Token, *prepositions: str) -> list[Token]:
    """Phrases that hang on a verb, noun or adjective by one of these prepositions."""
    found = [c for c in token.children if base(c) in {"obl", "nmod"} and preposition(c) in prepositions]
    if token.pos_ == "VERB":
        # a phrase that the parser hung on the object belongs to the verb where the object cannot take it
        for obj in children(token, "obj", "obl"):
            found += [
                c
                for c in obj.children
                if base(c) == "nmod" and preposition(c) in prepositions and preposition(c) != "of"
            ]
    if not found and token.pos_ == "NOUN" and FAR.issuperset(prepositions):
        # the second of two phrases behind a noun often hangs on the first: "the murder of a man *by agents*"
        found = [d for c in token.children if base(c) == "nmod" and c.i > token.i for d in _behind(c, prepositions)]
    if not found and token.pos_ == "NOUN" and token.dep_ == "obj" and not is_passive(token.head):
        found = [c for c in behind_object(token, *prepositions) if preposition(c) not in {"in", "at"}]
        if not found and "by" in prepositions:
            # an active verb takes no *by*, however far: "did not mention a proposal last week *by Canada*"
            found = [c for c in children(token.head, "obl") if c.i > token.i and preposition(c) == "by"]
    return _expand(found)


def behind_object(noun: Token, *prepositions: str) -> list[Token]:
    """Phrases right behind an object that the parser hung on its verb: "debated sanctions *against Turkey*"."""
    if noun.dep_ != "obj":
        return []
    after = noun.right_edge.i + 1
    return [c for c in children(noun.head, "obl") if c.left_edge.i == after and preposition(c) in prepositions]


LIGHT = frozenset(
    {"make", "issue", "extend", "give", "launch", "conduct", "stage", "deliver", "present", "submit", "voice"}
)
"""Verbs that only say that somebody did what their object names: "the proposal that Kenya *made*"."""


def is_light_clause(verb: Token) -> bool:
    """Whether a relative clause only says whose act its noun is."""
    return verb.dep_ == "acl:relcl" and verb.lemma_ in LIGHT and bool(_surface_subjects(verb))


def _light_clauses(noun: Token) -> list[Token]:
    return [c for c in noun.children if is_light_clause(c)]


def possessors(noun: Token) -> list[Token]:
    """Whose a noun is: `Russia` in "Russia's attack", `Kenya` in "the proposal that Kenya made"."""
    owners = _expand(children(noun, "nmod:poss"))
    if not owners:
        owners = [s for c in _light_clauses(noun) if not is_passive(c) for s in subjects(c) if s != noun]
    return owners


def modifiers(noun: Token) -> list[Token]:
    """Adjectives and compounds before a noun: `Russian` in "the Russian attack"."""
    found = [
        c for c in noun.children if base(c) in {"amod", "compound", "nmod"} and c.i < noun.i and c.dep_ != "nmod:poss"
    ]
    return _dedup([t for c in found for t in [c, *(x for x in c.children if x.dep_ in {"conj", "amod", "compound"})]])


def negated(token: Token) -> bool:
    """Whether the predicate itself is negated ("did not", "never", "no talks")."""
    for child in token.children:
        if child.lower_ in {"not", "n't", "never", "neither", "nor", "n’t"} and child.dep_ in {
            "advmod",
            "cc",
            "cc:preconj",
            "det",
            "neg",
        }:
            return True
        if child.lower_ in {"no"} and child.dep_ == "det" and token.pos_ in {"NOUN", "PROPN"}:
            return True
    return any(
        c.lower_ in {"nobody", "none", "no-one"} or any(d.lower_ == "no" and d.dep_ == "det" for d in c.children)
        for c in _surface_subjects(token)
    )


def auxiliaries(token: Token) -> list[Token]:
    """Auxiliaries of a predicate, shared ones of coordinated predicates included."""
    own = [c for c in token.children if base(c) in {"aux", "cop"}]
    if not own and token.dep_ == "conj" and token.head.pos_ in {"VERB", "ADJ", "NOUN"} and not _surface_subjects(token):
        return auxiliaries(token.head)
    return own


def complements(token: Token) -> list[Token]:
    """Infinitives, participles and content clauses that a predicate governs."""
    found = [
        c
        for c in token.children
        if base(c) in {"xcomp", "ccomp", "csubj"}
        or (
            base(c) in {"acl", "advcl"}
            and _is_infinitive(c)
            and (token.pos_ in {"NOUN", "ADJ"} or _takes_infinitive(token, c))
        )
    ]
    if not found and token.pos_ == "NOUN":
        found = [i for c in _light_clauses(token) for i in c.children if base(i) == "advcl" and _is_infinitive(i)]
    if not found and token.pos_ == "NOUN" and token.dep_ == "obj":
        # an infinitive behind the object is often hung on its verb: "mentioned an offer by Canada to send tents"
        found = [c for c in token.head.children if c.i > token.i and base(c) == "advcl" and _is_infinitive(c)]
    return found


def _takes_infinitive(verb: Token, infinitive: Token) -> bool:
    """Whether an infinitive taken for one of purpose is governed by a verb: "offered *to hold* talks"."""
    if infinitive.i < verb.i:
        return False
    return verb.lemma_ in OBJECT_CONTROL or not children(verb, "obj", "xcomp", "ccomp")


def _is_infinitive(token: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in token.children)


def is_infinitive(token: Token) -> bool:
    """Whether a verb stands in the infinitive with *to*."""
    return _is_infinitive(token)


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first; ends at the root (and never loops on a damaged tree)."""
    seen = {token.i}
    node = token
    while node.head.i not in seen:
        node = node.head
        seen.add(node.i)
        yield node
