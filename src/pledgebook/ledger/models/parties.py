"""Tables: who acts, in which office, in which coalition."""

from __future__ import annotations

from django.db import models

from pledgebook.ledger.models.base import Record


class PartyRecord(Record):
    """A party; its uid is its code."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)


class OfficeRecord(Record):
    """Who held an office; `valid_on` is the first day."""

    office = models.CharField(max_length=100)
    party = models.CharField(max_length=20)
    holder = models.CharField(max_length=200)
    end = models.DateField(null=True)
    acting = models.BooleanField()


class CoalitionRecord(Record):
    """A coalition, or a group in one."""

    name = models.CharField(max_length=200)
    parent = models.CharField(max_length=120, blank=True)
    capability = models.CharField(max_length=100, blank=True)
    leads = models.CharField(max_length=200, blank=True)


class MembershipRecord(Record):
    """A party in a coalition; `valid_on` is since when, where that is known."""

    coalition = models.CharField(max_length=120)
    party = models.CharField(max_length=20)
    role = models.CharField(max_length=20)
    ended = models.DateField(null=True)
