"""Checks that nothing of the machinery is left in a target, and that nothing of the markup is lost from it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from translate.checks.subject import warn
from translate.model import Finding, Placeable, PlaceableKind, PlaceableRole, Severity
from translate.placeables import tag_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.checks.subject import Subject

_PLACEHOLDER = re.compile("\uff5f[^\uff60]*\uff60?|\uff60")
_TAG = re.compile(r"<(?P<closing>/)?(?P<number>\d{1,9})(?P<single>/)?>")
_FORMAT = re.compile(r"\{\{[^{}]*\}\}|\$\{\w+\}|%\(\w+\)[sd]|\{\w*\}|\[\^\w+\]")


def check_placeholders(subject: Subject) -> Iterator[Finding]:
    """Report a placeholder of the model that its source did not have."""
    if _PLACEHOLDER.search(subject.unit.source):
        return
    for match in _PLACEHOLDER.finditer(subject.unit.target):
        message = f"'{match[0]}' is no word: put the term there."
        yield Finding("placeholder", Severity.ERROR, message, *match.span())


def check_tags(subject: Subject) -> Iterator[Finding]:
    """Report each inline tag that the target has more or less often than the source, or in an impossible order."""
    source, target = subject.unit.source, subject.unit.target
    for problem in tag_problems(target, _tags(source), source):
        yield Finding("tags", Severity.ERROR, f"{problem[0].lower()}{problem[1:-1]}: set the tags as in the source.")


def check_variables(subject: Subject) -> Iterator[Finding]:
    """Report variables of templates and marks of footnotes that the target has more or less often than the source."""
    wanted, found = (Counter(_FORMAT.findall(text)) for text in (subject.unit.source, subject.unit.target))
    for name in wanted - found:
        yield warn("variables", f"'{name}' is missing: copy it from the source.")
    for name in found - wanted:
        start = subject.unit.target.find(name)
        yield warn("variables", f"'{name}' is not in the source: remove it.", (start, start + len(name)))


def _tags(source: str) -> list[Placeable]:
    """Return the tags of a source. One that stands there several times is prose: a tag never does."""
    counts = Counter(match[0] for match in _TAG.finditer(source))
    tags = []
    for match in _TAG.finditer(source):
        if counts[match[0]] == 1 and not (match["closing"] and match["single"]):
            role = PlaceableRole.CLOSE if match["closing"] else PlaceableRole.OPEN
            role = PlaceableRole.SINGLE if match["single"] else role
            tags.append(Placeable(*match.span(), match[0], PlaceableKind.TAG, role, int(match["number"])))
    return tags
