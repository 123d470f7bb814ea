"""What stands behind a port of this machine: nothing, or a server that answers."""

from __future__ import annotations

import base64
import socket
from contextlib import ExitStack
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

HOST = "localhost"
_SECONDS = 5.0
# The first question that a server is asked took it up to four seconds, on a machine with other work to do longer.
_LOGIN_SECONDS = 30.0
# Four versions may be offered: 5.4 down to 5.0, and three times none.
_BOLT_HELLO = bytes.fromhex("6060b017 00040405 00000000 00000000 00000000")


def free_ports(count: int = 2) -> list[int]:
    """Ports that are free now."""
    with ExitStack() as opened:
        sockets = [opened.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [each.getsockname()[1] for each in sockets]


def is_taken(port: int) -> bool:
    """Whether something listens there already, on any address that `localhost` has."""
    try:
        # It tries each address in turn.
        with socket.create_connection((HOST, port), _SECONDS):
            return True
    except OSError:
        return False


def speaks_bolt(port: int) -> bool:
    """Whether a graph server there agrees on a version of Bolt."""
    try:
        with socket.create_connection(("127.0.0.1", port), _SECONDS) as line:
            line.sendall(_BOLT_HELLO)
            return any(line.recv(4))
    except OSError:
        return False


def speaks_http(port: int) -> bool:
    """Whether a server there answers a request."""
    return _status(Request(f"http://{HOST}:{port}/")) == 200


def takes_login(port: int, user: str, password: str) -> bool:
    """Whether the graph server with that HTTP port lets the user in by that password."""
    word = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
    headers = {"Authorization": f"Basic {word}", "Content-Type": "application/json"}
    return (
        _status(Request(f"http://{HOST}:{port}/db/system/query/v2", b'{"statement": "SHOW CURRENT USER"}', headers), _LOGIN_SECONDS) == 202
    )


def _status(request: Request, seconds: float = _SECONDS) -> int:
    """The status that is answered, 0 where nothing answers."""
    try:
        # A proxy of the environment is no way to this machine.
        with build_opener(ProxyHandler({})).open(request, timeout=seconds) as answer:
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code
    except (URLError, OSError):
        return 0
