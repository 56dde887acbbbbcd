"""What Universal Dependencies and English rule out, mended after the network, which chooses each arc by itself.

- A noun with a preposition is no subject: in "a message to the minister sent on Monday" the minister belongs to what
  stands before.
- A past participle with a subject and no auxiliary that has a party right behind it is a past tense with its object:
  "Israel berated Ireland".
- A participle right behind a noun, without a comma, modifies the noun: "a letter to Chad *handed over* on Monday".
- A phrase between a noun and its participle belongs to the noun, one behind the verb of saying to that verb: "had come,
  it said *on Friday*", "said *on Friday* that ...".
- What a verb without auxiliary has counted behind it is its object: "destroyed more than 100 houses".
- A word with subject and object is a verb, whatever its tag: "leaders *hold* talks".
- A name before a verb that has an object and no subject is its subject, no adverbial: "Russia armed Syria".
- A verb of a whole sentence without a subject takes the apposition that ends right before it: "..., the agency said".
- Names alone are no sentence where a word with an object follows: "A and B *hold* talks in Rome".
- A verb has one subject: of two, one stands before the clause that is said and belongs to it, or the second is an
  apposition ("the state media, KCNA").
- A finite verb is coordinated with no infinitive, but with what is above: "has plans to help, and *tries* to".
- An object has no preposition: what stands between it and its verb is the verb's particle: "flew *in* 30 doctors".
- An adjective before a title belongs to it: "*former* President Ann Lee".
- A possessive is no part of a clause: it belongs to the noun behind it.
- *have* right before a participle is its auxiliary.
- Of two objects that are names, side by side, the first is a part of the second: "met *US* President Donald Trump".
- A finite verb with a word tied to it by a hyphen is one verb, and what the word governed is its subject: "*India*
  test-fired a missile".
- A participle between a party and a bare noun on which all hangs is the verb, and the noun its object: "Myanmar
  repressed Indian traders".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from wirebook.language.inference import Reading

PREPOSITIONS = frozenset({"to", "of", "from", "with", "by", "for", "in", "at", "on", "against", "via", "into"})
PARTICLES = frozenset({"in", "out", "off", "up", "over", "down", "back", "on", "away"})
AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
TIMES = frozenset(
    {"time", "times", "day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours", "minutes"}
)
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
LOOSE = frozenset({"parataxis", "acl", "acl:relcl", "list", "dep", "conj"})
HAVE = frozenset({"has", "have", "had"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
FINITE_ALONE = frozenset({"VBD", "VBZ"})
"""Tags of finite verbs that are never an infinitive's: `VBP` may be."""
NAME_PARTS = frozenset({"flat", "compound"})
PARTICIPLES = frozenset({"VBN", "VBD"})
CLAUSE_PARTS = frozenset({"obl", "advcl", "conj", "punct", "parataxis", "ccomp", "advmod"})
NAMES = frozenset({"PROPN", "PRON"})


@dataclass
class _Tree:
    """A reading that is being mended: the root's head is -1."""

    words: list[str]
    names: frozenset[int]
    heads: list[int]
    relations: list[str]
    tags: list[str]
    pos: list[str]

    def children(self, i: int) -> list[int]:
        if i not in self.heads:  # most words are leaves
            return []
        return [k for k, head in enumerate(self.heads) if head == i]

    def has(self, i: int, relations: frozenset[str]) -> bool:
        return any(self.relations[k] in relations for k in self.children(i))

    def hang(self, i: int, head: int, relation: str) -> None:
        self.heads[i], self.relations[i] = head, relation


