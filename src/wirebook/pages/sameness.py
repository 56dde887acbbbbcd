"""Sameness: the same article at several addresses, the same text in several papers, the same story in a new version.

`story_hash` is equal where the words of the body are, whatever stands around them. Where they differ a little, texts
are compared by their shingles, runs of five words: `signature` keeps a sample of them of one size for every text
(MinHash), and `overlap` estimates from two samples how much of the shorter text the longer one has. Of the shorter: a
paper that prints an agency's story cuts it from the end.

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
VERSION = 0.5
"""Of the shorter of two versions, the share that the other has."""

_WORD = re.compile(r"\w+")
_CHUNK = 4096
_RANDOM = np.frombuffer(
    b"".join(hashlib.blake2b(f"wirebook {number}".encode(), digest_size=16).digest() for number in range(SAMPLES)),
    dtype="<u8",
).reshape(SAMPLES, 2)
_FACTORS, _TERMS = _RANDOM[:, 0] | np.uint64(1), _RANDOM[:, 1]


@dataclass(frozen=True, slots=True)
class Signature:
    """A sample of a text's shingles, and how many different ones it has."""

    minima: tuple[int, ...]
    shingles: int


def story_hash(article: Article) -> str:
    """16 hexadecimal digits, equal for articles whose bodies have the same words in the same order.

    Case, punctuation, line breaks, the title (in the body too), captions, credits and furniture make no difference. An
    article without a body has a hash of its own text.
    """
    words = _words(article)
    text = " ".join(words) if words else "\0" + article.text
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


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
    return Signature(tuple(minima.tolist()), len(runs))


def overlap(one: Signature, other: Signature) -> float:
    """About how much of the shorter text the other has, from 0 to 1; 0 where one has no words."""
    shorter = min(one.shingles, other.shingles)
    if not shorter:
        return 0.0
    resemblance = sum(first == second for first, second in zip(one.minima, other.minima, strict=True)) / SAMPLES
    shared = resemblance * (one.shingles + other.shingles) / (1 + resemblance)
    return min(1.0, shared / shorter)


def same_text(one: Article, other: Article) -> bool:
    """Whether two articles are one text in two printings, such as an agency's story in two papers."""
    if story_hash(one) == story_hash(other):
        return True
    first, second = signature(one), signature(other)
    lengths = sorted((first.shingles, second.shingles))
    return lengths[0] >= SHORTEST_SHARE * lengths[1] and overlap(first, second) >= SAME


def is_version(one: Article, other: Article) -> bool:
    """Whether `other` is a later version of `one`, with a changed text: an updated story.

    It has the same address, or the same title and publisher; a later time; and the larger part of the text. Where the
    times do not tell which is later, neither is a version of the other.
    """
    if not (_same_address(one, other) or _same_heading(one, other)) or not _is_later(one, other):
        return False
    return story_hash(one) != story_hash(other) and overlap(signature(one), signature(other)) >= VERSION


def _words(article: Article) -> list[str]:
    """The words of the body, without lines that repeat the title."""
    title = _normal(article.title or "")
    blocks = (_normal(article.block_text(block)) for block in article.blocks if block.kind == "body")
    return [word for words in blocks if words != title for word in words]


def _normal(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _same_address(one: Article, other: Article) -> bool:
    return one.url is not None and other.url is not None and _address(one.url) == _address(other.url)


def _address(url: str) -> str:
    """An address without its scheme, its fragment and a slash at the end; a query may name the article, and stays."""
    return re.sub(r"^[a-z][a-z0-9+.-]*://(www\.)?", "", url.split("#", 1)[0], flags=re.IGNORECASE).rstrip("/")


def _same_heading(one: Article, other: Article) -> bool:
    title = _normal(one.title or "")
    return bool(title) and title == _normal(other.title or "") and one.publisher == other.publisher is not None


def _is_later(one: Article, other: Article) -> bool:
    """Whether `other` is later, by the time of day where both have one, else by the day."""
    times = [article.updated_at or article.published_at for article in (one, other)]
    if times[0] is not None and times[1] is not None and (times[0].tzinfo is None) == (times[1].tzinfo is None):
        return times[0] < times[1]
    first, second = (_day(article, time) for article, time in zip((one, other), times, strict=True))
    return first is not None and second is not None and first < second


def _day(article: Article, time: datetime.datetime | None) -> datetime.date | None:
    return time.date() if time is not None else article.published
