"""The one error of running a server."""

from __future__ import annotations


class ServerError(Exception):
    """The server cannot do what was asked; the message is one line: what, where, what to do."""
