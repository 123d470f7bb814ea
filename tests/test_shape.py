"""How long functions and modules are.

A function's length is its lines from `def` to its end, without its docstring; decorators do not count.
"""

import ast
from pathlib import Path
from statistics import median

from tests.project_files import ROOT, package_files

MEDIAN_FUNCTION = 11
LONGEST_FUNCTION = 50
LONGEST_MODULE = 400


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    docstring = function.body[0]
    return lines - (docstring.end_lineno - docstring.lineno + 1)


def _functions(path: Path) -> dict[str, int]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {f"{path}:{node.lineno} {node.name}": _length(node) for node in found}


LENGTHS = {place: length for path in package_files(".py") for place, length in _functions(path).items()}


def test_the_median_function_is_short() -> None:
    assert median(LENGTHS.values()) <= MEDIAN_FUNCTION


def test_no_function_is_long() -> None:
    assert {place: length for place, length in LENGTHS.items() if length > LONGEST_FUNCTION} == {}


def test_no_module_is_long() -> None:
    lengths = {str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in package_files(".py")}
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_a_docstring_does_not_count() -> None:
    function = ast.parse('def f():\n    """One.\n\n    Two.\n    """\n    return 1\n').body[0]
    assert _length(function) == 2
