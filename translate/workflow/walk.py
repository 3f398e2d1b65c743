"""The walk over several articles: one that cannot be read does not keep a run from the others."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, TypeVar

from translate.errors import CatalogueError, DocumentError, LanguageError, StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from translate.errors import TranslateError

    Refuse = Callable[[TranslateError], None] | None

_Made = TypeVar("_Made")
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


def attempt(path: Path, work: Callable[[Path], _Made], refuse: Refuse) -> _Made | None:
    """Return what `work` makes of an article; None where `refuse` was told what is wrong with it or its catalogue.

    Without `refuse` that is raised, as is in any case what is wrong with the whole run, such as its glossary.
    """
    try:
        return work(path)
    except (DocumentError, LanguageError, CatalogueError, StorageError) as problem:
        if refuse is None or _concerns_all(problem):
            raise
        refuse(problem)
        return None


def _concerns_all(problem: TranslateError) -> bool:
    """Tell whether it is the disk that fails: the next article would only meet it again."""
    cause = problem.__cause__
    return isinstance(problem, StorageError) and isinstance(cause, OSError) and cause.errno in _DISK


def each(paths: Iterable[Path], work: Callable[[Path], _Made], refuse: Refuse) -> Iterator[_Made]:
    """Yield what `work` makes of each article, without those that it cannot do: `attempt` for one after another."""
    for path in paths:
        made = attempt(path, work, refuse)
        if made is not None:
            yield made
