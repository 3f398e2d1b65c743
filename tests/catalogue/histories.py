"""What happens to an article and its catalogue over time: edits of the source, and people at work in the PO file.

The PO file is edited here as text, without the code under test, the way an editor or a person would do it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, field

import pytest
from hypothesis import strategies as st

from translate import catalogue as po
from translate.model import Draft, Origin, Segment, State

LABELS = {"article": "articles/essai.md", "source_language": "fr", "target_language": "en"}
CONTEXTS = ("", "", "", "title", "caption", "note")
_WORDS = (
    *("le", "la", "un", "fusée", "lanceur", "étage", "moteur", "orbite", "satellite", "décolle", "rejoint", "mission"),
    *("équipage", "Soyouz-2", "«réussi»", "d’hier", "[NDLR:", "vols]", "12", "7,5", "%", "l'usine", '"Samara"', "été"),
    *("<1>essai</1>", "—", "directeur", "visite", "atelier", "a\\b"),
)

words = st.sampled_from(_WORDS)
sentences = st.tuples(st.lists(words, min_size=1, max_size=14).map(" ".join), st.sampled_from(".!?")).map("".join)
places = st.integers(0, 10**6)
source_steps = st.tuples(
    st.sampled_from(["insert", "delete", "move", "split", "join", "retype", "retype", "renumber", "recast", "none"]),
    places,
    places,
    sentences,
)
ACTIONS = (
    *("approve", "approve", "rewrite", "rewrite", "touch up", "clear", "delete", "drop comments", "remark"),
    *("reorder", "crlf", "bom", "unwrap", "none"),
)
people_steps = st.tuples(st.sampled_from(ACTIONS), places)


def segments(article: list[tuple[str, str]]) -> list[Segment]:
    """The segments of an article given as (context, sentence) pairs, one sentence a block."""
    return [Segment(source, context, n, 0, len(source), n + 1) for n, (context, source) in enumerate(article)]


def edit_source(article: list[tuple[str, str]], step: tuple[str, int, int, str]) -> list[tuple[str, str]]:
    """Return the article after one edit."""
    action, one, two, sentence = step
    result = list(article)
    at = one % len(result) if result else 0
    if action == "insert" or not result:
        result.insert(one % (len(result) + 1), (CONTEXTS[two % len(CONTEXTS)], sentence))
        return result
    context, source = result[at]
    pieces = source.split(" ")
    if action == "delete":
        del result[at]
    elif action == "move":
        result.insert(two % len(result), result.pop(at))
    elif action == "split" and len(pieces) > 1:
        cut = 1 + two % (len(pieces) - 1)
        result[at : at + 1] = [(context, " ".join(pieces[:cut]) + "."), (context, " ".join(pieces[cut:]))]
    elif action == "join" and at + 1 < len(result):
        result[at : at + 2] = [(context, f"{source} {result[at + 1][1]}")]
    elif action == "retype":
        pieces[two % len(pieces)] = sentence.split(" ")[0]
        result[at] = (context, " ".join(pieces))
    elif action == "renumber":
        result[at] = (context, re.sub(r"\d+", lambda match: str(int(match[0]) + 1 + two % 9), source))
    elif action == "recast":
        result[at] = (CONTEXTS[two % len(CONTEXTS)], source)
    return result


@dataclass
class Desk:
    """A PO file on a translator's desk, as text, with what is known of who wrote what in it."""

    data: bytes = b""
    words: int = 0
    drafts: set[str] = field(default_factory=set)

    def word(self, letter: str) -> str:
        """A word that nobody has written before: people's begin with H, remarks with R, the machine's with M."""
        self.words += 1
        return f"{letter}{self.words}x"

    def run(self, article: list[tuple[str, str]], *, draft: bool) -> po.Merge:
        """Bring the file up to date, as the program does it."""
        old = po.parse(self.data, "desk.po") if self.data else None
        merge = po.merge(old, segments(article), source_digest="d", **LABELS)
        filled = merge.catalogue
        if draft:
            open_units = [unit for unit in filled.units if unit.state is State.UNTRANSLATED]
            new = {(u.context, u.source): f'machine {self.word("M")} says "{u.source[:40]}"' for u in open_units}
            self.drafts |= set(new.values())
            filled = po.fill(filled, {key: Draft(text, Origin.ENGINE, "test 1") for key, text in new.items()})
        self.data = po.render(filled)
        return merge

    def blocks(self) -> list[str]:
        """The entries of the file as texts, the header first, with plain line ends."""
        text = self.data.decode("utf-8-sig").replace("\r\n", "\n")
        return [block for block in text.split("\n\n") if block.strip()]

    def human_texts(self) -> list[str]:
        """All targets and remarks that are people's, or may be, as `target_of` and `# ` lines give them."""
        texts = []
        for block in self.blocks()[1:]:
            target = target_of(block)
            evidence = "#. Draft by" in block and target in self.drafts
            machine = "#, fuzzy" in block and "#| msgid" not in block and evidence
            texts += [target] if target and not machine else []
            texts += [line for line in block.split("\n") if line.startswith("# ")]
        return texts

    def work(self, step: tuple[str, int]) -> None:
        """Let a person do one thing to the file."""
        action, place = step
        head, *blocks = self.blocks()
        newline = "\r\n" if b"\r\n" in self.data else "\n"
        bom = self.data[:3] if self.data.startswith(b"\xef\xbb\xbf") else b""
        live = [n for n, block in enumerate(blocks) if "#~ " not in block]
        at = live[place % len(live)] if live else None
        if action == "reorder":
            blocks.sort(key=lambda block: hash_of(block, place))
        elif action == "crlf":
            newline = "\n" if newline == "\r\n" else "\r\n"
        elif action == "bom":
            bom = b"" if bom else b"\xef\xbb\xbf"
        elif action == "unwrap":
            blocks = [re.sub(r'"\n"', "", block) for block in blocks]
        elif action == "delete" and at is not None:
            del blocks[at]
        elif at is not None:
            blocks[at] = self.edit(blocks[at], action, place)
        text = "\n\n".join([head, *(block.rstrip("\n") for block in blocks)]) + "\n"
        self.data = bom + text.replace("\n", newline).encode()

    def edit(self, block: str, action: str, place: int) -> str:
        """What one action of a person makes of an entry's text."""
        target = target_of(block)
        if action == "remark":
            return f"# {self.word('R')}\n{block}"
        if action == "drop comments":
            return "\n".join(line for line in block.split("\n") if not line.startswith("#."))
        if action == "clear":
            return with_target(block, "")
        if action == "rewrite":
            block = with_target(block, f'people {self.word("H")} "write" {place % 40}')
            return approved(block) if place % 3 else block
        if action == "touch up" and target:
            block = with_target(block, f"{target} {self.word('H')}")
        return approved(block) if action == "approve" and target else block


def hash_of(block: str, seed: int) -> int:
    return sum(map(ord, block)) * (seed % 97 + 1) % 101


def approved(block: str) -> str:
    """What an editor does when a person confirms a fuzzy unit."""
    lines = [line for line in block.split("\n") if not line.startswith(("#|", "#, fuzzy"))]
    return "\n".join(lines)


def target_of(block: str) -> str:
    """The msgstr of an entry's text."""
    plain = re.sub(r"^#~\|? ?", "", block, flags=re.MULTILINE)
    quoted = re.search(r'^msgstr((?:\s*"(?:[^"\\]|\\.)*")+)', plain, flags=re.MULTILINE)
    assert quoted, block
    text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', quoted[1]))
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), text)


def with_target(block: str, target: str) -> str:
    """The entry's text with another msgstr, on one line."""
    escaped = target.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    head = re.split(r"^msgstr", block, maxsplit=1, flags=re.MULTILINE)[0]
    return f'{head}msgstr "{escaped}"'


def gettext(command: list[str], data: bytes) -> bytes:
    """Run one of gettext's tools on the bytes of a PO file."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"needs {command[0]} of GNU gettext")
    done = subprocess.run([*command, "-"], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode() + data.decode("utf-8", "replace")
    return done.stdout
