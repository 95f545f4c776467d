"""The faces of a total, from answers made by hand."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from pledgebook.ledger.counting import Edge, Role, Why
from pledgebook.ledger.totals.answer import Explained, Group, Omitted, Range, Totals
from pledgebook.reporting.totals import TotalsFace, render
from pledgebook.reporting.totals.tree import wholes_around
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.relations import RelationKind

NAMES = {"DE": "Germany", "GB": "United Kingdom", "NO": "Norway"}
MEETING_DAY = date(2025, 4, 11)


def worth(chosen: str, low: str | None = None, high: str | None = None) -> Range:
    """An amount, the same in every scenario unless told otherwise."""
    return Range(low=Decimal(low or chosen), chosen=Decimal(chosen), high=Decimal(high or chosen))


def group(values: str, chosen: str, low: str | None = None, rows: int = 1) -> Group:
    return Group(values=tuple(values.split("/")), amounts=worth(chosen, low), rows=rows)


def total(*groups: Group, by: str = "donor", left_out: int = 0) -> Totals:
    """An answer without explanation."""
    return Totals(
        definition="What was pledged; in EUR.",
        currency="EUR",
        dimensions=tuple(by.split("/")) if by else (),
        sequence=42,
        total=worth(
            str(sum((one.amounts.chosen for one in groups), Decimal())),
            str(sum((one.amounts.low for one in groups), Decimal())),
        ),
        groups=groups,
        left_out_count=left_out,
    )


def euros(amount: str) -> Money:
    return Money(currency="EUR", low=Decimal(amount), high=Decimal(amount))


def counted(pledge: str, adds: str, role: Role = Role.WHOLE, **fields: Any) -> Explained:
    """A counted row of Germany's, unless told otherwise."""
    return Explained(**{
        "pledge": pledge, "donors": ("DE",), "announced": MEETING_DAY, "entry": 7, "values": ("DE",),
        "amounts": worth(adds), "role": role, "announced_amount": euros("1"), **fields,
    })  # fmt: skip


def omitted(pledge: str, why: Why, reason: str, **fields: Any) -> Omitted:
    return Omitted(
        pledge=pledge, donors=("NO",), announced=MEETING_DAY, entry=9, why=why, reason=reason, **fields
    )


def explanation(*rows: Explained, left_out: tuple[Omitted, ...] = ()) -> Totals:
    """An answer by donor with its explanation; the total is what the rows come to."""
    chosen = str(sum((row.amounts.chosen for row in rows), Decimal()))
    return Totals(
        definition="What was pledged; in EUR.",
        currency="EUR",
        dimensions=("donor",),
        sequence=42,
        total=worth(chosen),
        groups=(group("DE", chosen, rows=len(rows)),),
        counted=rows,
        left_out=left_out,
        left_out_count=len(left_out),
    )


def table(totals: Totals, width: int = 80, **options: Any) -> str:
    return render(totals, TotalsFace.TABLE, names=NAMES, width=width, colour=False, **options)


def cells(text: str, first: str) -> list[str]:
    """The cells of the row that begins so."""
    (row,) = (line for line in text.splitlines() if line.strip().startswith(first))
    return re.split(r"\s{2,}", row.strip())


def sheet(totals: Totals, **options: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(render(totals, TotalsFace.CSV, **options).splitlines()))


def test_the_table_has_the_definition_first_names_for_codes_and_the_total_last() -> None:
    shown = table(total(group("DE", "11e9", rows=2), group("GB", "5e9")))
    definition, *_, last = shown.strip().splitlines()
    assert definition == "What was pledged; in EUR."
    assert cells(shown, "Germany")[:3] == ["Germany", "EUR 11 bn", "69 %"]
    assert cells(shown, "United Kingdom")[-1] == "1"
    assert re.split(r"\s{2,}", last.strip()) == ["Total", "EUR 16 bn", "100 %", "3"]


def test_joint_donors_are_all_named() -> None:
    assert "Norway + United Kingdom" in table(total(group("NO + GB", "4")))


def test_low_and_high_are_columns_only_where_they_differ() -> None:
    assert cells(table(total(group("DE", "11"))), "donor") == ["donor", "amount", "rows"]
    disputed = total(group("DE", "11", low="9"))
    assert cells(table(disputed), "donor") == ["donor", "low", "chosen", "rows"]
    assert cells(table(disputed), "Germany") == ["Germany", "EUR 9", "EUR 11", "1"]


