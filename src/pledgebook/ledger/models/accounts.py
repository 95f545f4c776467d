"""The accounts of those who write the books. They are Django's, and no part of the journal."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Account(AbstractUser):
    """A person with a password. `party` is the code of the party at whose desk the person sits, '' for none;
    the groups say which roles the account has (ledger.access)."""

    party = models.CharField(max_length=20, blank=True)
