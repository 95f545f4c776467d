"""What sort of announcement a pledge is, how its value was found, and who may see a record."""

from __future__ import annotations

from enum import StrEnum


class PledgeNature(StrEnum):
    """What is announced.

    `pledge`: money or equipment is promised. `framework`: a sum set aside for a period, of which packages are
    drawn. `total`: what several announced together, as somebody summed it up. `restatement`: an older promise
    said again that the books do not have under its own date. `stretch`: what was given over a stretch of
    time,
    told afterwards. `intent`: a will without a promise. `conditional`: holds if others do their part.
    `delivery`: said to have been handed over; counts as handed over only when it is signed for.
    `nothing`: a source says that nothing was announced.
    """

    PLEDGE = "pledge"
    FRAMEWORK = "framework"
    TOTAL = "total"
    RESTATEMENT = "restatement"
    STRETCH = "stretch"
    INTENT = "intent"
    CONDITIONAL = "conditional"
    DELIVERY = "delivery"
    NOTHING = "nothing"


class ValuationBasis(StrEnum):
    """How the value of a pledge, above all of one in kind, was found."""

    AS_REPORTED = "as reported"
    REPLACEMENT = "replacement"
    MARKET = "market"
    BOOK = "book"
    ESTIMATE = "estimate"


class Urgency(StrEnum):
    """How urgent the party calls its need."""

    CRITICAL = "critical"
    HIGH = "high"
    NORMAL = "normal"


class Visibility(StrEnum):
    """Who may see a record: everybody, the members of the coalition, or the secretariat, the auditor and the
    party it is about."""

    PUBLIC = "public"
    MEMBERS = "members"
    RESTRICTED = "restricted"
