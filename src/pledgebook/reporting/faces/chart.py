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
_FONT = "system-ui, sans-serif"
_FONT_SIZE = 12
_LETTER = 7.0
"""The width to reserve for a letter, in pixels: a little more than the mean of common fonts at this size."""
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
    rects = [row for row in rows if row["attributed"]]
    gaps = [row for row in rows if not row["attributed"]]
    layers = [
        _rects(rects, {"stroke": None}, fill={"field": "colour", "type": "nominal", "scale": None}),
        _rects(gaps, {"fillOpacity": 0, "strokeDash": [4, 3], "stroke": ink}, fill=None),
        _labels([row for row in rects if row["inside"]], "name", "#ffffff", bold=False),
        _labels([row for row in rects if row["inside"]], "amount", "#ffffff", bold=True),
        _labels([row for row in rows if row["beside"] or _plain_inside(row)], "name", ink, bold=False),
        _labels([row for row in rows if row["beside"] or _plain_inside(row)], "amount", ink, bold=True),
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": (_ROW + _GAP) * (1 + max(share.depth for share in shares)),
        "padding": 1,
        "background": None,
        "config": {"view": {"stroke": None}, "font": _FONT, "aria": False},
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def _plain_inside(row: _Row) -> bool:
    return bool(row["inside"] and not row["attributed"])


def _rows(shares: tuple[Share, ...], width: int) -> Iterable[_Row]:
    scale = width / max(share.end for share in shares)
    last = {share.depth: share for share in shares}
    colour = _WHOLE_COLOUR
    branch = 0
    for share in shares:
        if share.depth == 1 and share.attributed:
            colour = _COLOURS[branch % len(_COLOURS)]
            branch += 1
        left, right = share.start * scale, share.end * scale
        name, amount = printable(share.name), printable(share.amount)
        room = max(len(name), len(amount)) * _LETTER + 10
        inside = right - left >= room
        yield {
            "left": left,
            "right": max(right - 1, left + 2),
            "top": share.depth * (_ROW + _GAP),
            "bottom": share.depth * (_ROW + _GAP) + _ROW,
            "text": (left if inside else right) + 6,
            "name": name,
            "amount": amount,
            "colour": colour if share.depth else _WHOLE_COLOUR,
            "attributed": share.attributed,
            "inside": inside,
            # beside the bar, where nothing else follows in its row and the picture still has room
            "beside": not inside and last[share.depth] is share and right + room <= width,
        }


def _rects(rows: list[_Row], mark: _Row, fill: _Row | None) -> _Row:
    encoding: _Row = {axis: _place(field) for axis, field in _EDGES}
    if fill is not None:
        encoding["fill"] = fill
    return {"data": {"values": rows}, "mark": {"type": "rect", **mark}, "encoding": encoding}


def _labels(rows: list[_Row], field: str, ink: str, *, bold: bool) -> _Row:
    offset = 30 if bold else 14
    placed = [{**row, "line": row["top"] + offset} for row in rows]
    mark = {
        "type": "text",
        "align": "left",
        "baseline": "middle",
        "fontSize": _FONT_SIZE,
        "fontWeight": 700 if bold else 400,
        "color": ink,
    }
    encoding = {"x": _place("text"), "y": _place("line"), "text": {"field": field, "type": "nominal"}}
    return {"data": {"values": placed}, "mark": mark, "encoding": encoding}


_EDGES = (("x", "left"), ("x2", "right"), ("y", "top"), ("y2", "bottom"))


def _place(field: str) -> _Row:
    """A place in pixels."""
    if field in ("right", "bottom"):
        return {"field": field}
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}
