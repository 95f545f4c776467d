"""Whose story a text copies, where it names a news agency in its head or tail."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec
from ahocorasick_rs import AhoCorasick

from pledgebook.reading.layout import Layout, Paragraph, ParagraphKind
from pledgebook.reading.published.datelines import find_dateline
from pledgebook.reading.published.head import ends_of, head_of, tail_of
from pledgebook.vocabulary.evidence import Evidence


class _Agency(msgspec.Struct, frozen=True):
    """A news agency: its name, how the press writes it, and whether 'X reported' alone tells a copy.

    Organs of a state are quoted by articles that copy nothing from them.
    """

    name: str
    forms: tuple[str, ...]
    quoted: bool = True


_AGENCIES = (
    _Agency("Reuters", ("Reuters",)),
    _Agency("Associated Press", ("Associated Press", "AP News", "AP")),
    _Agency("Agence France-Presse", ("Agence France-Presse", "Agence France Presse", "AFP")),
    _Agency("dpa", ("Deutsche Presse-Agentur", "dpa", "DPA")),
    _Agency("PA Media", ("PA Media", "Press Association")),
    _Agency("Interfax-Ukraine", ("Interfax-Ukraine", "Interfax Ukraine")),
    _Agency("Ukrinform", ("Ukrinform",)),
    _Agency("UNIAN", ("UNIAN",)),
    _Agency("Ukrainian National News", ("Ukrainian National News", "UNN")),
    _Agency("RBC-Ukraine", ("RBC-Ukraine",)),
    _Agency("Ukrainian News", ("Ukrainian News",)),
    _Agency("Anadolu Agency", ("Anadolu Agency", "Anadolu")),
    _Agency("Bloomberg", ("Bloomberg News", "Bloomberg")),
    _Agency("United Press International", ("United Press International", "UPI")),
    _Agency("EFE", ("EFE",)),
    _Agency("ANSA", ("ANSA",)),
    _Agency("Belga", ("Belga",)),
    _Agency("ANP", ("ANP",)),
    _Agency("NTB", ("NTB",)),
    _Agency("Ritzau", ("Ritzau",)),
    _Agency("PAP", ("PAP", "Polish Press Agency")),
    _Agency("BNS", ("BNS", "Baltic News Service")),
    _Agency("Kyodo", ("Kyodo News", "Kyodo")),
    _Agency("Yonhap", ("Yonhap News Agency", "Yonhap")),
    _Agency("Xinhua", ("Xinhua",), quoted=False),
    _Agency("TASS", ("TASS",), quoted=False),
    _Agency("RIA Novosti", ("RIA Novosti",), quoted=False),
    _Agency("Interfax", ("Interfax",), quoted=False),
)


class AgencyHint(msgspec.Struct, frozen=True):
    """The news agency whose story a text is, the words that say so, and how they were found."""

    name: str
    evidence: Evidence
    reason: str


class _Patterns:
    def __init__(self) -> None:
        self.named = {form: agency for agency in _AGENCIES for form in agency.forms}
        self.names = AhoCorasick(self.named)
        quoted = _alternatives(form for agency in _AGENCIES if agency.quoted for form in agency.forms)
        everyone = _alternatives(self.named)
        self.credit = re.compile(
            rf"(?:(?:By|Sources?|Via|From|Text|Credit)(?: ?:)? )?(?:the )?(?P<name>{everyone})"
        )
        self.credit_after_name = re.compile(rf"By [^\n]{{2,60}}[,|/–—-] ?(?:the )?(?P<name>{everyone})$")
        self.written = re.compile(
            rf"(?P<name>{everyone}) (?:\w+ )?(?:writers?|journalists?|reporters?) .{{0,200}}contributed"
        )
        self.reported = re.compile(
            rf"\b(?:the )?(?P<name>{quoted}) (?:news agency |agency )?(?:has |had )?"
            r"(?:reported|reports|said|writes|wrote)\b"
        )
        self.according = re.compile(
            rf"\b(?:according to|citing|as reported by|reported by) (?:the )?(?P<name>{quoted})\b"
        )


def find_agency(text: str, *, head: Layout | None = None) -> AgencyHint | None:
    """The agency whose story `text` says that it is: in its dateline, a credit line, its lead or its end.

    Conservative: an agency that the article only quotes somewhere in between is none.
    """
    # Most pages name no agency; finding that out is a hundred times faster than laying out head and tail.
    if not any(_patterns().names.find_matches_as_indexes(part) for part in ends_of(text)):
        return None
    layout = head or head_of(text)
    tail = tail_of(text)
    return (
        _in_dateline(text, layout)
        or _in_credits(text, (*layout.paragraphs, *tail))
        or _in_prose(text, layout.of_kind(ParagraphKind.BODY)[:2], "the lead says so")
        or _in_prose(text, [part for part in tail if part.kind is ParagraphKind.BODY][-1:], "the end says so")
    )


def _in_dateline(text: str, head: Layout) -> AgencyHint | None:
    dateline = find_dateline(text, head=head)
    if dateline is None or dateline.agency is None:
        return None
    for form, agency in _patterns().named.items():
        if re.search(rf"\b{re.escape(form)}\b", dateline.agency):
            return AgencyHint(agency.name, dateline.evidence, "the dateline")
    return None


def _in_credits(text: str, paragraphs: Iterable[Paragraph]) -> AgencyHint | None:
    """A line with nothing but a credit: 'Source: Interfax-Ukraine', 'By the Associated Press', 'Reuters'."""
    patterns = _patterns()
    for paragraph in paragraphs:
        if (
            paragraph.kind in (ParagraphKind.BODY, ParagraphKind.CAPTION)
            or paragraph.end - paragraph.start > 240
        ):
            continue
        words = text[paragraph.start : paragraph.end].rstrip(" .")
        match = (
            patterns.credit.fullmatch(words)
            or patterns.credit_after_name.fullmatch(words)
            or patterns.written.search(words)
        )
        if match:
            return AgencyHint(
                patterns.named[match["name"]].name, _evidence(paragraph.start, match), "a credit line"
            )
    return None


def _in_prose(text: str, paragraphs: Iterable[Paragraph], reason: str) -> AgencyHint | None:
    patterns = _patterns()
    for paragraph in paragraphs:
        words = text[paragraph.start : paragraph.end]
        match = patterns.reported.search(words) or patterns.according.search(words)
        if match:
            return AgencyHint(patterns.named[match["name"]].name, _evidence(paragraph.start, match), reason)
    return None


def _alternatives(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def _evidence(offset: int, match: re.Match[str]) -> Evidence:
    return Evidence(offset + match.start(), offset + match.end())


@cache
def _patterns() -> _Patterns:
    return _Patterns()
