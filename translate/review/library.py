"""The articles that can be reviewed, by names that say nothing of where they are; opened when they are asked for."""

from __future__ import annotations

import hashlib
from threading import Lock
from typing import TYPE_CHECKING, Any

from translate.errors import CatalogueError
from translate.model import State
from translate.review.desk import Desk
from translate.review.lookup import Lookup
from translate.review.refusals import UnknownArticleError
from translate.storage import near
from translate.workflow.progress import status
from translate.workflow.terminology import Terminology

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from translate.project import Project


class Library:
    """Articles of one workspace.

    Raises CatalogueError when none has a catalogue, GlossaryError for a glossary that cannot be used.
    """

    def __init__(self, project: Project, articles: Sequence[Path]) -> None:
        drafted = [path for path in articles if project.catalogue_path(path).exists()]
        if not drafted:
            article = near(articles[0]) if articles else "ARTICLE"
            raise CatalogueError("there is no catalogue to review", remedy=f"Run: translate draft {article}")
        self.project = project
        self.lookup = Lookup(project)
        self._terminology = Terminology(project)
        self._terminology.policy()
        self._paths = {_identity(project, path): path for path in drafted}
        self._desks: dict[str, Desk] = {}
        self._lock = Lock()

    def close(self) -> None:
        """End what goes on in the background."""
        for desk in self._desks.values():
            desk.close()

    def listing(self) -> list[dict[str, Any]]:
        """Return the articles with how far each has come."""
        reports = status(self.project, list(self._paths.values()))
        return [
            {
                "id": identity,
                "name": report.article,
                "units": sum(report.states.values()) - report.states.get(State.OBSOLETE, 0),
                "approved": report.states.get(State.POST_EDITED, 0),
                "done": report.done,
                "note": report.note,
            }
            for identity, report in zip(self._paths, reports, strict=True)
        ]

    def desk(self, identity: str) -> Desk:
        """Return the desk of an article, opened if need be. Raises UnknownArticleError, and TranslateError."""
        if identity not in self._paths:
            raise UnknownArticleError(identity)
        with self._lock:
            if identity not in self._desks:
                self._desks[identity] = Desk(self.project, self._paths[identity], self._terminology)
            return self._desks[identity]


def _identity(project: Project, path: Path) -> str:
    return hashlib.sha256(str(project.article_name(path)).encode("utf-8", "surrogateescape")).hexdigest()[:12]
