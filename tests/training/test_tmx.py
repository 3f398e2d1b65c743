"""Translation memories as the tools of translators write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from training.pairs import Pair
from training.tmx import read_tmx

if TYPE_CHECKING:
    from pathlib import Path

_MEMORY = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="fr"/><body>
<tu><tuv xml:lang="fr-FR"><seg>La vanne <bpt i="1">&lt;b&gt;</bpt>fuit<ept i="1">&lt;/b&gt;</ept>
 encore.</seg></tuv><tuv xml:lang="en-US"><seg>The valve is still <hi>leaking</hi>.</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>Sans anglais</seg></tuv><tuv xml:lang="de"><seg>Ohne Englisch</seg></tuv></tu>
<tu><tuv lang="EN"><seg>Old style</seg></tuv><tuv lang="FR"><seg>Ancien style</seg></tuv></tu>
</body></tmx>
"""


def test_units_in_both_languages_are_read_without_their_markup(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text(_MEMORY, "utf-8")
    assert read_tmx(path, "fr", "en") == [
        Pair("La vanne fuit encore.", "The valve is still leaking."),
        Pair("Ancien style", "Old style"),
    ]


@pytest.mark.parametrize("text", ["<tmx><body>", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_what_is_no_safe_xml_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"memory\.tmx is no TMX"):
        read_tmx(path, "fr", "en")
