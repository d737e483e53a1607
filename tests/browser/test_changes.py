"""What changed, on the screen and on paper."""

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from stage import NewContext

pytestmark = pytest.mark.browser

PAGES = ("thay-doi/", "linh-vuc/a/", "don-vi/van-phong/")


@pytest.mark.parametrize("width", [320, 375, 720, 1280])
def test_pages_of_changes_need_no_sideways_scroll(new_context: NewContext, years_server: str, width: int) -> None:
    """Nothing runs off the screen, and no cell of a table over another."""
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    cells = page.locator(".changes-table td, .sums-table td")
    looked_at = 0
    for name in PAGES:
        page.goto(years_server + name)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        covered = cells.evaluate_all(
            "cells => cells.filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.textContent)"
        )
        assert covered == [], name
        looked_at += cells.count()
    assert looked_at > 0


@pytest.mark.parametrize(("sign", "line"), [("del", "line-through"), ("ins", "underline")])
def test_marks_are_seen_without_colour_also_on_paper(page: Page, years_server: str, sign: str, line: str) -> None:
    """Old words are struck out and new ones underlined, on the screen and where all is black on white."""
    page.goto(years_server + PAGES[0])
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        drawn = page.locator(sign).evaluate_all("all => all.map(tag => getComputedStyle(tag).textDecorationLine)")
        assert drawn
        assert set(drawn) == {line}, media


def test_a_unit_s_sheet_is_signed_without_what_changed(page: Page, years_server: str) -> None:
    """What a unit signs is its table; what is new in it is for the screen."""
    page.goto(years_server + "don-vi/van-phong/")
    assert page.get_by_text("Thôi phụ trách", exact=True).is_visible()
    sheet = "".join(part.extract_text() for part in PdfReader(io.BytesIO(page.pdf())).pages)
    assert "BẢNG PHÂN CÔNG" in sheet
    assert "Thôi phụ trách" not in sheet
