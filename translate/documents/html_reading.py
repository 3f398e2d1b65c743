"""Where the texts of an HTML page or fragment stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.documents.html_attributes import attribute_texts, is_translated
from translate.documents.html_elements import BOUNDARIES, VOID, OpenElements
from translate.documents.html_prose import is_blank
from translate.documents.html_runs import Piece, read_run
from translate.documents.html_tokens import Token, TokenKind, attributes, tokenize
from translate.model import BlockKind, PlaceableKind, PlaceableRole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from translate.documents.html_elements import Element
    from translate.documents.html_prose import Text
    from translate.documents.html_tokens import Attribute

_INLINE_KINDS = {
    "a": PlaceableKind.LINK,
    "br": PlaceableKind.LINE_BREAK,
    "img": PlaceableKind.IMAGE,
} | dict.fromkeys(("b", "em", "i", "strong", "u", "s", "mark", "small", "del", "ins"), PlaceableKind.EMPHASIS)
_ATTRIBUTED = re.compile(r"\s(?:alt|title|aria-|placeholder|content|translate|class|label|value)", re.IGNORECASE)
_CAPTION_CLASS = re.compile(r"(?:wp-caption|gallery-caption|caption)(?:-text|-dd)?")
_CAPTION_CODES = {"caption", "wp_caption"}
_SEAM = re.compile(r"<!--\s*(?:/?wp:|more\b|nextpage\b)")
"""Comments by which WordPress divides an article."""
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\s*")


def find_texts(text: str, *, paragraphs: bool = False) -> list[Text]:
    """Return the texts of an HTML page or fragment, in order.

    `paragraphs` says that a blank line ends a paragraph and a line end is one that readers see, as in what the classic
    editor of WordPress saves.
    """
    reader = _Reader(text, paragraphs=paragraphs)
    for token in tokenize(text):
        reader.take(token)
    reader.end_run()
    return sorted(reader.found, key=lambda found: found.start)


class _Reader:
    """The texts found so far, the open elements, and the run of text that is being collected."""

    def __init__(self, text: str, *, paragraphs: bool) -> None:
        self.text = text
        self.found: list[Text] = []
        self._paragraphs = paragraphs
        self._elements = OpenElements()
        self._pieces: list[Piece] = []
        self._captioned = False
        self._titled = False
        self._actions: dict[TokenKind, Callable[[Token], None]] = {
            TokenKind.TEXT: self._prose,
            TokenKind.OPEN: self._open,
            TokenKind.CLOSE: self._close,
            TokenKind.MARKUP: self._markup,
            TokenKind.TEMPLATE: self._template,
            TokenKind.SHORTCODE: self._shortcode,
            TokenKind.RAW: self._raw,
        }

    def take(self, token: Token) -> None:
        """Read the next token."""
        self._actions[token.kind](token)

    def end_run(self) -> None:
        """Read what was collected since the last boundary."""
        if not self._pieces:
            return
        current = self._elements.current
        kind = current.kind
        if not current.readable:
            # Left open, it would take in whatever a translator writes behind it.
            self._pieces[-1].words = False
        if self._captioned and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.CAPTION
        self.found += read_run(self.text, self._pieces, kind, breaks=self._paragraphs)
        self._pieces = []

    def _prose(self, token: Token) -> None:
        if not self._elements.current.readable:
            self._hide(token)
            return
        start = token.start
        if self._paragraphs:
            for blank in _BLANK_LINE.finditer(self.text, token.start, token.end):
                self._pieces.append(Piece(start, blank.start()))
                self.end_run()
                start = blank.end()
        if start < token.end:
            self._pieces.append(Piece(start, token.end))

    def _raw(self, token: Token) -> None:
        if token.name == "title":
            self._prose(token)
        else:
            self._hide(token)

    def _open(self, token: Token) -> None:
        outer = self._elements.current
        boundary = not outer.silent and (token.name in BOUNDARIES or (token.name == "br" and self._follows_break()))
        if boundary:
            self.end_run()
        found = attributes(self.text, token) if _ATTRIBUTED.search(self.text, token.start, token.end) else []
        element = self._elements.open(
            token.name,
            translated=is_translated(self.text, found),
            kind=self._kind(token.name, found),
            empty=outer.silent and self.text[token.end - 2] == "/",
        )
        if not element.readable and not boundary:
            self._hide(token, element)
            return
        texts = attribute_texts(self.text, token.name, found) if element.readable or boundary else []
        if boundary:
            self.found += texts if element.translated and not outer.silent else []
        else:
            role = PlaceableRole.SINGLE if token.name in VOID else PlaceableRole.OPEN
            self._add(token, role, texts)

    def _kind(self, name: str, found: Sequence[Attribute]) -> BlockKind | None:
        if name == "h1" and not self._titled:
            self._titled = True
            return BlockKind.TITLE
        classes = " ".join(self.text[a.start : a.end] for a in found if a.name == "class").split()
        return BlockKind.CAPTION if any(_CAPTION_CLASS.fullmatch(word) for word in classes) else None

    def _follows_break(self) -> bool:
        """Return whether nothing that shows has come since the last line break of the run."""
        for piece in reversed(self._pieces):
            if piece.kind is not None or not is_blank(self.text, piece.start, piece.end):
                return piece.kind is PlaceableKind.LINE_BREAK
        return False

    def _close(self, token: Token) -> None:
        element = self._elements.current
        if token.name in BOUNDARIES and not element.silent:
            self.end_run()
            self._elements.close(token.name)
            return
        self._elements.close(token.name)
        if element.readable:
            self._add(token, PlaceableRole.CLOSE)
        else:
            self._hide(token, element)

    def _markup(self, token: Token) -> None:
        if _SEAM.match(self.text, token.start):
            self.end_run()
        elif not self._elements.current.readable:
            self._hide(token)
        elif self.text[token.start] == "]":
            self._pieces.append(Piece(token.start, token.end, PlaceableKind.PLAIN))
        else:
            self._add(token)

    def _template(self, token: Token) -> None:
        if self._elements.current.readable:
            # `{{ ... }}` stands for words; the others only steer the program.
            steers = self.text[token.start + 1] != "{" or self.text[token.start + 2] in "<%"
            self._add(token, words=not steers)
        else:
            self._hide(token)

    def _shortcode(self, token: Token) -> None:
        if not self._elements.current.readable:
            self._hide(token)
        elif token.name in _CAPTION_CODES:
            self.end_run()
            self._captioned = self.text[token.start + 1] != "/"
        else:
            self._add(token)

    def _add(
        self,
        token: Token,
        role: PlaceableRole = PlaceableRole.SINGLE,
        texts: Sequence[Text] = (),
        *,
        words: bool = False,
    ) -> None:
        kind = _INLINE_KINDS.get(token.name, PlaceableKind.TAG)
        self._pieces.append(Piece(token.start, token.end, kind, role, token.name, words, texts=list(texts)))

    def _hide(self, token: Token, element: Element | None = None) -> None:
        """Add a token whose text is not for translation; one that follows another becomes one with it."""
        element = element or self._elements.current
        kind = PlaceableKind.CODE if element.code and not element.silent else PlaceableKind.TAG
        named = token.kind is TokenKind.TEXT and not element.silent and self._elements.block.readable
        words = named and not is_blank(self.text, token.start, token.end)
        last = self._pieces[-1] if self._pieces else None
        if last and last.hidden and last.kind is kind and last.end == token.start:
            last.end = token.end
            last.words = last.words or words
        else:
            self._pieces.append(Piece(token.start, token.end, kind, words=words, hidden=True))
