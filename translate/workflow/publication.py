"""Write the target-language article from its catalogue, in the source's format and layout."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate import documents, storage
from translate.errors import ConfigurationError, StorageError
from translate.workflow.chronicle import observe
from translate.workflow.output import STANDARD_OUTPUT, write_output
from translate.workflow.reports import OpenSegment, PublishReport
from translate.workflow.sources import Source, read_catalogue, read_source
from translate.workflow.walk import each

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from translate.project import Project
    from translate.workflow.walk import Refuse

_RECORD = "published.json"


def publish(
    project: Project,
    articles: Sequence[Path],
    *,
    drafts: bool = False,
    output: Path | None = None,
    force: bool = False,
    source: str | None = None,
    format_name: str | None = None,
    refuse: Refuse = None,
) -> list[PublishReport]:
    """Publish articles. Only approved targets are used; `drafts` takes the unreviewed ones, too.

    `output` names the file for a single article, or is `-` for standard output. A published file that somebody edited
    since is refused unless `force` is given. `source` and `format_name` overrule what tells the articles' language and
    format. `refuse` is told of those that cannot be published, which are left out. Raises TranslateError.
    """
    if output is not None and len(articles) != 1:
        raise ConfigurationError("--output takes one article", remedy="Name one article, or leave --output out.")

    def work(path: Path) -> PublishReport:
        read = read_source(project, path, source, format_name)
        return _publish(project, read, output, drafts=drafts, force=force)

    return list(each(articles, work, refuse))


def _publish(project: Project, source: Source, output: Path | None, *, drafts: bool, force: bool) -> PublishReport:
    path = source.path
    catalogue = read_catalogue(project, path)
    observe(project, project.catalogue_path(path), catalogue)
    found = po.targets(catalogue, source.segments, drafts=drafts)
    texts = {number: target.text for number, target in enumerate(found) if target.text}
    data = documents.write(source.article, source.segments, texts, language=project.target)
    destination = output or project.published_path(path)
    if destination.resolve() == path.resolve():
        raise StorageError("this is the source article itself", path=destination, remedy="Choose another --output.")
    if destination == STANDARD_OUTPUT:
        written = write_output(destination, data)
    else:
        record = _Record(project)
        record.refuse_edited(destination, data, force=force)
        written = storage.write_bytes(destination, data)
        record.remember(destination, data)
    return PublishReport(
        article=source.name,
        published=str(destination),
        segments=len(source.segments),
        open_segments=_open_segments(source, found),
        outdated=catalogue.source_digest not in ("", source.digest),
        written=written,
        warnings=source.article.warnings,
    )


def _open_segments(source: Source, found: Sequence[po.Target]) -> tuple[OpenSegment, ...]:
    return tuple(
        OpenSegment(segment.line, str(target.state), segment.source)
        for segment, target in zip(source.segments, found, strict=True)
        if not target.text
    )


class _Record:
    """What this program published last, by file: whoever edits a published file keeps those edits."""

    def __init__(self, project: Project) -> None:
        self._path = project.state / _RECORD
        self._root = project.root
        try:
            digests = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            digests = {}
        self._digests: dict[str, str] = digests if isinstance(digests, dict) else {}

    def refuse_edited(self, path: Path, data: bytes, *, force: bool) -> None:
        """Raise StorageError where the file on disk is neither what was published last nor what would be now."""
        if force or not path.is_file():
            return
        present = path.read_bytes()
        if present != data and self._digests.get(self._key(path)) != hashlib.sha256(present).hexdigest():
            raise StorageError(
                "this file was edited, or written by another program, since it was published",
                path=path,
                remedy="Move those edits into the catalogue, then publish with --force.",
            )

    def remember(self, path: Path, data: bytes) -> None:
        """Note what was published."""
        self._digests[self._key(path)] = hashlib.sha256(data).hexdigest()
        storage.write_bytes(self._path, json.dumps(self._digests, indent=1, sort_keys=True).encode() + b"\n")

    def _key(self, path: Path) -> str:
        resolved, root = path.resolve(), self._root.resolve()
        return (resolved.relative_to(root) if resolved.is_relative_to(root) else resolved).as_posix()
