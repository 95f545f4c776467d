"""Somebody decides which version of a dispute the books go by."""

from __future__ import annotations

from datetime import date

import msgspec

from pledgebook.ledger.access import Actor
from pledgebook.ledger.deliveries.drafting import batch_name, refusal, resting_on
from pledgebook.ledger.journal.append import writing
from pledgebook.ledger.journal.entries import Draft, Entry
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Citation, Decision, Dispute, Verdict
from pledgebook.vocabulary.disputes import DisputeState


def settle(
    dispute: str,
    chosen: str,
    reason: str,
    actor: Actor,
    *,
    on: date | None = None,
    evidence: tuple[Citation, ...] = (),
) -> list[Entry]:
    """Decide a dispute: `chosen` is the key of the version that the books go by from now on, and why.

    Writes the decision and the decided dispute. It moves no quantity: those who signed do, with a corrected
    count, which ends a dispute about counts by itself. Can be revisited by settling again. Raises Refused
    where there is no such dispute or version, without a reason, and where a rule of the books says no.
    """
    record = f"dispute {dispute}"
    with writing(actor, batch_name("decision")) as pen:
        known = pen.state.record(EntryKind.DISPUTE, dispute)
        if known is None or not isinstance(known.payload, Dispute):
            raise refusal(record, "it is not in the books; correct the name")
        keys = [version.key for version in known.payload.versions]
        if chosen not in keys:
            raise refusal(record, f"it has no version {chosen!r}; choose one of {', '.join(keys)}")
        if not reason.strip():
            raise refusal(record, "a decision needs its reason; say why the books go by this version")
        ruling = Decision(
            about=EntryKind.DISPUTE, subject=dispute, verdict=Verdict.ACCEPT, reason=f"{chosen}: {reason}"
        )
        uid = f"dispute:{dispute}"
        earlier = pen.state.record(EntryKind.DECISION, uid)
        decided = msgspec.structs.replace(
            known.payload, state=DisputeState.DECIDED, chosen=chosen, reason=reason
        )
        cited = resting_on(evidence, actor, "decided")
        return pen.write([
            Draft(
                subject=uid,
                payload=ruling,
                valid_on=on,
                visibility=known.visibility,
                evidence=cited,
                expected=None if earlier is None else earlier.seq,
            ),
            Draft(
                subject=dispute,
                payload=decided,
                valid_on=on,
                visibility=known.visibility,
                evidence=cited,
                expected=known.seq,
            ),
        ])  # fmt: skip
