"""Reading a file: its bytes, its text, and what tells its city and period."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from graph.errors import BadParameter, SourceError
from graph.records import Period
from loaders.lines import read_lines
from loaders.manifest import read_corpus, read_manifest
from loaders.read import read_bare, read_plan
from loaders.titles import find_period, find_place, find_place_by_code, find_title, place_names
from tests.loaders.documents import PLAN_IDS, PLANS, read_cases

if TYPE_CHECKING:
    from pathlib import Path

    from graph.records import Manifest


@pytest.mark.parametrize("case", read_cases("titles.yml"), ids=lambda case: case["text"][:16])
def test_what_the_first_words_tell(case: dict) -> None:
    title = find_title(read_lines(case["text"]))
    place = find_place(title or "", case["text"])
    period = find_period(title or "", case["text"])
    assert title == case["title"]
    assert (place and place.code) == case["city"]
    assert (period and [period.start_year, period.end_year]) == case["period"]


def test_the_places_are_those_of_the_standard() -> None:
    codes = place_names()
    assert len([code for code in codes if code.endswith("0000")]) == 34
    assert len([code for code in codes if not code.endswith("0000")]) == 333
    assert all(len(code) == 6 and code.isdecimal() and code.endswith("00") for code in codes)
    assert all(code[:2] + "0000" in codes for code in codes)
    known = {"110000": "北京市", "440300": "深圳市", "441900": "东莞市", "460400": "儋州市", "540600": "那曲市", "650500": "哈密市"}
    assert {code: codes[code][0] for code in known} == known


@pytest.mark.parametrize("manifest", read_corpus(PLANS), ids=lambda manifest: manifest.id)
def test_a_plan_is_read_as_its_manifest_says(manifest: Manifest) -> None:
    document = read_plan(manifest, PLANS)
    assert document.text.encode() == (PLANS / manifest.file).read_bytes()
    assert (document.plan_id, document.city, document.period) == (manifest.id, manifest.city_code, manifest.period)
    assert document.sha256 == document.text_sha256 == manifest.sha256


def test_one_flipped_byte_is_named(tmp_path: Path) -> None:
    manifest = read_manifest(PLANS / f"{PLAN_IDS[0]}.yml")
    content = bytearray((PLANS / manifest.file).read_bytes())
    content[-1] ^= 1
    (tmp_path / manifest.file).write_bytes(content)
    with pytest.raises(SourceError, match=rf"{manifest.file}: field sha256: .*{manifest.sha256}") as caught:
        read_plan(manifest, tmp_path)
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "holds no text"), ("\ufeff \r\n\u3000".encode(), "holds no text"), ("规划".encode("gb18030"), "not UTF-8 text at byte 0"),
     ("规划。".encode() + b"\xff", "not UTF-8 text at byte 9"), (b"PK\x03\x04\x80\x00", "not UTF-8 text at byte 4")],
)  # fmt: skip
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=message):
        read_bare(path, city="440100", period="2021-2025", corpus=())
    named = read_manifest(PLANS / f"{PLAN_IDS[0]}.yml").model_copy(update={"file": "plan.txt", "sha256": sha256(content).hexdigest()})
    with pytest.raises(SourceError, match=message):
        read_plan(named, tmp_path)


def test_a_missing_file_or_a_folder_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(SourceError, match=f"{path}: cannot be read"):
            read_bare(path, city=None, period=None, corpus=())


def test_line_breaks_and_byte_order_mark_stay_in_the_text(tmp_path: Path) -> None:
    text = "\ufeff佛山市就业“十四五”规划\r\n正文。\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    document = read_bare(tmp_path / "a.txt", city=None, period=None, corpus=())
    assert document.text == text
    assert (document.plan_id, document.city_name, document.name) == ("440600-a", "佛山市", "佛山市就业“十四五”规划")


def test_options_come_first_then_the_manifest_then_the_text(tmp_path: Path) -> None:
    corpus = read_corpus(PLANS)
    path = PLANS / corpus[0].file
    by_text = read_bare(path, city=None, period=None, corpus=())
    by_manifest = read_bare(path, city=None, period=None, corpus=corpus)
    by_option = read_bare(path, city="440600", period="2016-2020", corpus=corpus)
    assert (by_text.plan_id, by_text.city, by_text.manifest) == (corpus[0].id, "440100", None)
    assert (by_manifest.plan_id, by_manifest.manifest, by_manifest.name) == (corpus[0].id, corpus[0], corpus[0].name)
    assert (by_option.city, by_option.city_name, by_option.period) == ("440600", "佛山市", Period(start_year=2016, end_year=2020))


def test_where_nothing_tells_the_option_to_give_is_named(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("为促进就业，制定本规划。", encoding="utf-8")
    with pytest.raises(SourceError, match="--city CODE"):
        read_bare(path, city=None, period="2021-2025", corpus=())
    with pytest.raises(SourceError, match="--period 2021-2025"):
        read_bare(path, city="440100", period=None, corpus=())


@pytest.mark.parametrize(
    ("city", "period", "message"),
    [("999999", None, "--city 999999"), ("广州", None, "--city 广州"), ("", None, "--city "), (None, "2021", "--period 2021"),
     (None, "2025-2021", "the earlier first"), (None, "", "--period ")],
)  # fmt: skip
def test_a_wrong_option_is_refused(city: str | None, period: str | None, message: str) -> None:
    with pytest.raises(BadParameter, match=message):
        read_bare(PLANS / f"{PLAN_IDS[0]}.txt", city=city, period=period, corpus=())


def test_a_city_that_only_a_manifest_knows_can_be_named(tmp_path: Path) -> None:
    district = read_manifest(PLANS / f"{PLAN_IDS[0]}.yml").model_copy(
        update={"city_code": "440106", "city_name": "天河区", "sha256": "0" * 64}
    )
    assert find_place_by_code("440106") is None
    assert read_bare(PLANS / f"{PLAN_IDS[0]}.txt", city="440106", period=None, corpus=(district,)).city_name == "天河区"
