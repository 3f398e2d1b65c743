"""How the review page is laid out, with long units and short ones, on a wide screen and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.review.browser import CHROMIUM, DRIVER, WIDE
from tests.review.desks import served, write_article

if TYPE_CHECKING:
    from pathlib import Path

    from tests.review.browser import Page
    from translate.project import Project

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER),
    reason="Chromium is not installed; on Debian: apt-get install chromium chromium-driver",
)
PHONE = (420, 860)
BESIDE = 1088
"""From this width on, 68 rem, the tools stand beside the text."""
LONG = (
    "Le vol, qui devait partir de Baïkonour, puis de Plessetsk, puis de nouveau de Baïkonour après que RKTs Progress "
    "et NPO Energomash eurent été entendus, a été confié aux équipes de Vostotchny, où la tour de service est en "
    "travaux, à condition que les wagons de Samara arrivent à l'heure et que personne ne touche plus au calendrier."
)
ARTICLE = (
    f"# Oui\n\nNon.\n\n{LONG}\n\nVoir https://exemple.example/{'sans-espace/' * 12}fin.html pour le détail.\n\n- Un\n"
)
PLACES = """
const rect = (id) => document.getElementById(id).getBoundingClientRect();
return {top: rect('top').bottom, panel: rect('panel').top,
        preview: rect('preview').top, preview_end: rect('preview').bottom,
        area: document.querySelector('.active textarea').getBoundingClientRect().top, height: innerHeight,
        wide: document.documentElement.scrollWidth - innerWidth};
"""


@pytest.mark.parametrize("size", [(1400, 900), (1000, 700), PHONE], ids=["wide", "middle", "phone"])
def test_the_open_unit_and_its_tools_are_in_view_wherever_it_stands(
    browser: Page, desk: Project, size: tuple[int, int]
) -> None:
    article = write_article(desk, "long.fr.md", ARTICLE, {}, {LONG: "The flight. " * 60, "Non.": "No."})
    with served(desk, [article]) as service:
        browser.resize(size)
        try:
            browser.open(service.url)
            browser.until_checked()
            for source in ("Oui", LONG[:20], "Voir", "Un", "Non."):
                browser.go_to(source)
                browser.until_text(".active .source .prose", source)
                places = browser.run(PLACES)
                assert places["wide"] <= 0, source
                assert places["area"] < places["height"], source
                if size[0] > BESIDE:
                    assert places["panel"] >= places["top"], source
                browser.press("alt", "p")
                places = browser.run(PLACES)
                assert places["wide"] <= 0, source
                assert 0 <= places["preview"] < places["preview_end"] <= places["height"], source
                browser.press("alt", "p")
        finally:
            browser.resize(WIDE)
        assert browser.complaints() == []
        browser.driver.get("about:blank")


def test_on_a_phone_tools_and_preview_are_closed_where_they_stand(browser: Page, desk: Project, article: Path) -> None:
    with served(desk, [article]) as service:
        browser.resize(PHONE)
        try:
            browser.open(service.url)
            browser.until_checked()
            for part, is_open in (("panel", "#panel.open"), ("preview", "#preview:not([hidden])")):
                browser.run("scrollTo(0, 0)")
                browser.click(f"#show-{part}")
                browser.until(is_open)
                browser.run("scrollTo(0, 9999)")
                browser.click(f"#close-{part}")
                assert browser.run("return document.querySelectorAll(arguments[0]).length", is_open) == 0
        finally:
            browser.resize(WIDE)
        assert not browser.run("return [...document.querySelectorAll('.close')].some(one => one.checkVisibility())")
        assert browser.complaints() == []
        browser.driver.get("about:blank")


def test_a_term_that_comes_again_is_one_term_with_one_number(browser: Page, desk: Project) -> None:
    article = write_article(desk, "long.fr.md", ARTICLE, {}, {LONG: "The flight."})
    with served(desk, [article]) as service:
        browser.open(service.url)
        browser.until_checked()
        browser.go_to(LONG[:20])
        browser.until("#terms .form")
        shown = browser.run("return [...document.querySelectorAll('#terms .from')].map(one => one.textContent)")
        numbers = browser.run("return [...document.querySelectorAll('.active .term')].map(one => [one.firstChild.data,"
                              " one.dataset.number])")  # fmt: skip
        browser.press("alt", "3")

        assert shown[:3] == ["Baïkonour", "Plessetsk", "RKTs Progress"]
        assert len(set(shown)) == len(shown)
        assert [number for text, number in numbers if text == "Baïkonour"] == ["1", "1"]
        assert browser.target() == "The flight.RKTs Progress"
        assert browser.complaints() == []
        browser.driver.get("about:blank")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_list_of_articles_tells_units_and_words_apart(browser: Page, desk: Project, size: tuple[int, int]) -> None:
    article = write_article(desk, "long.fr.md", ARTICLE, {"Non.": "No."}, {})
    with served(desk, [article, desk.articles / "rosee.fr.txt"]) as service:
        browser.resize(size)
        try:
            browser.driver.get(service.url)
            browser.until("#chooser button")
            told = browser.run(
                "return [...document.querySelectorAll('#chooser button span')].map(one => one.textContent)"
            )
            edges = browser.run("const box = document.querySelector('#chooser button').getBoundingClientRect();"
                                "return [box.left, innerWidth - box.right]")  # fmt: skip
        finally:
            browser.resize(WIDE)
        assert told == ["1 of 5 units approved, 1 % of the words", "1 of 1 units approved, 100 % of the words"]
        assert min(edges) >= 8
        assert browser.complaints() == []
        browser.driver.get("about:blank")


def test_the_columns_of_a_table_stand_as_they_will_be_published(browser: Page, desk: Project) -> None:
    table = "| Étape | Durée |\n|:-:|--:|\n| Essais du moteur | 6 h |\n"
    article = write_article(desk, "table.fr.md", table, {}, {})
    inside = """return [...document.getElementById('preview-frame').contentDocument.querySelectorAll('td')].map(
        one => getComputedStyle(one).textAlign.replace('-webkit-', ''))"""
    with served(desk, [article]) as service:
        browser.open(service.url)
        browser.until_checked()
        browser.press("alt", "p")
        browser.wait(lambda: browser.run(inside) == ["center", "right"])
        assert browser.complaints() == []
        browser.driver.get("about:blank")
