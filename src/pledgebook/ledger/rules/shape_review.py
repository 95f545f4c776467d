"""What decisions, disputes, documents and reversals ask of themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Decision, Dispute, Reversal, Verdict
from pledgebook.ledger.rules.figures import money_faults
from pledgebook.vocabulary.disputes import DisputeState

_DECIDED = (EntryKind.CLAIM, EntryKind.FINDING, EntryKind.DISPUTE)


def _decision(draft: Draft, decision: Decision) -> Iterator[str]:
    if decision.about not in _DECIDED:
        yield f"a decision is about a claim, a finding or a dispute, and not about a {decision.about}"
    uid = f"{decision.about}:{decision.subject}"
    if draft.subject != uid:
        yield f"a decision bears the name of what it is about; call it {uid!r}"
    if not decision.reason.strip():
        yield "it has no reason; say why"
    if (decision.record_kind is None) != (decision.record is None):
        yield "it names half of a record; give both its kind and its uid"
    elif decision.record is None and _needs_record(decision):
        does = "makes" if decision.verdict is Verdict.ACCEPT else "supports"
        yield f"it names no record; say which one the {decision.about} {does}"


def _needs_record(decision: Decision) -> bool:
    """To accept a claim makes a record; a finding or a dispute may be accepted as it is."""
    accepted = decision.verdict is Verdict.ACCEPT and decision.about is EntryKind.CLAIM
    return accepted or decision.verdict is Verdict.SUPPORT


def _dispute(_draft: Draft, dispute: Dispute) -> Iterator[str]:
    if len(dispute.versions) < 2:
        yield "it has fewer than two versions; say what the other side says"
    for key, times in Counter(version.key for version in dispute.versions).items():
        if not key.strip() or times > 1:
            yield f"{times} of its versions are called {key!r}; give each a name of its own"
    keys = [version.key for version in dispute.versions]
    if dispute.chosen is not None and dispute.chosen not in keys:
        yield f"it goes by {dispute.chosen!r}, which is none of its versions; choose one of {', '.join(keys)}"
    for version in dispute.versions:
        yield from money_faults(version.amount, f"the sum of version {version.key!r}", zero=True)
    if dispute.state is not DisputeState.OPEN and not dispute.reason.strip():
        yield f"it is {dispute.state} and gives no reason; say why"
    if dispute.state is DisputeState.DECIDED and dispute.chosen is None:
        yield "it is decided and names no version; choose one"
    if (dispute.about is None) != (dispute.subject is None):
        yield "it names half of the record that it is about; give both its kind and its uid"


def _reversal(_draft: Draft, reversal: Reversal) -> Iterator[str]:
    if not reversal.reason.strip():
        yield "it has no reason; say why the entry is taken back"


CHECKS: Mapping[EntryKind, Callable[[Draft, Any], Iterator[str]]] = {
    EntryKind.DECISION: _decision,
    EntryKind.DISPUTE: _dispute,
    EntryKind.REVERSAL: _reversal,
}
"""What to ask of a draft and its payload, by kind."""
