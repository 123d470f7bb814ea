"""The settings of the command line and the service; the environment gives them as POLICYGRAPH_STORE and so on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.problems import plain_reason
from graph.errors import BadParameter
from graph.login import Login
from graph.store import DEFAULT_ADDRESS
from queries.catalogue import ROW_LIMIT, TIMEOUT_SECONDS

PREFIX = "POLICYGRAPH_"
_WEB_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?:/[\w.~/%-]*)?", re.ASCII)


class Settings(BaseSettings):
    """What may be set; a value that is given in code goes before the environment, which goes before the default."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    store: Annotated[str, Field(description="where the graph is kept: the path of a file, or neo4j://… or bolt://… of a server")] = (
        DEFAULT_ADDRESS
    )
    neo4j_user: Annotated[str, Field(description="who logs in to the graph server")] = "neo4j"
    neo4j_password: Annotated[SecretStr | None, Field(description="the password, asked for on a terminal where it is left out")] = None
    neo4j_database: Annotated[str | None, Field(min_length=1, description="database of the server; that of the user where left out")] = None
    neo4j_browser: Annotated[
        str | None, Field(description="address of Neo4j Browser for the links of the pages; where left out, that of a graph server here")
    ] = None
    corpus: Annotated[Path, Field(description="folder with the plans and their manifests")] = Path("data/plans")
    host: Annotated[str, Field(description="address the service listens on")] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535, description="port the service listens on")] = 8000
    cors_origins: Annotated[tuple[str, ...], NoDecode, Field(description="origins whose pages may read the service, joined by commas")] = (
        "*",
    )
    timeout_seconds: Annotated[float, Field(gt=0, le=TIMEOUT_SECONDS, description="how long the service may work on one question")] = (
        TIMEOUT_SECONDS
    )
    row_limit: Annotated[int, Field(ge=1, le=ROW_LIMIT, description="how many rows one question may give the service")] = ROW_LIMIT
    page_size: Annotated[int, Field(ge=1, le=500, description="how many entries a list has where `limit` is not given")] = 100

    def login(self) -> Login:
        """Who logs in where the graph is kept on a server."""
        return Login(user=self.neo4j_user, password=self.neo4j_password, database=self.neo4j_database)

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(word.strip() for word in value.split(",") if word.strip()) if isinstance(value, str) else value

    @field_validator("neo4j_browser")
    @classmethod
    def _check_browser(cls, address: str | None) -> str | None:
        # It becomes a link: another scheme could run a script, and a query of its own would swallow that of the link.
        if address is not None and not _WEB_ADDRESS.fullmatch(address):
            raise ValueError("give an http or https address without ? or #, such as http://localhost:7474/browser/")
        return address


def read_settings(**given: Any) -> Settings:
    """The settings; those given as None are taken from the environment or the default.

    Raises:
        BadParameter: a value is not what it must be, naming the environment variable or the option.
    """
    set_here = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**set_here)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        where = f"--{name}" if name in set_here else f"{PREFIX}{name.upper()}"
        raise BadParameter(f"{where} is {str(first['input'])!r:.80}: {plain_reason(first)}; mend it or leave it out") from error
