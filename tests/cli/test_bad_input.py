"""Bad input gets one clear line with the place and the remedy, exit code 2, and nothing is lost or half-written."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.commands import ARTICLE

if TYPE_CHECKING:
    from tests.commands import Run

DRAFT = ("draft", "--engine", "pseudo")
ENGLISH = (
    "The launch vehicle lifted off on Tuesday from the cosmodrome, and the director general congratulated the teams "
    "that had prepared the flight for more than two years. The satellite will observe the Earth until 2031.\n"
)


def _snapshot(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _refused(run: Run, workspace: Path, *arguments: str | Path, words: str) -> str:
    """Run a command that must be refused; return its one line of standard error."""
    before = _snapshot(workspace)
    result = run(*arguments, code=2)
    assert result.stderr.count("\n") == 1, result.stderr
    assert result.stderr.startswith("translate: ")
    assert words in result.stderr, result.stderr
    assert _snapshot(workspace) == before
    return result.stderr


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("binary.txt", bytes(range(256)) * 40, "binary.txt"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "picture.txt"),
        ("latin.txt", "Le décollage a été reporté à l'été.\n".encode("latin-1") * 3, "UTF-8"),
        ("empty.txt", b"", "nothing to translate"),
        ("blank.md", b" \n\n \t\n", "nothing to translate"),
        ("symbols.txt", b"*** 12 *** --- 7", "nothing to translate"),
        ("english.txt", ENGLISH.encode(), "English"),
        ("page.xyz", b"Bonjour", "page.xyz"),
    ],
)
def test_articles_that_cannot_be_drafted(run: Run, workspace: Path, name: str, data: bytes, words: str) -> None:
    article = workspace / "articles" / name
    article.write_bytes(data)

    message = _refused(run, workspace, *DRAFT, article, words=words)

    assert name in message


@pytest.mark.parametrize("command", ["draft", "update"])
def test_articles_beside_one_that_cannot_be_read_are_done(run: Run, workspace: Path, command: str) -> None:
    names = [f"articles/{name}.fr.txt" for name in ("a", "b", "c", "d")]
    for name in names:
        Path(name).write_text(ARTICLE, "utf-8")
    if command == "update":
        run("draft", "--engine", "pseudo", *names)
        for name in names:
            Path(name).write_text(ARTICLE + "\nLe tir est reporté à mardi.\n", "utf-8")
    Path(names[0]).write_text("", "utf-8")
    Path(names[2]).write_bytes(b"\x00\x01binary")

    result = run(command, "--engine", "pseudo", *names, code=2)

    assert [line.split(":")[1].strip() for line in result.stderr.splitlines()] == [
        str(Path(name)) for name in (names[0], names[2])
    ]
    for name, done in zip(names, (False, True, False, True), strict=True):
        catalogue = Path("locales/en") / Path(name).name.replace(".fr.txt", ".po")
        drafted = catalogue.read_text("utf-8") if catalogue.exists() else ""
        assert ("mardi" in drafted if command == "draft" else "reporté" in drafted) == done
        assert (f"{catalogue}:" in result.stdout) == done


_EACH = {
    "publish": ("publish", "--drafts"),
    "check": ("check",),
    "suggest": ("glossary", "suggest", "--minimum", "1"),
    "xliff": ("export", "xliff", "--output", "out.xlf", "--force"),
    "csv": ("export", "csv", "--output", "out.csv", "--force"),
    "omegat": ("export", "omegat", "omegat"),
}


@pytest.mark.parametrize("command", _EACH.values(), ids=_EACH)
def test_what_is_told_of_articles_does_not_depend_on_a_bad_one_beside_them(
    run: Run, workspace: Path, command: tuple[str, ...]
) -> None:
    bad, good = _two_bad_two_good(run)

    beside = run(*command, bad[0], good[0], bad[1], good[1], code=2)
    alone = run(*command, *good, code=None)

    assert alone.exit_code in (0, 1)
    assert alone.stdout == beside.stdout
    assert [Path(line.split(":")[1].strip()).name[0] for line in beside.stderr.splitlines()] == ["a", "c"]


def test_articles_beside_a_bad_one_are_corrected(run: Run, workspace: Path) -> None:
    bad, good = _two_bad_two_good(run)
    for name in ("b", "d"):
        catalogue = Path(f"locales/en/{name}.po")
        text = catalogue.read_text("utf-8")
        catalogue.write_text(text.replace('msgstr "Photo credits:', 'msgstr "Photo credits :'), "utf-8")

    result = run("check", "--fix", bad[0], good[0], bad[1], good[1], code=2)

    assert re.findall(r"articles/(.).*[1-9] units? corrected", result.stdout) == ["b", "d"]


def _two_bad_two_good(run: Run) -> tuple[list[str], list[str]]:
    """Draft four articles and break the first and third; return the broken ones and the others."""
    names = [f"articles/{name}.fr.txt" for name in ("a", "b", "c", "d")]
    for number, name in enumerate(names):
        Path(name).write_text(f"{ARTICLE}\nLe tir numéro {number} de Corvina est reporté à mardi , hélas.\n", "utf-8")
    run("draft", "--engine", "pseudo", *names)
    for name in names[::2]:
        Path(name).write_bytes(b"\x00\x01binary")
        Path("locales/en", Path(name).name.replace(".fr.txt", ".po")).write_text("nonsense\n", "utf-8")
    return names[::2], names[1::2]


@pytest.mark.parametrize("command", [("check",), ("status",), ("report",), ("report", "--json", "-")])
def test_a_whole_workspace_is_told_of_beside_a_bad_article(run: Run, workspace: Path, command: tuple[str, ...]) -> None:
    for name in ("a", "b"):
        Path(f"articles/{name}.fr.txt").write_text(ARTICLE, "utf-8")
    run("draft", "--engine", "pseudo", "articles/a.fr.txt", "articles/b.fr.txt")
    Path("locales/en/a.po").write_text("nonsense\n", "utf-8")

    result = run(*command, code=2)

    assert "articles/b.fr.txt" in result.stdout
    assert result.stderr.count("a.po:1") == len(result.stderr.splitlines()) == 1


def test_where_no_article_can_be_read_nothing_is_exported(run: Run, workspace: Path) -> None:
    Path("articles/a.fr.txt").write_text(ARTICLE, "utf-8")

    result = run("export", "xliff", "articles/a.fr.txt", "--output", "out.xlf", code=2)

    assert result.stdout == ""
    assert not Path("out.xlf").exists()


def test_a_missing_article(run: Run, workspace: Path) -> None:
    _refused(run, workspace, *DRAFT, "articles/nowhere.txt", words="nowhere.txt")


@pytest.mark.parametrize("command", ["status", "report", "history", "check", "publish"])
@pytest.mark.parametrize(("name", "words"), [("rien.fr.txt", "does not exist"), ("", "is a folder")])
def test_what_is_no_article_is_told_by_every_command(
    run: Run, workspace: Path, command: str, name: str, words: str
) -> None:
    _refused(run, workspace, command, workspace / "articles" / name, words=words)


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_status_has_no_row_for_what_is_no_article(run: Run, drafted: Path, options: tuple[str, ...]) -> None:
    article, missing = "articles/tir.fr.txt", ("articles/rien.fr.txt", "articles")

    assert run("status", *options, *missing, code=2).stdout == ""
    beside = run("status", *options, missing[0], article, missing[1], code=2)
    assert beside.stdout == run("status", *options, article).stdout
    assert len(beside.stderr.splitlines()) == len(missing)


@pytest.mark.parametrize("command", ["status", "update", "report", "check"])
def test_where_there_is_no_article_one_line_says_so(run: Run, tmp_path: Path, command: str) -> None:
    folder = tmp_path / "newsroom"
    run("init", folder)
    what = "drafted article" if command == "check" else "article"

    told = run("-C", folder, command)

    assert told.stdout == ""
    assert re.fullmatch(
        rf"translate: there is no {what} in \S*newsroom/articles; \w+ one( there)?, or name the workspace with -C\n",
        told.stderr,
    )
    quiet = run("-C", folder, command, "--quiet")
    assert quiet.stdout + quiet.stderr == ""


def test_a_current_folder_that_is_gone(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()

    told = run("status", code=2).stderr

    assert told == "translate: the current folder has been removed. Change to a folder that is there.\n"


def test_a_folder_for_an_article(run: Run, workspace: Path) -> None:
    _refused(run, workspace, *DRAFT, "articles", words="articles")


@pytest.mark.parametrize("name", ["deux\nlignes.txt", "bip\a.txt", "s\u2028p.txt", os.fsdecode(b"\xe9t\xe9.txt")])
def test_an_article_whose_name_no_catalogue_can_hold(run: Run, workspace: Path, name: str) -> None:
    article = workspace / "articles" / name
    article.write_text(ARTICLE, "utf-8")

    message = _refused(run, workspace, *DRAFT, article, words="Rename the file.")

    assert ascii(name)[1:-1].split("\\")[0] in message
    run(*DRAFT, workspace / "articles" / "tir.fr.txt")


@pytest.mark.parametrize("command", [DRAFT, ("update",), ("publish",), ("check",)])
def test_a_link_that_goes_in_circles(run: Run, workspace: Path, command: tuple[str, ...]) -> None:
    article = workspace / "articles" / "rond.fr.txt"
    article.symlink_to(article.name)

    _refused(run, workspace, *command, article, words="rond")


def test_the_language_can_be_overruled(run: Run, workspace: Path) -> None:
    article = workspace / "articles" / "english.txt"
    article.write_text(ENGLISH, "utf-8")

    run(*DRAFT, article, "--source", "fr")

    assert (workspace / "locales" / "en" / "english.po").is_file()


def test_a_line_of_two_megabytes(run: Run, workspace: Path) -> None:
    article = workspace / "articles" / "long.txt"
    article.write_text("La fusée a décollé hier matin. " * 66_000, "utf-8")

    result = run(*DRAFT, article, code=None)

    assert result.exit_code in (0, 2)
    if result.exit_code == 2:
        assert result.stderr.count("\n") == 1
        assert "long.txt" in result.stderr
    else:
        assert (workspace / "locales" / "en" / "long.po").is_file()


@pytest.mark.parametrize("command", [("draft", "articles/tir.fr.txt"), ("status",), ("publish", "articles/tir.fr.txt")])
def test_broken_settings(run: Run, workspace: Path, command: tuple[str, ...]) -> None:
    (workspace / "translate.toml").write_text('source = "fr"\ntarget = \n', "utf-8")

    _refused(run, workspace, *command, words="translate.toml:2: ")


def test_a_broken_glossary_row(run: Run, workspace: Path) -> None:
    glossary = workspace / "glossary" / "fr-en.csv"
    header = glossary.read_text("utf-8-sig").splitlines()[0]
    glossary.write_text(f"{header}\nlanceur,,launch vehicle,term,,,,,\nétage,,,nonsense,,,,,\n", "utf-8")

    _refused(run, workspace, *DRAFT, "articles/tir.fr.txt", words="fr-en.csv:3: ")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "un\nmsgstr "one"\n', 5),
        ('msgid "un"\nmsgstr "one"\n<<<<<<< ours\nmsgid "deux"\nmsgstr "two"\n', 3),
        ("this is no catalogue\n", 1),
    ],
)
def test_a_broken_catalogue(run: Run, workspace: Path, text: str, line: int) -> None:
    run(*DRAFT, "articles/tir.fr.txt")
    catalogue = workspace / "locales" / "en" / "tir.po"
    catalogue.write_text(text, "utf-8")

    for command in (("update", "--engine", "pseudo"), ("publish",)):
        _refused(run, workspace, *command, "articles/tir.fr.txt", words=f"tir.po:{line}: ")


@pytest.mark.parametrize("command", ["update", "publish", "check", "diff"])
def test_a_catalogue_in_another_language(run: Run, drafted: Path, command: str) -> None:
    path = drafted / "locales" / "en" / "tir.po"
    path.write_bytes(path.read_bytes().replace(b"Language: en", b"Language: de"))

    message = _refused(run, drafted, command, drafted / "articles" / "tir.fr.txt", words="'de'")

    assert str(path.relative_to(drafted)) in message


def test_status_tells_of_a_broken_catalogue_beside_the_others(run: Run, workspace: Path) -> None:
    run(*DRAFT, "articles/tir.fr.txt")
    (workspace / "articles" / "autre.fr.txt").write_text("Une autre nouvelle.\n", "utf-8")
    (workspace / "locales" / "en" / "autre.po").write_text("nonsense\n", "utf-8")

    result = run("status", "--json", code=2)
    reports = {r["article"]: r for r in json.loads(result.stdout)["articles"]}

    assert "autre.po:1" in result.stderr
    assert reports["articles/autre.fr.txt"]["note"] == "cannot be read"
    assert reports["articles/tir.fr.txt"]["states"]["draft"] > 0


@contextlib.contextmanager
def _as_ordinary_user(workspace: Path) -> Iterator[None]:
    """Give up the superuser's rights for a while, who may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    for parent in workspace.parents:
        if parent.stat().st_uid == 0 and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_a_folder_that_may_not_be_written(run: Run, workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    # A first run elsewhere loads every module, which an ordinary user may not be allowed to read where root runs tests.
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "a.txt").write_text("La fusée a décollé hier matin.\n", "utf-8")
    run("--workspace", elsewhere, *DRAFT, elsewhere / "a.txt")
    locales = workspace / "locales" / "en"
    locales.mkdir(parents=True)
    for path in (workspace, *workspace.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)

    with _as_ordinary_user(workspace):
        message = _refused(run, workspace, *DRAFT, "articles/tir.fr.txt", words="ermission")

    assert "tir.po" in message


