"""Sameness: the same article at several addresses, the same text in several papers, the same story in a new version.

`story_hash` is equal where the words of the body are, whatever stands around them. Where they differ a little, texts
are compared by their shingles, runs of five words: `signature` keeps a sample of them of one size for every text
(MinHash), and `overlap` estimates from two samples how much of the shorter text the longer one has. Of the shorter: a
paper that prints an agency's story cuts it from the end.

`traits` is what of an article tells all this, small enough to be kept beside it; `bands` finds a text's likes among
many, as texts that are alike share a band, so that no text has to be compared with all others.

MinHash is written out here, as it takes few lines, and datasketch, the library for it, needs scipy: 114 MB more.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wirebook.record import Article

SHINGLE = 5
"""Words in a shingle: longer than the phrases that all papers use, shorter than a sentence."""
SAMPLES = 256
"""Shingles in a signature: the estimate of a resemblance is off by .03 at most in two cases of three."""
SAME = 0.7
"""Of the shorter of two printings, the share that the other has: editors change a line here and there."""
SHORTEST_SHARE = 0.25
"""A printing has at least this share of the length of the other; a shorter text may be a statement that it quotes."""
SHORTEST = 30
"""Shingles that a text has to have to be like another: shorter notices follow one form, and are one text only where all
their words are equal."""
VERSION = 0.5
"""Of the shorter of two versions, the share that the other has."""
HEADING_DAYS = 7
"""Days after which the same title of the same publisher is another story: there are columns of one title a week."""
BAND = 3
"""Samples in a band: what two texts by chance have in common is seldom enough to share one."""

_WORD = re.compile(r"\w+")
_CHUNK = 4096
_RANDOM = np.frombuffer(
    b"".join(hashlib.blake2b(f"wirebook {number}".encode(), digest_size=16).digest() for number in range(SAMPLES)),
    dtype="<u8",
).reshape(SAMPLES, 2)
_FACTORS, _TERMS = _RANDOM[:, 0] | np.uint64(1), _RANDOM[:, 1]


@dataclass(frozen=True, slots=True)
class Signature:
    """A sample of a text's shingles, each by 16 bits of its hash, and how many different shingles the text has.

    Of two different shingles one pair in 65,536 is taken for equal, far below what the sample itself is off by.
    """

    minima: tuple[int, ...]
    shingles: int

    def packed(self) -> bytes:
        """The sample in two bytes a shingle; see `unpacked`."""
        return np.array(self.minima, "<u2").tobytes()

    @classmethod
    def unpacked(cls, sample: bytes, shingles: int) -> Signature:
        """The signature whose sample was `packed`."""
        return cls(tuple(np.frombuffer(sample, "<u2").tolist()), shingles)


@dataclass(frozen=True, slots=True)
class Traits:
    """What of an article tells whether another is the same, or a version of it.

    `address` and `heading` are hashes, equal where two articles have the same address, or the same title and publisher;
    None where the article has none. `time` is that of the last change; `day` that of publication.
    """

    story: str
    signature: Signature
    address: str | None
    heading: str | None
    time: datetime.datetime | None
    day: datetime.date | None

    def is_same_text(self, other: Traits) -> bool:
        """Whether the two are printings of one text; see `same_text`."""
        return self.story == other.story or alike(self.signature, other.signature)

    def has_version(self, other: Traits) -> bool:
        """Whether `other` is a later version of this one; see `is_version`."""
        if self.story == other.story or not _is_later(self, other):
            return False
        if not (_equal(self.address, other.address) or self._has_heading_of(other)):
            return False
        return overlap(self.signature, other.signature) >= VERSION

    def _has_heading_of(self, other: Traits) -> bool:
        days = _day(self), _day(other)
        near = days[0] is None or days[1] is None or (days[1] - days[0]).days <= HEADING_DAYS
        return near and _equal(self.heading, other.heading)


def moment(time: datetime.datetime | None, day: datetime.date | None) -> str:
    """Sorts articles by time: by the time of day in UTC; what has only a day comes after it, what has none last.

    A time without a zone is taken for one in UTC, so that any articles have one order.
    """
    if time is None:
        return f"{day.isoformat()}~" if day else "~"
    return _in_utc(time).isoformat(timespec="microseconds")


def traits(article: Article) -> Traits:
    """What of an article tells whether another is the same."""
    words = _normal(article.title or "")
    return Traits(
        story=story_hash(article),
        signature=signature(article),
        address=_hash(_address(article.url)) if article.url is not None else None,
        heading=_hash(f"{article.publisher}\n{' '.join(words)}") if words and article.publisher is not None else None,
        time=article.updated_at or article.published_at,
        day=article.published,
    )


def story_hash(article: Article) -> str:
    """16 hexadecimal digits, equal for articles whose bodies have the same words in the same order.

    Case, punctuation, line breaks, the title (in the body too), captions, credits and furniture make no difference. Of
    a body that is shorter than `SHORTEST` the title counts: many pages have no more than a line that asks to subscribe.
    An article without a body has a hash of its own text.
    """
    words = _words(article)
    if not words:
        return _hash("\0" + article.text)
    text = " ".join(words)
    if len(words) < SHORTEST + SHINGLE - 1:
        text = "\n".join((" ".join(_normal(article.title or "")), text))
    return _hash(text)


def wording(sentence: str) -> str:
    """16 hexadecimal digits, equal for sentences of the same words."""
    return _hash(" ".join(_normal(sentence)))


def signature(article: Article) -> Signature:
    """The signature of an article's body; of a body shorter than a shingle, its words as they are make the one."""
    words = _words(article)
    runs = {" ".join(words[start : start + SHINGLE]) for start in range(max(1, len(words) - SHINGLE + 1))} - {""}
    digests = b"".join(
        hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest() for run in sorted(runs)
    )
    hashes = np.frombuffer(digests, dtype="<u8")
    minima: NDArray[np.uint64] = np.full(SAMPLES, np.iinfo(np.uint64).max, np.uint64)
    for start in range(0, len(hashes), _CHUNK):
        # Whole numbers of 64 bits wrap around, which is the remainder that the hash functions need.
        mixed = hashes[start : start + _CHUNK, None] * _FACTORS + _TERMS
        minima = np.minimum(minima, (mixed ^ (mixed >> np.uint64(32))).min(0))
    return Signature(tuple((minima & np.uint64(0xFFFF)).tolist()), len(runs))


