"""Join pieces into the noun phrases that name actors: 'Germany's defence minister Boris Pistorius' is one actor."""

from __future__ import annotations

from msgspec.structs import replace

from pledgebook.reading.tags import Actor, Piece, Tag

_JOINERS = frozenset({Tag.WORD, Tag.NEW, Tag.ADV})
_STATE_BODIES = frozenset({"government", "administration", "defence ministry", "defense ministry", "ministry"})
_TITLE_REACH = 3
"""How many plain words may stand between a party and the office that it names ('Britain's embattled new ...')."""


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
        elif piece.tag is Tag.CUE and piece.value == "body:body":
            index = _join_body(pieces, index, joined)
        else:
            joined.append(piece)
            index += 1
    return joined


def _join_office(pieces: list[Piece], index: int, joined: list[Piece], text: str) -> int:
    """An office with the party before or after it and the person who follows."""
    title = pieces[index].value
    office: str = title.office
    party, start, former, acting = _holder_before(joined)
    party = party or (title.parties[0] if len(title.parties) == 1 else None)
    end, person = pieces[index].end, None
    index += 1
    if _is(pieces, index, Tag.PREP, "of") or _is(pieces, index, Tag.PREP, "for") or _is(pieces, index, Tag.TO):
        after = index + 1
        if _is(pieces, after, Tag.DET):
            after += 1
        if _is(pieces, after, Tag.PARTY):
            named: str = pieces[after].value.party
            if office == "ambassador":
                office = f"ambassador to {pieces[after].value.party}"
            else:
                party = named
            end = pieces[after].end
            index = after + 1
    comma = index + 1 if _is(pieces, index, Tag.PUNCT, ",") and _is(pieces, index + 1, Tag.PERSON) else index
    while _is(pieces, comma, Tag.CUE, "mister:mister"):
        comma += 1
    if _is(pieces, comma, Tag.PERSON):
        actor: Actor = pieces[comma].value
        person, party = actor.person, party or actor.party
        end = pieces[comma].end
        index = comma + 1
    else:
        stop = _unknown_name(pieces, index, text)
        if stop > index:
            person = text[pieces[index].start : pieces[stop - 1].end]
            end = pieces[stop - 1].end
            index = stop
    begin = start if start is not None else pieces[index - 1].start
    if start is None:
        begin = _first_start(pieces, joined, end)
    actor = Actor(party=party, person=person, office=office, form="office", former=former, acting=acting)
    tag = Tag.PERSON if person else Tag.OFFICE
    begin = min(begin, end - 1)
    joined.append(Piece(tag, begin, end, text[begin:end].lower(), actor))
    return index


def _first_start(pieces: list[Piece], joined: list[Piece], end: int) -> int:
    after = joined[-1].end if joined else -1
    return next(piece.start for piece in pieces if piece.start >= after and piece.end <= end and piece.tag is not Tag.PUNCT or piece.tag is Tag.OFFICE and piece.start >= after)


def _holder_before(joined: list[Piece]) -> tuple[str | None, int | None, bool, bool]:
    """The party, where the phrase starts, and 'former' or 'acting', read off the pieces before an office."""
    position = len(joined) - 1
    former = acting = False
    start: int | None = None
    party: str | None = None
    words = 0
    while position >= 0:
        piece = joined[position]
        if piece.tag is Tag.CUE and piece.value in ("former:former", "acting:acting"):
            former |= piece.value == "former:former"
            acting |= piece.value == "acting:acting"
        elif piece.tag is Tag.PUNCT and piece.word == "-" and position:
            pass
        elif piece.tag is Tag.PARTY:
            party, start = piece.value.party, piece.start
            position -= 1
            if position >= 0 and joined[position].tag is Tag.CUE and joined[position].value == "former:former":
                former, start = True, joined[position].start
                position -= 1
            break
        elif piece.tag is Tag.POSS and piece.word in ("'s", "'"):
            pass
        elif piece.tag in _JOINERS and words < _TITLE_REACH and _is_capital_or_party_left(joined, position):
            words += 1
        else:
            break
        position -= 1
    if party is None:
        if former or acting:
            flags = [p for p in joined[-2:] if p.tag is Tag.CUE]
            start = flags[0].start if flags else None
            del joined[len(joined) - len(flags) :]
        return None, start, former, acting
    del joined[position + 1 :]
    return party, start, former, acting


