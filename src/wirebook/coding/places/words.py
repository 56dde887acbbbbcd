"""Words beside and inside names of places."""

from __future__ import annotations

COUNTY = frozenset({"County", "Parish", "COUNTY", "PARISH", "Co.", "Borough"})
"""Words for a county, which are a part of its name."""

STREETS = frozenset(
    {
        "street", "st", "st.", "avenue", "ave", "ave.", "road", "rd", "rd.", "drive", "dr", "dr.", "lane", "ln",
        "boulevard", "blvd", "blvd.", "way", "court", "ct", "ct.", "parkway", "circle", "trail", "terrace", "turnpike",
        "highway", "route", "pike",
    }
)  # fmt: skip
"""Words that make the name before them a street's."""

DIRECTIONS = frozenset(
    {
        "north", "south", "east", "west", "northern", "southern", "eastern", "western", "northeast", "northwest",
        "southeast", "southwest", "northeastern", "northwestern", "southeastern", "southwestern", "central", "upper",
        "lower", "downtown", "greater",
    }
)  # fmt: skip
"""Words that name a part of the place behind them."""

NO_TOPONYM = DIRECTIONS | frozenset(
    {
        "federal", "state", "states", "city", "county", "street", "district", "metro", "free", "national", "house",
        "white", "hall", "council", "avenue", "road", "highway", "route", "lake", "river", "port", "fort", "saint",
        "st", "st.", "of", "the", "park", "center", "centre", "island",
    }
)  # fmt: skip
"""Words that are no toponym by themselves, though places far off bear each of them as a name."""

WHENCE = frozenset({"in", "at", "near", "from", "to", "outside", "around", "across", "toward", "towards", "of"})
"""Words behind which a name that may be a body's or a place's is a place's."""
