"""What a question may be asked with, made from the kinds of parameters that its header declares.

In each set of parameters one at most is wild: missing from the graph, at a bound, or of the wrong kind. The others are of
the graph, so that there are rows to compare.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from graph.schema import RELATIONSHIPS
from queries.catalogue import ROW_LIMIT

if TYPE_CHECKING:
    from graph.store import Store
    from queries.header import Head, Parameter

    Values = st.SearchStrategy[Any]

# Names that no graph has: other scripts, characters beyond the basic plane, quotes, escapes, Cypher, white space, great length.
STRANGE = (
    "missing",
    "0",
    "粤菜师傅",
    "𠮷野家𪚥",
    "👩‍🍳",
    "İSTANBUL ẞ ΑΣ",
    "e\u0301 é",
    "it's",
    'a "quote"',
    "“引号”",
    "back\\slash \\u0041 \\",
    "`tick`",
    "$limit",
    "') RETURN 1 //",
    "x'}) DETACH DELETE n //",
    "/* */ ; MATCH (n) RETURN n",
    "%s {0} null",
    "tab\tline\nreturn\r",
    "\x00",
    "\ufeff\u200b\u3000",
    "\uffff",
    "  spaces  ",
    "长" * 10_000,
    "x'" * 5_000,
)
EMPTY = (" ", "")
# Half of a surrogate pair is text in Python alone; the command line makes some out of bytes that are no UTF-8.
NO_TEXT = ("\ud800", "a\udfff")

# What is looked for in the graph, and of it what has something to do with facts; the text of a passage gives words to search.
_HAS_FACTS = "(n)<-[:PART_OF*0..2]-(:Initiative)<-[:IMPLEMENTS]-(:Programme)-[:HAS_TARGET|HAS_RESULT]->(:Target|Result)"
_HAS_VERDICTS = "(n)<-[:MEASURES]-(:Target|Result)-[:COMPARED_WITH]->(:Target|Result)"
_FOUND = {
    "city": "MATCH (n:City) RETURN n.code AS id, n.name AS name, true AS is_used",
    "plan": "MATCH (n:Plan) RETURN n.id AS id, n.name AS name, true AS is_used",
    "initiative": f"MATCH (n:Initiative) RETURN n.id AS id, n.name AS name, EXISTS {{ MATCH {_HAS_FACTS} }} AS is_used",
    "indicator": f"MATCH (n:Indicator) RETURN n.id AS id, n.name AS name, EXISTS {{ MATCH {_HAS_VERDICTS} }} AS is_used",
    "fact": "MATCH (n:Target|Result) RETURN n.id AS id, n.subject AS name, true AS is_used",
    "passage": "MATCH (n:Passage) RETURN n.id AS id, n.text AS name, EXISTS { MATCH (n)<-[:EVIDENCED_BY]-(:Target|Result) } AS is_used",
    "programme": "MATCH (n:Programme) RETURN n.id AS id, n.name AS name, EXISTS { MATCH (n)-[:NAMED_IN]->(:Passage) } AS is_used",
    "group": "MATCH (n:Group) RETURN n.name AS id, n.name AS name, true AS is_used",
    "place": "MATCH (n:Place) RETURN n.name AS id, n.name AS name, true AS is_used",
}
_ONE_OF = {"cities": "city", "indicators": "indicator", "plans": "plan", "strings": "string"}
# What a parameter that is plain text means, by its name.
_TEXTS = {
    "id": "fact",
    "passage": "passage",
    "text": "words",
    "terms": "words",
    "relationships": "relationship",
    "programme": "programme",
    "group": "group",
    "place": "place",
}
_USUAL = {
    "skip": (0, 1, 3),
    "limit": (1, 3, 1000),
    "from_year": (1900, 2021),
    "to_year": (2025, 2200),
    "year": (2020, 2025),
    "steps": (1, 3, 8),
}
_WRONG = st.sampled_from([None, "", " ", 5, -1, True, 1.0, 2**63, "5", [], [None], [""], ["440100", 1], {"id": "x"}, *NO_TEXT])


class Known:
    """What a graph holds: all ids, those that are used, and the names, by what they are of."""

    def __init__(self, store: Store) -> None:
        self.ids: dict[str, list[str]] = {}
        self.used: dict[str, list[str]] = {}
        self.names: dict[str, list[str]] = {}
        for what, query in _FOUND.items():
            rows = store.run(f"{query} ORDER BY id", {}, columns=["id", "name", "is_used"], timeout_seconds=None, row_limit=ROW_LIMIT)
            self.ids[what] = [str(row["id"]) for row in rows]
            self.used[what] = [str(row["id"]) for row in rows if row["is_used"]] or self.ids[what]
            self.names[what] = [str(row["name"]) for row in rows if row["name"]]
        self.ids["relationship"] = self.used["relationship"] = [each.name for each in RELATIONSHIPS]
        texts = self.names["passage"]
        words = self.names["initiative"] + self.names["programme"] + [text[:3] for text in texts]
        self.used["words"] = words
        self.ids["words"] = words + [f"{text[:2]} {text[-2:]}" for text in texts]


def is_open(question: Head) -> bool:
    """Whether there is no end of what the question may be asked."""
    return any(each.kind != "choice" for each in question.parameters)


@st.composite
def resolved(draw: st.DrawFn, question: Head, known: Known) -> dict[str, Any]:
    """Parameters as they reach an engine: ids, within the bounds of the header."""
    wild = _wild_one(draw, question)
    return {
        each.name: draw(_values(each, _wild(each, known) if each.name == wild else _tame(each, known.used))) for each in question.parameters
    }


@st.composite
def given_parameters(draw: st.DrawFn, question: Head, known: Known) -> dict[str, Any]:
    """Parameters as people give them: names for ids, some left out, one perhaps of the wrong kind."""
    wild = _wild_one(draw, question)
    both = {what: ids + known.names.get(what, []) for what, ids in known.used.items()}
    return {
        each.name: draw(_wild(each, known) | _WRONG if each.name == wild else _values(each, _tame(each, both)))
        for each in question.parameters
        if each.is_required or each.name == wild or draw(st.booleans())
    }


def _wild_one(draw: st.DrawFn, question: Head) -> str | None:
    names = [each.name for each in question.parameters]
    return draw(st.sampled_from([*[None] * (len(names) + 1), *names]))


def _values(parameter: Parameter, values: Values) -> Values:
    may_be_null = not parameter.is_required and parameter.default is None
    return st.none() | values if may_be_null else values


def _tame(parameter: Parameter, there: dict[str, list[str]]) -> Values:
    if parameter.kind == "choice":
        return st.sampled_from(parameter.choices)
    if parameter.kind == "integer":
        return st.sampled_from(_USUAL[parameter.name])
    one = there[_what(parameter)]
    if not one:
        return st.just([] if parameter.kind in _ONE_OF else "missing")
    return _lists(st.sampled_from(one)) if parameter.kind in _ONE_OF else st.sampled_from(one)


def _wild(parameter: Parameter, known: Known) -> Values:
    if parameter.kind == "choice":
        return st.sampled_from(parameter.choices)
    if parameter.kind == "integer":
        least, most = parameter.least or 0, parameter.most or 0
        return st.sampled_from([least, least + 1, most - 1, most]) | st.integers(least, most)
    strange = st.sampled_from(STRANGE + EMPTY) | st.text(st.characters(exclude_categories=["Cs"]))
    one = st.one_of(strange, st.sampled_from(known.ids[_what(parameter)] or ["missing"]))
    return _lists(one) | st.just([]) if parameter.kind in _ONE_OF else one


def _what(parameter: Parameter) -> str:
    kind = _ONE_OF.get(parameter.kind, parameter.kind)
    return _TEXTS[parameter.name] if kind == "string" else kind


def _lists(items: Values) -> Values:
    # One and the same twice as well.
    return st.lists(items, min_size=1, max_size=4) | st.lists(items, min_size=1, max_size=2).map(lambda chosen: chosen * 2)
