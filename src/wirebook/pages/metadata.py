"""What an HTML page says about its story, and how each is known: title, times, authors, publisher, section, address.

Asked in turn: JSON-LD, tags in the head (OpenGraph, Dublin Core, those of news systems), microdata and bylines in the
page, and last htmldate, which looks for the day in all other places.
"""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from wirebook.pages.days import day_in
from wirebook.pages.headline import site_key, without_site
from wirebook.pages.linked_data import Linked, linked_data
from wirebook.pages.markup import Element, headings, json_scripts, text_of

PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "citation_publication_date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "article.published", "date",
    "cxenseparse:recs:publishtime", "iso-8601-publish-date", "og:pubdate",
)  # fmt: skip
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "lastmod", "last-modified")
AUTHOR = (
    "author", "article:author", "article:author_name", "og:author", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "byl", "citation_author", "twitter:data1",
)  # fmt: skip
SECTION = ("article:section", "og:section", "parsely-section", "section")
LONGEST_AUTHOR = 60
LONGEST_BYLINE = 160
_MOMENT = re.compile(
    r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ]+(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?(?!\d)", re.IGNORECASE
)
_BY = re.compile(r"\s*(?:written |story |words |report |posted )?by:?\s+", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[,;|/\u2022]\s*|(?<=\s)(?:and|und|&)\s+)")
_NO_NAME = re.compile(
    r"https?:|www\.|[@():/\\]|\d{2}|^(?:by|and|updated|published|posted|follow|share|comments?)$", re.IGNORECASE
)
_ADDRESS = re.compile(r"\S*(?:https?:|www\.|@)\S*", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|columnist|journalist|contributor|professor|lecturer|fellow|"
    r"director|producer|bureau|chief)\b",
    re.IGNORECASE,
)
_BYLINES = (
    "//*[@itemprop='author' or @rel='author' or contains(@class,'byline') or contains(@class,'Byline') "
    "or contains(@class,'author') or contains(@class,'Author')]"
)
_BESIDE = frozenset(["aside", "nav", "footer", "form"])
_COMMENT = re.compile(r"comment|related|recommend|sidebar|footer|bio\b|widget", re.IGNORECASE)
MOST_BYLINES = 40


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, the time of day with its zone where it is given, and where the page says so."""

    day: datetime.date
    time: datetime.datetime | None
    rule: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its story."""

    title: str | None
    published: Moment | None
    updated: Moment | None
    authors: tuple[str, ...]
    publisher: str | None
    section: str | None
    url: str | None
    body: str | None
    """The story as the page repeats it for machines, often without paragraphs, at times only its beginning."""
    is_free: bool


def metadata_of(tree: Element, url: str | None) -> Metadata:
    """The metadata of a parsed page."""
    heads = headings(tree)
    tags = _tags(tree)
    linked = linked_data(json_scripts(tree), heads)
    address = url or _canonical(tree) or next(_values(tags, ("og:url",)), None) or linked.url
    publisher = next(_values(tags, ("og:site_name",)), None) or linked.publisher or _application(tags)
    sites = [name for name in (publisher, linked.publisher, _host(address)) if name]
    return Metadata(
        title=_title(tree, tags, linked, heads, sites),
        published=_moment([("json-ld", linked.published)], tags, PUBLISHED)
        or _microdata(tree, "datePublished")
        or _searched(tree, address),
        updated=_moment([("json-ld", linked.modified)], tags, MODIFIED) or _microdata(tree, "dateModified"),
        authors=_authors(tree, tags, linked, sites),
        publisher=publisher,
        section=linked.section or next(_values(tags, SECTION), None),
        url=address,
        body=linked.body,
        is_free=linked.is_free,
    )


def _tags(tree: Element) -> dict[str, list[str]]:
    """Contents of the meta tags, by their name in small letters, in the order in which they stand."""
    found: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
        content = " ".join((tag.get("content") or "").split())
        if name and content:
            found.setdefault(name, []).append(content)
    return found


