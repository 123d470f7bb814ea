"""A made graph of the project's own labels for the writers: 10,000 nodes and 30,000 relationships."""

from __future__ import annotations

from typing import Any, TypedDict

TARGETS = 5_000
PASSAGES = 3_000
PROGRAMMES = 1_500
INDICATORS = 490
PLANS = 10


class Nodes(TypedDict):
    """Nodes of one label; each row has an `id` that no other node has, and a `name`."""

    label: str
    rows: list[dict[str, Any]]


class Relationships(TypedDict):
    """Relationships of one name between two labels; each row has `source_id`, `target_id` and `properties`."""

    name: str
    source: str
    target: str
    rows: list[dict[str, Any]]


class Made(TypedDict):
    """The graph as it goes to every writer."""

    nodes: list[Nodes]
    relationships: list[Relationships]


def make_graph() -> Made:
    """The same graph on every call."""
    return {"nodes": _nodes(), "relationships": _relationships()}


def row_count(made: Made) -> int:
    """How many nodes and relationships there are."""
    return sum(len(each["rows"]) for each in (*made["nodes"], *made["relationships"]))


def _nodes() -> list[Nodes]:
    sentence = "完成“粤菜师傅”培训3.6万人次以上，带动就业创业10万人次。"
    return [
        {"label": "Plan", "rows": [{"id": f"plan-{n}", "name": f"第{n}号规划", "city": str(440100 + n)} for n in range(PLANS)]},
        {"label": "Indicator", "rows": [{"id": f"indicator-{n}", "name": f"指标{n}", "aliases": [f"别名{n}"]} for n in range(INDICATORS)]},
        {
            "label": "Programme",
            "rows": [
                {"id": f"programme-{n}", "name": f"工程{n}", "city": str(440100 + n % PLANS), "mention_count": n} for n in range(PROGRAMMES)
            ],
        },
        {
            "label": "Passage",
            "rows": [
                {"id": f"passage-{n}", "name": f"段落{n}", "text": f"{sentence}{n}", "char_start": n, "char_end": n + 40}
                for n in range(PASSAGES)
            ],
        },
        {"label": "Target", "rows": [_target(number, sentence) for number in range(TARGETS)]},
    ]


def _target(number: int, sentence: str) -> dict[str, Any]:
    return {
        "id": f"target-{number}",
        "name": f"培训 {number}万人次",
        "city": str(440100 + number % PLANS),
        "amount_low": number * 10000.0,
        "end_year": 2025,
        "in_table": number % 2 == 0,
        "scope": ["全市"],
        "quote": sentence,
    }


def _relationships() -> list[Relationships]:
    targets, quote = range(TARGETS), "培训3.6万人次以上"
    verdict = {"verdict": "undetermined", "reasons": ["bound:overlap"], "permitted": ["table"], "rule_version": "2"}
    return [
        _between("STATES", "Plan", "Target", [(n % PLANS, n) for n in targets]),
        _between("HAS_TARGET", "Programme", "Target", [(n % PROGRAMMES, n) for n in targets]),
        _between("MEASURES", "Target", "Indicator", [(n, n % INDICATORS) for n in targets]),
        _between(
            "EVIDENCED_BY", "Target", "Passage", [(n, n % PASSAGES) for n in targets], {"char_start": 3, "char_end": 9, "quote": quote}
        ),
        _between("COMPARED_WITH", "Target", "Target", [(n, (n + step) % TARGETS) for n in targets for step in (1, 2)], verdict),
    ]


def _between(name: str, source: str, target: str, pairs: list[tuple[int, int]], properties: dict[str, Any] | None = None) -> Relationships:
    ends = [(f"{source.lower()}-{a}", f"{target.lower()}-{b}") for a, b in pairs]
    rows = [{"source_id": a, "target_id": b, "properties": properties or {}} for a, b in ends]
    return {"name": name, "source": source, "target": target, "rows": rows}
