"""The uids that loaded records bear. People type them, so they are short, and begin with their coalition.

| record | uid |
|---|---|
| a party, a coalition | its code: `DE`, `UDCG` |
| donors that a source does not name | `UDCG-P018-OTHERS`, after the pledge that tells of them |
| a meeting | `UDCG-27`; one that was put off, which has no number, `UDCG-2024-10-12` |
| a pledge, a need, a dispute | `UDCG-P007`, `UDCG-N1`, `UDCG-D01` |
| a relation | `UDCG-P008-part-of-P007` |
| a group that serves a capability | `UDCG-air-defence` |
| a membership | `UDCG-DE` |
| an attendance | `UDCG-27-Pete-Hegseth` |
| a tenure, whatever the coalition | `US-defence-minister-2025-01-25` |
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pledgebook.reference.announcements import AnnouncedPledge, PledgeRelation, announced_pledges
from pledgebook.vocabulary.meetings import Meeting
from pledgebook.vocabulary.parties import Tenure

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9]+")
_WITHOUT_BASE = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae"}
)
"""Letters that Unicode does not take apart into a plain letter and its mark."""


def plain(words: str) -> str:
    """Words as a piece of a uid: 'Bjørn Arild Gram' is 'Bjorn-Arild-Gram'."""
    letters = unicodedata.normalize("NFKD", words.translate(_WITHOUT_BASE))
    unmarked = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_PLAIN.sub("-", unmarked).strip("-")


def uid_in(coalition: str, name: str) -> str:
    """The uid of what has a name of its own within the coalition: a pledge, a need, a dispute, a member."""
    return f"{coalition}-{plain(name)}"


def uid_of_meeting(meeting: Meeting) -> str:
    """The uid of a meeting: by its number, and where it has none by its day."""
    return f"{meeting.coalition}-{meeting.number or meeting.date.isoformat()}"


def uid_of_numbered(coalition: str, number: int) -> str:
    """The uid of the meeting held under a number."""
    return f"{coalition}-{number}"


def uid_of_relation(relation: PledgeRelation) -> str:
    """The uid of a relation: what is what to what."""
    return f"{relation.coalition}-{relation.part}-{plain(relation.kind.value)}-{relation.whole}"


def uid_of_attendance(meeting: Meeting, person: str) -> str:
    """The uid of how a person took part in a meeting."""
    return f"{uid_of_meeting(meeting)}-{plain(person)}"


def uid_of_tenure(tenure: Tenure) -> str:
    """The uid of a tenure: whose office, and from when."""
    return f"{tenure.party}-{plain(tenure.office)}-{tenure.start.isoformat()}"


def code_of_others(pledge: AnnouncedPledge) -> str:
    """The code of the party that stands for the donors whom a pledge tells of in words only."""
    return f"{pledge.coalition}-{pledge.id.upper()}-OTHERS"


@cache
def pledges_with_others(coalition: str) -> Mapping[str, AnnouncedPledge]:
    """The pledges that tell of donors in words, by the code of the party that stands for these."""
    told = (pledge for pledge in announced_pledges(coalition) if pledge.others is not None)
    return MappingProxyType({code_of_others(pledge): pledge for pledge in told})
