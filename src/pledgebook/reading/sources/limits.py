"""How much of one document is read. A clipping is far smaller; what is larger is a mistake or an attack."""

from __future__ import annotations

MAX_CHARACTERS = 5_000_000
"""Of text: some fifteen hundred printed pages."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""Of a text file: no encoding takes more than four bytes for a character."""

MAX_HTML_BYTES = 10_000_000
"""Of a page, which carries scripts and styles beside its text."""

MAX_HTML_TAGS = 200_000
"""Of a page: a long article has some hundreds, the longest pages some ten thousands."""

MAX_HTML_DEPTH = 512
"""Of elements within elements: browsers draw no deeper, and the time to extract grows with its square."""

MAX_HTML_ATTRIBUTES = 256
"""Of one element: the time to parse grows with the square of it."""

MAX_PDF_BYTES = 100_000_000
"""Of a PDF, which carries fonts and pictures beside its text."""

MAX_PDF_PAGES = 2_000
"""Of a PDF."""
