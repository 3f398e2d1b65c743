"""One fuzzing run of one reader under atheris, which looks for inputs that reach new code; see robustness.py.

    python benchmarks/fuzz_target.py FORMAT [options of libFuzzer]

Whatever the input, a reader must either return an article or refuse with a DocumentError that names the place. Of an
article that was read: its blocks are the file, sources as targets give it back byte for byte, and a file with other
targets is read again. Anything else ends the run as a crash, with the input in a file.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path, PurePath

import atheris

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
with atheris.instrument_imports(include=["translate.documents", "translate.segmentation", "translate.placeables"]):
    from translate import documents
    from translate.documents import docx, html, markdown, subtitles, text, wxr  # noqa: F401 - to be instrumented
    from translate.errors import DocumentError
    from translate.segmentation import segment

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = {
    "text": "a.txt",
    "markdown": "a.md",
    "html": "a.html",
    "wordpress": "a.xml",
    "subtitles": "a.vtt",
    "docx": "a.docx",
}
"""A name for the input of each format."""
SHELL = (
    '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="c"><channel><item><title>a</title>'
    "<content:encoded>%s</content:encoded><wp:post_type>post</wp:post_type></item></channel></rss>"
)
ELEMENTS = (
    "w:p", "w:r", "w:t", "w:rPr", "w:pPr", "w:b", "w:i", "w:hyperlink", "w:ins", "w:del", "w:delText", "w:tab", "w:br",
    "w:tbl", "w:tr", "w:tc", "w:txbxContent", "w:drawing", "w:footnoteReference", "w:sdt", "w:sdtContent", "w:smartTag",
    "w:bookmarkStart", "w:proofErr", "w:fldSimple", "w:instrText", "w:noBreakHyphen", "w:lang", "w:pStyle",
    'w:fldChar w:fldCharType="begin"', 'w:fldChar w:fldCharType="separate"', 'w:fldChar w:fldCharType="end"',
)  # fmt: skip
"""Elements that an input's bytes open in a Word document; a random archive would never get beyond its first bytes."""


def make_docx(data: bytes) -> bytes:
    """Return a Word document whose body is spelt by the bytes: open an element, close one, or write letters."""
    parts: list[str] = []
    opened: list[str] = []
    for byte in data[:4_000]:
        if byte < len(ELEMENTS) and len(opened) < 150:
            opened.append(ELEMENTS[byte].split()[0])
            parts.append(f"<{ELEMENTS[byte]}>")
        elif byte < 128 and opened:
            parts.append(f"</{opened.pop()}>")
        else:
            parts.append(chr(byte).replace("\x7f", " ") if byte < 0xC0 else " é&amp;.<!--a-->"[byte % 8 :][:1] or "a")
    body = "".join(parts) + "".join(f"</{name}>" for name in reversed(opened))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return stream.getvalue()


def check(name: str, data: bytes) -> None:
    """Raise whatever is wrong with the reading and writing of one input."""
    path = PurePath(NAMES[name])
    if name == "docx":
        data = make_docx(data)
    elif name == "wordpress" and not data.startswith(b"<?"):
        data = (SHELL % data.decode("utf-8", "ignore")).encode()
    elif name == "subtitles" and data[:1] == b"S":
        path, data = PurePath("a.srt"), data[1:]
    try:
        article = documents.read_bytes(data, path, language="fr")
    except DocumentError as error:
        if not str(error).startswith(path.name):
            raise AssertionError("a refusal without its place") from error
        return
    segments = segment(article)
    same = dict(enumerate(one.source for one in segments))
    assert documents.write(article, segments, same, language="en") == data, "not the file"  # noqa: S101
    if not article.encoding.startswith("utf"):
        return  # the encoding was guessed from the words, and other words may not give it away
    other = {number: f"A «{source}» & b" for number, source in same.items()}
    written = documents.write(article, segments, other, language="en")
    again = segment(documents.read_bytes(written, path, language="fr"))
    assert again or not segments, "nothing left"  # noqa: S101


def main() -> None:
    """Fuzz the reader that the first argument names."""
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, lambda data: check(name, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
