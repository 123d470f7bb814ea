"""The password of the user neo4j: where it comes from and how it is handed over."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from deploy.neo4j.errors import ServerError

if TYPE_CHECKING:
    from pathlib import Path

USER = "neo4j"
VARIABLE = "POLICYGRAPH_NEO4J_PASSWORD"
SHORTEST = 8


def check(password: str) -> None:
    """Refuse a password that Neo4j would refuse.

    Raises:
        ServerError: it is too short, or has characters that cannot be typed in one line.
    """
    if len(password) < SHORTEST or not password.isprintable():
        raise ServerError(f"{VARIABLE}: needs at least {SHORTEST} characters and no line break; set another, or none for a random one")


def make(file: Path) -> str:
    """A random password, kept in a file that only its owner may read."""
    password = secrets.token_hex(16)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
        opened.write(f"{password}\n")
    return password


def read(file: Path) -> str | None:
    """The password kept in the file, None where there is no such file."""
    return file.read_text(encoding="utf-8").rstrip("\n") if file.is_file() else None


def as_argument_file(password: str) -> str:
    r"""The password as the one argument in a file of arguments, for AdminTool to read by `@FILE`.

    Example:
        >>> print(as_argument_file('@a "b" -c'), end="")
        --
        "@@a \"b\" -c"
    """
    # After `--` a hyphen begins no option, and `@@` stands for an `@` that names no further file.
    escaped = password.replace("\\", "\\\\").replace('"', '\\"')
    return f'--\n"{"@" if password.startswith("@") else ""}{escaped}"\n'
