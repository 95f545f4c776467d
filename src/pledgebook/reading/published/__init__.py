"""What a text says about itself in its head and tail: when it was published, and whose story it copies."""

from __future__ import annotations

from pledgebook.reading.published.agencies import AgencyHint, find_agency
from pledgebook.reading.published.datelines import Dateline, find_dateline
from pledgebook.reading.published.days import PublishedHint, day_in_url, find_published
from pledgebook.reading.published.frontmatter import front_matter

__all__ = [
    "AgencyHint",
    "Dateline",
    "PublishedHint",
    "day_in_url",
    "find_agency",
    "find_dateline",
    "find_published",
    "front_matter",
]
