"""Translation by a cluster: a scheduler and workers in processes of their own, some of which are killed."""

from __future__ import annotations

import math
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.cluster_processes import ROOT, Cluster
from translate.engine import cluster as room
from translate.engine import connection
from translate.engine.batches import LARGEST, ROUNDS, SMALLEST, cut_batches
from translate.engine.cluster import ClusterEngine
from translate.engine.connection import Connection
from translate.engine.options import EngineOptions
from translate.engine.worker import name_processor
from translate.errors import ConfigurationError, EngineError

if TYPE_CHECKING:
    from tests.commands import Run
    from translate.engine.argos import ArgosEngine

pytest.importorskip("distributed", reason="needs the extra: pip install 'translate-desk[cluster]'")
pytestmark = pytest.mark.model

OPTIONS = EngineOptions(package="bundled", threads=1)
SOURCES = [
    "Le lanceur a décollé hier soir.",
    "Elle dort.",
    "Le directeur de l’agence a visité l’usine de Toulouse, où sont montés les satellites.",
    "12,5 %",
    "La pluie a retardé le vol de deux heures.",
    "Elle dort.",
]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.close()


@pytest.fixture
def two_workers(cluster: Cluster) -> Cluster:
    while len(cluster.workers) < 2:
        cluster.start_worker()
    return cluster


def _engine(cluster: Cluster, options: EngineOptions = OPTIONS) -> ClusterEngine:
    return ClusterEngine(cluster.address, "argos", "fr", "en", options)


texts = st.dictionaries(st.text(max_size=20), st.integers(0, 90), max_size=200)
runs = st.sampled_from([1, 64, 512])


@given(lengths=texts, cores=st.integers(1, 40), run=runs)
def test_batches_hold_every_source_once_and_none_is_too_long(lengths: dict[str, int], cores: int, run: int) -> None:
    batches = cut_batches(lengths, cores, run)
    assert sorted(source for batch in batches for source in batch) == sorted(lengths)
    assert all(batches)
    assert all(len(batch) == 1 or sum(map(lengths.__getitem__, batch)) <= LARGEST + run for batch in batches)


