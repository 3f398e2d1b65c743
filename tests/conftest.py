"""What all tests share: no network, and a workspace in a temporary folder."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from typer.testing import CliRunner, Result

from tests.commands import ARTICLE, Run, build_tree_once
from translate.cli import app

# One profile for everybody: the same examples in every run, and no clock, for the machines that run this are shared.
settings.register_profile(
    "project", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("project")
build_tree_once()

# The program chooses this before it first imports openpyxl; a test that imports it earlier must not choose otherwise.
os.environ.setdefault("OPENPYXL_LXML", "False")

# A shell starts what runs in its background with Ctrl-C ignored, and every child would go on ignoring it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

_LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that reaches for the network, the loopback addresses aside."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family != socket.AF_UNIX and not str(host).startswith(_LOOPBACK):
            pytest.fail(f"a test tried to reach {address!r}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace made by `translate init`, with one article in it; it is the current folder."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["init", "."])
    assert result.exit_code == 0, result.output
    (tmp_path / "articles" / "tir.fr.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


@pytest.fixture(scope="session")
def draft(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The catalogue of the workspace's article as the pseudo-translation leaves it, made once."""
    folder = tmp_path_factory.mktemp("drafted")
    article = folder / "articles" / "tir.fr.txt"
    for words in (["init", str(folder)], ["-C", str(folder), "draft", str(article), "--engine", "pseudo"]):
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 0, result.output
        article.write_text(ARTICLE, "utf-8")
    return (folder / "locales" / "en" / "tir.po").read_bytes()


@pytest.fixture
def drafted(workspace: Path, draft: bytes) -> Path:
    """A workspace whose article has its catalogue; it is the current folder."""
    path = workspace / "locales" / "en" / "tir.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(draft)
    return workspace


@pytest.fixture
def run() -> Run:
    """Run a command of the program in this process."""

    def invoke(*arguments: str | Path, code: int | None = 0) -> Result:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert code is None or result.exit_code == code, result.output + result.stderr
        return result

    return invoke
