"""What a page says about its own day and origin; what the article tells of is not taken for it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.reading.published import find_agency, find_dateline, find_published, front_matter

DAY = date(2025, 6, 4)
MORE = "Norway alone is to pay for drones worth NOK 700 million, the minister said in the parliament."
LAST = "The next meeting is to be held before the summer, in a place that nobody wanted to name as yet."
PROSE = "Allies met on Wednesday to plan further aid for Ukraine, and some of them brought more than words."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f" date 2025-06-04 {PROSE}", "2025-06-04"),
        (f"---\ntitle: Allies meet\ndate: '2025-06-04'\n---\n\n{PROSE}", "2025-06-04"),
        (f"---\ndate: 2020-01-01\npublished_time: 2025-06-04 08:15:48-05:00\n---\n{PROSE}", "2025-06-04"),
        (f"Allies meet\nPublished: June 4, 2025\nBy Ada Noor\n\n{PROSE}", "June 4, 2025"),
        (f"Allies meet\n\nUpdated 5 June 2025\nPublished 4th of June 2025\n\n{PROSE}", "4th of June 2025"),
        (f"Allies meet\n\nJun 4, 2025, 10:12 AM\n\n{PROSE}", "Jun 4, 2025"),
        (f"04.06.2025\n\n{PROSE}", "04.06.2025"),
        (f"Allies meet\n\nBrussels, 4 June 2025\n\n{PROSE}", "4 June 2025"),
        (f"BRUSSELS, June 4, 2025 (Reuters) - {PROSE}", "BRUSSELS, June 4, 2025 (Reuters) -"),
    ],
)
def test_the_day_is_found_with_the_words_that_say_it(text: str, words: str) -> None:
    hint = find_published(text)
    assert hint is not None
    assert hint.evidence is not None
    assert (hint.date, hint.evidence.of(text)) == (DAY, words)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        f"Allies of 4 June 2025 meet again\n\n{PROSE}",
        f"On 4 June 2025, allies met. {PROSE}",
        f"{PROSE}\n\n{MORE}\n\n{LAST}\n\n4 June 2025",
        f"BRUSSELS, June 4 (Reuters) - {PROSE}",
        f"04/06/2025\n\n{PROSE}",
        f"31.02.2025\n\n{PROSE}",
    ],
)
def test_an_unknown_day_is_none(text: str) -> None:
    assert find_published(text) is None


def test_an_address_gives_the_day_for_want_of_better() -> None:
    hint = find_published(PROSE, url="https://news.example/world/2025/06/04/allies")
    assert hint is not None
    assert (hint.date, hint.evidence, hint.stated) == (DAY, None, False)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"BRUSSELS, June 4 (Reuters) - {PROSE}", "Reuters"),
        (f"KYIV. June 4 (Interfax-Ukraine) – {PROSE}", "Interfax-Ukraine"),
        (f"WASHINGTON (AP) — {PROSE}", "Associated Press"),
        (f"{PROSE[:-1]}, the Associated Press reported.\n\n{LAST}", "Associated Press"),
        (f"{PROSE}\n\nMore is to come in the weeks ahead, according to AFP.", "Agence France-Presse"),
        (f"{PROSE}\n\nSource: Ukrinform", "Ukrinform"),
        (f"{PROSE}\n\nReuters writer Ada Noor in Kyiv contributed to this report.", "Reuters"),
        (f"ERBIL (Kurdistan24) — {PROSE}", None),
        (f"{PROSE} TASS said that nothing had happened.", None),
        (f"{PROSE}\n\nHe spoke to Reuters.\n\n{LAST}", None),
    ],
)
def test_the_agency_whose_story_it_is(text: str, agency: str | None) -> None:
    hint = find_agency(text)
    assert (hint.name if hint else None) == agency


def test_an_agency_that_is_quoted_in_between_is_not_the_origin() -> None:
    assert find_agency("\n\n".join([PROSE, MORE, "A train was hit, Reuters reported.", LAST])) is None


def test_a_dateline_in_its_parts() -> None:
    dateline = find_dateline(f"KYIV, Ukraine, 11 April 2025 (AFP) — {PROSE}")
    assert dateline is not None
    assert (dateline.place, dateline.month, dateline.day, dateline.year) == ("KYIV, Ukraine", 4, 11, 2025)


def test_front_matter_is_read_with_its_quotation_marks_and_escapes() -> None:
    title = 'title: "Ada\\_Noor on Ukraine\\u2019s\\\n  \\ energy"'
    values = front_matter(f"---\n{title}\nsite: 'Press''s'\ntags:\n - a\n---\nText.")
    assert (values["title"], values["site"]) == ("Ada Noor on Ukraine’s energy", "Press's")


@given(st.text() | st.text(alphabet="---\n:a1 date20()/.,"))
def test_evidence_points_into_any_text(text: str) -> None:
    for hint in (find_published(text), find_agency(text), find_dateline(text)):
        if hint is not None and hint.evidence is not None:
            assert hint.evidence.of(text)
