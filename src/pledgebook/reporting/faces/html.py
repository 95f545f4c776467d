"""x."""

from pledgebook.reporting.outline.blocks import Outline


def draw(outline: Outline) -> str:
    """x."""
    return ""
