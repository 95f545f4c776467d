"""Files, folders and standard input, one document after another."""

from __future__ import annotations

import io
import itertools
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from pledgebook.reading.sources import Fault, Loaded, Skipped, collect

GIFT = "Norway will give Ukraine NOK 700 million for drones."


def put(folder: Path, **files: str) -> None:
    """Files with these texts; '__' in a name stands for a folder, '_' for the dot."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def names(found: list[Loaded | Fault | Skipped]) -> list[str]:
    """The names of the documents among what was found."""
    return [each.document.name for each in found if isinstance(each, Loaded)]


def test_a_folder_gives_its_documents_by_name_and_those_below(tmp_path: Path) -> None:
    put(tmp_path, b_txt="B.", a_md="A.", below__c_txt="C.", _hidden_txt="D.")
    found = list(collect([str(tmp_path)]))
    assert names(found) == ["a.md", "b.txt", "c.txt"]


def test_other_files_of_a_folder_are_passed_over_and_named(tmp_path: Path) -> None:
    put(tmp_path, a_txt="A.", b_jpg="B", c_xlsx="C", d_doc="D", e_zip="E")
    (skipped,) = [each for each in collect([str(tmp_path)]) if isinstance(each, Skipped)]
    assert "passed over b.jpg, c.xlsx, d.doc and 1 more in" in skipped.line


def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
    put(tmp_path, clipping_text=GIFT)
    assert names(list(collect([str(tmp_path / "clipping.text")]))) == ["clipping.text"]


def test_of_two_files_with_the_same_content_the_second_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, a_txt=GIFT, b_txt=GIFT)
    loaded, fault = collect([str(tmp_path)])
    assert isinstance(loaded, Loaded)
    assert isinstance(fault, Fault)
    assert fault.line.startswith(
        f"left out {tmp_path / 'b.txt'}: has the same content as {tmp_path / 'a.txt'}"
    )


def test_two_documents_never_bear_one_name(tmp_path: Path) -> None:
    put(tmp_path, x__a_txt="A.", y__a_txt="B.")
    assert names(list(collect([str(tmp_path)]))) == ["a.txt", str(tmp_path / "y" / "a.txt")]


def test_a_folder_without_documents_and_a_missing_file_are_faults(tmp_path: Path) -> None:
    first, second = collect([str(tmp_path), str(tmp_path / "none.txt")])
    assert isinstance(first, Fault)
    assert isinstance(second, Fault)
    assert "folder without documents" in first.line
    assert "does not exist" in second.line


def test_what_is_no_file_is_a_fault() -> None:
    (fault,) = collect([os.devnull])
    assert isinstance(fault, Fault)
    assert "no ordinary file" in fault.line


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_and_a_file_without_permission_are_faults(tmp_path: Path) -> None:
    put(tmp_path, a_txt="A.", below__b_txt="B.")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "below").chmod(0)
    faults = [each.line for each in collect([str(tmp_path)]) if isinstance(each, Fault)]
    (tmp_path / "below").chmod(0o700)
    assert "may not be read" in faults[0]
    assert "cannot be opened" in faults[1]


def test_standard_input_is_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(GIFT.encode())))
    (loaded,) = collect(["-"])
    assert isinstance(loaded, Loaded)
    assert (loaded.document.name, loaded.document.text) == ("standard input", GIFT)


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    put(tmp_path, a_txt="A.", b_txt="B.")
    found = collect([str(tmp_path)])
    next(found)
    (tmp_path / "b.txt").write_text("C.", encoding="utf-8")
    (last,) = itertools.islice(found, 1)
    assert isinstance(last, Loaded)
    assert last.document.text == "C."
