"""The pages that list things say what the code says."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project_files import ROOT

PRINTER = ROOT / "docs" / "print_docs.py"


def _check(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(PRINTER), "--check", "--folder", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_pages_are_up_to_date() -> None:
    done = _check(ROOT / "docs")
    assert done.returncode == 0, done.stderr


def test_a_page_that_drifted_is_named(tmp_path: Path) -> None:
    for page in (ROOT / "docs").glob("*.md"):
        shutil.copyfile(page, tmp_path / page.name)
    (tmp_path / "errors.md").write_text("old\n", encoding="utf-8")
    done = _check(tmp_path)
    assert done.returncode == 1
    assert "errors.md" in done.stderr
    assert "schema.md" not in done.stderr


def _examples() -> Iterator[tuple[str, list[str]]]:
    """Each command that the README shows with what it prints; … stands for what is left out."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command, printed in re.findall(r"```console\n\$ (policygraph [^\n]*|make run)\n(.*?)```", readme, re.DOTALL):
        yield command, [line for line in printed.splitlines() if line != "…"]


@pytest.mark.parametrize(("command", "lines"), [pytest.param(*each, id=each[0]) for each in _examples()])
def test_the_readme_shows_what_is_printed(tmp_path: Path, command: str, lines: list[str]) -> None:
    # `make run` ends in a service that waits, so the two steps of it that print are run by themselves.
    steps = ["policygraph build", "policygraph compare 粤菜师傅"] if command == "make run" else [command]
    printed = "".join(_print(step, tmp_path) for step in steps).splitlines()
    shown = [line for line in lines if not line.startswith("policygraph: serving")]
    assert _missing(shown, printed) == []


def _missing(shown: list[str], printed: list[str]) -> list[str]:
    """The lines of `shown` that do not stand in `printed`, in that order."""
    position, missing = 0, []
    for line in shown:
        if line in printed[position:]:
            position = printed.index(line, position) + 1
        else:
            missing.append(line)
    return missing


def _print(command: str, folder: Path) -> str:
    program = [sys.executable, "-c", "from api.cli import main; main()", *shlex.split(command)[1:]]
    environment = {"POLICYGRAPH_CORPUS": str(ROOT / "data" / "plans"), "POLICYGRAPH_STORE": str(folder / "graph.kgl")}
    return subprocess.run(program, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True).stdout.decode()
