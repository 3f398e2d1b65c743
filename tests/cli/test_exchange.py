"""`translate export` and `translate import`: through the journal and the merge like everything else."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.commands import ARTICLE
from translate import catalogue as po
from translate.exchange import csv_table, xliff
from translate.model import State, Unit

if TYPE_CHECKING:
    from tests.commands import Run

ARTICLE_PATH = Path("articles/tir.fr.txt")
CATALOGUE = Path("locales/en/tir.po")
SUFFIXES = {"xliff": "xlf", "csv": "csv", "xlsx": "xlsx"}


@pytest.fixture
def table(drafted: Path, run: Run) -> Path:
    """The article drafted and handed off as CSV."""
    run("export", "csv", ARTICLE_PATH)
    return drafted / "tir.csv"


def edit(table: Path, number: int, **cells: str) -> None:
    """Write into a row of a table, as a person does; rows count from 1, below the header."""
    rows = list(csv.reader(io.StringIO(table.read_bytes().decode("utf-8-sig"), newline="")))
    names = [cell.partition(" ")[0] for cell in rows[0]]
    for name, text in cells.items():
        rows[number][names.index(name)] = text
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    table.write_text(stream.getvalue(), "utf-8", newline="")


def units() -> tuple[Unit, ...]:
    return po.read(CATALOGUE).units


def test_every_format_goes_out_and_comes_back(table: Path, run: Run) -> None:
    before = CATALOGUE.read_bytes()
    for name, options in (("xliff", []), ("xliff", ["--version", "2.0"]), ("xlsx", [])):
        file = f"there.{SUFFIXES[name]}"
        assert (
            f"{len(units())} units, 0 of them approved"
            in run("export", name, ARTICLE_PATH, "-o", file, "--force", *options).stdout
        )
        assert f"{len(units())} unchanged (nothing to write)" in run("import", name, file).stdout
    assert CATALOGUE.read_bytes() == before
    assert "import" not in run("history", ARTICLE_PATH).stdout


def test_an_edit_is_approved_remembered_and_undone(table: Path, run: Run) -> None:
    before = CATALOGUE.read_bytes()
    edit(table, 1, target="A second launcher lifts off", comment="Check the place.")
    edit(table, 3, state="in edit", target="[Editor's note:")
    assert "1 approved" in run("import", "csv", table).stdout
    first, second, third, *_ = units()
    assert (first.target, first.state, first.note) == (
        "A second launcher lifts off",
        State.POST_EDITED,
        "Check the place.",
    )
    assert second.state is State.DRAFT
    assert (third.target, third.state) == ("[Editor's note:", State.IN_EDIT)
    assert "import csv" in run("history", ARTICLE_PATH).stdout
    run("undo", ARTICLE_PATH)
    assert CATALOGUE.read_bytes() == before


def test_a_dry_run_changes_nothing(table: Path, run: Run) -> None:
    before = CATALOGUE.read_bytes()
    edit(table, 1, target="A second launcher")
    shown = run("import", "csv", table, "--dry-run").stdout
    assert "1 approved" in shown
    assert "A second launcher" in shown
    assert CATALOGUE.read_bytes() == before


def test_edits_can_come_in_as_in_edit(table: Path, run: Run) -> None:
    edit(table, 1, target="A second launcher")
    run("import", "csv", table, "--in-edit")
    assert units()[0].state is State.IN_EDIT


def test_both_sides_changed_one_target(table: Path, run: Run) -> None:
    edit(table, 1, target="From the table")
    here = CATALOGUE.read_text("utf-8")
    old = units()[0].target
    CATALOGUE.write_text(here.replace(f'msgstr "{old}"', 'msgstr "From the editor"'), "utf-8")
    assert units()[0].target == "From the editor"
    shown = run("import", "csv", table, code=1).stdout
    assert "tir.csv:2: conflict" in shown
    assert units()[0].target == "From the editor"
    assert units()[0].note == "Also translated as: From the table"


def test_a_sentence_that_changed_since_waits_as_fuzzy(table: Path, run: Run) -> None:
    edit(table, 1, target="A second Soyuz-2 lifts off from Vostochny")
    ARTICLE_PATH.write_text(ARTICLE.replace("Un second lanceur", "Un troisième lanceur"), "utf-8")
    run("update", ARTICLE_PATH, "--engine", "pseudo")
    assert "moved" in run("import", "csv", table, code=1).stdout
    unit = units()[0]
    assert (unit.target, unit.state) == ("A second Soyuz-2 lifts off from Vostochny", State.FUZZY)
    assert unit.previous_source.startswith("Un second lanceur")


def test_a_sentence_that_is_gone_is_kept_as_obsolete(table: Path, run: Run) -> None:
    edit(table, len(units()), target="Photographs by Roscosmos")
    ARTICLE_PATH.write_text(ARTICLE[: ARTICLE.index("Crédits")], "utf-8")
    run("update", ARTICLE_PATH, "--engine", "pseudo")
    assert "obsolete" in run("import", "csv", table, code=1).stdout
    assert [u.target for u in units() if u.state is State.OBSOLETE] == ["Photographs by Roscosmos"]


def test_an_emptied_target_stays(table: Path, run: Run) -> None:
    before = CATALOGUE.read_bytes()
    edit(table, 1, target="")
    told = run("import", "csv", table, code=1).stdout
    assert f"emptied (empty in the file: ours stays): {units()[0].source}" in told
    assert CATALOGUE.read_bytes() == before


def test_the_same_file_again_does_not_dispute_later_work(table: Path, run: Run) -> None:
    edit(table, 1, target="From the table")
    run("import", "csv", table)
    CATALOGUE.write_text(CATALOGUE.read_text("utf-8").replace("From the table", "Bettered since"), "utf-8")
    before = CATALOGUE.read_bytes()
    run("import", "csv", table)
    assert CATALOGUE.read_bytes() == before


def test_an_import_can_be_repeated_after_it_was_undone(table: Path, run: Run) -> None:
    edit(table, 1, target="From the table")
    run("import", "csv", table)
    run("undo", ARTICLE_PATH)
    assert "1 approved" in run("import", "csv", table).stdout
    assert units()[0].target == "From the table"


def test_an_editor_saves_while_an_import_runs(table: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(table, 1, target="From the table")
    save = po.save

    def late(path: Path, catalogue: po.Catalogue, **options: object) -> bool:
        text = CATALOGUE.read_text("utf-8")
        last = units()[-1].target
        CATALOGUE.write_text(text.replace(f'msgstr "{last}"', 'msgstr "From the editor"'), "utf-8")
        return save(path, catalogue, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(po, "save", late)
    run("import", "csv", table)
    assert (units()[0].target, units()[-1].target) == ("From the table", "From the editor")


def test_the_report_as_json(table: Path, run: Run) -> None:
    edit(table, 1, target="A second launcher")
    (report,) = json.loads(run("import", "csv", table, "--json").stdout)["articles"]
    assert report["article"] == "articles/tir.fr.txt"
    assert report["kinds"] == {"approved": 1, "unchanged": len(units()) - 1}
    assert report["written"] is True
    assert report["units"][0]["line"] == 2


def test_several_articles_in_one_file(table: Path, run: Run) -> None:
    other = Path("articles/autre.fr.txt")
    other.write_text("Le premier étage retombe\n\nLa coiffe s'ouvre après trois minutes de vol.\n", "utf-8")
    run("draft", other, "--engine", "pseudo")
    for name, suffix in SUFFIXES.items():
        run("export", name, ARTICLE_PATH, other, "-o", f"both.{suffix}", "--force")
        shown = run("import", name, f"both.{suffix}").stdout
        assert shown.count("unchanged") == 2


def test_no_file(workspace: Path, run: Run) -> None:
    assert "nowhere.xlf: cannot be read" in run("import", "xliff", "nowhere.xlf", code=2).stderr


def test_a_file_that_exists(table: Path, run: Run) -> None:
    before = table.read_bytes()
    assert "--force" in run("export", "csv", ARTICLE_PATH, code=2).stderr
    assert table.read_bytes() == before


def test_no_catalogue(drafted: Path, run: Run) -> None:
    Path("articles/neuf.fr.txt").write_text(ARTICLE, "utf-8")
    assert "translate draft" in run("export", "csv", "articles/neuf.fr.txt", code=2).stderr


def test_another_version(drafted: Path, run: Run) -> None:
    assert "1.2, 2.0" in run("export", "xliff", ARTICLE_PATH, "--version", "1.0", code=2).stderr


def test_another_pair_of_languages(table: Path, run: Run) -> None:
    table.write_bytes(table.read_bytes().replace(b"target [en]", b"target [de]"))
    assert "tir.csv:1: is fr-de, and the catalogue fr-en" in run("import", "csv", table, code=2).stderr


def test_an_article_in_another_language_than_the_workspaces(workspace: Path, run: Run) -> None:
    article = Path("articles/start.de.txt")
    article.write_text("Die Rakete startet am Abend.\n\nDer Satellit erreicht seine Umlaufbahn.\n", "utf-8")
    run("draft", article, "--source", "de", "--engine", "pseudo")
    run("export", "csv", article, "-o", "start.csv")
    assert "2 unchanged" in run("import", "csv", "start.csv").stdout


def test_an_unknown_article(table: Path, run: Run) -> None:
    table.write_bytes(table.read_bytes().replace(b"articles/tir", b"articles/toc"))
    assert "there is no catalogue of an article articles/toc.fr.txt" in run("import", "csv", table, code=2).stderr


def test_a_name_that_leads_elsewhere(table: Path, run: Run) -> None:
    table.write_bytes(table.read_bytes().replace(b"articles/tir.fr", b"../../else/tir.fr"))
    before = CATALOGUE.read_bytes()
    assert "tir.csv" in run("import", "csv", table, code=2).stderr
    assert CATALOGUE.read_bytes() == before


def test_a_changed_source(table: Path, run: Run) -> None:
    edit(table, 2, source="Autre chose", target="Something else")
    edit(table, 1, target="A second launcher")
    before = CATALOGUE.read_bytes()
    message = run("import", "csv", table, code=2).stderr
    assert "the source of this unit is not what was exported" in message
    assert CATALOGUE.read_bytes() == before


def test_a_table_without_names_is_read_by_its_sources(table: Path, run: Run) -> None:
    source = units()[0].source
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("source", "target", "state"), (source, "A second launcher", "approved")])
    assert "does not say which article" in run("import", "csv", table, code=2).stderr
    run("import", "csv", table, ARTICLE_PATH)
    assert (units()[0].target, units()[0].state) == ("A second launcher", State.POST_EDITED)


def test_a_file_from_before_an_edit_in_the_article_names_its_line(table: Path, run: Run) -> None:
    """Lines of refusals and reports are those of the file itself."""
    (file,) = csv_table.read(table.read_bytes(), table)
    assert file.units[0].line == 2
    run("export", "xliff", ARTICLE_PATH)
    (document,) = xliff.read(Path("tir.xlf").read_bytes(), "tir.xlf")
    lines = Path("tir.xlf").read_text("utf-8").splitlines()
    assert all(lines[unit.line - 1].startswith(f'<trans-unit id="{unit.key}"') for unit in document.units)
