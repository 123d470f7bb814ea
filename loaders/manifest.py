"""Manifests: one YAML file beside each plan that says what is known about its source."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from graph.errors import SourceError
from graph.records import Manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

# How the file beside a manifest ends that holds coded sentences of the plan.
CODINGS = ".codings.jsonl"
# The record names that `expected` may bound.
COUNTED = ("facts", "programmes", "agencies", "measures", "sections", "passages", "tables")


class _PlainYaml(yaml.SafeLoader):
    """YAML of plain fields: text, numbers, true, false, null, lists and fields, each written out once.

    A date stays the text it is. An alias, another tag, and a field that stands twice (where YAML would keep the last in
    silence) are errors.
    """

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """The next node, which is no alias: one could hold itself, or unfold without end."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.constructor.ConstructorError(None, None, "an alias (*) is not taken; write the value out", mark)
        return super().compose_node(parent, index)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """The value of a node, which has a form in UTF-8."""
        try:
            found = super().construct_object(node, deep=deep)
            if isinstance(found, str):
                found.encode()
        except (ValueError, LookupError) as error:
            raise yaml.constructor.ConstructorError(None, None, "this value cannot be read", node.start_mark) from error
        return found

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping, whose keys are all different."""
        seen = set()
        for key, _ in node.value:
            name = self.construct_object(key, deep=True)
            if not isinstance(name, str | int):
                raise yaml.constructor.ConstructorError(None, None, "the name of a field is a word", key.start_mark)
            if name in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the field {name} stands twice", key.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep=deep)


_PlainYaml.yaml_constructors = {
    tag: make
    for tag, make in yaml.SafeLoader.yaml_constructors.items()
    if tag is None or tag.rpartition(":")[2] in {"null", "bool", "int", "float", "str", "seq", "map"}
} | {"tag:yaml.org,2002:timestamp": yaml.SafeLoader.construct_scalar}


def read_manifest(path: Path) -> Manifest:
    """The manifest in the YAML file `path`.

    Raises:
        SourceError: the file cannot be read as YAML, or a field is unknown, missing, of the wrong kind or impossible.
    """
    content = _read_fields(path)
    try:
        # Through JSON, a list of two may be a pair, with strict kinds.
        manifest = Manifest.model_validate_json(json.dumps(content), strict=True)
    except ValidationError as error:
        raise SourceError(f"{path}: {_say(error.errors()[0])}") from error
    for field, is_possible, wanted in _CHECKS:
        if not is_possible(manifest):
            raise SourceError(f"{path}: field {field}: {wanted}")
    return manifest


def _read_fields(path: Path) -> dict[Any, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise SourceError(f"{path}: cannot be read ({reason}); give a YAML file in UTF-8") from error
    try:
        content = yaml.load(text, Loader=_PlainYaml)
    except yaml.YAMLError as error:
        raise SourceError(f"{path}: not YAML of plain fields: {_say_yaml(error, text)}; correct it") from error
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else "a character that does not exist"
        raise SourceError(f"{path}: not YAML of plain fields: {reason}; correct it") from error
    if not isinstance(content, dict):
        raise SourceError(f"{path}: holds no fields; write one `field: value` a line, such as `id: 440100-hrss-14fyp`")
    return content


def find_manifests(folder: Path) -> list[Path]:
    """The path of every manifest (`*.yml`) in `folder`, sorted.

    Raises:
        SourceError: the folder cannot be read.
    """
    try:
        return sorted(folder.glob("*.yml"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError(f"{folder}: cannot be read ({reason}); name a folder that holds plans and their manifests") from error


def corpus_files(folder: Path) -> Iterator[Path]:
    """Every manifest in `folder`, every plan that one names, and every file of coded sentences, whether it can be read or not."""
    for path in find_manifests(folder):
        yield path
        with suppress(SourceError):
            yield folder / read_manifest(path).file
    yield from sorted(folder.glob(f"*{CODINGS}"))


def read_corpus(folder: Path) -> tuple[Manifest, ...]:
    """Every manifest (`*.yml`) in `folder`, sorted by id.

    Raises:
        SourceError: there is none, one cannot be used, or two contradict each other.
    """
    paths = find_manifests(folder)
    if not paths:
        raise SourceError(f"{folder}: holds no manifest (*.yml); name a folder that holds plans and their manifests")
    read: dict[Path, Manifest] = {}
    for path in paths:
        manifest = read_manifest(path)
        for other, earlier in read.items():
            _refuse_together(path, manifest, other, earlier)
        read[path] = manifest
    return tuple(sorted(read.values(), key=lambda manifest: manifest.id))


def _refuse_together(path: Path, manifest: Manifest, other: Path, earlier: Manifest) -> None:
    """A SourceError if two manifests cannot both be right."""
    if manifest.id == earlier.id:
        raise SourceError(f"{path}: field id: {manifest.id} is also the id of {other.name}; give each plan its own")
    if manifest.sha256 == earlier.sha256:
        raise SourceError(f"{path}: field sha256: this is also the text of {other.name}; keep one manifest for each text")
    if manifest.city_code == earlier.city_code and manifest.city_name != earlier.city_name:
        raise SourceError(
            f"{path}: field city_name: {manifest.city_code} is {manifest.city_name} here and {earlier.city_name} in {other.name}; "
            "give the city one name, or correct a city_code"
        )


def _say_yaml(error: yaml.YAMLError, text: str) -> str:
    """What is wrong, with the line as an editor counts it; what ends too early is on the last line that holds something."""
    mark = getattr(error, "problem_mark", None)
    place = mark.index if mark else getattr(error, "position", 0)
    problem = str(getattr(error, "problem", None) or "unreadable characters")
    return f"line {text.count(chr(10), 0, min(place, len(text.rstrip()))) + 1}: {problem}"


def _say(detail: ErrorDetails) -> str:
    field = ".".join(map(str, detail["loc"]))
    if detail["type"] == "missing":
        return f"field {field} is missing; add it (null where the value is not known)"
    if detail["type"] == "extra_forbidden":
        return f"field {field} is unknown; remove it or correct its name"
    hint = "; put it in quotes" if detail["type"] == "string_type" and detail["input"] is not None else ""
    return f"field {field}: {detail['msg'][0].lower()}{detail['msg'][1:]}, not {detail['input']!r:.80}{hint}"


def _is_date(text: str | None) -> bool:
    if text is None:
        return True
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _counts_are_possible(manifest: Manifest) -> bool:
    return all(name in COUNTED and 0 <= least <= most for name, (least, most) in manifest.expected.items())


_CHECKS: tuple[tuple[str, Callable[[Manifest], bool], str], ...] = (
    ("id", lambda found: re.fullmatch(r"[\w.-]+", found.id) is not None, "use letters, digits, dots and dashes"),
    ("city_code", lambda found: re.fullmatch(r"[1-9][0-9]{5}", found.city_code) is not None, "give the six digits of GB/T 2260"),
    ("city_name", lambda found: bool(found.city_name.strip()), "give the city's name"),
    ("name", lambda found: bool(found.name.strip()), "give the plan's name"),
    ("file", lambda found: re.fullmatch(r"[^/\\\x00-\x1f]+", found.file) is not None, "name a file beside the manifest"),
    ("adopted_date", lambda found: _is_date(found.adopted_date), "give a date as 2021-08-26, or null"),
    ("published_date", lambda found: _is_date(found.published_date), "give a date as 2021-08-26, or null"),
    ("period", lambda found: 1949 <= found.period.start_year <= found.period.end_year <= 2149, "give two years, the earlier first"),
    ("sha256", lambda found: re.fullmatch(r"[0-9a-f]{64}", found.sha256) is not None, "give the 64 hex digits of the file's hash"),
    ("expected", _counts_are_possible, f"give [least, most] for any of {', '.join(COUNTED)}"),
)
