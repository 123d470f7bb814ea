"""A small graph of cities and plans, written by hand in `cases/graph.yml`, in a real store."""

from __future__ import annotations

import itertools
from pathlib import Path

import yaml

from graph.comparability import compare_facts
from graph.dates import parse_date
from graph.rows import FactRow, fact_row_from_store
from graph.store import Store, StoreBuilder, build_store, open_store

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "graph.yml").read_text(encoding="utf-8"))


def _offsets() -> dict[str, int]:
    """Where each passage starts: the passages of a plan stand one after the other, with a line end between them."""
    starts: dict[str, int] = {}
    length: dict[str, int] = {}
    for passage in CASES["passages"]:
        starts[passage["id"]] = length.get(passage["plan"], 0)
        length[passage["plan"]] = starts[passage["id"]] + len(passage["text"]) + 1
    return starts


STARTS = _offsets()
PASSAGES = {passage["id"]: passage for passage in CASES["passages"]}
CITY_OF_PLAN = {plan["id"]: plan["city"] for plan in CASES["plans"]}


def _span(passage: str, words: str) -> tuple[int, int]:
    start = STARTS[passage] + PASSAGES[passage]["text"].index(words)
    return start, start + len(words)


def _quoted(case: dict) -> dict:
    start, end = _span(case["passage"], case["quote"])
    return {"quote": case["quote"], "quote_start": start, "quote_end": end, "rule": "by-hand"}


def _place(case: dict, words: str) -> dict:
    plan = PASSAGES[case["passage"]]["plan"]
    start, end = _span(case["passage"], words)
    return {"plan_id": plan, "city": CITY_OF_PLAN[plan], "char_start": start, "char_end": end}


def _spanned(source: str, passage: str, words: str) -> dict:
    """A relationship to a passage that says where in it the words stand."""
    start, end = _span(passage, words)
    return {"source_id": source, "target_id": passage, "quote": words, "char_start": start, "char_end": end}


def _fact(case: dict) -> dict:
    dates = parse_date(case["date"])
    amounts = case["amount"] if isinstance(case["amount"], list) else [case["amount"]] * 2
    same = ("id", "number_text", "value", "unit", "base_unit", "comparator", "date", "basis", "subject", "indicator")
    names = {programme["id"]: programme["name"] for programme in CASES["programmes"]}
    start = _span(case["passage"], case["quote"])[0] + case["quote"].index(case["number_text"])
    return {
        **{name: case[name] for name in same},
        **_place(case, case["quote"]),
        **_quoted(case),
        "char_start": start,
        "char_end": start + len(case["number_text"]),
        "name": case["subject"],
        "programme": names.get(case["programme"]),
        "scope": case.get("scope", []),
        "nature": case.get("nature"),
        "in_table": case.get("in_table", False),
        "amount_low": amounts[0],
        "amount_high": amounts[1],
        "start_year": dates.start_year,
        "end_year": dates.end_year,
        "place": "第三章 技能",
    }


FACTS = {case["id"]: _fact(case) for case in CASES["facts"]}
KINDS = {case["id"]: case["kind"] for case in CASES["facts"]}
LABELS = {"target": "Target", "achieved": "Result"}


def stored_fact(fact_id: str) -> FactRow:
    """The row of a fact of the small graph."""
    stored = FACTS[fact_id]
    names = {"record": "fact", "kind": KINDS[fact_id], "start": stored["char_start"], "end": stored["char_end"], "hedge": None}
    return fact_row_from_store(stored | names)


def _pairs(pairs: list[tuple[str, str]]) -> list[dict]:
    return [{"source_id": source, "target_id": target} for source, target in pairs]


