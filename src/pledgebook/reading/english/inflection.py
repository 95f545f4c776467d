"""The forms of an English verb."""

from __future__ import annotations

import re

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_DOUBLING = frozenset({"get", "put", "set", "cut", "begin", "run", "sit", "let", "hit", "win", "quit"})
"""Irregular verbs that double their last letter before -ing; the past of regular ones shows it."""


def inflect(lemma: str, past: str = "", participle: str = "") -> dict[str, str]:
    """Every form of a verb, each with its name: base, s, past, participle, ing.

    `past` and `participle` are given for irregular verbs only. In a phrase ('hand over') the first word
    inflects. Where two forms are spelled alike the first name stands: the past, for a regular participle.
    """
    head, _, tail = lemma.partition(" ")
    rest = f" {tail}" if tail else ""
    past = past or _regular_past(head) + rest
    forms = {lemma: "base"}
    forms.setdefault(_third_person(head) + rest, "s")
    forms.setdefault(past, "past")
    forms.setdefault(participle or past, "participle")
    doubled = past.partition(" ")[0].startswith(head + head[-1]) and past.partition(" ")[0].endswith("ed")
    stem = head + head[-1] if doubled or head in _DOUBLING else head
    forms.setdefault(_ing(stem) + rest, "ing")
    return forms


def _third_person(head: str) -> str:
    if _CONSONANT_Y.search(head):
        return head[:-1] + "ies"
    if head == "have":
        return "has"
    if head in ("is", "be"):
        return "is"
    return head + ("es" if _SIBILANT.search(head) else "s")


def _regular_past(head: str) -> str:
    if head.endswith("e"):
        return head + "d"
    if _CONSONANT_Y.search(head):
        return head[:-1] + "ied"
    return head + "ed"


def _ing(stem: str) -> str:
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")):
        return stem[:-1] + "ing"
    return stem + "ing"
