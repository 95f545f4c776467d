"""Reading measured on the notes of the Kiel Ukraine Support Tracker, release 7.

The sheet 'Bilateral assistance, MAIN DATA' has one row for each item. Beside the value and the quantities
that they coded, the tracker's coders wrote a note ('Explanation') that says where these come from, so the
workbook knows what a reader of the note should have found. No text of it is kept here: the workbook is read
where it lies.

**What is one package.** Rows of one ID that carry one 'Monetary Value as Given by Source'. That splits the
two American packages that gather many tranches (USM1, USM5), and sets one row of JPH3 apart: 432 IDs, 311
coded values. A package whose rows carry several notes becomes several `Package`s; only the first of them
(`leads`) asks for the amount, and each asks for the items of its own rows.

**What there is to find**, counted by plain expressions that share nothing with `pledgebook.reading`:

- `findable`: the coded value stands in the leading note, in digits, with the coded currency: 218 of 311, as
  in the acceptance line;
- `standing_items`: the coded quantity's digits, or its word, stand somewhere in the row's own note: 173 of
  504, as in the acceptance line. It is generous: a quantity of 15 'stands' in 'on April 15', one of 5 in
  'USM5', one of 2 in 'Source of Aid 2', and no reader can be right about those;
- `countable_items`: the coded quantity stands in the note as a number of something, which is what a reader
  can be asked for. Numbers in money, dates, times, calibres, names of models and sources do not count; 'a',
  'an' and 'another' do where a word of the item follows. 149 of 504; 141 of them are among the 173, the other
  32 of which stand there by accident.

What the notes do not say (sums made by the coder, a currency coded otherwise) is asked of nobody.

`measure` asks a reader, a callable from `Package` to `Reading`, three questions: is the coded amount among
those found, is it the one chosen as the pledge's own, and does each quantity come out with its item. `PEERS`
are readers that need no library: a plain expression for money that chooses the first or the largest amount,
with the words that follow a number for its item.
"""

from __future__ import annotations

from bench.kiel.measuring import KielResult, Reading, measure
from bench.kiel.numbers import values_of
from bench.kiel.peers import PEERS, plain_reader
from bench.kiel.quantities import countable_items, findable, standing_items
from bench.kiel.workbook import Package, packages

__all__ = [
    "PEERS",
    "KielResult",
    "Package",
    "Reading",
    "countable_items",
    "findable",
    "measure",
    "packages",
    "plain_reader",
    "standing_items",
    "values_of",
]
