"""How `app.main:app` is served by uvicorn: the socket, the processes and the one line that says it is ready.

Knows no routes and no settings of the application.
"""

from __future__ import annotations

import errno
import os
import socket

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.supervisors import Multiprocess

from app.web.headers import LONGEST_ADDRESS, TOO_LONG

APPLICATION = "app.main:app"
START_SECONDS = 30.0


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; opened here, and not by uvicorn, so that a refusal can be said in a sentence.

    Raises OSError when the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    socket.getaddrinfo(host, port, family)  # create_server would hide that it is the name that is unknown
    listener = socket.create_server((host, port), family=family, backlog=2048)
    listener.set_inheritable(True)
    return listener


def refusal(error: OSError, host: str, port: int) -> str:
    """Why `listen` failed, in one sentence that says what would work."""
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is already in use on {host}; choose another, such as --port {_neighbour(port)}."
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"this user may not listen on port {port}; choose one from 1024 up, such as --port 8000."
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"{host!r} is not an address of this machine; use --host 127.0.0.1, or 0.0.0.0 for all its addresses."
    return f"cannot listen on {host} port {port}: {os.strerror(error.errno or 0)}."


def run(listener: socket.socket, workers: int = 1) -> int:
    """Serve until a signal comes; 0 after a clean stop, 1 when the application could not start."""
    config = uvicorn.Config(
        APPLICATION,
        workers=workers,
        http=Protocol,
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=15,
    )
    if workers > 1:
        supervisor = _Supervisor(config, [listener])
        supervisor.run()
        return 0 if supervisor.ready else 1
    server = _Server(config)
    try:
        server.run([listener])
    except KeyboardInterrupt:  # uvicorn has already stopped in good order and passes Ctrl-C on
        return 0
    return 0 if server.started else 1


def address(listener: socket.socket) -> str:
    """The address to open in a browser on this machine.

    >>> with listen("0.0.0.0", 0) as listener:
    ...     address(listener).startswith("http://127.0.0.1:")
    True
    """
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


class Protocol(HttpToolsProtocol):
    """HTTP/1.1 that passes an address on which is too long to be parsed, cut and marked, so that it gets its 414."""

    def on_url(self, url: bytes) -> None:
        if len(self.url) <= LONGEST_ADDRESS:
            super().on_url(url)

    def on_headers_complete(self) -> None:
        if len(self.url) > LONGEST_ADDRESS:
            self.url = self.url[:LONGEST_ADDRESS]
            self.scope[TOO_LONG] = True  # type: ignore[literal-required]
        super().on_headers_complete()


class _Server(uvicorn.Server):
    """One process that says when it is ready."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if sockets:
            _say_ready(sockets[0])


class _Supervisor(Multiprocess):
    """Several processes on one socket; says once that all of them are ready."""

    ready = False

    def init_processes(self) -> None:
        super().init_processes()
        self.ready = all(process.wait_until_ready(START_SECONDS) for process in self.processes)
        if self.ready:
            _say_ready(self.sockets[0])


def _say_ready(listener: socket.socket) -> None:
    print(f"convscope is ready at {address(listener)}", flush=True)


def _neighbour(port: int) -> int:
    return port + 1 if port < 65_535 else 8000