def test_no_model_for_the_pair(run: Run, workspace: Path) -> None:
    settings = workspace / "translate.toml"
    settings.write_text(settings.read_text("utf-8").replace('target = "en"', 'target = "eo"'), "utf-8")

    message = _refused(run, workspace, "draft", "articles/tir.fr.txt", words="model fetch fr eo")

    assert "install" in message


def test_an_unknown_engine(run: Run, workspace: Path) -> None:
    _refused(run, workspace, "draft", "--engine", "oracle", "articles/tir.fr.txt", words="oracle")


def test_a_draft_is_never_written_over_a_catalogue(run: Run, workspace: Path) -> None:
    run(*DRAFT, "articles/tir.fr.txt")

    _refused(run, workspace, *DRAFT, "articles/tir.fr.txt", words="translate update")


def test_two_articles_for_one_catalogue(run: Run, workspace: Path) -> None:
    (workspace / "articles" / "tir.md").write_text("# Un autre tir\n\nRien de commun.\n", "utf-8")

    _refused(run, workspace, *DRAFT, "articles/tir.fr.txt", "articles/tir.md", words="Rename")


def test_publishing_what_was_never_drafted(run: Run, workspace: Path) -> None:
    _refused(run, workspace, "publish", "articles/tir.fr.txt", words="translate draft")


