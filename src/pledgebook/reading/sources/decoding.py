"""From bytes to text: what the file says about its encoding, then UTF-8, then the likeliest older one."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from pledgebook.reading.sources.sniffing import looks_wide
from pledgebook.vocabulary.errors import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings that the press of the countries concerned used before UTF-8. Guessing among all that exist takes
# '£4.5 billion' for Japanese.
_OLDER = [
    "cp1252", "cp1250", "cp1251", "koi8_r", "koi8_u", "cp1253", "cp1254", "cp1257", "cp866", "gb18030",
    "big5", "euc_jp", "shift_jis", "euc_kr",
]  # fmt: skip
# Up to this share of bytes beyond ASCII a text is in a Western language: quotation marks, a pound sign, é.
_WESTERN_SHARE = 0.1
_SAVE_AS_UTF8 = "open it in an editor and save it as UTF-8"


def decode(name: str, data: bytes, declared: str | None = None) -> str:
    """The text of `data`, without a byte order mark and otherwise as it stands.

    `declared` is the encoding that the document itself names. Raises UnreadableDocument where no encoding
    gives a text, or where the file is UTF-8 that has been damaged.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(name, data[len(mark) :], encoding)
    wide = looks_wide(data)
    if wide:
        return _decode_as(name, data, wide)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_older(name, data, declared, error)


def _decode_as(name: str, data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            name, f"says that it is {encoding.upper()} but breaks it at byte {error.start}", _SAVE_AS_UTF8
        ) from error
    if "\x00" in text:
        raise UnreadableDocument(name, "is binary, not a text", "give a text, Markdown, HTML or PDF file")
    return text


def _decode_older(name: str, data: bytes, declared: str | None, error: UnicodeDecodeError) -> str:
    if declared:
        try:
            return data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass  # the page is wrong about itself; go on as if it had said nothing
    _refuse_broken_utf8(name, data, error)
    western = _western(data)
    if western is not None:
        return western
    guess = from_bytes(data, cp_isolation=_OLDER).best()
    if guess is None:
        raise UnreadableDocument(name, "is in an encoding that nothing here recognises", _SAVE_AS_UTF8)
    text = str(guess)
    if not _is_sane(text):
        raise UnreadableDocument(
            name, f"gives no text in {guess.encoding}, its likeliest encoding", _SAVE_AS_UTF8
        )
    return text


def _refuse_broken_utf8(name: str, data: bytes, error: UnicodeDecodeError) -> None:
    """A file that is UTF-8 but for some bytes is damaged; another encoding would give 'â€™' for '’'."""
    beyond = sum(character > "\x7f" for character in data.decode("utf-8", "ignore"))
    broken = data.decode("utf-8", "replace").count("�")
    if beyond > broken:
        raise UnreadableDocument(
            name, f"is UTF-8 but broken at byte {error.start}", "fetch the file again, or " + _SAVE_AS_UTF8
        ) from error


def _western(data: bytes) -> str | None:
    beyond = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if beyond > _WESTERN_SHARE * len(data):
        return None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _is_sane(text: str) -> bool:
    """Whether most of what is not white space are letters, digits and the marks between them."""
    sample = "".join(text[:20_000].split())
    readable = sum(character.isalnum() or character.isascii() for character in sample)
    return readable >= 0.8 * len(sample) and sum(character.isalpha() for character in sample) >= 0.3 * len(
        sample
    )
