"""Graphs of the schema drawn at random: every label, relationships wherever they may be, properties missing everywhere."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from graph.contents import ENDS, NODE_PROPERTIES, RELATIONSHIP_PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.declarations import Property
    from graph.store import StoreBuilder

# Few of each, so that nodes meet: the same words in several places, and texts that sort and fold in unusual ways.
_WORDS = (
    "粤菜师傅",
    "（试点）",
    "𠮷家",
    "\ue000",
    "İstanbul",
    "straße ẞ",
    "ΑΣ",
    "a",
    "A",
    "é",
    "e\u0301",
    'it\'s \\ "x"',
    "\u3000",
    "contents",
)
_CITIES = ("440100", "440300", "440600")
_YEARS = (1900, 2020, 2021, 2025, 2026)
_NUMBERS = (0.0, 0.1, 1, 3.5, 36000, 1e15, -2.5)
# Properties that hold one of a few words.
_CHOICES = {"value": ("36", "0.5", "10-20", "10:40:50"), "role": ("lead", "partner"), "verdict": ("comparable", "undetermined")}
# Properties that hold the id of another node.
_REFERS_TO = {"plan_id": "Plan", "indicator": "Indicator", "instrument": "Instrument"}
# Relationships of which a node has one at most: a plan one city, a passage one section, an initiative one larger one.
_ONE_SOURCE = {"ISSUED", "HAS_SECTION", "CONTAINS", "HAS_PASSAGE", "RUNS"}
_ONE_TARGET = {"PART_OF"}
# A body has several roles in one plan; between other pairs there is one relationship at most.
_SEVERAL = {"ACTS_IN", "ACTS_FOR"}
_MISSING = 0.25
_RELATED = 0.4


def write_random_graph(seed: int, builder: StoreBuilder) -> None:
    """Write the graph of a seed, which is the same whenever and wherever it is written."""
    _Drawing(seed).write(builder)


class _Drawing:
    """One graph as it is drawn."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._ids = {label: [f"{label.lower()}-{index}" for index in range(self._chance.randint(1, 5))] for label in NODE_PROPERTIES}
        self._ids["City"] = self._chance.sample(_CITIES, k=2)

    def write(self, builder: StoreBuilder) -> None:
        for label, ids in self._ids.items():
            builder.write_nodes(label, [self._node(label, node_id) for node_id in ids])
        for name, source, target in ENDS:
            builder.write_relationships(name, source, target, self._relationships(name, source, target))

    def _node(self, label: str, node_id: str) -> dict[str, Any]:
        declared = [each for each in NODE_PROPERTIES[label] if each.name not in ("id", "name")]
        node = {**self._properties(declared), "id": node_id, "name": self._chance.choice(_WORDS)}
        # A code is an id under another name, and never missing.
        return {**node, "code": node_id} if "code" in {each.name for each in declared} else node

    def _relationships(self, name: str, source: str, target: str) -> list[dict[str, Any]]:
        declared = RELATIONSHIP_PROPERTIES[name]
        pairs = self._pairs(name, self._ids[source], self._ids[target])
        return [{**self._properties(declared), "source_id": a, "target_id": b} for a, b in pairs]

    def _pairs(self, name: str, sources: list[str], targets: list[str]) -> list[tuple[str, str]]:
        if name in _ONE_SOURCE:
            return [(self._chance.choice(sources), b) for b in targets if self._chance.random() > _MISSING]
        if name in _ONE_TARGET:
            return [(a, self._chance.choice(targets)) for a in sources if self._chance.random() > _MISSING]
        pairs = [(a, b) for a in sources for b in targets if self._chance.random() < _RELATED]
        return pairs * 2 if name in _SEVERAL else pairs

    def _properties(self, declared: Sequence[Property]) -> dict[str, Any]:
        return {each.name: self._value(each) for each in declared if self._chance.random() > _MISSING}

    def _value(self, declared: Property) -> Any:
        if declared.name == "city":
            return self._chance.choice(_CITIES)
        if declared.name in _REFERS_TO:
            return self._chance.choice(self._ids[_REFERS_TO[declared.name]])
        if declared.name.endswith("_year"):
            return self._chance.choice(_YEARS)
        if declared.name in _CHOICES:
            return self._chance.choice(_CHOICES[declared.name])
        return self._draw()[declared.kind]()

    def _draw(self) -> dict[str, Callable[[], Any]]:
        return {
            "string": lambda: self._chance.choice(_WORDS),
            "strings": lambda: self._chance.choices(_WORDS, k=self._chance.randint(0, 3)),
            "integer": lambda: self._chance.randint(0, 3),
            "float": lambda: self._chance.choice(_NUMBERS),
            "boolean": lambda: self._chance.random() < 0.5,
        }