def _package(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


METADATA = json.dumps({"from_code": "xx", "to_code": "yy", "package_version": "1", "argos_version": "1.5"}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 but nothing more",
        _package({}),
        _package({"pack/metadata.json": METADATA}),
        _package({"pack/metadata.json": b"{", "pack/model/model.bin": b"x", "pack/sentencepiece.model": b"x"}),
        _package({"../evil/metadata.json": METADATA}),
        _package({"/evil/metadata.json": METADATA}),
        _package({"pack/metadata.json": METADATA, "pack/../../evil": b"x"}),
        _package({"pack/metadata.json": METADATA, "pack/model/model.bin": bytes(200_000_000)}),
    ],
    ids=["empty", "cut", "no files", "no model", "bad metadata", "parent", "absolute", "inner parent", "bomb"],
)
def test_packages_that_must_not_be_installed(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    packages = workspace / "packages"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages))
    file = workspace / "bad.argosmodel"
    file.write_bytes(data)

    _refused(run, workspace, "model", "install", file, words="bad.argosmodel")

    assert not (workspace.parent / "evil").exists()
    assert not packages.exists() or list(packages.iterdir()) == []


def test_a_package_file_that_is_not_there(run: Run, workspace: Path) -> None:
    _refused(run, workspace, "model", "install", "nowhere.argosmodel", words="nowhere.argosmodel")
