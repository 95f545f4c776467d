"""The public facts about a coalition that ship in the package, as entries of the journal.

    reference data -> drafts (naming, parties, coalitions, meetings, announcing, disputes)
                   -> compared with what the books believe -> written in one batch

`load` does it all. Nothing here knows a coalition by name; `reference.coalitions` lists them.
"""

from __future__ import annotations

from pledgebook.ledger.loading.drafting import facts
from pledgebook.ledger.loading.loading import Counts, Loaded, Progress, load

__all__ = ["Counts", "Loaded", "Progress", "facts", "load"]
