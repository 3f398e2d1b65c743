"""Whether a word is an ordinary French word, whatever its form and case, going by its dictionary form and endings."""

from __future__ import annotations

import re
from functools import cache

from translate.glossary import lexicon

# Each ending of a noun, adjective or regular verb, with what it is put back to before the dictionary is asked.
_NOUNS = (
    ("s", ""),
    ("x", ""),
    ("e", ""),
    ("es", ""),
    ("aux", "al"),
    ("ale", "al"),
    ("ales", "al"),
    ("euse", "eur"),
    ("euses", "eur"),
    ("euse", "eux"),
    ("euses", "eux"),
    ("trice", "teur"),
    ("trices", "teur"),
    ("elle", "el"),
    ("elles", "el"),
    ("enne", "en"),
    ("ennes", "en"),
    ("onne", "on"),
    ("onnes", "on"),
    ("ive", "if"),
    ("ives", "if"),
    ("ère", "er"),
    ("ères", "er"),
    ("ètes", "et"),
    ("ète", "et"),
    ("que", "c"),
    ("ement", ""),
    ("ement", "e"),
    ("ment", ""),
)
_ER = (
    "e es ent ons ez ais ait ions iez aient ai as a âmes âtes èrent erai eras era erons erez eront erais erait erions "
    "eriez eraient ant ante antes ants é ée és ées eons eais eait eaient eant eante ea"
)
_IR = (
    "is it issons issez issent issais issait issaient issant irai ira irons iront irait iraient i ie is ies irent ît "
    "isse issement issements"
)
_RE = "s ons ez ent ais ait aient ant is it irent rai ra rons ront rait raient e u ue us ues"
_ENDINGS = (
    *_NOUNS,
    *((ending, "er") for ending in _ER.split()),
    *((ending, "ir") for ending in _IR.split()),
    *((ending, "re") for ending in _RE.split()),
)
_BY_LENGTH = {size: tuple((ending, base) for ending, base in _ENDINGS if len(ending) == size) for size in range(1, 10)}
_ACCENTED_STEM = re.compile(r"è(?=[bcdfglmnprstvz]+$)")
PEOPLE = re.compile(r"[A-ZÉÀ]\w{2,}(?:[ao]ise?s?|[iyé]en(?:ne)?s?|[iïo]caine?s?|ains|aines)")
"""What the word for a people looks like; it has a capital in French and is no name to carry over."""
_HYPHEN = re.compile(r"[-‐‑]")
_DERIVED = re.compile(
    r".{3,}(?:tion|sion|ité|ance|ence|ment|isme|iste|ture|ique|able|ible|ière|aire|oire|logie|graphie)s?$"
    r"|.{3}(?:age|eur|é|ée|er|ait|aient|ant|ante)s?$"
)


@cache
def is_ordinary(word: str) -> bool:
    """Say whether `word` is an ordinary French word or a form of one ("Lancements", "inaugurée", "ÉTATS")."""
    lowered = word.lower().replace("œ", "oe")
    if any(_is_form(spelling) for spelling in (lowered, *_without_accent(lowered))):
        return True
    parts = _HYPHEN.split(lowered)
    return len(parts) > 1 and all(map(is_ordinary, parts))


def looks_french(word: str) -> bool:
    """Say whether `word` is ordinary or at least ends like a French noun or adjective ("Pressurisation")."""
    return is_ordinary(word) or _DERIVED.match(word.lower()) is not None


def _is_form(word: str) -> bool:
    known = lexicon.entries("ordinary")
    if word in known:
        return True
    for size in range(1, min(10, len(word) - 1)):
        for ending, base in _BY_LENGTH[size]:
            if not word.endswith(ending):
                continue
            stem = word[:-size]
            if stem + base in known or (len(stem) > 2 and _other_stem(stem) + base in known):
                return True
    return False


def _other_stem(stem: str) -> str:
    """Undo what a verb's ending does to its stem: "lanç-" to "lanc-", "achèv-" to "achev-", "appell-" to "appel-"."""
    if stem.endswith("ç"):
        return stem[:-1] + "c"
    if stem.endswith("i") and len(stem) > 3:
        return stem[:-1] + "y"
    if stem[-1] == stem[-2] and stem[-1] in "lt":
        return stem[:-1]
    return _ACCENTED_STEM.sub("e" if _ACCENTED_STEM.sub("e", stem) != stem else "é", stem)


def _without_accent(word: str) -> set[str]:
    """Headlines leave the accent off a first capital: "Etat", "Echec", "A"."""
    return {"é" + word[1:], "à" + word[1:]} if word[:1] in ("e", "a") else set()