def bands(of: Signature) -> list[int]:
    """Numbers of 55 bits; texts that are alike share one of them almost surely, others hardly ever.

    Of a text and its first half that is 9,998 times in 10,000, of a text and its first third 96 times in 100. A text
    that is too short to be like another has none.
    """
    if of.shingles < SHORTEST:
        return []
    runs = (of.minima[start : start + BAND] for start in range(0, SAMPLES - BAND + 1, BAND))
    return [sum(part << 16 * place for place, part in enumerate((*run, number))) for number, run in enumerate(runs)]


def overlap(one: Signature, other: Signature) -> float:
    """About how much of the shorter text the other has, from 0 to 1; 0 where one has no words."""
    shorter = min(one.shingles, other.shingles)
    if not shorter:
        return 0.0
    resemblance = sum(first == second for first, second in zip(one.minima, other.minima, strict=True)) / SAMPLES
    shared = resemblance * (one.shingles + other.shingles) / (1 + resemblance)
    return min(1.0, shared / shorter)


def alike(one: Signature, other: Signature) -> bool:
    """Whether two texts, of words that are not all equal, are one text cut or retouched."""
    lengths = sorted((one.shingles, other.shingles))
    return lengths[0] >= max(SHORTEST, SHORTEST_SHARE * lengths[1]) and overlap(one, other) >= SAME


def same_text(one: Article, other: Article) -> bool:
    """Whether two articles are one text in two printings, such as an agency's story in two papers."""
    return traits(one).is_same_text(traits(other))


def is_version(one: Article, other: Article) -> bool:
    """Whether `other` is a later version of `one`, with a changed text: an updated story.

    It has the same address, or the same title and publisher in the same week; a later time; and the larger part of the
    text. Where the times do not tell which is later, neither is a version of the other.
    """
    return traits(one).has_version(traits(other))


def _words(article: Article) -> list[str]:
    """The words of the body, without lines that repeat the title."""
    title = _normal(article.title or "")
    blocks = (_normal(article.block_text(block)) for block in article.blocks if block.kind == "body")
    return [word for words in blocks if words != title for word in words]


def _normal(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _equal(one: str | None, other: str | None) -> bool:
    return one is not None and one == other


def _address(url: str) -> str:
    """An address without its scheme, its fragment and a slash at the end; a query may name the article, and stays."""
    return re.sub(r"^[a-z][a-z0-9+.-]*://(www\.)?", "", url.split("#", 1)[0], flags=re.IGNORECASE).rstrip("/")


def _is_later(one: Traits, other: Traits) -> bool:
    """Whether `other` is later, by the time of day where both have one, else by the day."""
    if one.time and other.time and (one.time.tzinfo is None) == (other.time.tzinfo is None):
        return one.time < other.time
    first, second = _day(one), _day(other)
    return first is not None and second is not None and first < second


def _day(of: Traits) -> datetime.date | None:
    return of.time.date() if of.time is not None else of.day


def _in_utc(time: datetime.datetime) -> datetime.datetime:
    """A time without its zone, in UTC if it had one."""
    try:
        return time.astimezone(datetime.UTC).replace(tzinfo=None) if time.tzinfo else time
    except OverflowError:  # in the first or last hours of the calendar, which some pages give for no date
        return time.replace(tzinfo=None)
