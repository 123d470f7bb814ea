"""The wheel that is built from this tree works on its own: built, installed elsewhere, run."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.project_files import PACKAGES, ROOT, package_files, project_files

PLANS = ROOT / "data" / "plans"


def _run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("tree")
    for path in project_files():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, tree / path)
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tree / "dist", cwd=tree)
    return next((tree / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; its dependencies are those already installed here, found by path."""
    folder = tmp_path_factory.mktemp("environment")
    _run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    _run(sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "install", "--quiet", "--no-deps", wheel, cwd=folder)
    site = next((folder / "lib").glob("python*")) / "site-packages"
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def test_the_wheel_holds_the_packages_with_their_data_and_nothing_else(wheel: Path) -> None:
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == {path.as_posix() for path in package_files()}
    assert {Path(name).suffix for name in names} >= {".py", ".cypher", ".yml", ".typed"}


def test_the_installed_packages_are_those_of_the_wheel(environment: Path) -> None:
    code = "import importlib, sys; print(*[importlib.import_module(name).__file__ for name in sys.argv[1:]], sep='\\n')"
    places = _run(environment / "bin" / "python", "-c", code, *PACKAGES, cwd=environment).splitlines()
    assert [place for place in places if not Path(place).is_relative_to(environment)] == []


def test_the_installed_command_explains_itself(environment: Path) -> None:
    printed = _run(environment / "bin" / "policygraph", "--help", cwd=environment)
    assert [word for word in ("build", "extract", "compare", "verify", "serve") if word not in printed] == []


def test_the_installed_command_builds_and_compares(environment: Path, tmp_path: Path) -> None:
    command, store = environment / "bin" / "policygraph", tmp_path / "graph.kgl"
    _run(command, "build", "--corpus", PLANS, "--store", store, cwd=tmp_path)
    printed = _run(command, "compare", "粤菜师傅", "--store", store, cwd=tmp_path)
    assert "广州" in printed
    assert "佛山" in printed
