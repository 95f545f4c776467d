"""Claims read from documents scored against labelled ones.

A label is a line of JSON with the fields of a claim. It says where it stands by `evidence` (offsets), or by
`words`: stretches that stand in the document as they are, so that no offset has to be kept up to date.

A claim read finds a label when it has the label's document and kind, stands in the same place and agrees in
the fields that make a claim of its kind right: amounts within half a per cent, items by a word they share.
Several claims may find one label; they count once. A claim that finds no label is wrong only where its kind
is labelled completely (`EXHAUSTIVE`). A label marked `optional` may be found or not: it counts for nothing,
and who finds it is not wrong.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

Fields = dict[str, Any]
"""A claim or a label as JSON gives it."""

EXHAUSTIVE: Final = frozenset({"pledge", "total", "need", "purchase", "attendance"})
TOLERANCE: Final = 0.005

_STOPPED: Final = frozenset({"halted", "paused", "suspended", "cut off", "on pause"})


@dataclass
class Row:
    """The score of one kind of claim, or of all."""

    labels: int = 0
    found: int = 0
    wrong: int = 0
    missed: list[Fields] = field(default_factory=list)
    extra: list[Fields] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the labels that were found."""
        return self.found / self.labels if self.labels else 0.0

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        said = self.found + self.wrong
        return self.found / said if said else 0.0

    @property
    def wrong_share(self) -> float:
        """Share of what was said that is wrong."""
        said = self.found + self.wrong
        return self.wrong / said if said else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Score:
    """The score of a corpus: a row for each kind."""

    kinds: dict[str, Row] = field(default_factory=dict)

    @property
    def all(self) -> Row:
        """The kinds together."""
        total = Row()
        for row in self.kinds.values():
            total.labels += row.labels
            total.found += row.found
            total.wrong += row.wrong
            total.missed += row.missed
            total.extra += row.extra
        return total

    def report(self, kind: str | None = None) -> str:
        """What was missed and what was said wrongly, a line each."""
        row = self.all if kind is None else self.kinds.get(kind, Row())
        lines = [f"missed {json.dumps(label, ensure_ascii=False)}" for label in row.missed]
        return "\n".join(lines + [f"wrong  {json.dumps(claim, ensure_ascii=False)}" for claim in row.extra])


def labels_in(folder: Path, texts: Mapping[str, str]) -> list[Fields]:
    """The labels of a folder, each with its place. `texts` are the documents' texts, by name.

    Raises ValueError for words that do not stand in their document.
    """
    labels: list[Fields] = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                labels.append(_placed(json.loads(line), texts, path))
    return labels


def _placed(label: Fields, texts: Mapping[str, str], path: Path) -> Fields:
    if "evidence" in label:
        return label
    text = texts.get(label["document"], "")
    places = []
    for words in label["words"]:
        start = text.find(words)
        if start < 0:
            raise ValueError(f"{path}: {words!r} does not stand in {label['document']}")
        places.append({"start": start, "end": start + len(words)})
    return {**label, "evidence": places}


def score(labels: Iterable[Fields], claims: Sequence[Fields]) -> Score:
    """Score claims against labels. Claims about documents without a label count for nothing."""
    result = Score()
    by_place: dict[tuple[str, str], list[int]] = {}
    for index, claim in enumerate(claims):
        by_place.setdefault((claim["document"], claim["kind"]), []).append(index)
    right: set[int] = set()
    documents = set()
    for label in labels:
        documents.add(label["document"])
        hits = [i for i in by_place.get((label["document"], label["kind"]), ()) if finds(label, claims[i])]
        right.update(hits)
        if label.get("optional"):
            continue
        row = result.kinds.setdefault(label["kind"], Row())
        row.labels += 1
        row.found += bool(hits)
        if not hits:
            row.missed.append(label)
    for index, claim in enumerate(claims):
        if index not in right and claim["document"] in documents and claim["kind"] in EXHAUSTIVE:
            row = result.kinds.setdefault(claim["kind"], Row())
            row.wrong += 1
            row.extra.append(claim)
    return result


def finds(label: Fields, claim: Fields) -> bool:
    """Whether a claim of the label's document and kind says what the label says, where it says it."""
    return _overlap(label, claim) and all(agrees(label, claim) for agrees in _RIGHT[label["kind"]])


def _overlap(label: Fields, claim: Fields) -> bool:
    return any(
        here["start"] < there["end"] and there["start"] < here["end"]
        for here in label["evidence"]
        for there in claim["evidence"]
    )


# ------------------------------------------------------------------------------- when a field is right

Agrees = Callable[[Fields, Fields], bool]


def _fold(value: object) -> str:
    return " ".join(str(value).casefold().replace("-", " ").split())


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return False
    return abs(one - other) <= TOLERANCE * max(abs(one), abs(other))


def _equal(name: str) -> Agrees:
    """The field is the same, where the label has it."""

    def agrees(label: Fields, claim: Fields) -> bool:
        wanted = label.get(name)
        return wanted is None or _fold(wanted) == _fold(claim.get(name))

    return agrees


def _same_number(name: str) -> Agrees:
    def agrees(label: Fields, claim: Fields) -> bool:
        return label.get(name) is None or _near(label[name], claim.get(name))

    return agrees


def _same_parties(name: str) -> Agrees:
    def agrees(label: Fields, claim: Fields) -> bool:
        return not label.get(name) or sorted(label[name]) == sorted(claim.get(name, ()))

    return agrees


def _same_actor(label: Fields, claim: Fields) -> bool:
    name = "person" if label.get("person") else "party"
    return _fold(label.get(name)) == _fold(claim.get(name))


def _same_state(label: Fields, claim: Fields) -> bool:
    wanted, said = _fold(label.get("state")), _fold(claim.get("state"))
    return wanted == said or (wanted in _STOPPED and said in _STOPPED)


def _amounts(claim: Fields) -> list[Fields]:
    return [claim[name] for name in ("amount", "also") if claim.get(name)]


def _same_amount(label: Fields, claim: Fields) -> bool:
    return any(
        wanted["currency"] == said["currency"]
        and _near(wanted["low"], said["low"])
        and _near(_high(wanted), _high(said))
        for wanted in _amounts(label)
        for said in _amounts(claim)
    )


def _high(amount: Fields) -> float | None:
    high: float | None = amount.get("high", amount["low"])
    return high


def _item_words(claim: Fields) -> list[set[str]]:
    return [set(_fold(item["item"]).rstrip("s").split()) for item in claim.get("items", ())]


def _same_items(label: Fields, claim: Fields) -> bool:
    said = _item_words(claim)
    return all(any(wanted & other for other in said) for wanted in _item_words(label))


def _same_amount_or_items(label: Fields, claim: Fields) -> bool:
    return _same_amount(label, claim) if _amounts(label) else _same_items(label, claim)


_RIGHT: Final[dict[str, tuple[Agrees, ...]]] = {
    "meeting": (_equal("coalition"), _same_parties("parties"), _equal("date")),
    "coalition": (_equal("coalition"), _equal("parties_count")),
    "attendance": (_equal("person"), _equal("mode")),
    "role": (_equal("role"), _same_actor),
    "pledge": (_same_parties("donors"), _same_amount_or_items),
    "total": (_same_parties("parties"), _same_amount),
    "need": (_equal("party"), _same_amount_or_items),
    "purchase": (_equal("party"), _same_items),
    "support_status": (_equal("party"), _equal("channel"), _same_state),
    "indicator": (_same_number("low"), _same_number("high")),
    "statement": (_equal("speaker"),),
}
"""For each kind of claim, the fields that decide whether it is right."""
