"""Pages and PDFs for the tests, as small as can be."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas


def pdf(pages: Sequence[Sequence[str]], *, leading: float = 14, title: str = "") -> bytes:
    """A PDF with these lines on its pages; an empty line leaves a gap."""
    data = io.BytesIO()
    canvas = Canvas(data)
    canvas.setTitle(title)
    for lines in pages:
        text = canvas.beginText(72, 760)
        text.setLeading(leading)
        for line in lines:
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def page(article: str, *, head: str = "", around: str = "") -> bytes:
    """A web page with an article."""
    return (
        f"<!doctype html><html lang='en-GB'><head>{head}</head><body><nav><a href='/'>Home</a></nav>{around}"
        f"<main><article>{article}</article></main><footer>Copyright</footer></body></html>"
    ).encode()
