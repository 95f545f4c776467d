"""What one writer knows is used by the next only while it is what the books say."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import connections
from tests.ledger.samples import parties, pledge, stage

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal import memory
from pledgebook.ledger.journal.append import append, writing
from pledgebook.ledger.journal.verify import verify
from pledgebook.vocabulary.errors import Refused
from pledgebook.vocabulary.stages import Stage

pytestmark = pytest.mark.usefixtures("books")


def elsewhere(write: Callable[[], object]) -> None:
    """Do something in another thread, by another connection."""

    def run() -> None:
        write()
        connections.close_all()

    other = threading.Thread(target=run)
    other.start()
    other.join(30)


def test_the_next_writer_goes_on_with_what_the_last_one_knew(secretariat: Actor) -> None:
    append([*parties(), pledge()], secretariat)
    with writing(secretariat) as pen:
        first = pen.state
        pen.write([stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "60")])
    with writing(secretariat) as pen:
        assert pen.state is first
    with pytest.raises(Refused, match="40"):
        append([stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "60")], secretariat)


def test_what_somebody_else_wrote_meanwhile_is_seen(secretariat: Actor) -> None:
    append([*parties(), pledge()], secretariat)
    move = stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "60")
    elsewhere(lambda: append([move], secretariat))
    with pytest.raises(Refused, match="40"):
        append([move], secretariat)


def test_what_was_not_kept_is_forgotten(secretariat: Actor) -> None:
    append([*parties(), pledge()], secretariat)
    move = stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "60")
    with suppress(RuntimeError), writing(secretariat) as pen:
        pen.write([move])
        raise RuntimeError
    append([move], secretariat)
    assert verify().entries == 7


def test_it_is_forgotten_after_a_while(secretariat: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_KEPT_FOR", -1.0)
    append(parties(), secretariat)
    with writing(secretariat) as pen:
        first = pen.state
    with writing(secretariat) as pen:
        assert pen.state is not first


def test_it_is_forgotten_when_it_is_large(secretariat: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_SIZE", 3_000)
    append(parties("DE"), secretariat)
    with writing(secretariat) as pen:
        first = pen.state
    append(parties("NO", "UA", "GB"), secretariat)
    with writing(secretariat) as pen:
        assert pen.state is not first
