import gzip

import pytest
import spacy

from wirebook.errors import EvaluationError
from wirebook.evaluate.names import read_passages, run, score

NUMBERED = """\
# sent_id = 1
# text = Ana Silva left Fiji Post.
1\tAna\tB-PER\t-\t-
2\tSilva\tI-PER\t-\t-
3\tleft\tO\t-\t-
4\tFiji\tB-ORG\t-\t-
5\tPost\tI-ORG\t-\t-
6\t.\tO\t-\t-

# sent_id = 2
1\tFiji\tB-LOC\t-\t-
2\tTonga\tB-LOC\t-\t-
"""
IEER = """\
<DOC>
<DOCNO> 1 </DOCNO>
<HEADLINE>
<b_enamex type="LOCATION">Samoa<e_enamex> waits
</HEADLINE>
<TEXT>
\t   ``I go,'' said <b_enamex type="PERSON">Ana
Silva<e_enamex> of <b_enamex type="ORGANIZATION" status="opt">Lo &AMP; Sons<e_enamex> on
<b_timex type="DATE">Sunday<e_timex>.
<ANNOTATION>
\t   (<b_enamex type="ORGANIZATION"><b_enamex type="LOCATION">Fiji<e_enamex> Post<e_enamex>)
</ANNOTATION>
</TEXT>
</DOC>
"""
MENTIONS = """\
# newdoc id = a
1\tThe\tthe\tDET\tDT\t_\t3\tdet\t_\tEntity=(1-organization-new(2-place-new-cf1)
2\tBank\tBank\tPROPN\tNNP\t_\t0\troot\t_\t_
3\tof\tof\tADP\tIN\t_\t4\tcase\t_\t_
4\tFiji\tFiji\tPROPN\tNNP\t_\t2\tnmod\t_\tEntity=(3-place-new)1)
5\ttold\ttell\tVERB\tVBD\t_\t2\tdep\t_\t_
6\this\this\tPRON\tPRP\t_\t8\tnmod\t_\tEntity=(4-person-new(5-person-giv)
7\told\told\tADJ\tJJ\t_\t8\tamod\t_\t_
8\tfriend\tfriend\tNOUN\tNN\t_\t5\tobj\t_\tEntity=4)
9\tAna\tAna\tPROPN\tNNP\t_\t8\tappos\t_\tSpaceAfter=No|Entity=(6-person-new)(7-event-new)
10\tSunday\tSunday\tPROPN\tNNP\t_\t5\tobl\t_\tEntity=(8-time-new)
"""


