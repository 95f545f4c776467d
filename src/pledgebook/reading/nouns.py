"""Join pieces into noun phrases that name actors: 'Germany's defence minister Pistorius' is one actor."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from pledgebook.reading.tags import Actor, Piece, Tag
from pledgebook.reading.wordlists import words_of

_FORMER = "former:former"
_ACTING = "acting:acting"
_MISTER = "mister:mister"
_BODY = "body:body"
_ABROAD = "ambassador"
"""The office whose holder stands for one party with another."""
_STATE_BODIES = words_of("grammar.csv", "statebody")
_OWNERS = words_of("grammar.csv", "bodyowner")
_JOINERS = frozenset({Tag.WORD, Tag.NEW, Tag.ADV})
_DESCRIBING = frozenset({Tag.WORD, Tag.NEW})
_BEFORE_BODY = frozenset({*_DESCRIBING, Tag.DET, Tag.POSS})
_TITLE_REACH = 3
"""How many plain words may stand between a party and its office: 'Britain's embattled new ...'."""
_BODY_REACH = 3
"""How far before a body ('officials') its party may stand: 'German finance and defence officials'."""
_NAME_WORDS = 3
"""Words of the longest name that no table knows."""
_APPOSITION = 5
"""How many articles, parties and 'former' may stand between a person's comma and the office after it."""


class _Holder(msgspec.Struct, frozen=True):
    """What stands before an office: the party, where the phrase starts, whether the post is past."""

    party: str | None
    start: int | None
    former: bool
    acting: bool


def join_actors(pieces: list[Piece], text: str) -> list[Piece]:
    """The pieces with offices, titles, names and bodies of one actor joined into one. Linear."""
    joined: list[Piece] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if piece.tag is Tag.OFFICE:
            index = _join_office(pieces, index, joined, text)
        elif piece.tag is Tag.PERSON:
            index = _join_person(pieces, index, joined)
        elif piece.tag is Tag.CUE and piece.value == _BODY:
            index = _join_body(pieces, index, joined)
        else:
            joined.append(piece)
            index += 1
    return joined


# -- offices: functions take and return the index of a piece ----------------------------------------------


def _join_office(pieces: list[Piece], index: int, joined: list[Piece], text: str) -> int:
    """An office with the party before or after it and the person who follows."""
    title = pieces[index].value
    holder = _take_holder(joined)
    office: str = title.office
    party = holder.party or (title.parties[0] if len(title.parties) == 1 else None)
    last = index
    served = _party_served(pieces, index)
    if served is not None:
        named: str = pieces[served].value.party
        office, party = (f"{office} to {named}", party) if office == _ABROAD else (office, named)
        last = served
    person, party, last = _named_after(pieces, last, party, text)
    start = pieces[index].start if holder.start is None else holder.start
    end = pieces[last].end
    former, acting = holder.former, holder.acting
    actor = Actor(party=party, person=person, office=office, form="office", former=former, acting=acting)
    joined.append(Piece(Tag.PERSON if person else Tag.OFFICE, start, end, text[start:end].lower(), actor))
    return last + 1


def _party_served(pieces: list[Piece], index: int) -> int | None:
    """Where the party of an office stands after it: 'minister of Norway', 'ambassador to Poland'."""
    after = index + 1
    if not (_is(pieces, after, Tag.PREP, "of", "for") or _is(pieces, after, Tag.TO)):
        return None
    after += 2 if _is(pieces, after + 1, Tag.DET) else 1
    return after if _is(pieces, after, Tag.PARTY) else None


def _named_after(
    pieces: list[Piece], last: int, party: str | None, text: str
) -> tuple[str | None, str | None, int]:
    """Who is named after an office that ends at the piece `last`: person, party, and its last piece."""
    name = last + 1
    if _is_mark(pieces, name, ","):
        name += 1
    while _is(pieces, name, Tag.CUE, _MISTER):
        name += 1
    if _is(pieces, name, Tag.PERSON):
        actor: Actor = pieces[name].value
        return actor.person, party or actor.party, name
    stop = _unknown_name(pieces, last + 1, text)
    if stop is None:
        return None, party, last
    return text[pieces[last + 1].start : pieces[stop].end], party, stop


