"""Fragments at their places to lines, and lines to paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wirebook.sources.documents.layout import Fragment, lines_of
from wirebook.sources.documents.prose import body_size, paragraphs, title_at, without_running


def placed(text, x, y, size=10.0, follows=False):
    return Fragment(text, x, y, size, len(text) * size * 0.5, follows)


def stacked(texts, x=72, top=700, step=12):
    return [placed(text, x, top - step * number) for number, text in enumerate(texts) if text]


def texts(fragments):
    return [line.text for line in lines_of(fragments)]


def read(*pages):
    return paragraphs([line for page in without_running([lines_of(page) for page in pages]) for line in page])


LEFT = [
    "Heavy rain fell on the hills above",
    "the town of Lara for nine days and",
    "the river Tarn left its bed there,",
    "so that two bridges were closed to",
    "all who had no boat of their own.",
]
RIGHT = [
    "The council asked for flour, tents",
    "and boats. The neighbours sent all",
    "of these within a week, and more",
    "were said to be on the road from",
    "the coast on Sunday in the night.",
]
MORE = ["No one was hurt when the old mill", "at the upper end of the lake fell", "in on Friday, said its owner."]
BODIES = (LEFT, RIGHT, MORE)
WHOLE = [" ".join(lines) for lines in BODIES]


def test_pieces_of_a_line_are_put_together():
    assert texts([placed("Trucks", 72, 700), placed("came", 105, 700)]) == ["Trucks came"]
    assert texts([placed("Tr", 72, 700), placed("ucks", 84, 700, follows=True)]) == ["Trucks"]
    assert texts([placed("10", 72, 700), placed("th", 82, 703, 6, follows=True)]) == ["10th"]


def test_order_on_the_page_is_that_of_reading_not_of_drawing():
    assert texts(stacked(LEFT)[::-1]) == LEFT


def test_two_columns_are_read_one_after_the_other():
    left, right = stacked(LEFT, 72), stacked(RIGHT, 320)
    assert texts(left + right) == LEFT + RIGHT
    assert texts([piece for row in zip(left, right, strict=True) for piece in row]) == LEFT + RIGHT


def test_heading_over_both_columns_parts_them():
    heading = placed("Situation in the valley and in all of the towns along the river on Monday", 72, 628, 12)
    lower_left, lower_right = stacked(LEFT, 72, 600), stacked(RIGHT, 320, 600)
    page = [*stacked(LEFT), *stacked(RIGHT, 320), heading, *lower_left, *lower_right]
    assert texts(page) == [*LEFT, *RIGHT, heading.text, *LEFT, *RIGHT]


def test_table_is_read_row_by_row():
    cells = [
        ("Place", "Dead", "Injured"),
        ("Lara", "3", "12"),
        ("Tarn", "1", "4"),
        ("Upper Mill", "0", "7"),
        ("All", "4", "23"),
    ]
    page = [
        placed(cell, 72 + 150 * at, 700 - 14 * row) for row, line in enumerate(cells) for at, cell in enumerate(line)
    ]
    assert read(page) == ["\t".join(line) for line in cells]


def test_rows_between_paragraphs_stay_lines():
    page = stacked([*LEFT, "", "12,345 67,890 1,200", "Lara: 3 4 5 6"])
    assert read(page)[1:] == ["12,345 67,890 1,200", "Lara: 3 4 5 6"]


def test_wrapped_lines_and_broken_words_are_joined():
    lines = [
        "Heavy rain fell on the hills above the humani-",
        "tarian depot, and a well-",
        "known bridge is closed to COVID-",
        "19 teams. A well-known man went home.",
    ]
    assert read(stacked(lines)) == [
        "Heavy rain fell on the hills above the humanitarian depot, "
        "and a well-known bridge is closed to COVID-19 teams. A well-known man went home."
    ]


def test_paragraphs_begin_at_gaps_indents_bullets_and_short_lines():
    joined = " ".join(LEFT)
    assert read(stacked([*LEFT, "", *LEFT])) == [joined, joined]
    indented = [*stacked(LEFT), placed("Some " + LEFT[0], 90, 640), *stacked(LEFT[1:], 72, 628)]
    assert read(indented) == [joined, "Some " + joined]
    assert read(stacked([LEFT[0], "it stopped.", *LEFT])) == [LEFT[0] + " it stopped.", joined]
    listed = [
        placed("• Boats for all the towns that lie at", 72, 700),
        placed("the river.", 80, 688),
        placed("• Flour", 72, 676),
    ]
    assert read(listed) == ["• Boats for all the towns that lie at the river.", "• Flour"]


def test_paragraph_goes_on_over_the_page():
    assert read(stacked(LEFT[:3]), stacked(LEFT[3:])) == [" ".join(LEFT)]
    assert len(read(stacked(LEFT), stacked(RIGHT))) == 2


def test_running_heads_feet_and_page_numbers_go():
    def page(number, body):
        head = placed(f"Valley Council | Report {number}", 72, 800)
        return [head, *stacked(body), placed(f"Page {number} of 3", 280, 40)]

    assert read(*(page(number, body) for number, body in enumerate(BODIES, 1))) == WHOLE
    assert read(*([*stacked(body), placed(str(number), 280, 40)] for number, body in enumerate(BODIES, 7))) == WHOLE


def test_numbers_that_count_no_pages_stay():
    pages = [[placed(number, 72, 800, 20), *stacked(body)] for number, body in zip(("350", "12"), BODIES, strict=False)]
    assert read(*pages) == ["350", WHOLE[0], "12", WHOLE[1]]


def test_line_that_repeats_inside_the_page_or_at_another_place_stays():
    pages = [stacked([body[0], "Water", *body[1:]]) for body in BODIES]
    assert sum(text.count("Water") for text in read(*pages)) == 3
    pages = [stacked(["Water", *body], top=top) for body, top in zip(BODIES, (700, 500, 600), strict=True)]
    assert read(*pages) == ["Water", WHOLE[0], "Water", WHOLE[1], "Water", WHOLE[2]]


def test_title_is_what_is_set_biggest():
    page = lines_of(
        [placed("Floods in the valley", 72, 760, 20), placed("and what came after", 72, 736, 20), *stacked(LEFT)]
    )
    place = title_at(page, body_size(page))
    assert place is not None
    assert [line.text for line in page[place]] == ["Floods in the valley", "and what came after"]
    plain = lines_of(stacked(LEFT))
    assert title_at(plain, body_size(plain)) is None


PLACES = st.floats(-2_000, 2_000)
FRAGMENTS = st.lists(
    st.builds(Fragment, st.text(max_size=20), PLACES, PLACES, st.floats(0, 40), st.floats(0, 600), st.booleans()),
    max_size=30,
)


@given(st.lists(FRAGMENTS, max_size=4))
def test_no_letter_is_lost_or_added(pages):
    lines = [line for page in pages for line in lines_of(page)]
    drawn = sorted("".join("".join(fragment.text.split()) for page in pages for fragment in page))
    assert sorted("".join("".join(line.text.split()) for line in lines)) == drawn
    assert all(text.strip() or not text for text in paragraphs(lines))
