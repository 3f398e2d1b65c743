"""How many carried names the reference translation has too; see names.md.

Run: TRANSLATE_DESK_DATA=DIR python benchmarks/names.py, where DIR holds eval/mt/flores-dev.{fr,en}. A name counts as
right when its English form stands in the reference, letter by letter.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from translate.glossary.finder import TermFinder
from translate.glossary.matcher import Glossary
from translate.glossary.rows import bundled_path, read
from translate.glossary.tokens import Shape, tokenise
from translate.model import TermKind


def main() -> None:
    """Print the table and the names that the reference writes otherwise."""
    folder = Path(os.environ.get("TRANSLATE_DESK_DATA", "../shared")) / "eval" / "mt"
    if not (folder / "flores-dev.fr").exists():
        print(f"skipped: {folder}/flores-dev.fr is not there; set TRANSLATE_DESK_DATA")
        return
    sources, references = ((folder / f"flores-dev.{end}").read_text("utf-8").splitlines() for end in ("fr", "en"))
    finder = TermFinder(Glossary(read(bundled_path())))
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for source, reference in zip(sources, references, strict=True):
        matches = finder.find(source)
        for match in matches:
            if match.term.kind is TermKind.NAME:
                right = match.form in reference
                counts["right" if right else "wrong"] += 1
                wrong += [] if right else [match.form]
        for token in tokenise(source):
            same = token.shape not in (Shape.LOWER, Shape.NUMBER) and not token.opening and token.text in reference
            held = any(match.start <= token.start < match.end for match in matches)
            counts["held"] += same and held
            counts["same"] += same
    carried = counts["right"] + counts["wrong"]
    print("| what | count | share |\n|---|---:|---:|")
    print(f"| names carried over | {carried} | |")
    print(f"| of these, in the reference | {counts['right']} | {counts['right'] / carried:.1%} |")
    print(f"| capitalised words inside sentences that the reference keeps | {counts['same']} | |")
    print(f"| of these, held by a term or a name | {counts['held']} | {counts['held'] / counts['same']:.1%} |")
    print("\nnot in the reference:", ", ".join(wrong))


if __name__ == "__main__":
    main()
