"""How the readers bear what they should never meet: fuzzing, nesting, bombs, and files of 50 MB.

    python benchmarks/robustness.py [--fuzz SECONDS] [--large MEGABYTES]

Each extreme file is read, cut into segments and written in a process of its own, with the processor's time
and the peak of the memory taken there; a process may use 4 GiB of address space and 900 seconds of the clock. Fuzzing
runs `fuzz_target.py` under atheris (pip install atheris) for so many seconds a format, from the pages in
tests/corpora/pages.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ADDRESS_SPACE = 4 * 2**30
LONGEST = 900
LEVELS = 10_000
FORMATS = ("text", "markdown", "html", "wordpress", "subtitles", "docx")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SENTENCE = "Le lanceur a décollé mardi 12 mai à 14 h 05 du pas de tir n° 3, avec 3,5 tonnes de charge utile. "
SHELL = '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="c"><channel>{}</channel></rss>'
ITEM = (
    "<item><title>Un tir</title><content:encoded><![CDATA[{}]]></content:encoded>"
    "<wp:post_type>post</wp:post_type></item>\n"
)
SEEDS = {
    "runs": (0, 1, 3, 5, 100, 100, 2, 0xC3, 0xD1, 0xE8, 100, 100, 1, 2, 0xC3, 0xC4, 100, 100, 100),
    "link": (0, 7, 1, 2, 0xC3, 0xD1, 100, 100, 100, 1, 2, 0xC3, 100, 100, 100),
    "table": (13, 14, 15, 0, 1, 2, 0xC3, 0xD1, 100, 100, 100, 100, 100, 100),
    "field": (0, 1, 29, 100, 100, 1, 30, 100, 100, 1, 2, 0xC3, 100, 100, 1, 31, 100, 100, 1, 2, 0xC4, 100, 100, 100),
    "box": (0, 1, 17, 16, 0, 1, 2, 0xC3, 100, 100, 100, 100, 100, 100, 1, 2, 0xC4, 100, 100, 100),
}
"""Word documents in the alphabet of fuzz_target.py."""


def docx(body: str | bytes, *, head: str = "", method: int = zipfile.ZIP_DEFLATED, **others: bytes) -> bytes:
    """Return a Word document around the XML of a body; `others` are more members, by name."""
    body = body.encode() if isinstance(body, str) else body
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        opening = f'{head}<w:document xmlns:w="{W}"><w:body>'.encode()
        archive.writestr("word/document.xml", opening + body + b"</w:body></w:document>")
        for name, data in others.items():
            archive.writestr(f"word/{name}", data)
    return stream.getvalue()


def paragraph(words: str) -> str:
    """Return a paragraph of a Word document."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def cue(number: int, *, dot: str) -> str:
    """Return a subtitle of a long film."""
    clock = f"{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}{dot}"
    return f"{number + 1}\n{clock}000 --> {clock}900\n{SENTENCE}\n\n"


