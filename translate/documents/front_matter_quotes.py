"""How a value of the front matter reads, and how another text is written in its place so that it reads as that."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from translate.documents.front_matter_values import Style
from translate.documents.markdown_spans import Span
from translate.model import PlaceableKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODES = r"x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}"
_ESCAPE = re.compile(rf"\\(?P<code>{_CODES}|[^\n])")
_APOSTROPHES = re.compile("''")
_NAMED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", "N": "\x85",
    "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_ITSELF = ' "/\\\t'
_UNSEEN = {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"}
# A plain YAML scalar may neither begin with an indicator nor hold what ends it or starts a comment.
_NEEDS_QUOTES = re.compile(
    r"""[-\s!&*?|>@%`"'#,\[\]{}:=] | .*:(?:\s|$) | .*\s\# | .*\s$
      | (?:true|false|null|yes|no|on|off|y|n|~)$ | [-+.\d][-+.,:\d_\sa-f]*$""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_IN_LIST = re.compile(r"[,\[\]{}]|:$")
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")


def read_escapes(text: str, style: Style) -> Iterator[Span]:
    r"""Yield what stands for a character in a value: `''`, or what follows a backslash; lines are joined by `\n`.

    A character that cannot be shown is a tag, one of white space a break.
    """
    if style is Style.SINGLE:
        for found in _APOSTROPHES.finditer(text):
            yield Span(*found.span(), PlaceableKind.PLAIN, shown="'")
    elif style in {Style.DOUBLE, Style.TOML_BASIC}:
        for found in _ESCAPE.finditer(text):
            shown = _character(found["code"])
            if shown == "\n":
                yield Span(*found.span(), PlaceableKind.LINE_BREAK)
            elif shown == "\t":
                yield Span(*found.span(), PlaceableKind.SOFT_BREAK)
            elif not shown or unicodedata.category(shown) in _UNSEEN:
                yield Span(*found.span(), PlaceableKind.TAG)
            else:
                yield Span(*found.span(), PlaceableKind.PLAIN, shown=shown)


def escape(text: str, style: Style) -> str:
    """Return a part of a target as it is written in a value of this style."""
    if style is Style.SINGLE:
        return text.replace("'", "''")
    if style in {Style.DOUBLE, Style.TOML_BASIC}:
        return _quoted(text)
    return text


def requote(text: str, style: Style, before: str, after: str) -> tuple[str, str, str]:
    """Return `before`, `text` and `after` so that the value between them reads as `text`, whose parts are escaped.

    `before` and `after` are what stands around the value, with its quotes; only quotes in them change.
    """
    plain = style is Style.PLAIN or style is Style.FLOW
    if plain and (
        _NEEDS_QUOTES.match(text) or _CONTROL.search(text) or (style is Style.FLOW and _IN_LIST.search(text))
    ):
        text = '"' + _quoted(text) + '"'
    elif style is Style.BLOCK:
        text = text.lstrip(" \t")  # indentation is syntax there
    elif style is Style.TOML_LONG_LITERAL:
        text = text.replace("'''", "’’’")  # this kind of string can hold anything but its own end
    elif style is Style.TOML_LITERAL and ("'" in text or _CONTROL.search(text)):
        text = _quoted(text)
        before, after = before[:-1] + '"', '"' + after[1:]
    return before, text, after


def _quoted(text: str) -> str:
    """Return a text as it stands between double quotes, in YAML as in TOML."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04X}", text)


def _character(code: str) -> str:
    if len(code) > 1:
        number = int(code[1:], 16)
        return chr(number) if number < 0x110000 else ""
    return code if code in _ITSELF else _NAMED.get(code, "")
