"""Quotations that name no speaker: which one before them they go on with."""

from __future__ import annotations

from bisect import bisect_left

from pledgebook.reading.page import Page
from pledgebook.reading.quotes import Quote

_OPENING = " “\"'‘„«"
_MARKS = " .,“”\"'‘’„«»—–"


class Continuing:
    """The order in which the quotations of a page stand, paragraph by paragraph."""

    def __init__(self, page: Page) -> None:
        self.page = page
        starts = [start for start, _ in page.flat.stretches]
        self._paragraphs = [bisect_left(starts, quote.start + 1) - 1 for quote in page.quotes]
        self._last = {paragraph: number for number, paragraph in enumerate(self._paragraphs)}
        self._before = _paragraphs_before(page)

    def before(self, number: int) -> int | None:
        """The quotation, by its number, that the same voice spoke before this one; None where nothing tells.

        That is the one before it in the paragraph; or, for a quotation that fills its paragraph or follows
        one left open, the last of the paragraph before.
        """
        paragraph = self._paragraphs[number]
        if number and self._paragraphs[number - 1] == paragraph:
            return number - 1 if self._begins_sentence(self.page.quotes[number]) else None
        last = self._last.get(self._before[paragraph])
        if last is None or not self._leads(self.page.quotes[number], paragraph):
            return None
        return last if self.page.quotes[last].open or self.fills(number) else None

    def fills(self, number: int) -> bool:
        """Whether a quotation is all that its paragraph says."""
        quote, paragraph = self.page.quotes[number], self._paragraphs[number]
        end = self.page.flat.stretches[paragraph][1]
        return self._leads(quote, paragraph) and not self.page.flat.text[quote.end : end].strip(_MARKS)

    def paragraph_before(self, number: int) -> int:
        """The paragraph that stands before that of a quotation on the page; -1 for none."""
        return self._before[self._paragraphs[number]]

    def _begins_sentence(self, quote: Quote) -> bool:
        before = self.page.flat.text[max(0, quote.start - 6) : quote.start].rstrip(_OPENING)
        return not before or before[-1] in ".!?…:\n"

    def _leads(self, quote: Quote, paragraph: int) -> bool:
        start = self.page.flat.stretches[paragraph][0]
        return not self.page.flat.text[start : quote.start].strip(_MARKS)


def _paragraphs_before(page: Page) -> list[int]:
    """For each paragraph the one before it on the page, where a repetition stands for what it repeats."""
    places = sorted(
        (place.start, number)
        for number, paragraph in enumerate(page.paragraphs)
        for place in (*paragraph.places, *paragraph.echoes)
    )
    starts = [start for start, _ in places]
    before = []
    for paragraph in page.paragraphs:
        position = bisect_left(starts, paragraph.start) - 1
        before.append(places[position][1] if position >= 0 else -1)
    return before
