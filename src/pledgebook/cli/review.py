"""`pledgebook add`, `queue`, `decide` and `accept-agreed`: from documents to records, with a person's word.

The ledger is imported where it is used: it can be only once Django has started, and commands that need no
ledger stay fast.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from pledgebook.cli.books import DAY, KnownOn, SeenBy, WrittenBy, day_of, open_books, reader, writer
from pledgebook.cli.console import Reader, Status, complain, standard_output
from pledgebook.cli.keeping import TableOrJson
from pledgebook.reporting.plain import escaped_json, printable
from pledgebook.reporting.screen import drawn
from pledgebook.vocabulary.codec import to_json
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.pledges import Visibility

if TYPE_CHECKING:
    from pledgebook.ledger.access import Actor
    from pledgebook.ledger.intake import Bulk, Decided, Intake, Queued

ADD_EPILOG = "Example: pledgebook add clippings/"
QUEUE_EPILOG = "Example: pledgebook queue --kind pledge --format json | head"
DECIDE_EPILOG = "Example: pledgebook decide CLAIM support --record UDCG-P008 --reason 'the same sum'"
ACCEPT_AGREED_EPILOG = "Example: pledgebook accept-agreed --dry-run"

_AT_A_TIME = 100
"""So many documents go into the books as one batch: what does not fit into memory is never needed at once."""

_LONGEST_WORDS = 240


class Ruling(StrEnum):
    """What can be decided; ledger.payloads.Verdict, for a command line that has not started the ledger."""

    ACCEPT = "accept"
    SUPPORT = "support"
    REJECT = "reject"
    REOPEN = "reopen"


def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...", help="Files, folders, or '-' for standard input: text, Markdown, HTML, PDF."
        ),
    ],
    published: Annotated[
        datetime | None,
        typer.Option(
            formats=DAY, help="The day of publication of all documents, whatever they say themselves."
        ),
    ] = None,
    visibility: Annotated[
        Visibility,
        typer.Option(help="Who sees the documents, their claims, and the records that these will make."),
    ] = Visibility.MEMBERS,
    account: WrittenBy = "",
) -> None:
    """Read documents into the books: their text, their claims, and what these say together."""
    day = day_of(published)
    if day is not None and day > date.today():
        raise typer.BadParameter(f"{day} is after today; give the day of publication")
    documents = Reader(paths, day)
    with open_books():
        for intake in taken_in(documents.documents(), writer(account), visibility):
            with standard_output():
                sys.stdout.writelines(f"{line}\n" for line in told_intake(intake))
    _finish(documents)


def queue(
    format: Annotated[
        TableOrJson, typer.Option(help="For people, or a line of JSON for each row.")
    ] = TableOrJson.TABLE,
    kind: Annotated[
        list[str] | None,
        typer.Option(help="Only this kind of claim or finding, such as pledge or contradicts; repeatable."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="So many claims at most, the oldest first.")] = 1_000,
    known_on: KnownOn = "",
    account: SeenBy = "",
) -> None:
    """Print the claims and findings that wait for a decision, with what each would make or support."""
    with open_books():
        from pledgebook.ledger.access import sight_of
        from pledgebook.ledger.intake import queue as waiting
        from pledgebook.reporting.totals.asking import clocks_of

        rows = waiting(sight_of(reader(account)), clocks_of(None, known_on), limit)
        wanted = [row for row in rows if not kind or row.sort in kind]
        render = queue_json if format is TableOrJson.JSON else queue_text
        with standard_output():
            sys.stdout.writelines(render(wanted))


def decide(
    uid: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim or finding, as the queue names it.")],
    ruling: Annotated[
        Ruling,
        typer.Argument(
            help="accept: it makes a record. support: it is evidence for one. reject: it is kept and makes "
            "nothing. reopen: what was decided is taken back."
        ),
    ],
    reason: Annotated[str, typer.Option(help="Why; it stays in the journal.")],
    record: Annotated[
        str, typer.Option(metavar="UID", help="The record to support, where it is not the one suggested.")
    ] = "",
    account: WrittenBy = "",
) -> None:
    """Decide on a claim or a finding."""
    with open_books():
        from pledgebook.ledger.intake import decide as rule
        from pledgebook.ledger.payloads import Verdict

        decided = rule(uid, Verdict(ruling.value), writer(account), reason, record or None)
    with standard_output():
        sys.stdout.write(f"{told_decision(decided)}\n")


def accept_agreed(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be accepted, and write nothing.")
    ] = False,
    account: WrittenBy = "",
) -> None:
    """Accept every pledge on which independent sources agree, by one stated rule."""
    with open_books():
        from pledgebook.ledger.intake import accept_agreed as accept

        bulk = accept(writer(account), dry_run=dry_run)
    with standard_output():
        sys.stdout.writelines(f"{line}\n" for line in told_bulk(bulk, dry_run=dry_run))


def taken_in(documents: Iterable[Document], actor: Actor, visibility: Visibility) -> Iterator[Intake]:
    """Enter documents, a hundred at a time, each hundred as one batch."""
    from pledgebook.ledger.intake import take_in

    remaining = iter(documents)
    while chunk := list(islice(remaining, _AT_A_TIME)):
        yield take_in(chunk, actor, visibility)


def told_intake(intake: Intake) -> Iterator[str]:
    """What became of some documents, as lines."""
    for taken in intake.taken:
        yield f"{taken.uid}  {printable(taken.name)}: {taken.claims} claims"
    for known in intake.known:
        yield f"{known.uid}  {printable(known.name)}: in the books already"
    if intake.entries:
        findings = f"{intake.findings} findings among them"
        yield f"{intake.entries} entries, {findings}, in the batch {intake.batch!r}"
    if intake.not_compared:
        yield f"{intake.not_compared} further documents are near in time and were not compared with these"


def told_decision(decided: Decided) -> str:
    """A decision, as a line."""
    record = f": {decided.record[0]} {decided.record[1]}" if decided.record is not None else ""
    if record and decided.verdict.value == Ruling.REOPEN.value:
        record += " is taken back"
    copies = f", with {len(decided.copies)} in copies" if decided.copies else ""
    return f"{decided.verdict} {decided.subject}{record}{copies} (batch {decided.batch!r})"


def told_bulk(bulk: Bulk, *, dry_run: bool) -> Iterator[str]:
    """What a rule accepts, as lines."""
    yield f"Rule {bulk.rule.name}: {bulk.rule.text}."
    would = "would " if dry_run else ""
    for agreement in bulk.agreed:
        kind, uid = agreement.record
        made = f"{would}make" if agreement.accepted is not None else f"{would}support"
        claims = len(agreement.supporting) + (agreement.accepted is not None)
        yield f"{made} {kind} {uid}: {claims} claims of {agreement.sources} sources"
    for related in bulk.related:
        yield f"{would}relate {related.source} and {related.target}: {related.relation}"
    for left in bulk.left:
        yield f"left to people: {', '.join(left.claims)}: {printable(left.why)}"
    if bulk.entries:
        yield f"{bulk.entries} entries, in the batch {bulk.batch!r}"
    elif not dry_run:
        yield "nothing to accept"


def queue_json(rows: Iterable[Queued]) -> Iterator[str]:
    """The queue for programs, a row a line."""
    from pledgebook.ledger.intake.telling import row

    yield from (f"{escaped_json(to_json(row(queued)))}\n" for queued in rows)


def queue_text(rows: list[Queued]) -> Iterator[str]:
    """The queue for people, as a table."""
    from pledgebook.ledger.intake.telling import advice

    table = Table(title=f"{len(rows)} wait for a decision", title_justify="left", show_lines=True)
    table.add_column("claim or finding", overflow="fold", ratio=3)
    table.add_column("words", overflow="fold", ratio=4)
    table.add_column("what it makes or supports", overflow="fold", ratio=4)
    for queued in rows:
        told = f"{queued.source}, {queued.published}" if queued.published else queued.source
        words = queued.words
        if len(words) > _LONGEST_WORDS:
            words = f"{words[: _LONGEST_WORDS - 1].rstrip()}…"
        table.add_row(
            Text(printable(f"{queued.sort.replace('_', ' ')} {queued.uid}")),
            Text(f"{printable(words)}\n({printable(told)})"),
            Text("\n".join(printable(line) for line in advice(queued))),
        )
    yield drawn(lambda _: [table]) if rows else "Nothing waits for a decision.\n"


def _finish(documents: Reader) -> None:
    """Say what was left out, and end with the status that says so."""
    summary = documents.summary()
    if summary:
        sys.stderr.write(f"{summary}\n")
    if not documents.read and not documents.left_out:
        complain("nothing to read; name files or a folder with documents")
    if documents.status is not Status.DONE:
        raise typer.Exit(int(documents.status))
