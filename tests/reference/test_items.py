"""The taxonomy of items and the ways the press writes them."""

from __future__ import annotations

import pytest

from pledgebook.reference.items import (
    CAPABILITIES,
    find_item,
    is_a,
    item_named,
    item_names,
    items,
    lineage,
    proper_names,
)
from pledgebook.vocabulary.errors import BadValue


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("drones", "drone"),
        ("unmanned aerial vehicles", "drone"),
        ("first-person view (FPV) drones", "FPV drone"),
        ("anti-tank mines", "anti-tank mine"),
        ("antitank mine", "anti-tank mine"),
        ("radar systems", "radar"),
        ("anti-drone capabilities", "counter-drone"),
        ("C-UAS", "counter-drone"),
        ("repair and maintain military vehicles", "vehicle maintenance"),
        ("Patriot missile systems", "Patriot"),
        ("PAC-3 interceptors", "Patriot missile"),
        ("IRIS-T mobile air defense missile systems", "IRIS-T"),
        ("air defense system", "air defence"),
        ("air-defence systems", "air defence"),
        ("155mm artillery shells", "155mm artillery shell"),
        ("155-millimeter artillery rounds", "155mm artillery shell"),
        ("rounds of artillery ammunition", "artillery shell"),
        ("armored personnel carriers", "armoured personnel carrier"),
        ("Leopard 2 tanks", "Leopard 2"),
        ("Leopard 2A6 main battle tanks", "Leopard 2"),
        ("T72 tanks", "T-72"),
        ("F\u201116 fighter jets", "F-16"),
        ("High Mobility Artillery Rocket Systems", "HIMARS"),
        ("spare parts for howitzers", "artillery spare part"),
        ("bulletproof vests", "body armour"),
        ("tons of fuel", "fuel"),
        ("buses", "bus"),
    ],
)
def test_the_press_s_words_name_the_item(text: str, item: str) -> None:
    found = find_item(text)

    assert found is not None
    assert found.name == item


@pytest.mark.parametrize(
    "text", ["archer", "hawks", "grad", "a lasting peace", "territorial waters", "waters", ""]
)
def test_other_words_name_no_item(text: str) -> None:
    assert find_item(text) is None


def test_a_name_needs_its_capital_and_a_common_noun_does_not() -> None:
    assert "archer" in proper_names()
    assert "howitzer" not in proper_names()


def test_every_form_is_lower_case_and_reaches_its_own_item() -> None:
    astray = [form for form, item in item_names().items() if form != form.lower() or item not in items()]

    assert astray == []


def test_every_canonical_name_names_its_item() -> None:
    assert [item.name for item in items() if find_item(item.name) != item] == []


def test_every_capability_has_items_and_every_item_a_capability() -> None:
    assert {item.capability for item in items()} == set(CAPABILITIES)


def test_every_lineage_ends_in_the_capability_of_the_item_or_of_what_it_is() -> None:
    tops = {item.name: lineage(item)[-1] for item in items()}

    assert [name for name, top in tops.items() if top not in CAPABILITIES] == []


@pytest.mark.parametrize(
    ("item", "kind", "expected"),
    [
        ("FPV drone", "drone", True),
        ("drone", "FPV drone", False),
        ("Patriot missile", "air defence", True),
        ("Leopard 2", "armoured vehicle", False),
        ("Leopard 2", "tank", True),
        ("155mm artillery shell", "ammunition", True),
        ("radar", "radar", True),
    ],
)
def test_is_a_follows_the_taxonomy_upwards(item: str, kind: str, expected: bool) -> None:
    assert is_a(item_named(item), item_named(kind)) is expected


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(BadValue, match="no item of the taxonomy"):
        item_named("phaser")
