from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from graph.errors import LexiconError
from queries.header import read_analysis, read_question

REFUSED_ANALYSES = yaml.safe_load((Path(__file__).parent / "cases" / "refused_analyses.yml").read_text(encoding="utf-8"))
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "refused_headers.yml").read_text(encoding="utf-8"))

GOOD = """\
// zh: 某市有什么？
// en: What does a city have?
// param city city default null example "440100": code: or name
// param terms strings default ["a","b"] example ["a"]: words
// param limit integer(1..50) default 10 example 5: at most
// column id string: id: of the node
// column name string: its name
// key id
MATCH (n:City {name: 'LIMIT 5'}) // $unknown
WHERE n.code = $city AND any(t IN $terms WHERE n.name CONTAINS t)
RETURN DISTINCT n.id AS id, coalesce(n.name, 'a, b') AS `name`
ORDER BY name DESC, id
LIMIT $limit
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "question.cypher"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_question_is_read(tmp_path: Path) -> None:
    question = read_question(write(tmp_path, GOOD))
    city, terms, limit = question.parameters
    assert (question.name, question.question.en, question.key) == ("question", "What does a city have?", ("id",))
    assert (city.is_required, city.default, city.example, city.holds) == (False, None, "440100", "code: or name")
    assert (terms.kind, terms.default) == ("strings", ("a", "b"))
    assert (limit.least, limit.most, limit.default) == (1, 50, 10)
    assert [column.name for column in question.columns] == ["id", "name"]
    assert question.example() == {"city": "440100", "terms": ("a",), "limit": 5}
    assert question.cypher.startswith("MATCH")
    assert question.cypher.endswith("LIMIT $limit")


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_broken_file_is_refused(case: dict, tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=re.escape(f"question.cypher, line {case['line']}: ")) as caught:
        read_question(write(tmp_path, case["file"]))
    assert case["says"] in caught.value.message
    assert "\n" not in caught.value.message


def test_an_analysis_is_read(tmp_path: Path) -> None:
    path = tmp_path / "analysis.analysis"
    path.write_text(GOOD.partition("MATCH")[0] + "// from cities\n", encoding="utf-8")
    analysis, question = read_analysis(path), read_question(write(tmp_path, GOOD))
    assert (analysis.name, analysis.computed_from) == ("analysis", "cities")
    same = ("question", "parameters", "columns", "key")
    assert [getattr(analysis, name) for name in same] == [getattr(question, name) for name in same]


@pytest.mark.parametrize("case", REFUSED_ANALYSES, ids=[case["why"] for case in REFUSED_ANALYSES])
def test_a_broken_analysis_is_refused(case: dict, tmp_path: Path) -> None:
    path = tmp_path / "analysis.analysis"
    path.write_text(case["file"], encoding="utf-8")
    with pytest.raises(LexiconError, match=re.escape(f"analysis.analysis, line {case['line']}: ")) as caught:
        read_analysis(path)
    assert case["says"] in caught.value.message