def extremes() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Yield files that no editor writes: what each is, its name, and how it is made."""
    for name, opening in (("lists", "- "), ("numbered lists", "1. "), ("quotations", "> "), ("brackets", "["),
                          ("images", "!["), ("stars", "*"), ("HTML", "<div>"), ("ticks", "`a``")):  # fmt: skip
        yield (
            f"{LEVELS} {name} in one another",
            "a.md",
            lambda o=opening: f"Un mot.\n\n{o * LEVELS}a\n\nFin.\n".encode(),
        )
    indented = "".join("  " * level + "- a\n" for level in range(2_000))
    yield "2000 lists, each in a line of its own", "a.md", f"Un mot.\n\n{indented}\nFin.\n".encode
    for name, tag in (("div", "div"), ("b", "b"), ("table", "table><tr><td"), ("ul", "ul><li")):
        yield f"{LEVELS} {name} in one another", "a.html", lambda t=tag: (f"<{t}>" * LEVELS + "Un mot.").encode()
    yield f"{LEVELS} elements in one another", "a.xml", lambda: SHELL.format("<a>" * LEVELS).encode()
    yield f"{LEVELS} elements in one another", "a.docx", lambda: docx("<w:p>" * LEVELS + "</w:p>" * LEVELS)
    yield "zip bomb: 1 GB of blanks in 1 MB", "a.docx", zip_bomb
    yield "zip bomb: 31 MB of blanks in 31 kB", "a.docx", lambda: docx(b" " * (31 * 2**20))
    yield "zip bomb: 900 parts of 1 MB", "a.docx", lambda: docx("", **{f"p{n}": b" " * 2**20 for n in range(900)})
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "ha">{entities}]>'
    yield "entity bomb: 10^11 words", "a.xml", (bomb + SHELL.format(ITEM.format("&e11;"))).encode
    yield "entity bomb: 10^11 words", "a.docx", lambda: docx(paragraph("&e11;"), head=bomb)
    outside = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    yield "entity from another file", "a.xml", (outside + SHELL.format(ITEM.format("&e;"))).encode
    yield "entity from another file", "a.docx", lambda: docx(paragraph("&e;"), head=outside)
    remote = '<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd">'
    yield "document type on the network", "a.docx", lambda: docx(paragraph("a"), head=remote)


def zip_bomb() -> bytes:
    """Return a document whose part says that it unpacks to 1 GB, and would."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(1_000):
            part.write(b" " * 1_000_000)
    return stream.getvalue()


