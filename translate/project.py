"""A workspace: where its articles, catalogues and glossaries are, and the settings in its `translate.toml`."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from translate.errors import ConfigurationError

CONFIGURATION = "translate.toml"
STATE_FOLDER = ".translate"
_Settings = TypeVar(
    "_Settings",
    "Folders",
    "EngineSettings",
    "Thresholds",
    "GlossarySettings",
    "SegmentationSettings",
    "CheckSettings",
    "FrontMatterSettings",
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things are, as paths relative to the workspace."""

    articles: str = "articles"
    locales: str = "locales"
    glossary: str = "glossary"
    published: str = "published"


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How drafts are made; 0 threads means every core, 0 batch tokens the engine's own choice."""

    name: str = "argos"
    beam_size: int = 4
    batch_tokens: int = 0
    threads: int = 0
    compute_type: str = "default"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits in per cent: from which similarity an old target is offered, and how sure the language must be."""

    fuzzy: int = 75
    language: int = 60


@dataclass(frozen=True, slots=True)
class GlossarySettings:
    """`bundled` puts the rows that come with the program under the workspace's own; `names` carries unknown names."""

    bundled: bool = True
    names: bool = True


@dataclass(frozen=True, slots=True)
class SegmentationSettings:
    """A workspace's own exceptions to the rules of its source language, or an SRX file that takes their place.

    `abbreviations` end a sentence only before a word that opens one, `titles` never do, `names` end in ! or ?
    themselves. `srx` is a path relative to the workspace.
    """

    abbreviations: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    srx: str = ""


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """`off` names the checks that this workspace does without."""

    off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatterSettings:
    """`keys` are those of an article's front matter whose values are text for readers."""

    keys: tuple[str, ...] = ("title", "description", "summary", "subtitle", "excerpt")


@dataclass(frozen=True, slots=True)
class Project:
    """A workspace's root folder with its settings. Languages are BCP 47 tags.

    `formats` pairs patterns of file names with the names of the formats that such articles are in.
    """

    root: Path
    source: str = "fr"
    target: str = "en"
    folders: Folders = field(default_factory=Folders)
    engine: EngineSettings = field(default_factory=EngineSettings)
    thresholds: Thresholds = field(default_factory=Thresholds)
    glossary: GlossarySettings = field(default_factory=GlossarySettings)
    segmentation: SegmentationSettings = field(default_factory=SegmentationSettings)
    checks: CheckSettings = field(default_factory=CheckSettings)
    formats: tuple[tuple[str, str], ...] = ()
    front_matter: FrontMatterSettings = field(default_factory=FrontMatterSettings)

    @property
    def articles(self) -> Path:
        """The folder of the source articles."""
        return self.root / self.folders.articles

    @property
    def catalogues(self) -> Path:
        """The folder of the target language's catalogues."""
        return self.root / self.folders.locales / self.target

    @property
    def state(self) -> Path:
        """The folder for locks and caches; it can be deleted at any time when no command runs."""
        return self.root / STATE_FOLDER

    @property
    def locks(self) -> Path:
        """The folder of the locks that keep two runs from writing one catalogue at once."""
        return self.state / "locks"

    def article_name(self, article: Path) -> PurePosixPath:
        """Return the path of an article as catalogues name it: relative to the workspace, or its bare file name."""
        resolved = article.resolve()
        root = self.root.resolve()
        inside = resolved.is_relative_to(root)
        return PurePosixPath(resolved.relative_to(root).as_posix() if inside else resolved.name)

    def format_of(self, article: Path) -> str | None:
        """Return the format that the settings give an article: the first pattern's that fits, None when none does.

        A pattern with a slash is matched with the path in the workspace, another one with the file's name; `*` stands
        for any characters.
        """
        name = self.article_name(article)
        for pattern, format_name in self.formats:
            if fnmatchcase(str(name) if "/" in pattern else name.name, pattern):
                return format_name
        return None

    def catalogue_path(self, article: Path) -> Path:
        """Return where an article's catalogue is: `locales/en/launch.po` for `articles/launch.fr.md`."""
        return self.catalogues / self._place(article) / (self._stem(article) + ".po")

    def published_path(self, article: Path) -> Path:
        """Return where an article is published: `published/en/launch.en.md` for `articles/launch.fr.md`."""
        stem = self._stem(article)
        tagged = article.name.startswith(f"{stem}.{self.source}.")
        name = f"{stem}.{self.target}{article.suffix}" if tagged else article.name
        return self.root / self.folders.published / self.target / self._place(article) / name

    def glossary_files(self) -> list[Path]:
        """Return the workspace's glossary files of this pair of languages: `fr-en.csv` first, then `fr-en.*.csv`."""
        folder = self.root / self.folders.glossary
        pair = f"{self.source}-{self.target}"
        return [*folder.glob(f"{pair}.csv"), *sorted(folder.glob(f"{pair}.*.csv"))]

    def _place(self, article: Path) -> PurePosixPath:
        """Return the subfolder of the articles folder that an article is in; none for one from elsewhere."""
        folder = self.articles.resolve()
        parent = article.resolve().parent
        return PurePosixPath(parent.relative_to(folder).as_posix() if parent.is_relative_to(folder) else "")

    def _stem(self, article: Path) -> str:
        stem = article.stem
        return stem.removesuffix(f".{self.source}") or stem


