"""The word lists: all of them load, and a list that contradicts itself is refused with file and word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import LexiconError
from graph.records import Record
from loaders import lexicon_files, lexicons

if TYPE_CHECKING:
    from pathlib import Path


class _Words(Record):
    version: int
    words: tuple[str, ...]


def _read(folder: Path, content: str) -> _Words:
    path = folder / "words.yml"
    path.write_text(content, encoding="utf-8")
    return lexicon_files.read_lexicon(path, _Words)


def test_a_good_file_becomes_a_frozen_record(tmp_path: Path) -> None:
    assert _read(tmp_path, "version: 1\nwords: [甲, 乙]\n").words == ("甲", "乙")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("version: 1\nversion: 2\nwords: []\n", "'version' appears twice"),
        ("version: 1\nwords: [甲\n", "cannot be read"),
        ("version: 1\n", "words: Field required"),
        ("version: 1\nwords: []\nmore: 1\n", "more: Extra inputs are not permitted"),
        ("[]\n", "the file"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_in_one_line(tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(LexiconError) as caught:
        _read(tmp_path, content)
    assert says in caught.value.message
    assert "words.yml" in caught.value.message
    assert "\n" not in caught.value.message


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.yml"):
        lexicon_files.read_lexicon(tmp_path / "none.yml", _Words)


def test_a_word_listed_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="alias '粤菜师傅' is listed 2 times"):
        lexicons.require_unique(tmp_path / "words.yml", ["粤菜师傅", "广东技工", "粤菜师傅"], "alias")


@pytest.mark.parametrize("name", ["programme_kinds", "verbs", "initiatives", "agencies", "codebook", "groups"])
def test_every_lexicon_loads_once(name: str) -> None:
    load = getattr(lexicons, name)
    assert load() is load()


def test_the_shared_initiatives_are_described_and_tied() -> None:
    by_id = {one.id: one for one in lexicons.initiatives().initiatives}
    assert {one.part_of for one in by_id.values()} >= {None, "three-projects"}
    assert [one.id for one in by_id.values() if not one.description] == []
    members = {one.id for one in by_id.values() if one.part_of == "three-projects"}
    assert members == {"cantonese-chef", "guangdong-technician", "nanyue-homecare"}


def test_every_instrument_has_a_rule_and_its_family_by_its_letter() -> None:
    book = lexicons.codebook()
    family = {"S": "supply", "E": "environment", "D": "demand"}
    assert {rule.code for rule in book.rules} == {one.code for one in book.instruments}
    assert [one.code for one in book.instruments if one.family != family[one.code[0]]] == []


def test_no_word_of_a_rule_is_neutral() -> None:
    book = lexicons.codebook()
    assert {word for rule in book.rules for word in rule.words} & set(book.neutral) == set()
