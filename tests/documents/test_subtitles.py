"""Subtitles: cues as blocks, all else untouched, and lines that fit the screen."""

from __future__ import annotations

import re
from pathlib import PurePath

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.strategies import cut_segments, joined, whole_segments
from translate import documents
from translate.errors import DocumentError
from translate.model import Article, BlockKind, PlaceableRole
from translate.segmentation import segment

SRT = """1
00:00:01,000 --> 00:00:03,500
Le lanceur a quitté
son pas de tir.

2
00:00:04,000 --> 00:00:06,000 X1:10 X2:20 Y1:5 Y2:9
{\\an8}<i>Bonjour à tous.</i>

3
00:00:07,000 --> 00:00:09,000
- Tout va <b>bien</b> ?
- Oui. Merci.
"""
VTT = """WEBVTT Direct du lancement

NOTE Un commentaire
sur deux lignes.

STYLE
::cue { color: yellow }

REGION
id:bas

intro
00:01.000 --> 00:03.000 align:start position:10%
<v Anna Petrova>R&amp;D &lt;ici&gt;&nbsp;!

01:00:04.000 --> 01:00:06.000
Le <c.jaune>premier</c> étage <00:05.000>vole.
"""


def read(text: str, suffix: str = ".srt") -> Article:
    return documents.read_bytes(text.encode(), PurePath("a" + suffix), language="fr")


def sources(text: str, suffix: str = ".srt") -> list[str]:
    return [one.source for one in segment(read(text, suffix))]


def publish(text: str, targets: dict[int, str], suffix: str = ".srt") -> str:
    article = read(text, suffix)
    return documents.write(article, segment(article), targets).decode()


def cue(words: str) -> str:
    return f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n"


def test_a_cue_is_a_block_and_a_speaker_has_one_of_his_own() -> None:
    assert sources(SRT) == [
        "Le lanceur a quitté son pas de tir.", "Bonjour à tous.", "Tout va <1>bien</1> ?", "Oui.", "Merci."
    ]  # fmt: skip


def test_webvtt_shows_characters_for_entities_and_tags_for_tags() -> None:
    assert sources(VTT, ".vtt") == ["<1/>R&D <ici>\u00a0!", "Le <1>premier</1> étage <2/>vole."]


def test_only_the_words_of_changed_cues_change() -> None:
    written = publish(SRT, {0: "The launcher has left its launch pad.", 2: "Is all <1>well</1>?", 4: "Thank you."})
    assert written == (
        SRT.replace("Le lanceur a quitté\nson pas de tir.", "The launcher has left its launch pad.")
        .replace("Tout va <b>bien</b> ?", "Is all <b>well</b>?")
        .replace("Merci.", "Thank you.")
    )
    written = publish(VTT, {0: "<1/>R&D <here> --> now!", 1: "The <1>first</1> stage <2/>flies."}, ".vtt")
    assert written == VTT.replace("R&amp;D &lt;ici&gt;&nbsp;!", "R&amp;D &lt;here&gt; --&gt; now!").replace(
        "Le <c.jaune>premier</c> étage <00:05.000>vole.", "The <c.jaune>first</c> stage <00:05.000>flies."
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_long_target_is_broken_near_its_middle(line_end: str) -> None:
    text = cue("Le vol a commencé.").replace("\n", line_end)
    target = "The flight, which had been put off twice, began at dawn."
    written = publish(text, {0: target})
    assert written == text.replace(
        "Le vol a commencé.", f"The flight, which had been{line_end}put off twice, began at dawn."
    )


def test_tags_have_no_width_and_are_never_broken() -> None:
    text = cue('<font color="a b c d e f g h i j">Un</font> mot.')
    assert publish(text, {0: "<1>A</1> word, only."}) == text.replace(">Un</font> mot.", ">A</font> word, only.")
    target = "<1>A word that is followed</1> by as many again here."
    written = publish(text, {0: target}).split("\n")[2:4]
    assert written == ['<font color="a b c d e f g h i j">A word that is followed</font>', "by as many again here."]


def test_a_new_line_never_begins_with_a_dash_and_a_speaker_keeps_one_line() -> None:
    target = "It took twenty days or so - - - - more than anybody had thought."
    assert "\n-" not in publish(cue("Un mot."), {0: target})
    two = cue("- Un mot.\n- Un autre.")
    assert publish(two, {0: target}) == two.replace("Un mot.", target)


def test_an_unchanged_cue_keeps_its_breaks_however_long() -> None:
    text = cue("Une ligne bien plus longue que ne le veut l'usage des chaînes\nUn\nDeux.") + "\n" + cue("Un mot.")
    written = publish(text, {1: "A word."})
    assert written == text.replace("Un mot.", "A word.")


def test_a_missing_empty_line_or_number_does_not_swallow_a_cue() -> None:
    text = cue("Un mot.") + cue("1969") + "00:00:05.5 --> 00:00:06.5\nUn autre.\n"
    assert sources(text) == ["Un mot.", "Un autre."]


def test_marks_around_a_whole_cue_are_no_tags() -> None:
    assert sources(cue("{\\an8}<i><b>Un mot.</b></i>")) == ["Un mot."]
    assert sources(cue("<i>Un</i> et <i>deux</i>")) == ["<1>Un</1> et <2>deux</2>"]
    assert sources(cue("<i>Un mot")) == ["<1/>Un mot"]


def test_a_file_without_cues_is_refused() -> None:
    with pytest.raises(DocumentError, match="has nothing to translate"):
        read("Un texte sans minutage.\n")
    with pytest.raises(DocumentError, match="has nothing to translate"):
        read("WEBVTT\n\nNOTE rien\n\n00:01.000 --> 00:02.000\n♪♪\n", ".vtt")


_line = st.sampled_from(
    ("", " ", "1", "12", "WEBVTT", "NOTE x", "STYLE", "00:00:01,000 --> 00:00:02,000", "00:01.000 --> 00:02.000 line:0",
     "00:01 --> 00:02", "-->", "- Oui ?", "– Non.", "-", "<i>Un mot</i>", "<i>Un", "mot</i>", "{\\an8}", "{\\an8}Un",
     "a < b", "R&amp;D", "&nbsp;", "<v Anna>Là", "<00:01.000>", "</i>", "<c.a.b>x</c>", "  retrait ", "Un. Deux.", "♪")
)  # fmt: skip
texts = st.one_of(
    joined(_line, max_size=12),
    joined(_line, max_size=12).map(lambda text: "WEBVTT\n\n00:01.000 --> 00:02.000\n" + text),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60).map(cue),
)
LAWS = settings(max_examples=120)


