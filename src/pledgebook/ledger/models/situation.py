"""Tables: support status, purchases, indicators, statements."""

from __future__ import annotations

from django.db import models

from pledgebook.ledger.models.base import Record
from pledgebook.ledger.models.fields import CentsField, ThousandthsField


class SupportStatusRecord(Record):
    """Whether a donor's support flows in a channel, from `valid_on`."""

    party = models.CharField(max_length=20, db_index=True)
    channel = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    ended = models.DateField(null=True)


class PurchaseRecord(Record):
    """What a party buys."""

    party = models.CharField(max_length=20, db_index=True)
    funds = models.CharField(max_length=200, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    low = CentsField(null=True)
    high = CentsField(null=True)


class IndicatorRecord(Record):
    """A measure of the situation."""

    metric = models.CharField(max_length=100)
    low = ThousandthsField()
    high = ThousandthsField(null=True)
    unit = models.CharField(max_length=50, blank=True)
    party = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=200, blank=True)


class StatementRecord(Record):
    """Who said something; the words are in the evidence."""

    speaker = models.CharField(max_length=200, db_index=True)
    party = models.CharField(max_length=20, blank=True)
    meeting = models.CharField(max_length=120, blank=True)
    reported = models.BooleanField()
