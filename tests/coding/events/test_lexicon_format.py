"""The tables of the lexicon keep to their format, whatever the engine makes of them.

Each rule by itself, so that what breaks is told by name; `wirebook lexicon lint` knows the same rules.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources

import pytest

from wirebook.coding.events.lexicon import COLUMNS, classes, spelling
from wirebook.coding.events.lexicon.lint import COMMITMENTS, CONDITION_SLOTS, CONTEXTS, EXPECTED, SLOTS

MODES: dict[str, set[str]] = {}
with (resources.files("wirebook.coding.tables") / "plover_types.tsv").open(encoding="utf8") as _table:
    for _line in csv.DictReader(_table, delimiter="\t"):
        MODES.setdefault(_line["event"], set()).update(filter(None, [_line["mode"]]))
OPERATORS = {"commit", "refuse", "request", "threaten", "accuse", "deny", "fail", "stop", "do", "cause", "plan"}
MATCHES = {"@any", "@party", "@act", "@infinitive"}
IRREGULAR = {
    spelling(lemma): set(forms.split())
    for lemma, forms in (
        line.split(":")
        for line in (
            "be:is was",
            "bend:bent",
            "dig:dug",
            "fall:fell fallen",
            "get:got",
            "oversee:oversaw overseen",
            "run:ran",
            "see:saw seen",
            "stick:stuck",
            "swing:swung",
            "win:won",
            "beat:beat beaten",
            "become:became",
            "begin:began begun",
            "blow:blew",
            "break:broke broken",
            "bring:brought",
            "build:built",
            "buy:bought",
            "come:came",
            "drive:drove driven",
            "draw:drew drawn",
            "feed:fed",
            "fight:fought",
            "fly:flew flown",
            "forbid:forbade forbidden",
            "forget:forgot",
            "forgive:forgave forgiven",
            "find:found",
            "freeze:froze frozen",
            "give:gave given",
            "go:went gone",
            "have:had",
            "hang:hanged hung",
            "hold:held",
            "keep:kept",
            "lay:laid",
            "lead:led",
            "leave:left",
            "lend:lent",
            "make:made",
            "meet:met",
            "mislead:misled",
            "overrun:overran",
            "overthrow:overthrew",
            "pay:paid",
            "retake:retook retaken",
            "rebuild:rebuilt",
            "ring:rang",
            "rise:rose risen",
            "say:said",
            "seek:sought",
            "sell:sold",
            "send:sent",
            "shake:shook shaken",
            "shoot:shot",
            "sink:sank sunk",
            "sit:sat",
            "slay:slew slain",
            "speak:spoke spoken",
            "spend:spent",
            "stand:stood",
            "strike:struck",
            "swear:swore sworn",
            "take:took taken",
            "tear:tore torn",
            "tell:told",
            "think:thought",
            "throw:threw thrown",
            "undertake:undertook undertaken",
            "unfreeze:unfroze unfrozen",
            "uphold:upheld",
            "withdraw:withdrew withdrawn",
            "withhold:withheld",
            "write:wrote written",
        )
    )
}

Row = dict[str, str]


def _tables() -> Iterator[tuple[str, list[list[str]]]]:
    folder = resources.files("wirebook.coding.events.lexicon")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".tsv"):
            yield file.name, [line.split("\t") for line in file.read_text(encoding="utf8").splitlines()]


def _rows() -> Iterator[tuple[str, Row]]:
    for name, table in _tables():
        if name != "classes.tsv":
            for number, cells in enumerate(table[1:], start=2):
                yield f"{name}:{number}", dict(zip(COLUMNS, cells, strict=False))


ROWS = dict(_rows())


def _forms(lemma: str) -> set[str]:
    """Word forms of a lemma by the rules of English inflection, and its irregular ones."""
    stem = lemma.removesuffix("e")
    forms = {lemma, f"{lemma}s", f"{lemma}es", f"{stem}ed", f"{stem}ing", f"{lemma}ed", f"{lemma}ing"}
    forms |= {lemma + lemma[-1] + ending for ending in ("ed", "ing")}
    forms |= {f"{lemma}ked", f"{lemma}king"}
    if lemma.endswith("y"):
        forms |= {f"{lemma[:-1]}ies", f"{lemma[:-1]}ied"}
    return forms | IRREGULAR.get(spelling(lemma), set())


@pytest.mark.parametrize("name", [name for name, _ in _tables()])
def test_every_line_has_the_columns_of_its_header(name: str) -> None:
    header, *rows = dict(_tables())[name]
    assert tuple(header) == (("class", "lemmas") if name == "classes.tsv" else COLUMNS)
    assert [row for row in rows if len(row) != len(header)] == []


@pytest.mark.parametrize("name", [name for name, _ in _tables() if name != "classes.tsv"])
def test_events_modes_and_contexts_are_those_of_plover(name: str) -> None:
    for where, row in ROWS.items():
        if not where.startswith(f"{name}:"):
            continue
        event, mode = row["event"], row["mode"]
        if event.startswith("op:"):
            assert event[3:] in OPERATORS, where
            assert not mode or (event == "op:commit" and mode in COMMITMENTS), where
        else:
            assert event in MODES, where
            assert not mode or mode in MODES[event], where
        assert set(row["context"].split()) <= CONTEXTS, where
        assert row["pos"] in {"VERB", "NOUN", "ADJ"}, where


def test_slots_are_known() -> None:
    for where, row in ROWS.items():
        for column in ("actor", "recipient", "theme"):
            slots = row[column].removeprefix("joint:")
            assert set(filter(None, slots.split("|"))) <= SLOTS, f"{where}: {column} {slots}"


def test_operators_say_where_the_act_below_them_stands() -> None:
    assert [where for where, row in ROWS.items() if row["event"].startswith("op:") and not row["theme"]] == []


def test_conditions_name_known_slots_and_classes() -> None:
    for where, row in ROWS.items():
        for condition in row["predicate"].split()[1:]:
            slot, colon, values = condition.removeprefix("!").partition(":")
            assert colon, f"{where}: {condition}"
            assert values, f"{where}: {condition}"
            assert slot in CONDITION_SLOTS, f"{where}: {condition}"
            for value in values.split(","):
                assert not value.startswith("@") or value in MATCHES or value[1:] in classes(), f"{where}: {value}"


def test_no_frame_stands_twice() -> None:
    keys = Counter(
        (spelling(row["predicate"].split()[0]), row["pos"], frozenset(row["predicate"].split()[1:]))
        for row in ROWS.values()
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_classes_hold_every_lemma_once_and_none_is_idle() -> None:
    used = {
        value[1:]
        for row in ROWS.values()
        for condition in row["predicate"].split()[1:]
        for value in condition.partition(":")[2].split(",")
        if value.startswith("@")
    } - {m[1:] for m in MATCHES}
    assert set(classes()) - used == set()
    for _, table in (t for t in _tables() if t[0] == "classes.tsv"):
        for name, lemmas in table[1:]:
            assert [w for w, n in Counter(lemmas.split()).items() if n > 1] == [], name


def test_every_expectation_can_be_read() -> None:
    for where, row in ROWS.items():
        assert row["expected"], where
        for expected in row["expected"].split("; "):
            match = EXPECTED.fullmatch(expected)
            assert match, f"{where}: {expected}"
            event, mode = match["event"], match["mode"]
            assert event in MODES, f"{where}: {expected}"
            assert mode is None or mode in MODES[event], f"{where}: {expected}"


def test_an_example_expects_what_its_frame_says() -> None:
    for where, row in ROWS.items():
        if not row["event"].startswith("op:"):
            told = {e.removeprefix("not ").split(" ")[0] for e in row["expected"].split("; ")}
            own = row["event"] + ("/" + row["mode"] if row["mode"] else "")
            # a thing given may have no giver of its own, and shows only below an offer
            assert own in told or (not row["actor"] and row["pos"] == "NOUN") or "AGREE" in told, where


def test_every_example_shows_its_word() -> None:
    for where, row in ROWS.items():
        example = row["example"]
        assert example.endswith("."), where
        words = {w.lower() for pattern in (r"[\w-]+", r"\w+") for w in re.findall(pattern, example)}
        assert words & {f.lower() for f in _forms(row["predicate"].split()[0])}, f"{where}: {example}"


def test_no_example_stands_for_two_frames_of_one_word() -> None:
    seen = Counter((row["predicate"].split()[0], row["pos"], row["example"]) for row in ROWS.values())
    assert [key for key, count in seen.items() if count > 1] == []
