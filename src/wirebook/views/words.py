"""The fields of a record as short words for people: parties, dates, figures, speakers, trimmed evidence.

Terminal and report say the same thing in the same words because both read them here.
"""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from wirebook.book.standing import AnyRecord, Mark, marks_of
from wirebook.knowledge import countries
from wirebook.record import AidStep, Amount, CiteInfo, Claim, Entity, Impact, Speaker

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NO_COUNTRY = {
    "UNO": "United Nations",
    "EUR": "European Union",
    "IGO": "Intergovernmental bodies",
    "NGO": "Aid and advocacy groups",
    "IMG": "International armed groups",
    "MNC": "Multinational companies",
    "ISM": "International movements",
}


def plain(text: str) -> str:
    """`text` on one line and without control or direction-changing characters, which a page could use to deceive."""
    return " ".join("".join(" " if _unsafe(character) else character for character in text).split())


def _unsafe(character: str) -> bool:
    category = unicodedata.category(character)
    return category in {"Cc", "Cs", "Zl", "Zp"} or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def party(entity: Entity) -> str:
    """The resolved name of a party, else the page's words for it."""
    return plain(entity.identifier_text or entity.entity_text)


def party_code(entity: Entity) -> str:
    """Code and sectors, as `RUS GOV`; empty where neither is known."""
    return " ".join(part for part in (entity.code or "", *entity.sector) if part)


def parties(entities: Sequence[Entity]) -> str:
    """All parties of one role, in order; empty for none."""
    return ", ".join(party(entity) for entity in entities)


def short_parties(entities: Sequence[Entity]) -> str:
    """The codes of the parties, each once, for narrow columns; a name where there is no code."""
    return ", ".join(dict.fromkeys(party_code(entity) or party(entity) for entity in entities))


def who_whom(actor: str, recipient: str) -> str:
    """`actor → recipient`; a joint act has no recipient, an act by nobody named has no actor."""
    return f"{actor or '—'} → {recipient}" if recipient else actor or "—"


def day(value: date) -> str:
    """`4 Aug 2024`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def interval(start: date | None, end: date | None) -> str:
    """A date or an interval in the shortest exact form: `4 Aug 2024`, `Jun 2024`, `2–9 Aug 2024`; empty for none."""
    if start is None or end is None or start == end:
        known = start or end
        return day(known) if known else ""
    whole_months = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if whole_months and (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if whole_months and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    if whole_months and start.year == end.year:
        return f"{MONTHS[start.month - 1]}–{MONTHS[end.month - 1]} {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def iso_interval(start: date | None, end: date | None) -> str:
    """`2024-08-04`, or `2024-06-01..30` where only the day of the end differs; empty for none."""
    if start is None or end is None or start == end:
        known = start or end
        return known.isoformat() if known else ""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.isoformat()}..{end.day:02d}"
    return f"{start.isoformat()}..{end.isoformat()}"


def middle(start: date | None, end: date | None) -> date | None:
    """The day that stands for an interval where only one day can be drawn."""
    if start is None or end is None:
        return start or end
    return start + timedelta(days=(end - start).days // 2)


def number(value: float) -> str:
    """`4,000`, `2.5`: thousands separated, no trailing zeros."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def figure(item: Impact | Amount) -> str:
    """A figure as it was bounded: `4,000+`, `up to 50`, `about 5,000`, `3–5`; empty where there is none."""
    low, high = item.low, item.high
    if low is None and high is None:
        return ""
    if low is None or high is None:
        words = f"{number(low)}+" if low is not None else f"up to {number(high or 0)}"
    else:
        words = number(low) if low == high else f"{number(low)}–{number(high)}"
        words = f"about {words}" if item.approximate else words
    return f"{words} {item.unit}" if item.unit else words


def amounts(items: Iterable[Amount]) -> str:
    """Amounts in the page's own words, each with what it is of or counts: `600 tonnes of rice`, `two helicopters`."""
    return "; ".join(map(amount, items))


