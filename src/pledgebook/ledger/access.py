"""Who may do what: the one module that says who may write which entry for whom, and who may see which record.

| role | writes | sees |
|---|---|---|
| secretariat | everything but a desk's signature | everything |
| donor's desk | its party's pledges, stages, relations, handovers, donor's signatures, support, words | see
below |
| recipient's desk | its party's needs, purchases, indicators, its receipts | see below |
| analyst | documents, claims, findings, decisions, disputes, and new records that rest on read text |
members' |
| auditor | nothing | everything, the journal included |
| public | nothing | what is public |

A desk sees what members see, and restricted records that are about its own party. Desks may add documents,
and a dispute about a handover of theirs. Whoever wrote an entry may reverse it, and so may the secretariat.

What nobody may do but the secretariat: write what they could not see afterwards, show more people a record
that is not their own party's, and refer to a record that they do not see. To them it is not there.

`WRITES` is the table for writing. Decisions that are not obvious from it:

- A pledge of several donors is the secretariat's, and so are its stages: a desk speaks for its own party.
  It may say that its own pledge lies inside a joint one, hand over what it gives to it, and sign for that.
- An analyst's records need no decision in the books before them, because the decision names the record and
  comes after it. In its place every citation must name a document in the books. What is there already stays
  as it is: the analyst takes back what the analyst wrote, and the secretariat corrects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

import msgspec
from django.db.models import Q

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import Projected
from pledgebook.ledger.owners import about, belongs_to, owned
from pledgebook.ledger.payloads import Dispute, Payload, Reversal, Side, Signature
from pledgebook.ledger.rules.state import State
from pledgebook.vocabulary.disputes import DisputeState
from pledgebook.vocabulary.pledges import Visibility


class Role(StrEnum):
    """What an account is for. The names are those of Django's groups."""

    SECRETARIAT = "secretariat"
    DONOR_DESK = "donor desk"
    RECIPIENT_DESK = "recipient desk"
    ANALYST = "analyst"
    AUDITOR = "auditor"


DESKS = frozenset({Role.DONOR_DESK, Role.RECIPIENT_DESK})
"""The roles that speak for a party."""


class Actor(msgspec.Struct, frozen=True):
    """Who acts: a name for the journal, roles, and the party whose desk it is. Without roles: the public."""

    name: str
    roles: frozenset[Role] = frozenset()
    party: str = ""

    @property
    def desk_of(self) -> str:
        """The party that the actor speaks for, '' for none."""
        return self.party if self.roles & DESKS else ""

    def __str__(self) -> str:
        roles = ", ".join(sorted(self.roles)) or "no role"
        return f"{self.name} ({roles}{f' of {self.desk_of}' if self.desk_of else ''})"


PUBLIC = Actor("public")
"""Somebody without an account."""


class Scope(StrEnum):
    """For whom a role may write a kind of entry.

    `any`: for everybody. `own`: what belongs to the own party alone. `new`: what is not in the books yet.
    `read`: what is not in the books yet and rests on the text of documents that are. `written`: what takes
    back an entry that the actor wrote.
    """

    ANY = "any"
    OWN = "own"
    NEW = "new"
    READ = "read"
    WRITTEN = "written"


_K = EntryKind
WRITES: Mapping[Role, Mapping[EntryKind, Scope]] = {
    Role.SECRETARIAT: {kind: Scope.ANY for kind in EntryKind if kind is not _K.SIGNATURE},
    Role.DONOR_DESK: {
        **dict.fromkeys(
            (_K.PLEDGE, _K.STAGE, _K.RELATION, _K.HANDOVER, _K.SIGNATURE, _K.SUPPORT_STATUS, _K.STATEMENT,
             _K.DISPUTE),
            Scope.OWN,
        ),
        _K.DOCUMENT: Scope.NEW,
        _K.REVERSAL: Scope.WRITTEN,
    },
    Role.RECIPIENT_DESK: {
        **dict.fromkeys((_K.NEED, _K.PURCHASE, _K.INDICATOR, _K.SIGNATURE, _K.DISPUTE), Scope.OWN),
        _K.DOCUMENT: Scope.NEW,
        _K.REVERSAL: Scope.WRITTEN,
    },
    Role.ANALYST: {
        **dict.fromkeys((_K.DOCUMENT, _K.CLAIM, _K.FINDING, _K.DECISION, _K.DISPUTE), Scope.ANY),
        **dict.fromkeys(
            (_K.PLEDGE, _K.NEED, _K.RELATION, _K.PURCHASE, _K.MEETING, _K.ATTENDANCE, _K.INDICATOR,
             _K.STATEMENT, _K.SUPPORT_STATUS),
            Scope.READ,
        ),
        _K.REVERSAL: Scope.WRITTEN,
    },
    Role.AUDITOR: {},
}  # fmt: skip
"""Who may write what. What a role has no scope for, it may not write."""

