"""Loading the facts into the books."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
import pytest
from tests.ledger.samples import parties, pledge

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.journal.store import entries, head
from pledgebook.ledger.journal.verify import verify
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.loading import Loaded, announcing, facts, load, loading
from pledgebook.ledger.models import JournalEntry, PledgeRecord, RelationRecord
from pledgebook.ledger.payloads import Reversal
from pledgebook.reference.announcements import announced_pledges, pledge_relations
from pledgebook.reference.coalitions import capability_coalitions, coalitions, meetings, members
from pledgebook.reference.conflicts import conflicting_reports
from pledgebook.reference.needs import stated_needs
from pledgebook.reference.offices import tenures
from pledgebook.vocabulary.errors import BadValue, Refused

pytestmark = pytest.mark.usefixtures("books")

COALITION = coalitions()[0]
PLEDGE, RELATION = "UDCG-P031", "UDCG-P029-repeats-P014"


def load_changed(monkeypatch: pytest.MonkeyPatch, actor: Actor, pledge_id: str = "P031") -> Loaded:
    """Load as a newer package would that knows a sum better."""
    newer = tuple(
        msgspec.structs.replace(told, note="the sum was corrected") if told.id == pledge_id else told
        for told in announced_pledges(COALITION)
    )
    monkeypatch.setattr(announcing, "announced_pledges", lambda _coalition: newer)
    return load(COALITION, actor)


def correct_by_hand(actor: Actor, uid: str = PLEDGE) -> None:
    """A person corrects a pledge."""
    seen = PledgeRecord.objects.get(uid=uid, until__isnull=True)
    append([pledge(uid, "EUR 410000000", "NL", expected=seen.seq)], actor)


def take_back(actor: Actor, kind: EntryKind, uid: str, *, batch: str = "") -> None:
    """A person takes back what the last entry about a record made."""
    seq = JournalEntry.objects.filter(kind=kind.value, subject=uid).latest("seq").seq
    append([_reversal(kind, uid, seq)], actor, batch)


def _reversal(kind: EntryKind, uid: str, seq: int) -> Draft:
    return Draft(subject=f"{kind}:{uid}", payload=Reversal(entry=seq, reason="was entered in error"))


def test_the_books_have_every_fact(secretariat: Actor) -> None:
    written = {counts.kind: counts.written for counts in load(COALITION, secretariat).kinds}
    parties = written.pop(EntryKind.PARTY)
    assert parties >= len(members(COALITION))
    assert written.pop(EntryKind.ATTENDANCE) > len(meetings(COALITION))
    assert written == {
        EntryKind.COALITION: 1 + len(capability_coalitions(COALITION)),
        EntryKind.MEMBERSHIP: len(members(COALITION)),
        EntryKind.OFFICE: len(tenures()),
        EntryKind.MEETING: len(meetings(COALITION)),
        EntryKind.NEED: len(stated_needs(COALITION)),
        EntryKind.PLEDGE: len(announced_pledges(COALITION)),
        EntryKind.RELATION: len(pledge_relations(COALITION)),
        EntryKind.DISPUTE: len(conflicting_reports(COALITION)),
    }
    assert (written[EntryKind.PLEDGE], written[EntryKind.NEED], written[EntryKind.DISPUTE]) == (93, 7, 20)


def test_entries_are_cited_and_in_one_batch_and_the_books_hold_together(secretariat: Actor) -> None:
    loaded = load(COALITION, secretariat)
    found = list(entries())
    assert all(entry.citations() for entry in found)
    assert {entry.batch for entry in found} == {loaded.batch}
    assert verify().entries == len(found) == loaded.written


def test_the_books_have_every_relation_of_the_data(secretariat: Actor) -> None:
    load(COALITION, secretariat)
    told = Counter(
        (each.kind.value, f"{COALITION}-{each.part}", f"{COALITION}-{each.whole}", each.cut or "")
        for each in pledge_relations(COALITION)
    )
    assert Counter(RelationRecord.objects.values_list("kind", "source", "target", "cut")) == told


def test_loading_again_writes_nothing(secretariat: Actor) -> None:
    first = load(COALITION, secretariat)
    before = head()
    again = load(COALITION, secretariat)
    assert head() == before
    assert (again.written, again.corrected, again.unchanged) == (0, 0, first.written)
    assert (again.kept, again.gone) == ((), ())


def test_a_newer_package_corrects_what_an_older_one_loaded(
    secretariat: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load(COALITION, secretariat).written
    newer = load_changed(monkeypatch, secretariat)
    assert (newer.written, newer.corrected, head().seq) == (0, 1, before + 1)
    assert PledgeRecord.objects.filter(uid=PLEDGE).count() == 2


def test_what_people_corrected_is_kept(secretariat: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    load(COALITION, secretariat)
    correct_by_hand(secretariat)
    before = head()
    newer = load_changed(monkeypatch, secretariat)
    assert newer.kept == ((EntryKind.PLEDGE, PLEDGE),)
    assert head() == before


def test_a_correction_that_was_taken_back_leaves_the_record_to_the_package(
    secretariat: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(COALITION, secretariat)
    correct_by_hand(secretariat)
    take_back(secretariat, EntryKind.PLEDGE, PLEDGE)
    assert load_changed(monkeypatch, secretariat).corrected == 1


def test_what_people_took_back_stays_away(secretariat: Actor) -> None:
    load(COALITION, secretariat)
    take_back(secretariat, EntryKind.RELATION, RELATION)
    assert load(COALITION, secretariat).kept == ((EntryKind.RELATION, RELATION),)
    assert not RelationRecord.objects.filter(uid=RELATION, until__isnull=True).exists()


def test_a_correction_of_the_package_that_people_took_back_stays_away(
    secretariat: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(COALITION, secretariat)
    load_changed(monkeypatch, secretariat)
    take_back(secretariat, EntryKind.PLEDGE, PLEDGE)
    assert load(COALITION, secretariat).kept == ((EntryKind.PLEDGE, PLEDGE),)


def test_a_load_that_was_undone_as_a_whole_can_be_loaded_again(secretariat: Actor) -> None:
    loaded = load(COALITION, secretariat)
    undoing = [_reversal(entry.kind, entry.subject, entry.seq) for entry in entries()]
    append(reversed(undoing), secretariat, f"undo {loaded.batch}")
    assert load(COALITION, secretariat).written == loaded.written


def test_what_people_entered_before_is_kept(secretariat: Actor) -> None:
    append(parties("DE"), secretariat)
    assert load(COALITION, secretariat).kept == ((EntryKind.PARTY, "DE"),)


def test_what_a_newer_package_tells_no_more_is_named(
    secretariat: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(COALITION, secretariat)
    fewer = pledge_relations(COALITION)[1:]
    monkeypatch.setattr(announcing, "pledge_relations", lambda _coalition: fewer)
    assert load(COALITION, secretariat).gone == ((EntryKind.RELATION, "UDCG-P008-part-of-P007"),)


def test_a_fact_about_what_people_took_back_is_kept_out(
    secretariat: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    fewer = [each for each in pledge_relations(COALITION) if each.part != "P029"]
    with monkeypatch.context() as older:
        older.setattr(announcing, "pledge_relations", lambda _coalition: fewer)
        load(COALITION, secretariat)
    take_back(secretariat, EntryKind.PLEDGE, "UDCG-P029")
    assert (EntryKind.RELATION, RELATION) in load(COALITION, secretariat).kept


def test_one_fact_that_the_books_refuse_takes_all_others_with_it(
    secretariat: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_a_bad_one(coalition: str) -> Any:
        *groups, last = facts(coalition)
        return (*groups, (*last, pledge("UDCG-P999", donors="XX")))

    monkeypatch.setattr(loading, "facts", with_a_bad_one)
    with pytest.raises(Refused, match="UDCG-P999"):
        load(COALITION, secretariat)
    assert head().seq == 0


def test_progress_ends_with_all(secretariat: Actor) -> None:
    told: list[tuple[int, int]] = []
    loaded = load(COALITION, secretariat, lambda done, total: told.append((done, total)))
    assert told[-1] == (loaded.written, loaded.written)
    assert told == sorted(told)


def test_an_unknown_coalition_is_named_with_those_that_are_known(secretariat: Actor) -> None:
    with pytest.raises(BadValue, match=f"'NOPE' is no known coalition; known are: {COALITION}"):
        load("NOPE", secretariat)


@pytest.mark.parametrize("who", ["germany", "ukraine", "analyst", "auditor", "stranger"])
def test_only_the_secretariat_loads(who: str, request: pytest.FixtureRequest) -> None:
    actor: Actor = request.getfixturevalue(who)
    with pytest.raises(Refused, match="the secretariat may"):
        load(COALITION, actor)
    assert head().seq == 0
