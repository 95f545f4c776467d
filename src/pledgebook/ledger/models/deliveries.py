"""Tables: handovers, what is in them, and the two signatures."""

from __future__ import annotations

from django.db import models

from pledgebook.ledger.models.base import Detail, Record
from pledgebook.ledger.models.fields import CentsField, ThousandthsField


class HandoverRecord(Record):
    """A consignment; `valid_on` is the day it was opened or sent."""

    donor = models.CharField(max_length=20, db_index=True)
    recipient = models.CharField(max_length=20)
    place = models.CharField(max_length=200, blank=True)


class HandoverContent(Detail):
    """So much of a pledge's line in a handover."""

    pledge = models.CharField(max_length=120, db_index=True)
    line = models.CharField(max_length=20, blank=True)
    cents = CentsField(null=True)
    thousandths = ThousandthsField(null=True)


class SignatureRecord(Record):
    """What one side signed for; `valid_on` is the day of the signature."""

    handover = models.CharField(max_length=120, db_index=True)
    side = models.CharField(max_length=20)
    party = models.CharField(max_length=20)


class SignatureContent(Detail):
    """So much of a pledge's line that a signature is for."""

    pledge = models.CharField(max_length=120, db_index=True)
    line = models.CharField(max_length=20, blank=True)
    cents = CentsField(null=True)
    thousandths = ThousandthsField(null=True)
