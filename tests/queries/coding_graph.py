"""The graph of `cases/coding.yml` in a real store."""

from __future__ import annotations

from pathlib import Path

import yaml

from graph.store import Store, StoreBuilder, build_store, open_store

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "coding.yml").read_text(encoding="utf-8"))
CITY_OF_PLAN = {plan["id"]: plan["city"] for plan in CASES["plans"]}
VERSION = "test-1"


def _pairs(pairs: list[tuple[str, str]]) -> list[dict]:
    return [{"source_id": source, "target_id": target} for source, target in pairs]


def _place(case: dict, end: int) -> dict:
    return {"plan_id": case["plan"], "city": CITY_OF_PLAN[case["plan"]], "char_start": case["start"], "char_end": end, "name": case["id"]}


def _measure(case: dict) -> dict:
    end = case["start"] + len(case["text"])
    same = {name: case[name] for name in ("id", "text", "instrument", "secondary", "theme")}
    said = {
        "unit_number": case["unit"],
        "verbs": ["开展"],
        "objects": ["培训"],
        "place": "第一章/第一节",
        "rule": f"{case['instrument']}-by-hand",
    }
    return same | said | _place(case, end) | {"quote": case["text"], "quote_start": case["start"], "quote_end": end}


def _reference(case: dict) -> dict:
    same = {name: case[name] for name in ("id", "text", "sample", "reader_1", "reader_2")}
    return same | _place(case, case["end"])


def write_coding_graph(write: StoreBuilder, *, with_references: bool = True) -> None:
    """Write the graph, with or without its reference codings."""
    write.write_nodes("City", [case | {"code": case["id"]} for case in CASES["cities"]])
    write.write_nodes("Plan", CASES["plans"])
    write.write_relationships("ISSUED", "City", "Plan", _pairs([(case["city"], case["id"]) for case in CASES["plans"]]))
    made = {"codebook_version": VERSION, "description": "=定义"}
    write.write_nodes("Instrument", [case | {"code": case["id"]} | made for case in CASES["instruments"]])
    write.write_nodes("Measure", map(_measure, CASES["measures"]))
    served = [(case["id"], name) for case in CASES["measures"] for name in case["groups"]]
    write.write_nodes("Group", [{"id": f"group-{name}", "name": name} for _, name in served])
    write.write_relationships("SERVES", "Measure", "Group", _pairs([(measure, f"group-{name}") for measure, name in served]))
    if with_references:
        write.write_nodes("ReferenceCoding", map(_reference, CASES["references"]))
        checked = [(case["id"], measure) for case in CASES["references"] for measure in case["checks"]]
        write.write_relationships("CHECKS", "ReferenceCoding", "Measure", _pairs(checked))


def coding_graph(folder: Path, *, with_references: bool = True) -> Store:
    """The graph, built in the folder and opened for reading."""
    address = str(folder / "coding.kgl")
    with build_store(address) as write:
        write_coding_graph(write, with_references=with_references)
    return open_store(address)


def empty_graph(folder: Path) -> Store:
    """A graph that holds nothing."""
    address = str(folder / "empty.kgl")
    with build_store(address):
        pass
    return open_store(address)
