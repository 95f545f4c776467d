"""Payloads and citations as the JSON of the journal, and back, for every version there ever was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import PAYLOADS
from pledgebook.ledger.payloads.base import Citation, Payload
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.time import PartialDate

Reader = Callable[[bytes | str], Payload]


def _encode_own(value: object) -> object:
    if isinstance(value, PartialDate):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} has no JSON form")


def _decode_own(kind: type, value: object) -> object:
    if kind is PartialDate and isinstance(value, str):
        return PartialDate(value)
    raise NotImplementedError(f"{kind.__name__} has no JSON form")


# Decimals are strings in the journal: '1.50' and '1.5' are different bytes, and the hash is over bytes.
_encoder = msgspec.json.Encoder(decimal_format="string", enc_hook=_encode_own)
_citations: msgspec.json.Decoder[tuple[Citation, ...]] = msgspec.json.Decoder(tuple[Citation, ...])


def _reader(kind: type[Payload]) -> Reader:
    decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(kind, dec_hook=_decode_own)

    def read(line: bytes | str) -> Payload:
        payload: Payload = decoder.decode(line)
        return payload

    return read


READERS: dict[tuple[EntryKind, int], Reader] = {
    (payload.KIND, payload.VERSION): _reader(payload) for payload in PAYLOADS
}
"""How each version of each payload is read. An old version's reader stays here forever and returns today's
type; tests/ledger/journal/golden has an entry of every version."""


def encode_payload(payload: Payload) -> str:
    """The payload as one line of JSON, its fields in the order of the type, unset ones left out."""
    return _encoder.encode(payload).decode()


def encode_citations(citations: tuple[Citation, ...]) -> str:
    """The citations as one line of JSON; an empty list is '[]'."""
    return _encoder.encode(citations).decode() if citations else "[]"


def decode_payload(kind: EntryKind, version: int, line: bytes | str) -> Payload:
    """The payload that a line of the journal holds. Raises BadValue for an unknown version or a bad line."""
    reader = READERS.get((kind, version))
    if reader is None:
        raise BadValue(
            f"a {kind} of version {version} cannot be read by this Pledgebook; a newer one wrote it: update"
        )
    try:
        return reader(line)
    except msgspec.DecodeError as error:  # a ValidationError is one
        raise BadValue(f"this is no {kind} of version {version}: {error}") from error


def decode_citations(line: bytes | str) -> tuple[Citation, ...]:
    """The citations that a line of the journal holds. Raises BadValue for a bad line."""
    try:
        return _citations.decode(line)
    except msgspec.DecodeError as error:
        raise BadValue(f"these are no citations: {error}") from error
