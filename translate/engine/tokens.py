"""A package's tokenizer: text to pieces and back, and where in the text each piece stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translate.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_BYTE = re.compile(r"<0x([0-9A-F]{2})>")
_MARK = "▁"
_PLACEHOLDER = re.compile(r"｟(\d+)｠")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """The tokens number `first` to `last` (included) that together write the text from `start` to `end`."""

    first: int
    last: int
    start: int
    end: int


class Tokenizer:
    """A tokenizer of Argos Translate (`argostranslate.tokenizer`)."""

    def __init__(self, tokenizer: Any, path: Path) -> None:
        self._tokenizer = tokenizer
        self._path = path

    def encode(self, text: str) -> list[str]:
        """Return the tokens of `text`. Raises EngineError when the tokenizer's file is broken."""
        try:
            return list(self._tokenizer.encode(_SURROGATE.sub("\ufffd", text)))
        except (RuntimeError, OSError, ValueError, IndexError, ImportError, UnicodeError) as error:
            raise self._broken(error) from error

    def decode(self, tokens: Sequence[str], source: str) -> str:
        """Return the text of `tokens`, the translation of `source`, without white space around it.

        Argos writes every underscore as a space, for vocabularies that mark spaces so; where the source has
        underscores of its own they are kept.
        """
        tokens = list(tokens)
        kept = "_" in source and any("_" in token for token in tokens)
        if kept:
            tokens = [token.replace("_", "\ue000") for token in tokens]
        try:
            text = str(self._tokenizer.decode(tokens))
        except (RuntimeError, OSError, ValueError, IndexError, ImportError, UnicodeError) as error:
            raise self._broken(error) from error
        return (text.replace("\ue000", "_") if kept else text).strip()

    def find_placeholders(self) -> tuple[str, ...]:
        """Return the pieces ｟0｠, ｟1｠, ... that the vocabulary holds as symbols never cut, in numerical order.

        ｟ and ｠ are the marks of a protected sequence in the OpenNMT tokenizer. The search stops at the first gap.
        """
        found: list[str] = []
        while len(found) < 100:
            piece = f"｟{len(found)}｠"
            tokens = self.encode(f"mot{piece}mot")
            if piece not in tokens or not self._in_vocabulary(piece):
                break
            found.append(piece)
        return tuple(found)

    def writes(self, character: str) -> bool:
        """Return whether the vocabulary can write `character` (with its marks) so that nothing is lost.

        A letter or a point may come out normalised (ﬁ as fi, … as ...), a superscript digit or a sign may not.
        """
        tokens = [token for token in self.encode(character) if token != _MARK]
        if any(_BYTE.fullmatch(token) or not self._in_vocabulary(token) for token in tokens):
            return False
        return unicodedata.category(character[0])[0] in "LPZ" or "".join(tokens).strip(_MARK) == character

    def _in_vocabulary(self, piece: str) -> bool:
        processor = getattr(self._tokenizer, "processor", None)
        return processor is not None and processor.piece_to_id(piece) != processor.unk_id()

    def _broken(self, error: Exception) -> EngineError:
        lines = str(error).splitlines() or [type(error).__name__]
        return EngineError(
            f"the package's tokenizer failed ({lines[0][:200]})",
            path=self._path,
            remedy="Remove that folder and install the package again: translate model install FILE.argosmodel.",
        )


def locate_pieces(tokens: Sequence[str], text: str) -> list[Piece]:
    """Return where the tokens stand in `text`, in order; tokens that write no character there are left out.

    The tokens' characters are laid along the text by the fewest edits, so that it does not matter what the tokenizer
    normalised (ligatures, spaces, Moses' escapes). Byte tokens that spell one character form one piece.
    """
    from rapidfuzz.distance import Levenshtein

    groups = _group_bytes(tokens)
    written = "".join(surface for _first, _last, surface in groups)
    ends = _map_offsets(Levenshtein.opcodes(written, text), len(written))
    pieces: list[Piece] = []
    offset = 0
    for first, last, surface in groups:
        start, end = ends[offset], ends[offset + len(surface)]
        offset += len(surface)
        slack = text[start:end]
        start += len(slack) - len(slack.lstrip())
        end -= len(slack) - len(slack.rstrip())
        if start < end:
            pieces.append(Piece(first, last, start, end))
    return pieces


def _map_offsets(opcodes: Any, length: int) -> list[int]:
    """Return for each offset from 0 to `length` in the edited string the offset in the other one; never decreasing."""
    offsets = [0] * (length + 1)
    for code in opcodes:
        for offset in range(code.src_start, code.src_end + 1):
            offsets[offset] = min(code.dest_start + offset - code.src_start, code.dest_end)
        offsets[code.src_end] = code.dest_end
    return offsets


def _group_bytes(tokens: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (first token, last token, characters written); the bytes of one character come together."""
    groups: list[tuple[int, int, str]] = []
    number = 0
    while number < len(tokens):
        length, surface = _read_character(tokens, number)
        groups.append((number, number + length - 1, surface))
        number += length
    return groups


def _read_character(tokens: Sequence[str], number: int) -> tuple[int, str]:
    """Return how many tokens from `number` on write one unit of text, and that text."""
    if not _BYTE.fullmatch(tokens[number]):
        return 1, tokens[number].replace(_MARK, " ").removesuffix("@@")
    data = b""
    for token in tokens[number : number + 4]:
        match = _BYTE.fullmatch(token)
        if match is None:
            break
        data += bytes([int(match[1], 16)])
        try:
            return len(data), data.decode("utf-8")
        except UnicodeDecodeError:
            continue
    return 1, "\ufffd"