def _is_capital_or_party_left(joined: list[Piece], position: int) -> bool:
    """Whether a party stands just a few words further left, so that the words between belong to the phrase."""
    for piece in reversed(joined[max(0, position - _TITLE_REACH) : position]):
        if piece.tag is Tag.PARTY:
            return True
        if piece.tag not in _JOINERS and piece.tag is not Tag.POSS:
            return False
    return False


def _unknown_name(pieces: list[Piece], index: int, text: str) -> int:
    """Where a name that no table knows ends: one to three capitalised words after an office."""
    stop = index
    while stop < len(pieces) and stop - index < 3 and pieces[stop].tag is Tag.WORD and text[pieces[stop].start].isupper():
        if stop > index and pieces[stop].start > pieces[stop - 1].end + 1:
            break
        stop += 1
    return stop if stop - index >= 2 else index


def _join_person(pieces: list[Piece], index: int, joined: list[Piece]) -> int:
    """A person, with 'Mr' before and an office in commas after: 'Rustem Umerov, Ukraine's defence minister,'."""
    person = pieces[index]
    start = person.start
    former = False
    while joined and joined[-1].tag is Tag.CUE and joined[-1].value in ("mister:mister", "former:former"):
        former |= joined[-1].value == "former:former"
        start = joined.pop().start
    party, office, end, after = person.value.party, None, person.end, index + 1
    if joined and joined[-1].tag is Tag.PARTY and joined[-1].value.form in ("adjective", "name") and joined[-1].end + 1 == start and joined[-1].value.party == party:
        start = joined.pop().start
    if _is(pieces, after, Tag.PUNCT, ","):
        look = after + 1
        while look < len(pieces) and look < after + 6 and (pieces[look].tag in (Tag.DET, Tag.PARTY, Tag.POSS) or (pieces[look].tag is Tag.CUE and pieces[look].value in ("former:former", "acting:acting"))):
            former |= pieces[look].word in ("former", "ex")
            look += 1
        if _is(pieces, look, Tag.OFFICE) and not _is(pieces, look + 1, Tag.PERSON):
            office, end, after = pieces[look].value.office, pieces[look].end, look + 1
            if _is(pieces, after, Tag.PREP, "of") and _is(pieces, after + 1, Tag.PARTY):
                end, after = pieces[after + 1].end, after + 2
            if _is(pieces, after, Tag.PUNCT, ","):
                after += 1
    actor = replace(person.value, office=office, former=former, form="person", party=party)
    joined.append(Piece(Tag.PERSON, start, end, person.word, actor))
    return after


def _join_body(pieces: list[Piece], index: int, joined: list[Piece]) -> int:
    """'The German government', 'officials of Norway': the party acts."""
    body = pieces[index]
    position = len(joined) - 1
    while position >= 0 and (joined[position].tag is Tag.POSS or (joined[position].tag is Tag.WORD and len(joined) - position < 4)):
        position -= 1
    if position >= 0 and joined[position].tag is Tag.PARTY and joined[position].value.form != "demonym":
        party = joined[position]
        del joined[position:]
        joined.append(Piece(Tag.PARTY, party.start, body.end, body.word, replace(party.value, form="government")))
        return index + 1
    if _is(pieces, index + 1, Tag.PREP, "of"):
        after = index + 3 if _is(pieces, index + 2, Tag.DET) else index + 2
        if _is(pieces, after, Tag.PARTY):
            party = pieces[after]
            joined.append(Piece(Tag.PARTY, body.start, party.end, body.word, replace(party.value, form="government")))
            return after + 1
    while len(joined) > 1 and joined[-1].tag in (Tag.WORD, Tag.NEW) and joined[-2].tag in (Tag.WORD, Tag.NEW, Tag.DET, Tag.POSS) and body.word in _STATE_BODIES:
        joined.pop()  # 'the new Labour government'
    owner = joined[-1] if joined else None
    if owner is not None and owner.tag is Tag.POSS and owner.word in ("my", "our"):
        joined[-1] = Piece(Tag.PRON, owner.start, body.end, "we", "we")
    elif owner is not None and owner.word in ("the", "his", "her") and body.word in _STATE_BODIES:
        joined[-1] = Piece(Tag.PRON, owner.start, body.end, "country", "country")
    else:
        joined.append(Piece(Tag.WORD, body.start, body.end, body.word))
    return index + 1


def _is(pieces: list[Piece], index: int, tag: Tag, word: str | None = None) -> bool:
    if index >= len(pieces) or pieces[index].tag is not tag:
        return False
    return word is None or pieces[index].word == word or pieces[index].value == word
