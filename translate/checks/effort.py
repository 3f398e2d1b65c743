"""What is counted about people's work and blamed on nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.model import Finding, Severity, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.checks.subject import Subject


def check_unread(subject: Subject) -> Iterator[Finding]:
    """Report an approved target that is the machine's, letter by letter: it may be right, and it may be unread."""
    unit = subject.unit
    if unit.state is State.POST_EDITED and unit.draft is not None and unit.draft.target == unit.target:
        yield Finding("unread", Severity.INFO, "approved as the machine wrote it: read it once more.")
