"""What became of promises: for a meeting, each pledge since; for a donor, how what was due was kept."""

from __future__ import annotations

from pledgebook.ledger.follow_up.keeping import A_YEAR, promise_keeping
from pledgebook.ledger.follow_up.meeting import follow_up

__all__ = ["A_YEAR", "follow_up", "promise_keeping"]