_DESK_OF_SIDE = {Side.DONOR: Role.DONOR_DESK, Side.RECIPIENT: Role.RECIPIENT_DESK}


def access_faults(draft: Draft, state: State, actor: Actor) -> Iterator[str]:
    """Why the actor may not write the draft; nothing where the actor may."""
    if Role.SECRETARIAT in actor.roles and Scope.ANY is WRITES[Role.SECRETARIAT].get(draft.kind):
        return
    scopes = [(role, WRITES[role][draft.kind]) for role in sorted(actor.roles) if _may(role, draft)]
    if not scopes:
        yield _refusal(draft, state, actor)
        return
    unseen = list(_unseen_faults(draft, state, actor))
    if unseen:
        yield from unseen
        return
    reasons = [list(_CHECKS[scope](draft, state, actor)) for _, scope in scopes]
    if all(reasons):
        yield from reasons[0]
    elif draft.kind is not EntryKind.REVERSAL:  # whoever wrote an entry could see it
        yield from _visibility_faults(draft, state, actor)


def may_read_journal(actor: Actor) -> bool:
    """Whether the actor may read the journal itself: the secretariat and the auditor."""
    return sight_of(actor).journal


def _may(role: Role, draft: Draft) -> bool:
    if draft.kind not in WRITES[role]:
        return False
    return not isinstance(draft.payload, Signature) or _DESK_OF_SIDE[draft.payload.side] is role


def _refusal(draft: Draft, state: State, actor: Actor) -> str:
    owners = belongs_to(draft.subject, draft.payload, state, actor.desk_of)
    whose = f" of {' and '.join(sorted(owners))}" if owners else ""
    return f"{actor} may not write this {draft.kind}{whose}; {_who_may(draft, owners)}"


def _who_may(draft: Draft, owners: frozenset[str]) -> str:
    able = ["the secretariat"] if draft.kind in WRITES[Role.SECRETARIAT] else []
    for role in (Role.DONOR_DESK, Role.RECIPIENT_DESK, Role.ANALYST):
        if not _may(role, draft):
            continue
        if WRITES[role][draft.kind] is not Scope.OWN:
            able.append(f"the {role}" if role is Role.ANALYST else f"a {role}")
        elif len(owners) == 1:
            able.append(f"the {role} of {next(iter(owners))}")
    return f"{', or '.join(able)} may" if able else "each party's desk may for its own part"


def _own_faults(draft: Draft, state: State, actor: Actor) -> Iterator[str]:
    """What belongs to somebody else, as it is drafted or as it is in the books."""
    known = state.record(draft.kind, draft.subject)
    before = known.payload if known is not None else draft.payload
    for payload in (draft.payload, before):
        if belongs_to(draft.subject, payload, state, actor.desk_of) != {actor.desk_of or None}:
            yield _refusal(msgspec.structs.replace(draft, payload=payload), state, actor)
            return
    if isinstance(draft.payload, Dispute) and _rules_on(draft.payload, before):
        yield f"{actor} may open a dispute and explain it; to decide it is for the secretariat or the analyst"


def _rules_on(dispute: Dispute, before: Payload) -> bool:
    """Whether a draft decides a dispute, or does away with a decision other than by opening it again."""
    decided = isinstance(before, Dispute) and before.state is DisputeState.DECIDED
    return dispute.state is DisputeState.DECIDED or (decided and dispute.state is not DisputeState.OPEN)


