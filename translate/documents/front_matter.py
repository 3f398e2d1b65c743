"""Metadata at the head of a Markdown file: YAML between `---` lines or TOML between `+++` lines.

Only the values of a few keys are text. They are found by their place, not by loading the file, so that every other
byte can stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.documents.front_matter_toml import toml_values
from translate.documents.front_matter_yaml import yaml_values
from translate.documents.prose import LINE_END

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from translate.documents.front_matter_values import Value

METADATA_KEYS = ("title", "description", "summary", "subtitle", "excerpt")
"""The keys whose values are text for readers; the first one holds the article's title."""

_EOL = r"(?:\r\n|\r|\n)"
_YAML = re.compile(rf"---[ \t]*{_EOL}(?P<body>.*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:{_EOL}|\Z)", re.DOTALL)
_TOML = re.compile(rf"\+\+\+[ \t]*{_EOL}(?P<body>.*?)(?<=[\r\n])\+\+\+[ \t]*(?:{_EOL}|\Z)", re.DOTALL)
# The first line that is no comment must look like an entry; else the fences are thematic breaks.
_YAML_ENTRY = re.compile(
    r"""(?:[ \t]*(?:#[^\r\n]*)?[\r\n])*(?:[^\s:#\r\n"'-][^:\r\n]*|"[^"\r\n]*"|'[^'\r\n]*')\s*:(?:\s|\Z)"""
)
_TOML_ENTRY = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?[\r\n])*(?:\[|[\w\"'.-]+[ \t]*=)")


def find_front_matter(text: str, keys: Collection[str] | None) -> tuple[int, list[Value]]:
    """Return how long the front matter of a document is (0: it has none), and the texts of `keys` in it (None: all).

    A key inside another one is named with a full stop between them, such as "cover.alt"; case does not matter.
    """
    wanted = None if keys is None else {key.lower() for key in keys}
    for fence, entry, read in ((_YAML, _YAML_ENTRY, yaml_values), (_TOML, _TOML_ENTRY, toml_values)):
        found = fence.match(text)
        if found and (entry.match(found["body"]) or not found["body"].strip()):
            lines = list(_lines(text, found.start("body"), found.end("body")))
            return found.end(), list(read(text, lines, wanted)) if lines else []
    return 0, []


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in LINE_END.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
