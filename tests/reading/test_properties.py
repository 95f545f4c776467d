"""What holds for every text: reading never fails, and every claim points at words that bear it out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledgebook.reading import read_document
from pledgebook.reading.flat import fold
from pledgebook.reading.numbers import find_numbers
from pledgebook.reading.page import Page
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.claims import Claim, PledgeClaim
from pledgebook.vocabulary.documents import Document, SourceFormat

_PARTS = (
    "Norway|the United Kingdom|German|Kyiv|Berlin|the Netherlands and Denmark|NATO|Russia|Washington|"
    "allies|Boris Pistorius|Defence Secretary John Healey|Mr Umerov|Ukraine's former defence minister|"
    "he|she|we|it|the Ukraine Defense Contact Group|the 27th meeting|the contact group|Brussels|"
    "in Ramstein|a virtual session|pledged|will deliver|has handed over|promised to|agreed|said|"
    "told reporters|asked for|needs|paused|resumed|was absent|attended|chaired|co-chaired by|killed|"
    "including|worth|is buying|to purchase|not|would|if|€1,5 billion|$450 million|£4.5bn (about $5.8bn)|"
    "up to EUR 5 million each|NOK 85 billion|10 to 12 million crowns|40|nearly 1,000|"
    "tens of thousands of|30 percent|two dozen|between 5 and 7|tanks|155mm shells|air defence systems|"
    "drones|F-16s|military aid|a package|a loan|humanitarian assistance|on Wednesday|last Friday|today|"
    "in 2025|through 2029|2026-2027|by the end of June|31 February|since 2022|.|. |, |; |: |\n\n|\n- |“|"
    "\u201d|\"|'|\u2019s|(|)|\u2013|\u2026|**|# |[link](http://a.b)|<b>|\u200b|\xa0|\u0130|\xdf|e\u0301"
)
_FRAGMENTS = tuple(_PARTS.split("|"))
_ORDER = (
    "Norway|Berlin|The Netherlands and Denmark|Ukraine|He|It|John Healey|Germany's defence minister|"
    "Allies|The group",
    "pledged|will deliver|has handed over|promised|agreed on|said on Friday it would send|needs|"
    "asked for|attended|has halted|is buying|did not give|may give",
    "€1,5 billion|$450 million|£4.5bn (about $5.8bn)|up to EUR 5 million|NOK 85 billion|"
    "10 to 12 million crowns|40 tanks|nearly 1,000 drones and €3 million|$5 million and $10 million|"
    "military aid|the meeting in Brussels",
    "to Ukraine|in military aid|for air defence systems|through 2029|as part of a €2 billion package|"
    "each|by video|, the ministry said|, including 12 guns worth £90 million|"
    ", of which 20 percent is paid",
)
_SENTENCE = st.tuples(*(st.sampled_from(words.split("|")) for words in _ORDER)).map(
    lambda words: " ".join(words) + "."
)
_SHUFFLED = st.lists(st.sampled_from(_FRAGMENTS), min_size=1, max_size=40).map(" ".join)
_WORDS = st.lists(_SENTENCE | _SENTENCE | _SHUFFLED, min_size=1, max_size=6).map(" ".join)
_DATES = st.none() | st.dates(min_value=date(2022, 1, 1), max_value=date(2027, 12, 31))
_DOCUMENTS = st.builds(
    Document,
    name=st.just("any.txt"),
    text=_WORDS | st.text(max_size=200),
    published=_DATES,
    format=st.sampled_from([SourceFormat.TEXT, SourceFormat.MARKDOWN]),
    title=st.none() | _WORDS,
)


def _money(claim: Claim) -> list[Money]:
    found = (getattr(claim, field, None) for field in ("amount", "also"))
    return [money for money in found if money is not None]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_DOCUMENTS)
def test_every_claim_of_any_text_points_at_its_words(document: Document) -> None:
    claims = read_document(document)
    assert list(claims) == sorted(claims, key=lambda claim: claim.evidence[0])
    assert claims == read_document(document)
    for claim in claims:
        assert claim.document == document.name
        for place in claim.evidence:
            assert 0 <= place.start < place.end <= len(document.text)
            assert place.of(document.text).strip()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_WORDS)
def test_every_amount_stands_in_the_paragraph_of_its_evidence(text: str) -> None:
    document = Document(name="any.txt", text=text, published=date(2025, 4, 12))
    paragraphs = Page(document).layout.paragraphs
    for claim in read_document(document):
        start, end = claim.evidence[0].start, claim.evidence[-1].end
        around = " ".join(
            text[part.start : part.end] for part in paragraphs if part.start < end and start < part.end
        )
        written = {value for number in find_numbers(fold(around)) for value in (number.low, number.high)}
        assert {value for money in _money(claim) for value in (money.low, money.high)} <= written


@settings(max_examples=100, deadline=None)
@given(st.lists(_SENTENCE, min_size=1, max_size=4).map(" ".join))
def test_white_space_within_a_line_changes_no_claim(text: str) -> None:
    assert _said(text.replace(" ", "\u00a0 \u200b")) == _said(text)


def _said(text: str) -> list[tuple[str, str]]:
    claims = read_document(Document(name="any.txt", text=text))
    words = [claim.evidence[0].of(text).replace("\u200b", "").split() for claim in claims]
    return [(claim.kind, " ".join(found)) for claim, found in zip(claims, words, strict=True)]


def _pledges(text: str) -> list[PledgeClaim]:
    claims = read_document(Document(name="a.txt", text=text, published=date(2025, 4, 12)))
    return [claim for claim in claims if isinstance(claim, PledgeClaim)]


def _amounts(text: str) -> list[Decimal | None]:
    return [pledge.amount.low if pledge.amount else None for pledge in _pledges(text)]


# -- errors of the nearest peer, which this reader must not repeat ------------------------------------------


def test_a_decimal_comma_is_one() -> None:
    assert _amounts("Norway pledged €1,5 billion in military aid to Ukraine.") == [Decimal(1_500_000_000)]


@pytest.mark.parametrize(
    ("text", "delivered"),
    [
        ("Norway will deliver 40 tanks to Ukraine.", False),
        ("Forty tanks will be delivered to Ukraine by Norway.", False),
        ("Norway has delivered 40 tanks to Ukraine.", True),
    ],
)
def test_what_will_be_delivered_is_not_delivered(text: str, delivered: bool) -> None:
    assert {pledge.delivered for pledge in _pledges(text)} == {delivered}


def test_the_largest_sum_is_not_simply_taken() -> None:
    text = (
        "Norway pledged €300 million in military aid to Ukraine on Friday. "
        "Its economy is worth more than €450 billion, and its wealth fund earned €90 billion last year."
    )
    assert _amounts(text) == [Decimal(300_000_000)]