def find(start: Path) -> Project:
    """Return the workspace that `start` lies in; without a `translate.toml` above it, `start` with the defaults."""
    for folder in (start, *start.parents):
        if (folder / CONFIGURATION).is_file():
            return load(folder)
    return Project(start)


def load(root: Path) -> Project:
    """Read the `translate.toml` in `root`. Raises ConfigurationError with the line that cannot be used."""
    path = root / CONFIGURATION
    try:
        text = path.read_bytes().decode("utf-8-sig")
        values = tomllib.loads(text)
    except OSError as error:
        raise ConfigurationError(f"cannot be read: {error.strerror}", path=path) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError("is not UTF-8", path=path, remedy="Save the file as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found.group(1)) if found else len(text.splitlines())
        problem = "is not valid TOML: " + re.sub(r" \(at .*", "", str(error)).lower()
        raise ConfigurationError(problem, path=path, line=line, remedy="Correct that line.") from error
    return _Reader(path, text).project(root, values)


class _Reader:
    """Turns the parsed TOML of one file into a Project, refusing what it does not know."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()

    def project(self, root: Path, values: dict[str, object]) -> Project:
        """Return the project that the parsed `values` describe. Raises ConfigurationError."""
        known = [entry.name for entry in fields(Project) if entry.name != "root"]
        self._refuse_unknown("", values, known)
        source = self._language("source", values.get("source", "fr"))
        target = self._language("target", values.get("target", "en"))
        if source == target:
            raise self._error("target", "source and target are the same language", "Name two languages.")
        return Project(
            root,
            source,
            target,
            self._table("folders", Folders, values),
            self._table("engine", EngineSettings, values),
            self._table("thresholds", Thresholds, values),
            self._table("glossary", GlossarySettings, values),
            self._table("segmentation", SegmentationSettings, values),
            self._table("checks", CheckSettings, values),
            self._formats(values.get("formats", {})),
            self._table("front_matter", FrontMatterSettings, values),
        )

    def _formats(self, values: object) -> tuple[tuple[str, str], ...]:
        if not isinstance(values, dict):
            raise self._error("formats", "formats must be a table", "Write [formats] on a line of its own.")
        from translate.documents import formats

        for pattern, name in values.items():
            if name not in formats():
                remedy = f"Choose one of: {', '.join(formats())}."
                raise self._error(pattern, f"formats has no format {name!r}", remedy)
        return tuple(values.items())

    def _table(self, section: str, kind: type[_Settings], everything: dict[str, object]) -> _Settings:
        values = everything.get(section, {})
        if not isinstance(values, dict):
            raise self._error(section, f"{section} must be a table", f"Write [{section}] on a line of its own.")
        known = {entry.name: entry.default for entry in fields(kind)}
        self._refuse_unknown(section, values, list(known))
        for key, value in values.items():
            self._check(section, key, value, known[key])
        frozen: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
        return kind(**frozen)

    def _check(self, section: str, key: str, value: object, default: object) -> None:
        if isinstance(default, tuple):
            self._check_list(section, key, value)
            return
        if type(value) is not type(default):
            names = {str: "a text in quotes", int: "a whole number", bool: "true or false"}
            raise self._error(key, f"{section}.{key} must be {names[type(default)]}", f"The default is {default!r}.")
        if isinstance(value, int) and not isinstance(value, bool):
            upper = 100 if section == "thresholds" else 1_000_000
            lower = 1 if key == "beam_size" else 0
            if not lower <= value <= upper:
                raise self._error(key, f"{section}.{key} must lie between {lower} and {upper}", "Change the number.")
        if section == "folders" and isinstance(value, str):
            self._check_folder(key, value)

    def _check_list(self, section: str, key: str, value: object) -> None:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self._error(key, f"{section}.{key} must be a list of texts", f'Write {key} = ["...", "..."].')
        if section != "checks":
            return
        from translate.checks.registry import CHECK_NAMES

        for name in value:
            if name not in CHECK_NAMES:
                close = difflib.get_close_matches(name, CHECK_NAMES, 1)
                remedy = f"Did you mean {close[0]!r}?" if close else "docs/checks.md has a list of all."
                raise self._error(key, f"{section}.{key} names no check: {name!r}", remedy)

    def _check_folder(self, key: str, value: str) -> None:
        path = PurePosixPath(value.replace(os.sep, "/"))
        if not value or path.is_absolute() or ".." in path.parts:
            remedy = "Give a path inside the workspace, such as 'articles'."
            raise self._error(key, f"folders.{key} must be a folder inside the workspace", remedy)

    def _language(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
            raise self._error(key, f"{key} must be a language tag", "Write 'fr', 'en' or 'pt-BR', for instance.")
        return value

    def _refuse_unknown(self, section: str, values: dict[str, object], known: list[str]) -> None:
        for key in values:
            if key not in known:
                close = difflib.get_close_matches(key, known, 1)
                remedy = f"Did you mean {close[0]!r}?" if close else f"The keys are: {', '.join(known)}."
                raise self._error(key, f"unknown key {section + '.' if section else ''}{key}", remedy)

    def _error(self, key: str, problem: str, remedy: str) -> ConfigurationError:
        pattern = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*[\]=.]")
        line = next((number for number, text in enumerate(self.lines, 1) if pattern.match(text)), None)
        return ConfigurationError(problem, path=self.path, line=line, remedy=remedy)


def template() -> str:
    """Return the settings file of a new workspace: every key with its default, explained in a comment."""
    return Path(__file__).with_name("template.toml").read_text("utf-8")
