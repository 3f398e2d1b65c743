"""The encoding that an HTML or XML file declares about itself."""

from __future__ import annotations

import re

_HEAD = 1024
"""Where the HTML Standard ("prescan a byte stream to determine its encoding") stops looking."""
_XML = re.compile(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"""<meta(?=[\s/])[^>]*?\bcharset\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", re.IGNORECASE)


def declared_charset(data: bytes) -> str | None:
    """Return the label of the encoding that the file's XML declaration or a `meta` element names; None without one."""
    head = data[:_HEAD]
    found = _XML.match(head) or _META.search(_COMMENT.sub(b"", head))
    return found[1].decode("ascii") if found else None
