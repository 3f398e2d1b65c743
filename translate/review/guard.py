"""What stands between the browser and the server: who may ask, how much, and what the answers allow a page to do."""

from __future__ import annotations

import hmac
import json
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers, MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 256 * 1024
"""Bytes of a request's body: a target of 100,000 letters, with room."""

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "frame-src 'none'",
        # Text can become markup at one place only: where the page fills the sandboxed frame of the preview.
        "require-trusted-types-for 'script'",
        "trusted-types preview",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class _TooLargeError(Exception):
    """A request's body goes on beyond MAX_BODY."""


class Guard:
    """An ASGI application in front of `app`.

    A request must name the server by one of `hosts` (no DNS rebinding), must not come from another site's page (no
    cross-site request), and must carry the token to be shown any data: in a header, which no other site can make a
    browser send, and not in a cookie, which browsers share between all ports of a machine. Only the paths that are
    `free`, those of the page's own files, are answered without.
    """

    def __init__(self, app: ASGIApp, token: str, hosts: frozenset[str], free: frozenset[str]) -> None:
        self._app = app
        self._free = free
        self._token = token.encode()
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with a refusal."""
        if scope["type"] != "http":
            return
        started = False

        async def send_safely(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refuse(scope, Headers(scope=scope))
        if refusal is None:
            try:
                await self._app(scope, _limited(receive), send_safely)
            except _TooLargeError:
                refusal = 413, "this is more than the page ever sends"
        if refusal is not None and not started:
            await _answer(send_safely, *refusal)

    def _refuse(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        """Return the status and reason of a refusal, None for a request that is in order."""
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        known = len(hosts) == 1 and hosts[0] in self._hosts
        own = origins == [f"http://{hosts[0]}"] if known else False
        site = headers.get("sec-fetch-site", "none")
        given = headers.get("authorization", "").removeprefix("Bearer ").encode("latin-1", "replace")
        changes, free = scope["method"] == "POST", scope["path"] in self._free
        kind = headers.get("content-type", "").partition(";")[0]
        length = headers.get("content-length", "0")
        rules = (
            (not known, 421, "this server is known by another name"),
            (bool(origins) and not own, 403, "requests of other pages are not answered"),
            (site not in ("same-origin", "none"), 403, "requests of other pages are not answered"),
            (scope["method"] not in ("GET", "POST"), 405, "only GET and POST are answered"),
            (not free and not hmac.compare_digest(given, self._token), 401, "open the address in the terminal"),
            (changes and not own, 403, "a request that changes something must say where it comes from"),
            (changes and kind != "application/json", 415, "only JSON is taken"),
            (not length.isdecimal() or int(length) > MAX_BODY, 413, "this is more than the page ever sends"),
        )
        return next(((status, reason) for wrong, status, reason in rules if wrong), None)


def _limited(receive: Receive) -> Receive:
    """Return `receive` that raises _TooLargeError for a body beyond MAX_BODY."""
    total = 0

    async def receive_limited() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > MAX_BODY:
            raise _TooLargeError
        return message

    return receive_limited


async def _answer(send: Send, status: int, reason: str) -> None:
    content: dict[str, Any] = {"error": reason}
    body = json.dumps(content).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
