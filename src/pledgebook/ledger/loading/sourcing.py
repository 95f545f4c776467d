"""What loaded entries rest on: each source of a row as a citation of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.payloads import Citation, Payload
from pledgebook.reference.cells import rows_of
from pledgebook.reference.tables import Row, read_table


def citations(source: str) -> tuple[Citation, ...]:
    """The sources in a cell, which '|' separates, each once."""
    sources = dict.fromkeys(part.strip() for part in source.split("|"))
    return tuple(Citation(source=part) for part in sources if part)


def sourced(uid: str, payload: Payload, source: str, origin: str, valid_on: date | None = None) -> Draft:
    """A public draft with the sources of its row; `origin` is the table that the row stands in."""
    return Draft(
        subject=uid,
        payload=payload,
        valid_on=valid_on,
        evidence=citations(source),
        origin=origin,
    )


@cache
def party_sources() -> Mapping[str, str]:
    """Where what is known of each party comes from, by its code."""
    rows = read_table("parties.csv", "code", "kind", "name", "source")
    return MappingProxyType({row["code"]: row["source"] for row in rows})


@cache
def naming_row(coalition: str) -> Row:
    """The row that gives a coalition its name."""
    rows = rows_of(coalition, "names.csv", "coalition", "name", "form", "case", "source")
    return next(row for row in rows if row["form"] == "name")
