"""Manifests: one YAML file beside each plan that says what is known about its source."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from graph.errors import SourceError
from graph.records import Manifest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pydantic_core import ErrorDetails

# The record names that `expected` may bound.
COUNTED = ("facts", "programmes", "agencies", "measures", "sections", "passages", "tables")


class _UniqueKeys(yaml.SafeLoader):
    """Safe YAML in which a field that stands twice is an error, where YAML would keep the last in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping, whose keys are all different."""
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            keys = [self.construct_object(key) for key, _ in node.value]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise yaml.constructor.ConstructorError(None, None, f"the field {twice} stands twice", node.start_mark)
        return mapping


def read_manifest(path: Path) -> Manifest:
    """The manifest in the YAML file `path`.

    Raises:
        SourceError: the file cannot be read as YAML, or a field is unknown, missing, of the wrong kind or impossible.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_UniqueKeys)
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read ({error}); give a YAML file in UTF-8") from error
    except yaml.YAMLError as error:
        raise SourceError(f"{path}: not YAML: {_say_yaml(error)}; correct it") from error
    if not isinstance(content, dict):
        raise SourceError(f"{path}: holds no fields; write one `field: value` a line, such as `id: 440100-hrss-14fyp`")
    try:
        # Through JSON, a date without quotes becomes its ISO text and a list of two may be a pair, with strict kinds.
        manifest = Manifest.model_validate_json(json.dumps(content, default=str), strict=True)
    except ValidationError as error:
        raise SourceError(f"{path}: {_say(error.errors()[0])}") from error
    for field, is_possible, wanted in _CHECKS:
        if not is_possible(manifest):
            raise SourceError(f"{path}: field {field}: {wanted}")
    return manifest


def read_corpus(folder: Path) -> tuple[Manifest, ...]:
    """Every manifest (`*.yml`) in `folder`, sorted by id.

    Raises:
        SourceError: there is none, one cannot be used, or two name the same id.
    """
    paths = sorted(folder.glob("*.yml"))
    if not paths:
        raise SourceError(f"{folder}: holds no manifest (*.yml); name a folder that holds plans and their manifests")
    by_id: dict[str, tuple[Path, Manifest]] = {}
    for path in paths:
        manifest = read_manifest(path)
        if manifest.id in by_id:
            raise SourceError(f"{path}: field id: {manifest.id} is also the id of {by_id[manifest.id][0].name}; give each plan its own")
        by_id[manifest.id] = (path, manifest)
    return tuple(manifest for _, (_, manifest) in sorted(by_id.items()))


def _say_yaml(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or "unreadable characters")
    return f"line {mark.line + 1}: {problem}" if mark else problem


def _say(detail: ErrorDetails) -> str:
    field = ".".join(map(str, detail["loc"]))
    if detail["type"] == "missing":
        return f"field {field} is missing; add it (null where the value is not known)"
    if detail["type"] == "extra_forbidden":
        return f"field {field} is unknown; remove it or correct its name"
    hint = "; put it in quotes" if detail["type"] == "string_type" and detail["input"] is not None else ""
    return f"field {field}: {detail['msg'][0].lower()}{detail['msg'][1:]}, not {detail['input']!r}{hint}"


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
    ("city_code", lambda found: re.fullmatch(r"[1-9]\d{5}", found.city_code) is not None, "give the six digits of GB/T 2260"),
    ("city_name", lambda found: bool(found.city_name.strip()), "give the city's name"),
    ("name", lambda found: bool(found.name.strip()), "give the plan's name"),
    ("file", lambda found: re.fullmatch(r"[^/\\]+", found.file) is not None, "name a file beside the manifest"),
    ("adopted_date", lambda found: _is_date(found.adopted_date), "give a date as 2021-08-26, or null"),
    ("published_date", lambda found: _is_date(found.published_date), "give a date as 2021-08-26, or null"),
    ("period", lambda found: 1949 <= found.period.start_year <= found.period.end_year <= 2149, "give two years, the earlier first"),
    ("sha256", lambda found: re.fullmatch(r"[0-9a-f]{64}", found.sha256) is not None, "give the 64 hex digits of the file's hash"),
    ("expected", _counts_are_possible, f"give [least, most] for any of {', '.join(COUNTED)}"),
)
