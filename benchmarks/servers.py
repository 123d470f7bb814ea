"""Neo4j servers of the benchmarks' own: one with the APOC procedures that some of the compared writers call, one for large graphs."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from deploy.neo4j.jars import LIB, install
from deploy.neo4j.ports import free_ports
from deploy.neo4j.server import Server
from graph.login import Login

if TYPE_CHECKING:
    from collections.abc import Iterator

POM = Path(__file__).parent / "apoc" / "pom.xml"
APOC = LIB.with_name("apoc")
LOGIN = Login(user="neo4j", password=SecretStr("a-password-for-benchmarks"), database=None)


@dataclass
class LargeServer(Server):
    """A server with room for a large graph: `pages` is the memory for what is read from the disk."""

    pages: str = "4g"

    def configure(self) -> None:
        """Write its settings."""
        super().configure()
        text = self.conf.read_text(encoding="utf-8")
        self.conf.write_text(re.sub(r"(?m)^(server\.memory\.pagecache\.size)=.*$", rf"\1={self.pages}", text), encoding="utf-8")


class ApocServer(Server):
    """A server that lets APOC do what it wants."""

    def configure(self) -> None:
        """Write its settings, and put APOC where the server looks for procedures."""
        super().configure()
        plugins = self.home / "plugins"
        plugins.mkdir(exist_ok=True)
        for jar in APOC.glob("apoc-core-*.jar"):
            shutil.copy(jar, plugins)
        with self.conf.open("a", encoding="utf-8") as conf:
            conf.write("dbms.security.procedures.unrestricted=apoc.*\n")


@contextmanager
def running_server(folder: Path, *, heap: str = "2g") -> Iterator[Server]:
    """A server with its home in that folder, which has the jars of Neo4j and of APOC."""
    install(LIB)
    install(APOC, pom=POM)
    bolt, http = free_ports()
    server = ApocServer(folder / "neo4j", bolt, http, heap=heap, lib=_joined(folder / "lib"))
    server.start(password_of(LOGIN))
    try:
        yield server
    finally:
        server.stop()


def password_of(login: Login) -> str:
    """The password in plain, for programs that take nothing else."""
    return login.password.get_secret_value() if login.password else ""


def _joined(lib: Path) -> Path:
    """One folder for the class path; the server takes it for whole, since it has the stamp of its own jars."""
    lib.mkdir()
    for each in (*APOC.glob("*.jar"), *LIB.iterdir()):
        target = lib / each.name
        if not target.exists():
            target.symlink_to(each)
    return lib
