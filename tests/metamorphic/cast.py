"""Who may stand in a generated page: countries with their leaders, agencies and allies.

Some leaders are well known and in any table of people; the others are invented, so that only the words of the page
tell who they are.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Country:
    """A country as a page names it. `leader` is the full name, `surname` the name used after the first mention."""

    code: str
    name: str
    adjective: str
    capital: str
    office: str
    leader: str
    surname: str
    he: str = "he"
    his: str = "his"
    agency: str = ""
    """Its state news agency, where it is to be the main speaker of a page."""


DONORS = (
    Country("TUR", "Turkey", "Turkish", "Ankara", "President", "Tayyip Erdogan", "Erdogan"),
    Country("IND", "India", "Indian", "New Delhi", "Prime Minister", "Narendra Modi", "Modi"),
    Country("FRA", "France", "French", "Paris", "President", "Emmanuel Macron", "Macron"),
    Country("KAZ", "Kazakhstan", "Kazakh", "Astana", "President", "Kassym-Jomart Tokayev", "Tokayev"),
    Country("ITA", "Italy", "Italian", "Rome", "Prime Minister", "Giorgia Meloni", "Meloni", "she", "her"),
    Country("PER", "Peru", "Peruvian", "Lima", "President", "Marisol Tantalean", "Tantalean", "she", "her"),
    Country("FIN", "Finland", "Finnish", "Helsinki", "President", "Eero Salmenkivi", "Salmenkivi"),
    Country("GHA", "Ghana", "Ghanaian", "Accra", "President", "Kwaku Bediako", "Bediako"),
)
RECIPIENTS = (
    Country("SYR", "Syria", "Syrian", "Damascus", "President", "Bashar al-Assad", "Assad", agency="SANA"),
    Country("CUB", "Cuba", "Cuban", "Havana", "President", "Miguel Diaz-Canel", "Diaz-Canel", agency="Prensa Latina"),
    Country("VNM", "Vietnam", "Vietnamese", "Hanoi", "Prime Minister", "Pham Minh Chinh", "Chinh", agency="VNA"),
    Country("ETH", "Ethiopia", "Ethiopian", "Addis Ababa", "Prime Minister", "Abiy Ahmed", "Abiy", agency="ENA"),
    Country("IRN", "Iran", "Iranian", "Tehran", "President", "Javad Sohrabi", "Sohrabi", agency="IRNA"),
    Country("ARM", "Armenia", "Armenian", "Yerevan", "Prime Minister", "Lilit Avanesyan", "Avanesyan", "she", "her",
            "Armenpress"),
    Country("LBN", "Lebanon", "Lebanese", "Beirut", "President", "Karim Haddara", "Haddara", agency="NNA"),
)  # fmt: skip
THIRDS = (
    Country("JPN", "Japan", "Japanese", "Tokyo", "Prime Minister", "Fumio Kishida", "Kishida"),
    Country("GRC", "Greece", "Greek", "Athens", "Prime Minister", "Stavros Kalligas", "Kalligas"),
    Country("BRA", "Brazil", "Brazilian", "Brasilia", "President", "Otavio Menezes", "Menezes"),
    Country("POL", "Poland", "Polish", "Warsaw", "Prime Minister", "Jacek Wrona", "Wrona"),
    Country("KEN", "Kenya", "Kenyan", "Nairobi", "President", "Wambui Njeru", "Njeru", "she", "her"),
)
ALLIES = (
    Country("AUS", "Australia", "Australian", "Canberra", "Prime Minister", "Ruth Calloway", "Calloway", "she", "her"),
    Country("NOR", "Norway", "Norwegian", "Oslo", "Prime Minister", "Jorunn Vik", "Vik", "she", "her"),
    Country("CAN", "Canada", "Canadian", "Ottawa", "Prime Minister", "Daniel Pratt", "Pratt"),
    Country("GBR", "Britain", "British", "London", "Prime Minister", "Alistair Wren", "Wren"),
)
WIRES = ("Meridian Wire", "Northgate Press", "Harbour News", "Atlas Press")
"""Agencies that sign the page; none exists, so only the shape of the dateline tells that they are agencies."""

MINISTRIES = ("foreign ministry", "interior ministry", "health ministry", "defence ministry")
REPORTERS = ("Ana Kovar", "Tendai Moyo", "Lucia Farrell", "Nikos Arvan")
OTHER_HEADLINES = (
    "Chile expels two Bolivian diplomats over spying claims",
    "Gunmen kill 12 in northern Nigeria market attack",
    "Spain offers 40 million euros to flood-hit Morocco",
    "Thai police arrest 35 at border rally",
    "Iceland and Denmark sign fisheries accord",
    "Mexico denies sending troops to Guatemala border",
    "At least 19 drown as ferry sinks off Madagascar",
    "Ukraine asks Latvia for more air defence missiles",
    "Uganda court jails opposition lawmaker for nine years",
    "Mongolia's coal miners go on strike over safety",
    "Pakistan tests cruise missile in Arabian Sea",
    "Sudan thanks Qatar for field hospital",
)
"""Headlines of other stories. None of their countries is in the cast above."""

HEADLINE_CODES = frozenset(
    "CHL BOL NGA ESP MAR THA ISL DNK MEX GTM MDG UKR LVA UGA MNG PAK SDN QAT".split(),  # noqa: SIM905 - reads better
)
