"""The coding table at both doors: the same bytes, one envelope, one line for what cannot be done."""

from __future__ import annotations

import json
import shlex
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import httpx
import pytest

from api.app import create_app
from api.problems import PROBLEM_TYPE
from api.settings import Settings
from tests.api.test_cli import COMMAND, _environment, _run
from tests.conftest import CORPUS
from tests.queries.coding_graph import coding_graph
from tests.serving import running

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store import Store

# words of the command, the address of the same file, its name
FILES = (
    (("--format", "csv"), "/coding.csv", "coding-units.csv"),
    (("--format", "csv", "--part", "matrix", "--cities", "佛山"), "/coding.csv?part=matrix&cities=440600", "coding-matrix.csv"),
    (("--format", "xlsx", "--cities", "440600,广州市"), "/coding.xlsx?cities=佛山,440100", "coding.xlsx"),
    (("--format", "json"), "/coding.json", "coding.json"),
)
# words of the command, what the one line names, a code
BAD_INPUT = (
    (("--cities", "广洲市"), "广州市", "unknown-name"),
    (("--cities", ","), "cities names nothing", "bad-parameter"),
    (("--format", "md"), "md", "bad-parameter"),
    (("--format", "csv", "--part", "everything"), "everything", "bad-parameter"),
    (("--format", "json", "--part", "matrix"), "json holds every part", "bad-parameter"),
    (("--part", "units"), "table holds every part", "bad-parameter"),
    (("-o", "."), "folder", "bad-parameter"),
    (("--format", "csv", "--format", "json"), "--format is given twice", "bad-parameter"),
)
# address, status, code, a word of the detail
PROBLEMS = (
    ("/api/v1/coding?cities=广洲市", 404, "unknown-name", "广州市"),
    ("/coding.csv?cities=999999", 404, "unknown-name", "999999"),
    ("/coding?cities=,", 422, "bad-parameter", "cities names nothing"),
    ("/coding.csv?part=everything", 422, "bad-parameter", "part"),
    ("/coding.json?part=units", 422, "bad-parameter", "part"),
    ("/coding.xlsx?cities=440100&cities=440600", 422, "bad-parameter", "more than once"),
    ("/api/v1/coding?city=440100", 422, "bad-parameter", "city"),
    ("/coding.md", 404, "unknown-address", "/coding.md"),
)


def _written(store: str, output: Path, *words: str) -> bytes:
    done = _run(store, "coding", *words, "-o", str(output))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return output.read_bytes()


def _on_a_terminal(store: str, *words: str) -> tuple[str, int]:
    """What a terminal gets from the command, and its exit code."""
    line = shlex.join([str(COMMAND), *words])
    done = subprocess.run(
        ["script", "--quiet", "--return", "--command", line, "/dev/null"],
        env=_environment(store) | {"TERM": "xterm-256color"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout, done.returncode


@pytest.mark.parametrize(("words", "address", "name"), FILES, ids=[name for *_, name in FILES])
def test_the_command_and_the_service_give_the_same_bytes(
    built_address: str, client: httpx.Client, tmp_path: Path, words: tuple[str, ...], address: str, name: str
) -> None:
    answer = client.get(address)
    assert answer.content == _written(built_address, tmp_path / "coding", *words)
    assert answer.headers["content-disposition"] == f"inline; filename*=UTF-8''{name}"
    assert len(answer.content) > 1000


def test_a_workbook_goes_through_a_pipe_but_not_to_a_terminal(built_address: str, tmp_path: Path) -> None:
    wanted = _written(built_address, tmp_path / "coding", "--format", "xlsx")
    done = subprocess.run([COMMAND, "coding", "--format", "xlsx"], env=_environment(built_address), capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, wanted)
    shown, code = _on_a_terminal(built_address, "coding", "--format", "xlsx")
    assert (code, "write it to a file with -o FILE" in shown) == (2, True)


@pytest.mark.parametrize(("words", "named", "code"), BAD_INPUT, ids=[" ".join(words) for words, *_ in BAD_INPUT])
def test_bad_input_is_one_line_and_exit_code_2(built_address: str, tmp_path: Path, words: tuple[str, ...], named: str, code: str) -> None:
    done = _run(built_address, "coding", *words, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert named in done.stderr
    assert json.loads(_run(built_address, "coding", *words, "--json", cwd=tmp_path).stderr)["code"] == code
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_gets_a_table_of_its_width(built_address: str) -> None:
    shown, code = _on_a_terminal(built_address, "coding", "--cities", "佛山")
    assert (code, "\x1b[1" in shown) == (0, True)
    assert "440600-hrss-14fyp-" in shown


def test_the_envelope_holds_the_record_and_every_sentence_as_evidence(client: httpx.Client) -> None:
    body = client.get("/api/v1/coding?cities=440600").json()
    assert body["data"] == client.get("/coding.json?cities=佛山").json()
    assert body["query"]["name"] == "coding"
    assert "MATCH (m:Measure)" in body["query"]["cypher"]
    assert len(body["evidence"]) == len(body["data"]["units"]) + len(body["data"]["references"]) > 100
    text = (CORPUS / "440600-hrss-14fyp.txt").read_bytes().decode()
    assert all(text[each["char_start"] : each["char_end"]] == each["quote"] for each in body["evidence"])


@pytest.mark.parametrize(("address", "status", "code", "word"), PROBLEMS)
def test_a_problem_says_what_where_and_what_to_do(client: httpx.Client, address: str, status: int, code: str, word: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM_TYPE)
    assert (answer.json()["code"], word in answer.json()["detail"]) == (code, True)


@pytest.mark.parametrize("address", ["/coding", "/coding.csv", "/coding.xlsx", "/coding.json", "/api/v1/coding"])
def test_head_and_tag(client: httpx.Client, address: str) -> None:
    answer, head = client.get(address), client.head(address)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", answer.headers["etag"])
    assert client.get(address, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_the_page_is_found_from_the_first_one_and_runs_nothing(client: httpx.Client) -> None:
    assert '<a href="/coding">' in client.get("/").text
    answer = client.get("/coding?cities=440100,佛山")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "<script" not in answer.text


@pytest.fixture
def small(tmp_path: Path) -> str:
    """The address of the graph that was counted by hand."""
    store: Store
    with closing(coding_graph(tmp_path)) as store:
        assert store.snapshot().id
    return str(tmp_path / "coding.kgl")


def test_a_city_without_a_plan_is_not_checked(small: str) -> None:
    with running(create_app(Settings(store=small, corpus=CORPUS))) as base:
        for address in ("/coding?cities=东莞", "/coding.csv?cities=东莞市"):
            answer = httpx.get(f"{base}{address}", trust_env=False)
            assert answer.status_code == 200
            assert "not checked" in answer.content.decode()
        assert httpx.get(f"{base}/api/v1/coding?cities=441900", trust_env=False).json()["data"]["matrices"] == []
