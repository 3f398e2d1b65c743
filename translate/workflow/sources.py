"""From an article's file to its segments."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from unicodedata import category

from translate import catalogue as po
from translate import documents, segmentation
from translate.errors import CatalogueError, ConfigurationError, DocumentError
from translate.storage import Files, is_one_file, near
from translate.workflow.language import require_language
from translate.workflow.ownership import refuse_foreign

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from translate.model import Article, Segment
    from translate.project import Project

_HEADER = 8_192
_QUOTED = re.compile(r'^"(.*)"\r?$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """An article ready for work: its file, the name that its catalogue knows it by, and its segments.

    `digest` is the SHA-256 of the file's bytes, in hexadecimal.
    """

    path: Path
    name: str
    article: Article
    segments: tuple[Segment, ...]
    digest: str

    @property
    def words(self) -> int:
        """How many words the source has."""
        return sum(count_words(segment.source) for segment in self.segments)


def distinct_segments(segments: Iterable[Segment]) -> list[Segment]:
    """Return the first segment of each unit, a (context, source), in the article's order."""
    found: dict[po.Key, Segment] = {}
    for segment in segments:
        found.setdefault((segment.context, segment.source), segment)
    return list(found.values())


def segmentation_rules(project: Project, language: str) -> segmentation.Rules | segmentation.SrxRules:
    """Return the workspace's rules of segmentation for a language. Raises ConfigurationError."""
    settings = project.segmentation
    if settings.srx:
        path = project.root / settings.srx
        try:
            data = path.read_bytes()
        except OSError as error:
            problem = f"the segmentation rules cannot be read: {(error.strerror or str(error)).lower()}"
            raise ConfigurationError(
                problem, path=path, remedy="Correct segmentation.srx in translate.toml."
            ) from error
        return segmentation.read_srx(data, path).rules_for(language)
    return segmentation.with_exceptions(
        segmentation.rules_for(language),
        abbreviations=settings.abbreviations,
        titles=settings.titles,
        names=settings.names,
    )


def count_words(text: str) -> int:
    """Return the number of words as translators are paid for: runs of characters between white space."""
    return len(text.split())


def read_article(project: Project, path: Path, language: str | None = None, format_name: str | None = None) -> Article:
    """Read an article in the format that is named here, in its catalogue, in the settings, or by its file's ending.

    Raises DocumentError.
    """
    return documents.read(
        path,
        language=language or project.source,
        format_name=format_name or remembered_format(project, path) or project.format_of(path),
        metadata_keys=project.front_matter.keys,
    )


def remembered_format(project: Project, path: Path) -> str | None:
    """Return the format that an article's catalogue remembers, None where it was never said."""
    header = read_header(project.catalogue_path(path))
    name = po.field_value(header, "X-Source-Article")
    if not name or not is_one_file(project.root / name, project.root / project.article_name(path)):
        return None
    return po.field_value(header, "X-Source-Format") or None


def read_header(catalogue: Path) -> str:
    """Return the fields of a catalogue's header, as `po.field_value` takes them; "" where the file cannot be read."""
    try:
        with catalogue.open("rb") as stream:
            head = stream.read(_HEADER).decode("utf-8", "replace")
    except OSError:
        return ""
    return re.sub(r"\\([\"\\])", r"\1", "".join(_QUOTED.findall(head)).replace("\\n", "\n"))


def read_source(project: Project, path: Path, language: str | None = None, format_name: str | None = None) -> Source:
    """Read and segment an article.

    `language` overrules the project's source language and the detection; without it an article in another language
    is refused. `format_name` overrules what tells its format. Raises DocumentError and LanguageError.
    """
    _refuse_name(project, path)
    article = read_article(project, path, language, format_name)
    if language is None:
        require_language(article, path, project.source, project.thresholds.language)
    segments = segmentation.segment(article, rules=segmentation_rules(project, article.language))
    if not any(char.isalpha() for segment in segments for char in segment.source):
        raise DocumentError("there is nothing to translate in it", path=path, remedy="Name an article with text.")
    return Source(path, str(project.article_name(path)), article, segments, digest_file(path))


