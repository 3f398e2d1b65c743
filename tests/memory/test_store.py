"""What was put into a memory is found again, and nothing else is."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.memory.records import records
from tests.strategies import sentences
from translate.memory import (
    DamagedError,
    Memory,
    Record,
    copy_aside,
    find_exact,
    find_phrase,
    find_similar,
    read_imported,
)
from translate.memory.words import index_words
from translate.similarity import similarity

_few = settings(max_examples=25)
_lists = st.lists(records, max_size=8, unique_by=lambda record: (record.context, record.source))


def _open(folder: str | Path) -> Memory:
    return Memory(Path(folder) / "fr-en.sqlite")


@_few
@given(_lists, _lists)
def test_what_was_learnt_is_found_exactly(first: list[Record], second: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder, _open(folder) as memory:
        memory.learn("a.po", "1", first)
        memory.learn("b.po", "2", second)

        for record in (*first, *second):
            assert record in memory.find_equal(record.source)
            assert record.target in [match.target for match in find_exact(memory, record.source)]
        assert sorted(map(repr, memory.records())) == sorted(map(repr, (*first, *second)))


@_few
@given(_lists, _lists)
def test_learning_again_leaves_what_the_catalogue_holds_now(before: list[Record], after: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder, _open(folder) as memory:
        memory.add_imported("x.tmx", before)
        for content in (before, after, after):
            memory.learn("a.po", "digest", content)

        assert [record for record in memory.records() if not record.origin] == after
        assert memory.statistics().learnt == len(after)
        for record in before:
            found = [match for match in find_exact(memory, record.source) if not match.record.origin]
            assert {match.record for match in found} == {one for one in after if one.source == record.source}
        memory.forget(["a.po"])
        assert {record.origin for record in memory.records()} <= {"x.tmx"}
        _no_word_is_left_over(memory, [*before, *after])


def _no_word_is_left_over(memory: Memory, held: list[Record]) -> None:
    """Each word leads to units that are there, and to those that hold it."""
    units = dict(memory.connection.execute("SELECT id, source FROM unit"))
    for word in {word for record in held for word in index_words(record.source)}:
        found = memory.connection.execute("SELECT rowid FROM word WHERE word MATCH ?", (f'"{word}"',)).fetchall()
        assert {number for (number,) in found} == {n for n, source in units.items() if word in index_words(source)}


@_few
@given(st.lists(sentences, min_size=1, max_size=25, unique=True), sentences, st.sampled_from([50, 75, 90]))
def test_similar_sources_are_those_that_a_look_at_every_unit_finds(
    sources: list[str], source: str, threshold: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, _open(folder) as memory:
        memory.learn("a.po", "1", [Record(text, f"[{text}]", "") for text in sources])

        found = find_similar(memory, source, threshold, limit=100)

        wanted = {
            text: score for text in sources if text != source and (score := similarity(text, source)) >= threshold
        }
        assert {match.record.source: match.score for match in found} == wanted
        assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
        assert all(match.target == match.record.target and not match.repaired for match in found)


@_few
@given(_lists, sentences)
def test_no_search_returns_a_target_that_nobody_wrote(content: list[Record], source: str) -> None:
    with tempfile.TemporaryDirectory() as folder, _open(folder) as memory:
        memory.learn("a.po", "1", content)

        for match in (*find_exact(memory, source), *find_similar(memory, source, 50)):
            assert (match.record, match.target) in {(record, record.target) for record in content}


def test_the_same_neighbours_come_first(tmp_path: Path) -> None:
    with _open(tmp_path) as memory:
        far = Record("Prêt.", "Ready.", "", "a", "b", date="20250101T000000Z")
        near = Record("Prêt.", "Go.", "", "c", "d", date="20200101T000000Z")
        memory.learn("a.po", "1", [far])
        memory.learn("b.po", "2", [near])

        assert [match.target for match in find_exact(memory, "Prêt.")] == ["Ready.", "Go."]
        found = find_exact(memory, "Prêt.", "c", "d")
        assert [(match.target, match.neighbours) for match in found] == [("Go.", True), ("Ready.", False)]


def test_a_phrase_is_found_whatever_its_case_accents_and_endings(tmp_path: Path) -> None:
    with _open(tmp_path) as memory:
        memory.learn(
            "a.po", "1", [Record("L’Étage supérieur s'est rallumé.", "The upper stage relit."), Record("x", "y")]
        )

        (found,) = find_phrase(memory, "etage SUPERIEURS")
        assert [found.record.source[start:end] for start, end in found.spans] == ["Étage supérieur"]
        assert find_phrase(memory, "supérieur étage") == []
        (found,) = find_phrase(memory, "UPPER stage", in_targets=True)
        assert found.spans == ((4, 15),)


def test_an_import_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> object:
        yield Record("un", "one")
        raise ValueError("the file ends here")

    with _open(tmp_path) as memory:
        with pytest.raises(ValueError, match="ends here"):
            memory.add_imported("x.tmx", broken())  # type: ignore[arg-type]
        assert memory.statistics().imported == 0
        assert memory.add_imported("x.tmx", [Record("un", "one"), Record("un", "one"), Record("un", "1")]) == 2


def test_imported_units_survive_a_damaged_page(tmp_path: Path) -> None:
    units = [
        Record(f"Le lanceur numéro {number} décolle {'très ' * 30}haut.", f"Launcher {number}.")
        for number in range(400)
    ]
    with _open(tmp_path) as memory:
        memory.add_imported("x.tmx", units)
        memory.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = memory.connection.execute(
            "SELECT max(pageno) FROM dbstat WHERE name = 'unit' AND pagetype = 'leaf'"
        ).fetchone()
    data = bytearray(memory.path.read_bytes())
    data[(page[0] - 1) * 4096 : page[0] * 4096] = b"\xff" * 4096
    memory.path.write_bytes(data)

    with _open(tmp_path) as memory, pytest.raises(DamagedError):
        list(memory.records())
    aside = copy_aside(memory.path)
    files, complete = read_imported(aside)

    assert not complete
    assert aside.name == "fr-en.sqlite.damaged-1"
    saved = {replace(record, origin="") for record in files["x.tmx"]}
    assert saved <= set(units)
    assert len(saved) > 300


def test_another_program_s_database_is_not_taken_for_a_memory(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "fr-en.sqlite") as other:
        other.execute("CREATE TABLE t (x)")
    with pytest.raises(DamagedError):
        _open(tmp_path)


_WRITER = """
import sys
from pathlib import Path
from translate.memory import Memory, Record
with Memory(Path(sys.argv[1])) as memory:
    for number in range(30):
        name = f"{sys.argv[2]}-{number}.po"
        memory.learn(name, "d", [Record(f"La phrase {number} de {sys.argv[2]}.", "A sentence.", "")])
        print(number, flush=True)
    if len(sys.argv) > 3:
        memory.connection.execute("BEGIN IMMEDIATE")
        memory._learn("half.po", "d", [Record("À moitié.", "Half.", "")])
        print("half", flush=True)
        sys.stdin.read()
"""


def _start(path: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _WRITER, str(path), *arguments]
    return subprocess.Popen(command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "fr-en.sqlite"
    writers = [_start(path, name) for name in ("un", "deux")]
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0

    with Memory(path) as memory:
        assert memory.statistics().learnt == 60
        assert memory.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_killed_process_leaves_the_last_whole_state(tmp_path: Path) -> None:
    path = tmp_path / "fr-en.sqlite"
    writer = _start(path, "un", "hold")
    assert writer.stdout is not None
    while writer.stdout.readline().strip() != "half":
        pass
    writer.kill()
    writer.communicate()

    with Memory(path) as memory:
        assert memory.statistics().learnt == 30
        assert find_exact(memory, "À moitié.") == []
        memory.learn("after.po", "d", [Record("Après.", "After.", "")])
        assert [match.target for match in find_exact(memory, "Après.")] == ["After."]
