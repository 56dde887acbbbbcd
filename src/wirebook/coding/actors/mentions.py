"""Parties in one `Doc`: who each noun phrase is, from the tables, its modifiers, its apposition and the article so far.

Phrases are read in the order of the text, since an article introduces its people once ("Russian President Vladimir
Putin") and uses short forms after ("Putin", "the president").
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from spacy.tokens import Doc, Token

from wirebook.coding.actors.collectives import the_country, the_two
from wirebook.coding.actors.holders import as_of
from wirebook.coding.actors.memory import Memory
from wirebook.coding.actors.phrases import (
    OF_A_COUNTRY,
    Named,
    Titled,
    completes_a_title,
    goes_on,
    is_acted_on,
    joint_before,
    mention,
    name_end,
    named_in,
    office_in,
    phrase_span,
)
from wirebook.coding.extensions import text_of
from wirebook.coding.spans import Actor, ActorKind
from wirebook.knowledge import countries, gazetteer
from wirebook.language import tree

OF = (("of", "for"),)
PREPOSITIONS = (*OF, ("from",), ("in", "at", "near", "around"))
NORTH_SOUTH = {"north": ("North Korea", "PRK"), "south": ("South Korea", "KOR")}
AID_OFFICE = "aid worker"
AID_BODIES = frozenset({"group", "agency", "organisation", "organization", "charity"})
LEADING = frozenset({"chair", "command", "direct", "head", "lead", "run"})


class Mentions:
    """Finds the parties of a `Doc`; `parties` maps a head token's index to the parties that its phrase is."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.memory = Memory(doc._.published)
        self.parties: dict[int, tuple[Actor, ...]] = {}
        self.named: dict[int, Named] = named_in(doc)
        self._covered = {i for n in self.named.values() for i in range(n.start, n.end)}
        self._korea = any(t.text in {"Korea", "Korean", "Koreans", "Pyongyang", "Seoul", "Koreas"} for t in doc)
        for code in doc._.title_countries:
            self.memory.countries[code] += 1
        for name in self.named.values():
            if name.code and name.kind in OF_A_COUNTRY:
                self.memory.countries[name.code] += 1
        if doc._.dateline_country:
            self.memory.countries[doc._.dateline_country] += 2

    def find(self) -> dict[int, tuple[Actor, ...]]:
        """Read every nominal token once, in order."""
        for token in self.doc:
            if token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "X"} or token.i in self.named:
                found = self._read(token)
                if found:
                    self.parties[token.i] = found
                    self.memory.remember(token, found)
                    self.memory.oppose(token, found, self.parties)
        return {i: tuple(as_of(actor, self.memory.published) for actor in found) for i, found in self.parties.items()}

    def _read(self, token: Token) -> tuple[Actor, ...]:
        before = self.doc[max(0, token.i - 2) : token.i].text.lower()
        if token.lower_.startswith("anti-") or before == "anti-":
            return ()  # whom "anti-government" protests are against does not protest
        if token.dep_ in {"flat", "goeswith", "nmod:desc"} and token.head.pos_ == "PROPN":
            return ()
        if (
            self._korea
            and token.text in {"North", "South"}
            and token.i
            and token.nbor(-1).lower_ == "the"
            and not goes_on(token)
        ):
            label, korea = NORTH_SOUTH[token.lower_]
            wikidata_id = countries.by_code(korea).wikidata_id
            return (mention(token, "country", label, korea, (), None, wikidata_id, "table"),)
        name = self.named.get(token.i)
        if name is None and (token.i in self._covered or completes_a_title(token)):
            return ()
        if token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "non":
            return ()  # "non-government-controlled areas" are not the government
        title = office_in(token) if token.pos_ != "ADJ" else None  # "a major event" is no officer
        pair = the_two(token, title, self.memory, self.named) if token.tag_ == "NNS" and name is None else ()
        if pair:
            return pair
        if name is not None and name.kind == "person":
            return (self._person(token, name, title),)
        if name is not None and name.kind in {"organisation", "seat"}:
            # a country's Red Cross has that country's code
            code = self._nationality(token)[0] if name.code == "NGO" else None
            return (
                mention(
                    token,
                    "organisation" if name.kind == "organisation" else "body",
                    None if code else name.name,
                    code or name.code,
                    name.sector,
                    name.office,
                    name.identifier_id,
                    "table",
                    historical=name.historical_code,
                ),
            )
        if name is not None and name.kind == "country" and name.start < token.i:
            return self._place_name(token, name)  # "the Soviet Union" is no trade union
        if title is not None and title.token.i == token.i:
            if title.office == "state" and token.text[:1].islower() and any(c.pos_ == "PROPN" for c in token.children):
                return self._unit(token)
            return self._office(token, title)
        if name is not None:
            return self._place_name(token, name)
        if token.pos_ == "PROPN" or (token.ent_type_ in {"PER", "ORG"} and token.pos_ in {"NOUN", "X", "ADJ"}):
            return self._unknown_name(token, title)
        return the_country(token, self.memory) if token.pos_ == "NOUN" else ()

    def _person(self, token: Token, name: Named, title: Titled | None) -> Actor:
        known = self.memory.names.get(token.text.lower()) if name.weak else None
        if known is not None:
            return replace(
                mention(
                    token, "person", known.name, known.code, known.sector, known.office, known.identifier_id, "memory"
                )
            )
        # where a person of the table is met says nothing of his country: "President Trump in Hanoi"
        code = self._nationality(token, OF)[0] if title is not None else None
        if title is not None and code and code != name.code:
            # the page's own title goes before the table: another person of that name, or another time
            return mention(token, "person", name.name, code, title.sector, title.office, None, "modifier")
        sector, office = name.sector, name.office
        # "Major" in "John Major" is a surname, no rank
        if title is not None and title.sector and not (name.start <= title.token.i < name.end and not name.weak):
            sector, office = title.sector, title.office
        return mention(token, "person", name.name, name.code, sector, office, name.identifier_id, "table")

    def _nationality(
        self, token: Token, prepositions: tuple[tuple[str, ...], ...] = PREPOSITIONS
    ) -> tuple[str | None, str]:
        """The country that a phrase names in its modifiers: "Russian", "Russia's", "of Russia", "in Lagos"."""
        first = joint_before(token)
        for node in [*tree.modifiers(token), *tree.possessors(token)]:
            for inner in [node, *node.children]:
                if inner.i < first or (inner != node and node.lower_ in {"based", "led"}):
                    continue  # "a US-based relief group" is not the United States'
                name = self.named.get(inner.i)
                if (
                    name is not None
                    and name.code
                    and name.kind in {"country", "demonym", "capital", "seat", "organisation", "person", "place"}
                ):
                    return name.code, "modifier"
                if inner.i in self.parties and self.parties[inner.i][0].code and tree.base(inner) != "appos":
                    return self.parties[inner.i][0].code, "modifier"
            if node.pos_ == "PRON":
                return None, "pronoun"
        for preposition in prepositions:
            for node in [*tree.obliques(token, *preposition), *tree.behind_object(token, *preposition)]:
                name = self.named.get(node.i)
                if name is not None and name.code:
                    return name.code, "modifier"
                if preposition in OF:
                    for inner in [*tree.modifiers(node), *tree.possessors(node)]:
                        name = self.named.get(inner.i)
                        if name is not None and name.code:
                            return name.code, "modifier"
        return None, ""

    def _of_countries(self, token: Token) -> list[Named]:
        found: list[Named] = []
        for node in tree.obliques(token, "of", "from"):
            name = self.named.get(node.i)
            if (
                name is not None
                and name.code
                and name.kind in {"country", "capital", "organisation"}
                and name.code not in {n.code for n in found}
            ):
                found.append(name)
        return found

    def _office(self, token: Token, title: Titled) -> tuple[Actor, ...]:
        several = self._of_countries(token)
        if len(several) > 1:
            return tuple(
                mention(token, title.kind, n.name, n.code, title.sector, title.office, None, "modifier")
                for n in several
            )
        for node in tree.obliques(token, "of", "from"):  # "ministers of the two countries"
            if pair := the_two(node, office_in(node), self.memory, self.named):
                return tuple(
                    mention(token, title.kind, p.name, p.code, title.sector, title.office, None, "memory") for p in pair
                )
        told = self._told_by_name(token) or self._holder_behind(token, title) or self._surname(token)
        if told is not None:
            return (told,)
        code, rule = self._nationality(token)
        name: str | None = None
        if code is None and any(c.pos_ == "PRON" and c.dep_ == "nmod:poss" for c in token.children):
            owner = next(
                (a for a in reversed(self.memory.last) if a.code and a.kind in {"person", "country", "body"}), None
            )
            code, rule = (owner.code, "pronoun") if owner else (None, "")
        if code is None and token.lower_ != title.office:
            known = self.memory.names.get(token.text.lower())
            if known is not None:
                code, rule, name = known.code, "memory", known.name
        if code is None and title.kind != "group" and title.office:
            known = self.memory.bodies.get(title.office)
            if known is not None:
                code, rule, name = known.code, "memory", known.name
        if code is None and title.office == "pope":
            code, rule = "VAT", "table"
        if code is None and title.office == AID_OFFICE and token.lemma_.lower() in AID_BODIES:
            code, rule = "NGO", "table"  # aid bodies are of no country, unless it is said of which
        if code is None:
            code, rule = self._local(token) if title.kind == "group" else self._home(token), "context"
        if code is None:
            rule = ""
        return (mention(token, title.kind, name, code, title.sector, title.office, None, rule),)

    def _told_by_name(self, token: Token) -> Actor | None:
        """A body whose name follows: "the Syrian state news agency *SANA*"."""
        if token.i + 1 >= len(self.doc):
            return None
        name = next((n for n in self.named.values() if n.start == token.i + 1 and n.kind == "organisation"), None)
        if name is None or not any(c.i in range(name.start, name.end) for c in token.children):
            return None
        actor = mention(
            token, "organisation", name.name, name.code, name.sector, name.office, name.identifier_id, "table"
        )
        end = self.doc[name.end - 1].idx + len(self.doc[name.end - 1])
        return replace(actor, end_char=end, text=text_of(self.doc)[actor.start_char : end])

    def _surname(self, token: Token) -> Actor | None:
        """A surname of the article that is a word for an officer too: "Major" behind "John Major"."""
        known = self.memory.names.get(token.lower_)
        if known is None or known.kind != "person" or (known.name or "").split()[-1:] != [token.text]:
            return None
        return mention(
            token, "person", known.name, known.code, known.sector, known.office, known.identifier_id, "memory"
        )

    def _holder_behind(self, token: Token, title: Titled) -> Actor | None:
        """A holder whose name hangs on the title that stands before it: "the foreign minister *Sergei Lavrov*"."""
        behind = token.i + 1
        while behind < len(self.doc) and completes_a_title(self.doc[behind]):
            behind += 1
        if title.kind != "person" or title.plural or behind >= len(self.doc):
            return None
        holder = self.doc[behind]
        if holder.pos_ != "PROPN" or holder.ent_type_ != "PER" or holder.head != token:
            return None
        name = self._full_name(holder)
        known = self.named.get(holder.i)
        code = self._nationality(token)[0]
        if known is not None and known.kind == "person" and code in {None, known.code}:
            actor = self._person(holder, known, title)
        else:
            before = self.memory.names.get(name.split()[-1].lower())
            rule = "modifier" if code else "context"
            code = code or (before.code if before is not None else None) or self._free_country(holder, title)
            actor = mention(holder, "person", name, code, title.sector, title.office, None, rule)
        self._covered.add(holder.i)
        self.named.pop(holder.i, None)
        start = phrase_span(token)[0]
        return replace(actor, start_char=start, text=text_of(self.doc)[start : actor.end_char], root=token.i)

    def _home(self, token: Token) -> str | None:
        """The country of an official who is told without one: the article's own, since of foreigners it is said."""
        own: str | None = self.doc._.dateline_country
        focus = self.memory.focus()
        if own is not None and (own == focus or self.memory.countries[own] > 2):
            return own
        return focus if focus and self.memory.countries[focus] > 2 else self._local(token)

    def _local(self, token: Token) -> str | None:
        """The country of an unmarked party: a place beside it in the sentence, else the article's focus."""
        near = Counter[str]()
        for other in token.sent:
            name = self.named.get(other.i)
            if (
                name is not None
                and name.code
                and name.kind in {"place", "capital", "country", "demonym"}
                and countries.has_code(name.code)
            ):
                near[name.code] += 1
        if len(near) == 1:
            return next(iter(near))
        focus = self.memory.focus()
        return focus if focus and (not near or focus in near) else None

    def _place_name(self, token: Token, name: Named) -> tuple[Actor, ...]:
        if name.kind == "place":
            struck = name.code is not None and is_acted_on(token)
            made = mention(token, "place", name.name, name.code, (), None, name.identifier_id, "table")
            return (made,) if struck else ()
        if name.kind == "demonym" and token.pos_ == "ADJ" and tree.base(token) in {"amod", "compound", "nmod", "conj"}:
            return (
                mention(
                    token,
                    "country",
                    name.name,
                    name.code,
                    (),
                    None,
                    name.identifier_id,
                    "table",
                    historical=name.historical_code,
                ),
            )
        kind: ActorKind = "country" if name.kind == "country" else "capital" if name.kind == "capital" else "people"
        sector = (
            ("CVL",)
            if kind == "people"
            and any(
                tree.base(c) == "nummod" or c.lower_ in {"many", "some", "hundreds", "thousands"}
                for c in token.children
            )
            else ()
        )
        return (
            mention(
                token,
                kind,
                name.name,
                name.code,
                sector,
                None,
                name.identifier_id,
                "table",
                historical=name.historical_code,
            ),
        )

    def _unit(self, token: Token) -> tuple[Actor, ...]:
        """A part of a country by its kind: "Kayin *state*", a party where something is done to it."""
        entries = gazetteer.lookup(self.doc[token.left_edge.i : token.i + 1].text) if is_acted_on(token) else ()
        codes = {entry.code for entry in entries}
        return (mention(token, "place", None, codes.pop(), (), None, None, "table"),) if len(codes) == 1 else ()

    def _unknown_name(self, token: Token, title: Titled | None) -> tuple[Actor, ...]:
        if (
            tree.base(token) in {"compound", "amod"}
            and token.head.pos_ in {"NOUN", "PROPN"}
            and title is None
            and token.text.lower() not in self.memory.names
        ):
            return ()
        known = self.memory.names.get(token.text.lower())
        surname = max((c for c in token.children if c.dep_ == "flat"), key=lambda t: t.i, default=token)
        known = known or self.memory.names.get(surname.text.lower())
        if known is not None and title is None:
            return (
                replace(
                    mention(
                        token,
                        known.kind,
                        known.name,
                        known.code,
                        known.sector,
                        known.office,
                        known.identifier_id,
                        "memory",
                    )
                ),
            )
        person = token.ent_type_ == "PER" or (title is not None and title.kind == "person")
        if title is not None:
            code, rule = self._nationality(token)
            if code is None and known is not None and known.kind == "person" and known.code:
                code, rule = known.code, "memory"
            if code is None:
                code, rule = self._free_country(token, title), "context"
            kind = "person" if title.kind == "person" else title.kind
            return (mention(token, kind, self._full_name(token), code, title.sector, title.office, None, rule),)
        if person and token.dep_ == "appos" and (holder := self._holder_before(token)) is not None:
            return (holder,)
        for child in token.children:
            if child.dep_ == "appos":
                held = office_in(child)
                code, _ = self._nationality(child)
                if held is not None or code:
                    code = code or self._local(child)
                    return (
                        mention(
                            token,
                            "person" if person else "body",
                            self._full_name(token),
                            code,
                            held.sector if held else (),
                            held.office if held else None,
                            None,
                            "apposition",
                        ),
                    )
        if person or token.ent_type_ == "ORG":
            code, rule = self._nationality(token)
            if code is None and person:
                code, rule = self._led(token)
            return (
                mention(
                    token, "person" if person else "organisation", self._full_name(token), code, (), None, None, rule
                ),
            )
        return ()

    def _led(self, token: Token) -> tuple[str | None, str]:
        """The country or code of what a person leads: "Miriam Katende, *who leads the agency's work in Sudan*"."""
        for clause in token.children:
            if clause.dep_ == "acl:relcl" and clause.lemma_ in LEADING:
                for led in clause.subtree:
                    name = self.named.get(led.i)
                    if name is not None and name.code:
                        return name.code, "modifier"
        return None, ""

    def _holder_before(self, token: Token) -> Actor | None:
        """A name that tells who holds the office before it: "Kosovo's prime minister, *Arben Krasniqi*, refused"."""
        before = self.parties.get(token.head.i, ())
        if len(before) != 1 or before[0].kind != "person" or before[0].plural or not before[0].office:
            return None
        office, name = before[0], self._full_name(token)
        self.parties[token.head.i] = (replace(office, name=name),)
        return mention(token, "person", name, office.code, office.sector, office.office, None, "apposition")

    def _free_country(self, token: Token, title: Titled) -> str | None:
        """The country of a named holder of office without one: not one whose office somebody else holds."""
        name = self._full_name(token).split()[-1].lower()
        held = {c for (office, c), holder in self.memory.holders.items() if office == title.office and holder != name}
        local = self._home(token)
        if local is not None and local not in held:
            return local
        return next((c for c, _ in self.memory.countries.most_common() if c not in held), None)

    def _full_name(self, token: Token) -> str:
        parts = [
            token,
            *(
                c
                for c in token.children
                if c.dep_ == "flat" or (c.dep_ == "compound" and c.pos_ == "PROPN" and c.i < token.i)
            ),
        ]
        parts.sort(key=lambda t: t.i)
        last = name_end(token, parts[-1].i) if token.ent_type_ == "PER" or office_in(token) is not None else parts[-1].i
        self._covered.update(range(parts[-1].i + 1, last + 1))
        parts.append(self.doc[last])
        return text_of(self.doc)[parts[0].idx : parts[-1].idx + len(parts[-1])]
