"""How far our rules, written as SRX and applied as SRX, cut a text as they do themselves.

    python benchmarks/srx.py [FOLDER]

FOLDER holds JSON Lines files of French paragraphs, {"text", ...}; by default it is `eval/segmentation` under the folder
that the environment variable TRANSLATE_DESK_DATA names (../shared when it is not set). The project's own French cases
are compared, too. Precision is the share of the SRX file's boundaries that are ours, recall the other way round.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from translate.segmentation import export_srx, find_boundaries, read_srx, rules_for, write_srx  # noqa: E402

DATA = Path(os.environ.get("TRANSLATE_DESK_DATA", "../shared")) / "eval" / "segmentation"
CASES = ROOT / "tests" / "corpora" / "segmentation" / "fr"


def main() -> int:
    """Print the table in Markdown; return the exit code."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    sets = {path.stem: read_texts(path) for path in sorted(folder.glob("*.jsonl"))}
    if not sets:
        print(f"skipped: there is no *.jsonl in {folder}; name a folder or set TRANSLATE_DESK_DATA\n")
    lines = [line for path in sorted(CASES.glob("*.txt")) for line in path.read_text("utf-8").split("\n")]
    sets["own cases"] = [line.replace("¦", "") for line in lines if line.strip() and not line.startswith("# ")]
    rules = read_srx(write_srx(export_srx("fr", rules_for("fr")))).rules_for("fr")
    print("| text | our boundaries | of the SRX file | precision | recall | F1 |\n|---|---|---|---|---|---|")
    for name, texts in sets.items():
        ours = [set(find_boundaries(text, "fr")) for text in texts]
        exported = [set(rules.find_boundaries(text)) for text in texts]
        count, theirs = sum(map(len, ours)), sum(map(len, exported))
        both = sum(len(mine & other) for mine, other in zip(ours, exported, strict=True))
        figures = f"{both / theirs:.4f} | {both / count:.4f} | {2 * both / (count + theirs):.4f}"
        print(f"| {name} | {count} | {theirs} | {figures} |")
    return 0


def read_texts(path: Path) -> list[str]:
    """Read the paragraphs of a JSON Lines file."""
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    sys.exit(main())
