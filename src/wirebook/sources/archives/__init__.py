"""Web archives (WARC), plain and packed, whole and damaged: each HTML page that was fetched is a page here.

`segments` unpacks and steps over damage, `records` finds the records, `pages` turns them into pages.
"""

from __future__ import annotations

from wirebook.sources.archives.pages import address_of, archive_records, page_of_record, read_archive
from wirebook.sources.archives.records import Record

__all__ = ["Record", "address_of", "archive_records", "page_of_record", "read_archive"]
