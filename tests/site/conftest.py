"""The books of the ledger's tests, for those that make a database ready."""

from __future__ import annotations

from tests.ledger.conftest import books, postgresql_template, sqlite_template

__all__ = ["books", "postgresql_template", "sqlite_template"]
