"""Texts with their references, and the terms that stand in them: read, made, and counted by plain search."""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.forms import find_forms
from translate.model import CaseRule, Term, TermKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from translate.protocols import Engine


@dataclass(frozen=True)
class Text:
    """A source with its reference."""

    sources: list[str]
    references: list[str]


def read_text(folder: Path, name: str, limit: int) -> Text:
    """Read the first `limit` lines of a text and its reference."""
    source, reference = (
        (folder / f"{name}.{language}").read_text("utf-8").splitlines()[:limit] for language in ("fr", "en")
    )
    return Text(source, reference)


def read_terminology(path: Path) -> list[Term]:
    """Read (source, target) rows; several French forms may stand in one cell. The first row of a source counts."""
    terms: dict[str, Term] = {}
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            forms = [form.strip() for form in re.split(r"[|;]", row["source"]) if form.strip()]
            target = row["target"].strip()
            if forms and target and forms[0].lower() not in terms:
                terms[forms[0].lower()] = make_term(forms, target)
    return list(terms.values())


def make_term(forms: Sequence[str], target: str, kind: TermKind = TermKind.TERM) -> Term:
    """Make a row: acronyms by the letter, other terms in any case, with a plural."""
    acronym = any(char.isupper() for char in forms[0][1:])
    rule = CaseRule.EXACT if acronym else CaseRule.ANY
    return Term(forms[0], target, kind, tuple(forms[1:]), plural=pluralise(target), case=rule)


def pluralise(target: str) -> str:
    """Return a plain English plural: good enough to count with."""
    if re.search(r"(?:s|x|ch|sh)$", target):
        return target + ("es" if not target.endswith("s") else "")
    return re.sub(r"(?<![aeiou])y$", "ie", target) + "s"


def find_places(source: str, terms: Sequence[Term]) -> list[Term]:
    """Return the terms that stand in a source as whole words, in the singular or with -s, the longest first."""
    taken: list[tuple[int, int]] = []
    found = []
    for term in sorted(terms, key=lambda term: -len(term.source)):
        for form in (term.source, *term.variants):
            flags = re.RegexFlag(0) if term.case is CaseRule.EXACT else re.IGNORECASE
            for match in re.finditer(rf"(?<![\w-]){re.escape(form)}s?(?![\w-])", source.replace("’", "'"), flags):
                if all(match.end() <= start or end <= match.start() for start, end in taken):
                    taken.append(match.span())
                    found.append(term)
    return found


def count_found(text: Text, outputs: Sequence[str], terms: Sequence[Term]) -> tuple[int, int]:
    """Return how many places of terms there are, and how many have their target in the output."""
    places = hits = 0
    for source, output in zip(text.sources, outputs, strict=True):
        for term, count in Counter(find_places(source, terms)).items():
            exact = term.case is CaseRule.EXACT
            forms = [form for form in (term.target, term.plural, *term.allowed) if form]
            places += count
            hits += min(count, len(find_forms(output, forms, exact=exact)))
    return places, hits


def random_rows(text: Text, engine: Engine, terms: Sequence[Term], seed: int = 7) -> list[Term]:
    """Return as many rows as `terms`, of words that are no terms, with the target that the model gives them alone."""
    held = {word for term in terms for form in (term.source, *term.variants) for word in form.lower().split()}
    counts = Counter(
        word for source in text.sources for word in re.findall(r"[a-zà-ÿ]{6,}", source) if word not in held
    )
    words = [word for word, count in sorted(counts.items()) if 2 <= count <= 30]
    chosen = random.Random(seed).sample(words, min(len(terms), len(words)))
    outputs = engine.translate(chosen)
    targets = [re.sub(r"[^\w\s-]", "", group[0].text).strip().lower() for group in outputs]
    return [make_term([word], target) for word, target in zip(chosen, targets, strict=True) if target]


def common_names(text: Text) -> list[Term]:
    """Return the capitalised words that stand in the same spelling in a sentence and its reference, never first."""
    names: set[str] = set()
    for source, reference in zip(text.sources, text.references, strict=True):
        inside = set(re.findall(r"(?<=[\w,] )[A-ZÀ-Ý][\w-]+", source))
        names |= inside & set(re.findall(r"(?<=[\w,] )[A-ZÀ-Ý][\w-]+", reference))
    return [Term(name, name, TermKind.NAME, case=CaseRule.EXACT) for name in sorted(names)]
