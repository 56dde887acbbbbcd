"""`wirebook.read`: one input or several, as text or as paths."""

import pytest

import wirebook


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("SUVA (Islands News) - Fiji thanked Vanuatu for its offer of tents on Monday.\n")
    return path


def test_one_input_may_stand_alone(page):
    ids = [[coded.article.id for coded in wirebook.read(inputs)] for inputs in ([str(page)], str(page), page, [page])]
    assert ids[0]
    assert all(one == ids[0] for one in ids)