def large(size: int) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Yield one ordinary file of `size` megabytes for each reader."""
    count = size * 1_000_000 // len(SENTENCE.encode())
    lines = count // 5

    def repeated(piece: str) -> bytes:
        return (piece * (size * 1_000_000 // len(piece.encode()))).encode()

    yield "text", "a.txt", lambda: repeated(SENTENCE * 5 + "\n\n")
    yield "one paragraph", "a.txt", lambda: repeated(SENTENCE)
    yield (
        "Markdown",
        "a.md",
        lambda: repeated(f"## Un titre\n\n{SENTENCE * 4}**{SENTENCE.strip()}**\n\n- [a](b) {SENTENCE}\n\n"),
    )
    yield "one paragraph", "a.md", lambda: repeated(f"*{SENTENCE.strip()}* [a](b)\n")
    yield "HTML", "a.html", lambda: repeated(f'<p class="x">{SENTENCE * 4}<b>{SENTENCE}</b></p>\n')
    yield "one paragraph", "a.html", lambda: repeated(f"<i>{SENTENCE}</i>\n")
    yield (
        "WordPress",
        "a.xml",
        lambda: SHELL.format(ITEM.format(f"<p>{SENTENCE * 5}</p>\n\n" * 20) * (lines // 20)).encode(),
    )
    yield "SubRip", "a.srt", lambda: "".join(cue(n, dot=",") for n in range(size * 1_000_000 // 140)).encode()
    yield "WebVTT", "a.vtt", lambda: b"WEBVTT\n\n" + "".join(cue(n, dot=".") for n in range(size * 7_100)).encode()
    yield (
        "Word, 30 MB of it text",
        "a.docx",
        lambda: docx(paragraph(SENTENCE * 3) * 92_000, method=zipfile.ZIP_STORED, **{"a.png": b"0" * 20_000_000}),
    )


def read_one(path: Path) -> dict[str, object]:
    """Read, cut and write one file; return what came out, in how many seconds and with how many bytes of memory."""
    from translate import documents
    from translate.errors import TranslateError
    from translate.segmentation import segment

    start = time.process_time()
    try:
        article = documents.read(path, language="fr")
        segments = segment(article)
        read = time.process_time() - start
        same = documents.write(article, segments, dict(enumerate(one.source for one in segments)))
        assert same == path.read_bytes(), "written otherwise"  # noqa: S101 - the law
        targets = {number: f"A {one.source}" for number, one in enumerate(segments)}
        documents.write(article, segments, targets, language="en")
        outcome = f"{len(segments):,} segments" + (", warned" if article.warnings else "")
    except TranslateError as error:
        read = time.process_time() - start
        outcome = f"refused: {str(error).removeprefix(f'{path}: ').removeprefix(str(path.parent) + '/')}"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"outcome": outcome, "read": read, "all": time.process_time() - start, "peak": peak}


def measure(path: Path) -> str:
    """Return the cells of a row: what a process of its own found, or how it ended."""
    command = [sys.executable, __file__, "--one", str(path)]

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))

    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, preexec_fn=bound, check=False)
    except subprocess.TimeoutExpired:
        return f"no end after {LONGEST} s | | |"
    if done.returncode:
        return f"**crashed**: {done.stderr.strip().splitlines()[-1]} | | |"
    found = json.loads(done.stdout)
    return f"{found['outcome']} | {found['read']:.2f} | {found['all']:.2f} | {found['peak'] / 2**20:,.0f} |"


def print_table(title: str, cases: Iterator[tuple[str, str, Callable[[], bytes]]]) -> None:
    """Print a table with a row a case, in Markdown."""
    columns = "file | size | outcome | read, CPU s | read and written twice, CPU s | peak MiB"
    print(f"\n## {title}\n\n| {columns} |\n|---|--:|---|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for what, name, make in cases:
            path = Path(folder) / name
            path.write_bytes(make())
            size = path.stat().st_size
            shown = f"{size / 1e6:.1f} MB" if size > 1e5 else f"{size / 1e3:.1f} kB"
            print(f"| {path.suffix[1:]}: {what} | {shown} | {measure(path)}", flush=True)


def fuzz(seconds: int) -> None:
    """Print a table with a row a format: how many inputs were tried, how much code they reached, what broke."""
    print(f"\n## Fuzzing, {seconds} s a format\n\n| reader | inputs | edges reached | broken |\n|---|--:|--:|---|")
    for name in FORMATS:
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / "corpus"
            corpus.mkdir()
            for page in (ROOT / "tests" / "corpora" / "pages").iterdir():
                if page.suffix != ".segments" and name != "docx":
                    (corpus / page.name).write_bytes(page.read_bytes())
            for seed, data in SEEDS.items() if name == "docx" else ():
                (corpus / seed).write_bytes(bytes(data))
            options = [f"-max_total_time={seconds}", "-rss_limit_mb=2048", "-timeout=60", "-max_len=8192", str(corpus)]
            command = [sys.executable, str(ROOT / "benchmarks" / "fuzz_target.py"), name, *options]
            done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
            state = re.findall(r"^#(\d+)\s.*?cov: (\d+)", done.stderr + done.stdout, re.MULTILINE)
            runs, edges = state[-1] if state else ("0", "0")
            found = re.search(r"Uncaught Python exception: ===\n(.*)", done.stderr + done.stdout)
            broken = found[1] if found else "nothing" if not done.returncode else f"exit code {done.returncode}"
            print(f"| {name} | {int(runs):,} | {edges} | {broken} |", flush=True)


def main() -> int:
    """Print the tables; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--fuzz", type=int, default=60, metavar="SECONDS", help="fuzz each format so long; 0: not at all"
    )
    parser.add_argument("--large", type=int, default=50, metavar="MEGABYTES", help="size of the large files; 0: none")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(read_one(options.one)))
        return 0
    print_table("Extremes", extremes())
    if options.large:
        print_table(f"Files of {options.large} MB", large(options.large))
    if options.fuzz and find_spec("atheris") is None:
        print("\nskipped: fuzzing needs atheris (pip install -r requirements-bench.lock)")
    elif options.fuzz:
        fuzz(options.fuzz)
    return 0


if __name__ == "__main__":
    sys.exit(main())