def _new_faults(draft: Draft, state: State, actor: Actor) -> Iterator[str]:
    known = state.record(draft.kind, draft.subject)
    if known is not None:
        yield (
            f"it is in the books since entry {known.seq}, and {actor} may only add to them; "
            "the secretariat may change it"
        )


def _read_faults(draft: Draft, state: State, actor: Actor) -> Iterator[str]:
    yield from _new_faults(draft, state, actor)
    if not draft.evidence or any(citation.document is None for citation in draft.evidence):
        yield (
            f"{actor} may write this {draft.kind} only as it was read; "
            "let every citation name a document in the books"
        )


def _written_faults(draft: Draft, state: State, actor: Actor) -> Iterator[str]:
    target = state.undoing.target(draft.payload.entry) if isinstance(draft.payload, Reversal) else None
    if target is None or target.entry.recorded_by != actor.name:
        yield f"{actor} may reverse only what they wrote themselves; who wrote it or the secretariat may"


_CHECKS: Mapping[Scope, Callable[[Draft, State, Actor], Iterator[str]]] = {
    Scope.ANY: lambda _draft, _state, _actor: iter(()),
    Scope.OWN: _own_faults,
    Scope.NEW: _new_faults,
    Scope.READ: _read_faults,
    Scope.WRITTEN: _written_faults,
}


def _unseen_faults(draft: Draft, state: State, actor: Actor) -> Iterator[str]:
    """Records that the draft names or changes and that the actor does not see: to them they are not there."""
    if not _sees(actor, draft.kind, draft.subject, state):
        yield f"the uid {draft.subject!r} is taken; choose another"
    cited = ((EntryKind.DOCUMENT, one.document) for one in draft.evidence if one.document is not None)
    wanted = [*draft.payload.references(), *cited]
    if draft.kind is EntryKind.STAGE:
        wanted.append((EntryKind.PLEDGE, draft.subject))
    for kind, uid in dict.fromkeys(wanted):
        if state.record(kind, uid) is None or not _sees(actor, kind, uid, state):
            yield f"there is no {kind} {uid!r} in the books; enter it first, or correct the name"


def _sees(actor: Actor, kind: EntryKind, uid: str, state: State) -> bool:
    """Whether the actor sees a record; also true where there is none."""
    known = state.record(kind, uid)
    if known is None or known.visibility in sight_of(actor).levels:
        return True
    return bool(actor.desk_of) and actor.desk_of in about(uid, known.payload, state)


def _visibility_faults(draft: Draft, state: State, actor: Actor) -> Iterator[str]:
    own = bool(actor.desk_of) and actor.desk_of in about(draft.subject, draft.payload, state)
    if not own and draft.visibility not in sight_of(actor).levels:
        yield (
            f"it is {draft.visibility}, and {actor} could not see it afterwards; "
            "make it visible to members, or let the secretariat write it"
        )
    known = state.record(draft.kind, draft.subject)
    order = list(Visibility)  # from the widest
    if known is not None and not own and order.index(draft.visibility) < order.index(known.visibility):
        yield (
            f"it would show a {known.visibility} {draft.kind} to more people ({draft.visibility}); "
            "only the secretariat may do that for what is not one's own"
        )


class Sight(msgspec.Struct, frozen=True):
    """What somebody sees: records of these visibilities, and restricted ones of the own party."""

    levels: frozenset[Visibility]
    party: str = ""
    journal: bool = False

    @property
    def everything(self) -> bool:
        """Whether nothing is hidden."""
        return len(self.levels) == len(Visibility)


def sight_of(actor: Actor) -> Sight:
    """What the actor may see."""
    if actor.roles & {Role.SECRETARIAT, Role.AUDITOR}:
        return Sight(frozenset(Visibility), actor.party, journal=True)
    if actor.roles:
        return Sight(frozenset({Visibility.PUBLIC, Visibility.MEMBERS}), actor.desk_of)
    return Sight(frozenset({Visibility.PUBLIC}))


def seen_by(model: type[Projected], sight: Sight) -> Q:
    """The condition on a row by itself to be seen: its visibility, or that it is the own party's.

    Many rows are also about another record, and are hidden with it: queries.believed asks for both.
    """
    seen = Q(visibility__in=sorted(level.value for level in sight.levels))
    if sight.party and not sight.everything:
        return seen | owned(model, sight.party)
    return seen