def _unknown_name(pieces: list[Piece], index: int, text: str) -> int | None:
    """The last piece of a name that no table knows: two or three words in capitals after an office."""
    stop = index
    for piece in pieces[index : index + _NAME_WORDS]:
        apart = stop > index and piece.start > pieces[stop - 1].end + 1
        if apart or piece.tag is not Tag.WORD or not text[piece.start].isupper():
            break
        stop += 1
    return stop - 1 if stop - index > 1 else None


def _take_holder(joined: list[Piece]) -> _Holder:
    """Take off `joined` what belongs to the office that comes next: 'Britain's former', 'acting'."""
    first = _holder_party(joined)
    party: str | None = None
    if first is None:
        first = len(joined)
        while first and _is_status(joined, first - 1):
            first -= 1
    else:
        party = joined[first].value.party
        if first and _is(joined, first - 1, Tag.CUE, _FORMER):
            first -= 1
    taken = joined[first:]
    del joined[first:]
    return _Holder(
        party=party,
        start=taken[0].start if taken else None,
        former=any(piece.value == _FORMER for piece in taken),
        acting=any(piece.value == _ACTING for piece in taken),
    )


def _holder_party(joined: list[Piece]) -> int | None:
    """Where the party stands that an office is named after: with 's, 'former' and a few words between."""
    words = 0
    for index in range(len(joined) - 1, -1, -1):
        piece = joined[index]
        if piece.tag is Tag.PARTY:
            return index
        if _is_status(joined, index) or _is_mark(joined, index, "-") or _is_clitic(piece):
            continue
        if piece.tag not in _JOINERS or words == _TITLE_REACH or not _party_left(joined, index):
            return None
        words += 1
    return None


def _is_status(pieces: list[Piece], index: int) -> bool:
    """Whether a piece says 'former' or 'acting', or is the hyphen after it ('ex-minister')."""
    if _is_mark(pieces, index, "-"):
        return index > 0 and _is(pieces, index - 1, Tag.CUE, _FORMER, _ACTING)
    return _is(pieces, index, Tag.CUE, _FORMER, _ACTING)


def _is_clitic(piece: Piece) -> bool:
    """Whether a piece is the 's of an owner and no word of its own ('his')."""
    return piece.tag is Tag.POSS and piece.value is None


def _party_left(joined: list[Piece], index: int) -> bool:
    """Whether a party stands a few words further left, so that the words between belong to the phrase."""
    for piece in reversed(joined[max(0, index - _TITLE_REACH) : index]):
        if piece.tag is Tag.PARTY:
            return True
        if piece.tag not in _JOINERS and piece.tag is not Tag.POSS:
            return False
    return False


# -- persons ----------------------------------------------------------------------------------------------


def _join_person(pieces: list[Piece], index: int, joined: list[Piece]) -> int:
    """A person, with 'Mr' before and an office after: 'Rustem Umerov, Ukraine's defence minister,'."""
    person = pieces[index]
    start = person.start
    former = False
    while joined and _is(joined, len(joined) - 1, Tag.CUE, _MISTER, _FORMER):
        former |= joined[-1].value == _FORMER
        start = joined.pop().start
    if joined and _describes(joined[-1], person, start):
        start = joined.pop().start
    office, last, after = None, index, index + 1
    found = _office_in_commas(pieces, after)
    if found is not None:
        at, last, after = found
        office = pieces[at].value.office
        former |= any(piece.value == _FORMER for piece in pieces[index + 1 : at])
    actor = replace(person.value, office=office, former=former, form="person")
    joined.append(Piece(Tag.PERSON, start, pieces[last].end, person.word, actor))
    return after


