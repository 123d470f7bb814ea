"""The command line as people and scripts run it: real processes, their exit codes, output and errors."""

import csv
import fcntl
import json
import os
import pty
import re
import signal
import socket
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from rich.cells import cell_len

from tests.conftest import CORPUS

COMMAND = Path(sys.executable).with_name("policygraph")
PLANS = tuple(sorted(CORPUS.glob("*.txt")))
FORMATS = ("table", "json", "csv", "md")


def _environment(store: str) -> dict[str, str]:
    # A process of pytest-xdist has a width in COLUMNS, which would go before that of the terminal.
    kept = {name: value for name, value in os.environ.items() if name != "COLUMNS" and not name.startswith("POLICYGRAPH_")}
    return {**kept, "POLICYGRAPH_STORE": store, "POLICYGRAPH_CORPUS": str(CORPUS)}


def _run(store: str, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [COMMAND, *words], env=_environment(store), cwd=cwd, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


# words, what the one line names, a code
BAD_INPUT = (
    (("compare", "粤菜师付"), "粤菜师傅", "unknown-name"),
    (("compare", "粤菜师傅", "--cities", "440100,999999"), "999999", "unknown-name"),
    (("compare", "粤菜师傅", "--cities", ","), "440100,440600", "bad-parameter"),
    (("compare", "粤菜师傅", "--format", "xyz"), "xyz", "bad-parameter"),
    (("compare",), "INITIATIVE", "bad-parameter"),
    (("query", "facts_of_initiativ"), "facts_of_initiative", "unknown-name"),
    (("query", "facts", "--param", "limit=many"), "limit", "bad-parameter"),
    (("query", "facts", "--param", "limit"), "--param city=440100", "bad-parameter"),
    (("query", "facts", "--param", "colour=red"), "colour", "bad-parameter"),
    (("query", "facts_of_initiative"), "city", "bad-parameter"),
    (("query", "facts", "--param", "city=440100", "--param", "city=440600"), "twice", "bad-parameter"),
    (("serve", "--port", "0"), "--port", "bad-parameter"),
    (("serve", "--host", "203.0.113.7"), "--host", "bad-parameter"),
    (("extract", "nowhere.txt"), "nowhere.txt", "source-error"),
    (("extract", "."), ".", "source-error"),
    (("extract", str(PLANS[0]), "--period", "2025-2021"), "--period", "bad-parameter"),
    (("build", "--corpus", "nowhere"), "nowhere", "source-error"),
    (("build", "--store", "bolt://localhost:1"), "bolt://localhost:1: the server does not answer", "store-unavailable"),
    (("compare", "粤菜师傅", "--store", "neo4j://localhost:1"), "neo4j://localhost:1: the server does not", "store-unavailable"),
    (("query", "plans", "--store", "neo4j://me:secret@db"), "--store neo4j://…@…: the address holds a user", "store-error"),
    (("build", "--store", "https://db"), "--store https://…: no graph is kept there", "store-error"),
    (("compare", "粤菜师傅", "-o", "."), "folder", "bad-parameter"),
    (("compare", "粤菜师傅", "-o", "no/such/folder.json"), "no/such", "bad-parameter"),
    (("compare", "粤菜师傅", "-o", ""), "empty", "bad-parameter"),
    (("compare", "粤菜师傅", "-o", str(PLANS[0] / "x")), "-o", "bad-parameter"),
    (("compare", "粤菜师傅", "-o", "图" * 100), "-o", "bad-parameter"),
    (("compare", "粤菜师傅", "--format", "csv", "--format", "json"), "--format is given twice", "bad-parameter"),
    (("compare", "粤菜师傅", "--cities", "，"), "cities names nothing", "bad-parameter"),
    (("compare", "粤菜师傅" * 100), "there is no initiative", "unknown-name"),
    (("compare", "\udcff"), "there is no initiative", "unknown-name"),
    (("compare", "粤菜师傅", "--store", "."), "folder", "store-error"),
    (("compare", "粤菜师傅", "--store", ""), "empty", "store-error"),
    (("compare", "粤菜师傅", "--store", "~nobody-of-that-name"), "~nobody-of-that-name", "store-error"),
    (("compare", "粤菜师傅", "--store", "x" * 300), "--store", "store-error"),
    (("compare", "粤菜师傅", "--store", str(PLANS[0])), "not a graph of policygraph", "store-error"),
    (("build", "--store", str(PLANS[0])), "not a graph of policygraph", "store-error"),
    (("build", "--store", str(PLANS[0] / "x")), "cannot be written", "store-error"),
    (("build", "--corpus", "x" * 300), "name a folder", "source-error"),
    (("query", "fact", "--param", "id=nope"), "there is no fact 'nope'", "unknown-name"),
    (("query", "passage_of_fact", "--param", "id=nope"), "there is no fact 'nope'", "unknown-name"),
    (("query", "facts", "--param", "limit=1_0"), "whole number", "bad-parameter"),
    (("query", "facts", "--param", "limit=１０"), "whole number", "bad-parameter"),
    (("query", "facts", "--param", "from_year=2025", "--param", "to_year=2021"), "from_year 2025", "bad-parameter"),
    (("query", "plans", "--param", "cities=,"), "cities names nothing", "bad-parameter"),
    (("extract", str(PLANS[0]), "--period", "２０２１-２０２５"), "--period", "bad-parameter"),
    (("comparison",), "comparison", "bad-parameter"),
    (("compare", "粤菜师傅", "--colour"), "--colour", "bad-parameter"),
)


@pytest.mark.parametrize(("words", "named", "code"), BAD_INPUT, ids=lambda each: " ".join(each) if isinstance(each, tuple) else None)
def test_bad_input_is_one_line_and_exit_code_2(built_address: str, tmp_path: Path, words: tuple[str, ...], named: str, code: str) -> None:
    done = _run(built_address, *words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1, done.stderr
    assert named in done.stderr
    problem = _run(built_address, *words, "--json", cwd=tmp_path)
    assert problem.returncode == 2
    document = json.loads(problem.stderr)
    assert list(document) == ["type", "title", "status", "detail", "code", "suggestions"]
    assert document["code"] == code
    assert document["detail"] in done.stderr


def test_a_mistyped_initiative_is_suggested(built_address: str) -> None:
    document = json.loads(_run(built_address, "--json", "compare", "粤菜师付").stderr)
    assert "粤菜师傅" in document["suggestions"]


@pytest.mark.parametrize(
    "words", [(), ("--help",), ("--version",), *((name, "--help") for name in ("build", "extract", "compare", "query", "serve"))]
)
def test_help_and_version(built_address: str, words: tuple[str, ...]) -> None:
    done = _run(built_address, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert "policygraph" in done.stdout


def _fact_ids(built_address: str, file_format: str) -> set[str]:
    done = _run(built_address, "compare", "粤菜师傅", "--format", file_format)
    assert (done.returncode, done.stderr) == (0, "")
    if file_format == "json":
        indicators = json.loads(done.stdout)["indicators"]
        return {fact["id"] for each in indicators for fact in (*each["facts"], *each["elsewhere"], *each["other_units"])}
    if file_format == "csv":
        return {row["id"] for row in csv.DictReader(done.stdout.removeprefix("\ufeff").splitlines()) if row["id"]}
    return set(re.findall(r"fact-[0-9a-f]{16}", done.stdout))


def test_every_format_has_the_same_facts(built_address: str) -> None:
    found = {file_format: _fact_ids(built_address, file_format) for file_format in FORMATS}
    assert found["json"]
    assert set(map(frozenset, found.values())) == {frozenset(found["json"])}


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_file_holds_what_would_be_printed(built_address: str, tmp_path: Path, file_format: str) -> None:
    output = tmp_path / "比较.out"
    output.write_text("old", encoding="utf-8")
    words = ("compare", "南粤家政", "--cities", "佛山,440100", "--format", file_format)
    assert _run(built_address, *words, "-o", str(output)).stdout == ""
    assert output.read_bytes().decode().replace("\r\n", "\n") == _run(built_address, *words).stdout
    assert [each.name for each in tmp_path.iterdir()] == ["比较.out"]


def test_the_service_and_the_command_give_the_same_comparison(built_address: str, client: httpx.Client) -> None:
    assert (
        json.loads(_run(built_address, "compare", "cantonese-chef", "--format", "json").stdout)
        == client.get("/compare/粤菜师傅.json").json()
    )


def test_the_table_keeps_every_number_and_quote(built_address: str) -> None:
    comparison = json.loads(_run(built_address, "compare", "三项工程", "--format", "json").stdout)
    shown = re.sub(r"\s", "", _run(built_address, "compare", "三项工程").stdout)
    facts = [fact for each in comparison["indicators"] for fact in (*each["facts"], *each["elsewhere"], *each["other_units"])]
    assert facts
    for fact in facts:
        assert re.sub(r"\s", "", fact["number_text"]) in shown
        assert re.sub(r"\s", "", fact["quote"]) in shown


def test_questions_and_answers(built_address: str) -> None:
    listed = _run(built_address, "queries").stdout
    assert "facts_of_initiative" in listed
    assert "shared_neighbourhood" in listed
    words = ("query", "facts_of_initiative", "--param", "city=佛山", "--param", "initiative=粤菜师傅", "--format")
    rows = json.loads(_run(built_address, *words, "json").stdout)["rows"]
    assert rows
    printed = list(csv.DictReader(_run(built_address, *words, "csv").stdout.removeprefix("\ufeff").splitlines()))
    assert [row["id"] for row in printed] == [row["id"] for row in rows]
    table = _run(built_address, *words, "table").stdout
    assert all(row["id"] in table for row in rows)


def test_an_analysis_is_asked_as_a_question_is(built_address: str) -> None:
    words = ("query", "shared_neighbourhood", "--param", "city_a=广州", "--param", "city_b=佛山", "--param", "label=Initiative", "--format")
    answer = json.loads(_run(built_address, *words, "json").stdout)
    assert "cantonese-chef" in {row["id"] for row in answer["rows"]}
    assert answer["cypher"].startswith('// network_links {"cities": ["440100", "440600"]')
    printed = list(csv.DictReader(_run(built_address, *words, "csv").stdout.removeprefix("\ufeff").splitlines()))
    assert [row["id"] for row in printed] == [row["id"] for row in answer["rows"]]
    assert "两市在若干步之内都通向哪些" in _run(built_address, *words, "table").stdout


RECORDS = {
    "fact": {
        "city",
        "kind",
        "start",
        "number_text",
        "value",
        "unit",
        "comparator",
        "date",
        "basis",
        "nature",
        "programme",
        "subject",
        "in_table",
    },
    "programme": {"city", "name", "initiative", "mentions"},
    "agency": {"city", "name", "role", "mentions"},
    "finding": {"city", "severity", "spans"},
    "measure": {"city", "start", "end", "instrument"},
}


def test_extract_prints_the_records_of_every_file(built_address: str, tmp_path: Path) -> None:
    done = _run(built_address, "extract", *map(str, PLANS))
    assert done.returncode == 0
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert {record["record"] for record in records} == set(RECORDS)
    assert {record["city"] for record in records} == {"440100", "440600"}
    assert all(RECORDS[record["record"]] <= set(record) for record in records)
    texts = {path.name[:6]: path.read_bytes().decode() for path in PLANS}
    facts = [record for record in records if record["record"] == "fact"]
    assert all(texts[fact["city"]][fact["start"] :].startswith(fact["number_text"]) for fact in facts)
    output = tmp_path / "records.jsonl"
    assert _run(built_address, "extract", *map(str, PLANS), "-o", str(output)).stdout == ""
    assert output.read_bytes().decode() == done.stdout


def test_extract_reads_a_bare_document(built_address: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("到2025年，全市开展技能培训5万人次以上。\n", encoding="utf-8")
    done = _run(built_address, "extract", str(plan))
    assert done.returncode == 2
    assert "--city" in done.stderr
    done = _run(built_address, "extract", str(plan), "--city", "440300", "--period", "2021-2025")
    (fact,) = (record for record in map(json.loads, done.stdout.splitlines()) if record["record"] == "fact")
    assert (fact["city"], fact["value"], fact["comparator"]) == ("440300", 5, "ge")


@pytest.mark.parametrize(("content", "word"), [(b"", "empty|no text"), (b"\xff\xfe", "UTF-8")])
def test_extract_refuses_what_is_no_text(built_address: str, tmp_path: Path, content: bytes, word: str) -> None:
    (tmp_path / "plan.txt").write_bytes(content)
    done = _run(built_address, "extract", str(tmp_path / "plan.txt"), "--city", "440300", "--period", "2021-2025")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert re.search(word, done.stderr)


def test_verify_reads_every_fact_again(built_address: str) -> None:
    done = _run(built_address, "verify")
    assert (done.returncode, done.stderr) == (0, "")
    assert "every hash, number and quote stands" in done.stdout


def test_verify_names_a_flipped_byte(built_address: str, tmp_path: Path) -> None:
    for path in CORPUS.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    plan = tmp_path / PLANS[1].name
    content = bytearray(plan.read_bytes())
    content[content.index("1.27万人".encode())] = ord("9")
    plan.write_bytes(content)
    env = {**_environment(built_address), "POLICYGRAPH_CORPUS": str(tmp_path)}
    done = subprocess.run([COMMAND, "verify"], env=env, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert (done.returncode, done.stderr) == (1, "")
    assert plan.name in done.stdout
    assert "9.27万人" in done.stdout


@pytest.mark.parametrize("words", [("compare", "粤菜师傅"), ("query", "cities"), ("verify",)])
def test_a_missing_graph_is_built_on_first_use(tmp_path: Path, words: tuple[str, ...]) -> None:
    store = tmp_path / "new" / "graph.kgl"
    done = _run(str(store), *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
    assert store.is_file()


def test_a_damaged_graph_is_rebuilt_with_one_line(built_address: str, tmp_path: Path) -> None:
    store = tmp_path / "graph.kgl"
    store.write_bytes(Path(built_address).read_bytes()[:5000])
    done = _run(str(store), "query", "cities")
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert str(store) in done.stderr
    assert "rebuilding" in done.stderr
    assert _run(str(store), "query", "cities").stderr == ""


def test_a_command_replaces_nothing_that_it_reads(built_address: str, tmp_path: Path) -> None:
    graph, plan = tmp_path / "graph.kgl", tmp_path / "plan.txt"
    for path in CORPUS.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    graph.write_bytes(Path(built_address).read_bytes())
    plan.write_text("到2025年，全市开展技能培训5万人次以上。\n", encoding="utf-8")
    (tmp_path / "link").symlink_to(graph)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    env = {**_environment(str(graph)), "POLICYGRAPH_CORPUS": str(tmp_path)}
    extract = ("extract", "plan.txt", "--city", "440300", "--period", "2021-2025")
    commands = [
        *((words, name) for words in (("compare", "粤菜师傅"), ("query", "cities")) for name in ("graph.kgl", "link", PLANS[0].name)),
        (extract, "./plan.txt"),
        (extract, PLANS[0].with_suffix(".yml").name),
        (("compare", "粤菜师傅", "--store", "new.kgl"), "new.kgl"),
    ]
    for words, name in commands:
        done = subprocess.run(
            [COMMAND, *words, "-o", name], env=env, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, timeout=60
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"policygraph: -o {name}: this command reads that file; give the path of another file\n"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_pipe_is_replaced_by_no_command(built_address: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for words in (("build", "--store", "pipe"), ("compare", "粤菜师傅", "--store", "pipe"), ("compare", "粤菜师傅", "-o", "pipe")):
        done = _run(built_address, *words, cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert "ordinary file" in done.stderr
    assert [path.is_fifo() for path in tmp_path.iterdir()] == [True]


def test_a_name_may_be_as_long_as_names_are(built_address: str, tmp_path: Path) -> None:
    name = "图" * 85
    assert _run(built_address, "compare", "粤菜师傅", "-o", name, cwd=tmp_path).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_long_echoes_are_cut(built_address: str) -> None:
    for words in (("compare", "粤" * 500), ("query", "a b " * 200), ("query", "facts", "--param", f"city={'x y ' * 200}")):
        assert len(_run(built_address, *words).stderr) < 400


def test_commas_may_be_chinese_everywhere(built_address: str) -> None:
    found = [_run(built_address, "query", "plans", "--param", f"cities=440100{comma}佛山").stdout for comma in ",，"]
    assert found[0] == found[1] != ""


def test_build_reports_and_changes_nothing_the_second_time(tmp_path: Path) -> None:
    store = str(tmp_path / "graph.kgl")
    first, second = _run(store, "build"), _run(store, "build")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == second.stdout
    assert "440600-hrss-14fyp" in first.stdout


def test_a_reader_that_goes_away_is_no_error(built_address: str) -> None:
    script = f"'{COMMAND}' compare 三项工程 | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", script], env=_environment(built_address), capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("三项工程")


@pytest.mark.parametrize("command", ["queries >&-", "queries >/dev/full", "--help >/dev/full", "compare --help >/dev/full"])
def test_an_output_that_cannot_be_written_is_one_line(built_address: str, command: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"'{COMMAND}' {command}"],
        env=_environment(built_address),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "standard output" in done.stderr


def _on_a_terminal(store: str, *words: str, columns: int) -> str:
    """What a terminal of that width gets from the command."""
    keeper, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [COMMAND, *words], env={**_environment(store), "TERM": "xterm-256color"}, stdin=terminal, stdout=terminal, stderr=terminal
    )
    os.close(terminal)
    received = bytearray()
    while True:
        try:
            chunk = os.read(keeper, 65536)
        except OSError:  # Linux says so when the other end is closed.
            break
        if not chunk:
            break
        received += chunk
    os.close(keeper)
    assert process.wait(timeout=60) == 0
    return received.decode()


def test_a_terminal_gets_progress_while_the_graph_is_built(tmp_path: Path) -> None:
    shown = _on_a_terminal(str(tmp_path / "graph.kgl"), "query", "cities", columns=90)
    assert "reading" in shown
    assert "广州市" in shown


def test_a_terminal_gets_a_table_of_its_width_in_colour(built_address: str) -> None:
    shown = _on_a_terminal(built_address, "compare", "粤菜师傅", columns=100)
    assert "\x1b[1" in shown
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown).replace("\r\n", "\n").splitlines()
    assert 90 <= max(map(cell_len, lines)) <= 100
    assert "".join(lines).count("fact-") == _run(built_address, "compare", "粤菜师傅").stdout.count("fact-")


def test_an_interrupt_leaves_without_a_word(tmp_path: Path) -> None:
    plans = [str(PLANS[0])] * 200
    process = subprocess.Popen(
        [COMMAND, "extract", *plans], env=_environment(str(tmp_path / "graph.kgl")), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=20) == (b"", b"")
    assert process.returncode == 130


@pytest.fixture
def port() -> Iterator[int]:
    """A port of this machine that something listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield taken.getsockname()[1]


def test_an_occupied_port_is_one_line(built_address: str, port: int) -> None:
    done = _run(built_address, "serve", "--port", str(port))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert f"--port {port}" in done.stderr


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_serve_answers_until_it_is_stopped(built_address: str, stop: signal.Signals) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [COMMAND, "serve", "--port", str(port)], env=_environment(built_address), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        answer = _wait_for(f"http://127.0.0.1:{port}/healthz")
        assert answer.json()["status"] == "ok"
    finally:
        process.send_signal(stop)
        output, errors = process.communicate(timeout=20)
    assert process.returncode in (0, -signal.SIGTERM)
    assert output == ""
    assert errors.splitlines() == [f"policygraph: serving http://127.0.0.1:{port}/ until Ctrl-C"]


def _wait_for(address: str) -> httpx.Response:
    for _ in range(200):
        try:
            return httpx.get(address, trust_env=False)
        except httpx.ConnectError:
            time.sleep(0.1)
    pytest.fail(f"{address} does not answer")