def consistent(words: list[str], reading: Reading) -> Reading:
    """The reading with such trees mended; `words` are those of its sentence."""
    names = frozenset(i for start, end, _ in reading.names for i in range(start, end))
    tree = _Tree(words, names, list(reading.heads), list(reading.relations), list(reading.tags), list(reading.pos))
    for i in range(len(words)):
        relation = tree.relations[i]
        if relation.startswith("nsubj"):
            _subject_with_preposition(tree, i)
        elif relation.startswith("obl"):
            _phrase_behind_saying(tree, i)
            _phrase_before_participle(tree, i)
            _name_before_title(tree, i)
        elif relation == "amod" and tree.tags[i] in PARTICIPLES:
            _participle_between(tree, i)
        elif relation == "amod":
            _adjective_of_title(tree, i)
        elif relation == "advcl" and tree.tags[i] in PARTICIPLES:
            _participle_behind_noun(tree, i)
        elif relation == "conj" and tree.tags[i] in FINITE_ALONE:
            _finite_beside_infinitive(tree, i)
        elif relation in {"obj", "iobj"}:
            _name_before_title(tree, i)
            _particle_before_object(tree, i)
        _possessive(tree, i)
        if tree.words[i].lower() in HAVE:
            _have_before_participle(tree, i)
        _verb_behind_names(tree, i)
        _one_subject(tree, i)
        _name_before(tree, i)
        _verb_by_its_parts(tree, i)
        if tree.tags[i] in FINITE:
            _tied_by_hyphen(tree, i)
            _apposition_before(tree, i)
        if tree.tags[i] in FINITE | PARTICIPLES:
            _active_with_object(tree, i)
        if tree.tags[i] == "VBN" and tree.pos[i] == "VERB":
            _past_with_object(tree, i)
    return replace(reading, heads=tree.heads, relations=tree.relations, tags=tree.tags, pos=tree.pos)


def _subject_with_preposition(tree: _Tree, i: int) -> None:
    case = (k for k in tree.children(i) if k < i and tree.relations[k] == "case")
    if not any(tree.words[k].lower() in PREPOSITIONS for k in case):
        return
    verb = tree.heads[i]
    above = tree.heads[verb]
    if tree.relations[verb].startswith("acl") and 0 <= above < i < verb:
        tree.hang(i, above, "nmod")
    else:
        tree.relations[i] = "obl"


def _possessive(tree: _Tree, i: int) -> None:
    if tree.relations[i] == "nmod:poss" or tree.heads[i] < 0:
        return
    if not any(tree.tags[k] == "POS" and tree.relations[k] == "case" for k in tree.children(i)):
        return
    owned = next((k for k in tree.children(tree.heads[i]) if k > i and tree.pos[k] in {"NOUN", "PROPN"}), None)
    if owned is not None and owned - i < 6:
        tree.hang(i, owned, "nmod:poss")


def _tied_by_hyphen(tree: _Tree, i: int) -> None:
    tied = i - 2
    if tied < 0 or tree.words[i - 1] != "-" or tree.heads[tied] != i or tree.pos[tied] not in {"NOUN", "VERB", "ADJ"}:
        return
    if not tree.has(i, SUBJECTS):
        before = [k for k in tree.children(tied) if k < tied and tree.pos[k] in NAMES | {"NOUN"}]
        for k in before[-1:]:
            tree.hang(k, i, "nsubj")
    tree.relations[tied] = "compound"


def _have_before_participle(tree: _Tree, i: int) -> None:
    verb = i + 1
    if verb >= len(tree.words) or tree.tags[verb] not in PARTICIPLES or tree.heads[verb] != i:
        return
    tree.hang(verb, tree.heads[i], tree.relations[i])
    for k in tree.children(i):
        tree.heads[k] = verb
    tree.hang(i, verb, "aux")
    tree.tags[verb], tree.pos[verb], tree.pos[i] = "VBN", "VERB", "AUX"


def _verb_behind_names(tree: _Tree, i: int) -> None:
    if tree.relations[i] == "compound" and tree.heads[i] == i + 1 and i - 1 in tree.names and tree.words[i].islower():
        noun = i + 1  # "A and B hold talks", with *hold* taken for a part of the noun and that for another name
        if tree.relations[noun] == "conj" and not tree.has(noun, frozenset({"cc"})):
            tree.hang(i, tree.heads[noun], "parataxis")
            tree.hang(noun, i, "obj")
    root = tree.heads[i]
    if not 0 <= root < i or tree.heads[root] != -1 or tree.pos[root] != "PROPN" or tree.relations[i] not in LOOSE:
        return
    if tree.has(root, frozenset({"cop", "case"})) or tree.has(i, frozenset({"nsubj", "det", "case", "mark"})):
        return
    if not any(tree.relations[k] == "obj" and k > i for k in tree.children(i)):
        return
    for k in tree.children(root):
        if k > i:
            tree.heads[k] = i
    tree.hang(i, -1, "ROOT")
    tree.hang(root, i, "nsubj")
    if tree.pos[i] != "VERB":
        tree.pos[i], tree.tags[i] = "VERB", "VBP"


