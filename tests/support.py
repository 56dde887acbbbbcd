"""What tests share: where the development data lies, and what to do when a service is absent."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""


def services_required() -> bool:
    """Whether an absent service fails a test instead of skipping it, as in continuous integration."""
    return os.environ.get("WIREBOOK_REQUIRE_SERVICES") == "1"


def service_missing(reason: str) -> NoReturn:
    """Skip the test with `reason`, or fail it where WIREBOOK_REQUIRE_SERVICES=1 promises that the service is there."""
    if services_required():
        pytest.fail(f"WIREBOOK_REQUIRE_SERVICES=1, but {reason}", pytrace=False)
    pytest.skip(reason)


def shared() -> Path:
    """The folder of development data beside the checkout, or the one that WIREBOOK_SHARED names.

    Where it is absent the test is skipped, or fails under WIREBOOK_REQUIRE_SERVICES=1.
    """
    folder = Path(os.environ.get("WIREBOOK_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        service_missing(f"there is no folder of development data at {folder}")
    return folder


def postgres() -> str:
    """The URL of an empty PostgreSQL database for tests, from WIREBOOK_TEST_POSTGRES; skipped or failed without."""
    url = os.environ.get("WIREBOOK_TEST_POSTGRES")
    if not url:
        service_missing("WIREBOOK_TEST_POSTGRES names no database")
    return url
