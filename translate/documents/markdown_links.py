"""The fixed shapes of Markdown's inline syntax: raw HTML, autolinks, entities, and what follows the text of a link.

Everything here follows CommonMark 0.31.2 (https://spec.commonmark.org/0.31.2/), sections 4.7 and 6.3 to 6.6.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html import unescape

MAX_LABEL = 999
_MAX_PARENTHESES = 32
_ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
_TAG = re.compile(rf"<(?:[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?|/[A-Za-z][A-Za-z0-9-]*\s*)>", re.ASCII)
_AUTOLINK = re.compile(
    r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*|[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)>",
    re.ASCII,
)
# What opens with the first text runs to the second; the third is where the search may begin.
_ENCLOSED = (("<!--", "-->", 2), ("<?", "?>", 2), ("<![CDATA[", "]]>", 9), ("<!", ">", 2))
_TITLE_ENDS = {'"': '"', "'": "'", "(": ")"}
_BLANKS = " \t\n"
_ESCAPED_OR = {
    '"': re.compile(r'(?:[^"\\]|\\.|\\$)*"', re.DOTALL),
    "'": re.compile(r"(?:[^'\\]|\\.|\\$)*'", re.DOTALL),
    "(": re.compile(r"(?:[^()\\]|\\.|\\$)*\)", re.DOTALL),
}
_ANGLED = re.compile(r"<(?:[^<>\\\n]|\\.)*>")
# A template's tag in an address is filled in before anybody reads the Markdown: its blanks are no end.
_PLAIN = re.compile(r"(?:\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|[^\\()\x00-\x20\x7f]|\\[^\x00-\x20\x7f]|\\)+")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]", re.DOTALL)
_SPACE = re.compile(r"\s+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ATTRIBUTES = re.compile(r"""\{[:#.][\w.#: ="'-]*\}(?=[ \t]*(?:\n|\Z))""")
# A formula of TeX, as GitHub reads it: what stands between two dollar signs is one only if it looks like mathematics.
_FORMULA = re.compile(
    r"\$\$(?=[^$]*[\\^_=+*/<>{}])[^$]+\$\$|\$(?=[^$\n]*[\\^_={}])(?![ \t\n])[^$\n]*[^$\s\\]\$(?![0-9$])"
)
_UNSEEN = {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the part after a link's text ends, and where its title stands without its quotes, if it has one."""

    end: int
    title: tuple[int, int] | None = None


@dataclass(slots=True)
class RawHtml:
    """Finds raw HTML in one text; it remembers what is never closed, so that a search is made only once."""

    text: str
    unclosed: set[str] = field(default_factory=set)

    def end(self, start: int) -> int | None:
        """Return where the HTML that opens at `start`, a `<`, ends; None when there is none."""
        if found := _TAG.match(self.text, start):
            return found.end()
        for opening, closing, skip in _ENCLOSED:
            if self.text.startswith(opening, start) and closing not in self.unclosed:
                if opening == "<!" and not self.text[start + 2 : start + 3].isalpha():
                    return None
                at = self.text.find(closing, start + skip)
                if at >= 0:
                    return at + len(closing)
                self.unclosed.add(closing)
        return None


def autolink_end(text: str, start: int) -> int | None:
    """Return where the autolink such as `<https://...>` that opens at `start` ends; None when there is none."""
    found = _AUTOLINK.match(text, start)
    return found.end() if found else None


def named_character(text: str, start: int) -> tuple[int, str] | None:
    """Return where the entity at `start`, a `&`, ends, and the character that it stands for.

    None for what is no entity, and for one of ASCII, such as `&lt;`: the bare character could be markup.
    """
    found = _ENTITY.match(text, start)
    shown = unescape(found[0]) if found else ""
    if not found or len(shown) != 1 or shown.isascii() or unicodedata.category(shown) in _UNSEEN:
        return None
    return found.end(), shown


def attributes_end(text: str, start: int) -> int | None:
    """Return where the identifier or class of a block, such as `{#name}` or `{: .wide}` at a line's end, ends.

    kramdown, Hugo and Pandoc read these.
    """
    found = _ATTRIBUTES.match(text, start)
    return found.end() if found else None


def formula_end(text: str, start: int) -> int | None:
    """Return where the formula that opens at `start`, a dollar sign, ends; None for an amount of money."""
    found = _FORMULA.match(text, start)
    return found.end() if found else None


def normalise_label(label: str) -> str:
    """Return a reference's label in the form in which two spellings of it compare equal."""
    return _SPACE.sub(" ", label.strip()).lower().upper()


def reference_label(text: str, start: int) -> tuple[str, int] | None:
    """Return the label in brackets at `start` and where it ends; None when there is none."""
    found = _LABEL.match(text, start)
    return (found[1], found.end()) if found else None


def inline_destination(text: str, start: int) -> Destination | None:
    """Parse `(destination "title")` at `start`; return None when it is not that."""
    if not text.startswith("(", start):
        return None
    position = _skip_blanks(text, start + 1)
    end = _destination_end(text, position)
    if end is None:
        return None
    position = _skip_blanks(text, end)
    title = None
    if position > end and (quote := text[position : position + 1]) in _TITLE_ENDS:
        found = _ESCAPED_OR[quote].match(text, position + 1)
        if not found:
            return None
        title = (position + 1, found.end() - 1)
        position = _skip_blanks(text, found.end())
    return Destination(position + 1, title) if text.startswith(")", position) else None


def _destination_end(text: str, start: int) -> int | None:
    if text.startswith("<", start):
        found = _ANGLED.match(text, start)
        return found.end() if found else None
    depth = 0
    position = start
    while position < len(text):
        if found := _PLAIN.match(text, position):
            position = found.end()
        elif text[position] == "(":
            depth += 1
            if depth > _MAX_PARENTHESES:
                return None
            position += 1
        elif text[position] == ")" and depth:
            depth -= 1
            position += 1
        else:
            break
    return None if depth else position


def _skip_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position] in _BLANKS:
        position += 1
    return position
