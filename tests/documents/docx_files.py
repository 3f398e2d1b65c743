"""DOCX files for tests: the smallest packages around XML of our own, with the troubles of Word's."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_SPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATED = ("styles", "numbering", "footnotes", "endnotes", "header1", "footer1")


def document(body: str) -> str:
    return f"{HEAD}<w:document {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"


def notes(*texts: str) -> str:
    found = "".join(f'<w:footnote w:id="{n}"><w:p>{text}</w:p></w:footnote>' for n, text in enumerate(texts, 2))
    separator = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    return f"{HEAD}<w:footnotes {_SPACES}>{separator}{found}</w:footnotes>"


def package(body: str, others: Mapping[str, str] | None = None, extra: Mapping[str, bytes] | None = None) -> bytes:
    """A DOCX file whose document holds `body`; `others` are the XML of related parts by name, `extra` any members."""
    others = others or {}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{name.rstrip("1")}+xml"/>' for name in others
    )
    kinds = {name: f"{R}/{name.rstrip('1')}" for name in _RELATED}
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{kinds[name]}" Target="{name}.xml"/>' for n, name in enumerate(others, 1)
    )
    members = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{_RELS}">{relations}</Relationships>',
        "word/document.xml": document(body),
    } | {f"word/{name}.xml": text for name, text in others.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in {**members, **(extra or {})}.items():
            method = zipfile.ZIP_STORED if name.endswith((".png", ".rels")) else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 17, 8, 30, 2)), data, method)
    return stream.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def run(words: str, properties: str = "", attributes: str = "") -> str:
    """A run; `words` is XML text."""
    written = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r{attributes}>{written}<w:t xml:space="preserve">{words}</w:t></w:r>'


_WORDS = (
    "Le lanceur ",
    "Soyouz",
    " a décollé.",
    " Il ",
    "vole",
    " ",
    "R&amp;D",
    "&lt;1&gt;",
    "fin. ",
    "7,5 %",
    "«",
    "\n",
)
_LOOKS = ("", "", "<w:b/>", "<w:i/>", "<w:b/><w:i/>", '<w:lang w:val="fr-FR"/>', "<w:noProof/>")
_SESSIONS = ("", ' w:rsidR="00A1"', ' w:rsidR="00B2" w:rsidRPr="00C3"')
_runs = st.builds(run, st.sampled_from(_WORDS), st.sampled_from(_LOOKS), st.sampled_from(_SESSIONS))
field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
_IN_RUN = (
    "<w:tab/>",
    "<w:br/>",
    '<w:footnoteReference w:id="2"/>',
    "<w:noBreakHyphen/>",
    "<w:drawing/>",
    "<w:t>Sans</w:t>",
)
_BESIDE = (
    '<w:proofErr w:type="spellStart"/>',
    '<w:bookmarkStart w:id="1" w:name="a"/>',
    '<w:bookmarkEnd w:id="1"/>',
    '<w:commentRangeStart w:id="3"/>',
    '<w:commentRangeEnd w:id="3"/>',
    '<w:del w:id="4" w:author="A"><w:r><w:delText>ancien</w:delText></w:r></w:del>',
    "".join(
        (field("begin"), "<w:r><w:instrText> PAGE </w:instrText></w:r>", field("separate"), run("1"), field("end"))
    ),
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Encadré.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
)
_inline = st.one_of(
    _runs,
    _runs,
    st.builds("<w:r>{}</w:r>".format, st.lists(st.sampled_from(_IN_RUN), min_size=1, max_size=3).map("".join)),
    st.sampled_from(_BESIDE),
)
_many = st.lists(_inline, max_size=4).map("".join)
_wrapped = st.one_of(
    st.builds('<w:hyperlink r:id="rId9">{}</w:hyperlink>'.format, _many),
    st.builds('<w:ins w:id="7" w:author="A">{}</w:ins>'.format, _many),
    st.builds("<w:smartTag>{}</w:smartTag>".format, _many),
    st.builds("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>".format, _many),
    st.builds(
        lambda inside: (
            field("begin")
            + '<w:r><w:instrText> HYPERLINK "https://exemple.fr" </w:instrText></w:r>'
            + field("separate")
            + inside
            + field("end")
        ),
        st.lists(_runs, max_size=3).map("".join),
    ),
)
contents = st.lists(st.one_of(_inline, _inline, _wrapped), min_size=1, max_size=7).map("".join)
paragraphs = st.builds("<w:p>{}{}</w:p>".format, st.sampled_from(("", "<w:pPr><w:jc/></w:pPr>")), contents)
_tables = st.builds("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>".format, paragraphs)
bodies = st.lists(st.one_of(paragraphs, paragraphs, _tables), min_size=1, max_size=3).map("".join)
files = st.one_of(
    bodies.map(package), st.builds(lambda body, note: package(body, {"footnotes": notes(note)}), bodies, contents)
)
