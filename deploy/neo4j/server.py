"""A Neo4j server with its own home folder: configured, started, asked for, stopped.

    python -m deploy.neo4j.server start|stop|status [--home .neo4j] [--bolt-port 7687] [--http-port 7474]

Nothing outside the standard library is imported, so that it runs before anything is installed.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from deploy.neo4j import passwords, ports, processes, settings
from deploy.neo4j.errors import ServerError
from deploy.neo4j.jars import LIB, install
from deploy.neo4j.java import class_command, find_java, last_words
from deploy.neo4j.locks import turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

START_SECONDS = 60.0
_PAUSE_SECONDS = 0.2
_SERVER = "org.neo4j.server.CommunityEntryPoint"
_ADMIN = "org.neo4j.cli.AdminTool"
_NOT_RUNNING = 3


@dataclass
class Server:
    """A server on this machine; all it keeps is in `home`: conf, data, logs, its process number, a password it made.

    `lib` is the folder of its jars, which servers may share. A `Server` only tells where one is or is to be: several may stand for one.
    """

    home: Path
    bolt_port: int = 7687
    http_port: int = 7474
    heap: str = "512m"
    kit_origin: str = settings.KIT_ORIGIN
    lib: Path = LIB
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False, repr=False, compare=False)

    @classmethod
    def at(cls, home: Path) -> Server:
        """The server of that home with the ports it was last started with."""
        server = cls(home)
        if server.conf.is_file():
            written = settings.parse(server.conf.read_text(encoding="utf-8"))
            server.bolt_port, server.http_port = settings.port_of(written, "bolt"), settings.port_of(written, "http")
        return server

    @property
    def bolt_address(self) -> str:
        """Where drivers and `policygraph --store` find it."""
        return f"neo4j://{ports.HOST}:{self.bolt_port}"

    @property
    def browser_address(self) -> str:
        """Where people find Neo4j Browser."""
        return f"http://{ports.HOST}:{self.http_port}/browser/"

    @property
    def conf(self) -> Path:
        """Its settings."""
        return self.home / "conf" / "neo4j.conf"

    @property
    def password_file(self) -> Path:
        """The password that was made at the first start, where none was given."""
        return self.home / "password"

    @property
    def console(self) -> Path:
        """What it wrote since it was last started."""
        return self.home / "logs" / "console.log"

    def configure(self) -> None:
        """Write its settings into its home.

        Raises:
            ServerError: the home cannot be used, or a setting is none.
        """
        text = settings.fill_in(bolt_port=self.bolt_port, http_port=self.http_port, heap=self.heap, kit_origin=self.kit_origin)
        self._check_home()
        with _plain_errors(self.home):
            for folder in (self.conf.parent, self.console.parent):
                folder.mkdir(parents=True, exist_ok=True)
            self.conf.write_text(text, encoding="utf-8")

    def start(self, password: str | None = None, tell: Callable[[str], None] = lambda _: None) -> bool:
        """Start it and wait until it answers; False says that it ran already, and nothing was done.

        `password` becomes that of the user neo4j at the first start; without one a random one is made and kept in `password_file`.
        `tell` gets lines to show while one waits.

        Raises:
            ServerError: no Java, no Maven, a port that is taken, a home that cannot be used, or a server that does not answer.
        """
        self._check_home()
        with _plain_errors(self.home), turn(self.home / "lock"):
            if self.pid() is not None:
                return False
            self.configure()
            find_java()
            self._check_ports()
            install(self.lib, tell)
            self._set_password(password)
            tell("starting; a slow machine takes half a minute")
            self._launch()
        return True

    def stop(self) -> bool:
        """End it and wait until it has gone; False says that none ran."""
        if self.pid() is None:
            return False
        with turn(self.home / "lock"):
            self._end()
        return True

    def pid(self) -> int | None:
        """The number of its process, None where it does not run."""
        if self._process is not None and self._process.poll() is None:
            # Who started it can end it even where its home was removed.
            return self._process.pid
        try:
            pid = int(self._pid_file.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None
        return pid if processes.runs(pid, self._mark) else None

    def takes(self, password: str) -> bool:
        """Whether the running server lets the user neo4j in by that password."""
        return ports.takes_login(self.http_port, passwords.USER, password)

    def admin(self, arguments: Sequence[str], *, stdin: str = "") -> str:
        """What neo4j-admin says to those arguments, such as `["database", "import", "full", …]`; most want a server that does not run.

        Raises:
            ServerError: it refuses or fails.
        """
        install(self.lib)
        if not self.conf.is_file():
            self.configure()
        environment = {**os.environ, "NEO4J_HOME": str(self._place), "NEO4J_CONF": str(self._place / "conf")}
        command = [*class_command(self.lib, _ADMIN, heap=self.heap), *arguments]
        run = subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", env=environment, check=False)
        if run.returncode != 0:
            raise ServerError(f"neo4j-admin {' '.join(arguments[:3])}: {last_words(run.stdout + run.stderr)}; correct it and try again")
        return run.stdout

    @property
    def _place(self) -> Path:
        return self.home.resolve()

    @property
    def _pid_file(self) -> Path:
        return self.home / "server.pid"

    @property
    def _mark(self) -> str:
        """What no process but this server has in its command."""
        return f"{_SERVER} --home-dir={self._place} "

    def _check_home(self) -> None:
        """Make the folder; one that holds other things is left alone, since `data` and `logs` would fall among them."""
        with _plain_errors(self.home):
            self.home.mkdir(parents=True, exist_ok=True)
            others = [path.name for path in self.home.iterdir() if path.name.partition(".")[0] not in {"lib", "lock"}]
        if others and not self.conf.is_file():
            raise ServerError(f"{self.home}: is the home of no server but holds {min(others)}; name an empty or a new folder with --home")

    def _check_ports(self) -> None:
        for door, port in (("bolt", self.bolt_port), ("http", self.http_port)):
            if ports.is_taken(port):
                raise ServerError(
                    f"{ports.HOST}:{port}: something listens there already; stop it, or choose another port with --{door}-port"
                )

    def _set_password(self, given: str | None) -> None:
        if (self.home / "data" / "databases" / "system").exists():
            return
        password = given or passwords.read(self.password_file) or passwords.make(self.password_file)
        passwords.check(password)
        # The password comes by a pipe: in the arguments, or in a file that is left behind, others might read it.
        self.admin(["dbms", "set-initial-password", "@/dev/stdin"], stdin=passwords.as_argument_file(password))

    def _launch(self) -> None:
        command = class_command(self.lib, _SERVER, heap=self.heap)
        arguments = [f"--home-dir={self._place}", f"--config-dir={self._place / 'conf'}", "--console-mode"]
        with self.console.open("wb") as log:
            # On its own, the server outlives the terminal and hears no Ctrl-C that is meant for others.
            self._process = subprocess.Popen(
                [*command, *arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        try:
            self._pid_file.write_text(f"{self._process.pid}\n", encoding="ascii")
            self._wait_until_ready(self._process)
        except BaseException:
            self._end()
            raise

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        latest = time.monotonic() + START_SECONDS
        while not (ports.speaks_bolt(self.bolt_port) and ports.speaks_http(self.http_port)):
            if process.poll() is not None:
                raise ServerError(f"{self.console}: the server ended while starting ({self._last_words()}); mend that and start again")
            if time.monotonic() > latest:
                raise ServerError(f"{self.console}: no answer after {START_SECONDS:.0f} s ({self._last_words()}); see there, start again")
            time.sleep(_PAUSE_SECONDS)

    def _last_words(self) -> str:
        return last_words(self.console.read_text(encoding="utf-8", errors="replace"))

    def _end(self) -> None:
        pid = self.pid()
        if pid is not None:
            processes.end(pid, self._mark)
        if self._process is not None:
            self._process.wait()
            self._process = None
        self._pid_file.unlink(missing_ok=True)


@contextmanager
def _plain_errors(home: Path) -> Iterator[None]:
    """Say in one line which file cannot be used."""
    try:
        yield
    except OSError as error:
        raise ServerError(f"{error.filename or home}: {error.strerror or error}; name another folder with --home") from error


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ServerError(f"{message}; see: python -m deploy.neo4j.server --help")


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; give a number from 1 to 65535")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m deploy.neo4j.server", description=f"A Neo4j on this machine. {passwords.VARIABLE} gives its password.")
    parser.add_argument("command", choices=("start", "stop", "status"), help="status exits 3 where none runs")
    parser.add_argument("--home", type=Path, default=Path(".neo4j"), help="folder of the server (default: %(default)s)")
    parser.add_argument("--bolt-port", type=_port, default=7687, help="for drivers (default: %(default)s)")
    parser.add_argument("--http-port", type=_port, default=7474, help="for Browser (default: %(default)s)")
    parser.add_argument("--heap", default="512m", help="memory of its objects, as Java's -Xmx (default: %(default)s)")
    parser.add_argument("--kit-origin", default=settings.KIT_ORIGIN, help="where `policygraph serve` answers (default: %(default)s)")
    parser.add_argument("--lib", type=Path, default=LIB, help="folder of its jars (default: .neo4j/lib of the project)")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; errors are one line on standard error and exit code 2."""
    try:
        options = _parser().parse_args(arguments)
        return {"start": _start, "stop": _stop, "status": _status}[options.command](options)
    except ServerError as error:
        sys.stderr.write(f"neo4j: {error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("neo4j: interrupted; what was begun was ended\n")
        return 130


def _start(options: argparse.Namespace) -> int:
    server = Server(options.home, options.bolt_port, options.http_port, options.heap, options.kit_origin, options.lib)
    is_new = server.start(os.environ.get(passwords.VARIABLE), _say)
    _describe(Server.at(options.home), "runs" if is_new else "runs already")
    return 0


def _stop(options: argparse.Namespace) -> int:
    was_running = Server.at(options.home).stop()
    _say(f"Neo4j in {options.home} {'has stopped; its data stays there' if was_running else 'does not run: nothing to stop'}")
    return 0


def _status(options: argparse.Namespace) -> int:
    server = Server.at(options.home)
    if server.pid() is None:
        _say(f"Neo4j in {options.home} does not run; start it with: make neo4j")
        return _NOT_RUNNING
    _describe(server, "runs")
    return 0


def _describe(server: Server, state: str) -> None:
    """Say where the server is and how to load the graph; the password itself is never said."""
    place, export = _password_place(server)
    _say(f"Neo4j in {server.home} {state} (process {server.pid()})")
    _say(f"bolt      {server.bolt_address}\nBrowser   {server.browser_address}\nuser      {passwords.USER}\npassword  {place}")
    _say(f"load the graph with:\n{export}  policygraph build --store {server.bolt_address}")


def _password_place(server: Server) -> tuple[str, str]:
    """Where the password that the server takes is, and the line that puts it into the environment where it is not there."""
    given, kept = os.environ.get(passwords.VARIABLE), passwords.read(server.password_file)
    if given and server.takes(given):
        return f"in {passwords.VARIABLE}", ""
    if kept and server.takes(kept):
        return f"in {server.password_file}", f'  export {passwords.VARIABLE}="$(cat {shlex.quote(str(server.password_file))})"\n'
    return "the one of the first start, or what it was changed to since", f"  export {passwords.VARIABLE}=…\n"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