def any_article(text: str) -> Article:
    try:
        return read(text)
    except DocumentError:
        assume(False)
        raise


@LAWS
@given(texts, st.data())
def test_the_laws_of_every_article_hold(text: str, data: st.DataObject) -> None:
    article = any_article(text)
    assert article.text == text.removeprefix("\ufeff")
    position = 0
    for block in article.blocks:
        before = article.text[:position]
        ends = len(re.findall("\r\n|\r|\n", before))
        split = before.endswith("\r") and block.raw.startswith("\n")
        assert block.line == ends + 1 - split
        assert block.raw
        assert block.translatable == (block.kind is not BlockKind.MARKUP)
        assert not block.translatable or not block.raw[0].isspace()
        place = 0
        for placeable in block.placeables:
            assert place <= placeable.start < placeable.end
            assert block.raw[placeable.start : placeable.end] == placeable.raw
            assert (placeable.role is PlaceableRole.SINGLE) == (placeable.number == 0)
            place = placeable.end
        position += len(block.raw)
    for segments in (data.draw(cut_segments(article)), list(segment(article))):
        targets = {number: one.source for number, one in enumerate(segments)}
        assert documents.write(article, segments, targets) == text.encode()


@LAWS
@given(texts, st.data())
def test_a_target_changes_nothing_outside_its_block_and_the_cues_stay(text: str, data: st.DataObject) -> None:
    article = any_article(text)
    segments = whole_segments(article)
    number = data.draw(st.integers(0, len(segments) - 1))
    target = "Une autre phrase, sans rien de particulier, mais trop longue pour une ligne"
    written = documents.write(article, segments, {number: target}).decode().removeprefix("\ufeff")
    block = segments[number].block
    before = "".join(b.raw for b in article.blocks[:block])
    after = "".join(b.raw for b in article.blocks[block + 1 :])
    assert written.startswith(before)
    assert written.endswith(after)
    middle = written[len(before) : len(written) - len(after)]
    assert " ".join(re.split("\r\n|\r|\n", middle)) == target
    assert len(whole_segments(read(written))) == len(segments)


def test_a_cue_of_tens_of_thousands_of_tags_and_words_takes_no_time_to_speak_of() -> None:
    for words in ("{\\an8}" * 20_000 + "Un", "<i>" * 20_000 + "</b>" * 20_000 + "Un", "Un <i>mot</i> " * 20_000):
        text = cue(words)
        article = read(text)
        segments = whole_segments(article)
        assert documents.write(article, segments, {0: segments[0].source + " x"}) != text.encode()
