"""Disputes: reports that cannot all be right."""

from __future__ import annotations

from enum import StrEnum


class DisputeKind(StrEnum):
    """What the versions of a dispute disagree about.

    `amount`: how much. `currency`: one figure under two currencies, or one sum told in two. `donors`: who
    gives. `date`, `year`: when, or for which year. `format`: how a meeting was held. `count`: how many took
    part. `attendance`: who took part, and how. `office`: who held which. `leads`: who leads a group.
    `repetition`: whether an announcement is new or an older one said again. `quantity`: how much was handed
    over; the donor and the recipient signed for different numbers. `number`: which meeting of a coalition it
    was. `speaker`: who said something.
    """

    AMOUNT = "amount"
    CURRENCY = "currency"
    DONORS = "donors"
    DATE = "date"
    YEAR = "year"
    FORMAT = "format"
    COUNT = "count"
    ATTENDANCE = "attendance"
    OFFICE = "office"
    LEADS = "leads"
    REPETITION = "repetition"
    QUANTITY = "quantity"
    NUMBER = "number"
    SPEAKER = "speaker"


class DisputeState(StrEnum):
    """How far a dispute has come.

    `open`: nobody knows. `explained`: it is known how the versions came about. `decided`: a person has ruled
    which version the books go by; that happens in the books only, never in the data shipped.
    """

    OPEN = "open"
    EXPLAINED = "explained"
    DECIDED = "decided"