def _values(tags: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from tags.get(name, ())


def _application(tags: dict[str, list[str]]) -> str | None:
    return next(_values(tags, ("application-name", "publisher", "dc.publisher", "apple-mobile-web-app-title")), None)


def _canonical(tree: Element) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return link.get("href")
    return None


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def _title(
    tree: Element, tags: dict[str, list[str]], linked: Linked, heads: Sequence[str], sites: Sequence[str]
) -> str | None:
    """The headline: as it is shared, without the name of the site."""
    title = next((text_of(t) for t in tree.iter("title")), None)
    shared = next(_values(tags, ("og:title", "twitter:title")), None) or linked.headline or title
    if shared is None:
        return heads[0] if heads else None
    return without_site(shared, sites, heads)


def moment_of(text: str, rule: str) -> Moment | None:
    """The moment that a text in ISO 8601, or a date in words, tells; None where it tells none."""
    found = _MOMENT.match(text)
    if found is None:
        day = day_in(text)
        return Moment(day, None, rule) if day is not None else None
    year, month, day_number, hour, minute, second, zone = found.groups()
    try:
        day = datetime.date(int(year), int(month), int(day_number))
        if hour is None:
            return Moment(day, None, rule)
        time = datetime.datetime(
            day.year, day.month, day.day, int(hour), int(minute), int(second or 0), tzinfo=_zone(zone)
        )
    except ValueError:
        return None
    # midnight without a zone is how a system writes a day
    return Moment(day, time if zone or (hour, minute) != ("00", "00") else None, rule)


def _zone(text: str | None) -> datetime.tzinfo | None:
    if text is None:
        return None
    if text in "Zz":
        return datetime.UTC
    digits = text[1:].replace(":", "")
    shift = datetime.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return datetime.timezone(-shift if text[0] == "-" else shift)


def _moment(first: Sequence[tuple[str, str | None]], tags: dict[str, list[str]], names: Iterable[str]) -> Moment | None:
    given = [(rule, text) for rule, text in first if text]
    given += [("meta tag", value) for value in _values(tags, names)]
    return next((moment for rule, text in given if (moment := moment_of(text, rule)) is not None), None)


def _microdata(tree: Element, name: str) -> Moment | None:
    for element in tree.xpath(f"//*[@itemprop='{name}']"):
        text = element.get("content") or element.get("datetime") or text_of(element)
        if moment := moment_of(text, "microdata"):
            return moment
    return None


def _searched(tree: Element, url: str | None) -> Moment | None:
    """The day that htmldate finds, without its extensive search, which takes any date in the page."""
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    # with a bound that is not today's, so that the same page is read alike on any day
    try:
        text = find_date(tree, url=url, original_date=True, extensive_search=False, max_date="2100-12-31")
    except Exception:  # noqa: BLE001  what it raises for damaged trees is of no kind of its own
        return None
    return moment_of(text, "htmldate") if isinstance(text, str) else None


def _authors(tree: Element, tags: dict[str, list[str]], linked: Linked, sites: Sequence[str]) -> tuple[str, ...]:
    """Who signs. A site that names itself as the author does so where it knows no other: then bylines come first."""
    given = [names for one in linked.authors if (names := split_authors(one))]
    declared = [name for names in given for name in names]
    if declared and not all(_is_site(name, sites) for name in declared):
        return tuple(dict.fromkeys(declared))
    for tag in AUTHOR:
        named = [name for value in tags.get(tag, ()) for name in _of_tag(tag, value)]
        others = [name for name in named if not _is_site(name, sites)]
        if others:
            return tuple(dict.fromkeys(others))
    for text in _bylines(tree):
        found = [name for name in split_authors(text) if not _is_site(name, sites)]
        if found:
            return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(declared))


def _of_tag(tag: str, value: str) -> list[str]:
    parts = value.split(", ")
    if tag in {"citation_author", "dc.creator"} and len(parts) == 2 and all(len(part.split()) <= 2 for part in parts):
        return [f"{parts[1]} {parts[0]}"]  # a catalogue's `Lee, Ann`
    if tag == "parsely-author" and value.islower():
        return []  # an address, not a name
    return split_authors(value)


def split_authors(text: str) -> list[str]:
    """The names in a byline, without `By`, roles, addresses and handles."""
    words = " ".join(_ADDRESS.sub(" ", _BY.sub("", text, count=1)).split())
    parts = [part.strip(" .,;:-–—") for part in _PARTS.split(words)]
    names = [part for part in parts if part and len(part) <= LONGEST_AUTHOR and not _NO_NAME.search(part)]
    people = [name for name in names if not _ROLE.search(name)]
    return people or names[:1]


def _is_site(name: str, sites: Sequence[str]) -> bool:
    """Whether a name is the site's own, or that of its host."""
    own = site_key(name)
    return not own or any(own in {site_key(site), site_key(site.removeprefix("www.").split(".")[0])} for site in sites)


def _bylines(tree: Element) -> Iterator[str]:
    """The texts of the page's bylines: elements that are marked as such, those of other stories left out."""
    for element in tree.xpath(_BYLINES)[:MOST_BYLINES]:
        if any(above.tag in _BESIDE or _COMMENT.search(above.get("class") or "") for above in element.iterancestors()):
            continue
        text = text_of(element)
        marked = element.get("itemprop") == "author" or element.get("rel") == "author"
        if 2 < len(text) <= LONGEST_BYLINE and (marked or _BY.match(text)):
            yield text
