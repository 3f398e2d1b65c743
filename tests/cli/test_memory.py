"""The commands of the memory, and how it keeps up with the catalogues."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.world import describe_memory
from translate import project as projects
from translate.glossary.finder import TermFinder
from translate.glossary.matcher import Glossary
from translate.model import Origin, Segment
from translate.workflow.learning import learn_catalogues, open_memory, relearn_catalogues
from translate.workflow.recollection import recall
from translate.workflow.terminology import Terminology

if TYPE_CHECKING:
    from tests.commands import Run

TITLE = "Un second lanceur Soyouz-2 décolle de Vostotchny"
BODY = "La fusée emportait 3,5 tonnes de charge utile."
APPROVED = {
    TITLE: "A second Soyuz-2 launch vehicle lifts off from Vostochny",
    BODY: "The rocket carried 3.5 tonnes of payload.",
}


@pytest.fixture
def approved(run: Run, workspace: Path) -> Path:
    """A workspace whose one article is drafted and approved."""
    run("draft", "--engine", "pseudo", "articles/tir.fr.txt")
    _approve(workspace / "locales" / "en" / "tir.po", APPROVED)
    return workspace


def _approve(path: Path, targets: dict[str, str]) -> None:
    """Do what a translator does in an editor: set targets, the source where none is given, and approve them all."""
    catalogue = polib.pofile(str(path), wrapwidth=78)
    for entry in catalogue:
        entry.msgstr = targets.get(entry.msgid, entry.msgid)
        entry.flags = []
    catalogue.save(str(path))


def _database(workspace: Path) -> Path:
    return workspace / ".translate" / "memory" / "fr-en.sqlite"


def _counts(run: Run) -> tuple[int, int]:
    memory = json.loads(run("memory", "stats", "--json").stdout)["memory"]
    return memory["learnt"], memory["imported"]


def _lookup(run: Run, text: str, *options: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("memory", "lookup", text, "--json", *options).stdout)["matches"]
    return found


def test_what_is_approved_is_found(run: Run, approved: Path) -> None:
    assert [match["target"] for match in _lookup(run, TITLE)] == [APPROVED[TITLE]]

    (match,) = _lookup(run, TITLE.replace("second", "troisième"))
    assert match["target"] == APPROVED[TITLE]
    assert match["difference"] == TITLE.replace("second", "[-second-]{+troisième+}")
    assert "75" < str(match["score"]) < "99"

    assert APPROVED[BODY] in run("memory", "concordance", "Fusée EMPORTAIT").stdout
    assert APPROVED[BODY] in run("memory", "concordance", "--target", "rocket CARRIED").stdout
    assert "No unit holds it." in run("memory", "concordance", "vaisseau").stdout
    assert run("memory", "lookup", TITLE, "--quiet").stdout == ""


def test_a_name_is_put_right(run: Run, approved: Path) -> None:
    (match,) = _lookup(run, TITLE.replace("Vostotchny", "Baïkonour"))

    assert match["target"] == str(APPROVED[TITLE]).replace("Vostochny", "Baikonur")
    assert match["repaired"] == ["Vostochny → Baikonur"]


_OWN = "L'essai du moteur a duré « 12 minutes », selon l'agence : un succès !"
_TARGET = "The engine test took “12 minutes.”"
_OTHERS = {
    "'": ("’",),
    "« ": ("“", "«", "«\u00a0", '"'),
    " »": ("”", "»", "\u202f»", '"'),
    " :": (":", "\u00a0:"),
    " !": ("!", "\u202f!"),
}


@pytest.fixture
def tested(run: Run, workspace: Path) -> Path:
    """A workspace with an approved article of one sentence, and the other spelling of it to come."""
    Path("articles/essai.fr.txt").write_text(f"Titre\n\n{_OWN}\n", "utf-8")
    run("draft", "--engine", "pseudo", "articles/essai.fr.txt")
    _approve(workspace / "locales" / "en" / "essai.po", {_OWN: _TARGET})
    return workspace


def test_another_figure_or_word_is_another_sentence(run: Run, tested: Path) -> None:
    for number, source in enumerate((_OWN.replace("12", "13"), _OWN.replace("un succès", "aucun succès"))):
        path = Path(f"articles/autre-{number}.fr.txt")
        path.write_text(f"Titre\n\n{source}\n", "utf-8")
        run("draft", "--engine", "pseudo", path)
        entry = polib.pofile(f"locales/en/autre-{number}.po").find(source)
        assert "Draft by engine" in entry.comment
        assert "Memory, 9" in entry.comment


@given(st.fixed_dictionaries({sign: st.sampled_from((sign, *others)) for sign, others in _OTHERS.items()}))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_characters_for_the_same_signs_will_do(tested: Path, signs: dict[str, str]) -> None:
    source = _OWN
    for sign, other in signs.items():
        source = source.replace(sign, other)
    segment = Segment(source, "", 0, 0, len(source), 1)
    project = projects.find(tested)

    with open_memory(project) as memory:
        learn_catalogues(project, memory)
        found = recall(memory, [segment], 75, TermFinder(Glossary([])))

    draft = found["", source].draft
    assert draft is not None
    assert (draft.target, draft.score) == (_TARGET, 100 if source == _OWN else 99)


def test_a_sentence_keyed_in_otherwise_takes_what_was_approved(run: Run, tested: Path) -> None:
    source = _OWN.replace("'", "’").replace("« ", "«\u00a0")
    Path("articles/autre.fr.txt").write_text(f"Titre\n\n{source}\n", "utf-8")

    run("draft", "--engine", "pseudo", "articles/autre.fr.txt")

    entry = polib.pofile("locales/en/autre.po").find(source)
    assert (entry.msgstr, entry.fuzzy) == (_TARGET, True)
    assert "Draft step: memory: same source, with other characters for its signs" in entry.comment


def test_the_memory_keeps_up_with_the_catalogues(run: Run, approved: Path) -> None:
    path = approved / "locales" / "en" / "tir.po"
    assert _counts(run) == (7, 0)

    catalogue = polib.pofile(str(path), wrapwidth=78)
    catalogue.find(TITLE).msgstr = "Another one"
    catalogue.find(BODY).flags.append("fuzzy")
    catalogue.save(str(path))
    assert [match["target"] for match in _lookup(run, TITLE)] == ["Another one"]
    assert _lookup(run, BODY) == []
    assert _counts(run) == (6, 0)

    path.unlink()
    assert _counts(run) == (0, 0)


def test_a_run_with_nothing_new_writes_nothing(run: Run, approved: Path) -> None:
    _counts(run)
    before = {path: path.stat().st_mtime_ns for path in approved.rglob("*") if path.is_file()}

    _counts(run)

    assert {path: path.stat().st_mtime_ns for path in approved.rglob("*") if path.is_file()} == before


def test_no_memory_is_made_while_there_is_nothing_to_remember(run: Run, workspace: Path) -> None:
    assert _counts(run) == (0, 0)
    run("draft", "--engine", "pseudo", "articles/tir.fr.txt")
    assert _counts(run) == (0, 0)
    assert "Nothing like it" in run("memory", "lookup", TITLE).stdout
    run("memory", "export", "empty.tmx")
    assert (workspace / "empty.tmx").read_text("utf-8").count("<tu>") == 0
    assert not _database(workspace).exists()


@given(
    counts=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=4),
    damaged=st.sets(st.integers(0, 3)),
)
@settings(max_examples=20, deadline=None)
def test_what_is_learnt_is_what_is_made_anew(counts: list[tuple[int, int]], damaged: set[int]) -> None:
    """Also where a catalogue cannot be read any more: the memory may hold the only copy of what it said."""
    with tempfile.TemporaryDirectory() as folder:
        project = projects.find(Path(folder))
        project.catalogues.mkdir(parents=True)
        for number, (done, drafted) in enumerate(counts):
            entries = [
                *(f'msgid "Fusée {number}.{unit}"\nmsgstr "Rocket {unit}"\n' for unit in range(done)),
                *(f'#, fuzzy\nmsgid "Moteur {number}.{unit}"\nmsgstr "Engine {unit}"\n' for unit in range(drafted)),
            ]
            header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
            path = project.catalogues / f"article-{number}.po"
            path.write_text("\n".join([header, *entries]), "utf-8")
        with open_memory(project) as memory:
            learn_catalogues(project, memory)
            for number in damaged:
                path = project.catalogues / f"article-{number}.po"
                if path.exists():
                    path.write_bytes(b"")
            learn_catalogues(project, memory)
            if memory.path.exists():
                learnt = describe_memory(memory.path)
                relearn_catalogues(project, memory)
                assert describe_memory(memory.path) == learnt
            else:
                assert not any(done for done, _ in counts)


def test_nothing_is_loaded_where_there_is_nothing_to_recall(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("translate.memory")]:
        monkeypatch.delitem(sys.modules, name)
    project = projects.find(workspace)

    with open_memory(project) as memory:
        learn_catalogues(project, memory)
        assert recall(memory, [Segment(TITLE, "title", 0, 0, 1, 1)], 75, Terminology(project).policy()) == {}

    assert not [name for name in sys.modules if name.startswith("translate.memory")]


def test_export_import_and_rebuild(run: Run, approved: Path) -> None:
    run("memory", "export", "x.tmx")
    first = (approved / "x.tmx").read_bytes()
    run("memory", "export", "x.tmx", code=2)
    run("memory", "export", "x.tmx", "--force")
    assert (approved / "x.tmx").read_bytes() == first

    (approved / "locales" / "en" / "tir.po").unlink()
    assert json.loads(run("memory", "import", "x.tmx", "--json").stdout)["added"] == 7
    assert json.loads(run("memory", "import", "x.tmx", "--json").stdout) == {
        "added": 0, "known": 7, "skipped": 0, "notices": [],
    }  # fmt: skip
    assert _counts(run) == (0, 7)
    run("memory", "rebuild")
    assert _counts(run) == (0, 7)
    assert [match["target"] for match in _lookup(run, TITLE)] == [APPROVED[TITLE]]


@pytest.mark.parametrize("damage", [b"", b"junk" * 5000])
def test_a_damaged_memory_is_made_anew(run: Run, approved: Path, damage: bytes) -> None:
    _counts(run)
    _database(approved).write_bytes(damage)

    result = run("memory", "stats", "--json")

    assert json.loads(result.stdout)["memory"]["learnt"] == 7
    if damage:
        assert re.fullmatch(r"translate: \S+: the memory was damaged\. It is now .*\n", result.stderr)
        assert _database(approved).with_name("fr-en.sqlite.damaged-1").read_bytes() == damage


def test_bad_input_is_one_line(run: Run, workspace: Path) -> None:
    (workspace / "bad.tmx").write_text("<tmx>\n<body><tu></body>")
    for arguments, place in (
        (("import", "bad.tmx"), "bad.tmx:2: "),
        (("import", "none.tmx"), "none.tmx: "),
        (("import", "."), ".: "),
        (("export", "articles/tir.fr.txt"), "articles/tir.fr.txt: "),
    ):
        result = run("memory", *arguments, code=2)
        assert result.stderr.startswith(f"translate: {place}")
        assert result.stderr.count("\n") == 1
    assert _counts(run) == (0, 0)


def test_a_broken_catalogue_does_not_hide_the_others(run: Run, approved: Path) -> None:
    (approved / "locales" / "en" / "broken.po").write_text('msgid "a"\nnonsense\n')

    result = run("memory", "stats", "--json")

    assert json.loads(result.stdout)["memory"]["learnt"] == 7
    assert "broken.po" in result.stderr


def _segments(*sources: str, context: str = "") -> list[Segment]:
    return [Segment(source, context, number, 0, len(source), number + 1) for number, source in enumerate(sources)]


def _recall(workspace: Path, segments: list[Segment]) -> dict[str, tuple[str | None, tuple[str, ...]]]:
    project = projects.find(workspace)
    with open_memory(project) as memory:
        learn_catalogues(project, memory)
        found = recall(memory, segments, project.thresholds.fuzzy, Terminology(project).policy())
    return {key[1]: (one.draft.target if one.draft else None, one.comments) for key, one in found.items()}


def test_an_equal_source_becomes_a_draft_of_the_memory(run: Run, approved: Path) -> None:
    project = projects.find(approved)
    with open_memory(project) as memory:
        learn_catalogues(project, memory)
        found = recall(memory, _segments(BODY, "Rien de tel."), 75, Terminology(project).policy())

    (draft,) = [one.draft for one in found.values()]
    assert draft is not None
    assert (draft.target, draft.origin, draft.signature) == (
        APPROVED[BODY],
        Origin.MEMORY,
        "memory articles/tir.fr.txt",
    )


def test_a_similar_source_is_offered_beside_the_draft(run: Run, approved: Path) -> None:
    source = TITLE.replace("second", "troisième")

    ((draft, (line,)),) = _recall(approved, _segments(source, context="title")).values()

    assert draft is None
    assert re.fullmatch(
        r"Memory, \d\d % \(articles/tir.fr.txt\): A second .* \| .*\[-second-\]\{\+troisième\+\}.*", line
    )


def test_two_targets_are_offered_unless_the_neighbours_decide(run: Run, approved: Path) -> None:
    (approved / "articles" / "b.fr.txt").write_text(f"Autre titre\n\nIl pleut. {BODY} Il neige.\n", "utf-8")
    run("draft", "--engine", "pseudo", "articles/b.fr.txt")
    _approve(approved / "locales" / "en" / "b.po", {BODY: "The rocket took 3.5 tonnes of payload."})

    draft, comments = _recall(approved, _segments("Il vente.", BODY))[BODY]
    assert draft is None
    assert {line.partition(": ")[2] for line in comments} == {APPROVED[BODY], "The rocket took 3.5 tonnes of payload."}

    draft, _ = _recall(approved, _segments("Il pleut.", BODY, "Il neige."))[BODY]
    assert draft == "The rocket took 3.5 tonnes of payload."


def test_a_target_without_its_terms_or_tags_is_only_offered(run: Run, approved: Path) -> None:
    _approve(approved / "locales" / "en" / "tir.po", {TITLE: "A second one <1>lifts off"})

    draft, (line,) = _recall(approved, _segments(TITLE, context="title"))[TITLE]

    assert draft is None
    assert "A second one" in line


def test_a_target_from_another_kind_of_block_is_only_offered(run: Run, approved: Path) -> None:
    draft, (line,) = _recall(approved, _segments(BODY, context="title"))[BODY]

    assert draft is None
    assert line.startswith("Memory, 100 % (articles/tir.fr.txt): ")
