"""What desks do with a promise: move it from stage to stage, hand it over, and sign for it, each in one
transaction.

Delivered means signed twice. The donor's signature brings the signed quantities to 'delivered', the
recipient's brings them on to 'accepted', as far as both say the same; what they do not agree on stays where
it is, and a dispute says so.
"""

from __future__ import annotations

from pledgebook.ledger.deliveries.handovers import Signed, open_handover, sign
from pledgebook.ledger.deliveries.settling import settle
from pledgebook.ledger.deliveries.showing import HandoverSeen, handover_seen
from pledgebook.ledger.deliveries.stages import Told, advance, cancel, expire, pause, resume

__all__ = [
    "HandoverSeen",
    "Signed",
    "Told",
    "advance",
    "cancel",
    "expire",
    "handover_seen",
    "open_handover",
    "pause",
    "resume",
    "settle",
    "sign",
]
