"""Where a record was published, as a link or as words, for whoever follows it."""

from __future__ import annotations

from urllib.parse import urlsplit

from wirebook.record import CiteInfo


def web_address(url: str | None) -> str | None:
    """An address of the web; None for any other, such as a script that a hostile page names as its address."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def host(url: str | None) -> str | None:
    """The host of an address of the web without `www.`: GDELT's name for a source."""
    address = web_address(url)
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.") or None if address else None
    except ValueError:  # brackets that hold no IPv6 address
        return None


def source_name(cite: CiteInfo) -> str:
    """The host, else who published it, else the agency, else the file; empty where nothing is known."""
    return host(cite.url) or cite.publisher or cite.agency or cite.file or ""


def citation(cite: CiteInfo) -> str:
    """The address, else a citation in words: publisher or agency, title, day."""
    address = web_address(cite.url)
    if address:
        return address
    day = cite.published.isoformat() if cite.published else None
    words = (cite.publisher or cite.agency, cite.title or cite.file, day)
    return ", ".join(word for word in words if word)
