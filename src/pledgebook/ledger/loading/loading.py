"""Loading: the facts that ship in the package become entries of the journal, in one batch.

Loading again changes nothing; a newer package corrects what an older one loaded, by new entries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from importlib.metadata import version

import msgspec

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.append import writing
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.loading.comparing import BATCH, Compared, Standing, compare, no_longer_told
from pledgebook.ledger.loading.drafting import facts
from pledgebook.ledger.payloads import Reference

Progress = Callable[[int, int], None]
"""Is told how many of how many facts are done."""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the facts of one kind. `written` is new, `corrected` corrects an earlier load, `kept` is
    what people entered, corrected or took back since, and loading leaves alone."""

    kind: EntryKind
    written: int = 0
    corrected: int = 0
    unchanged: int = 0
    kept: int = 0


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What a load did: the batch that can be undone, and counts by kind in the order of writing.

    `kept` names the records that people have changed and the package tells otherwise, `gone` those of an
    earlier load that the package tells no more and the books still believe.
    """

    coalition: str
    batch: str
    kinds: tuple[Counts, ...]
    kept: tuple[Reference, ...] = ()
    gone: tuple[Reference, ...] = ()

    @property
    def written(self) -> int:
        """How many records are new."""
        return sum(counts.written for counts in self.kinds)

    @property
    def corrected(self) -> int:
        """How many records of an earlier load were corrected."""
        return sum(counts.corrected for counts in self.kinds)

    @property
    def unchanged(self) -> int:
        """How many facts the books had already."""
        return sum(counts.unchanged for counts in self.kinds)


def load(coalition: str, actor: Actor, progress: Progress | None = None) -> Loaded:
    """Write what the package knows of a coalition, by its code, into the books; everything is public.

    Raises BadValue for a coalition that the package does not know, Refused where the actor may not write it
    or a rule of the books is broken, and DatabaseUnavailable; then nothing is written.
    """
    groups = facts(coalition)
    total, done = sum(map(len, groups)), 0
    batch = f"{BATCH} {coalition} {version('pledgebook')}"
    withdrawn: set[Reference] = set()
    compared: list[Compared] = []
    with writing(actor, batch) as pen:
        gone = no_longer_told(coalition, (draft for drafts in groups for draft in drafts))
        for drafts in groups:
            found = compare(drafts, withdrawn)
            compared += found
            wanted = [one.draft for one in found if one.standing in (Standing.NEW, Standing.CORRECTED)]
            if wanted:
                pen.write(wanted)
            done += len(drafts)
            if progress is not None:
                progress(done, total)
    return Loaded(
        coalition=coalition,
        batch=batch,
        kinds=_counted(compared),
        kept=tuple((one.draft.kind, one.draft.subject) for one in compared if one.standing is Standing.KEPT),
        gone=tuple(gone),
    )


def _counted(compared: list[Compared]) -> tuple[Counts, ...]:
    counts = Counter((one.draft.kind, one.standing) for one in compared)
    return tuple(
        Counts(
            kind=kind,
            written=counts[kind, Standing.NEW],
            corrected=counts[kind, Standing.CORRECTED],
            unchanged=counts[kind, Standing.UNCHANGED],
            kept=counts[kind, Standing.KEPT],
        )
        for kind in dict.fromkeys(one.draft.kind for one in compared)
    )
