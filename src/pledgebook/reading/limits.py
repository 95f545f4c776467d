"""How much of a broken page a reader looks at."""

from __future__ import annotations

LONGEST_SENTENCE = 500
"""Pieces. What is longer is no sentence but a table or a page without stops: readers whose work grows with
the square of a sentence pass over it, so that reading stays linear in the text."""
