"""Findings for the books: what reconciling concludes, with claims and documents named by their uids.

Two kinds of finding are kept one for each document, under a uid that tells which, because they are asked for
by document and may change when further documents come in: of which event it tells ('doc-...:event'), and
which document it is a copy of ('doc-...:copy', with the original as the topic). All others have a uid made
from what they say, so the same conclusion is never in the books twice.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace

from pledgebook.reconciling.result import Event, Reconciliation
from pledgebook.vocabulary.claims import Claim, MeetingClaim
from pledgebook.vocabulary.findings import Finding, FindingKind

_UID = re.compile(r"doc-[0-9a-f]{16}")
_NO_MEETING = "document-"


def event_uid(document: str) -> str:
    """The uid of the finding that says of which event a document tells."""
    return f"{document}:event"


def copy_uid(document: str) -> str:
    """The uid of the finding that says which document a document is a copy of."""
    return f"{document}:copy"


def finding_uid(finding: Finding) -> str:
    """The uid of any other finding: a hash of its kind, claims, documents and topic, in their order."""
    parts = [finding.kind.value, list(finding.claims), list(finding.documents), finding.topic or ""]
    return f"finding-{hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:16]}"


def conclusions(
    reconciliation: Reconciliation,
    claims: Mapping[str, Claim],
    uids: Mapping[str, str],
    names: Mapping[str, str],
) -> Iterator[tuple[str, Finding]]:
    """The findings with their uids. `claims` and `uids` are by the ids that reconciling used, `names` says
    what documents are called, by uid: sentences for people name them so."""
    for event in reconciliation.events:
        if not event.id.startswith(_NO_MEETING):
            for document in event.documents:
                yield event_uid(document), _named(_event(event, document, claims, uids), names)
    for finding in reconciliation.findings:
        if finding.kind is FindingKind.SAME_EVENT:
            continue  # it grows with each document; what it says stands with each document by itself
        kept = replace(finding, claims=tuple(uids[id_] for id_ in finding.claims))
        if finding.kind is FindingKind.COPY_OF:
            copy, original = finding.documents
            yield copy_uid(copy), _named(replace(kept, topic=original), names)
        else:
            yield finding_uid(kept), _named(kept, names)


def _event(event: Event, document: str, claims: Mapping[str, Claim], uids: Mapping[str, str]) -> Finding:
    """That one document tells of an event: with the meeting claim that says so, where one does."""
    told = [
        uids[id_]
        for id_ in event.claims
        if claims[id_].document == document and isinstance(claims[id_], MeetingClaim)
    ]
    what = f"meeting {event.number} of {event.coalition}" if event.number else f"the meeting {event.id}"
    day = f" on {event.date}" if event.date and str(event.date) not in what else ""
    steps = [step for step in event.reasoning if step.startswith(document)]
    return Finding(
        kind=FindingKind.SAME_EVENT,
        claims=tuple(told[:1]),
        documents=(document,),
        reason="; ".join([f"{document} tells of {what}{day}", *steps]),
        topic=event.id,
    )


def _named(finding: Finding, names: Mapping[str, str]) -> Finding:
    """The finding with documents called by their names where people read it."""

    def say(text: str) -> str:
        return _UID.sub(lambda match: names.get(match[0], match[0]), text)

    compared = tuple(
        replace(pair, what=say(pair.what), left=say(pair.left), right=say(pair.right))
        for pair in finding.compared
    )
    return replace(finding, reason=say(finding.reason), compared=compared)
