"""From a question in somebody's words to the face of its answer."""

from __future__ import annotations

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import Clocks
from pledgebook.ledger.models import PartyRecord
from pledgebook.ledger.queries.believed import believed
from pledgebook.ledger.totals.answering import totals
from pledgebook.ledger.totals.rows import read_relations
from pledgebook.reporting.totals import TotalsFace, render
from pledgebook.reporting.totals.asking import Asked, defined, narrowed, question_of
from pledgebook.reporting.totals.tree import wholes_around
from pledgebook.vocabulary.pledges import Visibility


def answered(
    asked: Asked,
    sight: Sight,
    face: TotalsFace,
    *,
    visibility: Visibility | None = None,
    explain: bool = False,
) -> str:
    """The answer as text.

    `visibility` narrows what is seen. Raises BadValue for a word that stands for nothing the asker can see,
    NotAllowed where more is asked for than may be seen, MissingRate for a day without rates.
    """
    sight = narrowed(sight, visibility)
    question = question_of(asked, sight)
    answer = defined(totals(question, sight, explain=explain), sight)
    if face is not TotalsFace.TABLE:
        return render(answer, face, explain=explain)
    around = wholes_around(answer, read_relations(sight, question.clocks)) if explain else {}
    return render(answer, face, explain=explain, names=_party_names(sight, question.clocks), around=around)


def _party_names(sight: Sight, clocks: Clocks) -> dict[str, str]:
    """What parties are called, by their codes; a party has its name whatever the day in the world."""
    rows = believed(PartyRecord, sight, Clocks(known=clocks.known))
    return dict(rows.values_list("uid", "name"))