def _write_places(write) -> None:
    write.write_nodes("City", [case | {"code": case["id"]} for case in CASES["cities"]])
    years = {"start_year": 2021, "end_year": 2025, "char_count": 1000}
    write.write_nodes("Plan", [case | years for case in CASES["plans"]])
    write.write_relationships("ISSUED", "City", "Plan", _pairs([(case["city"], case["id"]) for case in CASES["plans"]]))
    for case in CASES["plans"]:
        section = {"id": f"section-{case['id']}", "name": "第三章", "plan_id": case["id"], "kind": "chapter", "path": "第三章 技能"}
        write.write_nodes("Section", [section])
        write.write_relationships("HAS_SECTION", "Plan", "Section", _pairs([(case["id"], section["id"])]))
    for position, case in enumerate(CASES["passages"]):
        start = STARTS[case["id"]]
        place = {"plan_id": case["plan"], "char_start": start, "char_end": start + len(case["text"]), "position": position}
        write.write_nodes("Passage", [{"id": case["id"], "name": case["text"][:9], "kind": case["kind"], "text": case["text"], **place}])
        write.write_relationships("HAS_PASSAGE", "Section", "Passage", _pairs([(f"section-{case['plan']}", case["id"])]))


def _write_programmes(write) -> None:
    parts = [(case["id"], case["part_of"]) for case in CASES["initiatives"] if case.get("part_of")]
    ties = {"part_of", "defined_in"}
    known = [{key: value for key, value in case.items() if key not in ties} | {"level": "provincial"} for case in CASES["initiatives"]]
    write.write_nodes("Initiative", known)
    write.write_relationships("PART_OF", "Initiative", "Initiative", _pairs(parts))
    noted = [_spanned(case["id"], case["defined_in"], case["description"]) for case in CASES["initiatives"] if "defined_in" in case]
    write.write_relationships("DEFINED_IN", "Initiative", "Passage", noted)
    for case in CASES["programmes"]:
        said = {"id": case["id"], "name": case["name"], "variants": [case["name"]], "kind": "工程", "level": "municipal"}
        said["mention_count"] = 1
        write.write_nodes("Programme", [said | _place(case, case["quote"]) | _quoted(case)])
        write.write_relationships("RUNS", "City", "Programme", _pairs([(case["city"], case["id"])]))
        if case["initiative"]:
            write.write_relationships("IMPLEMENTS", "Programme", "Initiative", _pairs([(case["id"], case["initiative"])]))

    named = [_spanned(case["programme"], case["passage"], case["form"]) for case in CASES["mentions"]]
    write.write_relationships("NAMED_IN", "Programme", "Passage", named)


def _write_proposals(write) -> None:
    for case in CASES["candidates"]:
        write.write_nodes("Candidate", [{name: case[name] for name in ("id", "name", "level", "signs")}])
        pairs = _pairs([(programme, case["id"]) for programme in case["programmes"]])
        write.write_relationships("MAY_IMPLEMENT", "Programme", "Candidate", pairs)
    for case in CASES["findings"]:
        plan = PASSAGES[case["places"][0]["passage"]]["plan"]
        said = {name: case[name] for name in ("id", "rule", "severity", "explanation")}
        write.write_nodes("Finding", [said | {"name": case["id"], "plan_id": plan, "city": CITY_OF_PLAN[plan]}])
        places = [_spanned(case["id"], place["passage"], place["quote"]) for place in case["places"]]
        write.write_relationships("CONCERNS", "Finding", "Passage", places)


def _write_facts(write) -> None:
    write.write_nodes("Indicator", CASES["indicators"])
    for case in CASES["facts"]:
        label = LABELS[case["kind"]]
        write.write_nodes(label, [FACTS[case["id"]]])
        evidence = {"quote": case["quote"], "char_start": FACTS[case["id"]]["quote_start"], "char_end": FACTS[case["id"]]["quote_end"]}
        write.write_relationships("EVIDENCED_BY", label, "Passage", [_pairs([(case["id"], case["passage"])])[0] | evidence])
        if case["indicator"]:
            write.write_relationships("MEASURES", label, "Indicator", _pairs([(case["id"], case["indicator"])]))
        if case["programme"]:
            write.write_relationships(f"HAS_{label.upper()}", "Programme", label, _pairs([(case["programme"], case["id"])]))
        if case.get("baseline"):
            write.write_relationships("FROM_BASELINE", "Target", "Result", _pairs([(case["id"], case["baseline"])]))


