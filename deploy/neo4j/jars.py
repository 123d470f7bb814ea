"""The jars of the server, fetched by Maven as pom.xml names them."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from deploy.neo4j.errors import ServerError
from deploy.neo4j.java import last_words
from deploy.neo4j.locks import turn

if TYPE_CHECKING:
    from collections.abc import Callable

POM = Path(__file__).with_name("pom.xml")
LIB = Path(__file__).parents[2] / ".neo4j" / "lib"
_STAMP = "pom.sha256"
_CAUSE = 160


def is_installed(lib: Path, pom: Path = POM) -> bool:
    """Whether the jars of that pom.xml, all of them, are in that folder."""
    stamp = lib / _STAMP
    return stamp.is_file() and stamp.read_text(encoding="ascii") == _hash(pom)


def install(lib: Path, tell: Callable[[str], None] = lambda _: None, pom: Path = POM) -> None:
    """Put the jars of that pom.xml into that folder, whole or not at all; where they are there already, nothing is done.

    `tell` gets a line to show while one waits.

    Raises:
        ServerError: there is no Maven, or it cannot fetch them.
    """
    with turn(lib.with_name(f"{lib.name}.lock")):
        if not is_installed(lib, pom):
            tell("fetching Neo4j by Maven: 130 MB, this once")
            _fetch(lib, pom)


def find_maven() -> str:
    """The path of Maven.

    Raises:
        ServerError: there is none.
    """
    maven = shutil.which("mvn")
    if maven is None:
        raise ServerError("mvn: not found in PATH; install Maven (Debian: apt-get install maven), which fetches the jars of Neo4j")
    return maven


def _hash(pom: Path) -> str:
    return hashlib.sha256(pom.read_bytes()).hexdigest()


def _fetch(lib: Path, pom: Path) -> None:
    """Fetch into a folder beside `lib` and let the two change places, so that half a download is never taken for a whole one."""
    with tempfile.TemporaryDirectory(prefix=f"{lib.name}.", dir=lib.parent) as folder:
        fresh = Path(folder, "fresh")
        _copy_jars(fresh, pom)
        (fresh / _STAMP).write_text(_hash(pom), encoding="ascii")
        if lib.exists():
            lib.rename(Path(folder, "old"))
        fresh.rename(lib)


def _copy_jars(folder: Path, pom: Path) -> None:
    # A jar whose checksum is wrong stops the run; by itself Maven would only warn.
    options = ["--quiet", "--batch-mode", "--strict-checksums", "-Dstyle.color=never", "--file", str(pom)]
    goal = [
        "org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies",
        "-DincludeScope=runtime",
        f"-DoutputDirectory={folder.resolve()}",
    ]
    run = subprocess.run([find_maven(), *options, *goal], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise ServerError(f"mvn: cannot fetch the jars of {pom.name} ({_first_error(run.stdout)}); see the network and Maven's settings")


def _first_error(output: str) -> str:
    """The end of what Maven says first, where the cause stands; the lines after it are advice on how to see more."""
    _, _, errors = output.partition("[ERROR] ")
    first = errors.partition("\n")[0].removesuffix(" -> [Help 1]")
    return f"… {first[-_CAUSE:]}" if len(first) > _CAUSE else first or last_words(output)
