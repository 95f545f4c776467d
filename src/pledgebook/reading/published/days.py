"""When a text was published, as far as its head or its address says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from pledgebook.reading.layout import Layout, Paragraph, ParagraphKind
from pledgebook.reading.layout.blocks import front_matter_end
from pledgebook.reading.published.datelines import find_dateline
from pledgebook.reading.published.frontmatter import front_matter
from pledgebook.reading.published.head import MONTHS, head_of
from pledgebook.vocabulary.evidence import Evidence

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"(?P<iso>(?<!\d)\d{{4}}-\d{{2}}-\d{{2}}(?!\d))"
    rf"|(?P<slashed>(?<!\d)\d{{4}}/\d{{1,2}}/\d{{1,2}}(?!\d))"
    rf"|(?<!\d)(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -](?P<m1>{_MONTH})\b\.?,?[ -](?P<y1>\d{{4}})(?!\d)"
    rf"|\b(?P<m2>{_MONTH})\b\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:, ?| )(?P<y2>\d{{4}})(?!\d)"
    rf"|(?<!\d)(?P<d3>\d{{1,2}})\.(?P<m3>\d{{1,2}})\.(?P<y3>\d{{4}})(?!\d)"
    rf"|(?<!\d)(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<y4>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?P<first>first published|originally published|published|posted|issued|released|date|publication date)"
    r"(?: on| at)?\b|(?P<later>last updated|updated|last modified|modified)(?: on| at)?\b",
    re.IGNORECASE,
)
# So far after 'Published' a date still belongs to it: a weekday, an author's name.
_LABEL_REACH = 48
_URL_DAY = re.compile(r"(?<!\d)(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_KEYS = ("published", "published_time", "datepublished", "pubdate", "publication_date", "date")
_URL_KEYS = ("url", "source_url", "link", "canonical", "source")


class PublishedHint(msgspec.Struct, frozen=True):
    """The day of publication, where the text says it, and how it was found.

    `evidence` is None where an address gives the day. `stated` tells a date that the page gives as its own
    from one that is worked out.
    """

    date: date
    evidence: Evidence | None
    reason: str
    stated: bool = True


def find_published(text: str, *, url: str | None = None, head: Layout | None = None) -> PublishedHint | None:
    """The day of publication of `text`, or None where it gives none; days that the article tells of are not.

    `url` is the address of the page where it is known. `head` spares laying the text out again.
    """
    hint = _in_front_matter(text)
    if hint is None:
        layout = head or head_of(text)
        hint = _labelled(text, layout) or _alone(text, layout)
    if hint is None:
        hint = _in_address(url or address(text)) or _in_dateline(text, head)
    return hint


def address(text: str) -> str | None:
    """The address of the page, where the front matter has it."""
    values = front_matter(text)
    return next((values[key] for key in _URL_KEYS if values.get(key, "").startswith("http")), None)


def day_in_url(url: str) -> date | None:
    """The day that an address holds, as in '/2025/04/11/' or '-20250411'."""
    for match in _URL_DAY.finditer(url):
        day = _date(*match.groups())
        if day is not None:
            return day
    return None


def day_in(text: str, start: int = 0, end: int | None = None) -> tuple[date, Evidence] | None:
    """The first whole date in `text[start:end]`; '04/06/2025', which means two days, is none."""
    for match in _DAY.finditer(text, start, len(text) if end is None else end):
        day = _day_of(match)
        if day is not None:
            return day, Evidence(*match.span())
    return None


def _day_of(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    if groups["iso"] or groups["slashed"]:
        return _date(*re.split("[-/]", match.group()))
    if groups["y1"]:
        return _date(groups["y1"], MONTHS[groups["m1"].casefold()], groups["d1"])
    if groups["y2"]:
        return _date(groups["y2"], MONTHS[groups["m2"].casefold()], groups["d2"])
    if groups["y3"]:
        return _date(groups["y3"], groups["m3"], groups["d3"])
    first, second = int(groups["a"]), int(groups["b"])
    if first != second and max(first, second) <= 12:
        return None
    return _date(groups["y4"], min(first, second), max(first, second))


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _in_front_matter(text: str) -> PublishedHint | None:
    found = front_matter_end(text)
    if found is None:
        return None
    start, end = found
    if not text.startswith("---", start):
        stamped = day_in(text, start, end)
        return PublishedHint(*stamped, "the date stamp over the text") if stamped else None
    for key in _KEYS:
        line = re.search(rf"^{key}:.*$", text[start:end], re.IGNORECASE | re.MULTILINE)
        dated = day_in(text, start + line.start(), start + line.end()) if line else None
        if dated:
            return PublishedHint(*dated, f"the front matter, under '{key}'")
    return None


def _labelled(text: str, head: Layout) -> PublishedHint | None:
    """'Published: 4 June 2025'; an update counts where no first publication is given."""
    updated: PublishedHint | None = None
    for paragraph in _dated_furniture(head):
        for label in _LABEL.finditer(text, paragraph.start, min(paragraph.end, paragraph.start + 200)):
            dated = day_in(text, label.end(), min(label.end() + _LABEL_REACH, paragraph.end))
            if dated is None:
                continue
            if label["first"]:
                return PublishedHint(*dated, f"the head says '{label.group()}'")
            updated = updated or PublishedHint(
                *dated, f"the head says '{label.group()}', and no earlier date"
            )
    return updated


def _alone(text: str, head: Layout) -> PublishedHint | None:
    """A date that stands by itself, or with the author's name, over the article."""
    for paragraph in _dated_furniture(head):
        if paragraph.kind is ParagraphKind.BYLINE:
            dated = day_in(text, paragraph.start, paragraph.end)
            if dated:
                return PublishedHint(*dated, "a date line over the article")
    return None


def _dated_furniture(head: Layout) -> Iterator[Paragraph]:
    """What stands over the article or between its first paragraphs, and is not the article."""
    bodies = 0
    for paragraph in head.paragraphs:
        bodies += paragraph.kind is ParagraphKind.BODY
        if bodies > 2:
            return
        if paragraph.kind in (ParagraphKind.BYLINE, ParagraphKind.BOILERPLATE):
            yield paragraph


def _in_address(url: str | None) -> PublishedHint | None:
    day = day_in_url(url) if url else None
    return PublishedHint(day, None, "the address of the page", stated=False) if day else None


def _in_dateline(text: str, head: Layout | None) -> PublishedHint | None:
    dateline = find_dateline(text, head=head)
    if dateline is None or dateline.year is None or dateline.month is None or dateline.day is None:
        return None
    day = _date(dateline.year, dateline.month, dateline.day)
    return PublishedHint(day, dateline.evidence, "the dateline", stated=False) if day else None
