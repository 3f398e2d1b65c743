"""Keeping a value of the front matter valid when another text stands in it."""

from __future__ import annotations

import re

from translate.documents.front_matter import Style

# Escapes after a backslash that YAML and TOML know in double quotes.
_YAML_ESCAPES = '0abt\tnvfre "/\\N_LPxuU\r\n'
_TOML_ESCAPES = 'btnfr"\\uU'
_DOUBLE_SPECIAL = re.compile(r'\\.|"|\\', re.DOTALL)
_APOSTROPHES = re.compile("''|'")
# A plain YAML scalar may neither begin with an indicator nor hold what ends it or starts a comment.
_NEEDS_QUOTES = re.compile(
    r"""[-\s!&*?|>@%`"'#,\[\]{}:=] | .*:(?:\s|$) | .*\s\# | .*\s$
      | (?:true|false|null|yes|no|on|off|y|n|~)$ | [-+.\d][-+.,:\d_\sa-f]*$""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def requote(text: str, style: Style, before: str, after: str) -> tuple[str, str, str]:
    """Return `before`, `text` and `after` so that the value between them reads as `text`.

    `before` and `after` are what stands around the value, with its quotes; only quotes in them change. Escapes that
    `text` has already are kept.
    """
    if style is Style.PLAIN and _NEEDS_QUOTES.match(text):
        text = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    elif style is Style.BLOCK:
        text = text.lstrip(" \t")  # indentation is syntax there
    elif style is Style.SINGLE:
        text = _APOSTROPHES.sub("''", text)
    elif style is Style.DOUBLE:
        text = _escape(text, _YAML_ESCAPES)
    elif style is Style.TOML_BASIC:
        text = _escape(text, _TOML_ESCAPES)
    elif style is Style.TOML_LONG_LITERAL:
        text = text.replace("'''", "’’’")  # this kind of string can hold anything but its own end
    elif style is Style.TOML_LITERAL and "'" in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
        before, after = before[:-1] + '"', '"' + after[1:]
    return before, text, after


def _escape(text: str, known: str) -> str:
    """Escape what would end a double-quoted string, and backslashes that begin no escape."""

    def escaped(found: re.Match[str]) -> str:
        written = found[0]
        if written == '"':
            return '\\"'
        if written == "\\" or written[1] not in known:
            return "\\" + written
        return written

    return _DOUBLE_SPECIAL.sub(escaped, text)
