"""Claims as JSON and back, without loss: amounts are JSON numbers with every digit, dates are ISO 8601."""

from __future__ import annotations

from typing import Any

import msgspec

from pledgebook.vocabulary.claims import AnyClaim, Claim
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.time import PartialDate


def _encode_own(value: object) -> object:
    if isinstance(value, PartialDate):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} has no JSON form")


def _decode_own(kind: type, value: object) -> object:
    if kind is PartialDate and isinstance(value, str):
        return PartialDate(value)
    raise NotImplementedError(f"{kind.__name__} has no JSON form")


_encoder = msgspec.json.Encoder(decimal_format="number", enc_hook=_encode_own)
_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(AnyClaim, dec_hook=_decode_own)


def to_json(value: msgspec.Struct) -> str:
    """One line of JSON for a value of the vocabulary or of a report."""
    return _encoder.encode(value).decode()


def claim_from_json(line: str | bytes) -> Claim:
    """The claim that a line of JSON describes. Raises BadValue, with the place, when it describes none."""
    try:
        claim: Claim = _decoder.decode(line)
    except (msgspec.DecodeError, BadValue) as error:
        raise BadValue(f"this line is no claim: {error}; docs/reference/claims.md has the fields") from error
    return claim
