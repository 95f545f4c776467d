"""Who is supported and who is not: the sides that the coalitions of the reference data take."""

from __future__ import annotations

from pledgebook.reference.coalitions import opponents, recipients


def is_supported(party: str | None) -> bool:
    """Whether a party is the one that a coalition supports."""
    return party in recipients()


def is_opponent(party: str | None) -> bool:
    """Whether what a party gives is no support."""
    return party in opponents()


def may_give(party: str | None) -> bool:
    """Whether a party may give to the recipient."""
    return party is not None and not is_supported(party) and not is_opponent(party)
