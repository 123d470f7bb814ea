"""The password of a graph server, where the environment does not give it: asked for on the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer
from pydantic import SecretStr

from graph.store import is_server

if TYPE_CHECKING:
    from api.settings import Settings


def with_password(settings: Settings) -> Settings:
    """The settings, with the password that a person types where a server is asked and no password is set.

    In a pipe nobody is asked: the server is then tried without one, and says whether it wants one.

    Raises:
        StoreError: the address of the graph cannot be one.
        KeyboardInterrupt: the person gave up.
    """
    if not is_server(settings.store) or settings.neo4j_password is not None or not _can_ask():
        return settings
    try:
        typed = typer.prompt(
            f"Password of {settings.neo4j_user} at {settings.store}", default="", hide_input=True, show_default=False, err=True
        )
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    return settings.model_copy(update={"neo4j_password": SecretStr(typed)}) if typed else settings


def _can_ask() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))
