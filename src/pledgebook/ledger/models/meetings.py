"""Tables: meetings, who was there, what is to follow."""

from __future__ import annotations

from django.db import models

from pledgebook.ledger.models.base import Record


class MeetingRecord(Record):
    """A meeting; `valid_on` is its day."""

    coalition = models.CharField(max_length=120)
    number = models.IntegerField(null=True)
    status = models.CharField(max_length=20)
    place = models.CharField(max_length=200, blank=True)
    format = models.CharField(max_length=20, blank=True)
    chairs = models.CharField(max_length=200, blank=True)


class AttendanceRecord(Record):
    """How a person or party took part in a meeting."""

    meeting = models.CharField(max_length=120, db_index=True)
    person = models.CharField(max_length=200, blank=True)
    party = models.CharField(max_length=20, blank=True)
    mode = models.CharField(max_length=20)


class ActionRecord(Record):
    """Something to be done after a meeting."""

    meeting = models.CharField(max_length=120, db_index=True)
    party = models.CharField(max_length=20, blank=True)
    what = models.TextField()
    due = models.DateField(null=True)
    state = models.CharField(max_length=20)
