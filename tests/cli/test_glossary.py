"""The glossary from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.commands import Run

PSEUDO = ("--engine", "pseudo")


def test_a_row_is_added_found_and_held(run: Run, workspace: Path) -> None:
    run("draft", *PSEUDO, "articles/tir.fr.txt")

    run("glossary", "add", "suivi le tir", "watched the launch", "--kind", "phrase", "--note", "ours")
    listed = json.loads(run("glossary", "list", "suivi le tir", "--json").stdout)["terms"]
    report = json.loads(run("update", *PSEUDO, "--json").stdout)["articles"][0]

    assert [term["target"] for term in listed] == ["watched the launch"]
    assert report["changes"]["re-drafted"] == 1
    assert "watched the launch" in (workspace / "locales" / "en" / "tir.po").read_text("utf-8")


def test_a_changed_row_touches_no_person_s_work_but_tells_of_it(run: Run, workspace: Path) -> None:
    run("draft", *PSEUDO, "articles/tir.fr.txt")
    catalogue = workspace / "locales" / "en" / "tir.po"
    catalogue.write_text(catalogue.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    before = catalogue.read_text("utf-8")

    run("glossary", "add", "suivi le tir", "watched the launch", "--kind", "phrase")
    report = json.loads(run("update", *PSEUDO, "--json").stdout)["articles"][0]

    assert report["drafted"] == 0
    assert any("watched the launch" in item["finding"]["message"] for item in report["findings"])
    after = catalogue.read_text("utf-8")
    assert [line for line in before.splitlines() if line.startswith("msg")] == [
        line for line in after.splitlines() if line.startswith("msg")
    ]


def test_a_row_that_is_there_already_is_refused(run: Run, workspace: Path) -> None:
    before = (workspace / "glossary" / "fr-en.csv").read_bytes()

    message = run("glossary", "add", "Roscosmos", "Roskosmos", "--kind", "organisation", code=2).stderr

    assert "fr-en.csv" in message
    assert (workspace / "glossary" / "fr-en.csv").read_bytes() == before


def test_lint_names_file_and_line(run: Run, workspace: Path) -> None:
    house = workspace / "glossary" / "fr-en.house.csv"
    house.write_text("source,target,kind\nfusée-sonde,sounding rocket,term\nfusée-sonde,probe rocket,term\n", "utf-8")

    result = run("glossary", "lint", house, code=1)

    assert "fr-en.house.csv:3: " in result.stdout
    assert run("glossary", "lint", workspace / "glossary" / "fr-en.csv", code=None).exit_code in (0, 1)


@pytest.mark.parametrize(("to", "suffix"), [("tbx", ".tbx"), ("omegat", ".txt"), ("csv", ".csv")])
def test_what_is_exported_can_be_imported(run: Run, workspace: Path, to: str, suffix: str) -> None:
    out = workspace / f"terms{suffix}"

    run("glossary", "export", "--to", to, "--output", out)
    report = json.loads(run("glossary", "import", out, "--json").stdout)

    assert report["added"] == 0
    assert report["known"] > 500


def test_a_file_that_exists_is_exported_over_only_by_force(run: Run, workspace: Path) -> None:
    own = workspace / "glossary" / "fr-en.csv"
    before = own.read_bytes()

    refused = run("glossary", "export", "--to", "csv", "--output", own, code=2)

    assert "fr-en.csv: there is such a file already. Name another one, or give --force." in refused.stderr
    assert own.read_bytes() == before
    run("glossary", "export", "--to", "csv", "--output", own, "--force")
    assert own.read_bytes() != before


def test_importing_adds_rows_to_a_file_of_their_own(run: Run, workspace: Path) -> None:
    terms = workspace / "agency.txt"
    terms.write_text("table vibrante\tshaker table\tground test\nRoscosmos\tRoscosmos\t\n", "utf-8")

    report = json.loads(run("glossary", "import", terms, "--json").stdout)

    assert (report["added"], report["known"]) == (1, 1)
    assert "shaker table" in (workspace / "glossary" / "fr-en.agency.csv").read_text("utf-8")
    assert run("glossary", "list", "table vibrante").stdout.count("shaker table") == 1


def test_suggest_groups_spellings_and_warns_of_near_names(run: Run, workspace: Path) -> None:
    (workspace / "articles" / "noms.txt").write_text(
        "Hier, Anatoli Vekhov a salué Anatoly Vekhov. Plus tard, Anatoli Vekhov a parlé de Anatoli Vezhov.\n", "utf-8"
    )

    suggestions = json.loads(run("glossary", "suggest", "articles/noms.txt", "--json").stdout)["suggestions"]

    (vekhov,) = [one for one in suggestions if "Vekhov" in one["source"]]
    assert vekhov["count"] == 3
    assert vekhov["spellings"] != []
    assert any("Vezhov" in warning or "Vekhov" in warning for one in suggestions for warning in one["warnings"])


@pytest.mark.parametrize("name", ["broken.tbx", "bomb.tbx"])
def test_broken_files_are_refused(run: Run, workspace: Path, name: str) -> None:
    text = {
        "broken.tbx": "<tbx><text>",
        "bomb.tbx": '<!DOCTYPE t [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><tbx>&b;</tbx>',
    }[name]
    (workspace / name).write_text(text, "utf-8")

    message = run("glossary", "import", name, code=2).stderr

    assert message.count("\n") == 1
    assert name in message
