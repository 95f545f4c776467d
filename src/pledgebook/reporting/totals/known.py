"""The names that a question may use, as the books have them, and the nearest ones to a name they have not.

Only what the asker sees is known here: a refusal must not tell that a record exists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from django.db.models import QuerySet
from rapidfuzz import fuzz, process

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import NOW, Clocks
from pledgebook.ledger.models import MeetingRecord, PartyRecord, PledgeRecord, Projected
from pledgebook.ledger.queries.believed import believed
from pledgebook.reference.parties import party_names
from pledgebook.reporting.wording import listed
from pledgebook.vocabulary.errors import BadValue

_NEAR = 70
"""From this likeness on (of 100) a name is worth suggesting."""

_MUCH_FARTHER = 20
"""A name that is so much less like than the likest one is not what was meant."""

_SUGGESTED = 3


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """The names of one sort of thing, and what the books write for each of them.

    `sort` is what the thing is called ('meeting'). `names` are in small letters. `titles` says more about
    what the books write ('Germany' for DE), where there is more to say. `remedy` says where all names are.
    """

    sort: str
    names: Mapping[str, tuple[str, ...]]
    remedy: str
    titles: Mapping[str, str] = {}

    def find(self, text: str) -> str:
        """What the books write for a name.

        Raises BadValue for a name of several things, and for one of nothing with the nearest that are known.
        """
        found = self.names.get(text.casefold(), ())
        if len(found) == 1:
            return found[0]
        if found:
            raise BadValue(f"{self.sort} {text!r} may be {self._listed(found, 'or')}; write which of them")
        near = self._near(text)
        hint = f"near to it: {self._listed(near, 'and')}" if near else self.remedy
        raise BadValue(f"the books know no {self.sort} {text!r}; {hint}")

    def find_all(self, texts: Iterable[str]) -> frozenset[str]:
        """What the books write for names, each text one name or several with commas between."""
        return frozenset(self.find(name) for text in texts for name in self._apart(text))

    def _apart(self, text: str) -> Iterable[str]:
        """A name may have a comma in it."""
        return (text.strip(),) if text.strip().casefold() in self.names else words(text)

    def _near(self, text: str) -> list[str]:
        """What is meant by the names that are like the text, the likest first."""
        wanted = text.casefold()
        found = process.extract(wanted, list(self.names), scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=None)
        likeness = {name: fuzz.ratio(wanted, name) for name, _, _ in found}
        worth = max(likeness.values(), default=0) - _MUCH_FARTHER
        likest = sorted(
            (name for name in likeness if likeness[name] > worth), key=lambda name: -likeness[name]
        )
        return list(dict.fromkeys(one for name in likest for one in self.names[name]))[:_SUGGESTED]

    def _listed(self, found: Iterable[str], joint: str) -> str:
        titled = [f"{one} ({self.titles[one]})" if one in self.titles else one for one in found]
        return listed(titled).replace(" and ", f" {joint} ") if len(titled) == 2 else listed(titled)


def words(text: str) -> list[str]:
    """The words of a list with commas."""
    return [word for part in text.split(",") if (word := part.strip())]


def known_parties(sight: Sight, clocks: Clocks = NOW) -> Known:
    """Parties, by their codes and by every name that the books or the reference data have for them."""
    titles = dict(_seen(PartyRecord, sight, clocks, "uid", "name"))
    pairs = [(code, code) for code in titles] + [(name, code) for code, name in titles.items()]
    pairs += [(name.text, name.party.code) for name in party_names() if name.party.code in titles]
    return Known(
        sort="party",
        names=_by_name(pairs),
        titles=titles,
        remedy="write its code, such as DE, or its name as the books have it",
    )


def known_meetings(sight: Sight, clocks: Clocks = NOW) -> Known:
    """Meetings, by their uids and by their numbers."""
    rows = list(_seen(MeetingRecord, sight, clocks, "uid", "number"))
    pairs = [(uid, uid) for uid, _ in rows]
    pairs += [(str(number), uid) for uid, number in rows if number is not None]
    remedy = "'pledgebook totals --by meeting' shows those with pledges"
    return Known(sort="meeting", names=_by_name(pairs), remedy=remedy)


def known_words(column: str, sort: str, sight: Sight, clocks: Clocks = NOW) -> Known:
    """What pledges have in a column of free words: capabilities, programmes."""
    pairs = [(word, word) for (word,) in _seen(PledgeRecord, sight, clocks, column) if word]
    remedy = f"'pledgebook totals --by {column}' shows those with pledges"
    return Known(sort=sort, names=_by_name(pairs), remedy=remedy)


def _seen(model: type[Projected], sight: Sight, clocks: Clocks, *columns: str) -> Iterator[Any]:
    """What is believed now, and what was then: a name of either time can be asked for."""
    for knowing in dict.fromkeys((NOW, Clocks(known=clocks.known))):
        rows: QuerySet[Any] = believed(model, sight, knowing)
        yield from rows.order_by(*columns).values_list(*columns).distinct()


def _by_name(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for name, meant in pairs:
        found[name.casefold()][meant] = None
    return {name: tuple(meant) for name, meant in found.items()}
