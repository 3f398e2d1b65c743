"""The pages in docs/reference, made from the code: python -m tests.docs.reference"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from pathlib import Path

import typer
from typer.testing import CliRunner

from tests.docs.comments import LINES, REMARKS
from translate import errors, program
from translate.catalogue.headers import field_value, new_header
from translate.checks.registry import ACROSS, CHECKS, Check
from translate.cli import app
from translate.cli.app import BAD_INPUT, CLEAN, FINDINGS
from translate.model import BlockKind, PlaceableKind, State
from translate.project import Project, template

PAGES = Path(__file__).parents[2] / "docs" / "reference"
_MADE = "<!-- Made from the code by: make reference -->\n"


def render() -> dict[str, str]:
    """Return the text of each page by its file name."""
    pages = {
        "commands.md": render_commands(app),
        "checks.md": render_checks(CHECKS, ACROSS),
        "configuration.md": render_configuration(template(), Project),
        "exit-codes.md": render_exit_codes(),
        "comments.md": render_comments(),
    }
    return {name: f"{_MADE}{text.rstrip()}\n" for name, text in pages.items()}


def walk(program: typer.Typer) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield the words and the object of each command and group, in the order in which help lists them."""

    def inside(words: tuple[str, ...], command: object) -> Iterator[tuple[tuple[str, ...], object]]:
        yield words, command
        for name, child in getattr(command, "commands", {}).items():
            yield from inside((*words, name), child)

    yield from inside((), typer.main.get_command(program))


def render_commands(program: typer.Typer) -> str:
    """Return what each command says of itself with `--help`."""
    lines = ["# Commands", "", "What `translate COMMAND --help` says. Options of `translate` itself stand before the"]
    lines += ["command: `translate -C newsroom status`. See [exit-codes.md](exit-codes.md) for how a run ends.", ""]
    for words, _ in walk(program):
        shown = CliRunner().invoke(program, [*words, "--help"], prog_name="translate", env={"COLUMNS": "100"})
        assert shown.exit_code == CLEAN, words
        text = "\n".join(line.rstrip() for line in shown.stdout.strip().splitlines())
        lines += [f"{'##' if len(words) < 2 else '###'} translate {' '.join(words)}".rstrip(), "", "```text", text]
        lines += ["```", ""]
    return "\n".join(lines)


def render_checks(checks: Sequence[Check], across: dict[str, str]) -> str:
    """Return the table of all checks."""
    rows = [(f"`{check.name}`", str(check.severity), check.purpose, "each unit") for check in checks]
    rows += [(f"`{name}`", "warning", purpose, "units beside each other") for name, purpose in across.items()]
    return "\n".join(
        [
            "# Checks",
            "",
            "The names for `--off`, for `checks.off` in [configuration.md](configuration.md) and for the remark",
            "`translate:ignore`. [../checks.md](../checks.md) says what each counts as equal and what `--fix` does.",
            "",
            *_table(("check", "severity", "what it finds", "looks at"), rows),
        ]
    )


@dataclass(frozen=True)
class Key:
    """A key of the settings file as the template shows it: where, its default in TOML, and what is said of it."""

    section: str
    name: str
    default: str
    about: str


def read_template(text: str) -> tuple[list[Key], dict[str, list[str]]]:
    """Return the keys of a settings file with the comments above them, and the comments of sections without keys."""
    keys: list[Key] = []
    loose: dict[str, list[str]] = {}
    section, comments = "", list[str]()
    for line in text.splitlines():
        if line.startswith("#"):
            comments.append(line.removeprefix("#").strip())
        elif heading := re.fullmatch(r"\[(\w+)\]", line):
            section, comments = heading[1], []
        elif pair := re.fullmatch(r"(\w+) = (.*)", line):
            keys.append(Key(section, pair[1], pair[2], " ".join(comments)))
            comments = []
        elif not line and comments:
            if section and all(key.section != section for key in keys):
                loose[section] = comments
            comments = []
    return keys, loose


def render_configuration(text: str, project: type) -> str:
    """Return the keys of `translate.toml`. Raises LookupError for a key of the code that the template lacks."""
    keys, loose = read_template(text)
    shown = {(key.section, key.name) for key in keys} | {("", section) for section in loose}
    kinds = dict(_settings(project))
    for section, name in kinds:
        if (section, name) not in shown:
            raise LookupError(f"translate/template.toml does not show {section}.{name}".replace(" .", " "))
    lines = [
        "# Configuration",
        "",
        "The keys of `translate.toml` with their defaults, as `translate init` writes them.",
    ]
    lines += ["A key that is not known, or has a value that cannot be used, is refused with its line.", ""]
    for section in dict.fromkeys(["", *(key.section for key in keys), *loose]):
        lines += [f"## [{section}]" if section else "## At the top", ""]
        rows = [
            (f"`{key.name}`", kinds[section, key.name], f"`{key.default}`", _prose(key.about))
            for key in keys
            if key.section == section
        ]
        if rows:
            lines += [*_table(("key", "value", "default", "what it does"), rows), ""]
        else:
            examples = [line for line in loose[section] if " = " in line]
            lines += [" ".join(line for line in loose[section] if line not in examples), ""]
            lines += ["```toml", f"[{section}]", *examples, "```", ""]
    return "\n".join(lines)


