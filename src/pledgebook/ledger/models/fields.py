"""Exact numbers in the database: whole hundredths and thousandths, never floats.

SQLite keeps a DecimalField as a float; a whole number is exact there and on PostgreSQL.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

from pledgebook.vocabulary.errors import BadValue

if TYPE_CHECKING:
    _WholeNumber = models.BigIntegerField[Any, Any]
else:  # Django's fields take no parameters when the program runs
    _WholeNumber = models.BigIntegerField

_EXACT = Context(prec=1_000)  # what does not fit is refused below, and nothing is rounded before
_MOST_DIGITS = 20
_LARGEST = 2**63 - 1


class ScaledField(_WholeNumber):
    """A Decimal kept as a whole number of its smallest part. Raises BadValue for what does not fit."""

    PLACES = 0

    @classmethod
    def to_units(cls, value: Decimal) -> int:
        """The whole number that stands for a Decimal; raises BadValue rather than round or overflow."""
        if not value.is_finite():
            raise BadValue(f"{value} is no amount; give a finite number")
        if value.adjusted() > _MOST_DIGITS:
            raise BadValue(f"{value} is larger than the books can hold; check its unit")
        units = value.scaleb(cls.PLACES, _EXACT)
        whole = int(units)
        if whole != units:
            raise BadValue(f"{value} has more than {cls.PLACES} decimal places; round it first")
        if abs(whole) > _LARGEST:
            raise BadValue(f"{value} is larger than the books can hold; check its unit")
        return whole

    @classmethod
    def to_decimal(cls, units: int) -> Decimal:
        """The Decimal that a whole number stands for."""
        return Decimal(units).scaleb(-cls.PLACES)

    def from_db_value(self, value: int | None, *_: object) -> Decimal | None:
        """What the database has, as a Decimal."""
        return None if value is None else self.to_decimal(int(value))

    def to_python(self, value: Any) -> Any:
        """A value of a form or fixture, as a Decimal."""
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Any) -> Any:
        """A Decimal, as the database has it."""
        return self.to_units(Decimal(value)) if value is not None else None


class CentsField(ScaledField):
    """Money in hundredths of its currency's unit: up to some 92 thousand billion units."""

    PLACES = 2


class ThousandthsField(ScaledField):
    """A quantity in thousandths of its unit, so that tonnes may have parts."""

    PLACES = 3


def to_cents(value: Decimal) -> int:
    """Money in hundredths, rounded half up, for sums that other people's tables give with longer tails."""
    return int(value.scaleb(2).to_integral_value(rounding=ROUND_HALF_UP))
