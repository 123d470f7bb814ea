"""The line to a Neo4j server: how it is opened, which servers will do, and its errors in one line each."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from neo4j import READ_ACCESS, WRITE_ACCESS, Auth, Driver, GraphDatabase, ManagedTransaction, Session, unit_of_work
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
    UnsupportedServerProduct,
)

from graph.errors import BadParameter, StoreError, StoreUnavailable
from graph.plain import too_slow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.login import Login

T = TypeVar("T")

# What goes wrong is raised; without this, the driver's log would say it on standard error a second time.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

# The first version that takes a subquery with its variables named, as the questions write it.
OLDEST = (5, 23)
CONNECT_SECONDS = 10.0
RETRY_SECONDS = 15.0
_AGENT = re.compile(r"Neo4j/(?P<major>\d+)\.(?P<minor>\d+)")
_WANTED = f"Neo4j {OLDEST[0]}.{OLDEST[1]} or later"
_LOGIN_ADVICE = "set POLICYGRAPH_NEO4J_USER and POLICYGRAPH_NEO4J_PASSWORD"
# Codes of the server for: this database, or this member of a cluster, takes no writes.
_READ_ONLY = (
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
    "Neo.ClientError.Cluster.NotALeader",
)


@dataclass(frozen=True)
class Connection:
    """A server that answers, and who has logged in to it."""

    driver: Driver
    address: str
    login: Login | None

    def session(self, access: str) -> Session:
        """A session with the database of the login; `access` is READ_ACCESS or WRITE_ACCESS."""
        database = self.login.database if self.login else None
        # With the bookmarks that all sessions of a driver share, each member of a cluster first catches up with what they have seen.
        return self.driver.session(
            database=database, default_access_mode=access, bookmark_manager=self.driver.execute_query_bookmark_manager
        )

    def read(self, query: str, rows: object = None) -> list[dict[str, Any]]:
        """What a query answers in a read transaction of its own."""
        with self.session(READ_ACCESS) as session:
            return session.execute_read(lambda transaction: list(map(dict, transaction.run(query, rows=rows))))

    def write(self, statement: str, rows: object = None) -> list[dict[str, Any]]:
        """What a statement answers in a transaction of its own, which is begun again only where the server says that it may be."""
        with self.session(WRITE_ACCESS) as session:
            return session.execute_write(lambda transaction: list(map(dict, transaction.run(statement, rows=rows))))

    def close(self) -> None:
        """Let go of the server."""
        self.driver.close()


def connect(address: str, login: Login | None, *, retry_seconds: float = RETRY_SECONDS) -> Connection:
    """A server that answers and can keep a graph; close it when done.

    What fails for a moment only is tried again for `retry_seconds`.

    Raises:
        StoreUnavailable: the server does not answer.
        StoreError: the address cannot be used, the login is refused, or the server is too old.
    """
    _check_address(address)
    connection = Connection(_make_driver(address, login, retry_seconds), address, login)
    try:
        with plain_errors(address), connection.session(READ_ACCESS) as session:
            check_version(address, session.run("RETURN 1").consume().server.agent)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_driver(address: str, login: Login | None, retry_seconds: float) -> Driver:
    try:
        return GraphDatabase.driver(
            address,
            auth=_auth(login),
            connection_timeout=CONNECT_SECONDS,
            max_transaction_retry_time=retry_seconds,
            connection_acquisition_timeout=CONNECT_SECONDS + 5,
            # How a question could be written better is for its author, whom the tests tell; nobody who asks it can mend it.
            notifications_min_severity="OFF",
        )
    except (ConfigurationError, ValueError) as error:
        raise StoreError(f"{address}: no server can be reached by this address ({first_line(error)}); correct it") from error


def limited(work: Callable[[ManagedTransaction], T], timeout_seconds: float | None) -> Callable[[ManagedTransaction], T]:
    """The work of a transaction that the server ends after so many seconds; None leaves the limit to the server."""
    # The server counts milliseconds, and would take 0 for no limit at all.
    timeout = None if timeout_seconds is None else max(timeout_seconds, 0.001)
    return unit_of_work(timeout=timeout)(work)


def _auth(login: Login | None) -> Auth | None:
    if login is None or login.password is None:
        return None
    return Auth("basic", login.user, login.password.get_secret_value())


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.username is not None or parts.password is not None:
        # Addresses end up in logs and in the history of the shell.
        raise StoreError(f"--store {parts.scheme}://…@…: the address holds a user or password; take them out and {_LOGIN_ADVICE}")
    if parts.query or parts.fragment or parts.path.strip("/"):
        raise StoreError(
            f"--store {parts.scheme}://{parts.netloc}/…: leave out what follows the host; POLICYGRAPH_NEO4J_DATABASE names a database"
        )
    try:
        parts.port  # noqa: B018 - it is read to see whether it is one
    except ValueError as error:
        raise StoreError(f"{address}: {error}; write the address as {parts.scheme}://HOST:7687") from error


def check_version(address: str, agent: str) -> None:
    """A StoreError where the server is no Neo4j that can answer the questions; `agent` is what it calls itself.

    >>> check_version("bolt://db:7687", "Neo4j/5.26.20")
    >>> check_version("bolt://db:7687", "Neo4j/4.4.38")
    Traceback (most recent call last):
    graph.errors.StoreError: bolt://db:7687: this server is Neo4j/4.4.38; give the address of a Neo4j 5.23 or later
    """
    found = _AGENT.match(agent)
    if not found or (int(found["major"]), int(found["minor"])) < OLDEST:
        raise StoreError(f"{address}: this server is {agent}; give the address of a {_WANTED}")


@contextmanager
def plain_errors(address: str) -> Iterator[None]:
    """Turn what the driver and the server say into one line: what is wrong, where, and what to do."""
    try:
        yield
    except (DriverError, Neo4jError) as error:
        raise _explained(address, error) from error


def _explained(address: str, error: Exception) -> StoreError:
    if isinstance(error, AuthError):
        return StoreError(f"{address}: the server refuses the login; {_LOGIN_ADVICE} to those of this server")
    if isinstance(error, IncompleteCommit):
        # Whether the last transaction was taken is not known, but it was taken whole or not at all.
        return StoreUnavailable(
            f"{address}: the connection was lost while the graph was put in place: it is the old or the new one, whole; build again"
        )
    if isinstance(error, UnsupportedServerProduct):
        return StoreError(f"{address}: this is no {_WANTED} ({first_line(error)}); give the address of one")
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return StoreUnavailable(f"{address}: the server does not answer ({first_line(error)}); start it, or see that this is its Bolt port")
    if isinstance(error, Neo4jError):
        return _explained_refusal(address, error)
    return StoreError(f"{address}: the graph cannot be used ({first_line(error)})")


def _explained_refusal(address: str, error: Neo4jError) -> StoreError:
    code = error.code or ""
    if code in _READ_ONLY:
        return StoreError(f"{address}: the database is read-only ({first_line(error)}); let an operator allow writes, or give another")
    if code.endswith("DatabaseNotFound"):
        return StoreError(f"{address}: {first_line(error)}; set POLICYGRAPH_NEO4J_DATABASE to one that is there")
    if isinstance(error, TransientError) or code.endswith("DatabaseUnavailable"):
        return StoreUnavailable(f"{address}: the server cannot do this now ({first_line(error)}); try again later")
    return StoreError(f"{address}: the server refuses ({first_line(error)})")


def refused_question(error: Exception, timeout_seconds: float | None) -> StoreError | BadParameter:
    """The error of a question that the server does not take, or that the driver cannot send."""
    said = first_line(error)
    if not isinstance(error, Neo4jError):
        return BadParameter(f"the graph cannot take a parameter: {said}; give text, numbers or lists")
    code = error.code or ""
    if "TransactionTimedOut" in code:
        return too_slow(timeout_seconds)
    kind = BadParameter if code.endswith("ParameterMissing") else StoreError
    return kind(f"the graph refuses the question: {said}; mend the query or its parameters")


def first_line(error: BaseException) -> str:
    """What an error says, on one line and without the address of its documentation."""
    said = error.message if isinstance(error, Neo4jError) and error.message else str(error)
    return (said.splitlines() or [type(error).__name__])[0].strip().rstrip(".:")
