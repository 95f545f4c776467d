"""What a total is made of, as a picture: wholes above, the parts that lie in them below, drawn to scale."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import vl_convert

from pledgebook.reporting.outline.blocks import Share
from pledgebook.reporting.plain import printable

WIDE, NARROW = 720, 330
"""Widths in pixels of the picture beside text and on a phone."""

_ROW, _GAP = 46, 4
_FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
_FONT_SIZES = {WIDE: 12, NARROW: 11}
_LETTER = 0.52
"""The mean width of a letter in parts of the font's size, for common fonts without serifs."""
_MARGIN = 6
_WHOLE_COLOUR = "#3d5573"
# Dark enough for white letters (contrast 4.5 and more), told apart by people who see colours differently.
_COLOURS = ("#1f6f8b", "#a34f15", "#5d6d1e", "#7b4b94", "#8a4b5a", "#3f6b4f")

_Row = dict[str, Any]


def svg(shares: tuple[Share, ...], width: int) -> str:
    """The picture as SVG that takes the colour of the text around it."""
    return str(vl_convert.vegalite_to_svg(_spec(shares, width, ink="currentColor")))


def png(shares: tuple[Share, ...]) -> bytes:
    """The picture for a page of paper."""
    return bytes(vl_convert.vegalite_to_png(_spec(shares, WIDE, ink="#222222"), scale=2))


def _spec(shares: tuple[Share, ...], width: int, ink: str) -> _Row:
    rows = list(_rows(shares, width))
    bars = [row for row in rows if row["attributed"]]
    gaps = [row for row in rows if not row["attributed"]]
    light = [row for row in bars if row["align"] == "inside"]
    dark = [row for row in rows if row["align"] and row not in light]
    layers = [
        _rects(bars, {"stroke": None}, fill={"field": "colour", "type": "nominal", "scale": None}),
        _rects(gaps, {"fillOpacity": 0, "strokeDash": [4, 3], "stroke": ink}, fill=None),
    ]
    for labels, colour in ((light, "#ffffff"), (dark, ink)):
        for side in ("left", "right"):
            chosen = [row for row in labels if (row["align"] == "before") == (side == "right")]
            layers += [_labels(chosen, field, colour, side, _FONT_SIZES[width]) for field in _LINES]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": (_ROW + _GAP) * (1 + max(share.depth for share in shares)),
        "padding": 1,
        "background": None,
        "config": {"view": {"stroke": None}, "font": _FONT, "aria": False},
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def _rows(shares: tuple[Share, ...], width: int) -> Iterable[_Row]:
    scale = width / max(share.end for share in shares)
    first = {share.depth: share for share in reversed(shares)}
    last = {share.depth: share for share in shares}
    colour, branch = _WHOLE_COLOUR, 0
    for share in shares:
        if share.depth == 1 and share.attributed:
            colour = _COLOURS[branch % len(_COLOURS)]
            branch += 1
        left, right = share.start * scale, share.end * scale
        free_before = left if first[share.depth] is share else 0
        free_after = width - right if last[share.depth] is share else 0
        name, align = _label(share, right - left, free_before, free_after, _FONT_SIZES[width] * _LETTER)
        yield {
            "left": left,
            "right": max(right - 1, left + 2),
            "top": share.depth * (_ROW + _GAP),
            "bottom": share.depth * (_ROW + _GAP) + _ROW,
            "text": {"inside": left + _MARGIN, "after": right + _MARGIN}.get(align, left - _MARGIN),
            "name": name,
            "amount": printable(share.amount),
            "colour": colour if share.depth else _WHOLE_COLOUR,
            "attributed": share.attributed,
            "align": align,
        }


def _label(share: Share, inside: float, before: float, after: float, letter: float) -> tuple[str, str]:
    """The longest name for which there is room, and where; no place where there is none: the table has it."""
    for name in (printable(share.name), printable(share.short)):
        needed = max(len(name), len(share.amount)) * letter + 1.5 * _MARGIN
        for room, align in ((inside, "inside"), (after, "after"), (before, "before")):
            if needed <= room:
                return name, align
    return "", ""


def _rects(rows: list[_Row], mark: _Row, fill: _Row | None) -> _Row:
    encoding: _Row = {axis: _place(field) for axis, field in _EDGES}
    if fill is not None:
        encoding["fill"] = fill
    return {"data": {"values": rows}, "mark": {"type": "rect", **mark}, "encoding": encoding}


def _labels(rows: list[_Row], field: str, ink: str, align: str, size: int) -> _Row:
    placed = [{**row, "line": row["top"] + _LINES[field]} for row in rows]
    mark = {
        "type": "text",
        "align": align,
        "baseline": "middle",
        "fontSize": size,
        "fontWeight": 700 if field == "amount" else 400,
        "color": ink,
    }
    encoding = {"x": _place("text"), "y": _place("line"), "text": {"field": field, "type": "nominal"}}
    return {"data": {"values": placed}, "mark": mark, "encoding": encoding}


_EDGES = (("x", "left"), ("x2", "right"), ("y", "top"), ("y2", "bottom"))
_LINES = {"name": 14, "amount": 30}


def _place(field: str) -> _Row:
    """A place in pixels."""
    if field in ("right", "bottom"):
        return {"field": field}
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}