@pytest.fixture
def nlp():
    """A pipeline that knows a few names, some of them wrongly."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "PER", "pattern": "Ana Silva"},
            {"label": "LOC", "pattern": "Fiji"},
            {"label": "ORG", "pattern": "Tonga"},
            {"label": "DATE", "pattern": "Sunday"},
        ]
    )
    return pipeline


@pytest.fixture
def gold(tmp_path):
    def made(text, name="set.txt"):
        path = tmp_path / name
        path.write_text(text)
        return path

    return made


def named(path):
    """The names of each passage, in the words of the text."""
    found = []
    for passage in read_passages(path):
        raw = isinstance(passage.content, str)
        spans = sorted(passage.names)
        found.append([(passage.content[s:e] if raw else " ".join(passage.content[s:e]), kind) for s, e, kind in spans])
    return found


def test_span_and_type_must_be_exact(gold, nlp):
    scores = score(read_passages(gold(NUMBERED)), nlp)
    # Right: Ana Silva, Fiji alone. Wrong: Fiji within Fiji Post, Tonga as an organisation.
    assert scores == {
        "precision": 0.5, "recall": 0.5, "f1": 0.5,
        "PER": {"precision": 1, "recall": 1, "f1": 1},
        "ORG": {"precision": 0, "recall": 0, "f1": 0},
        "LOC": {"precision": 0.5, "recall": 0.5, "f1": 0.5},
        "names": 4, "sentences": 2, "documents": 0,
    }  # fmt: skip


def test_names_of_other_types_are_left_out_on_both_sides(gold, nlp):
    scores = score(read_passages(gold("Sunday B-DATE\nin O\nFiji B-LOC\n")), nlp)
    assert (scores["f1"], scores["names"]) == (1, 1)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana B-PER\nSilva I-PER\nLo B-PER\n", [("Ana Silva", "PER"), ("Lo", "PER")]),
        ("Ana I-PER\nSilva I-PER\nFiji I-LOC\n", [("Ana Silva", "PER"), ("Fiji", "LOC")]),
        ("Ana I-PER\nLo B-PER\nSilva I-PER\n", [("Ana", "PER"), ("Lo Silva", "PER")]),
        ("Ana\tB-Person\nat\tO\nUN\tB-Organisation\nin\tO\nFiji\tI-Location\n",
         [("Ana", "PER"), ("UN", "ORG"), ("Fiji", "LOC")]),
        ("Fiji NNP I-NP B-GPE\n. . O O\n", [("Fiji", "LOC")]),
        ("Fiji I-GPE\nPost I-LOC\n", [("Fiji", "LOC"), ("Post", "LOC")]),
        ("Songs I-MISC\nof I-MISC\nFiji I-LOC\n", [("Fiji", "LOC")]),
        ("# a set\nAna B-PER\n# O\n", [("Ana", "PER")]),
        ("1\tAna\tB-PER\n1-2\tSilva's\t_\n2\tSilva\tI-PER\n3\t's\tO\n", [("Ana Silva", "PER")]),
    ],
)  # fmt: skip
def test_columns(gold, text, names):
    assert named(gold(text)) == [names]


def test_words_of_columns_are_kept(gold):
    (passage,) = read_passages(gold("-DOCSTART- O\n\n# a set\nAna\u00a0S. B-PER\r\n# O\n\u2028 O\n"))
    assert passage.content == ("Ana\u00a0S.", "#", "\u2028")


def test_mentions_of_proper_nouns_are_names(gold):
    # Not a name: the nested place, what has no proper noun, what is neither person, organisation nor place.
    assert named(gold(MENTIONS, "set.conllu")) == [[("Bank of Fiji", "ORG"), ("Ana", "PER")]]


def test_newswire_is_compared_by_characters(gold, nlp):
    path = gold(IEER, "NEWS_1")
    assert named(path) == [[("Ana Silva", "PER"), ("Lo & Sons", "ORG"), ("Fiji Post", "ORG")]]
    (passage,) = read_passages(path)
    assert " ".join(passage.content.split()) == "``I go,'' said Ana Silva of Lo & Sons on Sunday. (Fiji Post)"
    scores = score([passage], nlp)
    assert (scores["precision"], scores["recall"]) == (0.5, pytest.approx(1 / 3))
    assert (scores["sentences"], scores["documents"]) == (0, 1)


def test_a_folder_is_read_for_all_that_is_known(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.iob2.gz").write_bytes(gzip.compress(NUMBERED.encode()))
    (tmp_path / "deep/b").write_text(IEER)
    (tmp_path / "deep/c.conllu").write_text(MENTIONS)
    (tmp_path / "README").write_text("A few names.\n\nNothing else.")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff")
    (tmp_path / "treebank.conllu").write_text(MENTIONS.replace("Entity=", "Other="))
    (tmp_path / "a.dump.txt").write_text(NUMBERED)
    assert [len(names) for names in named(tmp_path)] == [2, 2, 3, 2]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "holds no names"),
        (b"Some prose.", "holds no names"),
        (b"\xff\xfe", "cannot be read"),
        (b"Ana B-PER\nSilva\n", "line 2: it has not the columns"),
        (b"Ana B-PER\nSilva B_PER\n", "line 2: it has not the columns"),
        (b"<DOC>\n</DOC>", "no TEXT element"),
        (MENTIONS.replace("2\tBank", "7\tBank").encode(), "line 3: it is numbered 7"),
    ],
)
def test_a_file_that_is_none_is_named(tmp_path, content, reason):
    path = tmp_path / "set.conll"
    path.write_bytes(content)
    with pytest.raises(EvaluationError, match=reason) as refused:
        read_passages(path)
    assert "set.conll" in str(refused.value)


def test_a_folder_without_names_is_named(tmp_path):
    (tmp_path / "README").write_text("Nothing here.")
    with pytest.raises(EvaluationError, match="holds no names"):
        read_passages(tmp_path)


def test_the_shipped_pipeline_finds_plain_names(gold):
    text = "Angela B-PER\nMerkel I-PER\nvisited O\nParis B-LOC\n. O\n\nShe O\nreturned O\nto O\nGermany B-LOC\n. O\n"
    scores = run(gold(text))
    assert scores["f1"] >= 0.6
    assert (scores["names"], scores["sentences"]) == (3, 2)
