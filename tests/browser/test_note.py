"""The note of a criterion: how what it cites stands on the screen."""

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser


def corner(element: Locator) -> tuple[float, float]:
    """Where an element begins, from the left and from the top."""
    box = element.bounding_box()
    assert box
    return box["x"], box["y"]


def test_an_article_stands_above_its_document_and_the_title_beside_both(page: Page, years_server: str) -> None:
    """Article, number and part of the year are a column of their own, which the title does not break."""
    page.goto(f"{years_server}linh-vuc/a/#a-2-3")
    note = page.locator(".criterion").filter(has_text="Trả kết quả đúng hẹn")
    expect(note.locator("details.fold--list > summary")).to_contain_text("Khoản 1 Điều 2")
    note.locator("details.fold--list > summary").click()
    cited = note.locator(".references > li")
    (left, place), (same, number), (also, period) = (corner(cited.locator(part)) for part in (".place", "a", ".period"))
    assert left == same == also
    assert place < number < period
    title, top = corner(cited.locator(".document"))
    assert title > left
    assert top < number


def test_a_number_in_the_fold_stays_in_its_sentence(page: Page, years_server: str) -> None:
    """A document's number does not break, and the words before and after it run on as one line of text."""
    page.goto(f"{years_server}linh-vuc/a/#a-2-3")
    note = page.locator(".criterion").filter(has_text="Trả kết quả đúng hẹn")
    gap = note.locator("details.fold--list > summary .whole").first.evaluate(
        """number => {
            const before = document.createRange();
            before.selectNode(number.previousSibling);
            return number.getBoundingClientRect().left - before.getBoundingClientRect().right;
        }"""
    )
    assert abs(gap) < 1
