"""Stand-ins for Java and Maven, to see what is said when the real ones fail."""

from __future__ import annotations

import os
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MAVEN_FETCHES = """
    for word in "$@"; do case "$word" in -DoutputDirectory=*) folder=${word#*=}; mkdir "$folder"; : > "$folder/one.jar";; esac; done
    echo >> "$0.calls"
"""
MAVEN_BREAKS_OFF = MAVEN_FETCHES + "echo '[ERROR] Could not transfer artifact: timed out'; echo '[ERROR] For more, see -X'; exit 1\n"
JAVA_IS_OLD = """echo 'openjdk version "11.0.2" 2019-01-15' >&2\n"""
JAVA_ENDS_AT_ONCE = """
    echo "$*" >> "$0.calls"
    case "$*" in
      -version) echo 'openjdk version "17.0.15" 2025-04-15' >&2;;
      *AdminTool*) read -r _;;
      *) echo 'INFO  Starting...'; echo 'ERROR Failed to start: the disk is full'; exit 1;;
    esac
"""


def put_first(monkeypatch: pytest.MonkeyPatch, folder: Path, **scripts: str) -> None:
    """Make the scripts the programs of those names that are found first."""
    folder.mkdir(exist_ok=True)
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{textwrap.dedent(script)}", encoding="utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("JAVA_HOME", raising=False)
