"""Who may write what for whom."""

from __future__ import annotations

import msgspec
import pytest
from tests.ledger.every_kind import (
    EVERY,
    READ,
    as_read,
    dispute,
    document,
    draft,
    handover,
    signature,
    told,
)
from tests.ledger.samples import SOURCE, pledge, stage

from pledgebook.ledger.access import Actor, Role, access_faults, may_read_journal
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Dispute, Handover, Relation, Reversal, Side
from pledgebook.ledger.rules.state import State
from pledgebook.vocabulary.disputes import DisputeState
from pledgebook.vocabulary.pledges import Visibility
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage

pytestmark = pytest.mark.usefixtures("books")

CAST = ("secretariat", "germany", "norway", "ukraine", "analyst", "auditor", "stranger")
MAY_WRITE = {
    EntryKind.PARTY: "secretariat",
    EntryKind.OFFICE: "secretariat",
    EntryKind.COALITION: "secretariat",
    EntryKind.MEMBERSHIP: "secretariat",
    EntryKind.MEETING: "secretariat analyst",
    EntryKind.ATTENDANCE: "secretariat analyst",
    EntryKind.ACTION: "secretariat",
    EntryKind.NEED: "secretariat ukraine analyst",
    EntryKind.PLEDGE: "secretariat germany analyst",
    EntryKind.RELATION: "secretariat germany analyst",
    EntryKind.STAGE: "secretariat germany",
    EntryKind.SUPPORT_STATUS: "secretariat germany analyst",
    EntryKind.HANDOVER: "secretariat germany",
    EntryKind.SIGNATURE: "germany",
    EntryKind.PURCHASE: "secretariat ukraine analyst",
    EntryKind.INDICATOR: "secretariat ukraine analyst",
    EntryKind.STATEMENT: "secretariat germany analyst",
    EntryKind.DOCUMENT: "secretariat germany norway ukraine analyst",
    EntryKind.CLAIM: "secretariat analyst",
    EntryKind.FINDING: "secretariat analyst",
    EntryKind.DECISION: "secretariat analyst",
    EntryKind.DISPUTE: "secretariat analyst",
    EntryKind.REVERSAL: "secretariat",
}


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, Actor]:
    """Everybody, by the name of the fixture."""
    return {name: request.getfixturevalue(name) for name in CAST}


def faults(one: Draft, actor: Actor) -> list[str]:
    """What the rule says about a draft, with the books as they are."""
    state = State()
    state.read([one])
    return list(access_faults(one, state, actor))


def relation(source: str, target: str, kind: RelationKind = RelationKind.PART_OF) -> Draft:
    return draft(f"{source} to {target}", Relation(kind=kind, source=source, target=target))


@pytest.mark.parametrize("kind", EntryKind)
def test_who_may_write_each_kind(kind: EntryKind, cast: dict[str, Actor]) -> None:
    told(cast["secretariat"])
    allowed = {name for name, actor in cast.items() if not faults(EVERY[kind], actor)}
    assert allowed == set(MAY_WRITE[kind].split())


@pytest.mark.parametrize("name", CAST)
def test_only_the_secretariat_and_the_auditor_read_the_journal(name: str, cast: dict[str, Actor]) -> None:
    assert may_read_journal(cast[name]) == (name in ("secretariat", "auditor"))


def test_a_refusal_names_who_what_and_who_may(secretariat: Actor, norway: Actor) -> None:
    told(secretariat)
    assert faults(EVERY[EntryKind.PLEDGE], norway) == [
        "desk of Norway (donor desk of NO) may not write this pledge of DE; "
        "the secretariat, or the donor desk of DE, or the analyst may"
    ]


def test_nobody_signs_for_another_side(secretariat: Actor, germany: Actor, ukraine: Actor) -> None:
    told(secretariat)
    receipt = signature("H-1", Side.RECIPIENT, "UA")
    assert not faults(receipt, ukraine)
    assert faults(receipt, germany) == [
        "desk of Germany (donor desk of DE) may not write this signature of UA; the recipient desk of UA may"
    ]
    assert faults(receipt, secretariat)
    assert faults(signature("H-1", Side.RECIPIENT, "DE"), germany)


def test_a_donor_does_not_sign_for_the_donor_of_the_handover(secretariat: Actor, norway: Actor) -> None:
    told(secretariat)
    assert faults(signature("H-1", Side.DONOR, "NO"), norway)


def test_a_desk_without_a_party_owns_nothing(secretariat: Actor) -> None:
    told(secretariat)
    assert faults(EVERY[EntryKind.PLEDGE], Actor("desk", frozenset({Role.DONOR_DESK})))


@pytest.mark.parametrize(
    ("one", "allowed"),
    [
        (pledge("P-9", donors="DE NO"), False),
        (stage("P-joint", Stage.ANNOUNCED, Stage.CONFIRMED, "40"), False),
        (stage("P-NO", Stage.ANNOUNCED, Stage.CONFIRMED, "40"), False),
        (stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "40", confirmed_by="NO"), False),
        (relation("P-1", "P-joint"), True),
        (relation("P-joint", "P-1"), False),
        (relation("P-1", "P-joint", RelationKind.REPLACES), False),
        (relation("P-1", "P-NO"), False),
        (handover("H-9", of="P-joint"), True),
        (handover("H-9", of="P-NO"), False),
        (handover("H-9", donor="NO"), False),
        (dispute("H-1:count", EntryKind.HANDOVER, "H-1"), True),
        (dispute("d-9", EntryKind.PLEDGE, "P-1"), False),
    ],
    ids=lambda value: value.subject if isinstance(value, Draft) else str(value),
)
def test_what_the_desk_of_germany_speaks_for(
    one: Draft, allowed: bool, secretariat: Actor, germany: Actor
) -> None:
    told(secretariat)
    assert (faults(as_read(one), germany) == []) == allowed


