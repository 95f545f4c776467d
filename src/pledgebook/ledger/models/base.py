"""What the tables of records have in common: each row is what the books believed over a range of entries."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class RecordQuerySet(models.QuerySet[Any]):
    """Rows of records, by the two clocks."""

    def known_at(self, seq: int | None) -> Self:
        """What the books believed when entry `seq` was their last; None is now."""
        if seq is None:
            return self.filter(until__isnull=True)
        return self.filter(models.Q(until__isnull=True) | models.Q(until__gt=seq), seq__lte=seq)


class Projected(models.Model):
    """A row projected from the journal. Nothing but ledger.projection writes these tables.

    `seq` is the entry from which the row is believed, `until` the entry that ended that (None: believed
    still),
    `entry` the one that states it, with its evidence; it differs from `seq` where a reversal brought the row
    back. `valid_on` is when it holds in the world.
    """

    seq = models.BigIntegerField(primary_key=True)
    until = models.BigIntegerField(null=True)
    entry = models.BigIntegerField()
    valid_on = models.DateField(null=True)
    visibility = models.CharField(max_length=10)

    class Meta:
        abstract = True


class Record(Projected):
    """One version of a record; `uid` names the record within its kind."""

    uid = models.CharField(max_length=120)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = (
            models.Index(fields=["uid"], name="%(class)s_uid"),
            models.Index(fields=["until"], name="%(class)s_until", condition=models.Q(until__isnull=False)),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["uid"], condition=models.Q(until__isnull=True), name="%(class)s_believed_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.uid} (entry {self.seq})"


class Detail(models.Model):
    """A row below a record: the `position`-th of its kind that entry `entry` states. It lives as long as rows
    of the record with the same `entry`."""

    pk = models.CompositePrimaryKey("entry", "position")
    entry = models.BigIntegerField()
    position = models.SmallIntegerField()

    class Meta:
        abstract = True
