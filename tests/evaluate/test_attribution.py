"""The suite `attribution`, on a small set of our own in brat's format."""

import pytest

from wirebook.errors import EvaluationError
from wirebook.evaluate.attribution import best_agreeing, read_annotation, read_documents, run

TEXT = 'Ana Bell said that the wells are dry.\n\n"The river is low now," she said. "It will be lower."\n'


def line(number, role, text, *phrases, after=0):
    pieces = ";".join(f"{start} {start + len(p)}" for p in phrases for start in [text.index(p, after)])
    return f"T{number}\t{role} {pieces}\t{' '.join(phrases)}\n"


def first(text=TEXT):
    return (
        line(1, "Source", text, "Ana Bell")
        + line(2, "Cue", text, "said")
        + line(3, "Content", text, "that the wells are dry")
        + "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    )


def second(text=TEXT):
    return (
        line(5, "Source", text, "she")
        + line(6, "Cue", text, "said", after=text.index("she"))
        + line(7, "Content", text, '"The river is low now,"', '"It will be lower."')
        + "E2\tAttribution:T8 Content:T7 Cue:T6 Source:T5\n"
    )


def write(folder, name="farm", text=TEXT, **annotations):
    for part in ("text", "attributions"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "text" / f"{name}.txt").write_text(text)
    for annotator, lines in annotations.items():
        (folder / "attributions" / f"{name}_{annotator}.ann").write_text(lines)


def test_what_is_found_is_scored_by_role(tmp_path):
    write(tmp_path / "dev", aaaa=first() + second())
    scores = run(tmp_path)
    assert scores["documents"] == 1
    for role in ("cue", "source", "content"):
        assert scores[role]["overlap_f1"] == 1.0
        assert scores[role]["exact_f1"] == 1.0
        assert (scores[role]["precision"], scores[role]["recall"]) == (1.0, 1.0)


def test_an_overlap_is_not_exact(tmp_path):
    wider = first().replace(line(1, "Source", TEXT, "Ana Bell"), line(1, "Source", TEXT, "Bell"))
    write(tmp_path, aaaa=wider)
    scores = run(tmp_path)
    assert scores["source"]["recall"] == 1.0
    assert scores["source"]["exact_f1"] == 0.0
    assert scores["source"]["precision"] == 0.5


def test_a_span_may_be_in_pieces():
    spans = read_annotation(second(), TEXT)
    assert [len(span) for span in spans["content"]] == [8 + 7]  # words and marks


def test_an_attribution_without_source_fills_two_roles():
    lines = first().replace(" Source:T1", "").replace("Attribution:", "Attribution-no-source:")
    spans = read_annotation(lines, TEXT)
    assert (len(spans["cue"]), len(spans["source"]), len(spans["content"])) == (1, 0, 1)


def test_of_several_annotators_the_best_agreeing_counts(tmp_path):
    write(tmp_path, aaaa=second(), bbbb=first() + second(), cccc=first())
    (document,) = read_documents(tmp_path)
    assert len(document.gold["cue"]) == 2


def test_of_annotators_who_agree_alike_the_first_counts():
    one, other = read_annotation(first(), TEXT), read_annotation(second(), TEXT)
    assert best_agreeing([one, other]) is one
    assert best_agreeing([other]) is other


def test_nothing_to_score_is_an_error(tmp_path):
    with pytest.raises(EvaluationError, match="no folder attributions"):
        run(tmp_path)


def test_an_annotation_without_its_text_is_an_error(tmp_path):
    write(tmp_path, aaaa=first())
    (tmp_path / "text" / "farm.txt").unlink()
    with pytest.raises(EvaluationError, match="its text is not in"):
        read_documents(tmp_path)


def test_a_file_in_another_format_is_an_error(tmp_path):
    write(tmp_path, aaaa="T1\tSource here there\tAna\n")
    with pytest.raises(EvaluationError, match="not in brat's format"):
        read_documents(tmp_path)
