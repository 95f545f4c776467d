"""What entries make of the tables of records."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db.models import Model
from tests.ledger.journal.story import tell_the_story
from tests.ledger.samples import money, parties, pledge

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import IndicatorRecord, Movement, PledgeDonor, PledgeRecord, SignatureRecord
from pledgebook.ledger.payloads import Line, Pledge, Reversal
from pledgebook.ledger.projection.operations import projected, table_of
from pledgebook.ledger.projection.rows import RECORDS, capability_of

pytestmark = pytest.mark.usefixtures("books")


def _reversal(entry: int) -> Draft:
    return Draft(subject="pledge:P-1", payload=Reversal(entry=entry, reason="a slip"))


def _believed(model: type[Model]) -> list[tuple[int, int]]:
    rows = model._default_manager.filter(until__isnull=True)
    return list(rows.order_by("seq").values_list("seq", "entry"))


def test_every_table_has_rows_of_a_story_with_every_kind_of_entry() -> None:
    tell_the_story()
    assert [table_of(model).name for model in projected() if not model._default_manager.exists()] == []


def test_every_kind_of_record_has_its_table() -> None:
    events = {EntryKind.STAGE, EntryKind.REVERSAL}
    assert RECORDS.keys() == set(EntryKind) - events


def test_a_pledge_with_all_its_details() -> None:
    tell_the_story()
    row = PledgeRecord.objects.get(uid="P-1")
    assert (row.donors, row.low, row.high, row.currency) == ("DE|FR", 600_000_000, 650_000_000, "EUR")
    assert (row.capability, row.programme, row.visibility) == ("air defence", "ERTÜCHTIGUNG", "members")
    shares = PledgeDonor.objects.filter(entry=row.entry).order_by("position").values_list("party", "share")
    assert list(shares) == [("DE", 75_000), ("FR", None)]


def test_a_signature_moves_what_it_is_for() -> None:
    tell_the_story()
    signature = SignatureRecord.objects.get()
    moved = Movement.objects.get(seq=signature.seq)
    assert (moved.pledge, moved.source, moved.target) == ("P-1", "committed", "delivered")
    assert (moved.thousandths, moved.confirmed_by, moved.confirmed_on) == (2, "DE", signature.valid_on)


def test_what_is_taken_back_is_believed_no_more() -> None:
    written = tell_the_story()
    row = IndicatorRecord.objects.get()
    assert (row.seq, row.until) == (written[-2].seq, written[-1].seq)


def test_a_correction_ends_the_version_before_and_what_it_brought_into_being(secretariat: Actor) -> None:
    append([*parties(), pledge("P-1", "EUR 100")], secretariat)
    append([pledge("P-1", "EUR 90", expected=6)], secretariat)
    assert _believed(PledgeRecord) == _believed(Movement) == [(7, 7)]
    assert PledgeRecord.objects.get(seq=6).until == Movement.objects.get(seq=6).until == 7


def test_taking_back_a_correction_brings_the_version_before_back(secretariat: Actor) -> None:
    append([*parties(), pledge("P-1", "EUR 100")], secretariat)
    append([pledge("P-1", "EUR 90", expected=6)], secretariat)
    append([_reversal(7)], secretariat)
    assert _believed(PledgeRecord) == _believed(Movement) == [(8, 6)]
    assert Movement.objects.get(until__isnull=True).cents == 100


def test_what_was_brought_back_can_be_taken_back_too(secretariat: Actor) -> None:
    append([*parties(), pledge("P-1", "EUR 100")], secretariat)
    append([pledge("P-1", "EUR 90", expected=6)], secretariat)
    append([_reversal(7), _reversal(6)], secretariat)
    assert _believed(PledgeRecord) == _believed(Movement) == []


@pytest.mark.parametrize(
    ("capabilities", "expected"),
    [((), ""), (("", "armour"), "armour"), (("armour", "air defence"), "several")],
)
def test_the_capability_of_a_pledge(capabilities: tuple[str, ...], expected: str) -> None:
    lines = tuple(
        Line(key=str(key), item="tank", capability=each, low=Decimal(1))
        for key, each in enumerate(capabilities)
    )
    assert capability_of(Pledge(donors=(), amount=money("EUR 1"), lines=lines)) == expected
