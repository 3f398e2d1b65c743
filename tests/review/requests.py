"""Requests to the review page as a browser, or somebody else, could send them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

from translate.review.serving import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from translate.review.serving import Service


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def content(self) -> Any:
        """The JSON of the body."""
        return json.loads(self.body)


class Client:
    """Sends what a page of ours would; `headers` given to a call take the place of its own, None leaves one out."""

    def __init__(self, service: Service) -> None:
        self.port = service.port
        self._headers: dict[str, str | None] = {
            "Host": f"{ADDRESS}:{service.port}",
            "Origin": f"http://{ADDRESS}:{service.port}",
            "Authorization": f"Bearer {service.token}",
            "Content-Type": "application/json",
        }

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str | None) -> Answer:
        """Send a request; a header's name is written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in {**self._headers, **named}.items() if value is not None}
        connection = HTTPConnection(ADDRESS, self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            if body is not None and "Content-Length" not in sent:
                sent["Content-Length"] = str(len(body))
            for name, value in sent.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path: str) -> Any:
        """Return the JSON at a path, which must be answered."""
        answer = self.send("GET", path)
        assert answer.status == 200, answer.body
        return answer.content

    def post(self, path: str, **content: Any) -> Answer:
        """Send JSON."""
        return self.send("POST", path, json.dumps(content).encode())

    def article(self, name: str = "articles/brume.fr.md") -> str:
        """Return the path of an article by its name."""
        articles = self.get("/api/articles")["articles"]
        return next(f"/api/articles/{one['id']}" for one in articles if one["name"] == name)

    def unit(self, article: str, source: str) -> dict[str, Any]:
        """Return the unit whose source begins so."""
        units = self.get(article)["units"]
        return next(unit for unit in units if unit["source"].startswith(source))

    def save(self, article: str, seen: dict[str, Any], text: str, **more: Any) -> Answer:
        """Save a target of a unit as it was seen."""
        content = {"unit": seen["id"], "version": seen["version"], "target": text, "approved": False, **more}
        return self.post(f"{article}/save", **content)
