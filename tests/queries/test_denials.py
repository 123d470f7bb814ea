from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from queries import denials
from queries.comparison import Shown
from queries.denials import denies, outside
from queries.phrases import plain

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "denials.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']} {case['term']}")
def test_whether_a_sentence_denies_a_thing(case: dict) -> None:
    assert denies(plain(case["text"]), case["term"]) == case["denies"], case["why"]


def test_no_list_of_words_is_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the words of any one list, a case comes out otherwise."""
    words = denials.load_denial_words()
    idle = []
    for name in type(words).model_fields:
        changed = words.model_copy(update={name: ("\0",)})
        denials._patterns.cache_clear()
        monkeypatch.setattr(denials, "load_denial_words", lambda changed=changed: changed)
        if all(denies(plain(case["text"]), case["term"]) == case["denies"] for case in CASES):
            idle.append(name)
    denials._patterns.cache_clear()
    assert idle == []


def _at(plan_id: str, start: int, end: int) -> Shown:
    return Shown(record="passage", id="p", plan_id=plan_id, quote="x" * (end - start), quote_start=start, quote_end=end)


@pytest.mark.parametrize(
    ("place", "is_outside"), [(("a", 5, 9), False), (("a", 9, 12), False), (("a", 10, 12), True), (("a", 0, 5), True), (("b", 5, 9), True)]
)
def test_what_a_denying_sentence_names_shows_nothing(place: tuple[str, int, int], is_outside: bool) -> None:
    assert bool(outside([_at(*place)], [_at("a", 5, 10)])) == is_outside
