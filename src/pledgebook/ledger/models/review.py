"""Tables: documents, claims, findings, decisions, disputes."""

from __future__ import annotations

from django.db import models

from pledgebook.ledger.models.base import Detail, Record


class DocumentRecord(Record):
    """A document; its text is in the journal's entry. `valid_on` is the day it was published."""

    name = models.CharField(max_length=400)
    sha256 = models.CharField(max_length=64)
    title = models.TextField(blank=True)
    url = models.TextField(blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=20)
    agency = models.CharField(max_length=100, blank=True)


class ClaimRecord(Record):
    """A claim as read. What was decided on it is the believed decision 'claim:UID'."""

    kind = models.CharField(max_length=20)
    document = models.CharField(max_length=120, db_index=True)


class FindingRecord(Record):
    """A finding as reconciled."""

    kind = models.CharField(max_length=20)
    topic = models.CharField(max_length=200, blank=True)


class FindingClaim(Detail):
    """A claim that a finding is about."""

    claim = models.CharField(max_length=120, db_index=True)


class DecisionRecord(Record):
    """The ruling on a claim, a finding or a dispute."""

    about = models.CharField(max_length=20)
    subject = models.CharField(max_length=120)
    verdict = models.CharField(max_length=20)
    record_kind = models.CharField(max_length=20, blank=True)
    record = models.CharField(max_length=120, blank=True, db_index=True)
    rule = models.CharField(max_length=200, blank=True)


class DisputeRecord(Record):
    """A dispute; `about` and `subject` name the record it concerns."""

    topic = models.CharField(max_length=400)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    about = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=120, blank=True, db_index=True)
