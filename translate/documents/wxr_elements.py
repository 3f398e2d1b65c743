"""The leaf elements of an XML file by offset, for files whose every element may hold a whole document.

Only what is plain XML is read: a document type declaration, which can define entities that swell or reach for other
files, is refused, and nothing is ever expanded or fetched (XML 1.0, https://www.w3.org/TR/xml/).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from translate.documents.prose import LINE_END
from translate.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePath

DEEPEST = 100
"""Elements nested deeper are refused; an export has five levels."""

CDATA_START, CDATA_END = "<![CDATA[", "]]>"
_TAG = re.compile(r"""<(/?)([A-Za-z_:][^\s/<>"'=]*+)(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>""")
_SECTIONS = ((CDATA_START, CDATA_END), ("<!--", "-->"), ("<?", "?>"))


class Leaf(NamedTuple):
    """An element without elements in it: its `path` from the root, and where its content stands."""

    path: tuple[str, ...]
    start: int
    end: int


def leaves(text: str, path: PurePath) -> Iterator[Leaf | tuple[str, ...]]:
    """Yield each leaf of a file, and the path of each other element when it ends.

    Raises DocumentError, with the line, for what is not well-formed and for a document type declaration.
    """
    opened: list[str] = []
    content = 0
    leaf = False
    position = text.find("<")
    while position >= 0:
        section = next((pair for pair in _SECTIONS if text.startswith(pair[0], position)), None)
        if section:
            end = text.find(section[1], position + len(section[0]))
            if end < 0:
                raise _refusal(text, position, path, f'"{section[0]}" is never closed')
            position = text.find("<", end + len(section[1]))
            continue
        tag = _TAG.match(text, position)
        if not tag:
            declared = text.startswith("<!DOCTYPE", position)
            problem = "declares a document type, which is not read" if declared else "is no well-formed XML: stray <"
            raise _refusal(text, position, path, problem)
        if tag[1]:
            if not opened or opened[-1] != tag[2]:
                expected = f"</{opened[-1]}>" if opened else "nothing"
                raise _refusal(text, position, path, f"is no well-formed XML: {tag[0]} where {expected} should stand")
            yield Leaf(tuple(opened), content, position) if leaf else tuple(opened)
            opened.pop()
            leaf = False
        elif not tag[0].endswith("/>"):
            opened.append(tag[2])
            content, leaf = tag.end(), True
            if len(opened) > DEEPEST:
                raise _refusal(text, position, path, f"nests elements more than {DEEPEST} deep")
        else:
            leaf = False
        position = text.find("<", tag.end())
    if opened:
        raise _refusal(text, len(text), path, f"is cut off: <{opened[-1]}> is never closed")


def _refusal(text: str, offset: int, path: PurePath, problem: str) -> DocumentError:
    line = 1 + sum(1 for _ in LINE_END.finditer(text, 0, offset))
    return DocumentError(problem, path=path, line=line, remedy="Export the articles from WordPress again.")
