"""The table of the journal. The database refuses UPDATE and DELETE on it; see migrations/0002."""

from __future__ import annotations

from django.db import models


class JournalEntry(models.Model):
    """One entry. `ledger.journal.entries.Entry` is its type in the program; what the fields mean stands
    there."""

    seq = models.BigIntegerField(primary_key=True)
    recorded_at = models.DateTimeField(db_index=True)
    recorded_by = models.CharField(max_length=150)
    batch = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=20)
    version = models.SmallIntegerField()
    subject = models.CharField(max_length=120)
    valid_on = models.DateField(null=True)
    visibility = models.CharField(max_length=10)
    payload = models.TextField()
    evidence = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "journal"
        indexes = (
            models.Index(fields=["subject", "kind"], name="journal_subject"),
            models.Index(fields=["batch"], name="journal_batch", condition=~models.Q(batch="")),
        )

    def __str__(self) -> str:
        return f"entry {self.seq}: {self.kind} {self.subject}"
