"""Tables: needs, pledges with their donors, lines and valuations, relations, and movements between stages."""

from __future__ import annotations

from django.db import models

from pledgebook.ledger.models.base import Detail, Projected, Record, RecordQuerySet
from pledgebook.ledger.models.fields import CentsField, ThousandthsField


class NeedRecord(Record):
    """A need; `valid_on` is when it was stated."""

    party = models.CharField(max_length=20, db_index=True)
    meeting = models.CharField(max_length=120, blank=True)
    mode = models.CharField(max_length=20, blank=True)
    urgency = models.CharField(max_length=20)
    wanted_by = models.DateField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    low = CentsField(null=True)
    high = CentsField(null=True)


class NeedLine(Detail):
    """One item of a need."""

    line = models.CharField(max_length=20)
    item = models.CharField(max_length=100)
    capability = models.CharField(max_length=100, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    low = ThousandthsField(null=True)
    high = ThousandthsField(null=True)


class PledgeRecord(Record):
    """A pledge; `valid_on` is the day it was announced.

    `donors` are the party codes in alphabetical order, joined by '|'. `capability` is that of all lines, ''
    where
    none says, 'several' where they differ.
    """

    donors = models.CharField(max_length=400)
    recipient = models.CharField(max_length=20, blank=True)
    coalition = models.CharField(max_length=120, blank=True)
    meeting = models.CharField(max_length=120, blank=True, db_index=True)
    nature = models.CharField(max_length=20)
    currency = models.CharField(max_length=3, blank=True)
    low = CentsField(null=True)
    high = CentsField(null=True)
    qualifier = models.CharField(max_length=25, blank=True)
    valuation = models.CharField(max_length=20)
    aid_type = models.CharField(max_length=20, blank=True)
    capability = models.CharField(max_length=100, blank=True)
    programme = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=20, blank=True)


class PledgeDonor(Detail):
    """One donor of a pledge; `share` is in thousandths of a percent (100,000 is the whole), None where
    unknown."""

    party = models.CharField(max_length=20, db_index=True)
    share = models.IntegerField(null=True)


class PledgeLine(Detail):
    """One item of a pledge."""

    line = models.CharField(max_length=20)
    item = models.CharField(max_length=100, db_index=True)
    capability = models.CharField(max_length=100, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    low = ThousandthsField(null=True)
    high = ThousandthsField(null=True)


class PledgeValuation(Detail):
    """What a pledge is worth on another basis."""

    basis = models.CharField(max_length=20)
    currency = models.CharField(max_length=3)
    low = CentsField()
    high = CentsField()
    source = models.TextField()


class RelationRecord(Record):
    """How the pledge `source` stands to the pledge `target`."""

    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=120, db_index=True)
    target = models.CharField(max_length=120, db_index=True)
    cut = models.CharField(max_length=20, blank=True)


class Movement(Projected):
    """So much of a pledge's line went from one stage (`source`, '' where it came into being) to another.

    A pledge makes the first ones itself; stage entries and signatures make the others. What stands at a stage
    is what went there less what left it. `cents` is in the pledge's currency, `thousandths` in the line's
    unit.
    """

    pk = models.CompositePrimaryKey("seq", "position")
    seq = models.BigIntegerField()
    position = models.SmallIntegerField()
    pledge = models.CharField(max_length=120)
    line = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20)
    cents = CentsField(null=True)
    thousandths = ThousandthsField(null=True)
    confirmed_by = models.CharField(max_length=20, blank=True)
    confirmed_on = models.DateField(null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["pledge"], name="movement_pledge"),
            models.Index(fields=["until"], name="movement_until", condition=models.Q(until__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.pledge}: {self.source or 'nothing'} to {self.target} (entry {self.seq})"
