"""The tokens of an HTML text by offset: joined, they are the text.

The rules are those of the HTML Standard's tokeniser (https://html.spec.whatwg.org/multipage/parsing.html, sections
13.2.5.1 to 13.2.5.72), with the marks of templates and of PHP read as one piece wherever they stand. The standard
library's html.parser gives lines and columns only, and no place for an attribute.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from translate.documents.template_tags import TemplateTags, shortcode_end

if TYPE_CHECKING:
    from collections.abc import Iterator

BLANKS = " \t\n\f\r"
_S = r"\t\n\f\r "
_TEMPLATE = r"\{\{[^{}]{0,500}+\}\}|\{%[^%{}]{0,500}+%\}|<\?[^?]{0,500}+\?>"
_DOUBLE = rf'"(?:[^"{{<]++|{_TEMPLATE}|[{{<])*+"'
_SINGLE = rf"'(?:[^'{{<]++|{_TEMPLATE}|[{{<])*+'"
_VALUE = rf"""(?P<value>{_DOUBLE}|{_SINGLE}|(?:{_TEMPLATE}|[^{_S}>"'])(?:{_TEMPLATE}|[^{_S}>])*+)"""
_NAME = rf"(?P<name>{_TEMPLATE}|[^{_S}/>])(?P<rest>{_TEMPLATE}|[^{_S}/>={{])*+"
_ATTRIBUTE = rf"{_NAME}(?:[{_S}]*+=[{_S}]*+(?:{_VALUE})?+)?+"
_TAG_NAME = rf"</?([A-Za-z][^{_S}/>]*+)"
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _ATTRIBUTE)
_TAG = re.compile(rf"{_TAG_NAME}(?:[{_S}/]++|{_UNNAMED})*+>")
_ATTRIBUTES = re.compile(
    rf"[{_S}/]*+(?P<key>{re.sub(r'[?]P<name>|[?]P<rest>', '?:', _NAME)})"
    rf"(?:[{_S}]*+=[{_S}]*+(?:{_VALUE})?+)?+"
)
_TAG_START = re.compile(r"</?[A-Za-z]")
_COMMENT_END, _CDATA_END, _PHP_END, _TAG_END = (re.compile(end) for end in ("--!?>", r"\]\]>", r"\?>", ">"))
_OPENING = re.compile(r"<(?=[A-Za-z/!?])|\{(?=[{%#])|\[(?=/?[a-z])|\]\]><!\[CDATA\[")
RAW_TEXT = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"})
_SCRIPT_STEPS = re.compile(rf"<!--|-->|</?script(?=[{_S}/>])", re.IGNORECASE)


class TokenKind(Enum):
    """What a token is. MARKUP is a comment, a doctype, an instruction: nothing that a reader sees."""

    TEXT = auto()
    OPEN = auto()
    CLOSE = auto()
    MARKUP = auto()
    TEMPLATE = auto()
    SHORTCODE = auto()
    RAW = auto()


class Token(NamedTuple):
    """A stretch of the text. `name` is a tag's or a shortcode's, in small letters, or the element's of RAW text."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""


class Attribute(NamedTuple):
    """An attribute of a tag: its name in small letters and where its value is, without the `quote` ("" for none)."""

    name: str
    start: int
    end: int
    quote: str


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of `text`, in order and without gaps. An unfinished tag or comment runs to the end."""
    ends = _Ends(text)
    position = search = 0
    while found := _OPENING.search(text, search):
        start = found.start()
        token = ends.token(start)
        if token is None:
            search = start + 1
            continue
        if start > position:
            yield Token(TokenKind.TEXT, position, start)
        yield token
        position = search = token.end
        if token.kind is TokenKind.OPEN and token.name in RAW_TEXT:
            end = _raw_end(text, position, token.name)
            if end > position:
                yield Token(TokenKind.RAW, position, end, token.name)
            position = search = end
    if position < len(text):
        yield Token(TokenKind.TEXT, position, len(text))


def attributes(text: str, token: Token) -> list[Attribute]:
    """Return the attributes of a tag; of two with the same name the first one counts."""
    found: dict[str, Attribute] = {}
    position = token.start + 1 + len(token.name)
    while match := _ATTRIBUTES.match(text, position, token.end - 1):
        position = match.end()
        name = match["key"].lower()
        start, end = match.span("value")
        quote = text[start] if start >= 0 and text[start] in "\"'" else ""
        if start >= 0:
            found.setdefault(name, Attribute(name, start + len(quote), end - len(quote), quote))
        else:
            found.setdefault(name, Attribute(name, position, position, ""))
    return list(found.values())


class _Ends:
    """Finds where each token of a text ends; what is never closed is sought only once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._templates = TemplateTags(text)
        self._unclosed: set[re.Pattern[str]] = set()

    def token(self, start: int) -> Token | None:
        """Return the token that opens at `start`; None when the character there is only text."""
        text = self.text
        if text[start] == "{":
            end = self._templates.end(start)
            return Token(TokenKind.TEMPLATE, start, end) if end else None
        if text[start] == "[":
            code = shortcode_end(text, start)
            return Token(TokenKind.SHORTCODE, start, *code) if code else None
        if text[start] == "]":
            # WordPress writes the end mark of a CDATA section inside one as the end of one and the start of the next.
            return Token(TokenKind.MARKUP, start, start + len("]]><![CDATA["))
        return self._tag(start) if _TAG_START.match(text, start) else self._declaration(start)

    def _tag(self, start: int) -> Token:
        found = _TAG.match(self.text, start)
        if not found:
            return Token(TokenKind.MARKUP, start, len(self.text))
        kind = TokenKind.CLOSE if self.text[start + 1] == "/" else TokenKind.OPEN
        return Token(kind, start, found.end(), found[1].lower())

    def _declaration(self, start: int) -> Token | None:
        text = self.text
        if text.startswith("<!--", start):
            # `<!-->` and `<!--->` are whole comments, and `--!>` ends one, too.
            short = next((short for short in ("<!-->", "<!--->") if text.startswith(short, start)), "")
            end = start + len(short) if short else self._after(_COMMENT_END, start, 4)
        elif text.startswith("<![CDATA[", start):
            end = self._after(_CDATA_END, start) or self._after(_TAG_END, start)
        elif text.startswith("<?", start):
            end = self._after(_PHP_END, start)
            if end is None and not text.startswith(("<?php", "<?="), start):
                end = self._after(_TAG_END, start)
        elif text.startswith("</", start) and start + 2 >= len(text):
            return None
        else:
            end = self._after(_TAG_END, start)
        return Token(TokenKind.MARKUP, start, len(text) if end is None else end)

    def _after(self, closing: re.Pattern[str], start: int, skip: int = 2) -> int | None:
        if closing in self._unclosed:
            return None
        found = closing.search(self.text, start + skip)
        if not found:
            self._unclosed.add(closing)
            return None
        return found.end()


def _raw_end(text: str, start: int, name: str) -> int:
    """Return where the content of an element without markup ends: before its end tag, or with the text."""
    if name == "plaintext":
        return len(text)
    if name == "script":
        return _script_end(text, start)
    found = re.compile(rf"</{name}(?=[{_S}/>])", re.IGNORECASE).search(text, start)
    return found.start() if found else len(text)


def _script_end(text: str, start: int) -> int:
    """Return where a script ends; one that is commented out may hold whole script elements."""
    commented = nested = False
    for step in _SCRIPT_STEPS.finditer(text, start):
        found = step[0].lower()
        if found == "<!--":
            commented = True
        elif found == "-->":
            commented = nested = False
        elif found == "<script":
            nested = commented
        elif nested:
            nested = False
        else:
            return step.start()
    return len(text)
