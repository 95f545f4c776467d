"""The brief for programs: the typed report itself."""

from __future__ import annotations

import msgspec

from pledgebook.reporting.brief import Brief
from pledgebook.reporting.plain import escaped_json
from pledgebook.vocabulary.codec import to_json


def draw(brief: Brief) -> str:
    """Indented JSON. The words of sources stand as they are, unprintable characters as escapes."""
    return escaped_json(msgspec.json.format(to_json(brief), indent=2)) + "\n"