def _describes(party: Piece, person: Piece, start: int) -> bool:
    """Whether a party just before a person only says whose: 'Ukrainian Rustem Umerov'."""
    if party.tag is not Tag.PARTY or party.end + 1 != start:
        return False
    own: bool = party.value.party == person.value.party
    return own and party.value.form in ("adjective", "name")


def _office_in_commas(pieces: list[Piece], index: int) -> tuple[int, int, int] | None:
    """The office of ', Ukraine's former defence minister,': its piece, the last one, where to go on."""
    if not _is_mark(pieces, index, ","):
        return None
    at = index + 1
    while at <= index + _APPOSITION and (
        at < len(pieces)
        and (pieces[at].tag in (Tag.DET, Tag.PARTY, Tag.POSS) or _is(pieces, at, Tag.CUE, _FORMER, _ACTING))
    ):
        at += 1
    if not _is(pieces, at, Tag.OFFICE) or _is(pieces, at + 1, Tag.PERSON):
        return None
    last = at + 2 if _is(pieces, at + 1, Tag.PREP, "of") and _is(pieces, at + 2, Tag.PARTY) else at
    return at, last, last + 2 if _is_mark(pieces, last + 1, ",") else last + 1


# -- bodies -----------------------------------------------------------------------------------------------


def _join_body(pieces: list[Piece], index: int, joined: list[Piece]) -> int:
    """'The German government', 'officials of Norway': the party acts."""
    body = pieces[index]
    before = _body_party(joined)
    if before is not None:
        party = joined[before]
        del joined[before:]
        joined.append(_government(party, party.start, body.end, body.word))
        return index + 1
    after = index + (3 if _is(pieces, index + 2, Tag.DET) else 2)
    if _is(pieces, index + 1, Tag.PREP, "of") and _is(pieces, after, Tag.PARTY):
        joined.append(_government(pieces[after], body.start, pieces[after].end, body.word))
        return after + 1
    _join_own_body(body, joined)
    return index + 1


def _government(party: Piece, start: int, end: int, word: str) -> Piece:
    return Piece(Tag.PARTY, start, end, word, replace(party.value, form="government"))


def _body_party(joined: list[Piece]) -> int | None:
    """Where the party of the body that comes next stands."""
    index = len(joined) - 1
    nearest = len(joined) - _BODY_REACH
    while index >= 0 and (
        joined[index].tag is Tag.POSS or (joined[index].tag is Tag.WORD and index >= nearest)
    ):
        index -= 1
    named = index >= 0 and joined[index].tag is Tag.PARTY and joined[index].value.form != "demonym"
    return index if named else None


def _join_own_body(body: Piece, joined: list[Piece]) -> None:
    """'Our officials' are we, 'the new government' is that of the country spoken of."""
    of_state = body.word in _STATE_BODIES
    while of_state and _is_described(joined):
        joined.pop()
    owner = joined[-1] if joined else None
    if owner is not None and owner.tag is Tag.POSS and owner.value in ("my", "our"):
        joined[-1] = Piece(Tag.PRON, owner.start, body.end, "we", "we")
    elif owner is not None and of_state and owner.word in _OWNERS:
        joined[-1] = Piece(Tag.PRON, owner.start, body.end, "country", "country")
    else:
        joined.append(Piece(Tag.WORD, body.start, body.end, body.word))


def _is_described(joined: list[Piece]) -> bool:
    """Whether the last piece only describes what comes next: 'the new Labour government'."""
    return len(joined) > 1 and joined[-1].tag in _DESCRIBING and joined[-2].tag in _BEFORE_BODY


# -- one piece --------------------------------------------------------------------------------------------


def _is(pieces: list[Piece], index: int, tag: Tag, *values: str) -> bool:
    """Whether a piece stands there and is of a kind, and of one of the values where some are given."""
    if index >= len(pieces) or pieces[index].tag is not tag:
        return False
    return not values or pieces[index].value in values


def _is_mark(pieces: list[Piece], index: int, mark: str) -> bool:
    return index < len(pieces) and pieces[index].tag is Tag.PUNCT and pieces[index].word == mark
