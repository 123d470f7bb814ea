from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from graph.errors import LexiconError
from queries.header import read_question

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
