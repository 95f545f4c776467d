"""Where the sums of pledges that count alone stand, converted: the part of a total that needs no engine.

The arithmetic is that of totals.nodes.spread in SQL: of each pledge, what reached a stage is converted, and
the
steps between are the stages' shares. Whole numbers only: a product that would not fit 64 bits is worked out
in
pieces (see _CONVERT), and one that does not fit even so makes DuckDB refuse, never round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import NOW
from pledgebook.ledger.counting import Amounts
from pledgebook.ledger.totals.columns import LEVELS, Columns
from pledgebook.ledger.totals.converting import Converter
from pledgebook.ledger.totals.nodes import NOT_STATED
from pledgebook.ledger.totals.question import Dimension, Question
from pledgebook.ledger.totals.rows import Held
from pledgebook.vocabulary.errors import MissingRate
from pledgebook.vocabulary.stages import Stage, rung

_FINAL = max(rung(stage) for stage in Stage if stage.final)
_RATE_COLUMNS = "currency VARCHAR, announced DATE, units BIGINT"
_STAGE_NAME = " ".join(f"WHEN {rung(stage)} THEN '{stage.value}'" for stage in Stage)
_KEYS = {
    Dimension.DONOR: "replace(donors, '|', ' + ') AS donor",
    Dimension.STAGE: f"CASE height {_STAGE_NAME} END AS stage",
    Dimension.YEAR: "year(announced)::VARCHAR AS year",
    Dimension.NATURE: "nature",
    **{
        dimension: f"coalesce(nullif({dimension.value}, ''), '{NOT_STATED}') AS {dimension.value}"
        for dimension in (
            Dimension.AID_TYPE,
            Dimension.MEETING,
            Dimension.CAPABILITY,
            Dimension.PROGRAMME,
            Dimension.RECIPIENT,
            Dimension.CURRENCY,
        )
    },
}

# (cents * units + 10^15 / 2) / 10^15, with cents = c1 10^7 + c0 and units = u1 10^8 + u0.
_CONVERT = """CREATE OR REPLACE MACRO convert(cents, units) AS
    (cents // 10000000) * (units // 100000000)
    + ((cents // 10000000) * (units % 100000000)) // 100000000
    + ((cents % 10000000) * (units // 100000000)) // 10000000
    + ((((cents // 10000000) * (units % 100000000)) % 100000000) * 10000000
       + (((cents % 10000000) * (units // 100000000)) % 10000000) * 100000000
       + (cents % 10000000) * (units % 100000000) + 500000000000000) // 1000000000000000"""

_STANDING = """
WITH believed AS (
    SELECT no, donors, recipient, meeting, nature, currency, announced, aid_type, capability, programme,
        convert(low, units) AS chosen, convert(high, units) AS high
    FROM pledge LEFT JOIN {rates} USING (currency, announced)
    WHERE seq <= $known AND (until IS NULL OR until > $known) AND level <= $level
      AND announced <= $as_of AND no NOT IN (FROM apart) {only}
      AND no NOT IN (SELECT no FROM pledge WHERE until IS NULL AND level > $level)
), held AS (
    SELECT no, height, sum(cents)::BIGINT AS cents FROM (
        SELECT no, unnest([target, source]) AS height, unnest([cents, -cents]) AS cents FROM movement
        WHERE seq <= $known AND (until IS NULL OR until > $known) AND level <= $level
          AND valid_on <= $as_of {only}
    ) WHERE height IS NOT NULL GROUP BY no, height
), reached AS (
    SELECT no, height,
        greatest(sum(cents) OVER (PARTITION BY no ORDER BY height DESC), 0)::BIGINT AS cents FROM held
), converted AS (
    SELECT no, height, max(least(convert(cents, units), chosen)) OVER (PARTITION BY no ORDER BY height DESC)
        AS cents
    FROM reached JOIN believed USING (no) JOIN {rates} USING (currency, announced) WHERE units IS NOT NULL
), steps AS (
    SELECT no, height, cents - lag(cents, 1, 0) OVER (PARTITION BY no ORDER BY height DESC) AS chosen
    FROM converted QUALIFY chosen > 0
)
SELECT *, chosen + CASE WHEN first THEN high - whole ELSE 0 END AS highest FROM (
    SELECT b.no, donors, recipient, meeting, nature, currency, announced, aid_type, capability, programme,
        height, s.chosen, b.chosen AS whole, b.high,
        height = min(height) FILTER (height > {final}) OVER (PARTITION BY s.no) AS first
    FROM believed b LEFT JOIN steps s USING (no)
)
"""


_HELD_APART = """
SELECT uid, name, sum(cents)::BIGINT FROM (
    SELECT no, unnest([target, source]) AS height, unnest([cents, -cents]) AS cents FROM movement
    WHERE seq <= $known AND (until IS NULL OR until > $known) AND level <= $level AND valid_on <= $as_of
      AND no IN (FROM apart)
) JOIN numbers USING (no) JOIN stage USING (height) GROUP BY uid, name
"""


class Counts(msgspec.Struct):
    """Sums by group, rows by group, and how many rows add nothing."""

    sums: dict[tuple[str, ...], Amounts]
    rows: dict[tuple[str, ...], int]
    left_out: int


class Standing:
    """Answers questions from the columnar copy; keeps what it worked out for the clocks of now."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._rates: dict[tuple[str, date | None], str] = {}
        self._kept: dict[str, int] = {}
        self._books = ""

    def counts(self, question: Question, sight: Sight) -> Counts:
        """The part of the answer that pledges which count alone make up; within `columns.current()`."""
        self._forget_other_books()
        level = _level(sight)
        if question.clocks == NOW:
            return self._count(question, sight, self._kept_standing(question, level))
        table = "standing_then"
        self._make(table, question, level)
        try:
            return self._count(question, sight, table)
        finally:
            self._run(f"DROP TABLE {table}")

    def apart(self, sight: Sight) -> list[str]:
        """The pledges that the counting engine must count for somebody who sees so much."""
        rows = self._run(
            f"SELECT DISTINCT uid FROM numbers WHERE no IN (FROM apart) OR no IN ({_own(sight)})",
            _own_parameters(sight),
        )
        return sorted(row[0] for row in rows)

    def held(self, question: Question, sight: Sight) -> Held | None:
        """Where the sums of those pledges stand; None for a desk, which may see more than others do."""
        if sight.party and _level(sight) < max(LEVELS.values()):
            return None
        rows = self._run(_HELD_APART, self._clocks(question, _level(sight)))
        found: dict[str, dict[Stage, int]] = defaultdict(dict)
        for uid, stage, cents in rows:
            found[uid][Stage(stage)] = cents
        return found

    def touched_apart(self, since: int) -> bool:
        """Whether an entry after `since` changed one of them, or made another."""
        rows = self._run(
            "SELECT 1 FROM movement WHERE (seq > $since OR until > $since) AND no IN (FROM apart) UNION ALL "
            "SELECT 1 FROM pledge WHERE (seq > $since OR until > $since) AND no IN (FROM apart) LIMIT 1",
            {"since": since},
        )
        return bool(rows)

    def _forget_other_books(self) -> None:
        if self._books != self._columns.books:
            self._books = self._columns.books
            self._rates.clear()
            self._kept.clear()
            self._columns.database.execute(_CONVERT)

    def _kept_standing(self, question: Question, level: int) -> str:
        """The table for the clocks of now: made once, then only the pledges are worked out again that
        changed."""
        day = str(question.rate_date or "announced").replace("-", "_")
        table = f"standing_{question.currency}_{day}_{level}"
        made = self._kept.get(table)
        if made is None:
            self._make(table, question, level)
        elif made < self._columns.seen:
            self._run(
                "CREATE OR REPLACE TEMP TABLE touched AS "
                "SELECT no FROM movement WHERE seq > $made OR until > $made UNION "
                "SELECT no FROM pledge WHERE seq > $made OR until > $made UNION FROM apart",
                {"made": made},
            )
            self._run(f"DELETE FROM {table} WHERE no IN (FROM touched)")
            self._make(table, question, level, only="AND no IN (FROM touched)")
        self._kept[table] = self._columns.seen
        return table

    def _make(self, table: str, question: Question, level: int, only: str = "") -> None:
        statement = _STANDING.format(rates=self._rate_table(question), only=only, final=_FINAL)
        start = f"INSERT INTO {table}" if only else f"CREATE OR REPLACE TABLE {table} AS"
        self._run(f"{start} {statement}", self._clocks(question, level))

    def _clocks(self, question: Question, level: int) -> dict[str, Any]:
        known, as_of = question.clocks.known, question.clocks.as_of
        return {
            "known": self._columns.seen if known is None else known,
            "as_of": as_of or date.max,
            "level": level,
        }

    def _rate_table(self, question: Question) -> str:
        """A table with the rate of each currency and day in the copy; NULL where the ECB gives none."""
        key = (question.currency, question.rate_date)
        if key not in self._rates:
            self._rates[key] = f"rates_{len(self._rates)}"
            self._run(f"CREATE OR REPLACE TABLE {self._rates[key]} ({_RATE_COLUMNS})")
        table = self._rates[key]
        pairs = self._run(
            "SELECT DISTINCT currency, announced FROM pledge WHERE low IS NOT NULL "
            f"EXCEPT SELECT currency, announced FROM {table}"
        )
        if pairs:
            definition = "'currency': 'VARCHAR', 'announced': 'DATE', 'units': 'BIGINT'"
            self._columns.insert(table, definition, _rated(Converter(*key), pairs))
        return table

    def _count(self, question: Question, sight: Sight, table: str) -> Counts:
        where, parameters = _filters(question)
        parameters |= _own_parameters(sight)
        where += f" AND no NOT IN ({_own(sight)})"
        joint = "NOT list_has_all($donors, string_split(donors, '|'))" if question.donors else "false"
        keys = ", ".join(_KEYS[dimension] for dimension in question.by)
        counted = "count(*)" if question.by_stage else "count(*) FILTER (first)"
        found = self._run(
            f"SELECT {keys + ',' if keys else ''} sum(chosen), sum(chosen), sum(highest), {counted} "
            f"FROM {table} "
            f"WHERE {where} AND height > {_FINAL} AND NOT {joint} {'GROUP BY ALL' if keys else ''}",
            parameters,
        )
        unknown = f"count(DISTINCT no) FILTER (height IS NULL OR {joint})"
        if not question.donors:  # then a pledge without a height has one row
            unknown = "count(*) FILTER (height IS NULL)"
        omitted = self._run(
            f"SELECT {unknown}, "
            f"count(*) FILTER (height <= {_FINAL} AND NOT {joint}) FROM {table} WHERE {where}",
            parameters,
        )
        counts = Counts({}, {}, sum(omitted[0]))
        for *values, low, chosen, high, rows in found:
            if rows:
                group = tuple(map(str, values))
                counts.sums[group] = Amounts(low=int(low), chosen=int(chosen), high=int(high))
                counts.rows[group] = rows
        return counts

    def _run(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[Any]:
        used = {name: value for name, value in (parameters or {}).items() if f"${name}" in statement}
        return self._columns.database.execute(statement, used).fetchall()


def _level(sight: Sight) -> int:
    return max(LEVELS[level] for level in sight.levels)


def _own(sight: Sight) -> str:
    """The pledges about the asker's own party that have rows which only that party sees: the engine's."""
    if not sight.party or _level(sight) == max(LEVELS.values()):
        return "SELECT -1"
    return """SELECT no FROM pledge
        WHERE (list_contains(string_split(donors, '|'), $party) OR recipient = $party)
          AND (level > $own OR no IN (SELECT no FROM movement WHERE level > $own))"""


def _own_parameters(sight: Sight) -> dict[str, Any]:
    return {"party": sight.party, "own": _level(sight)}


def _filters(question: Question) -> tuple[str, dict[str, Any]]:
    """The condition that rows of the standing meet which the question includes, and its parameters."""
    conditions, parameters = ["true"], dict[str, Any]()
    for name, condition, values in (
        ("donors", "list_has_any(string_split(donors, '|'), $donors)", question.donors),
        ("recipients", "list_contains($recipients, recipient)", question.recipients),
        ("meetings", "list_contains($meetings, meeting)", question.meetings),
        ("aid_types", "list_contains($aid_types, aid_type)", question.aid_types),
        ("capabilities", "list_contains($capabilities, capability)", question.capabilities),
        ("programmes", "list_contains($programmes, programme)", question.programmes),
        ("years", "list_contains($years, year(announced)::INTEGER)", question.years),
    ):
        if values:
            conditions.append(condition)
            parameters[name] = [getattr(value, "value", value) for value in sorted(values)]
    for name, condition, day in (
        ("since", "announced >= $since", question.since),
        ("until", "announced <= $until", question.until),
    ):
        if day is not None:
            conditions.append(condition)
            parameters[name] = day
    return " AND ".join(conditions), parameters


def _rated(converter: Converter, pairs: Sequence[tuple[str, date]]) -> Iterator[tuple[str, date, int | None]]:
    for currency, announced in pairs:
        try:
            yield currency, announced, converter.rate(currency, announced).units
        except MissingRate:
            yield currency, announced, None