def test_stages_come_up_the_ladder_and_years_as_they_pass() -> None:
    stages = total(group("delivered/2025", "9"), group("announced/2026", "5"), group("announced/2024", "1"),
                   by="stage/year")  # fmt: skip
    assert [(row["stage"], row["year"]) for row in sheet(stages)] == [
        ("announced", "2024"),
        ("announced", "2026"),
        ("delivered", "2025"),
    ]


def test_donors_with_stages_keep_together_the_larger_first() -> None:
    both = total(group("NO/announced", "8"), group("DE/confirmed", "6"), group("DE/announced", "5"),
                 by="donor/stage")  # fmt: skip
    assert [row["donor"] for row in sheet(both)] == ["DE", "DE", "NO"]
    assert sum("Germany" in line for line in table(both).splitlines()) == 1


@pytest.mark.parametrize("width", [40, 60, 80, 140])
def test_the_table_fits_the_page(width: int) -> None:
    long_names = total(*(group(f"D{n}/some capability or other", "1e9", low="9e8") for n in range(3)),
                       by="donor/capability")  # fmt: skip
    shown = table(long_names, width)
    assert max(map(len, shown.splitlines())) <= width
    assert "EUR 1 bn" in shown


def test_what_lowers_a_total_has_a_minus_and_no_bar() -> None:
    shown = table(total(group("DE", "100"), group("NO", "-2.4e6"), group("GB", "9e6")))
    assert "\N{MINUS SIGN}EUR 2.4 m" in shown
    (row,) = (line for line in shown.splitlines() if "Norway" in line)
    assert "█" not in row
    assert "<1 %" in shown


def test_a_total_without_dimensions_is_one_line() -> None:
    shown = table(total(Group(values=(), amounts=worth("21e9"), rows=5), by=""))
    assert cells(shown, "Total") == ["Total", "EUR 21 bn", "5"]


def test_the_table_says_how_many_rows_it_leaves_out_and_how_to_see_them() -> None:
    shown = " ".join(table(total(group("DE", "1"), left_out=6)).split())
    assert "6 rows are left out; 'pledgebook totals … --explain' shows which" in shown


def test_an_empty_answer_says_so() -> None:
    assert "No pledge in the books counts" in table(total())
    assert sheet(total()) == []


def test_words_of_sources_cannot_steer_the_terminal() -> None:
    tricky = explanation(counted("P\x1b[2J", "5", reason="\x1b]0;x\x07"))
    assert "\x1b" not in table(tricky, explain=True)


def _germany_in_the_meeting() -> Totals:
    """A meeting's 21, of it Germany's 11, which its two parts account for."""
    return explanation(
        counted("M", "10", Role.REST, announced_amount=euros("21"), reason="what its parts leave of it"),
        counted("DE-1", "3", Role.PART, inside="DE"),
        counted("DE-2", "8", Role.PART, inside="DE"),
        left_out=(
            omitted("DE", Why.EXPLAINED, "its parts account for all of it", amounts=worth("11")),
            omitted("NO-1", Why.REPEATS, "repeats DE-1", announced_amount=euros("3"), other="DE-1"),
        ),
    )


def test_a_whole_shows_what_its_parts_explain_and_what_stays_unattributed() -> None:
    shown = table(_germany_in_the_meeting(), explain=True, around={"DE": "M"})
    assert "its parts explain EUR 11; EUR 10 stays unattributed" in shown


def test_parts_stand_inside_their_whole_even_where_they_account_for_all_of_it() -> None:
    shown = table(_germany_in_the_meeting(), explain=True, around={"DE": "M"})
    places = {uid: next(line.index(uid) for line in shown.splitlines() if f"{uid}, entry" in line)
              for uid in ("M", "DE", "DE-1")}  # fmt: skip
    assert places["M"] < places["DE"] < places["DE-1"]
    assert "adds nothing by itself: its parts account for all of it (EUR 11.00)" in shown


def test_the_explanation_ends_with_the_sum_of_the_rows() -> None:
    assert table(_germany_in_the_meeting(), explain=True).endswith(
        "\nThe rows add up to EUR 21.00, which is the total.\n"
    )


