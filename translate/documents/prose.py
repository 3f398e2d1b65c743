"""What a line of an article's prose is, judged by its own words alone, so that its kind survives edits around it."""

from __future__ import annotations

import re

from translate.model import BlockKind

LINE_END = re.compile(r"\r\n|\r|\n")
MAX_TITLE = 200

# Words that open the line under a photograph or at the end of an article, in French and in English.
_PICTURES = r"photos?|photographies?|images?|vid[ée]os?|illustrations?|infographies?"
_CREDITS = r"cr[ée]dits?|sources?|copyright|photographe|textes?"
_JOINTS = r"et|and|de|des|du|la|l['’]|d['’]|photographiques?"
_LABEL = rf"(?:[\s/,&-]+(?:{_PICTURES}|{_CREDITS}|{_JOINTS}))"
_CREDIT = re.compile(
    rf"""©
     | \(c\)\s
     | (?:{_CREDITS}|photos?|photographies?) {_LABEL}{{0,6}} \s*:
     | (?:{_PICTURES}) {_LABEL}{{0,3}} [\s/,&-]+ (?:{_CREDITS}) \s*:""",
    re.VERBOSE | re.IGNORECASE,
)
_NAME = r"[A-ZÉ©][\w.'’©-]*"
_BARE_CREDIT = re.compile(
    rf"(?:Photo )?[Cc]r[ée]dits?(?: photos?| images?)?(?: {_NAME}(?:[/,&]{_NAME})*| et| and| via)+"
)
"""A credit without a colon, such as "Crédit photo NASA/ESA": only names follow."""
_CAPTION = re.compile(
    rf"(?:l[ée]gendes?|captions?|figures?|fig\.?|vue d['’]artiste|{_PICTURES})(?:\s+\d{{1,3}})?\s*:", re.IGNORECASE
)
_EMPHASIS = "*_~ \t"
_NUMBER = re.compile(r"[-+]?[0-9]+")


def has_prose(text: str) -> bool:
    """Return whether there is anything to translate: a letter, or a number that two languages may write differently."""
    if any(character.isalpha() for character in text):
        return True
    return any(character.isdigit() for character in text) and not _NUMBER.fullmatch(text.strip())


def classify(text: str) -> BlockKind:
    """Return NOTE for one bracketed note, CREDIT or CAPTION for a line that says so, and else PARAGRAPH."""
    words = text.strip(_EMPHASIS)
    if is_note(words):
        return BlockKind.NOTE
    if _is_credit(words):
        return BlockKind.CREDIT
    return BlockKind.CAPTION if _CAPTION.match(words) else BlockKind.PARAGRAPH


def is_note(text: str) -> bool:
    """Return whether the whole text is one note in square brackets, which may hold others."""
    if not (text.startswith("[") and text.endswith("]")):
        return False
    depth = 0
    for found in re.finditer(r"[\[\]]", text):
        depth += 1 if found[0] == "[" else -1
        if depth == 0:
            return found.end() == len(text)
    return False


def is_title(text: str) -> bool:
    """Return whether a line that opens an article reads as its title: short, and not closed like a sentence."""
    return len(text) <= MAX_TITLE and not text.endswith((".", "…", ",", ";", ":"))


def _is_credit(words: str) -> bool:
    return bool(_CREDIT.match(words) or (len(words) <= MAX_TITLE and _BARE_CREDIT.fullmatch(words)))
