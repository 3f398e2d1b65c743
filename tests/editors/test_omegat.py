"""OmegaT itself opens our project, counts our segments, and what is entered there comes through both ways."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest

from tests.editors.programs import run_omegat
from translate import catalogue as po
from translate.exchange import omegat
from translate.model import State

if TYPE_CHECKING:
    from tests.commands import Run

WILD = Path(__file__).parents[1] / "corpora" / "wild" / "omegat-3.6.0"
CATALOGUE = Path("locales/en/tir.po")
_TU = """<tu>{props}<note>{note}</note><tuv lang="FR"><seg>{source}</seg></tuv>
<tuv lang="EN" changeid="t" changedate="20260512T100000Z"><seg>{target}</seg></tuv></tu>
"""


def save(folder: Path, *texts: tuple[str, str, str, str]) -> None:
    """Write the memory of an OmegaT project as OmegaT does: (source, target, note, context or "*") each."""
    units = [
        _TU.format(
            props="" if context == "*"
            else f'<prop type="file">tir.po</prop><prop type="path">{context}</prop>',
            source=escape(source), target=escape(target), note=escape(note),
        )
        for source, target, note, context in texts
    ]  # fmt: skip
    head = '<?xml version="1.0"?>\n<tmx version="1.1"><header srclang="FR" creationtool="OmegaT"/><body>\n'
    (folder / omegat.SAVED).write_text(f"{head}{''.join(units)}</body></tmx>\n", "utf-8")


def live() -> list[po.Entry]:
    return list(po.read(CATALOGUE).live().values())


@pytest.fixture
def project(drafted: Path, run: Run) -> Path:
    run("export", "omegat", "kit")
    return drafted / "kit"


def test_omegat_counts_our_segments_and_publishes_what_was_entered(project: Path, run: Run, tmp_path: Path) -> None:
    entries = live()
    first, second = entries[0].unit, entries[2].unit
    save(project, (first.source, "A second launcher lifts off", "", "*"), (second.source, "Sic <1>.", "Why?", "*"))
    run_omegat(project, tmp_path / "home")
    statistics = (project / "omegat" / "project_stats.txt").read_text("utf-8")
    assert re.findall(r"^Total:\s+(\d+)", statistics, re.M)[0] == str(len(entries))
    published = po.read(project / "target" / "tir.po").live()
    assert published[entries[0].key].unit.target == "A second launcher lifts off"
    assert published[entries[0].key].unit.state is State.POST_EDITED

    run("import", "omegat", "kit")

    back = {entry.key: entry.unit for entry in live()}
    assert (back[entries[0].key].target, back[entries[0].key].state) == (
        "A second launcher lifts off",
        State.POST_EDITED,
    )
    assert (back[entries[2].key].target, back[entries[2].key].note) == ("Sic <1>.", "Why?")
    assert [back[entry.key].state for entry in entries[3:]] == [entry.unit.state for entry in entries[3:]]


def test_the_memory_has_tags_as_the_catalogue_shows_them(workspace: Path, run: Run) -> None:
    """OmegaT reads `<1>` in a catalogue as text: a match whose tags were elements would lack them."""
    (workspace / "articles" / "tags.fr.md").write_text("Le **lanceur** décolle à midi.\n", "utf-8")
    run("draft", "articles/tags.fr.md", "--source", "fr", "--engine", "pseudo")
    catalogue = Path("locales/en/tags.po")
    unit = po.read(catalogue).units[0]
    text = catalogue.read_text("utf-8").replace("#, fuzzy\n", "").replace(unit.target, "The <1>launcher</1> lifts off.")
    catalogue.write_text(text, "utf-8")
    assert "1 unit of memory" in run("export", "omegat", "kit").stdout
    memory = (workspace / "kit" / "tm" / "memory.tmx").read_text("utf-8")
    assert "<seg>The &lt;1&gt;launcher&lt;/1&gt; lifts off.</seg>" in memory


def test_omegat_segments_other_texts_by_our_rules(project: Path, run: Run, tmp_path: Path) -> None:
    """A text that somebody adds, with sentence segmentation on, is cut by the rules in `segmentation.conf`."""
    text = "M. Orlov suit le tir. Il part à 14 h 05. Cf. p. 12, av. J.-C. Mgr Petit prie. Fin."
    for path in (project / "source").iterdir():
        path.unlink()
    (project / "source" / "autre.txt").write_text(f"{text}\n", "utf-8")
    (project / "omegat" / "filters.xml").unlink()
    settings = project / omegat.PROJECT
    settings.write_text(settings.read_text("utf-8").replace("<sentence_seg>false", "<sentence_seg>true"), "utf-8")
    run_omegat(project, tmp_path / "home")
    statistics = (project / "omegat" / "project_stats.txt").read_text("utf-8")
    (project.parent / "articles" / "autre.fr.txt").write_text(f"{text}\n", "utf-8")
    ours = run("segment", "articles/autre.fr.txt").stdout.splitlines()
    assert int(re.findall(r"^Total:\s+(\d+)", statistics, re.M)[0]) == sum(line.count('", "') + 1 for line in ours)


def test_a_session_in_omegat_comes_back(workspace: Path, run: Run) -> None:
    """A person took one draft as it was, rewrote another, and wrote an alternative with a note, in OmegaT 3.6.0."""
    shutil.copytree(WILD, "kit")
    Path("locales/en").mkdir(parents=True, exist_ok=True)
    for path in Path("kit/source").glob("*.po"):
        shutil.copy(path, "locales/en")
    before = {path.name: po.read(path).live() for path in Path("locales/en").glob("*.po")}

    run("import", "omegat", "kit")

    after = {path.name: po.read(path).live() for path in Path("locales/en").glob("*.po")}
    changed = {
        unit.source: unit
        for name, entries in after.items()
        for key, entry in entries.items()
        if (unit := entry.unit) != before[name][key].unit
    }
    assert [unit.state for unit in changed.values()] == [State.POST_EDITED] * 3
    title = changed["Ariane 6 : un lancement de nuit pour deux satellites Galileo"]
    assert title.draft is not None
    assert title.target == title.draft.target
    rewritten = changed["Le lanceur européen a décollé de Kourou avec deux satellites de navigation."]
    assert rewritten.target == "The European launcher lifted off from Kourou with two navigation satellites."
    alternative = changed["Récit d'une campagne en trois actes."]
    assert (alternative.target, alternative.note) == (
        "The story of a campaign in three acts.",
        "Ask the author which campaign.",
    )
    assert "run" in run("history", "articles/ariane-6-kourou.fr.md").stdout


def test_what_was_imported_is_not_imported_over_later_work(project: Path, run: Run) -> None:
    source = live()[0].unit.source
    save(project, (source, "Entered in OmegaT", "", "*"))
    run("import", "omegat", "kit")
    CATALOGUE.write_text(CATALOGUE.read_text("utf-8").replace("Entered in OmegaT", "Bettered in Poedit"), "utf-8")
    before = CATALOGUE.read_bytes()
    assert "unchanged" in run("import", "omegat", "kit").stdout
    assert CATALOGUE.read_bytes() == before
    run("export", "omegat", "kit")
    assert not (project / omegat.SAVED).exists()
    assert (project / "omegat" / "project_save.tmx.1.bak").exists()
    assert b"Bettered in Poedit" in (project / "source" / "tir.po").read_bytes()


def test_a_project_with_unimported_work_is_left_alone(project: Path, run: Run) -> None:
    source = live()[0].unit.source
    save(project, (source, "Not imported yet", "", "*"))
    assert "not imported yet" in run("export", "omegat", "kit", code=2).stderr
    assert b"Not imported yet" in (project / omegat.SAVED).read_bytes()


def test_what_omegat_took_from_the_catalogue_itself_is_nobodys_work(project: Path, run: Run) -> None:
    before = CATALOGUE.read_bytes()
    save(project, (live()[0].unit.source, "Nobody entered this", "", "*"))
    path = project / omegat.SAVED
    path.write_text(path.read_text("utf-8").replace(' changeid="t"', ""), "utf-8")
    run("import", "omegat", "kit")
    assert CATALOGUE.read_bytes() == before


def test_an_alternative_is_for_its_own_entry(workspace: Path, run: Run) -> None:
    (workspace / "articles" / "deux.fr.md").write_text("# Le tir\n\nLe tir\n", "utf-8")
    run("draft", "articles/deux.fr.md", "--source", "fr", "--engine", "pseudo")
    run("export", "omegat", "kit", "articles/deux.fr.md")
    path = workspace / "kit"
    save(path, ("Le tir", "The launch", "", "*"), ("Le tir", "Lift-off", "", "title"))
    saved = path / omegat.SAVED
    saved.write_text(saved.read_text("utf-8").replace("tir.po", "deux.po"), "utf-8")
    run("import", "omegat", "kit")
    units = po.read(Path("locales/en/deux.po")).units
    assert {unit.context: unit.target for unit in units} == {"title": "Lift-off", "": "The launch"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("import", "omegat", "nowhere"), "there is no OmegaT project"),
        (("export", "omegat", "articles"), "is no OmegaT project, and not empty"),
    ],
)
def test_refusals(drafted: Path, run: Run, arguments: tuple[str, ...], words: str) -> None:
    assert words in run(*arguments, code=2).stderr


def test_a_broken_memory_is_refused_with_its_line(project: Path, run: Run) -> None:
    (project / omegat.SAVED).write_text("<tmx>\n<header", "utf-8")
    assert "project_save.tmx:2:" in run("import", "omegat", "kit", code=2).stderr
