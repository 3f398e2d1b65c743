"""What XML can hold and how it is escaped: shared by all who write XML by hand."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 has no way to write (section 2.2)."""
_WHITE = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;", '"': "&quot;"}


def escape_text(text: str) -> str:
    """Return an element's text: markup is escaped, and the one white space that parsers would change."""
    return escape(text, {"\r": "&#13;"})


def escape_writable(text: str) -> str:
    """Return an element's text without the characters that XML cannot write."""
    return escape_text(UNWRITABLE.sub("", text))


def quote_attribute(text: str) -> str:
    """Return an attribute's value in its quotes; characters that XML cannot write are left out."""
    return f'"{escape(UNWRITABLE.sub("", text), _WHITE)}"'
