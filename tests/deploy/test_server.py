"""A server is started, seen and stopped; what cannot be done is said in one line."""

import os
import shutil
import socket
import stat
from pathlib import Path

import httpx
import pytest

from deploy.neo4j import processes
from deploy.neo4j.passwords import USER, VARIABLE
from deploy.neo4j.ports import free_ports
from deploy.neo4j.server import Server, main
from tests.conftest import require_neo4j
from tests.deploy.programs import JAVA_ENDS_AT_ONCE, JAVA_IS_OLD, MAVEN_FETCHES, put_first
from tests.deploy.running_server import running_neo4j

# Each of these characters is special to the shell, to Java or to the tool that sets it.
PASSWORD = '@a "b" \\c# $粤菜'


@pytest.fixture(autouse=True)
def _no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def _start(tmp_path: Path, **ports: int) -> list[str]:
    """The words that start a server in a new home, with jars of its own."""
    bolt, http = free_ports()
    chosen = {"bolt": bolt, "http": http, **ports}
    doors = [word for door, port in chosen.items() for word in (f"--{door}-port", str(port))]
    return ["start", "--home", str(tmp_path / "home"), "--lib", str(tmp_path / "lib"), *doors]


def _refusal(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> str:
    """What is said on standard error when the command is refused."""
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith("neo4j: ")
    assert said.count("\n") == 1
    return said


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["begin"], "invalid choice: 'begin'"),
        (["start", "--bolt-port", "x"], "'x' is no port"),
        (["start", "--http-port", "65536"], "'65536' is no port"),
        (["start", "--kit-origin", "http://example.org"], "--kit-origin http://example.org: is no address of this machine"),
    ],
)
def test_what_is_not_understood_is_refused(words: list[str], reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reason in _refusal(capsys, [*words, "--home", str(tmp_path / "home")])


def test_without_java_it_is_said_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert "java: not found in PATH; install Java 17 or newer" in _refusal(capsys, _start(tmp_path))


def test_an_old_java_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    put_first(monkeypatch, tmp_path / "bin", java=JAVA_IS_OLD)
    assert "is Java 11, too old for Neo4j" in _refusal(capsys, _start(tmp_path))


@pytest.mark.parametrize("door", ["bolt", "http"])
def test_a_port_that_is_taken_is_named(
    door: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_first(monkeypatch, tmp_path / "bin", java=JAVA_ENDS_AT_ONCE)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = _refusal(capsys, _start(tmp_path, **{door: port}))
    assert f"localhost:{port}: something listens there already; stop it, or choose another port with --{door}-port" in said


def test_a_home_that_is_a_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "home").touch()
    assert f"{tmp_path / 'home'}: File exists; name another folder" in _refusal(capsys, _start(tmp_path))


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").touch()
    assert "is the home of no server but holds thesis.txt" in _refusal(capsys, ["start", "--home", str(tmp_path)])
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("password", ["seven77", "two\nlines of it"])
def test_a_password_that_neo4j_would_refuse_is_refused(
    password: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_first(monkeypatch, tmp_path / "bin", java=JAVA_ENDS_AT_ONCE, mvn=MAVEN_FETCHES)
    monkeypatch.setenv(VARIABLE, password)
    said = _refusal(capsys, _start(tmp_path))
    assert f"{VARIABLE}: needs at least 8 characters and no line break" in said
    assert password not in said


def test_a_server_that_ends_at_once_is_quoted(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    put_first(monkeypatch, tmp_path / "bin", java=JAVA_ENDS_AT_ONCE, mvn=MAVEN_FETCHES)
    said = _refusal(capsys, _start(tmp_path))
    assert "console.log: the server ended while starting (ERROR Failed to start: the disk is full)" in said
    assert Server(tmp_path / "home").pid() is None


def test_a_password_that_is_made_is_for_its_owner_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_first(monkeypatch, tmp_path / "bin", java=JAVA_ENDS_AT_ONCE, mvn=MAVEN_FETCHES)
    arguments = _start(tmp_path)
    _refusal(capsys, arguments)
    file = tmp_path / "home" / "password"
    made = file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(made.strip()) == 32
    _refusal(capsys, arguments)
    assert file.read_text(encoding="utf-8") == made


def test_no_command_holds_the_password(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    put_first(monkeypatch, tmp_path / "bin", java=JAVA_ENDS_AT_ONCE, mvn=MAVEN_FETCHES)
    monkeypatch.setenv(VARIABLE, PASSWORD)
    _refusal(capsys, _start(tmp_path))
    commands = (tmp_path / "bin" / "java.calls").read_text(encoding="utf-8")
    assert commands.count("set-initial-password") == 1
    assert PASSWORD not in commands
    assert not (tmp_path / "home" / "password").exists()


def test_a_process_that_is_no_server_is_not_ended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "server.pid").write_text(str(os.getpid()), encoding="ascii")
    assert main(["stop", "--home", str(tmp_path)]) == 0
    assert "nothing to stop" in capsys.readouterr().out


def test_where_none_runs_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "none"
    assert main(["stop", "--home", str(home)]) == 0
    assert main(["status", "--home", str(home)]) == 3
    assert capsys.readouterr().out.count("does not run") == 2
    assert not home.exists()


def _ask(server: Server, statement: str) -> list[list[object]]:
    answer = httpx.post(
        f"http://localhost:{server.http_port}/db/neo4j/query/v2",
        auth=(USER, PASSWORD),
        json={"statement": statement},
        trust_env=False,
        # The first question takes the server seconds, on a busy machine many.
        timeout=60,
    )
    assert answer.status_code == 202
    return answer.json()["data"]["values"]


def test_a_server_starts_answers_stops_and_keeps_its_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    require_neo4j()
    home = tmp_path / "home"
    with running_neo4j(home, password=PASSWORD) as server:
        assert httpx.get(server.browser_address, trust_env=False).status_code == 200
        _ask(server, "CREATE (:City {name: '佛山'})")
        monkeypatch.setenv(VARIABLE, PASSWORD)
        assert main(["start", "--home", str(home)]) == 0
        assert main(["status", "--home", str(home)]) == 0
        said = capsys.readouterr().out
        assert "runs already" in said
        assert said.count(f"policygraph build --store {server.bolt_address}") == 2
        pid = server.pid()
        assert processes.runs(pid, "CommunityEntryPoint")
        assert PASSWORD not in said
    assert server.pid() is None
    assert not processes.runs(pid, "CommunityEntryPoint")
    with running_neo4j(home, password="another, which is too late") as again:
        assert _ask(again, "MATCH (city:City) RETURN city.name") == [["佛山"]]
        again_pid = again.pid()
        shutil.rmtree(home)
    assert not processes.runs(again_pid, "CommunityEntryPoint")