def test_an_explanation_that_does_not_add_up_says_so() -> None:
    wrong = msgspec.structs.replace(_germany_in_the_meeting(), total=worth("22"))
    assert "add up to EUR 21.00, but the total is EUR 22.00" in table(wrong, explain=True)


def test_rows_left_out_stand_under_their_reason() -> None:
    shown = table(_germany_in_the_meeting(), explain=True)
    assert "\nrepeats DE-1\n  NO-1  Norway, 11 April 2025: EUR 3 (entry 9)\n" in shown
    assert "Left out: 1 row, besides 1 above" in shown


def test_a_converted_row_names_its_rate_and_the_day_of_it() -> None:
    pounds = Money(currency="GBP", low=Decimal("4.5e9"), high=Decimal("4.5e9"))
    row = counted("UK", "5191628787", announced_amount=pounds, rate=Decimal("1.153695286001061"),
                  rate_date=MEETING_DAY)  # fmt: skip
    shown = table(explanation(row), explain=True)
    assert "Germany, 11 April 2025: GBP 4.5 bn" in shown
    assert "adds EUR 5,191,628,787.00" in shown
    assert "1 GBP is EUR 1.15370, ECB 2025-04-11" in shown


def test_rows_of_one_pledge_at_several_stages_say_which_is_which() -> None:
    rows = [counted("P", adds, values=("DE",), stage=None) for adds in ("40", "60")]
    stages = msgspec.structs.replace(
        explanation(*rows),
        dimensions=("donor", "stage"),
        groups=(group("DE/announced", "60"), group("DE/confirmed", "40")),
        counted=tuple(
            msgspec.structs.replace(row, values=("DE", stage))
            for row, stage in zip(rows, ("confirmed", "announced"), strict=True)
        ),
    )
    shown = table(stages, explain=True)
    assert "adds EUR 40.00 for Germany, confirmed" in shown
    assert "adds EUR 60.00 for Germany, announced" in shown
    assert shown.count("P, entry 7") == 1


def test_what_was_cancelled_says_how_much() -> None:
    gone = omitted("P", Why.CANCELLED, "cancelled", announced_amount=euros("100"), amounts=worth("40"))
    assert "EUR 100, cancelled EUR 40.00 (entry 9)" in table(explanation(left_out=(gone,)), explain=True)


def test_the_way_to_a_whole_may_lead_over_pledges_that_are_not_asked_for() -> None:
    edges = [
        Edge(kind=RelationKind.PART_OF, source="DE", target="Berlin"),
        Edge(kind=RelationKind.REPEATS, source="Berlin", target="Bonn"),
        Edge(kind=RelationKind.DRAWS_DOWN, source="Bonn", target="M"),
    ]
    assert wholes_around(_germany_in_the_meeting(), edges) == {"DE": "M"}


def test_the_counted_rows_of_the_sheet_sum_to_the_total() -> None:
    rows = sheet(_germany_in_the_meeting(), explain=True)
    assert [row["counted"] for row in rows] == ["yes", "yes", "yes", "no", "no"]
    assert sum(Decimal(row["chosen"]) for row in rows) == 21
    assert rows[3]["left_out_chosen"] == "11"
    assert {row["definition"] for row in rows} == {"What was pledged; in EUR."}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_a_text_that_a_spreadsheet_would_run_is_made_safe(text: str) -> None:
    (row, *_) = sheet(explanation(counted("P", "-5", reason=text)), explain=True)
    assert row["reason"].startswith("'")
    assert row["chosen"] == "-5"


@pytest.mark.parametrize("amount", ["2E+6", "1E-7", "21000000000.00", "-0.01"])
def test_numbers_of_the_other_faces_have_every_digit_and_no_powers_of_ten(amount: str) -> None:
    answer = explanation(counted("P", amount, rate=Decimal(amount)))
    text = render(answer, TotalsFace.JSON)
    assert json.loads(text, parse_float=Decimal, parse_int=Decimal)["counted"][0]["rate"] == Decimal(amount)
    (row,) = sheet(answer, explain=True)
    assert f'"rate": {Decimal(amount):f}' in text
    assert (row["chosen"], row["rate"]) == (f"{Decimal(amount):f}", f"{Decimal(amount):f}")
