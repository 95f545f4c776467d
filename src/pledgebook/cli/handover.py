"""`pledgebook handover`: open a consignment, sign for it, look at it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pledgebook.cli.books import DAY, SeenBy, WrittenBy, day_of, open_books, reader, writer
from pledgebook.cli.console import standard_output
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.pledges import Visibility

if TYPE_CHECKING:
    from pledgebook.ledger.access import Actor
    from pledgebook.ledger.payloads import Consigned, Side

app = typer.Typer(
    help="Open a consignment, sign for it, look at it. Delivered means signed twice.", no_args_is_help=True
)

_LINE, _EQUALS = "#", "="

Uid = Annotated[str, typer.Argument(metavar="HANDOVER", help="The uid of the handover, such as H-2025-07.")]
Contents = Annotated[
    list[str] | None,
    typer.Option(
        "--content",
        metavar="PLEDGE#LINE=NUMBER",
        help="So much of a line of a pledge, UDCG-P011#2=120, or of its sum, UDCG-P001=4000.50; may be "
        "repeated.",
    ),
]
On = Annotated[datetime | None, typer.Option("--on", formats=DAY, help="The day; today without it.")]
Note = Annotated[str, typer.Option("--note", help="Words to keep with it.")]
Sources = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        help="What it rests on: an address, a document's number; without one, your word. May be repeated.",
    ),
]


class WhichSide(StrEnum):
    """Whose signature it is."""

    DONOR = "donor"
    RECIPIENT = "recipient"


class ShowFormat(StrEnum):
    """How a handover is shown."""

    TABLE = "table"
    JSON = "json"


@app.command(
    "open",
    epilog="Example: pledgebook handover open H-7 --from DE --to UA --content UDCG-P011#2=120 --as desk-de",
)
def open_command(
    uid: Uid,
    donor: Annotated[str, typer.Option("--from", metavar="PARTY", help="Who hands over, by code.")],
    recipient: Annotated[str, typer.Option("--to", metavar="PARTY", help="Who receives, by code.")],
    content: Contents = None,
    on: On = None,
    dispatched: Annotated[
        datetime | None, typer.Option(formats=DAY, help="The day on which it was sent.")
    ] = None,
    place: Annotated[str, typer.Option(help="Where, no more exactly than is public.")] = "",
    note: Note = "",
    source: Sources = None,
    visibility: Annotated[Visibility, typer.Option(help="Who may see it.")] = Visibility.PUBLIC,
    account: WrittenBy = "",
) -> None:
    """Open a consignment: what one donor is about to hand over. It moves nothing; signatures do."""
    with open_books():
        from pledgebook.ledger.deliveries import open_handover
        from pledgebook.ledger.payloads import Citation

        entry = open_handover(
            uid,
            donor.strip().upper(),
            recipient.strip().upper(),
            consigned(content or ()),
            day_of(on) or date.today(),
            writer(account),
            dispatched=day_of(dispatched),
            place=place or None,
            note=note,
            visibility=visibility,
            evidence=tuple(Citation(source=each) for each in source or ()),
        )
    _say(f"Handover {uid} is open (entry {entry.seq}). The desk of {donor.upper()} signs first.")


@app.command(
    "sign",
    epilog="Example: pledgebook handover sign H-7 --as desk-ua --content UDCG-P011#2=118",
)
def sign_command(
    uid: Uid,
    content: Contents = None,
    side: Annotated[
        WhichSide | None, typer.Option(help="For which side; without it, that of the account's party.")
    ] = None,
    on: On = None,
    correct: Annotated[
        int | None,
        typer.Option(metavar="ENTRY", help="The entry of your signature that this count corrects."),
    ] = None,
    note: Note = "",
    source: Sources = None,
    account: WrittenBy = "",
) -> None:
    """Sign for what you handed over, or for what arrived; without --content, for all that is in it."""
    with open_books():
        from pledgebook.ledger.deliveries import sign
        from pledgebook.ledger.payloads import Citation, Side

        actor = writer(account)
        signed = sign(
            uid,
            Side(side) if side is not None else side_of(uid, actor),
            consigned(content) if content else None,
            day_of(on) or date.today(),
            actor,
            note=note,
            evidence=tuple(Citation(source=each) for each in source or ()),
            expected=correct,
        )
        lines = [f"Signed (entry {signed.signature.seq})."]
        if signed.dispute is not None:
            lines.append(f"The two counts: {_dispute(signed.dispute.subject, actor)}")
    _say(*lines)


@app.command("show", epilog="Example: pledgebook handover show H-7")
def show_command(
    uid: Uid,
    format: Annotated[ShowFormat, typer.Option("--format", help="How to print it.")] = ShowFormat.TABLE,
    account: SeenBy = "",
) -> None:
    """Print what is in a handover, who has signed for how much, and whether they agree."""
    with open_books():
        from pledgebook.ledger.access import sight_of
        from pledgebook.ledger.deliveries import handover_seen
        from pledgebook.reporting.follow_up import FollowUpFace, render_handover

        sight = sight_of(reader(account))
        printed = render_handover(handover_seen(uid, sight), FollowUpFace(format), sight)
    with standard_output():
        sys.stdout.write(printed)


def consigned(texts: Iterable[str]) -> tuple[Consigned, ...]:
    """What texts such as 'UDCG-P011#2=120' and 'UDCG-P001=4000.50' name. Raises BadValue for other texts."""
    from pledgebook.ledger.payloads import Consigned
    from pledgebook.ledger.rules.typed import amount_from_text, quantity_from_text

    found = []
    for text in texts:
        place, equals, number = text.rpartition(_EQUALS)
        pledge, sharp, line = place.partition(_LINE)
        if not equals or not pledge.strip() or (sharp and not line.strip()):
            raise BadValue(
                f"{text!r} names no part of a pledge; write PLEDGE#LINE=NUMBER for a line, such as "
                "UDCG-P011#2=120, or PLEDGE=AMOUNT for its sum"
            )
        found.append(
            Consigned(pledge=pledge.strip(), line=line.strip(), quantity=quantity_from_text(number))
            if sharp
            else Consigned(pledge=pledge.strip(), amount=amount_from_text(number))
        )
    return tuple(found)


def side_of(uid: str, actor: Actor) -> Side:
    """The side of a handover that the actor's party is on. Raises BadValue where it is on neither."""
    from pledgebook.ledger.access import sight_of
    from pledgebook.ledger.deliveries import handover_seen
    from pledgebook.ledger.payloads import Side

    seen = handover_seen(uid, sight_of(actor))
    if actor.party and actor.party in (seen.donor, seen.recipient):
        return Side.DONOR if actor.party == seen.donor else Side.RECIPIENT
    whose = f"sits at the desk of {actor.party}" if actor.party else "sits at no desk"
    raise BadValue(
        f"handover {uid} goes from {seen.donor} to {seen.recipient}, and {actor.name} {whose}; "
        "sign with an account of one of these desks: --as ACCOUNT"
    )


def _dispute(uid: str, actor: Actor) -> str:
    from pledgebook.ledger.access import sight_of
    from pledgebook.ledger.clocks import NOW
    from pledgebook.ledger.models import DisputeRecord
    from pledgebook.ledger.queries.believed import believed
    from pledgebook.vocabulary.disputes import DisputeState

    found = believed(DisputeRecord, sight_of(actor), NOW).filter(uid=uid).first()
    if found is not None and found.state != DisputeState.OPEN.value:
        return f"they agree now, and the dispute {uid} is {found.state}."
    return f"they differ; the smaller is accepted, the rest stays delivered, and the dispute {uid} is open."


def _say(*lines: str) -> None:
    with standard_output():
        sys.stdout.writelines(f"{line}\n" for line in lines)
