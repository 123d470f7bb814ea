"""Manifests: what each field may hold, and the line that says what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from graph.errors import SourceError
from graph.records import Manifest
from loaders.manifest import corpus_files, read_corpus, read_manifest
from tests.loaders.documents import PLAN_IDS, PLANS

if TYPE_CHECKING:
    from pathlib import Path

VALID = (PLANS / f"{PLAN_IDS[0]}.yml").read_text(encoding="utf-8")
NULLABLE = {"document_number", "issuer", "adopted_date", "published_date", "source_url", "licence"}


def write(folder: Path, text: str, name: str = "plan.yml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read_manifest(path)
    assert "\n" not in caught.value.message
    assert path.name in caught.value.message
    return caught.value.message


def changed(field: str, value: object) -> str:
    return yaml.safe_dump({**yaml.safe_load(VALID), field: value}, allow_unicode=True)


def test_the_corpus_is_both_plans_by_id() -> None:
    guangzhou, foshan = read_corpus(PLANS)
    assert (guangzhou.id, guangzhou.document_number, guangzhou.issuer) == (
        PLAN_IDS[0],
        "穗人社发〔2021〕11号",
        "广州市人力资源和社会保障局",
    )
    assert (guangzhou.adopted_date, guangzhou.published_date) == ("2021-08-26", "2021-09-09")
    unknown = (foshan.document_number, foshan.issuer, foshan.adopted_date, foshan.published_date, foshan.source_url)
    assert (foshan.id, set(unknown)) == (PLAN_IDS[1], {None})


@pytest.mark.parametrize("field", Manifest.model_fields)
def test_every_field_must_be_there(tmp_path: Path, field: str) -> None:
    content = yaml.safe_load(VALID)
    del content[field]
    assert f"field {field} is missing" in refusal(write(tmp_path, yaml.safe_dump(content)))


@pytest.mark.parametrize("field", Manifest.model_fields)
def test_null_stands_only_where_a_value_may_be_unknown(tmp_path: Path, field: str) -> None:
    path = write(tmp_path, changed(field, None))
    if field in NULLABLE:
        assert getattr(read_manifest(path), field) is None
    else:
        assert f"field {field}" in refusal(path)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("city_code", 440100, "field city_code: input should be a valid string, not 440100; put it in quotes"),
        ("city_code", "44010", "field city_code: give the six digits"),
        ("id", "a b", "field id: use letters"),
        ("name", " ", "field name: give"),
        ("file", "../plan.txt", "field file: name a file beside"),
        ("adopted_date", "26.8.2021", "field adopted_date: give a date"),
        ("published_date", "2021-02-30", "field published_date: give a date"),
        ("file", "a\0b", "field file: name a file beside"),
        ("city_code", "４４０１００", "field city_code: give the six digits"),
        ("licence", 10**400, "field licence: input should be"),
        ("period", {"start_year": 2025, "end_year": 2021}, "field period: give two years"),
        ("period", {"start_year": 2021}, "field period.end_year is missing"),
        ("period", {"start_year": "2021", "end_year": 2025}, "field period.start_year"),
        ("sha256", "ABC", "field sha256: give the 64 hex digits"),
        ("expected", {"facts": [9, 1]}, "field expected: give"),
        ("expected", {"fact": [1, 9]}, "field expected: give"),
        ("expected", {"facts": [1]}, "field expected.facts.1 is missing"),
        ("licence", ["a"], "field licence"),
        ("licens", "a", "field licens is unknown"),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, field: str, value: object, message: str) -> None:
    assert message in refusal(write(tmp_path, changed(field, value)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: a\nid: [", "not YAML of plain fields: line 2"),
        ("name: a\nid: [\n\n", "line 2"),
        ("name: a\nid: a\nid: b\n", "line 3: the field id stands twice"),
        ("name: a\u2028b\nid: [\n", "line 2"),
        ("name: a\nid: '\x07'\n", "line 2"),
        ("name: a\nid: !!int x\n", "line 2: this value cannot be read"),
        ("id: !!int\n", "this value cannot be read"),
        ("id: !!bool x\n", "this value cannot be read"),
        ("id: " + "9" * 5000, "this value cannot be read"),
        ('id: "\\ud800"', "this value cannot be read"),
        ('id: "\\U00110000"', "a character that does not exist"),
        ("id: &a [*a]\n", "an alias"),
        ("a: &a [b, b]\nc: [*a, *a]\n", "line 2: an alias"),
        ("[" * 3000, "nested too deeply"),
        ("id: " + "[" * 3000, "nested too deeply"),
        ("id: !!binary aGk=\n", "tag:yaml.org,2002:binary"),
        ("id: !!set {a}\n", "tag:yaml.org,2002:set"),
        ("? {a: b}\n: b\n", "the name of a field is a word"),
        ("id: '\x00'", "not YAML"),
        ("", "holds no fields"),
        ("- a", "holds no fields"),
        ("? [a]\n: b\n", "not YAML"),
        ("id: !!python/name:os.system\n", "not YAML"),
        ("1: a\n", "is missing"),
    ],
)
def test_what_is_no_manifest_is_refused(tmp_path: Path, text: str, message: str) -> None:
    assert message in refusal(write(tmp_path, text))


def test_bytes_that_are_not_utf_8_and_missing_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"id: \xff")
    assert "cannot be read" in refusal(tmp_path / "a.yml")
    assert "cannot be read" in refusal(tmp_path / "none.yml")


def test_a_date_needs_no_quotes(tmp_path: Path) -> None:
    path = write(tmp_path, VALID.replace("'2021-08-26'", "2021-08-26"))
    assert read_manifest(path).adopted_date == "2021-08-26"


def test_an_impossible_date_without_quotes_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, VALID.replace("'2021-08-26'", "2021-02-30"))
    assert "field adopted_date: give a date" in refusal(path)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "b", "sha256": "0" * 64, "city_name": "花城"}, r"b\.yml: field city_name: 440100 is 花城 here and 广州市 in a\.yml"),
        ({"id": "b"}, r"b\.yml: field sha256: this is also the text of a\.yml"),
    ],
)
def test_two_manifests_that_contradict_each_other_are_refused(tmp_path: Path, changes: dict[str, str], message: str) -> None:
    write(tmp_path, VALID, "a.yml")
    write(tmp_path, yaml.safe_dump({**yaml.safe_load(VALID), **changes}, allow_unicode=True), "b.yml")
    with pytest.raises(SourceError, match=message):
        read_corpus(tmp_path)


def test_a_folder_that_cannot_be_is_refused(tmp_path: Path) -> None:
    for name in ("x" * 300, "a\0b"):
        with pytest.raises(SourceError, match="name a folder that holds plans"):
            read_corpus(tmp_path / name)


def test_the_files_of_a_corpus_are_its_manifests_and_their_plans(tmp_path: Path) -> None:
    write(tmp_path, VALID, "a.yml")
    write(tmp_path, "no manifest", "b.yml")
    assert [path.name for path in corpus_files(tmp_path)] == ["a.yml", f"{PLAN_IDS[0]}.txt", "b.yml"]


def test_two_plans_with_one_id_are_refused(tmp_path: Path) -> None:
    write(tmp_path, VALID, "a.yml")
    write(tmp_path, VALID, "b.yml")
    with pytest.raises(SourceError, match=r"b\.yml: field id: .* is also the id of a\.yml"):
        read_corpus(tmp_path)


def test_a_folder_without_manifests_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(SourceError, match="holds no manifest"):
            read_corpus(folder)
