"""Who is answered by the review page: only a page of its own, with the key."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest

from tests.review.desks import served
from tests.review.requests import Client
from translate.review.guard import MAX_BODY
from translate.review.serving import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.project import Project


@pytest.fixture(scope="module")
def client(template: Project) -> Iterator[Client]:
    """One client for all of these tests: none of them changes anything."""
    with served(template, [template.articles / "brume.fr.md"]) as service:
        yield Client(service)


@pytest.mark.parametrize("key", [None, "", "Bearer", "Bearer ", "Bearer wrong", "Basic YTpi", "Bearer \xe9"])
def test_no_data_without_the_key(client: Client, key: str | None) -> None:
    for path in ("/api/articles", client.article(), "/nowhere", "//api/articles", "/api/../api/articles"):
        assert client.send("GET", path, Authorization=key).status == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil:{port}"]
)
def test_a_name_that_was_rebound_to_this_machine_is_refused(client: Client, host: str) -> None:
    host = host.format(port=client.port)

    assert client.send("GET", "/api/articles", Host=host, Origin=None).status == 421
    assert client.send("GET", "/", Host=host, Origin=None, Authorization=None).status == 421
    assert client.send("GET", "/api/articles", Host=host, Origin=f"http://{host}").status == 421


def test_a_request_without_a_host_is_refused(client: Client) -> None:
    with socket.create_connection((ADDRESS, client.port), timeout=20) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert b" 421 " in connection.recv(1000)


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://localhost:{port}", ""]
)
def test_another_sites_page_is_refused_even_with_the_key(client: Client, origin: str) -> None:
    article, body = client.article(), json.dumps({"phrase": "capsule"}).encode()

    assert client.send("GET", article, Origin=origin.format(port=client.port)).status == 403
    assert client.send("POST", "/api/search", body, Origin=origin.format(port=client.port)).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "something-new"])
def test_a_request_that_the_browser_marks_as_foreign_is_refused(client: Client, site: str) -> None:
    assert client.send("GET", "/api/articles", Sec_Fetch_Site=site).status == 403
    assert client.send("GET", "/", Sec_Fetch_Site=site, Authorization=None).status == 403


def test_a_change_must_say_where_it_comes_from_and_be_json(client: Client) -> None:
    body = json.dumps({"phrase": "capsule"}).encode()

    assert client.send("POST", "/api/search", body, Origin=None).status == 403
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", None):
        assert client.send("POST", "/api/search", body, Content_Type=kind).status == 415
    assert client.send("POST", "/api/search", body).status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_no_other_method_is_answered(client: Client, method: str) -> None:
    answer = client.send(method, "/api/articles", Access_Control_Request_Method="POST")

    assert answer.status == 405
    assert "access-control-allow-origin" not in answer.headers


def test_a_body_that_is_too_long_is_refused_announced_or_not(client: Client) -> None:
    path = f"{client.article()}/check"

    assert client.send("POST", path, b"", Content_Length=str(MAX_BODY + 1)).status == 413
    assert client.send("POST", path, b"", Content_Length="-1").status in (400, 413)
    piece = b"%x\r\n%s\r\n" % (60_000, b" " * 60_000)
    answer = client.send("POST", path, piece * 6 + b"0\r\n\r\n", Transfer_Encoding="chunked", Content_Length=None)
    assert answer.status == 413


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/page/index.html",
        "/style.css/../../serving.py",
        "/%00",
        "/api/articles/..%2f..",
        "/api/articles/%2fetc%2fpasswd",
        "/api/articles/articles%2fbrume.fr.md",
        "/api/articles/brume.fr.md/preview",
    ],
)
def test_no_path_from_a_client_is_opened(client: Client, path: str) -> None:
    answer = client.send("GET", path)

    assert answer.status == 404
    assert b"root:" not in answer.body


def test_every_answer_forbids_what_the_page_does_not_need(client: Client) -> None:
    for answer in (client.send("GET", "/"), client.send("GET", "/api/articles"), client.send("GET", "/nowhere"),
                   client.send("GET", "/", Host="evil.example"), client.send("GET", "/style.css")):  # fmt: skip
        policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";"))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["form-action"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert "set-cookie" not in answer.headers
        assert "server" not in answer.headers


def test_the_page_is_given_to_everybody_on_this_machine_and_holds_no_data(client: Client) -> None:
    answer = client.send("GET", "/", Authorization=None, Origin=None)

    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert b"Brume" not in answer.body
    assert b"<script type=" in answer.body
    assert b"style=" not in answer.body


def test_only_this_machine_can_reach_it(client: Client) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
        # The port is bound on the loopback address alone: it is free on another one of this machine.
        other.bind(("127.0.0.2", client.port))
