"""The reference says what the code says, and nothing of the program is missing from it."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field, make_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest
import typer

from tests.docs import reference
from tests.docs.comments import LINES, RUNGS, find_forms
from translate.checks.registry import CHECK_NAMES, CHECKS
from translate.cli import app
from translate.drafting import climb, rungs
from translate.project import Project, template

if TYPE_CHECKING:
    from tests.commands import Run

DOCS = reference.PAGES.parent
COMMITTED = {path.name: path.read_text("utf-8") for path in reference.PAGES.glob("*.md")}
COMMANDS = list(reference.walk(app))
GUIDES = "\n".join(
    path.read_text("utf-8") for path in (DOCS.parent / "README.md", *DOCS.glob("*.md"), *DOCS.glob("decisions/*.md"))
)


def test_the_reference_is_what_the_code_says_now() -> None:
    made = reference.render()
    assert COMMITTED.keys() == made.keys()
    for name, text in made.items():
        assert COMMITTED[name] == text, f"docs/reference/{name} is behind the code; run: make reference"


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[" ".join(words) for words, _ in COMMANDS])
def test_every_command_and_option_is_in_the_reference(words: tuple[str, ...], command: object) -> None:
    heading = " ".join(("translate", *words))
    (section,) = re.findall(rf"^##+ {re.escape(heading)}\n(.*?)(?=^##|\Z)", COMMITTED["commands.md"], re.M | re.S)
    for parameter in command.params:  # type: ignore[attr-defined]
        for option in (*parameter.opts, *parameter.secondary_opts):
            assert re.search(rf"(?<![\w-]){re.escape(parameter.metavar or option)}(?![\w-])", section), option


@pytest.mark.parametrize(
    "words", [words for words, command in COMMANDS if not hasattr(command, "commands")], ids=" ".join
)
def test_every_command_is_told_of_in_a_page_of_its_own_subject(words: tuple[str, ...]) -> None:
    assert re.search(rf"translate (?:-\S+ )*{' '.join(words)}\b", GUIDES), words


def test_every_check_is_in_the_reference() -> None:
    for name in CHECK_NAMES:
        assert f"| `{name}` |" in COMMITTED["checks.md"]


def test_the_page_about_checks_gives_each_its_severity() -> None:
    page = (DOCS / "checks.md").read_text("utf-8")
    for check in CHECKS:
        assert f"| {check.name} | {check.severity} |" in page


def test_every_key_is_in_the_reference() -> None:
    for section, name in _keys():
        heading = f"## [{section}]" if section else "## At the top"
        part = COMMITTED["configuration.md"].partition(f"{heading}\n")[2].partition("\n## ")[0]
        assert f"| `{name}` |" in part, (section, name)


def _keys() -> list[tuple[str, str]]:
    return [(key.section, key.name) for key in reference.read_template(template())[0]]


@pytest.mark.parametrize(("section", "name"), _keys(), ids=[".".join(key) for key in _keys()])
def test_a_key_that_the_template_lacks_is_refused(section: str, name: str) -> None:
    before, heading, after = template().partition(f"[{section}]\n" if section else "# The settings")
    without = before + heading + re.sub(rf"^{name} = .*\n", "", after, count=1, flags=re.M)
    with pytest.raises(LookupError, match=name):
        reference.render_configuration(without, Project)


def test_a_new_key_of_the_code_is_refused_until_it_is_explained() -> None:
    @dataclass(frozen=True)
    class Colours:
        accent: str = "blue"

    larger = make_dataclass(
        "larger", [("colours", Colours, field(default_factory=Colours))], bases=(Project,), frozen=True
    )
    with pytest.raises(LookupError, match=r"colours\.accent"):
        reference.render_configuration(template(), larger)
    explained = f'{template()}\n[colours]\n# The colour of links.\naccent = "blue"\n'
    assert '| `accent` | a text | `"blue"` | The colour of links. |' in reference.render_configuration(
        explained, larger
    )


def test_a_new_command_is_in_the_reference_by_itself() -> None:
    small = typer.Typer(rich_markup_mode=None)

    @small.command()
    def launch(day: str = typer.Option("", "--day", help="When.")) -> None:
        """Light the engines."""

    @small.command()
    def land() -> None:
        """Come back."""

    text = reference.render_commands(small)
    assert "## translate launch" in text
    assert re.search(r"--day <str> +When\.", text)


def test_every_rung_of_the_ladder_is_in_the_vocabulary() -> None:
    source = inspect.getsource(climb) + inspect.getsource(rungs)
    used = re.findall(r'(?:offer|_offer_all)\(.*"([a-z-]+)"', source)
    assert set(used) == set(RUNGS)


def test_what_runs_write_into_catalogues_is_in_the_vocabulary(run: Run, workspace: Path) -> None:
    """Draft, approve, change the French, draft another article beside it: each line has one form of the page."""
    article, catalogue = workspace / "articles" / "vol.fr.md", workspace / "locales" / "en" / "vol.po"
    article.write_text(_FIRST, "utf-8")
    run("draft", "--engine", "pseudo", article)
    seen = _lines(catalogue)
    file = polib.pofile(str(catalogue), wrapwidth=10_000)  # its own width would cut our lines in two
    for entry in file:
        entry.flags = []
    file.save(str(catalogue))
    (workspace / "articles" / "suite.fr.md").write_text(_FOLLOWING, "utf-8")
    run("draft", "--engine", "pseudo", "articles/suite.fr.md")
    article.write_text(_FIRST.replace("mardi", "jeudi").replace("2,4", "3,1"), "utf-8")
    run("update", "--engine", "pseudo", article)
    seen += _lines(catalogue) + _lines(catalogue.with_name("suite.po")) + _RARE

    assert {line: len(find_forms(line)) for line in seen} == dict.fromkeys(seen, 1)
    assert [form.shown for form in LINES if not any(form in find_forms(line) for line in seen)] == []


def _lines(catalogue: Path) -> list[str]:
    return re.findall(r"^#\. (.*)$", catalogue.read_text("utf-8"), re.M)


_FIRST = """\
# Le cargo Aubépine rejoint la station

Le lanceur a décollé mardi de [Kourou](plan.html), avec 2,4 tonnes de fret. L'équipage attendait depuis deux jours.

Personne n'a vu la capsule descendre au-dessus de la mer mardi soir.
"""
_FOLLOWING = """\
Le lanceur a décollé mercredi de [Kourou](plan.html), avec 2,4 tonnes de fret. L'équipage attendait depuis deux jours.
"""
_RARE = ["Draft step: repetition", "Draft step: Kourou: not found in the model's output on any rung"]
"""Lines that no run with the pseudo-translation makes."""
