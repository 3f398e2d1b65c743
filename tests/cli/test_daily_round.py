"""Draft, edit, publish, change the source, update: the round that people go every day."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import polib
import pytest

from tests.commands import ARTICLE, Run
from translate.engine.pseudo import PseudoEngine
from translate.segmentation import export_srx, rules_for, write_srx

SAMPLES = sorted(path for path in (Path(__file__).parents[2] / "articles").iterdir() if path.suffix in (".md", ".txt"))


def _approve(path: Path, target: dict[str, str] | None = None) -> None:
    """Do what a translator does in an editor: set targets, where given, and take the fuzzy flags off."""
    catalogue = polib.pofile(str(path), wrapwidth=78)
    for entry in catalogue:
        if entry.obsolete:
            continue
        if target is not None:
            entry.msgstr = target.get(entry.msgid, entry.msgid)
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    catalogue.save(str(path))


def _snapshot(folder: Path) -> dict[Path, tuple[bytes, int]]:
    """Return the content of every file, and when it was written."""
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def _sources(path: Path) -> dict[str, str]:
    return {entry.msgid: entry.msgid for entry in polib.pofile(str(path))}


def test_a_draft_is_fuzzy_and_complete(run: Run, workspace: Path) -> None:
    run("draft", "--engine", "pseudo", "articles/tir.fr.txt")

    catalogue = polib.pofile(str(workspace / "locales" / "en" / "tir.po"))

    assert len(catalogue) == 7
    assert all(entry.msgstr and "fuzzy" in entry.flags for entry in catalogue)
    assert catalogue.metadata["Language"] == "en"
    assert catalogue.metadata["X-Generator"].startswith("translate-desk")


def test_gettext_accepts_the_catalogue(run: Run, workspace: Path) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("gettext is not installed")
    run("draft", "--engine", "pseudo", "articles/tir.fr.txt")
    path = workspace / "locales" / "en" / "tir.po"

    for command in (["msgfmt", "-c", "--check-format", "-o", "/dev/null"], ["msgcat", "-o", "/dev/null"]):
        done = subprocess.run([*command, path], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    shown = subprocess.run(["msgcat", path], capture_output=True, check=True).stdout
    assert shown == path.read_bytes()


def test_the_second_run_changes_nothing(run: Run, workspace: Path) -> None:
    run("draft", "--engine", "pseudo", "articles/tir.fr.txt")
    files = _snapshot(workspace)

    run("draft", "--engine", "pseudo", "articles/tir.fr.txt", code=2)
    run("status")
    report = json.loads(run("update", "--engine", "pseudo", "--json").stdout)["articles"][0]

    assert not report["written"]
    assert report["drafted"] == 0
    assert _snapshot(workspace) == files


def test_the_source_as_target_gives_the_file_back(run: Run, workspace: Path) -> None:
    run("draft", "--engine", "pseudo", "articles/tir.fr.txt")
    _approve(workspace / "locales" / "en" / "tir.po", {})

    run("publish", "articles/tir.fr.txt")

    assert (workspace / "published" / "en" / "tir.en.txt").read_text("utf-8") == ARTICLE


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_every_sample_comes_back_byte_for_byte(run: Run, workspace: Path, sample: Path) -> None:
    article = workspace / "articles" / sample.name
    shutil.copy(sample, article)
    run("draft", "--engine", "pseudo", article)
    (catalogue,) = (workspace / "locales" / "en").glob("*.po")
    _approve(catalogue, {})

    run("publish", article)

    (published,) = (workspace / "published" / "en").iterdir()
    assert published.read_bytes() == sample.read_bytes()


def test_unapproved_segments_are_named_and_stay_in_french(run: Run, workspace: Path) -> None:
    run("draft", "--engine", "pseudo", "articles/tir.fr.txt")

    result = run("publish", "articles/tir.fr.txt", code=1)

    assert "articles/tir.fr.txt:3: draft: " in result.stdout
    assert (workspace / "published" / "en" / "tir.en.txt").read_text("utf-8") == ARTICLE


def test_drafts_are_published_when_asked_for(run: Run, workspace: Path) -> None:
    run("draft", "--engine", "pseudo", "articles/tir.fr.txt")

    run("publish", "--drafts", "articles/tir.fr.txt")

    text = (workspace / "published" / "en" / "tir.en.txt").read_text("utf-8")
    assert text != ARTICLE
    assert text.count("\n") == ARTICLE.count("\n")


def test_a_source_edit_touches_only_its_own_segment(run: Run, workspace: Path) -> None:
    run("draft", "--engine", "pseudo", "articles/tir.fr.txt")
    path = workspace / "locales" / "en" / "tir.po"
    _approve(path, {source: f"EN {number}" for number, source in enumerate(_sources(path))})
    before = {entry.msgid: entry for entry in polib.pofile(str(path))}
    article = workspace / "articles" / "tir.fr.txt"
    article.write_text(ARTICLE.replace("mardi 12 mai", "mercredi 13 mai").replace("3,5 tonnes", "3,7 tonnes"), "utf-8")

    run("update", "--engine", "pseudo", article)

    after = {entry.msgid: entry for entry in polib.pofile(str(path)) if not entry.obsolete}
    assert len(after.keys() & before.keys()) == 5
    for source in after.keys() & before.keys():
        assert (after[source].msgstr, after[source].flags) == (before[source].msgstr, before[source].flags)
    for source in after.keys() - before.keys():
        assert "fuzzy" in after[source].flags
        assert after[source].msgstr.startswith("EN ")
        assert after[source].previous_msgid in before


def test_a_published_file_that_was_edited_is_kept(run: Run, workspace: Path) -> None:
    run("draft", "--engine", "pseudo", "articles/tir.fr.txt")
    run("publish", "--drafts", "articles/tir.fr.txt")
    published = workspace / "published" / "en" / "tir.en.txt"
    published.write_text("Corrected by hand.", "utf-8")

    result = run("publish", "--drafts", "articles/tir.fr.txt", code=2)

    assert "--force" in result.stderr
    assert published.read_text("utf-8") == "Corrected by hand."
    run("publish", "--drafts", "--force", "articles/tir.fr.txt")
    assert "Corrected" not in published.read_text("utf-8")


def test_segment_prints_one_json_list_a_block(run: Run, workspace: Path) -> None:
    plain = run("segment", "articles/tir.fr.txt").stdout

    blocks = [json.loads(line) for line in plain.splitlines()]

    assert blocks[0] == ["Un second lanceur Soyouz-2 décolle de Vostotchny"]
    assert blocks[1][1:3] == ["[NDLR : ne pas confondre avec Dmitry Baranov.", "Le premier dirige l'agence.]"]
    assert len(blocks) == 4
    assert run("segment", "articles/tir.fr.txt", "--json").stdout == plain


def test_init_makes_a_workspace_that_can_be_used(run: Run, tmp_path: Path) -> None:
    made = json.loads(run("init", tmp_path / "desk", "--json").stdout)["made"]

    assert {Path(path).name for path in made} >= {"translate.toml", "articles", "locales", "glossary", "fr-en.csv"}
    run("--workspace", tmp_path / "desk", "status")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["draft", "--help"]])
def test_the_program_starts_as_a_module(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "translate", *arguments], capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert "translate" in done.stdout


def test_what_was_approved_once_is_offered_again(run: Run, workspace: Path) -> None:
    """A sentence that people approved in one article comes back in another, as a draft to be confirmed."""
    run("draft", "--engine", "pseudo", "articles/tir.fr.txt")
    path = workspace / "locales" / "en" / "tir.po"
    credit = "Crédits photographiques : Roscosmos"
    quote = "« Tout s'est passé comme prévu », a déclaré Dmitry Bakanov."
    _approve(path, {quote: '"Everything went as planned," Dmitry Bakanov said.', credit: "Photo credits: Roscosmos"})
    (workspace / "articles" / "suite.fr.txt").write_text(
        f"La suite du tir\n\nHier à Vostotchny, rien n'a bougé.\n\n{quote}\n{credit}\n", "utf-8"
    )

    run("draft", "--engine", "pseudo", "articles/suite.fr.txt")

    units = {entry.msgid: entry for entry in polib.pofile(str(workspace / "locales" / "en" / "suite.po"))}
    assert units[quote].msgstr == '"Everything went as planned," Dmitry Bakanov said.'
    assert units[credit].msgstr == "Photo credits: Roscosmos"
    assert all("fuzzy" in entry.flags for entry in units.values())
    assert "memory" in units[quote].comment


def test_what_an_editor_saves_while_we_translate_is_kept(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("draft", "--engine", "pseudo", "articles/tir.fr.txt")
    path = workspace / "locales" / "en" / "tir.po"
    article = workspace / "articles" / "tir.fr.txt"
    article.write_text(ARTICLE + "Une phrase de plus.\n", "utf-8")
    translate = PseudoEngine.translate

    def translate_slowly(self: PseudoEngine, *arguments: Any, **options: Any) -> Any:
        _approve(path, {"Crédits photographiques : Roscosmos": "Saved by a person meanwhile."})
        return translate(self, *arguments, **options)

    monkeypatch.setattr(PseudoEngine, "translate", translate_slowly)
    run("update", "--engine", "pseudo", article)

    units = {entry.msgid: entry for entry in polib.pofile(str(path))}
    assert units["Crédits photographiques : Roscosmos"].msgstr == "Saved by a person meanwhile."
    assert "fuzzy" not in units["Crédits photographiques : Roscosmos"].flags
    assert units["Une phrase de plus."].msgstr
    assert "fuzzy" in units["Une phrase de plus."].flags


def test_a_workspace_has_its_own_exceptions_of_segmentation(run: Run, workspace: Path) -> None:
    article = workspace / "articles" / "abreviations.txt"
    article.write_text("Le commandant Zbrg. Volkov arrive. Il repart.\n", "utf-8")
    assert len(json.loads(run("segment", article).stdout)) == 3
    settings = workspace / "translate.toml"
    settings.write_text(settings.read_text("utf-8").replace("titles = []", 'titles = ["Zbrg."]'), "utf-8")

    assert json.loads(run("segment", article).stdout) == ["Le commandant Zbrg. Volkov arrive.", "Il repart."]


def test_an_srx_file_takes_the_place_of_the_rules(run: Run, workspace: Path) -> None:
    settings = workspace / "translate.toml"
    settings.write_text(settings.read_text("utf-8").replace('srx = ""', 'srx = "rules.srx"'), "utf-8")
    assert "rules.srx" in run("segment", "articles/tir.fr.txt", code=2).stderr

    (workspace / "rules.srx").write_bytes(write_srx(export_srx("fr", rules_for("fr"))))

    blocks = [json.loads(line) for line in run("segment", "articles/tir.fr.txt").stdout.splitlines()]
    assert len(blocks) == 4


def test_a_changed_srx_file_is_noticed(run: Run, workspace: Path) -> None:
    settings = workspace / "translate.toml"
    settings.write_text(settings.read_text("utf-8").replace('srx = ""', 'srx = "rules.srx"'), "utf-8")
    rules = write_srx(export_srx("fr", rules_for("fr")))
    (workspace / "rules.srx").write_bytes(rules)
    run("draft", "articles/tir.fr.txt", "--engine", "pseudo")
    run("update", "articles/tir.fr.txt", "--engine", "pseudo")
    before = json.loads(run("update", "articles/tir.fr.txt", "--engine", "pseudo", "--json").stdout)["articles"][0]

    (workspace / "rules.srx").write_bytes(rules.replace(b'<rule break="yes">', b'<rule break="no">'))
    after = json.loads(run("update", "articles/tir.fr.txt", "--engine", "pseudo", "--json").stdout)["articles"][0]

    assert before["segments"] > after["segments"]
