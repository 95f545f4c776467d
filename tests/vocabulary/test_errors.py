"""The errors: one tree, each with a sentence for the user."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pledgebook.reference.rates import convert
from pledgebook.vocabulary import errors


def test_all_errors_are_of_one_family() -> None:
    named = (kind for kind in vars(errors).values() if isinstance(kind, type))
    kinds = [kind for kind in named if issubclass(kind, BaseException)]
    assert len(kinds) > 8
    assert all(issubclass(kind, errors.PledgebookError) for kind in kinds)


def test_a_document_that_cannot_be_read_says_which_and_what_to_do() -> None:
    error = errors.UnreadableDocument("a.pdf", "it is encrypted", "save it without a password")
    assert str(error) == "a.pdf: it is encrypted; save it without a password"


def test_a_bad_row_says_where() -> None:
    assert (
        str(errors.ReferenceDataError("a.csv", 7, "no source")) == "a.csv, line 7: no source; correct the row"
    )


@pytest.mark.parametrize(("currency", "day"), [("UAH", date(2025, 4, 11)), ("USD", date(1990, 1, 1))])
def test_a_missing_rate_is_an_error_and_never_one(currency: str, day: date) -> None:
    with pytest.raises(errors.MissingRate):
        convert(Decimal(100), currency, "EUR", day)
