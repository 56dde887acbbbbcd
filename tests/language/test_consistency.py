from __future__ import annotations

import numpy as np
import pytest

from wirebook.language.consistency import consistent
from wirebook.language.inference import Reading


def reading(text: str) -> tuple[list[str], Reading]:
    """Words with tag, universal tag, relation and head: `Iran/NNP/PROPN/nsubj/1`, the root's head -1."""
    words, tags, pos, relations, heads = zip(*(word.split("/") for word in text.split()), strict=True)
    nothing = np.zeros(0, np.float32)
    numbers = [int(h) for h in heads]
    names = [(i, i + 1, "LOC") for i, universal in enumerate(pos) if universal == "PROPN"]
    return list(words), Reading(
        numbers, list(relations), list(tags), list(pos), [""] * len(words), names, nothing, nothing
    )


def mended(text: str) -> list[tuple[str, int]]:
    words, before = reading(text)
    after = consistent(words, before)
    return list(zip(after.relations, after.heads, strict=True))


def test_a_noun_with_a_preposition_belongs_to_what_stands_before():
    tree = mended(
        "sent/VBD/VERB/ROOT/-1 a/DT/DET/det/2 note/NN/NOUN/obj/0 to/IN/ADP/case/4 ministers/NNS/NOUN/nsubj/5 "
        "delivered/VBN/VERB/acl/2 today/NN/NOUN/obl/5"
    )
    assert tree[4] == ("nmod", 2)


def test_a_noun_with_a_preposition_before_its_verb_is_oblique():
    tree = mended("In/IN/ADP/case/1 Rome/NNP/PROPN/nsubj/2 met/VBD/VERB/ROOT/-1 ministers/NNS/NOUN/obj/2")
    assert tree[1] == ("obl", 2)


@pytest.mark.parametrize("relation", ["obl:unmarked", "obj"])
def test_a_participle_with_a_party_behind_it_is_a_past_tense(relation):
    tree = mended(f"Chad/NNP/PROPN/nsubj:pass/1 berated/VBN/VERB/ROOT/-1 Peru/NNP/PROPN/{relation}/1")
    assert tree == [("nsubj", 1), ("ROOT", -1), ("obj", 1)]


def test_a_passive_of_a_headline_stays_one():
    text = "Three/CD/NUM/nsubj:pass/1 killed/VBN/VERB/ROOT/-1 Monday/NNP/PROPN/obl:unmarked/1 9/CD/NUM/nummod/2"
    assert mended(text)[0] == ("nsubj:pass", 1)


def test_a_participle_between_a_party_and_a_bare_noun_is_the_verb():
    tree = mended(
        "Chad/NNP/PROPN/compound/3 repressed/VBN/VERB/amod/3 Malian/JJ/ADJ/amod/3 traders/NNS/NOUN/ROOT/-1 "
        "././PUNCT/punct/3"
    )
    assert tree == [("nsubj", 1), ("ROOT", -1), ("amod", 3), ("obj", 1), ("punct", 1)]


def test_a_participle_in_a_noun_phrase_is_left_alone():
    text = "The/DT/DET/det/3 Chad/NNP/PROPN/compound/3 banned/VBN/VERB/amod/3 list/NN/NOUN/ROOT/-1"
    assert mended(text)[2] == ("amod", 3)


def test_a_plain_tree_is_left_alone():
    assert mended("Ministers/NNS/NOUN/nsubj/1 met/VBD/VERB/ROOT/-1") == [("nsubj", 1), ("ROOT", -1)]


def test_a_name_before_a_verb_that_has_an_object_is_its_subject():
    tree = mended("Chad/NNP/PROPN/obl:unmarked/1 armed/JJ/ADJ/ROOT/-1 rebels/NNS/NOUN/obj/1")
    assert tree[0] == ("nsubj", 1)


def test_a_word_with_subject_and_object_is_a_verb():
    words, before = reading("Leaders/NNS/NOUN/nsubj/1 hold/NN/NOUN/ROOT/-1 talks/NNS/NOUN/obj/1")
    assert (consistent(words, before).pos[1], consistent(words, before).tags[1]) == ("VERB", "VBP")


def test_the_apposition_before_a_verb_of_saying_is_who_says_it():
    tree = mended(
        "Chad/NNP/PROPN/nsubj/1 thanked/VBD/VERB/ccomp/6 Peru/NNP/PROPN/obj/1 ,/,/PUNCT/punct/5 the/DT/DET/det/5 "
        "agency/NN/NOUN/appos/2 said/VBD/VERB/ROOT/-1"
    )
    assert tree[5] == ("nsubj", 6)


def test_a_possessive_belongs_to_the_noun_behind_it():
    tree = mended("Chad/NNP/PROPN/nsubj/3 's/POS/PART/case/0 plan/NN/NOUN/nsubj/3 failed/VBD/VERB/ROOT/-1")
    assert tree[0] == ("nmod:poss", 2)


def test_have_before_a_participle_is_its_auxiliary():
    tree = mended("Chad/NNP/PROPN/nsubj/1 had/VBD/VERB/ROOT/-1 armed/VBN/VERB/xcomp/1 Peru/NNP/PROPN/obj/1")
    assert tree == [("nsubj", 2), ("aux", 2), ("ROOT", -1), ("obj", 2)]


def test_names_with_a_word_that_has_an_object_behind_them_are_its_subject():
    tree = mended(
        "Rojas/NNP/PROPN/ROOT/-1 and/CC/CCONJ/cc/2 Bediako/NNP/PROPN/conj/0 hold/NN/NOUN/parataxis/0 "
        "talks/NNS/NOUN/obj/3 ././PUNCT/punct/0"
    )
    assert [tree[0], tree[3], tree[5]] == [("nsubj", 3), ("ROOT", -1), ("punct", 3)]