def test_a_desk_cannot_make_anothers_pledge_its_own(secretariat: Actor, germany: Actor) -> None:
    seq = told(secretariat)["P-NO"].seq
    assert "this pledge of NO" in faults(pledge("P-NO", donors="DE", expected=seq), germany)[0]


def test_a_desk_does_not_decide_a_dispute_but_may_open_it_again(secretariat: Actor, ukraine: Actor) -> None:
    told(secretariat)
    opened = dispute("H-1:count", EntryKind.HANDOVER, "H-1")
    assert isinstance(opened.payload, Dispute)
    decided = msgspec.structs.replace(
        opened.payload, state=DisputeState.DECIDED, chosen="a", reason="the weighbridge says so"
    )
    explained = msgspec.structs.replace(opened.payload, state=DisputeState.EXPLAINED, reason="a misprint")
    assert "to decide it is for" in faults(draft(opened.subject, decided), ukraine)[0]
    append([draft(opened.subject, decided)], secretariat)
    assert faults(draft(opened.subject, explained), ukraine)
    assert not faults(opened, ukraine)


def test_an_analysts_record_rests_on_documents_in_the_books(secretariat: Actor, analyst: Actor) -> None:
    told(secretariat)
    new = pledge("P-9")
    assert "let every citation name a document" in faults(new, analyst)[0]
    assert faults(msgspec.structs.replace(new, evidence=(*READ, *SOURCE)), analyst)
    assert not faults(as_read(new), analyst)


def test_an_analyst_changes_no_record_that_is_there(secretariat: Actor, analyst: Actor) -> None:
    seq = told(secretariat)["P-1"].seq
    changed = msgspec.structs.replace(as_read(pledge("P-1", "EUR 1")), expected=seq)
    assert f"since entry {seq}" in faults(changed, analyst)[0]


def test_a_desk_adds_documents_and_changes_none(secretariat: Actor, germany: Actor) -> None:
    told(secretariat)
    assert faults(document("doc-1", "Rewritten."), germany)


def test_who_wrote_an_entry_may_reverse_it(secretariat: Actor, germany: Actor, norway: Actor) -> None:
    told(secretariat)
    (own,) = append([pledge("P-9")], germany)
    undo = Draft(subject="pledge:P-9", payload=Reversal(entry=own.seq, reason="a slip"))
    assert not faults(undo, germany)
    assert faults(undo, norway) == [
        "desk of Norway (donor desk of NO) may reverse only what they wrote themselves; "
        "who wrote it or the secretariat may"
    ]
    former = Actor(germany.name)
    assert faults(undo, former)


def test_a_desk_restricts_what_is_its_own(secretariat: Actor, germany: Actor) -> None:
    told(secretariat)
    assert not faults(pledge("P-9", visibility=Visibility.RESTRICTED), germany)
    secret = msgspec.structs.replace(document("doc-9", "Ours."), visibility=Visibility.RESTRICTED)
    assert "could not see it afterwards" in faults(secret, germany)[0]


def test_an_analyst_writes_nothing_that_analysts_do_not_see(secretariat: Actor, analyst: Actor) -> None:
    told(secretariat)
    assert faults(as_read(pledge("P-9"), Visibility.RESTRICTED), analyst)


def test_only_the_secretariat_shows_what_is_not_its_own_to_more_people(
    secretariat: Actor, analyst: Actor, germany: Actor
) -> None:
    told(secretariat)
    kept = [
        msgspec.structs.replace(document("doc-9", "For us."), visibility=Visibility.MEMBERS),
        pledge("P-9", visibility=Visibility.RESTRICTED),
    ]
    for_members, own = append(kept, secretariat)
    shown = msgspec.structs.replace(kept[0], visibility=Visibility.PUBLIC, expected=for_members.seq)
    assert "only the secretariat" in faults(shown, analyst)[0]
    assert not faults(shown, secretariat)
    assert not faults(pledge("P-9", expected=own.seq), germany)


def test_a_record_that_one_does_not_see_is_not_there(
    secretariat: Actor, norway: Actor, analyst: Actor
) -> None:
    told(secretariat)
    secret = msgspec.structs.replace(document("doc-9", "For few."), visibility=Visibility.RESTRICTED)
    append([pledge("P-9", visibility=Visibility.RESTRICTED), secret], secretariat)
    absent = "there is no pledge 'P-9' in the books; enter it first, or correct the name"
    assert faults(stage("P-9", Stage.ANNOUNCED, Stage.CONFIRMED, "1"), norway) == [absent]
    assert faults(relation("P-NO", "P-9"), norway) == [absent]
    assert faults(pledge("P-9", donors="NO"), norway) == ["the uid 'P-9' is taken; choose another"]
    hidden = msgspec.structs.replace(READ[0], document="doc-9")
    assert faults(msgspec.structs.replace(pledge("P-8"), evidence=(hidden,)), analyst)


def test_a_handover_of_the_same_batch_can_be_signed(secretariat: Actor, germany: Actor) -> None:
    told(secretariat)
    opened = handover("H-9")
    assert isinstance(opened.payload, Handover)
    append([opened, signature("H-9", Side.DONOR, "DE")], germany)
