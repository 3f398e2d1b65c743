"""The report's page in a browser: from a disk, without a network, at any width, light and dark."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.report.test_report import overview
from tests.review.browser import CHROMIUM, DRIVER, WIDE, Page, open_browser
from translate.report.page import render_page

if TYPE_CHECKING:
    from selenium.webdriver.remote.webelement import WebElement

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="install chromium and chromium-driver to look at the report in a browser"
)
LABEL = "articles/un-nom-de-fichier-assez-long.fr.md"

CUT_OFF = """
return [...document.querySelectorAll("svg")].flatMap((svg) => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1);
  }).map((text) => text.textContent);
});
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page, opened as a file."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render_page(overview(LABEL)), "utf-8")
    with open_browser() as driver:
        found = Page(driver)
        found.resize(WIDE)
        driver.get(path.as_uri())
        yield found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, (390, 780)], ids=["wide", "phone"])
def test_everything_can_be_read(page: Page, scheme: str, size: tuple[int, int]) -> None:
    page.resize(size)
    page.scheme(scheme)

    looks = Path(__file__).parents[1] / "review" / "accessibility.js"
    report = json.loads(page.run(looks.read_text("utf-8")))

    assert (report["pale"], report["unnamed"], report["repeated_ids"]) == ([], [], [])
    assert page.run("return document.documentElement.scrollWidth <= innerWidth")
    assert page.run(CUT_OFF) == []


BRIGHTNESS = """
const [picture, done] = arguments, image = new Image();
image.onload = () => {
  const canvas = document.createElement("canvas"), brush = canvas.getContext("2d");
  const {width, height} = Object.assign(canvas, {width: image.width, height: image.height});
  brush.drawImage(image, 0, 0);
  const pixels = brush.getImageData(width - 24, height - 4, 24, 1).data;
  done(Array.from({length: 24}, (_, place) => pixels[4 * place]));
};
image.src = "data:image/png;base64," + picture;
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_goes_on_beyond_the_edge_has_a_shadow_there_until_its_end(page: Page, scheme: str) -> None:
    page.resize((420, 860))
    page.scheme(scheme)
    page.run("document.documentElement.style.scrollBehavior = 'auto'")
    boxes = page.run("return [...document.querySelectorAll('.scroll, figure > div')]"
                     ".filter(one => one.scrollWidth > innerWidth)")  # fmt: skip

    shots = [(shoot(page, box, 0), shoot(page, box, 9999)) for box in (boxes[0], boxes[-1])]

    with blank_tab(page):  # The report's own policy lets no picture in.
        for pictures in shots:
            before, after = (page.driver.execute_async_script(BRIGHTNESS, one) for one in pictures)
            assert before[-1] < min(before[:4]) - 8, before
            assert max(after) - min(after) < 8, after


def shoot(page: Page, box: WebElement, scrolled: int) -> str:
    """Return a picture of a box that is scrolled so far, as base64."""
    page.run("arguments[0].scrollLeft = arguments[1]; arguments[0].scrollIntoView({block: 'center'})", box, scrolled)
    return str(box.screenshot_as_base64)


@contextmanager
def blank_tab(page: Page) -> Iterator[None]:
    """Work in a tab of its own for a while."""
    driver, own = page.driver, page.driver.current_window_handle
    driver.switch_to.new_window("tab")
    try:
        yield
    finally:
        driver.close()
        driver.switch_to.window(own)


def test_dark_is_dark_and_light_is_light(page: Page) -> None:
    script = "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    page.scheme("dark")
    assert max(page.run(script)) < 60
    page.scheme("light")
    assert min(page.run(script)) > 200


def test_plots_are_drawn_in_the_colours_of_their_legends(page: Page) -> None:
    page.resize(WIDE)
    bars = page.run(
        """return [...document.querySelectorAll("#progress figure")].map((figure) => ({
          keys: [...figure.querySelectorAll("i")].map((key) => getComputedStyle(key).backgroundColor),
          bars: [...figure.querySelectorAll(".series .bar rect")].map((bar) => getComputedStyle(bar).fill),
          widths: [...figure.querySelectorAll(".series .bar rect")].map((bar) => bar.getBoundingClientRect().width),
        }))[0]"""
    )
    assert bars["bars"] == bars["keys"]
    assert len(set(bars["keys"])) == 5
    assert min(bars["widths"]) > 50


def test_nothing_is_fetched_and_nothing_goes_wrong(page: Page) -> None:
    assert page.run("return performance.getEntriesByType('resource').length") == 0
    assert page.driver.get_log("browser") == []  # type: ignore[no-untyped-call]