def _write_verdicts(write) -> None:
    rows = sorted(map(stored_fact, FACTS), key=lambda fact: fact.city)
    for a, b in itertools.combinations(rows, 2):
        if a.city == b.city or a.indicator is None or a.indicator != b.indicator:
            continue
        said = compare_facts(a, b).model_dump()
        reasons = said.pop("reasons")
        said["reasons"] = [f"{reason['axis']}:{reason['code']}" for reason in reasons]
        said |= {f"reasons_{side}": [reason[side] for reason in reasons] for side in "ab"}
        write.write_relationships("COMPARED_WITH", LABELS[a.kind], LABELS[b.kind], [_pairs([(a.id, b.id)])[0] | said])


def _write_actions(write) -> None:
    write.write_nodes("Instrument", [case | {"code": case["id"]} for case in CASES["instruments"]])
    for case in CASES["measures"]:
        same = {name: case[name] for name in ("id", "text", "verbs", "instrument", "secondary")}
        quoted = _quoted(case | {"quote": case["text"]})
        same |= {"objects": ["培训"] * len(case["verbs"]), "theme": "职业技能", "unit_number": f"3-0-{case['id']}"}
        write.write_nodes("Measure", [same | {"name": case["id"], "place": "第三章 技能"} | _place(case, case["text"]) | quoted])
        write.write_nodes("Group", [{"id": f"group-{name}", "name": name} for name in case["groups"]])
        write.write_relationships("SERVES", "Measure", "Group", _pairs([(case["id"], f"group-{name}") for name in case["groups"]]))
        write.write_relationships("USES", "Programme", "Measure", _pairs([(name, case["id"]) for name in case["programmes"]]))
        _write_ties(write, case)
    for case in CASES["references"]:
        same = {name: case[name] for name in ("id", "text", "sample", "reader_1", "reader_2")}
        write.write_nodes("ReferenceCoding", [same | {"name": case["id"]} | _place(case, case["text"])])
        write.write_relationships("CHECKS", "ReferenceCoding", "Measure", _pairs([(case["id"], name) for name in case["checks"]]))
    for case in CASES["agencies"]:
        write.write_nodes("Agency", [{name: case[name] for name in ("id", "name", "full_name", "variants", "level")}])
        start, end = _span(case["passage"], case["quote"])
        plan = PASSAGES[case["passage"]]["plan"]
        said = {"role": case["role"], "plan_id": plan, "relates_to": case["relates_to"], "quote": case["quote"]}
        said |= {"char_start": start, "char_end": end}
        write.write_relationships("ACTS_IN", "Agency", "Plan", [_pairs([(case["id"], plan)])[0] | said])
        if case["programme"]:
            write.write_relationships("ACTS_FOR", "Agency", "Programme", [_pairs([(case["id"], case["programme"])])[0] | said])


def _write_ties(write, case: dict) -> None:
    """What a measure is coded as, for which industry and where it is."""
    coded = [(rank, code) for rank, code in enumerate([case["instrument"], *case["secondary"]], 1) if code]
    write.write_relationships(
        "CODED_AS", "Measure", "Instrument", [_pairs([(case["id"], code)])[0] | {"rank": rank} for rank, code in coded]
    )
    for label, edge, names in (("Industry", "FOR_INDUSTRY", "industries"), ("Place", "TAKES_PLACE_IN", "places")):
        nodes = [{"id": f"{label.lower()}-{name}", "name": name} for name in case.get(names, ())]
        write.write_nodes(label, nodes)
        write.write_relationships(edge, "Measure", label, _pairs([(case["id"], node["id"]) for node in nodes]))


def write_small_graph(write: StoreBuilder) -> None:
    """Write the small graph."""
    for part in (_write_places, _write_programmes, _write_proposals, _write_facts, _write_verdicts, _write_actions):
        part(write)


def small_graph(folder: Path) -> Store:
    """The small graph, built in the folder and opened for reading."""
    address = str(folder / "graph.kgl")
    with build_store(address) as write:
        write_small_graph(write)
    return open_store(address)
