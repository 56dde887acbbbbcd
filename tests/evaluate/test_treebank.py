import gzip

import pytest
import spacy
from spacy.tokens import Doc

from wirebook.errors import EvaluationError
from wirebook.evaluate.treebank import raw_text, read_conllu, read_documents, run, score

# Each word's tag, part of speech, features and relation, as the stub below writes them: the gold of `FIJI` and `TONGA`
# but for what the tests change.
WORDS = {
    "Fiji": ("NNP", "PROPN", "Number=Sing", "nsubj"),
    "sent": ("VBD", "VERB", "Tense=Past|VerbForm=Fin", "ROOT"),
    "boats": ("NNS", "NOUN", "Number=Plur", "obj"),
    ".": (".", "PUNCT", "", "punct"),
    "They": ("PRP", "PRON", "Case=Nom|PronType=Prs", "nsubj:pass"),
    "Do": ("VBP", "AUX", "Mood=Ind", "aux"),
    "n't": ("RB", "PART", "", "advmod"),
    "go": ("VB", "VERB", "VerbForm=Inf", "ROOT"),
}
FIJI = """\
1\tFiji\tFiji\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_
2\tsent\tsend\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\t_
3\tboats\tboat\tNOUN\tNNS\tNumber=Plur\t2\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""
DONT = """\
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVBP\tMood=Ind\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
3.1\tthere\tthere\tADV\tRB\t_\t_\t_\t_\t_
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

"""


def write(doc, starts):
    """A `Doc` with what stands in WORDS; every word hangs on its sentence's root."""
    ends = [*starts[1:], len(doc)]
    heads = []
    for start, end in zip(starts, ends, strict=True):
        root = next((i for i in range(start, end) if WORDS.get(doc[i].text, ".")[3:] == ("ROOT",)), start)
        heads += [root] * (end - start)
    rows = [WORDS.get(token.text, ("XX", "X", "", "dep")) for token in doc]
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[row[0] for row in rows],
        pos=[row[1] for row in rows],
        morphs=[row[2] for row in rows],
        deps=[row[3] for row in rows],
        heads=heads,
    )


@spacy.Language.component("stub_of_a_reader")
def stub(doc):
    """Reads by WORDS. In raw text a sentence starts behind a full stop; given words are one sentence."""
    given = len(doc) > 1 and doc[1].is_sent_start is False
    return write(doc, [0] if given else [0, *(i for i in range(1, len(doc)) if doc[i - 1].text == ".")])


@pytest.fixture
def nlp():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("stub_of_a_reader")
    return pipeline


@pytest.fixture
def treebank(tmp_path):
    def made(text, name="set.conllu"):
        path = tmp_path / name
        path.write_text(text)
        return path

    return made


def test_what_is_right_throughout_scores_one(treebank, nlp):
    scores = score(read_documents(treebank(FIJI + DONT)), nlp)
    assert scores.pop("words_per_second") > 0
    assert scores == {
        "uas": 1, "las": 1, "las_subtypes": 1, "upos": 1, "xpos": 1, "features": 1, "sentences_f1": 1,
        "sentences": 2, "words": 8,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "fallen"),
    [
        ("2\tnsubj", "3\tnsubj", {"uas", "las", "las_subtypes"}),
        ("2\tnsubj", "2\tobl", {"las", "las_subtypes"}),
        ("2\tnsubj", "2\tnsubj:outer", {"las_subtypes"}),
        ("2\tpunct", "3\tpunct", {"uas", "las", "las_subtypes"}),
        ("PROPN\tNNP", "NOUN\tNNP", {"upos"}),
        ("PROPN\tNNP", "PROPN\tNN", {"xpos"}),
        ("Number=Sing", "_", {"features"}),
        ("Tense=Past|VerbForm=Fin", "VerbForm=Fin", {"features"}),
    ],
)
def test_each_column_has_its_score(treebank, nlp, old, new, fallen):
    scores = score(read_documents(treebank(FIJI.replace(old, new))), nlp)
    for key in ("uas", "las", "las_subtypes", "upos", "xpos", "features"):
        assert scores[key] == (0.75 if key in fallen else 1), key


def test_a_subtype_that_the_pipeline_adds_is_no_error(treebank, nlp):
    scores = score(read_documents(treebank(FIJI.replace("Fiji", "They"))), nlp)
    assert (scores["las"], scores["las_subtypes"]) == (1, 0.75)