def _refuse_name(project: Project, path: Path) -> None:
    """Raise DocumentError where a catalogue could not hold the article's name: a line end, bytes that are no UTF-8."""
    if any(category(char) in ("Cc", "Cs", "Zl", "Zp") for char in str(project.article_name(path))):
        problem = "the file's name has a line end, another control character, or bytes that are not UTF-8"
        raise DocumentError(problem, path=path, remedy="Rename the file.")


def require_file(path: Path) -> None:
    """Raise DocumentError where no file is, for commands that look at an article's catalogue alone."""
    if not path.is_file():
        problem = "is a folder" if path.is_dir() else "does not exist"
        raise DocumentError(problem, path=path, remedy="Name an article: a file in the articles folder.")


def read_catalogue(project: Project, path: Path) -> po.Catalogue:
    """Return the catalogue of an article. Raises CatalogueError, also where it was never drafted, or is another's."""
    target = project.catalogue_path(path)
    if not target.exists():
        raise CatalogueError("there is no such catalogue", path=target, remedy=f"Run: translate draft {near(path)}")
    catalogue = po.read(target)
    po.require_language(catalogue, project.target, target)
    refuse_foreign(project, path, catalogue)
    return catalogue


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def segment_file(
    project: Project, path: Path, language: str | None = None, format_name: str | None = None
) -> list[list[str]]:
    """Return the segments of any file, one list of strings a block that has some. Raises DocumentError."""
    article = read_article(project, path, language, format_name)
    blocks: dict[int, list[str]] = {}
    for segment in segmentation.segment(article, rules=segmentation_rules(project, article.language)):
        blocks.setdefault(segment.block, []).append(segment.source)
    return list(blocks.values())


def find_articles(project: Project, names: Sequence[Path]) -> list[Path]:
    """Return the articles that are meant: those named, or every one in the articles folder when none is named.

    An article is a file with a known ending, or one whose format the settings or its catalogue tell. One that several
    links stand for is meant once.
    """
    if names:
        return distinct(project, names)
    suffixes = documents.suffixes()

    def is_article(path: Path) -> bool:
        known = path.suffix.lower() in suffixes or project.format_of(path) or remembered_format(project, path)
        return bool(known) and path.is_file() and project.follow(path) == path

    found = filter(is_article, project.articles.rglob("*"))
    return sorted(path for path in found if not any(part.startswith(".") for part in path.parts[-3:]))


def find_article(project: Project, path: Path, *, spare: bool = False) -> Path:
    """Return the article that a person means by a path: its own, its name in reports, or its catalogue's path.

    Names of reports are relative to the workspace; they count where nothing is at that path. With `spare`, a further
    catalogue of an article stands for it, too. Raises CatalogueError for a PO file that is no article's.
    """
    if not path.exists() and (project.root / path).exists():
        path = near(project.root / path)
    if path.suffix != ".po" or not path.is_file() or project.format_of(path):
        return path
    name = po.field_value(read_header(path), "X-Source-Article") or po.read(path).article
    if not name or PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        raise CatalogueError("the header does not name its article", path=path, remedy="Name the article instead.")
    article = near(project.root / name)
    own = project.catalogue_path(article)
    if not spare and not (own.exists() and own.samefile(path)):
        remedy = f"Name the article{', or that' if own.exists() else ''}."
        raise CatalogueError(f"this is not the catalogue of {name}: that is {near(own)}", path=path, remedy=remedy)
    return article


def distinct(project: Project, names: Sequence[Path]) -> list[Path]:
    """Return the articles that paths stand for, each once, as it was first spelt."""
    found: list[Path] = []
    known = Files()
    for path in map(project.follow, names):
        if path.absolute() not in known:
            known.add(path.absolute())
            found.append(path)
    return found