@given(lengths=texts, cores=st.integers(1, 40), run=runs)
def test_sources_of_equal_length_are_decoded_in_no_more_runs_than_in_one_batch(
    lengths: dict[str, int], cores: int, run: int
) -> None:
    """A worker that gets half of a run takes nearly as long for it as for the whole one."""

    def count_runs(batch: list[str]) -> int:
        sizes = Counter(lengths[source] for source in batch)
        return sum(math.ceil(count / max(1, run // max(1, length))) for length, count in sizes.items())

    batches = cut_batches(lengths, cores, run)
    assert sum(map(count_runs, batches)) == count_runs(list(lengths))


@given(lengths=st.lists(st.integers(1, 90), min_size=1, max_size=400), cores=st.integers(1, 40), run=runs)
def test_the_last_batches_are_small(lengths: list[int], cores: int, run: int) -> None:
    sources = {str(number): length for number, length in enumerate(lengths)}
    sizes = [sum(map(sources.__getitem__, batch)) for batch in cut_batches(sources, cores, run)]
    left = sum(sizes)
    for size in sizes:
        assert size <= max(SMALLEST, left / (ROUNDS * cores)) + run
        left -= size


@pytest.mark.parametrize(
    ("described", "kind"),
    [
        ("processor\t: 0\nvendor_id\t: AuthenticAMD\nflags\t\t: fpu sse4_1 avx avx2\n", "AuthenticAMD sse4_1 avx avx2"),
        ("vendor_id : GenuineIntel\nflags : avx512_vnni avx512f avx2\n", "GenuineIntel avx2 avx512f avx512_vnni"),
        ("processor\t: 0\nFeatures\t: fp asimd asimddp sve\n", "asimd asimddp sve"),
        ("", ""),
    ],
)
def test_a_processor_is_named_by_what_it_computes_with(described: str, kind: str) -> None:
    assert name_processor(described) == kind


@pytest.mark.parametrize("search", [{}, {"hypotheses": 3}, {"align": True}])
def test_the_workers_say_what_the_engine_here_says(
    two_workers: Cluster, engine: ArgosEngine, search: dict[str, int]
) -> None:
    steps: list[int] = []
    there = _engine(two_workers)
    assert there.translate(SOURCES, progress=steps.append, **search) == engine.translate(SOURCES, **search)
    assert sum(steps) == len(set(SOURCES))
    assert (there.name, there.signature, there.placeholders) == (engine.name, engine.signature, engine.placeholders)


@pytest.fixture
def archive(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with eight articles, eight sentences each."""
    monkeypatch.chdir(tmp_path)
    run("init", ".", "--quiet")
    who = ("Le directeur", "Une ingénieure", "Le second étage", "La capsule", "Personne", "Le satellite")
    what = ("a quitté", "surveille", "n’avait jamais vu", "remplacera", "a heurté", "connaît bien")
    whom = ("la base de Kourou", "le pas de tir numéro {}", "la station chinoise", "son parachute", "le moteur {}")
    for number in range(8):
        lines = [
            f"{who[n % 6]} {what[(n + number) % 6]} {whom[(n * number) % 5].format(number)} pour la {n + 2}e fois."
            for n in range(8)
        ]
        (tmp_path / "articles" / f"article-{number:02}.fr.txt").write_text("\n\n".join(lines) + "\n", "utf-8")
    return tmp_path


def _catalogues(workspace: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((workspace / "locales" / "en").glob("*.po"))}


def _draft(cluster: Cluster) -> list[str]:
    return ["draft", "--update", "--scheduler", cluster.address, *sorted(map(str, Path("articles").glob("*.txt")))]


def test_a_worker_killed_in_mid_run_changes_nothing(
    run: Run, archive: Path, two_workers: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = sorted(Path("articles").glob("*.txt"))
    run("draft", *articles)
    local = _catalogues(archive)
    for path in (archive / "locales" / "en").glob("*.po"):
        path.unlink()
    finished: list[int] = []
    victim = two_workers.workers[0]
    waiting = ClusterEngine._await

    def kill_after_the_first_batch(self: ClusterEngine, futures: list[object], beat: object) -> object:
        done = waiting(self, futures, beat)  # type: ignore[arg-type]
        finished.append(len(done))
        if len(finished) == 1:
            two_workers.drop(victim)
        return done

    monkeypatch.setattr(ClusterEngine, "_await", kill_after_the_first_batch)
    run(*_draft(two_workers))

    assert victim.poll() is not None
    assert len(finished) > 2
    assert _catalogues(archive) == local
    run("update", "--scheduler", "tcp://127.0.0.1:9")  # nothing is left to do, so nobody is asked
    assert _catalogues(archive) == local


def test_a_run_killed_in_the_middle_is_taken_up_without_repeating_what_is_finished(
    run: Run, archive: Path, two_workers: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "from translate.workflow import draft\ndraft.CLUSTER_GROUP_SEGMENTS = 10\nfrom translate.cli import app\napp()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, *_draft(two_workers)], env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as killed:
        deadline = time.monotonic() + 60
        while len(_catalogues(archive)) < 3:
            assert killed.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.01)
        killed.kill()
    finished = _catalogues(archive)
    assert 3 <= len(finished) < 8

    sent: list[str] = []
    translate = ClusterEngine.translate

    def counted(self: ClusterEngine, sources: list[str], **options: object) -> object:
        sent.extend(sources)
        return translate(self, sources, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(ClusterEngine, "translate", counted)
    run(*_draft(two_workers))

    both = _catalogues(archive)
    assert {name: both[name] for name in finished} == finished
    assert 0 < len(sent) <= 8 * (8 - len(finished)) * 2
    for path in (archive / "locales" / "en").glob("*.po"):
        path.unlink()
    run("draft", *sorted(Path("articles").glob("*.txt")))
    assert _catalogues(archive) == both


def _interrupt(archive: Path, arguments: list[str], catalogues: int) -> None:
    """Run a draft with small groups and interrupt it when so many catalogues are there; it must end, and say so."""
    code = (
        "from translate.workflow import draft\ndraft.CLUSTER_GROUP_SEGMENTS = 10\n"
        "from pathlib import Path\nfrom translate.engine.connection import Connection\n"
        "connect = Connection.open\n"
        "Connection.open = lambda self, setup, beat: (Path('begun').touch(), connect(self, setup, beat))\n"
        "from translate.program import main\nmain()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", code, *arguments], env=environment, stderr=subprocess.PIPE) as run:
        try:
            deadline = time.monotonic() + 60
            while not (archive / "begun").exists() or len(_catalogues(archive)) < catalogues:
                assert run.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.01)
            run.send_signal(signal.SIGINT)
            _, said = run.communicate(timeout=60)
        finally:
            run.kill()
    assert run.returncode == 130, said
    assert re.fullmatch(rb"translate: interrupted; .* Run the command again.*\n", said), said
    assert not list(archive.rglob("*.tmp"))


@pytest.mark.parametrize("catalogues", [0, 1, 4])
def test_ctrl_c_leaves_whole_catalogues_and_the_next_run_goes_on(
    run: Run, archive: Path, two_workers: Cluster, catalogues: int
) -> None:
    run("draft", *sorted(Path("articles").glob("*.txt")))
    local = _catalogues(archive)
    for path in (archive / "locales" / "en").glob("*.po"):
        path.unlink()

    _interrupt(archive, _draft(two_workers), catalogues)

    finished = _catalogues(archive)
    assert finished.items() <= local.items()
    assert catalogues <= len(finished)
    run(*_draft(two_workers))
    assert _catalogues(archive) == local


@pytest.mark.parametrize("step", ["check_worker", "translate_batch"])
def test_ctrl_c_does_not_wait_for_the_workers(
    archive: Path, tmp_path_factory: pytest.TempPathFactory, step: str
) -> None:
    slow = Cluster(tmp_path_factory.mktemp("slow"))
    try:
        slow.start_worker(f"import time, translate.engine.worker as w; w.{step} = lambda *_: time.sleep(600)")
        _interrupt(archive, _draft(slow), 0)
    finally:
        slow.close()


@pytest.mark.parametrize("address", ["", "localhost:8786", "http://127.0.0.1:8786", "tcp://127.0.0.1", "tcp://a b:1"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ConfigurationError, match="not the address of a scheduler"):
        ClusterEngine(address, "argos", "fr", "en", OPTIONS)


def test_nobody_at_the_address(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 0.3)
    result = run("draft", "--scheduler", "tcp://127.0.0.1:9", "articles/tir.fr.txt", code=2)
    assert result.stderr == (
        "translate: no scheduler answers at tcp://127.0.0.1:9. Start one there with: dask scheduler\n"
    )
    assert not list((workspace / "locales").rglob("*.po"))


def test_a_scheduler_without_workers(tmp_path: Path) -> None:
    lonely = Cluster(tmp_path)
    try:
        with pytest.raises(EngineError, match=r"has no workers\. Start some"):
            _engine(lonely).translate(SOURCES)
    finally:
        lonely.close()


UNFIT = {
    "lacks this program": (
        "import sys, importlib.abc\n"
        "class Missing(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] == 'translate': raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Missing())"
    ),
    "another version of this program": (
        "from translate.engine import worker\nworker.program_digest = lambda: 'another program'"
    ),
    "has another model": (
        "from translate.engine import packages\npackages.digest = lambda path, cache=None: 'another digest'"
    ),
    "cannot open the engine: no translation package": (
        "from translate.engine import packages\npackages.list_packages = lambda: []"
    ),
}


@pytest.mark.parametrize("problem", UNFIT)
def test_a_worker_that_is_not_fit_is_named(two_workers: Cluster, problem: str) -> None:
    unfit = two_workers.start_worker(UNFIT[problem])
    try:
        with pytest.raises(EngineError, match=f"^(the|a) worker .*{problem}.*[.] [A-Z].*[.]?$"):
            _engine(two_workers).translate(SOURCES)
    finally:
        two_workers.drop(unfit)


def test_all_workers_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PATIENCE_SECONDS", 1.0)
    doomed = Cluster(tmp_path)
    try:
        worker = doomed.start_worker()
        engine = _engine(doomed)
        engine.translate(SOURCES[:1])
        monkeypatch.setattr(Connection, "count_cores", _dropping(doomed, worker))
        with pytest.raises(EngineError, match="has lost all of its workers"):
            engine.translate(SOURCES)
    finally:
        doomed.close()


def _dropping(cluster: Cluster, worker: subprocess.Popen[bytes]) -> object:
    count = Connection.count_cores

    def dropped(self: Connection) -> int:
        before = count(self)
        if worker.poll() is None:
            cluster.drop(worker)
        return before

    return dropped


def test_the_scheduler_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 2.0)
    doomed = Cluster(tmp_path)
    try:
        doomed.start_worker()
        engine = _engine(doomed)
        engine.translate(SOURCES[:1])
        doomed.scheduler.kill()
        doomed.scheduler.wait()
        with pytest.raises(EngineError, match=r"connection to the scheduler .* was lost"):
            engine.translate(SOURCES)
    finally:
        doomed.close()
