"""The jars are fetched whole or not at all, and once."""

from pathlib import Path

import pytest

from deploy.neo4j.errors import ServerError
from deploy.neo4j.jars import install, is_installed
from tests.deploy.programs import MAVEN_BREAKS_OFF, MAVEN_FETCHES, put_first


def test_they_are_fetched_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_first(monkeypatch, tmp_path / "bin", mvn=MAVEN_FETCHES)
    lib, told = tmp_path / "state" / "lib", []
    install(lib, told.append)
    install(lib, told.append)
    assert is_installed(lib)
    assert (lib / "one.jar").is_file()
    assert len(told) == (tmp_path / "bin" / "mvn.calls").read_text(encoding="ascii").count("\n") == 1


def test_jars_of_another_pom_are_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_first(monkeypatch, tmp_path / "bin", mvn=MAVEN_FETCHES)
    lib = tmp_path / "lib"
    lib.mkdir()
    (lib / "old.jar").touch()
    (lib / "pom.sha256").write_text("0" * 64, encoding="ascii")
    assert not is_installed(lib)
    install(lib)
    assert [path.name for path in sorted(lib.iterdir())] == ["one.jar", "pom.sha256"]


def test_half_a_download_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_first(monkeypatch, tmp_path / "bin", mvn=MAVEN_BREAKS_OFF)
    lib = tmp_path / "state" / "lib"
    with pytest.raises(ServerError, match=r"mvn: cannot fetch .*Could not transfer artifact: timed out"):
        install(lib)
    assert not is_installed(lib)
    assert [path.name for path in lib.parent.iterdir()] == ["lib.lock"]


def test_without_maven_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ServerError, match="mvn: not found in PATH; install Maven"):
        install(tmp_path / "lib")
