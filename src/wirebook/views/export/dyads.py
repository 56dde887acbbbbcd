"""Who did it to whom, in pairs, as event tables of one actor and one recipient a row want it; parties by CAMEO.

Codes of actors are those of the CAMEO codebook 1.1b3, fields as in GDELT's: country, known group, up to three types.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from wirebook.book.model import Event
from wirebook.book.party import parties_of
from wirebook.knowledge import cameo, countries, country_codes
from wirebook.record import Claim, Entity

TYPES = 3
"""How many types GDELT has columns for."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A party by CAMEO. `key` is how the book tells it from others; it is empty where there is no party."""

    key: str = ""
    code: str | None = None
    name: str | None = None
    country: str | None = None
    group: str | None = None
    types: tuple[str, ...] = ()


def dyads(event: Event, claims: Sequence[Claim]) -> Iterator[tuple[Actor, Actor]]:
    """The pairs of an event, each once, its parties as its claims have them.

    A joint act has a pair of every two of its parties; one party alone is paired with nobody.
    """
    actors = [_actor(key, [party for claim in claims for party in claim.actor]) for key in event.actor]
    recipients = [_actor(key, [party for claim in claims for party in claim.recipient]) for key in event.recipient]
    if not recipients and len(actors) > 1:
        yield from combinations(actors, 2)
        return
    for actor in actors or [Actor()]:
        for recipient in recipients or [Actor()]:
            yield actor, recipient


def _actor(key: str, parties: Sequence[Entity]) -> Actor:
    same = [party for party in parties if parties_of([party]) == (key,)]
    if not same:
        return Actor(key, name=key.upper())
    sectors = Counter(party.sector for party in same).most_common(1)[0][0]
    party = next(one for one in same if one.sector == sectors)
    types = [role.role for sector in sectors if (role := cameo.role(sector)) and role.role]
    country, group, prefix = country_codes.cameo(party.code), None, None
    if body := cameo.role(party.code):
        country, group, prefix = body.country, body.group, body.prefix
    name = party.identifier_text or party.entity_text
    if country and not sectors and not prefix and party.code:
        name = countries.by_code(party.code).name
    # The prefix of a party of no country says its type already.
    code = (prefix or country or "") + "".join(dict.fromkeys(types))
    if body and body.role:
        types.insert(0, body.role)
    return Actor(key, code or None, name.upper(), country, group, tuple(dict.fromkeys(types))[:TYPES])
