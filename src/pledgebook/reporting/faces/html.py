"""The brief as one HTML file that needs nothing else: no scripts, no requests, printable."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pledgebook.reporting.faces import chart
from pledgebook.reporting.outline.blocks import Block, Outline, Picture, Source
from pledgebook.reporting.plain import printable


def draw(outline: Outline) -> str:
    """The page. Its policy lets a browser load nothing and run nothing, whatever a source has smuggled in."""
    style = _style()
    sources = {source.number: source for source in outline.sources}

    def quotes(notes: Iterable[int]) -> list[Source]:
        return [sources[note] for note in notes]

    template = _environment().get_template("brief.html.j2")
    page = template.render(
        outline=outline,
        quotes=quotes,
        style=Markup(style),  # noqa: S704 - our own file
        policy=_policy(style),
    )
    return page.lstrip() + "\n"


def _policy(style: str) -> str:
    """Nothing but this very style sheet."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _style() -> str:
    return resources.files("pledgebook.reporting.faces").joinpath("templates/brief.css").read_text("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pledgebook.reporting.faces"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters["kind"] = _kind
    environment.filters["wide"] = _wide
    environment.filters["narrow"] = _narrow
    return environment


def _shown(value: object) -> object:
    """What every expression of the template passes through."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _wide(block: Picture) -> Markup:
    return Markup(chart.svg(block.shares, chart.WIDE))  # noqa: S704 - drawn by us; the drawing escapes its texts


def _narrow(block: Picture) -> Markup:
    return Markup(chart.svg(block.shares, chart.NARROW))  # noqa: S704 - as above
