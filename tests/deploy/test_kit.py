"""What the files of the kit say: the style speaks of the whole graph, both guides ask the same, links can be sent."""

import re
from itertools import combinations

import pytest

from deploy.browser.kit import FOLDER, GUIDES, read_guide, read_style, saved_queries
from deploy.browser.links import FOLDER as LINK_FOLDER
from deploy.browser.links import edit_address, fill_in, literal
from graph.schema import NODES, RELATIONSHIPS
from tests.deploy.kit_queries import LINKS, SERVICE, lines_of_guide

RULES = {
    selector: dict(re.findall(r'  ([\w-]+): "?(.*?)"?;\n', body))
    for selector, body in re.findall(r"^([\w.]+) \{\n(.*?)^\}\n", read_style(), re.DOTALL | re.MULTILINE)
}
LABELS = {f"node.{node.label}": {each.name for each in node.properties} for node in NODES} | {"node.Snapshot": {"id", "name"}}
NAMED = {name: rule for name, rule in RULES.items() if name in LABELS}


def test_the_style_speaks_of_every_label_and_relationship() -> None:
    relationships = {f"relationship.{each.name}" for each in RELATIONSHIPS}
    assert set(RULES) == {"node", "relationship", *LABELS, *relationships}


@pytest.mark.parametrize("selector", NAMED)
def test_a_caption_reads_as_a_name(selector: str) -> None:
    shown = re.findall(r"\{(\w+)\}", NAMED[selector]["caption"])
    assert shown
    assert set(shown) <= LABELS[selector] - {"id", "plan_id", "indicator"}


def test_relationships_are_told_by_words_or_by_what_they_hold() -> None:
    held = {f"relationship.{each.name}": {one.name for one in each.properties} for each in RELATIONSHIPS}
    for selector, properties in held.items():
        caption = RULES[selector]["caption"]
        assert set(re.findall(r"\{(\w+)\}", caption)) <= properties
        assert re.fullmatch(r"\{\w+\}|[一-鿿]{2}", caption)
    assert RULES["relationship.COMPARED_WITH"]["caption"] == "{name}"


def _lightness(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("selector", ["node", *NAMED])
def test_a_caption_can_be_read_on_its_colour(selector: str) -> None:
    dark, light = sorted(_lightness(RULES[selector][name]) for name in ("color", "text-color-internal"))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _as_seen_without_green(colour: str) -> tuple[float, ...]:
    """What is left of a colour for people with deuteranopia, the most common colour blindness (Machado and others, 2009)."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return (
        0.367322 * red + 0.860646 * green - 0.227968 * blue,
        0.280085 * red + 0.672501 * green + 0.047413 * blue,
        -0.011820 * red + 0.042940 * green + 0.968881 * blue,
    )


def test_no_two_labels_look_alike_also_without_green() -> None:
    seen = {selector: _as_seen_without_green(rule["color"]) for selector, rule in NAMED.items()}
    apart = {(a, b): sum(abs(one - other) for one, other in zip(seen[a], seen[b], strict=True)) for a, b in combinations(seen, 2)}
    assert {pair: distance for pair, distance in apart.items() if distance < 40} == {}


def test_nothing_in_a_caption_breaks_the_style() -> None:
    # Browser's reader of styles takes these for the end of a property, and a comment for part of the next name.
    assert [rule["caption"] for rule in RULES.values() if set(";:") & set(rule["caption"])] == []
    assert "/*" not in read_style()


def test_both_guides_ask_the_same() -> None:
    chinese, english = ([line.partition("RETURN")[0] for line in lines_of_guide(name)] for name in GUIDES)
    assert chinese == english
    assert len(chinese) > 10


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_loads_nothing_and_states_no_number_of_the_graph(name: str) -> None:
    text = read_guide(name, SERVICE)
    assert not re.search(r"<(?:img|script|iframe|link|style)\b|\bsrc=", text)
    assert set(re.findall(r'href="([^"]+)"', text)) <= {f"{SERVICE}/browser-kit/", f"{SERVICE}/compare/three-projects"}
    prose = re.sub(r"<pre.*?</pre>|<h3>.*?</h3>|<[^>]+>", "", text, flags=re.DOTALL)
    assert not re.search(r"\d", prose)


@pytest.mark.parametrize("name", saved_queries())
def test_a_saved_query_starts_with_its_title_in_both_languages(name: str) -> None:
    assert re.fullmatch(r"[^/]*[一-鿿][^/]* / [A-Z][ -~]+", saved_queries()[name].title)


def test_every_link_has_its_query() -> None:
    assert {file.stem for file in LINK_FOLDER.glob("*.cypher")} == set(LINKS)
    assert sorted(FOLDER.glob("**/*.cypher")) == sorted([*FOLDER.glob("queries/*.cypher"), *LINK_FOLDER.glob("*.cypher")])


@pytest.mark.parametrize("name", LINKS)
def test_an_address_holds_the_whole_query(name: str) -> None:
    cypher = fill_in(name, LINKS[name])
    # Browser decodes the whole address first, and then takes one of these for the end of the query.
    assert not set("&#$") & set(cypher)
    assert re.fullmatch(r"http://localhost/\?cmd=edit&arg=[\w.~%-]+", edit_address("http://localhost/", cypher))


def test_a_literal_escapes_what_could_end_it() -> None:
    assert literal("a'b\\c\nd&e") == "'a\\'b\\\\c\\u000ad\\u0026e'"
    assert literal(["“粤菜师傅”", "𠮷"]) == "['“粤菜师傅”', '𠮷']"
    with pytest.raises(KeyError):
        fill_in("comparison", {"initiative": "x"})
