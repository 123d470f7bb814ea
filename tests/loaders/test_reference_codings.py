"""Coded sentences beside a manifest: read as they are, refused where they are not of the plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceError
from loaders.manifest import read_corpus
from loaders.read import read_plan
from loaders.reference_codings import codings_file, read_reference_codings
from tests.loaders.documents import PLANS, document_of

GOLD = Path(__file__).parents[1] / "gold"
TEXT = "开展培训。建设基地。"
LINE = {"start": 5, "text": "建设基地。", "coder1": "S3", "coder2": "NONE", "sample": "held_out"}


def _write(corpus: Path, *lines: str) -> None:
    codings_file("440000-plan", corpus).write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_plan_without_coded_sentences_has_none(tmp_path: Path) -> None:
    assert read_reference_codings(document_of(TEXT), tmp_path) == ()


def test_a_line_is_a_span_with_two_codes(tmp_path: Path) -> None:
    _write(tmp_path, json.dumps(LINE), "", json.dumps({"start": 0, "text": "开展培训。", "coder1": "S1", "coder2": "S1"}))
    first, second = read_reference_codings(document_of(TEXT), tmp_path)
    assert (first.char_start, first.char_end, first.reader_1, first.sample) == (0, 5, "S1", "open")
    assert (second.text, second.reader_1, second.reader_2, second.sample) == ("建设基地。", "S3", "NONE", "held_out")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": 4}, "does not stand at character 4"),
        ({"text": ""}, "does not stand"),
        ({"coder1": "X9"}, "codes of the codebook"),
        ({"sample": "secret"}, "no coded sentence"),
        ({"start": "five"}, "no coded sentence"),
    ],
)
def test_a_wrong_line_is_refused_by_file_and_line(change: dict[str, Any], said: str, tmp_path: Path) -> None:
    _write(tmp_path, json.dumps(LINE | change))
    with pytest.raises(SourceError, match=said) as error:
        read_reference_codings(document_of(TEXT), tmp_path)
    assert "440000-plan.codings.jsonl, line 1" in str(error.value)


def test_a_line_that_is_no_json_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, "{")
    with pytest.raises(SourceError, match="line 1: no coded sentence"):
        read_reference_codings(document_of(TEXT), tmp_path)


def test_the_plans_come_with_the_gold_and_with_sentences_kept_back() -> None:
    gold = [json.loads(line) for line in (GOLD / "instruments.jsonl").read_text(encoding="utf-8").splitlines()]
    read = {
        (one.city, one.char_start): one
        for manifest in read_corpus(PLANS)
        for one in read_reference_codings(read_plan(manifest, PLANS), PLANS)
    }
    assert all(
        (read[line["city"], line["start"]].text, read[line["city"], line["start"]].reader_1) == (line["text"], line["coder1"])
        for line in gold
    )
    assert sum(one.sample == "held_out" for one in read.values()) > 100