def test_of_two_subjects_one_is_of_what_is_said():
    tree = mended(
        "Rojas/NNP/PROPN/nsubj/4 sent/VBD/VERB/ccomp/4 aid/NN/NOUN/obj/1 media/NN/NOUN/nsubj/4 "
        "said/VBD/VERB/ROOT/-1 Monday/NNP/PROPN/obl/4"
    )
    assert [tree[0], tree[3]] == [("nsubj", 1), ("nsubj", 4)]


def test_a_second_subject_is_an_apposition():
    tree = mended("media/NN/NOUN/nsubj/2 KCNA/NNP/PROPN/nsubj/2 said/VBD/VERB/ROOT/-1")
    assert tree[1] == ("appos", 0)


def test_a_phrase_between_a_noun_and_its_participle_belongs_to_the_noun():
    tree = mended(
        "a/DT/DET/det/1 note/NN/NOUN/ROOT/-1 to/TO/PART/mark/4 Rojas/NNP/PROPN/obl/4 sent/VBN/VERB/acl/1 "
        "Monday/NNP/PROPN/obl/4"
    )
    assert [tree[2], tree[3]] == [("case", 3), ("nmod", 1)]


def test_a_phrase_behind_the_verb_of_saying_belongs_to_it():
    tree = mended(
        "Chad/NNP/PROPN/nsubj/1 fell/VBD/VERB/ccomp/4 ,/,/PUNCT/punct/1 media/NN/NOUN/nsubj/4 said/VBD/VERB/ROOT/-1 "
        "on/IN/ADP/case/6 Sunday/NNP/PROPN/obl/1"
    )
    assert tree[6] == ("obl", 4)


def test_what_is_counted_behind_an_active_verb_is_its_object():
    tree = mended(
        "Floods/NNS/NOUN/nsubj:pass/1 destroyed/VBD/VERB/ROOT/-1 100/CD/NUM/nummod/3 houses/NNS/NOUN/obl:unmarked/1"
    )
    assert [tree[0], tree[3]] == [("nsubj", 1), ("obj", 1)]


def test_a_participle_right_behind_a_noun_modifies_it():
    tree = mended(
        "sent/VBD/VERB/ROOT/-1 a/DT/DET/det/2 note/NN/NOUN/obj/0 to/IN/ADP/case/4 Rojas/NNP/PROPN/nmod/2 "
        "conveyed/VBN/VERB/advcl/0"
    )
    assert tree[5] == ("acl", 2)


def test_a_verb_between_names_and_a_noun_is_no_part_of_the_noun():
    tree = mended(
        "Rojas/NNP/PROPN/ROOT/-1 and/CC/CCONJ/cc/2 Bediako/NNP/PROPN/conj/0 hold/NN/NOUN/compound/4 "
        "talks/NNS/NOUN/conj/0"
    )
    assert [tree[0], tree[3], tree[4]] == [("nsubj", 3), ("ROOT", -1), ("obj", 3)]


def test_of_two_names_side_by_side_in_one_role_the_first_is_a_part_of_the_second():
    tree = mended(
        "met/VBD/VERB/ROOT/-1 US/NNP/PROPN/obj/0 President/NNP/PROPN/nmod:desc/3 Rojas/NNP/PROPN/obj/0 "
        "Monday/NNP/PROPN/obl:unmarked/0"
    )
    assert [tree[1], tree[3]] == [("compound", 3), ("obj", 0)]


def test_two_names_without_a_title_stay_two_objects():
    tree = mended("gave/VBD/VERB/ROOT/-1 Chad/NNP/PROPN/iobj/0 Rojas/NNP/PROPN/obj/0")
    assert [tree[1], tree[2]] == [("iobj", 0), ("obj", 0)]


def test_a_phrase_before_that_belongs_to_the_verb_of_saying():
    tree = mended(
        "He/PRP/PRON/nsubj/1 said/VBD/VERB/ROOT/-1 on/IN/ADP/case/3 Friday/NNP/PROPN/obl/6 that/IN/SCONJ/mark/6 "
        "Chad/NNP/PROPN/nsubj/6 agreed/VBD/VERB/ccomp/1"
    )
    assert tree[3] == ("obl", 1)


def test_an_adjective_before_a_title_belongs_to_it():
    tree = mended(
        "freed/VBD/VERB/ROOT/-1 former/JJ/ADJ/amod/3 President/NNP/PROPN/nmod:desc/3 Ann/NNP/PROPN/obj/0 "
        "Lee/NNP/PROPN/flat/3"
    )
    assert tree[1] == ("amod", 2)


def test_what_stands_between_a_verb_and_its_object_is_a_particle():
    tree = mended(
        "Chad/NNP/PROPN/nsubj/1 flew/VBD/VERB/ROOT/-1 in/IN/ADP/case/4 30/CD/NUM/nummod/4 doctors/NNS/NOUN/obj/1"
    )
    assert tree[2] == ("compound:prt", 1)


def test_a_finite_verb_is_coordinated_with_a_finite_verb():
    tree = mended(
        "Chad/NNP/PROPN/nsubj/1 has/VBZ/VERB/ROOT/-1 plans/NNS/NOUN/obj/1 to/TO/PART/mark/4 help/VB/VERB/acl/2 "
        "and/CC/CCONJ/cc/6 tries/VBZ/VERB/conj/4"
    )
    assert tree[6] == ("conj", 1)
