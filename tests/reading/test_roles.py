"""Chairs, founders, and offices with their changes."""

from __future__ import annotations

import pytest
from tests.reading.meeting_pages import read

from pledgebook.reading import roles
from pledgebook.vocabulary.claims import RoleClaim


def _roles(text: str, published: str | None = "2025-04-11") -> list[RoleClaim]:
    page, context = read(text, published)
    return roles.read(page, context)


def _heads(text: str, role: str) -> set[tuple[str | None, str | None]]:
    return {(claim.party, claim.person) for claim in _roles(text) if claim.role == role}


def test_chairs_by_verb() -> None:
    assert _heads("The UDCG meeting was co-chaired by Britain and Germany.", "chair") == {
        ("GB", None),
        ("DE", None),
    }
    assert _heads("Norway and Latvia jointly hosted the UDCG meeting.", "chair") == {
        ("NO", None),
        ("LV", None),
    }


def test_a_chair_alongside_another() -> None:
    text = "John Healey chaired the UDCG meeting, alongside his German counterpart Boris Pistorius."
    assert _heads(text, "chair") == {("GB", "John Healey"), ("DE", "Boris Pistorius")}


def test_chairs_by_noun() -> None:
    assert _heads("As chair of the UDCG, the UK thanked all.", "chair") == {("GB", None)}
    text = "Hegseth ceded control of the UDCG meetings to Britain in February."
    (claim,) = [claim for claim in _roles(text) if claim.role == "chair"]
    assert (claim.party, claim.date) == ("GB", "2025-02")


def test_who_takes_over_the_lead_is_chair() -> None:
    text = "Germany and Britain took over leadership of the UDCG from the United States."
    assert _heads(text, "chair") == {("DE", None), ("GB", None)}


def test_who_did_not_chair_is_no_chair() -> None:
    assert _heads("Washington has not chaired any of the UDCG meetings.", "chair") == set()
    assert _heads("After the UDCG meeting, co-chaired by Germany, Britain's Healey spoke.", "chair") == {
        ("DE", None)
    }


def test_founders() -> None:
    assert _heads("The UDCG was created in 2022 by Lloyd Austin.", "founder") == {("US", "Lloyd Austin")}
    assert _heads("Since its launch by Lloyd Austin, the UDCG has grown.", "founder") == {
        ("US", "Lloyd Austin")
    }
    assert _heads("Set up under American leadership, the Contact Group grew.", "founder") == {("US", None)}


def test_another_body_has_heads_of_its_own() -> None:
    (first, second) = _roles("The UDCG thanked the Drone Capability Coalition, led by the UK and Latvia.")
    assert {first.party, second.party} == {"GB", "LV"}
    assert first.coalition == second.coalition == "Drone Capability Coalition"


def test_an_office_is_one_claim_with_every_place() -> None:
    text = "Defence Secretary John Healey spoke. Later Defence Secretary John Healey left."
    (claim,) = _roles(text)
    assert (claim.role, claim.person, claim.party, claim.former) == (
        "defence minister",
        "John Healey",
        "GB",
        False,
    )
    assert len(claim.evidence) == 2


def test_a_former_office_is_marked() -> None:
    (claim,) = _roles("It was former US Defense Secretary Lloyd Austin.")
    assert claim.former


def test_changes_of_office() -> None:
    (claim,) = _roles("The US ambassador to Ukraine, Bridget Brink, wants to quit.")
    assert (claim.role, claim.person, claim.change) == ("ambassador to Ukraine", "Bridget Brink", "resigns")
    (claim,) = _roles(
        "Mykhailo Fedorov, who became Ukraine's defense minister in January, came.", "2026-02-12"
    )
    assert (claim.role, claim.change, claim.date) == ("defence minister", "appointed", "2026-01")


@pytest.mark.parametrize(
    "text",
    [
        "The UDCG met under joint German-British leadership.",
        "The UDCG talks were opened by the ministers of Britain and Germany.",
        "The UDCG session was jointly organised by Britain and Germany.",
        "Britain and Germany took over the UDCG.",
        "Leadership of the UDCG has passed to Britain and Germany.",
        "The UDCG met, with Britain and Germany assuming co-chair responsibilities.",
        "Co-hosts Britain and Germany opened the UDCG session.",
        "Washington handed the chair of the UDCG to Britain; Germany has co-chaired since.",
    ],
)
def test_chairs_of_every_wording(text: str) -> None:
    assert _heads(text, "chair") == {("GB", None), ("DE", None)}


def test_one_chair_after_another() -> None:
    text = "John Healey succeeded Lloyd Austin as chair of the UDCG."
    assert _heads(text, "chair") == {("GB", "John Healey"), ("US", "Lloyd Austin")}


def test_the_next_clause_has_its_own_subject() -> None:
    text = "The UDCG meeting was chaired by John Healey, and Pete Hegseth was present too."
    assert _heads(text, "chair") == {("GB", "John Healey")}


@pytest.mark.parametrize(
    "text",
    [
        "The UDCG, launched by then-Secretary Lloyd Austin, has grown.",
        "Founded by Pete Hegseth's predecessor, Lloyd Austin, the UDCG has grown.",
        "The UDCG was the brainchild of Lloyd Austin.",
    ],
)
def test_founders_of_every_wording(text: str) -> None:
    assert _heads(text, "founder") == {("US", "Lloyd Austin")}


@pytest.mark.parametrize(
    "text",
    [
        "Denys Shmyhal took over the Ukrainian defence ministry from Rustem Umerov.",
        "Denys Shmyhal took over as defence minister.",
        "Ukraine's new defence minister Denys Shmyhal came.",
    ],
)
def test_who_takes_an_office_up(text: str) -> None:
    (claim,) = [claim for claim in _roles(text, "2025-07-21") if claim.person == "Denys Shmyhal"]
    assert (claim.role, claim.change) == ("defence minister", "appointed")
