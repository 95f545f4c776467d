"""`pledgebook read`: documents in, claims out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pledgebook.reading import read_document
from pledgebook.reference.parties import parties
from pledgebook.vocabulary.amounts import ItemLine, Qualifier
from pledgebook.vocabulary.claims import Claim, ClaimKind
from pledgebook.vocabulary.codec import to_json
from pledgebook.vocabulary.documents import Document

_VAGUE = frozenset(Qualifier) - {
    Qualifier.EXACT,
    Qualifier.ABOUT,
    Qualifier.NEARLY,
    Qualifier.MORE_THAN,
    Qualifier.AT_LEAST,
    Qualifier.UP_TO,
    Qualifier.RANGE,
}
"""The words for a number that give none: its low bound alone would look exact."""

_TOLD = ("number", "date", "place", "mode", "role", "channel", "state", "metric", "low", "parties_count")
"""The fields, of whatever kind of claim, that the column 'what' tells after sums and items."""

_LONGEST_WORDS = 160
"""So many characters of a sentence fit into the table without hiding the next row."""


class ReadFormat(StrEnum):
    """How claims are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    TEXT = "text"


def claims_of(
    documents: Iterable[Document], kinds: frozenset[ClaimKind]
) -> Iterator[tuple[Document, list[Claim]]]:
    """Each document with its claims of the wanted kinds (all, where none is named)."""
    for document in documents:
        yield document, [claim for claim in read_document(document) if not kinds or claim.kind in kinds]


class _Console(Console):
    """A console that leaves it to the command what a closed pipe means; Rich would end with status 1."""

    def on_broken_pipe(self) -> None:
        """Pass on the error that Rich has caught."""
        raise BrokenPipeError


def print_claims(found: Iterable[tuple[Document, list[Claim]]], form: ReadFormat) -> None:
    """Print claims to standard output, document by document."""
    console = _Console()
    for document, claims in found:
        if form is ReadFormat.JSONL:
            sys.stdout.writelines(f"{to_json(claim)}\n" for claim in claims)
        elif form is ReadFormat.TEXT:
            sys.stdout.write(document.text)
        else:
            console.print(table_of(document, claims))


def table_of(document: Document, claims: list[Claim]) -> Table:
    """The claims of a document for people: what kind, who, what, and the words that say it."""
    published = f", published {document.published}" if document.published else ""
    title = _plain(f"{document.name}: {len(claims)} claims{published}")
    table = Table(title=title, title_justify="left", expand=False)
    for heading in ("kind", "who", "what", "words"):
        table.add_column(heading, overflow="fold")
    for claim in claims:
        words = " ".join(claim.evidence[0].of(document.text).split())
        if len(words) > _LONGEST_WORDS:
            words = words[: _LONGEST_WORDS - 1].rstrip() + "…"
        table.add_row(
            claim.kind.value.replace("_", " "), _plain(_who(claim)), _plain(_what(claim)), _plain(words)
        )
    return table


def _plain(text: str) -> Text:
    """Text of others, unable to be taken for markup or to steer the terminal."""
    return Text("".join(char if char.isprintable() else " " for char in text))


def _line(line: ItemLine) -> str:
    """An item with how many: '4 IRIS-T', 'hundreds of thousands: drone', 'Patriot'."""
    if line.low is None:
        return line.item
    if line.qualifier in _VAGUE:
        return f"{line.qualifier}: {line.item}"
    hedge = f"{line.qualifier} " if line.qualifier not in (None, Qualifier.RANGE) else ""
    high = f" to {line.high:,f}" if line.high not in (None, line.low) else ""
    return f"{hedge}{line.low:,f}{high} {line.item}"


def _who(claim: Claim) -> str:
    persons = [getattr(claim, name) for name in ("person", "speaker") if getattr(claim, name, None)]
    codes: list[str] = []
    for name in ("donors", "parties", "chairs"):
        codes += getattr(claim, name, ())
    single = getattr(claim, "party", None)
    codes += [single] if single and not persons else []
    names = [parties()[code].name if code in parties() else code for code in dict.fromkeys(codes)]
    coalition = getattr(claim, "coalition", None)
    return ", ".join([*persons, *names] or ([coalition] if coalition else ["not stated"]))


def _what(claim: Claim) -> str:
    parts: list[str] = []
    for name in ("amount", "also"):
        money = getattr(claim, name, None)
        if money is not None:
            parts.append(str(money))
    for line in getattr(claim, "items", ()):
        parts.append(_line(line))
    for name in _TOLD:
        value = getattr(claim, name, None)
        if value is not None:
            parts.append(f"no. {value}" if name == "number" else f"{value}")
    return ", ".join(parts)
