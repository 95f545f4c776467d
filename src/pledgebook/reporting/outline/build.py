"""Puts a brief in the order in which it is read."""

from __future__ import annotations

from collections.abc import Callable

from pledgebook.reporting import wording
from pledgebook.reporting.brief import Brief, DocumentBrief, EventBrief
from pledgebook.reporting.outline import pledges, sections
from pledgebook.reporting.outline.blocks import Block, Bullets, Line, Note, Notes, Outline, Section, Source
from pledgebook.reporting.records import Citation

_Blocks = Callable[[EventBrief, Notes], tuple[Block, ...]]

_SECTIONS: tuple[tuple[str, str, str, _Blocks], ...] = (
    ("attendance", "Who was there", "", sections.attendance_blocks),
    ("pledges", "What was pledged", "", pledges.pledge_blocks),
    ("total", "The total", "", pledges.total_blocks),
    ("disputes", "Where sources disagree", "", sections.dispute_blocks),
    ("again", "Only said again", "These sentences add nothing.", sections.again_blocks),
    ("needs", "What is needed", "", sections.need_blocks),
    ("purchases", "What is bought", "", sections.purchase_blocks),
    ("support", "Support paused or resumed", "", sections.support_blocks),
    ("situation", "The situation", "", sections.indicator_blocks),
    ("statements", "Who said what", "", sections.statement_blocks),
    ("roles", "Roles", "", sections.role_blocks),
    (
        "background",
        "In the background",
        "Sums over longer times; never added to the total.",
        sections.background_blocks,
    ),
)


def outline_of(brief: Brief) -> Outline:
    """The whole brief as sections of blocks, with its sources numbered."""
    notes = Notes(
        documents={document.name: document.number for document in brief.documents},
        meetings={event.id: short_title(event) for event in brief.events},
    )
    summary = tuple(_headline(event, notes) for event in brief.events)
    events = tuple(_event(number, event, notes) for number, event in enumerate(brief.events, start=1))
    others = _findings(brief, notes)
    by_name = {document.name: document for document in brief.documents}
    return Outline(
        title=_title_of_all(brief),
        summary=summary,
        sections=events + others,
        documents=tuple((row.number, caption(row), _link(row)) for row in brief.documents),
        sources=tuple(
            _source(number, citation, by_name.get(citation.document))
            for citation, number in notes.numbers.items()
        ),
    )


def _source(number: int, citation: Citation, document: DocumentBrief | None) -> Source:
    return Source(
        number=number,
        citation=citation,
        document=document.number if document else 0,
        caption=caption(document) if document else citation.document,
        language=document.language if document else "en",
    )


_MOST_NAMED = 3
"""How many events the title of a brief names; of more it gives the number."""


def _title_of_all(brief: Brief) -> str:
    if len(brief.events) > _MOST_NAMED:
        return f"Brief of {len(brief.events)} events in {len(brief.documents)} documents"
    named = dict.fromkeys(short_title(event) for event in brief.events)
    return f"Brief of {wording.listed([*named]) or 'no meeting'}"


def title(event: EventBrief) -> str:
    """'27th meeting of the Ukraine Defense Contact Group'."""
    if event.coalition_name is None and not event.parties:
        return f"Outside any meeting: {wording.listed(event.documents)}"
    if event.coalition_name is None:
        return f"Meeting of {wording.in_a_sentence(event.parties)}"
    number = f"{ordinal(event.number)} meeting" if event.number else "Meeting"
    return f"{number} of the {event.coalition_name}"


def short_title(event: EventBrief) -> str:
    """'the 27th UDCG meeting'."""
    if event.coalition is None and not event.parties:
        return "what stands outside any meeting"
    if event.coalition is None:
        return f"the meeting of {wording.in_a_sentence(event.parties)}"
    number = f"{ordinal(event.number)} " if event.number else ""
    return f"the {number}{event.coalition} meeting"


def ordinal(number: int) -> str:
    """'27th', '1st', '112th'."""
    tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def caption(document: DocumentBrief) -> str:
    """How a document is named in the list of sources."""
    parts = [document.name, document.publisher or document.agency or ""]
    parts.append(wording.day(document.published) if document.published else "date not stated")
    return ", ".join(part for part in parts if part)


def _event(number: int, event: EventBrief, notes: Notes) -> Section:
    anchor = f"event-{number}"
    blocks = sections.meeting_blocks(event, notes)
    inner = []
    for key, heading, remark, blocks_of in _SECTIONS:
        found = blocks_of(event, notes)
        if found:
            first: tuple[Block, ...] = (Note(text=remark),) if remark else ()
            inner.append(Section(title=heading, anchor=f"{anchor}-{key}", blocks=first + found))
    return Section(title=title(event), anchor=anchor, blocks=blocks, sections=tuple(inner))


def _headline(event: EventBrief, notes: Notes) -> Line:
    when = wording.day(event.date) if event.date else "date not stated"
    label = f"{when}, {event.place}:" if event.place else f"{when}:"
    if event.total is None or not event.total.counted:
        return Line(label=label, detail="no pledge with an amount")
    return Line(
        label=label,
        figure=wording.money(event.total.total),
        detail="announced",
        exact=wording.exact_money(event.total.total),
        notes=notes.of(tuple(citation for row in event.total.counted for citation in row.citations)),
    )


def _findings(brief: Brief, notes: Notes) -> tuple[Section, ...]:
    lines = tuple(
        Line(
            label=f"{str(row.kind).capitalize()}:",
            detail=", ".join(
                [
                    notes.in_words(row.reason, row.documents),
                    *(notes.compared(value) for value in row.compared),
                ]
            ),
            notes=notes.of(row.citations),
        )
        for row in brief.findings
    )
    return (
        (Section(title="Other findings", anchor="findings", blocks=(Bullets(lines=lines),)),) if lines else ()
    )


def _link(document: DocumentBrief) -> str | None:
    """The address of a document, where it is one that a reader may follow."""
    return document.url if document.url and document.url.startswith(("https://", "http://")) else None
