"""What reconciling asks of the reference data, and nothing more: tests and notebooks can bring their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pledgebook.vocabulary.errors import MissingRate
from pledgebook.vocabulary.meetings import Meeting
from pledgebook.vocabulary.parties import Tenure

RateOf = Callable[[str, str, date], tuple[Decimal, date]]
"""The rate from one currency into another for a day, and the day it was published. Raises MissingRate."""


def no_rate(source: str, target: str, on: date) -> tuple[Decimal, date]:
    """The answer of facts that know no rates: one for a currency in itself, MissingRate for all others."""
    if source == target:
        return Decimal(1), on
    raise MissingRate(f"no rate from {source} to {target} is known for {on}; give facts that know rates")


def _no_holders(_office: str, _party: str, _on: date) -> tuple[Tenure, ...]:
    return ()


def _no_meetings(_coalition: str) -> tuple[Meeting, ...]:
    return ()


def _has_state_code(code: str) -> bool:
    """ISO 3166 codes have two letters; so have those of two organisations."""
    return len(code) == 2 and code not in ("EU", "UN")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The facts that claims are held against.

    `holders` answers who held an office of a party on a day (empty: unknown), `meetings` what the calendar of
    a coalition holds, `party_name` how a sentence names a party code, `is_state` whether a code
    is that of a state.
    """

    rate: RateOf = no_rate
    holders: Callable[[str, str, date], Sequence[Tenure]] = _no_holders
    meetings: Callable[[str], Sequence[Meeting]] = _no_meetings
    party_name: Callable[[str], str] = str
    is_state: Callable[[str], bool] = _has_state_code

    def names(self, codes: Sequence[str]) -> str:
        """Parties as a sentence lists them."""
        return listed([self.party_name(code) for code in codes])


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: 'a, b and c'."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
