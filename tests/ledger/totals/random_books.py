"""Books of random pledges: every currency, stage, visibility and relation, corrections and reversals."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta
from decimal import Decimal

from tests.ledger.samples import SOURCE, money, parties, stage

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.append import writing
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.payloads import Coalition, Dispute, Donor, Meeting, Pledge, Relation, Version
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.claims import AidType
from pledgebook.vocabulary.disputes import DisputeKind
from pledgebook.vocabulary.meetings import MeetingStatus
from pledgebook.vocabulary.pledges import PledgeNature, Visibility
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import LADDER, Stage

_FIRST = date(2024, 1, 1)
_CURRENCIES = ("EUR", "USD", "GBP", "NOK", "SEK", "UAH")  # the ECB gives no rate of the last
_LEVELS = (Visibility.PUBLIC,) * 6 + (Visibility.MEMBERS, Visibility.RESTRICTED)
_NATURES = (PledgeNature.PLEDGE,) * 8 + (
    PledgeNature.FRAMEWORK,
    PledgeNature.INTENT,
    PledgeNature.CONDITIONAL,
)


def fill(actor: Actor, seed: int, pledges: int = 60) -> None:
    """Write random books; the same seed gives the same."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    with writing(actor) as pen:
        pen.write([*parties(), *_meetings()])
        made = [_pledge(chance, number) for number in range(pledges)]
        entries = pen.write(made)
        pen.write(_stages(chance, made))
        pen.write([_corrected(made[0], entries[0].seq, "77.77")])
        pen.write(_relations(chance, made))
        pen.write([_dispute(made[3])])


def _meetings() -> list[Draft]:
    day = date(2025, 4, 11)
    meeting = Meeting(coalition="UDCG", held_on=day, status=MeetingStatus.HELD, number=27)
    return [
        Draft(subject="UDCG", payload=Coalition(name="Contact Group")),
        Draft(subject="UDCG-27", payload=meeting, valid_on=day),
    ]


def _pledge(chance: random.Random, number: int) -> Draft:
    currency = chance.choice(_CURRENCIES)
    low = Decimal(chance.randint(1, 10**9)) / 100
    high = low + chance.choice([Decimal(0), Decimal(0), Decimal("12.34")])
    payload = Pledge(
        donors=tuple(
            Donor(party=code) for code in chance.sample(["DE", "NO", "GB", "SE"], chance.choice([1, 1, 2]))
        ),
        amount=None if chance.random() < 0.1 else Money(currency=currency, low=low, high=high),
        nature=chance.choice(_NATURES),
        meeting=chance.choice(["UDCG-27", None]),
        aid_type=chance.choice([*AidType, None]),
        recipient="UA",
    )
    return Draft(
        subject=f"P-{number}",
        payload=payload,
        valid_on=_FIRST + timedelta(days=chance.randint(0, 500)),
        visibility=chance.choice(_LEVELS),
        evidence=SOURCE,
    )


def _stages(chance: random.Random, made: list[Draft]) -> list[Draft]:
    """Some of each pledge climbs some rungs, and some of that falls beside the ladder."""
    found: list[Draft] = []
    for draft in made[1:]:
        if not isinstance(draft.payload, Pledge) or draft.payload.amount is None or draft.valid_on is None:
            continue
        how_much, day = draft.payload.amount.low, draft.valid_on
        for source, target in itertools.pairwise(LADDER[1:6]):
            how_much = (how_much * chance.choice([Decimal(1), Decimal(1), Decimal("0.33")])).quantize(
                Decimal("0.01")
            )
            day += timedelta(days=chance.randint(0, 20))
            if chance.random() < 0.3 or how_much <= 0:
                break
            found.append(stage(draft.subject, source, target, str(how_much), on=day))
            if chance.random() < 0.1 and how_much > 1:
                beside = chance.choice([Stage.PAUSED, Stage.CANCELLED, Stage.EXPIRED])
                found.append(stage(draft.subject, target, beside, "0.55", on=day))
                how_much -= Decimal("0.55")
    return found


def _corrected(draft: Draft, seen: int, amount: str) -> Draft:
    payload = Pledge(donors=(Donor(party="DE"),), amount=money(f"EUR {amount}"))
    return Draft(
        subject=draft.subject, payload=payload, valid_on=draft.valid_on, evidence=SOURCE, expected=seen
    )


def _relations(chance: random.Random, made: list[Draft]) -> list[Draft]:
    """Repeats and backfills, which no amount can make wrong, from a later pledge to an earlier one."""
    found: list[Draft] = []
    for number in range(10, len(made), 9):
        kind = chance.choice([RelationKind.REPEATS, RelationKind.REPLACES, RelationKind.BACKFILLS])
        relation = Relation(kind=kind, source=f"P-{number}", target=f"P-{number - 5}")
        found.append(Draft(subject=f"R-{number}", payload=relation, evidence=SOURCE))
    return found


def _dispute(draft: Draft) -> Draft:
    versions = (
        Version(key="A", says="so", amount=money("EUR 10")),
        Version(key="B", says="otherwise", amount=money("EUR 20000000")),
    )
    payload = Dispute(
        topic="how much", kind=DisputeKind.AMOUNT, versions=versions, about=draft.kind,
        subject=draft.subject, chosen="A"
    )  # fmt: skip
    return Draft(subject="D-1", payload=payload, evidence=SOURCE)