def _one_subject(tree: _Tree, i: int) -> None:
    subjects = [k for k in tree.children(i) if k < i and tree.relations[k].startswith("nsubj")]
    if len(subjects) < 2:
        return
    for said in tree.children(i):
        if tree.relations[said] == "ccomp" and said < i and not tree.has(said, SUBJECTS):
            for k in [k for k in subjects if k < said][:1]:
                tree.hang(k, said, "nsubj:pass" if tree.has(said, frozenset({"aux:pass"})) else "nsubj")
                subjects.remove(k)
    for k in subjects[1:]:
        if tree.relations[k] != "nsubj:outer" and k - subjects[0] < 4:
            tree.hang(k, subjects[0], "appos")


def _name_before_title(tree: _Tree, i: int) -> None:
    if tree.pos[i] != "PROPN":
        return
    for k in tree.children(tree.heads[i]):
        phrase = [j for j in tree.children(k) if j < k]
        if (
            k > i
            and tree.relations[k] == tree.relations[i]
            and tree.pos[k] == "PROPN"
            and min(phrase, default=k) == i + 1 < k
            and all(tree.relations[j] == "nmod:desc" for j in phrase)
        ):
            for j in tree.children(i):
                if tree.relations[j] == "case":
                    tree.heads[j] = k
            tree.hang(i, k, "compound")
            return


def _finite_beside_infinitive(tree: _Tree, i: int) -> None:
    infinitive = tree.heads[i]
    if tree.tags[infinitive] != "VB" or not any(tree.tags[k] == "TO" for k in tree.children(infinitive)):
        return
    above = tree.heads[infinitive]
    while above >= 0 and not (tree.tags[above] in FINITE or tree.has(above, AUXILIARIES)):
        above = tree.heads[above]
    if 0 <= above < infinitive:
        tree.heads[i] = above


def _particle_before_object(tree: _Tree, i: int) -> None:
    verb = tree.heads[i]
    behind = verb + 1
    is_case = behind < i and (tree.relations[behind], tree.heads[behind]) == ("case", i)
    if is_case and tree.words[behind].lower() in PARTICLES:
        tree.hang(behind, verb, "compound:prt")


def _adjective_of_title(tree: _Tree, i: int) -> None:
    name = tree.heads[i]
    title = next((k for k in tree.children(name) if tree.relations[k] == "nmod:desc" and i < k < name), None)
    if title is not None:
        tree.heads[i] = title


def _name_before(tree: _Tree, i: int) -> None:
    """Before `_verb_by_its_parts`, which then sees the subject."""
    own = tree.children(i)
    if any(tree.relations[k].startswith("nsubj") for k in own) or not any(tree.relations[k] == "obj" for k in own):
        return
    before = [k for k in own if k < i and k in tree.names and tree.relations[k] in {"obl:unmarked", "vocative"}]
    if before and not tree.has(before[0], frozenset({"case"})):
        tree.relations[before[0]] = "nsubj"


def _verb_by_its_parts(tree: _Tree, i: int) -> None:
    if tree.pos[i] not in {"NOUN", "ADJ"} or tree.has(i, frozenset({"det", "case", "amod", "nummod", "cop"})):
        return
    own = {tree.relations[k] for k in tree.children(i)}
    if "nsubj" in own and "obj" in own:
        tree.pos[i], tree.tags[i] = "VERB", "VBD" if tree.words[i].endswith("ed") else "VBP"


def _apposition_before(tree: _Tree, i: int) -> None:
    if (
        i < 2
        or not tree.has(i, frozenset({"ccomp"}))
        or any(tree.relations[k].startswith(("nsubj", "csubj")) for k in tree.children(i))
    ):
        return
    noun = i - 1
    while (0 <= tree.heads[noun] < i and tree.relations[noun] != "appos") or tree.relations[noun] in NAME_PARTS:
        noun = tree.heads[noun]
        if noun < 0:
            return
    # of "Erdogan, state news agency IRNA said" the agency, not IRNA
    while tree.relations[noun] == "appos" and tree.relations[tree.heads[noun]] == "appos" and tree.heads[noun] < noun:
        noun = tree.heads[noun]
    left = min([noun, *(k for k in tree.children(noun) if k < noun)])
    if tree.relations[noun] == "appos" and left > 0 and any(tree.words[k] == "," for k in {left - 1, left}):
        tree.hang(noun, i, "nsubj")


