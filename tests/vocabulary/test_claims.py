"""Claims: through JSON and back without loss, and ids that tell them apart."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.vocabulary.amounts import ItemLine, Money
from pledgebook.vocabulary.claims import AnyClaim, Claim, ClaimKind, PledgeClaim, TotalClaim
from pledgebook.vocabulary.codec import claim_from_json, to_json
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.evidence import Evidence
from pledgebook.vocabulary.time import PartialDate, Period

_KINDS: tuple[type[Claim], ...] = get_args(AnyClaim)
_NUMBERS = st.decimals(min_value=0, max_value=10**13, places=2)
_BOUNDS = st.tuples(_NUMBERS, _NUMBERS).map(sorted)
_TEXT = st.text(max_size=12)

st.register_type_strategy(
    Evidence, st.tuples(st.integers(0, 99), st.integers(1, 99)).map(lambda pair: Evidence(pair[0], sum(pair)))
)
st.register_type_strategy(Decimal, _NUMBERS)
st.register_type_strategy(
    Money,
    st.builds(
        lambda bounds, currency: Money(currency=currency, low=bounds[0], high=bounds[1]),
        _BOUNDS,
        st.sampled_from(["EUR", "USD"]),
    ),
)
st.register_type_strategy(
    ItemLine,
    st.builds(
        lambda bounds, item, unit: ItemLine(item=item, low=bounds[0], high=bounds[1], unit=unit),
        _BOUNDS,
        _TEXT,
        st.none() | _TEXT,
    ),
)
st.register_type_strategy(PartialDate, st.dates().map(PartialDate.of))
st.register_type_strategy(Period, st.dates().map(lambda day: Period(start=day)))


@pytest.mark.parametrize("kind", _KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_a_claim_goes_through_json_and_back_without_loss(kind: type[Claim], data: st.DataObject) -> None:
    claim = data.draw(st.from_type(kind))
    line = to_json(claim)
    assert "\n" not in line
    assert json.loads(line)["kind"] == claim.kind
    assert claim_from_json(line) == claim


def test_there_is_a_class_for_every_kind() -> None:
    assert {str(kind.__struct_config__.tag) for kind in _KINDS} == set(ClaimKind)
    assert all(set(kind.KEY_FIELDS) <= set(kind.__struct_fields__) for kind in _KINDS)


@pytest.mark.parametrize(
    "line",
    ["", "[]", "{}", '{"kind":"parrot"}', '{"kind":"total","document":"a","evidence":[{"start":2,"end":1}]}'],
)
def test_a_line_that_is_no_claim_says_so(line: str) -> None:
    with pytest.raises(BadValue, match="this line is no claim"):
        claim_from_json(line)


def test_an_amount_keeps_every_digit() -> None:
    money = Money(currency="EUR", low=Decimal("12345678901234567.89"), high=Decimal("12345678901234567.89"))
    claim = TotalClaim(document="a", evidence=(Evidence(0, 1),), parties=("NO",), amount=money)
    assert claim_from_json(to_json(claim)) == claim
    assert "12345678901234567.89" in to_json(claim)


def test_an_id_depends_on_what_is_said_and_where_and_not_on_the_reasoning() -> None:
    claim = PledgeClaim(document="a", evidence=(Evidence(0, 9),), donors=("NO",))
    changed = msgspec.structs.replace
    assert changed(claim, reasoning=("because",), delivered=True).id == claim.id
    others = [
        changed(claim, donors=("SE",)),
        changed(claim, document="b"),
        changed(claim, evidence=(Evidence(1, 9),)),
    ]
    assert len({claim.id, *(other.id for other in others)}) == 4
