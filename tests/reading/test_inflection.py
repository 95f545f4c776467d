"""The forms of a verb."""

from __future__ import annotations

import pytest

from pledgebook.reading.english.inflection import inflect
from pledgebook.reading.wordlists import table_rows


@pytest.mark.parametrize(
    ("lemma", "past", "participle", "forms"),
    [
        ("pledge", "", "", {"pledge", "pledges", "pledged", "pledging"}),
        ("supply", "", "", {"supply", "supplies", "supplied", "supplying"}),
        ("give", "gave", "given", {"give", "gives", "gave", "given", "giving"}),
        ("commit", "committed", "committed", {"commit", "commits", "committed", "committing"}),
        ("hand over", "", "", {"hand over", "hands over", "handed over", "handing over"}),
        ("set out", "set out", "set out", {"set out", "sets out", "setting out"}),
        ("die", "", "", {"die", "dies", "died", "dying"}),
        ("agree", "", "", {"agree", "agrees", "agreed", "agreeing"}),
        ("have", "had", "had", {"have", "has", "had", "having"}),
    ],
)
def test_the_forms_of_a_verb(lemma: str, past: str, participle: str, forms: set[str]) -> None:
    assert set(inflect(lemma, past, participle)) == forms


def test_where_two_forms_are_spelled_alike_the_first_name_stands() -> None:
    assert inflect("cut", "cut", "cut")["cut"] == "base"
    assert inflect("send", "sent", "sent")["sent"] == "past"


def test_every_verb_of_the_table_has_its_forms() -> None:
    for row in table_rows("verbs.csv"):
        forms = inflect(row["lemma"], row["past"], row["participle"])
        assert forms[row["lemma"]] == "base"
        assert {"s", "ing"} <= set(forms.values()) or row["lemma"].startswith("is "), row
