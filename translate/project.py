"""A workspace: where its articles, catalogues, glossaries and published articles are, and its settings."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from translate.errors import ConfigurationError
from translate.settings import (
    CheckSettings,
    EngineSettings,
    Folders,
    FrontMatterSettings,
    GlossarySettings,
    SegmentationSettings,
    SettingsReader,
    Thresholds,
)

CONFIGURATION = "translate.toml"
STATE_FOLDER = ".translate"


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

    def follow(self, article: Path) -> Path:
        """Return the article that a path stands for: for a link to another one in the articles folder, that one.

        A link to a file elsewhere is an article of its own, and so is one to a hidden file.
        """
        if not article.is_symlink():
            return article
        real, folder = _real(article), _real(self.articles)
        if not real.is_relative_to(folder):
            return article
        place = real.relative_to(folder)
        return article if any(part.startswith(".") for part in place.parts) else self.articles / place

    def article_name(self, article: Path) -> PurePosixPath:
        """Return the path of an article as catalogues name it: relative to the workspace, or its bare file name."""
        resolved, root = _real(article), _real(self.root)
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
        article = self.follow(article)
        return self.catalogues / self._place(article) / (self.stem(article) + ".po")

    def published_path(self, article: Path) -> Path:
        """Return where an article is published: `published/en/launch.en.md` for `articles/launch.fr.md`."""
        article = self.follow(article)
        stem = self.stem(article)
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
        folder, parent = _real(self.articles), _real(article).parent
        return PurePosixPath(parent.relative_to(folder).as_posix() if parent.is_relative_to(folder) else "")

    def stem(self, article: Path) -> str:
        """Return the name of an article's file without its ending and language: what its catalogue is called."""
        stem = article.stem
        return stem.removesuffix(f".{self.source}") or stem


def _real(path: Path) -> Path:
    """Return a path without its links; unlike `Path.resolve`, one that goes in circles is no RuntimeError."""
    return Path(os.path.realpath(path))


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
        raise ConfigurationError(
            f"cannot be read: {error.strerror}", path=path, remedy="Give yourself permission to read it."
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError("is not UTF-8", path=path, remedy="Save the file as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found.group(1)) if found else len(text.splitlines())
        problem = "is not valid TOML: " + re.sub(r" \(at .*", "", str(error)).lower()
        raise ConfigurationError(problem, path=path, line=line, remedy="Correct that line.") from error
    return _assemble(root, values, SettingsReader(path, text))


def _assemble(root: Path, values: dict[str, object], reader: SettingsReader) -> Project:
    """Return the project that the parsed `values` describe. Raises ConfigurationError."""
    known = [entry.name for entry in fields(Project) if entry.name != "root"]
    reader.refuse_unknown("", values, known)
    source = reader.language("source", values.get("source", "fr"))
    target = reader.language("target", values.get("target", "en"))
    if source == target:
        raise reader.error("target", "source and target are the same language", "Name two languages.")
    return Project(
        root,
        source,
        target,
        reader.section("folders", Folders, values),
        reader.section("engine", EngineSettings, values),
        reader.section("thresholds", Thresholds, values),
        reader.section("glossary", GlossarySettings, values),
        reader.section("segmentation", SegmentationSettings, values),
        reader.section("checks", CheckSettings, values),
        reader.formats(values.get("formats", {})),
        reader.section("front_matter", FrontMatterSettings, values),
    )


def template() -> str:
    """Return the settings file of a new workspace: every key with its default, explained in a comment."""
    return Path(__file__).with_name("template.toml").read_text("utf-8")
