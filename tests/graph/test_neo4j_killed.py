"""A loader that is killed, and a server that is killed: afterwards the graph is the old one or the new one, and the next build works."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deploy.neo4j.server import Server
from graph.errors import StoreChanged, StoreError
from graph.store import build_store, open_store
from tests.conftest import NEO4J_LOGIN, require_neo4j
from tests.deploy.running_server import running_neo4j

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD = NEO4J_LOGIN.password.get_secret_value()
SIZE = 2000
# Builds one graph after another until it is killed: the moment falls anywhere in a build.
LOADER = """
import itertools, sys
from pydantic import SecretStr
from graph.errors import StoreError
from graph.login import Login
from graph.store import build_store
address, password, size, first = sys.argv[1:]
login = Login(user="neo4j", password=SecretStr(password), database=None)
for turn in itertools.count(int(first)):
    rows = [{"id": f"{turn}-{number}", "name": "市"} for number in range(int(size))]
    ends = [{"source_id": row["id"], "target_id": row["id"]} for row in rows]
    try:
        with build_store(address, login) as builder:
            builder.write_nodes("City", rows)
            builder.write_nodes("Plan", rows)
            builder.write_relationships("ISSUED", "City", "Plan", ends)
    except StoreError as error:
        sys.exit(error.message)
    print(turn, flush=True)
"""


def started_loader(address: str, first: int) -> subprocess.Popen[str]:
    loader = subprocess.Popen(
        [sys.executable, "-c", LOADER, address, PASSWORD, str(SIZE), str(first)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert loader.stdout is not None
    assert loader.stdout.readline() == f"{first}\n"
    return loader


def turn_that_is_there(address: str) -> int:
    """Which of the loader's graphs the server holds; it must be whole, and nothing else may be seen with it."""
    query = """
    MATCH (c:City) WITH collect(DISTINCT split(c.id, '-')[0]) AS turns, count(*) AS cities
    MATCH (p:Plan) WITH turns, cities, count(*) AS plans
    MATCH (c:City)-[:ISSUED]->(p:Plan) WHERE c.id = p.id
    RETURN turns AS turns, cities AS cities, plans AS plans, count(*) AS issued
    """
    columns = ["turns", "cities", "plans", "issued"]
    with closing(open_store(address, NEO4J_LOGIN)) as store:
        assert store.snapshot().counts["City"] == SIZE
        try:
            (row,) = store.run(query, {}, columns=columns, timeout_seconds=20, row_limit=10)
        except StoreChanged:
            # The last word of the loader that was killed, "commit", was still on its way.
            (row,) = store.latest().run(query, {}, columns=columns, timeout_seconds=20, row_limit=10)
    assert (row["cities"], row["plans"], row["issued"]) == (SIZE, SIZE, SIZE)
    (turn,) = row["turns"]
    return int(turn)


def build_one_city(address: str, name: str = "x") -> None:
    with build_store(address, NEO4J_LOGIN) as builder:
        builder.write_nodes("City", [{"id": name, "name": name}])
    with closing(open_store(address, NEO4J_LOGIN)) as store:
        assert store.snapshot().counts["City"] == 1


def last_said(said: str, before: int) -> int:
    return max([before, *map(int, said.split())])


def test_a_loader_that_is_killed_leaves_one_whole_graph(neo4j_server: Server) -> None:
    chance, address, turn = random.Random(20251123), neo4j_server.bolt_address, 0
    for _ in range(20):
        loader = started_loader(address, turn)
        time.sleep(chance.uniform(0, 1.2))
        loader.kill()
        said, _ = loader.communicate()
        done = last_said(said, turn)
        # The kill may fall between the swap and the line that tells of it.
        assert turn_that_is_there(address) in (done, done + 1)
        turn = done + 2
    build_one_city(address)


class ReadOnlyServer(Server):
    """A server whose databases take no writes."""

    def configure(self) -> None:
        super().configure()
        with self.conf.open("a", encoding="utf-8") as conf:
            conf.write("server.databases.default_to_read_only=true\n")


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    require_neo4j()
    with running_neo4j(tmp_path_factory.mktemp("own"), password=PASSWORD) as server:
        yield server


def kill(server: Server) -> None:
    pid = server.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while server.pid() is not None:
        time.sleep(0.01)


def test_a_loader_whose_server_is_killed_says_so_in_one_line(own_server: Server) -> None:
    loader = started_loader(own_server.bolt_address, 0)
    kill(own_server)
    _, complaint = loader.communicate(timeout=90)
    assert loader.returncode == 1
    assert complaint.startswith(f"{own_server.bolt_address}: ")
    assert complaint.count("\n") == 1, complaint
    assert own_server.start(PASSWORD)


def test_a_server_that_is_killed_keeps_one_whole_graph(own_server: Server) -> None:
    chance, address, turn = random.Random(20251124), own_server.bolt_address, 0
    for _ in range(5):
        loader = started_loader(address, turn)
        time.sleep(chance.uniform(0, 1.2))
        kill(own_server)
        # Before the server comes back: a loader may outlast it, where it was between two transactions.
        loader.kill()
        said, _ = loader.communicate()
        assert own_server.start(PASSWORD)
        done = last_said(said, turn)
        assert turn_that_is_there(address) in (done, done + 1)
        turn = done + 2
    build_one_city(address)


def test_a_database_that_takes_no_writes_is_one_line_and_can_be_read(own_server: Server) -> None:
    build_one_city(own_server.bolt_address)
    own_server.stop()
    server = ReadOnlyServer(own_server.home, own_server.bolt_port, own_server.http_port)
    server.start(PASSWORD)
    try:
        with (
            pytest.raises(StoreError, match="the database is read-only") as caught,
            build_store(server.bolt_address, NEO4J_LOGIN) as builder,
        ):
            builder.write_nodes("City", [{"id": "y", "name": "y"}])
        assert "\n" not in caught.value.message
        with closing(open_store(server.bolt_address, NEO4J_LOGIN)) as store:
            assert store.snapshot().counts["City"] == 1
    finally:
        server.stop()
