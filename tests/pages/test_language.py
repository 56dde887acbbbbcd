"""English is told from other languages, by its words alone where they are frequent enough."""

from __future__ import annotations

import pytest

from wirebook.pages import language
from wirebook.pages.language import language_of

ENGLISH = (
    "The minister said that the bridge was closed and that trucks with flour have come to the valley by the road. "
)
OTHERS = {
    "de": "Die Regierung hat am Montag beschlossen, die Hilfe für die Opfer der Flut in der Stadt zu erhöhen. ",
    "nl": "De regering heeft besloten om de hulp voor de slachtoffers van de overstroming in de stad te verhogen. ",
    "fr": "Le gouvernement a décidé lundi d'augmenter son aide aux victimes de l'inondation dans la ville. ",
}


def test_plain_english_needs_no_statistics(monkeypatch):
    monkeypatch.setattr(language, "_identifier", lambda: pytest.fail("the statistics were asked"))
    assert language_of(ENGLISH * 3) == ("en", 1.0)


def test_english_of_few_function_words_is_known_by_statistics():
    found = language_of(
        "Storm kills twelve people near Lima; rescue workers search houses after river floods town. " * 4
    )
    assert found is not None
    assert found[0] == "en"


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_named(code):
    found = language_of(OTHERS[code] * 4)
    assert found is not None
    assert found[0] == code
