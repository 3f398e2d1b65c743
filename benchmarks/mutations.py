"""One mistake put into a sound translation by a rule, to see which check finds it; used by checks.py.

Each rule takes source, target and a source of chance, and returns the target with the mistake, or None where the rule
does not apply.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.glossary.finder import TermFinder
from translate.glossary.matcher import Glossary
from translate.model import TermKind

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    Mutation = Callable[[str, str, random.Random], str | None]

NAMES = TermFinder(Glossary([]))
"""What finds names without any glossary."""


def change_digit(_: str, target: str, rng: random.Random) -> str | None:
    """Replace one digit by another."""
    places = [match.start() for match in re.finditer(r"\d", target)]
    if not places:
        return None
    place = rng.choice(places)
    return target[:place] + rng.choice([d for d in "123456789" if d != target[place]]) + target[place + 1 :]


def drop_figure(_: str, target: str, rng: random.Random) -> str | None:
    """Take one figure out."""
    places = list(re.finditer(r"(?<= )\d[\d.,]*(?= )", target))
    return cut(target, rng.choice(places).span()) if places else None


def misspell_name(source: str, target: str, rng: random.Random) -> str | None:
    """Swap two neighbouring letters inside a name, drop one, or double one."""
    names = [match.form for match in NAMES.find(source) if match.term.kind is TermKind.NAME]
    words = [word for name in names for word in re.findall(r"[^\W\d_]{5,}", name) if word in target]
    if not words:
        return None
    word = rng.choice(words)
    place = rng.randrange(1, len(word) - 2)
    one, two = word[place : place + 2]
    middle = rng.choice([two + one, one, one + one + two]) if one != two else one
    return target.replace(word, word[:place] + middle + word[place + 2 :])


def drop_name(source: str, target: str, rng: random.Random) -> str | None:
    """Take a whole name out, wherever it stands."""
    names = [match.form for match in NAMES.find(source) if match.term.kind is TermKind.NAME and match.form in target]
    return target.replace(rng.choice(names), "").replace("  ", " ").strip() if names else None


def change_month(_: str, target: str, rng: random.Random) -> str | None:
    """Write another month."""
    months = ["January", "February", "April", "June", "July", "September", "October", "November", "December"]
    found = [month for month in months if month in target]
    return target.replace(found[0], rng.choice([m for m in months if m not in found])) if found else None


def drop_bracket(_: str, target: str, rng: random.Random) -> str | None:
    """Take one bracket out."""
    places = [match.start() for match in re.finditer(r"[()\[\]]", target)]
    return cut(target, (place := rng.choice(places), place + 1)) if places else None


def drop_quote(_: str, target: str, rng: random.Random) -> str | None:
    """Take one double quotation mark out."""
    places = [match.start() for match in re.finditer(r"[\"“”]", target)]
    return cut(target, (place := rng.choice(places), place + 1)) if places else None


def leave_guillemets(_: str, target: str, __: random.Random) -> str | None:
    """Write the first pair of quotation marks the French way."""
    changed = re.sub(r"[\"“]([^\"“”]+)[\"”]", "« \\1 »", target, count=1)
    return changed if changed != target else None


def drop_end(_: str, target: str, __: random.Random) -> str | None:
    """Take the last mark away."""
    return target[:-1] if target[-1:] in ".?!" else None


def double_word(_: str, target: str, rng: random.Random) -> str | None:
    """Write one of the small words twice."""
    places = list(re.finditer(r"\b(?:the|of|and|to|in|a|with|by)\b", target))
    place = rng.choice(places).end() if places else 0
    return target[:place] + " " + target[:place].rsplit(maxsplit=1)[-1] + target[place:] if places else None


def space_mark(_: str, target: str, rng: random.Random) -> str | None:
    """Put a space before a mark."""
    places = [match.start() for match in re.finditer(r"(?<=[a-z])[,;:?!](?= |$)", target)]
    return target[: (place := rng.choice(places))] + " " + target[place:] if places else None


def copy_source(source: str, _: str, __: random.Random) -> str | None:
    """Leave the source untranslated."""
    return source


def keep_clause(source: str, target: str, __: random.Random) -> str | None:
    """Leave the second half of the source untranslated."""
    ours, theirs = target.split(), source.split()
    return " ".join(ours[: len(ours) // 2] + theirs[len(theirs) // 2 :])


def cut_half(_: str, target: str, __: random.Random) -> str | None:
    """Keep two words of five."""
    words = target.split()
    return " ".join(words[: 2 * len(words) // 5]) + "."


def cut(text: str, span: tuple[int, int]) -> str:
    """Return a text without a span, and with no doubled space there."""
    return (text[: span[0]] + text[span[1] :]).replace("  ", " ")


MUTATIONS: tuple[tuple[str, Mutation, set[str]], ...] = (
    ("a digit changed", change_digit, {"numbers", "units", "name"}),
    ("a figure dropped", drop_figure, {"numbers"}),
    ("a name misspelt", misspell_name, {"name"}),
    ("a name dropped", drop_name, {"name"}),
    ("another month", change_month, {"dates"}),
    ("a bracket dropped", drop_bracket, {"brackets"}),
    ("a quotation mark dropped", drop_quote, {"quotes"}),
    ("guillemets left", leave_guillemets, {"guillemets"}),
    ("the last mark dropped", drop_end, {"final-mark"}),
    ("a word doubled", double_word, {"doubled-word"}),
    ("a space before a mark", space_mark, {"spacing"}),
    ("the source left", copy_source, {"untranslated"}),
    ("half of the source left", keep_clause, {"language"}),
    ("three fifths cut", cut_half, {"length"}),
)
"""What each rule does, the rule, and the checks that should find it."""
