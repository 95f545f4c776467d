"""The accounts of all pledges that a batch touches, and what entries move on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from pledgebook.ledger.payloads import Pledge, Signature, StageChange
from pledgebook.ledger.rules.accounts import Account, Moved
from pledgebook.ledger.rules.books import Books, Known, Line
from pledgebook.vocabulary.stages import Stage


class Accounts:
    """The accounts by pledge and line, read for many pledges at a time: balances first, and the movements day
    by day only for pledges where a day in the past has to be judged."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._accounts: dict[Line, Account] = {}
        self._read: set[str] = set()
        self._without_trail: set[str] = set()
        self._latest: dict[str, date] = {}

    def __len__(self) -> int:
        return len(self._accounts)

    def of(self, pledge: str, line: str) -> Account:
        """The account of a line, empty where nothing ever moved. Not a copy."""
        if pledge not in self._read:
            self.read([pledge])
        account = self._accounts.get((pledge, line))
        if account is None:
            account = self._accounts[pledge, line] = Account()
        return account

    def latest(self, pledge: str) -> date:
        """The day of the pledge's last movement, or a later one."""
        return self._latest.get(pledge, date.min)

    def move(self, line: Line, moved: Moved) -> None:
        """Take a movement in."""
        pledge = line[0]
        self.of(*line).add(moved)
        if moved.day > self.latest(pledge):
            self._latest[pledge] = moved.day

    def read(self, pledges: Iterable[str]) -> None:
        """Read the balances of those pledges that were not read yet."""
        wanted = set(pledges) - self._read
        self._read |= wanted
        for (pledge, line), moved in self._books.balances(wanted):
            self._without_trail.add(pledge)
            self.move((pledge, line), moved)
            self._accounts[pledge, line].trail = None

    def read_trails(self, pledges: Iterable[str]) -> None:
        """Read the movements of pledges day by day. All that was moved must be in the database."""
        wanted = self._without_trail.intersection(pledges)
        self._without_trail -= wanted
        trails: defaultdict[Line, list[Moved]] = defaultdict(list)
        for line, moved in self._books.movements(wanted):
            trails[line].append(moved)
        for line, trail in trails.items():
            self.of(*line).trail = trail


def origins(pledge: Pledge) -> dict[str, Decimal]:
    """What a pledge brings into being: its sum under '', and each line whose number is known."""
    found = {line.key: line.low for line in pledge.lines if line.low is not None}
    if pledge.amount is not None:
        found[""] = pledge.amount.low
    return found


def reoriginated(before: Known | None, after: Known | None) -> Iterator[tuple[str, Moved]]:
    """The movements, by line, with which one version of a pledge takes the place of another: the old one
    takes back what it brought into being, the new one brings its own."""
    for known, sign in ((before, -1), (after, 1)):
        if known is not None and isinstance(known.payload, Pledge):
            day, stage = known.valid_on or date.min, known.payload.stage
            for line, amount in origins(known.payload).items():
                yield line, Moved(day, None, stage, sign * amount, known.entry)


def changed(day: date, change: StageChange, entry: int = 0) -> Moved:
    """A change of stage as a movement."""
    return Moved(day, change.source, change.target, change.amount or change.quantity or Decimal(0), entry)


def signed(day: date, signature: Signature, entry: int = 0) -> Iterator[tuple[Line, Moved]]:
    """What a signature moves, by line."""
    for move in signature.moves:
        amount = move.amount or move.quantity or Decimal(0)
        yield (move.pledge, move.line), Moved(day, Stage(move.source), Stage(move.target), amount, entry)
