"""A real Neo4j with a home of its own, for the time of a test."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from deploy.neo4j.errors import ServerError
from deploy.neo4j.jars import LIB, find_maven, is_installed
from deploy.neo4j.java import find_java
from deploy.neo4j.ports import free_ports
from deploy.neo4j.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def running_neo4j(home: Path, *, password: str) -> Iterator[Server]:
    """A server that answers, empty where its home is new; the jars are those of the project.

    Its Browser takes the kit from a port that is free: a service that is started on that of `kit_origin` is the one it asks.

    Raises:
        ServerError: it cannot run here.
    """
    # A server of a test lives for seconds: what the quick compiler saves at the start, the slow one never earns.
    os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    bolt, http, kit = free_ports(3)
    server = Server(home, bolt, http, kit_origin=f"http://localhost:{kit}")
    server.start(password)
    try:
        # The first question takes the server seconds: not those of a test that measures or limits time.
        server.takes(password)
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
