"""The service as a process: it takes the port first, so that a port that is taken is said in one line."""

from __future__ import annotations

import contextlib
import errno
import socket
from typing import TYPE_CHECKING

import uvicorn

from api.app import create_app
from graph.errors import BadParameter, StoreError

if TYPE_CHECKING:
    from api.settings import Settings


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there.

    Raises:
        BadParameter: the port is taken or not allowed, or the host is no address of this machine.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server((str(address[0]), port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise BadParameter(
                f"--port {port}: something already listens there on {host}; give another, such as --port {port + 1}"
            ) from error
        if error.errno == errno.EACCES:
            raise BadParameter(f"--port {port}: this user may not listen there; give one above 1023, such as --port 8000") from error
        raise BadParameter(f"--host {host}: not an address of this machine ({error.strerror}); give one, such as 127.0.0.1") from error


def serve_forever(settings: Settings, listener: socket.socket) -> None:
    """Answer requests until the process is told to stop."""
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_config=None, access_log=False))
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    if not server.started:
        raise StoreError(f"{settings.store}: the service could not start with this graph; see the log above")
