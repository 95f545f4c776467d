"""A part that points at its whole by the whole's sum, and a share of a package beside its siblings."""

from __future__ import annotations

from datetime import date

from pledgebook.reading import read_document
from pledgebook.reconciling import reconcile
from pledgebook.reconciling.result import Announcement
from pledgebook.vocabulary.documents import Document

PACKAGE = (
    "At Friday's meeting of the Ukraine Defence Contact Group in Brussels, Britain announced a package of "
    "£450 million for Ukraine. Britain pays £350 million of the package. Norway gives the remaining £100 "
    "million. The package includes £160 million for the repair of vehicles."
)


def _tree(text: str) -> dict[str, str | None]:
    document = Document(name="clipping.txt", text=text, published=date(2025, 4, 11))
    made = reconcile([document], read_document(document)).announcements
    sums = {one.id: _sum(one) for one in made}
    return {_sum(one): sums.get(one.parent or "") for one in made}


def _sum(announcement: Announcement) -> str:
    return str(announcement.amount)


def test_all_shares_hang_on_the_package() -> None:
    whole = "GBP 450,000,000"
    assert _tree(PACKAGE) == {
        whole: None,
        "GBP 350,000,000": whole,
        "GBP 100,000,000": whole,
        "GBP 160,000,000": whole,
    }