def _settings(project: type) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield each key of the settings by section and name, with what its value is."""
    for entry in fields(project):
        made = _default(entry)
        if is_dataclass(made):
            yield from (((entry.name, one.name), _kind(_default(one))) for one in fields(made))
        elif entry.name != "root":
            yield ("", entry.name), _kind(made)


def _default(entry: Field[object]) -> object:
    return entry.default_factory() if entry.default_factory is not MISSING else entry.default


def _kind(default: object) -> str:
    kinds = {bool: "true or false", int: "a whole number", str: "a text", tuple: "a list of texts"}
    return kinds[type(default)]


def render_exit_codes() -> str:
    """Return the exit codes, what ends with each, and the families of refusals."""
    searching = [
        " ".join(("translate", *words))
        for words, command in walk(app)
        if re.search(r"Exits with 1", getattr(command, "help", "") or "")
    ]
    rows = [
        (f"`{CLEAN}`", "everything is done, and nothing is left to look at"),
        (f"`{FINDINGS}`", "the run is complete, and something is left to do or to look at"),
        (f"`{BAD_INPUT}`", "bad input: one line on standard error says what was wrong, where, and what to do"),
        (f"`{program.INTERRUPTED}`", "interrupted by Ctrl-C; every file is whole"),
    ]
    family = [
        (f"`{name}`", inspect.getdoc(kind) or "")
        for name, kind in vars(errors).items()
        if inspect.isclass(kind) and issubclass(kind, errors.TranslateError) and kind is not errors.TranslateError
    ]
    return "\n".join(
        [
            "# Exit codes",
            "",
            *_table(("code", "what it means"), rows),
            "",
            f"A wrong option or argument ends with `{BAD_INPUT}`, too, and so does output that cannot be written.",
            "",
            f"These end with `{FINDINGS}` when there is something to look at:",
            "",
            *(f"- `{words}`" for words in searching),
            "",
            "## What is refused",
            "",
            "A refusal is a line that begins with `translate:` and names the file and the line where there is one.",
            "In Python, refusals are exceptions of `translate.errors`:",
            "",
            *_table(("exception", "when"), family),
        ]
    )


def render_comments() -> str:
    """Return the vocabulary of the catalogue's comments, contexts and header fields."""
    header = new_header(source_language="fr", target_language="en", article="articles/launch.fr.md", source_digest="…")
    names = [line.partition(":")[0] for line in header.splitlines()]
    values = {name: field_value(header, name) for name in names}
    own = [(f"`{name}`", f"`{value}`" if value else "left to editors") for name, value in values.items()]
    contexts = [kind for kind in BlockKind if kind not in (BlockKind.PARAGRAPH, BlockKind.CODE, BlockKind.MARKUP)]
    return "\n".join(
        [
            "# Comments in the PO file",
            "",
            "[../po-states.md](../po-states.md) says whose each line is, and what an update does to it.",
            "",
            "## The program's lines (`#.`)",
            "",
            *_table(("line", "what it tells"), [(f"`{line.shown}`", line.meaning) for line in LINES]),
            "",
            "## Remarks (`#`) that mean something",
            "",
            *_table(
                ("line", "who writes it", "what it does"), [(f"`{r.shown}`", r.writer, r.meaning) for r in REMARKS]
            ),
            "",
            "## Contexts (`msgctxt`)",
            "",
            "Running text has none. The others are: " + ", ".join(f"`{kind}`" for kind in contexts) + ".",
            "",
            "## What a tag may stand for",
            "",
            ", ".join(f"`{kind}`" for kind in PlaceableKind if kind not in _UNTAGGED) + ".",
            "",
            "## States",
            "",
            ", ".join(f"`{state}`" for state in State) + ": as `translate status` counts them.",
            "",
            "## Header fields of a new catalogue",
            "",
            *_table(("field", "value"), own),
        ]
    )


_UNTAGGED = (PlaceableKind.SOFT_BREAK, PlaceableKind.TERM, PlaceableKind.PLAIN)
"""Translators see these as a space, a word or what they show."""


def _prose(comment: str) -> str:
    """Return a comment as Markdown that shows its signs as they are."""
    return re.sub(r"([<*])", r"\\\1", comment)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [columns, ["---"] * len(columns), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


def write(folder: Path = PAGES) -> None:
    """Write the pages into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in render().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