def amount(item: Amount) -> str:
    """An amount in the page's own words."""
    if item.of is None:
        return plain(item.text)
    return plain(f"{item.text} of {item.of}" if item.unit else f"{item.text} {item.of}")


def says_who(attribution: Sequence[Speaker]) -> str:
    """The speakers, outermost first: `KCNA, citing the ministry`; empty for the article's own voice."""
    return ", citing ".join(party(speaker) for speaker in attribution)


def printed_by(cite: CiteInfo) -> str:
    """Who wrote and who printed the article: `Reuters in The Star`; the file's name where neither is known."""
    names = [plain(name) for name in (cite.agency, cite.publisher) if name]
    return " in ".join(dict.fromkeys(names)) or plain(cite.file or cite.url or "")


def voice(record: Claim | Impact | AidStep) -> str:
    """Who says so, for a narrow column: the speakers, else the agency or publisher in whose voice it is told."""
    cite = record.cite_info
    return says_who(record.attribution) or plain(cite.agency or cite.publisher or cite.file or cite.url or "")


def mark(record: AnyRecord) -> str:
    """What persons said of a record, for a line of its own: `✎ date, status by Maria`; empty where nobody did."""
    return "; ".join(plain(_mark(one)) for one in marks_of(record))


def _mark(one: Mark) -> str:
    if one.deed == "accepted":
        return f"✓ accepted by {one.by}"
    if one.deed == "rejected" or (one.deed == "merged" and not one.fields):
        return f"✗ {one.deed} by {one.by}"
    fields = ", ".join(one.fields)
    return f"✎ {fields} by {one.by}" if one.deed == "corrected" else f"✎ {one.deed} by {one.by}: {fields}"


def impact_label(item: Impact) -> str:
    """What the figure counts: `people in need`, `buildings flooded`."""
    return KIND_LABELS.get(item.kind, item.kind.replace("_", " ")).format(exposure=item.exposure)


KIND_LABELS = {
    "death": "deaths",
    "missing": "missing",
    "dead_or_missing": "dead or missing",
    "injured": "injured",
    "cost": "cost ({exposure})",
    "in_need": "{exposure} in need",
} | {
    kind: f"{{exposure}} {kind}"
    for kind in ("displaced", "evacuated", "homeless", "isolated", "affected", "damaged", "destroyed", "flooded")
}


def names(keys: Iterable[str], entities: Iterable[Entity]) -> str:
    """The parties that the book knows by `keys`: a code by its name, any other key by the page's name for the party."""
    uncoded = iter(dict.fromkeys(party(entity) for entity in entities if not entity.code))
    return ", ".join(plain(code_name(key)) if _is_code(key) else next(uncoded, plain(key)) for key in keys)


def _is_code(key: str) -> bool:
    return key in NO_COUNTRY or countries.has_code(key)


def event_label(event: str, mode: str | None) -> str:
    """`REJECT (assist)`."""
    return f"{event} ({mode})" if mode else event


def evidence_words(record: Claim | Impact | AidStep, width: int) -> str:
    """The record's sentence trimmed to `width` characters around its trigger, with an ellipsis where it was cut."""
    sentence = record.text
    first = record.evidence.trigger[0] if record.evidence.trigger else None
    offset = first[0] - record.evidence.start if first else 0
    length = first[1] - first[0] if first else 0
    if not 0 <= offset <= len(sentence):
        offset, length = 0, 0
    before, after = plain(sentence[:offset]), plain(sentence[offset:])
    text = f"{before} {after}".strip() if before else after
    if len(text) <= width:
        return text
    room = max(width - 2, 1)
    start = max(0, min(len(before) - (room - length) // 2, len(text) - room))
    end = start + room
    start = text.find(" ", start) + 1 if start and " " in text[start : len(before)] else start
    end = text.rfind(" ", start, end) if end < len(text) and " " in text[start + 1 : end] else end
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")


def code_name(code: str) -> str:
    """The name of a country or of one of the parties of no country; the code itself where the tables have none."""
    return countries.by_code(code).name if countries.has_code(code) else NO_COUNTRY.get(code, code)
