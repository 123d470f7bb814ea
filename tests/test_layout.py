"""The shape of the tree: names, imports, pins, and nothing that only one machine has."""

import ast
import importlib
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project_files import PACKAGES, ROOT, package_files, project_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REGISTRY_HOST = re.compile(r"--(?:extra-)?index-url|https?://[^\s\"')]*(?:pypi|pythonhosted|maven|npmjs|crates|golang|debian)")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|farm|root|home)/[\w.]")


@pytest.mark.parametrize("name", [*PACKAGES, "tests"])
def test_each_package_is_the_one_of_this_tree(name: str) -> None:
    assert Path(importlib.import_module(name).__file__).parent == ROOT / name


def test_every_folder_with_code_is_a_package() -> None:
    folders = {path.parent for path in project_files() if path.suffix == ".py" and path.parts[0] in (*PACKAGES, "tests")}
    parents = {parent for folder in folders for parent in [folder, *folder.parents] if parent != Path()}
    assert [str(folder) for folder in sorted(parents) if not (ROOT / folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize("path", package_files("__init__.py"), ids=str)
def test_each_init_is_one_docstring(path: Path) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1


def test_each_package_says_that_it_is_typed() -> None:
    assert [name for name in PACKAGES if not (ROOT / name / "py.typed").is_file()] == []


@pytest.mark.parametrize("pattern", [REGISTRY_HOST, MACHINE_PATH], ids=["registry host", "machine path"])
def test_no_file_names_a_registry_or_a_path_of_one_machine(pattern: re.Pattern[str]) -> None:
    texts = {path: (ROOT / path).read_text(encoding="utf-8", errors="replace") for path in project_files()}
    assert [f"{path}: {hit.group()}" for path, text in texts.items() for hit in pattern.finditer(text)] == []


def test_the_patterns_find_what_they_are_for() -> None:
    assert REGISTRY_HOST.search("see https://" + "pypi.org/simple")
    assert MACHINE_PATH.search("open('" + "/" + "root/x')")
    assert not MACHINE_PATH.search("data/root/x")


def _imports(node: ast.AST) -> Iterator[str]:
    """The top-level names that run-time code imports; what is imported for types alone is left out."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Import):
        yield from (alias.name.split(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module.split(".")[0]
    for child in ast.iter_child_nodes(node):
        yield from _imports(child)


EXTRAS = ("fast", "py2neo")


def _names(*keys: str) -> set[str]:
    lines = PROJECT[keys[0]][keys[1]] if keys[1:] else PROJECT[keys[0]]
    return {canonicalize_name(Requirement(line).name) for line in lines}


def _imported() -> set[str]:
    trees = [ast.parse((ROOT / path).read_text(encoding="utf-8")) for path in package_files(".py")]
    return {name for tree in trees for name in _imports(tree)} - set(sys.stdlib_module_names) - set(PACKAGES)


def test_what_is_imported_is_what_is_declared() -> None:
    declared, optional = _names("dependencies"), {name for extra in EXTRAS for name in _names("optional-dependencies", extra)}
    # A name may have two homes: an extra that makes a package faster installs parts of it.
    homes = {name: set(map(canonicalize_name, found)) for name, found in packages_distributions().items()}
    used = {name: homes[name] & (declared | optional) for name in _imported()}
    assert {name for name, found in used.items() if not found} == set()
    assert declared <= set().union(*used.values())


def _pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def _closure(requirement: Requirement, seen: set[str]) -> Iterator[str]:
    """Names of everything that `requirement` needs on this machine, itself included."""
    name = canonicalize_name(requirement.name)
    if name in seen:
        return
    seen.add(name)
    yield name
    for line in distribution(name).requires or []:
        needed = Requirement(line)
        if any(needed.marker is None or needed.marker.evaluate({"extra": extra}) for extra in ("", *requirement.extras)):
            yield from _closure(needed, seen)


def test_everything_that_is_needed_is_pinned_and_installed_as_pinned() -> None:
    pins, seen = _pins(), set()
    lines = [*PROJECT["dependencies"], *(line for extra in (*EXTRAS, "dev") for line in PROJECT["optional-dependencies"][extra])]
    names = [name for line in lines for name in _closure(Requirement(line), seen)]
    assert {name: distribution(name).version for name in names} == {name: pins.get(name) for name in names}


@pytest.mark.parametrize(("ci", "expected"), [("true", 1), ("", 0)])
def test_a_skipped_test_fails_the_run_in_ci_only(tmp_path: Path, ci: str, expected: int) -> None:
    (tmp_path / "conftest.py").write_bytes((ROOT / "conftest.py").read_bytes())
    (tmp_path / "test_one.py").write_text("import pytest\n\ndef test_one():\n    pytest." + "skip('no reason')\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "CI": ci},
        capture_output=True,
        check=False,
    )
    assert run.returncode == expected, run.stdout.decode()
