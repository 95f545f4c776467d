"""A coder's note about one package: every sum in it, the one that is the package's own, and what is counted.

Trackers of aid keep, beside each coded row, a note on how its value came about. Such a note is no news: it
opens with the announcement, compares, subtracts and then says what it reports.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

import msgspec

from pledgebook.reading.aid import reader as aid
from pledgebook.reading.aid.lines import line_of
from pledgebook.reading.aid.parts import in_aid_phrase
from pledgebook.reading.aid.spots import Spot
from pledgebook.reading.aid.verbs import GIVING, governing
from pledgebook.reading.aid.words import words
from pledgebook.reading.amounts import Sum
from pledgebook.reading.context import Context
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.sides import is_supported
from pledgebook.reading.tags import Piece, Tag
from pledgebook.vocabulary.amounts import ItemLine, Money
from pledgebook.vocabulary.claims import Claim
from pledgebook.vocabulary.documents import Document

_PACKAGE_ID = re.compile(r"\b[A-Z]{2,3}[HMF]\d{1,2}\b")
"""How the notes of the Kiel tracker name another row: two or three letters, the type of aid, a number."""


class Note(msgspec.Struct, frozen=True):
    """What a note says: `sums` in order, `own` (the package's own, in each currency), `items` counted."""

    sums: tuple[Money, ...]
    own: tuple[Money, ...]
    items: tuple[ItemLine, ...]
    claims: tuple[Claim, ...]


def read_note(document: Document, donor: str | None = None) -> Note:
    """Read a coder's note. `donor` is the party whose row it is; it settles 'crowns' and 'dollars'.

    Never raises for any text.
    """
    page = Page(document)
    context = Context(page)
    claims = tuple(aid.read(page, context))
    own = _own(page, donor)
    return Note(
        sums=tuple(money for one in page.sums for money in _moneys(one, donor)),
        own=_moneys(own, donor) if own is not None else (),
        items=_items(page),
        claims=claims,
    )


def _moneys(one: Sum, donor: str | None) -> tuple[Money, ...]:
    return (one.of_payer(donor), *((one.also,) if one.also else ()))


def _items(page: Page) -> tuple[ItemLine, ...]:
    found: list[ItemLine] = []
    last: Piece | None = None
    for sentence in page.sentences:
        pieces = sentence.pieces
        for index, piece in enumerate(pieces):
            if piece.tag is Tag.ITEM:
                last = piece
                line = line_of(pieces, index)
                if line.low is not None:
                    found.append(line)
                elif _is_one(pieces, index):
                    found.append(
                        msgspec.structs.replace(line, low=Decimal(1), high=Decimal(1), unit=piece.value.unit)
                    )
            elif last is not None and piece.tag is Tag.NUMBER and _counts_again(pieces, index):
                found.append(line_of([piece, last], 1))
    return tuple(found)


def _counts_again(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a number without a noun counts what was named last: '1,184 of which', 'namely seven units'."""
    after = [piece.word for piece in pieces[index + 1 : index + 3]]
    if after[:1] in (["of which"], ["of them"]) or after == ["by", "each"]:
        return True
    if after[:1] in (["units"], ["pieces"]):
        return after[1:] != ["of"]
    return pieces[index].word.endswith("dozen") and (
        not after or pieces[index + 1].tag in (Tag.PUNCT, Tag.QUOTE)
    )


def _is_one(pieces: Sequence[Piece], index: int) -> bool:
    """Whether an article counts an item: 'another ambulance', 'a field hospital'."""
    if pieces[index].word.endswith("s"):
        return False
    for look in range(index - 1, max(-1, index - 4), -1):
        if pieces[look].word in words("one"):
            return True
        if pieces[look].tag not in (Tag.WORD, Tag.NEW, Tag.ADV, Tag.PARTY, Tag.PUNCT, Tag.NUMBER):
            return False
    return False


# -- the package's own sum ---------------------------------------------------------------------------------


def _own(page: Page, donor: str | None) -> Sum | None:
    """The coder's conclusion where there is one; else the first sum that nothing speaks against."""
    ranked: list[tuple[int, int, Sum]] = []
    concluded: Sum | None = None
    for sentence in page.sentences:
        for index, piece in enumerate(sentence.pieces):
            if piece.tag is not Tag.MONEY:
                continue
            if _concludes(sentence, index):
                concluded = piece.value
            spot = Spot(sentence, index, governing(sentence, index))
            ranked.append((_rank(spot, donor), len(ranked), piece.value))
    if concluded is not None:
        return concluded
    return min(ranked, key=lambda row: row[:2])[2] if ranked else None


def _cue(pieces: Sequence[Piece], value: str, first: int, last: int) -> bool:
    return any(piece.tag is Tag.CUE and piece.value == value for piece in pieces[max(0, first) : last])


def _concludes(sentence: Sentence, index: int) -> bool:
    """Whether the sentence is the coder's own conclusion about this sum: 'we count EUR 36.9 million'."""
    pieces = sentence.pieces
    for frame in sentence.frames:
        if (
            frame.index > index
            or not frame.has("record")
            or frame.negated
            or frame.form.form in ("past", "participle")
        ):
            continue
        ours = frame.head is not None and frame.head.tag is Tag.PRON and frame.head.word == "we"
        between = pieces[frame.index + 1 : index]
        if (
            ours
            and not any(piece.tag is Tag.MONEY for piece in between)
            and not _elsewhere(sentence, index, frame.index)
        ):
            return True
    return False


def _elsewhere(sentence: Sentence, index: int, first: int = 0) -> bool:
    """Whether the clause of a sum sends to another row: 'reported in CAM4'."""
    pieces = sentence.pieces
    text = sentence.page.flat.text
    end = next((piece.start for piece in pieces[index + 1 :] if piece.tag is Tag.MONEY), sentence.end)
    start = next(
        (piece.end for piece in reversed(pieces[first:index]) if piece.tag is Tag.MONEY), pieces[first].start
    )
    return _PACKAGE_ID.search(text, start, end) is not None or _cue(
        pieces, "covered:covered", max(first, index - 8), index + 9
    )


def _rank(spot: Spot, donor: str | None) -> int:
    """How much speaks against a sum; of equals the first in the text is taken."""
    return sum(weight for weight, applies in _SIGNS if applies(spot, donor))


def _is_not_counted(spot: Spot, _donor: str | None) -> bool:
    """'We do not count the EUR 5 million for ...'."""
    return _cue(spot.pieces, "notcount:notcount", 0, len(spot.pieces))


def _is_elsewhere(spot: Spot, _donor: str | None) -> bool:
    return _elsewhere(spot.sentence, spot.index)


def _is_whole_or_part(spot: Spot, _donor: str | None) -> bool:
    """Whether a sum is told as a part of another, or comes on top of one: 'including', 'in addition to'."""
    if _cue(spot.before(6), "besides:besides", 0, 6):
        return True
    for piece in reversed(spot.before(7)):
        if piece.value == "part:part" and piece.word not in words("rest"):
            return True
        if piece.tag is Tag.VERB and "include" in piece.value.classes:
            return True
        if piece.tag in (Tag.VERB, Tag.MONEY):
            return False
    return False


def _is_level(spot: Spot, _donor: str | None) -> bool:
    """Whether a sum is what something was raised to, and not by how much: 'increased to EUR 1.5 billion'."""
    if not any(piece.tag is Tag.TO for piece in spot.before(3)):
        return False
    raising = (frame for frame in spot.sentence.frames if frame.form.lemma in words("raising"))
    return any(frame.index < spot.index < frame.last for frame in raising)


def _is_another_donor_s(spot: Spot, donor: str | None) -> bool:
    """Whether only other donors are named in the sentence, and a verb of giving."""
    if donor is None or not spot.has(*GIVING):
        return False
    named = {piece.value.party for piece in spot.pieces if piece.tag is Tag.PARTY}
    before = {piece.value.party for piece in spot.pieces[: spot.index] if piece.tag is Tag.PARTY}
    return donor not in named and any(not is_supported(party) for party in before)


def _is_only_possible(spot: Spot, _donor: str | None) -> bool:
    return spot.frame is not None and spot.frame.modal == "can"


def _adds_up_over_time(spot: Spot, _donor: str | None) -> bool:
    """'This brings the total to EUR 2 billion', 'so far'."""
    brings = _cue(spot.pieces, "total:brings", 0, spot.index)
    return brings or _cue(spot.pieces, "total:sofar", 0, len(spot.pieces))


def _is_no_aid(spot: Spot, _donor: str | None) -> bool:
    """Whether neither a verb nor a noun of aid is near, after the opening sentence."""
    return spot.frame is None and not in_aid_phrase(spot) and spot.sentence.number > 0


def _concludes_sums(spot: Spot, _donor: str | None) -> bool:
    """'The remaining EUR 3 million', 'in total, the aid therefore amounts to HUF 262 million'."""
    near = spot.before(3)
    if any(piece.value == "remaining:remaining" or piece.word in words("rest") for piece in near):
        return True
    amounts = any(piece.word in words("amounting") for piece in near)
    return amounts and not _cue(spot.pieces, "part:part", 0, len(spot.pieces))


_SIGNS: tuple[tuple[int, Callable[[Spot, str | None], bool]], ...] = (
    (4, _is_not_counted),
    (3, _is_elsewhere),
    (2, _is_whole_or_part),
    (2, _is_level),
    (2, _is_another_donor_s),
    (1, _is_only_possible),
    (1, _adds_up_over_time),
    (1, _is_no_aid),
    (-1, _concludes_sums),
)
"""What speaks against a sum being the package's own, and how much. Set by hand against the notes of release
7 of the Kiel tracker: `make bench` says how many are chosen right."""
