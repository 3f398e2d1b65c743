"""The engine at work in its own thread while articles are read and written."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from translate import catalogue as po
from translate.engine.pseudo import PseudoEngine
from translate.errors import EngineError, StorageError
from translate.workflow import draft as room
from translate.workflow.background import Background, StoppedError

if TYPE_CHECKING:
    from tests.commands import Run


def test_pieces_of_work_are_done_one_after_another() -> None:
    done: list[int] = []
    with Background() as background:
        futures = [background.start(lambda n=number: done.append(n) or n) for number in range(20)]
        assert [future.result() for future in futures] == list(range(20))
    assert done == list(range(20))


def test_work_that_nobody_wants_any_more_is_told_to_stop() -> None:
    began = threading.Event()
    background = Background()

    def work() -> None:
        began.set()
        while True:
            background.check()

    with background:
        future = background.start(work)
        waiting = background.start(list)
        assert began.wait(30)
    assert isinstance(future.exception(), StoppedError)
    assert waiting.cancelled()


@pytest.fixture
def archive(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Nine short articles in groups of one, two, three and three."""
    monkeypatch.setattr(room, "GROUP_SEGMENTS", 6)
    (workspace / "articles" / "tir.fr.txt").unlink()
    paths = [workspace / "articles" / f"a{number}.fr.txt" for number in range(9)]
    for number, path in enumerate(paths):
        path.write_text(f"Le vol {number} a eu lieu hier soir.\n\nLe vol {number + 1} sera pour demain.\n", "utf-8")
    return paths


def _written(paths: list[Path]) -> list[bool]:
    return [(path.parents[1] / "locales" / "en" / path.name.replace(".fr.txt", ".po")).exists() for path in paths]


def test_groups_are_translated_and_written_in_order(run: Run, archive: list[Path]) -> None:
    result = run("draft", "--engine", "pseudo", *archive)
    assert all(_written(archive))
    names = [line.split(":")[0] for line in result.stdout.splitlines() if ".po: " in line]
    assert names == [f"locales/en/a{number}.po" for number in range(9)]


def test_an_engine_that_fails_leaves_the_groups_before_it_written(
    run: Run, archive: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    translate = PseudoEngine.translate

    def failing(self: PseudoEngine, sources: list[str], **options: object) -> object:
        if any("vol 1 a eu lieu" in source for source in sources):
            raise EngineError("the model is worn out", remedy="Buy another.")
        return translate(self, sources, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(PseudoEngine, "translate", failing)
    result = run("draft", "--engine", "pseudo", *archive, code=2)
    assert result.stderr == "translate: the model is worn out. Buy another.\n"
    assert _written(archive) == [True] + [False] * 8


@pytest.mark.parametrize("error", [StorageError("the disk is full"), KeyboardInterrupt()])
def test_a_failure_of_the_caller_ends_the_run_at_once(
    run: Run, archive: list[Path], monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def failing(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(po, "save", failing)
    result = run("draft", "--engine", "pseudo", *archive, code=None)
    assert result.exit_code in (2, 130)
    assert not any(_written(archive))
    assert not [one for one in threading.enumerate() if one.name.startswith("background")]
