"""A real Neo4j with a home of its own, for the time of a test."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from deploy.neo4j.errors import ServerError
from deploy.neo4j.jars import LIB, find_maven, is_installed
from deploy.neo4j.java import find_java
from deploy.neo4j.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def running_neo4j(home: Path, *, password: str) -> Iterator[Server]:
    """A server that answers, empty where its home is new; the jars are those of the project.

    Raises:
        ServerError: it cannot run here.
    """
    server = Server(home, *free_ports())
    server.start(password)
    try:
        yield server
    finally:
        server.stop()


def what_is_missing() -> str | None:
    """The one line that says what a server needs and this machine has not; None where nothing is missing."""
    try:
        find_java()
        if not is_installed(LIB):
            find_maven()
    except ServerError as error:
        return str(error)
    return None


def free_ports() -> tuple[int, int]:
    """Two ports that are free now."""
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]