def _phrase_behind_saying(tree: _Tree, i: int) -> None:
    said = tree.heads[i]
    saying = tree.heads[said]
    if tree.relations[said] != "ccomp":
        return
    that = next((k for k in tree.children(said) if tree.relations[k] == "mark"), said)
    if said < saying < i or saying < i < that:
        tree.heads[i] = saying


def _phrase_before_participle(tree: _Tree, i: int) -> None:
    verb = tree.heads[i]
    noun = tree.heads[verb]
    if tree.relations[verb] != "acl" or tree.tags[verb] not in PARTICIPLES or not 0 <= noun < i < verb:
        return
    if any(tree.tags[k] in {"TO", "IN"} and noun < k < i for k in [*tree.children(i), *tree.children(verb)]):
        for k in tree.children(verb):
            if noun < k < i and tree.words[k].lower() in PREPOSITIONS:
                tree.hang(k, i, "case")
        tree.hang(i, noun, "nmod")


def _participle_behind_noun(tree: _Tree, i: int) -> None:
    if i == 0 or tree.words[i - 1] == "," or tree.has(i, SUBJECTS | AUXILIARIES | frozenset({"mark", "advmod"})):
        return
    nominal = [k for k in tree.children(tree.heads[i]) if tree.heads[i] < k < i and tree.relations[k] in {"obj", "obl"}]
    if not nominal:
        return
    noun = nominal[-1]
    while lower := [k for k in tree.children(noun) if noun < k < i and tree.pos[k] == "NOUN"]:
        noun = lower[-1]
    if tree.pos[noun] == "NOUN":
        tree.hang(i, noun, "acl")
        tree.tags[i] = "VBN"


def _active_with_object(tree: _Tree, i: int) -> None:
    own = tree.children(i)
    if tree.has(i, AUXILIARIES) or any(tree.relations[k] in {"obj", "obl:agent"} for k in own):
        return
    subject = next((k for k in own if tree.relations[k].startswith("nsubj") and k < i), None)
    thing = next((k for k in own if k > i and tree.relations[k] == "obl:unmarked"), None)
    if subject is None or thing is None or tree.pos[thing] != "NOUN" or tree.words[thing].lower() in TIMES:
        return
    if any(tree.relations[k] == "nummod" for k in tree.children(thing)):
        tree.relations[subject], tree.relations[thing] = "nsubj", "obj"
        tree.tags[i] = "VBD" if tree.tags[i] == "VBN" else tree.tags[i]


def _past_with_object(tree: _Tree, i: int) -> None:
    subjects = [k for k in tree.children(i) if tree.relations[k].startswith("nsubj") and k < i]
    behind = [k for k in tree.children(i) if k > i and tree.relations[k] in {"obj", "obl:unmarked"}]
    if not subjects or not behind or tree.has(i, AUXILIARIES):
        return
    thing = behind[0]
    if tree.pos[thing] not in NAMES or any(tree.pos[k] == "NUM" for k in tree.children(thing)):
        return
    tree.tags[i] = "VBD"
    tree.relations[subjects[0]], tree.relations[thing] = "nsubj", "obj"


def _participle_between(tree: _Tree, i: int) -> None:
    noun = tree.heads[i]
    if not i < noun or tree.heads[noun] != -1 or i == 0 or tree.pos[i - 1] not in NAMES:
        return
    party = i - 1 if tree.heads[i - 1] in {noun, i} else tree.heads[i - 1]
    if tree.heads[party] not in {noun, i} or party >= i:
        return
    if any(tree.relations[k] in {"det", "nmod:poss", "case"} and k < i for k in tree.children(noun)):
        return
    for k in tree.children(noun):
        if k > noun and tree.relations[k] in CLAUSE_PARTS:
            tree.heads[k] = i
    tree.hang(i, -1, "ROOT")
    tree.hang(noun, i, "obj")
    tree.hang(party, i, "nsubj")
    tree.tags[i], tree.pos[i] = "VBD", "VERB"