def test_features_are_compared_as_sets(treebank, nlp):
    text = FIJI.replace("Tense=Past|VerbForm=Fin", "VerbForm=Fin|Tense=Past")
    assert score(read_documents(treebank(text)), nlp)["features"] == 1


def test_what_is_not_annotated_has_no_score(treebank, nlp):
    bare = "".join(
        "\t".join([*cells[:4], "_", "_", *cells[6:]]) if len(cells := line.split("\t")) == 10 else line
        for line in FIJI.splitlines(keepends=True)
    )
    scores = score(read_documents(treebank(bare)), nlp)
    assert scores.keys().isdisjoint({"xpos", "features"})
    assert scores["las"] == scores["upos"] == 1
    words = "1\tFiji\t_\t_\t_\t_\t_\t_\t_\t_\n2\tsent\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
    assert score(read_documents(treebank(words)), nlp).keys() == {
        "sentences_f1", "words_per_second", "sentences", "words"
    }  # fmt: skip


def test_text_is_put_together_as_it_was_written(treebank):
    marked = f"# newdoc id = a\n# newpar\n{FIJI}{DONT}# newpar_block = p\n# newpar\n{FIJI}# newdoc id = b\n{DONT}"
    first, second = read_documents(treebank(marked))
    text, spans = raw_text(first)
    assert text == "Fiji sent boats. Don't go.\n\nFiji sent boats."
    assert [text[start:end] for start, end in spans] == ["Fiji sent boats.", "Don't go.", "Fiji sent boats."]
    assert raw_text(second)[0] == "Don't go."
    assert [word.form for word in second[0].words] == ["Do", "n't", "go", "."]
    assert second[0].spaces == [False, True, False, True]


def test_without_marks_ten_sentences_make_a_document(treebank):
    documents = read_documents(treebank(FIJI * 21))
    assert [len(document) for document in documents] == [10, 10, 1]


def test_a_sentence_is_right_where_both_its_ends_are(treebank, nlp):
    heading = "".join(FIJI.splitlines(keepends=True)[:2]) + "\n"
    # The stub reads the heading and the sentence behind it as one: of 2 found and 3 in the gold 1 is right.
    assert score(read_documents(treebank(FIJI + heading + FIJI)), nlp)["sentences_f1"] == pytest.approx(2 / 5)


def test_a_blank_more_or_less_does_not_count(treebank, nlp):
    text = f"# newdoc\n{FIJI}# newpar\n{FIJI}"
    # In the stub's reading the blank line belongs to the sentence behind it.
    assert score(read_documents(treebank(text)), nlp)["sentences_f1"] == 1


def test_folders_are_searched_through_and_packed_files_read(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/b.conllu.gz").write_bytes(gzip.compress(DONT.encode()))
    (tmp_path / "a.conllu").write_text(FIJI.replace("\n", "\r\n"))
    (tmp_path / "README").write_text("No treebank.")
    assert [raw_text(document)[0] for document in read_documents(tmp_path)] == ["Fiji sent boats.", "Don't go."]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no sentence"),
        (b"\xff\xfe", "cannot be read"),
        (b"1\tFiji\n", "line 1.*2 columns instead of 10"),
        (FIJI.replace("2\tpunct", "x\tpunct").encode(), "line 4.*no number"),
        (FIJI.replace("2\tpunct", "9\tpunct").encode(), "line 4.*none of its words"),
        (FIJI.replace("3\tboats", "4\tboats").encode(), "line 3.*numbered 4 where word 3"),
    ],
)
def test_a_file_that_is_none_is_named(tmp_path, content, reason):
    path = tmp_path / "set.conllu"
    path.write_bytes(content)
    with pytest.raises(EvaluationError, match=reason) as refused:
        read_conllu(path)
    assert "set.conllu" in str(refused.value)


def test_a_packed_file_that_is_broken_is_named(tmp_path):
    path = tmp_path / "set.conllu.gz"
    path.write_bytes(gzip.compress(FIJI.encode())[:-12])
    with pytest.raises(EvaluationError, match=r"set\.conllu\.gz: it cannot be read"):
        read_conllu(path)


def test_a_folder_without_treebank_is_named(tmp_path):
    with pytest.raises(EvaluationError, match="no CoNLL-U file"):
        read_documents(tmp_path)


def test_the_shipped_pipeline_reads_plain_sentences(treebank):
    scores = run(treebank(FIJI + DONT))
    assert scores["sentences_f1"] == 1
    assert min(scores["uas"], scores["las"], scores["upos"], scores["xpos"]) >= 0.75
    assert scores["words_per_second"] > 0
