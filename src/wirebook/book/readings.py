"""Which of two readings of the same text the book keeps, whatever order they come in.

1. The reading of the later coder.
2. Of one coder, the reading that knows when the text was published; what the user said (`--published`) before what
   the page says.
3. Then a new `--published`: the user's last word stands.
4. Then the earlier publication, then the copy with a URL, then the copy with a file name, by their letters.
5. Where all this is equal, the new reading, if it differs at all: the coder is being worked on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from wirebook.record import Article

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of one reading of a text. `fingerprint` is a hash of all that was read."""

    coder: str
    published: date | None
    published_rule: str | None
    url: str | None
    file: str | None
    fingerprint: str

    @classmethod
    def of(cls, article: Article, coder: str, fingerprint: str) -> Reading:
        """The reading of `article` by `coder`."""
        return cls(coder, article.published, article.published_rule, article.url, article.file, fingerprint)

    @property
    def rank(self) -> tuple[tuple[int, ...], bool, bool]:
        """The greater, the better the reading: rules 1 and 2."""
        version = tuple(int(number) for number in _NUMBER.findall(self.coder))
        return version, self.published is not None, self.published_rule == "option"

    @property
    def copy(self) -> tuple[date, bool, str, bool, str]:
        """The smaller, the better the copy: rule 4."""
        return self.published or date.max, self.url is None, self.url or "", self.file is None, self.file or ""


def replaces(new: Reading, old: Reading) -> bool:
    """Whether `new` takes the place of `old` in the book."""
    if new.fingerprint == old.fingerprint:
        return False
    if new.rank != old.rank:
        return new.rank > old.rank
    if new.published_rule == "option" and new.published != old.published:
        return True
    return new.copy <= old.copy
