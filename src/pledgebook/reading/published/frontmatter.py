"""The metadata that some texts carry at their top, between two lines of '---'."""

from __future__ import annotations

import re

from pledgebook.reading.layout.blocks import front_matter_end

_KEY = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_NAMED_ESCAPES = {"_": "\N{NO-BREAK SPACE}", "n": "\n", "t": "\t", "N": "\x85"}


def front_matter(text: str) -> dict[str, str]:
    """The plain values of the front matter of `text`, by their keys in lower case; empty where it has none.

    Lists and nested values are left out: nothing that Pledgebook asks for is one.
    """
    found = front_matter_end(text)
    if found is None or not text.startswith("---", found[0]):
        return {}
    values: dict[str, str] = {}
    key = ""
    for line in text[slice(*found)].splitlines()[1:-1]:
        match = _KEY.match(line)
        if match:
            key = match.group(1).casefold()
            values[key] = match.group(2).strip()
        elif key and line.startswith(" "):
            values[key] = _continued(values[key], line.strip())
    return {key: plain for key, value in values.items() if (plain := _plain(value))}


def _continued(value: str, line: str) -> str:
    """A value that goes on in the next line, after a space unless a backslash takes the line break away."""
    return value[:-1] + line if value.endswith("\\") else f"{value} {line}"


def _plain(value: str) -> str:
    """The words of a scalar, without its quotation marks and escapes."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = _ESCAPE.sub(_unescape, value[1:-1])
    elif len(value) > 1 and value[0] == value[-1] == "'":
        value = value[1:-1].replace("''", "'")
    return " ".join(value.split())


def _unescape(match: re.Match[str]) -> str:
    code = match.group(1) or match.group(2)
    if code:
        return chr(int(code, 16))
    return _NAMED_ESCAPES.get(match.group(3), match.group(3))
