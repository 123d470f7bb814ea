"""Who logs in to a graph server."""

from __future__ import annotations

from pydantic import SecretStr

from graph.records import Record


class Login(Record):
    """A user of a graph server; without a password the server is asked without one.

    `database` is the one that is used, null for the user's own.
    """

    user: str
    password: SecretStr | None
    database: str | None
