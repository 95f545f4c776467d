"""Text of strangers made safe to show: no control characters, terminal escapes or hidden direction marks."""

from __future__ import annotations

import re

# C0 without tab and newline, DEL and C1 (terminal escapes live there), bidirectional overrides and isolates,
# zero-width marks that hide text, lone surrogates (no encoding can write them).
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
_BLANKS = re.compile(r"\s+")


def printable(text: str) -> str:
    """The text on one line, with every character that could steer a terminal or a page shown as �."""
    return _BLANKS.sub(" ", _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n")))


def escaped_json(text: str) -> str:
    """JSON in which such characters stand as escapes: the same values, safe to print."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
