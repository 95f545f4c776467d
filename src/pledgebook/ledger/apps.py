"""The Django app of the books."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The journal, its records, and the accounts of those who write it."""

    name = "pledgebook.ledger"
    label = "ledger"
    verbose_name = "Ledger"
