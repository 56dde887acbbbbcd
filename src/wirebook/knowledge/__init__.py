"""What the coder knows of the world: tables of one record a line, and look-ups over them.

Every table is in `tables/`, its schema in `schema.py`; it is read on the first look-up and kept. `lint` checks them
all; a table that breaks its schema raises KnowledgeError with the table and the line. Imports nothing of the stages.
"""

from wirebook.errors import KnowledgeError
from wirebook.knowledge import (
    cameo,
    countries,
    country_codes,
    hazards,
    impacts,
    names,
    offices,
    organisations,
    people,
    places,
    units,
)
from wirebook.knowledge.lint import lint

__all__ = [
    "KnowledgeError",
    "cameo",
    "countries",
    "country_codes",
    "hazards",
    "impacts",
    "lint",
    "names",
    "offices",
    "organisations",
    "people",
    "places",
    "units",
]
