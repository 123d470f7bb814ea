"""`policygraph export` as people run it: what it writes, what it prints, and what it refuses before any work."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from graph.store import open_store
from tests.conftest import CORPUS

COMMAND = Path(sys.executable).with_name("policygraph")


def _export(store: str, *words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLICYGRAPH_")}
    done = subprocess.run(
        [COMMAND, "export", *words],
        env={**kept, "POLICYGRAPH_STORE": store, "POLICYGRAPH_CORPUS": str(CORPUS)},
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.mark.parametrize("is_there", [False, True], ids=["new", "empty"])
def test_it_prints_what_was_written_and_how_to_import_it(built_address: str, tmp_path: Path, is_there: bool) -> None:
    place = tmp_path / "导出"
    if is_there:
        place.mkdir()
    done = _export(built_address, "--format", "neo4j-import", "-o", "导出", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    with closing(open_store(built_address)) as store:
        snapshot = store.snapshot()
    nodes, relationships, graph, *steps = done.stdout.splitlines()
    assert nodes == "nodes: " + ", ".join(f"{count} {label}" for label, count in snapshot.counts.items())
    assert f"{snapshot.counts['Programme']} RUNS" in relationships
    assert graph.startswith(f"graph {snapshot.id} is in {place.resolve()};")
    assert "neo4j-admin database import full neo4j @import.args" in "\n".join(steps)
    assert "cypher-shell --file finish.cypher" in "\n".join(steps)
    assert (place / "import.args").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["导出"]


def test_a_graph_that_is_missing_is_built_first(tmp_path: Path) -> None:
    done = _export(str(tmp_path / "graph.kgl"), "--format", "neo4j-import", "-o", "out", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out" / "nodes" / "City.csv").read_text(encoding="utf-8").count("\n") == 2


def test_it_explains_itself(built_address: str, tmp_path: Path) -> None:
    done = _export(built_address, "--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [
        word for word in ("graphml", "gexf", "jsonl", "csv", "neo4j-import", "new or empty") if word not in " ".join(done.stdout.split())
    ] == []


FILES = ("graphml", "gexf", "jsonl")


@pytest.mark.parametrize("file_format", FILES)
def test_a_file_of_the_whole_graph_is_written(built_address: str, tmp_path: Path, file_format: str) -> None:
    # What is there is replaced, as with every -o.
    (tmp_path / "图.xml").write_text("old", encoding="utf-8")
    first = _export(built_address, "--format", file_format, "-o", "图.xml", cwd=tmp_path)
    second = _export(built_address, "--format", file_format, "-o", "other", cwd=tmp_path)
    assert (first.returncode, first.stderr, second.returncode) == (0, "", 0)
    with closing(open_store(built_address)) as store:
        snapshot = store.snapshot()
    nodes, relationships, graph = first.stdout.splitlines()
    assert nodes == "nodes: " + ", ".join(f"{count} {label}" for label, count in snapshot.counts.items())
    assert f"{snapshot.counts['Programme']} RUNS" in relationships
    assert graph == f"graph {snapshot.id} is in {tmp_path.resolve() / '图.xml'}"
    content = (tmp_path / "图.xml").read_bytes()
    assert content == (tmp_path / "other").read_bytes()
    assert snapshot.id.encode() in content
    assert "广州市".encode() in content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "图.xml"]


@pytest.mark.parametrize("is_there", [False, True], ids=["new", "empty"])
def test_a_folder_of_tables_is_written(built_address: str, tmp_path: Path, is_there: bool) -> None:
    if is_there:
        (tmp_path / "表").mkdir()
    done = _export(built_address, "--format", "csv", "-o", "表", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].endswith(f"is in {tmp_path.resolve() / '表'}")
    assert (tmp_path / "表" / "nodes" / "City.csv").read_bytes().startswith("\ufeffid,name,code\r\n440100,广州市,440100\r\n".encode())


def test_no_plan_manifest_or_graph_is_written_over(built_address: str, tmp_path: Path) -> None:
    read = [Path(built_address), *sorted(CORPUS.glob("440100*"))]
    (tmp_path / "link").symlink_to(built_address)
    before = [path.read_bytes() for path in read]
    for path in (*read, "link"):
        done = _export(built_address, "--format", "jsonl", "-o", path, cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert "this command reads that file" in done.stderr
    assert [path.read_bytes() for path in read] == before


# what is given with -o, what the one line names
BAD_FOLDERS = (
    ("", "the name of the folder is empty"),
    (".", "the folder holds"),
    ("empty", "you are in that folder"),
    ("full", "full: the folder holds mine.txt; give the path of a new folder"),
    ("full/mine.txt", "full/mine.txt: this is a file"),
    ("full/mine.txt/out", "full/mine.txt/out: cannot be written"),
    ("no/such", "there is no folder"),
    ("x" * 300, "cannot be written"),
)


@pytest.mark.parametrize(("name", "said"), BAD_FOLDERS)
@pytest.mark.parametrize("file_format", ["neo4j-import", "csv"])
def test_a_folder_that_will_not_do_is_refused_in_one_line(
    built_address: str, tmp_path: Path, name: str, said: str, file_format: str
) -> None:
    for folder in ("empty", "full"):
        (tmp_path / folder).mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    words, cwd = (name, tmp_path) if name != "empty" else (".", tmp_path / "empty")
    done = _export(built_address, "--format", file_format, "-o", words, cwd=cwd)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["empty", "full", "mine.txt"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("-o", "out"), "--format"),
        (("--format", "neo4j-import"), "--output"),
        (("--format", "xlsx", "-o", "out"), "xlsx"),
        (("--format", "gexf"), "--output"),
        (("--format", "gexf", "-o", "no/such/file"), "no/such/file"),
        (("--format", "jsonl", "-o", ""), "the name of the file is empty"),
        (("--format", "graphml", "-o", "."), "this is a folder"),
        (("--format", "csv", "-o", "."), "you are in that folder"),
        (("--format", "neo4j-import", "-o", "out", "-o", "other"), "--output is given twice"),
        (("--format", "neo4j-import", "-o", "out", "--store", "neo4j://localhost:1"), "the server does not answer"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(built_address: str, tmp_path: Path, words: tuple[str, ...], named: str) -> None:
    done = _export(built_address, *words, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert named in done.stderr
    assert json.loads(_export(built_address, *words, "--json", cwd=tmp_path).stderr)["code"] in ("bad-parameter", "store-unavailable")
    assert list(tmp_path.iterdir()) == []
