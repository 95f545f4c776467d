"""The scorer: what finds a label, what is wrong, what counts for nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench import corpora
from bench.score import Fields, labels_in, score

PLACE = [{"start": 10, "end": 50}]


def claim(kind: str, **fields: object) -> Fields:
    return {"document": "a.txt", "kind": kind, "evidence": PLACE, **fields}


def euros(low: float, high: float | None = None) -> Fields:
    return {"currency": "EUR", "low": low, "high": low if high is None else high}


def test_a_claim_finds_a_label_within_half_a_per_cent() -> None:
    label = claim("pledge", donors=["DE"], amount=euros(1000))
    near, far = (claim("pledge", donors=["DE"], amount=euros(value)) for value in (1004, 1010))
    assert score([label], [near]).all.f1 == 1
    row = score([label], [far]).all
    assert (row.found, row.wrong, row.missed, row.extra) == (0, 1, [label], [far])


def test_an_amount_may_be_right_in_either_of_its_currencies() -> None:
    pounds = {"currency": "GBP", "low": 850}
    label = claim("pledge", donors=["DE"], amount=euros(1000), also=pounds)
    assert score([label], [claim("pledge", donors=["DE"], amount=pounds)]).all.f1 == 1


def test_another_place_is_another_claim() -> None:
    label = claim("need", party="UA", items=[{"item": "radar"}])
    elsewhere = {**label, "evidence": [{"start": 50, "end": 60}]}
    assert (score([label], [elsewhere]).all.found, score([label], [elsewhere]).all.wrong) == (0, 1)


def test_items_are_right_by_a_word_that_they_share() -> None:
    label = claim("purchase", party="UA", items=[{"item": "anti-tank mine"}])
    assert score([label], [claim("purchase", party="UA", items=[{"item": "land mines"}])]).all.found == 1
    assert score([label], [claim("purchase", party="UA", items=[{"item": "radar"}])]).all.found == 0


def test_only_kinds_that_are_labelled_completely_have_wrong_claims() -> None:
    statement, total = claim("statement", speaker="X"), claim("total", parties=["US"], amount=euros(1))
    label = claim("meeting", coalition="UDCG", date="2025-04-11")
    assert score([label], [statement]).all.wrong == 0
    assert score([label], [total]).all.wrong == 1
    assert score([label], [{**total, "document": "b.txt"}]).all.wrong == 0


def test_an_optional_label_counts_for_nothing() -> None:
    label = claim("pledge", donors=["DE"], amount=euros(1000), optional=True)
    assert score([label], []).all.labels == 0
    said = score([label], [claim("pledge", donors=["DE"], amount=euros(1000))]).all
    assert (said.labels, said.found, said.wrong) == (0, 0, 0)


def test_states_of_support_that_mean_a_stop_are_one() -> None:
    label = claim("support_status", party="US", channel="materiel", state="paused")
    assert score([label], [{**label, "state": "halted"}]).all.found == 1
    assert score([label], [{**label, "state": "resumed"}]).all.found == 0


def test_words_are_placed_in_their_document(tmp_path: Path) -> None:
    line = {"document": "a.txt", "kind": "statement", "speaker": "X", "words": ["two"]}
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    (label,) = labels_in(tmp_path, {"a.txt": "one two three"})
    assert label["evidence"] == [{"start": 4, "end": 7}]
    with pytest.raises(ValueError, match="does not stand in a\\.txt"):
        labels_in(tmp_path, {"a.txt": "one three"})


@pytest.mark.shared
def test_our_scorer_agrees_with_the_one_that_came_with_the_labels(shared: Path, tmp_path: Path) -> None:
    claims = corpora.claims_of(corpora.documents_in(shared / "seeds"))
    lines = tmp_path / "claims.jsonl"
    lines.write_text("".join(json.dumps(claim) + "\n" for claim in claims), encoding="utf-8")
    command = [sys.executable, str(shared / "score_claims.py"), str(shared / "gold"), str(lines), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    ours = corpora.seeds(shared).all
    assert (ours.labels, ours.found, ours.wrong) == (theirs["gold"], theirs["found"], theirs["extra"])
