"""The review page from its start to Ctrl-C."""

from __future__ import annotations

import contextlib
import secrets
import socket
from typing import TYPE_CHECKING

import uvicorn

from translate.errors import StorageError
from translate.review.guard import Guard
from translate.review.library import Library
from translate.review.server import make_application

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from translate.project import Project

ADDRESS = "127.0.0.1"
"""The only address that is ever listened on: nobody outside of this machine can reach it."""


class Service:
    """A server for the articles of a workspace that has its port, and does not answer yet.

    `url` is the address to open: the token behind the `#` never leaves the browser's address bar but in a header.
    Raises what `Library` raises, and StorageError for a port that another program has.
    """

    def __init__(self, project: Project, articles: Sequence[Path], port: int = 0) -> None:
        self._library = Library(project, articles)
        self._socket = _listen(port)
        self.port = self._socket.getsockname()[1]
        self.token = secrets.token_urlsafe(32)
        self.url = f"http://{ADDRESS}:{self.port}/#key={self.token}"
        hosts = frozenset({f"{ADDRESS}:{self.port}", f"localhost:{self.port}"})
        application, free = make_application(self._library)
        settings = uvicorn.Config(
            Guard(application, self.token, hosts, free),
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=100,
            timeout_graceful_shutdown=3,
        )
        self._server = uvicorn.Server(settings)

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Answer requests until Ctrl-C or `stop`; `ready` is called before the first one. What is saved is on disk."""
        try:
            ready()
            # uvicorn hands the interrupt on when everything is answered.
            with contextlib.suppress(KeyboardInterrupt):
                self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()
            self._library.close()

    def stop(self) -> None:
        """End `run`, from any thread, when the requests at hand are answered."""
        self._server.should_exit = True


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((ADDRESS, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        reason = (error.strerror or str(error)).lower()
        raise StorageError(f"port {port} cannot be used: {reason}", remedy="Choose another --port.") from error
    return listening
