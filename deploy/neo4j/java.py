"""Java and the programs it runs: which one there is, and a class of the jars as a command."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from deploy.neo4j.errors import ServerError

OLDEST_JAVA = 17
_VERSION = re.compile(r'version "(?P<major>\d+)')
_TELLING = re.compile(r"\bERROR\b|Exception|Error\b|Caused by:|\[ERROR\]")
_ADVICE = f"install Java {OLDEST_JAVA} or newer (openjdk-17-jre-headless), or point JAVA_HOME to it"


def find_java() -> str:
    """The path of a Java that is new enough, that of JAVA_HOME before that of PATH.

    Raises:
        ServerError: there is none.
    """
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home, "bin"))) if home else shutil.which("java")
    if java is None:
        raise ServerError(f"java: not found in {'JAVA_HOME' if home else 'PATH'}; {_ADVICE}")
    major = _major(java)
    if major < OLDEST_JAVA:
        raise ServerError(f"{java}: is Java {major or 'of an unknown version'}, too old for Neo4j; {_ADVICE}")
    return java


def _major(java: str) -> int:
    run = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    found = _VERSION.search(run.stderr)
    return int(found["major"]) if found else 0


def class_command(lib: Path, main: str, *, heap: str) -> list[str]:
    """The command that runs a main class of the jars in `lib`; arguments of the class may follow."""
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch")]
    return [find_java(), f"-Xmx{heap}", "-Dfile.encoding=UTF-8", *opened, "-cp", str(lib / "*"), main]


def last_words(output: str) -> str:
    r"""The line of a program's output that says best why it ended: the last that names an error, or else the last.

    Example:
        >>> last_words("Starting\nCaused by: Address already in use\n\tat java.base/Net.bind(Net.java)\n")
        'Caused by: Address already in use'
        >>> last_words("")
        'it wrote nothing'
    """
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if _TELLING.search(line) and not line.startswith("at ")]
    return (telling or lines or ["it wrote nothing"])[-1][:300]
