"""A memory as a TMX 1.4 document."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from translate import __version__
from translate.memory.tmx_inline import UNWRITABLE, write_segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from translate.memory.records import Record

CREATION_TOOL = "translate-desk"
PROPS = {"context": "x-kind", "before": "x-context-pre", "after": "x-context-post", "article": "x-article",
         "draft": "x-draft"}  # fmt: skip
"""The record's fields that TMX has no place for, and the types of the `prop` elements that hold them."""
_WHITE = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;", '"': "&quot;"}


def write_tmx(records: Iterable[Record], source_language: str, target_language: str) -> Iterator[str]:
    """Yield a document piece by piece: its head, one piece for each record, its end. Languages are BCP 47 tags.

    The same records always give the same document: it holds no time of its own making.
    """
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="{CREATION_TOOL}" creationtoolversion="{__version__}" segtype="sentence" '
        f'o-tmf="{CREATION_TOOL}" adminlang="en" srclang={_attribute(source_language)} datatype="plaintext"/>\n<body>\n'
    )
    for record in records:
        props = "".join(
            f'<prop type="{kind}">{escape(_writable(value), {chr(13): "&#13;"})}</prop>'
            for name, kind in PROPS.items()
            if (value := getattr(record, name)) is not None and (value or name in ("context", "before", "after"))
        )
        date = f' changedate="{record.date}"' if record.date else ""
        editor = f" changeid={_attribute(record.editor)}" if record.editor else ""
        yield (
            f"<tu>{props}<tuv xml:lang={_attribute(source_language)}><seg>{write_segment(record.source)}</seg></tuv>"
            f"<tuv xml:lang={_attribute(target_language)}{date}{editor}>"
            f"<seg>{write_segment(record.target)}</seg></tuv></tu>\n"
        )
    yield "</body>\n</tmx>\n"


def _attribute(text: str) -> str:
    """Return an attribute's value in its quotes; characters that XML cannot write are left out."""
    return f'"{escape(UNWRITABLE.sub("", text), _WHITE)}"'


def _writable(text: str) -> str:
    r"""Return a property's text with what XML cannot write, and the backslash itself, as `\uXXXX`."""
    return UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text.replace("\\", "\\u005c"))
