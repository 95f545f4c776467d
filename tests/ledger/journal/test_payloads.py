"""Payloads as JSON and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import (
    PAYLOADS,
    Citation,
    Dispute,
    Donor,
    Indicator,
    Line,
    Need,
    Payload,
    Pledge,
    StageChange,
    Version,
)
from pledgebook.ledger.payloads.codec import (
    READERS,
    decode_citations,
    decode_payload,
    encode_citations,
    encode_payload,
)
from pledgebook.vocabulary.amounts import Money, Qualifier
from pledgebook.vocabulary.claims import AidType
from pledgebook.vocabulary.disputes import DisputeKind, DisputeState
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.pledges import Urgency
from pledgebook.vocabulary.stages import Stage
from pledgebook.vocabulary.time import PartialDate, Period

texts = st.text(max_size=30)
amounts = st.decimals(0, 10**15, places=2)
maybe = partial(st.one_of, st.none())
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
stages = st.sampled_from(Stage)
sums = st.tuples(amounts, amounts, st.sampled_from(Qualifier)).map(
    lambda drawn: Money(currency="EUR", low=min(drawn[:2]), high=max(drawn[:2]), qualifier=drawn[2])
)
lines = st.lists(
    st.builds(Line, key=texts, item=texts, low=maybe(amounts), amount=maybe(sums), unit=maybe(texts)),
    max_size=3,
).map(tuple)
parts_of_dates = days.flatmap(
    lambda day: st.sampled_from([str(day.year), day.isoformat()[:7], day.isoformat()]).map(PartialDate)
)
pledges = st.builds(
    Pledge,
    donors=st.lists(st.builds(Donor, party=texts, share=maybe(st.decimals(0, 1, places=4))), max_size=3).map(
        tuple
    ),
    amount=maybe(sums),
    also=st.lists(sums, max_size=2).map(tuple),
    valuations=st.just(()),
    lines=lines,
    aid_type=maybe(st.sampled_from(AidType)),
    period=maybe(days.map(lambda day: Period(start=day))),
    announced=maybe(parts_of_dates),
    stage=stages,
    wording=texts,
)
kinds = st.sampled_from(EntryKind)
versions = st.builds(Version, key=texts, says=texts, amount=maybe(sums))
payloads: st.SearchStrategy[Payload] = st.one_of(
    pledges,
    st.builds(
        StageChange, source=stages, target=stages, line=texts, amount=maybe(amounts), quantity=maybe(amounts),
        confirmed_on=maybe(days),
    ),
    st.builds(
        Need, party=texts, lines=lines, amount=maybe(sums), urgency=st.sampled_from(Urgency),
        wanted_by=maybe(days),
    ),
    st.builds(Indicator, metric=texts, low=amounts, high=maybe(amounts), start=maybe(days)),
    st.builds(
        Dispute, topic=texts, kind=st.sampled_from(DisputeKind), state=st.sampled_from(DisputeState),
        versions=st.lists(versions, max_size=2).map(tuple), about=maybe(kinds), subject=maybe(texts),
    ),
)  # fmt: skip


@given(payloads)
def test_a_payload_comes_back_as_it_was(payload: Payload) -> None:
    line = encode_payload(payload)
    again = decode_payload(payload.KIND, payload.VERSION, line)
    assert again == payload
    assert encode_payload(again) == line
    assert "\n" not in line


@pytest.mark.parametrize("number", ["1.50", "1.5", "0.10", "100", "1E+3"])
def test_a_number_keeps_the_digits_that_it_was_written_with(number: str) -> None:
    payload = Indicator(metric="m", low=Decimal(number))
    again = decode_payload(payload.KIND, 1, encode_payload(payload))
    assert isinstance(again, Indicator)
    assert str(again.low) == number


citations = st.one_of(
    st.builds(Citation, document=texts.filter(bool)),
    st.builds(Citation, source=texts.filter(str.strip)),
    st.builds(Citation, document=texts.filter(bool), start=st.just(3), end=st.integers(4, 10**6)),
)


@given(st.lists(citations, max_size=3).map(tuple))
def test_citations_come_back_as_they_were(cited: tuple[Citation, ...]) -> None:
    assert decode_citations(encode_citations(cited)) == cited


def test_every_payload_has_a_reader() -> None:
    assert {(payload.KIND, payload.VERSION) for payload in PAYLOADS} <= READERS.keys()
    assert {payload.KIND for payload in PAYLOADS} == set(EntryKind)


@pytest.mark.parametrize(
    ("version", "line", "problem"),
    [
        (9, "{}", "a newer one wrote it: update"),
        (1, "{}", "missing required field"),
        (1, '{"name":"Fund","kind":"fund","colour":"red"}', "unknown field"),
        (1, "Fund", "malformed"),
    ],
)
def test_what_cannot_be_read_says_why(version: int, line: str, problem: str) -> None:
    with pytest.raises(BadValue, match=problem):
        decode_payload(EntryKind.PARTY, version, line)
