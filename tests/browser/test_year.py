"""The pages of the year: the calendar, what comes next for a unit, the sheets on which units correct and sign."""

import io
import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from stage import NewContext

pytestmark = pytest.mark.browser

ROWS = ".dates-table tbody tr"


def printed(page: Page) -> PdfReader:
    """What the browser prints of the page as it stands."""
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def test_the_calendar_shows_one_unit_and_keeps_it_in_the_address(page: Page, years_server: str) -> None:
    """A choice hides the others' rows and the headings without rows, stands in the address, and can be taken back."""
    page.goto(f"{years_server}lich/")
    every = page.locator(f"{ROWS}:visible").count()
    assert every == 12
    page.locator("#dv").select_option("to-so")
    expect(page).to_have_url(re.compile(r"\?dv=to-so$"))
    expect(page.locator(f"{ROWS}:visible")).to_have_count(0)
    expect(page.locator("h2:visible")).to_have_count(0)
    page.go_back()
    expect(page.locator(f"{ROWS}:visible")).to_have_count(every)
    page.goto(f"{years_server}lich/?dv=phuc-vu")
    expect(page.locator("#dv")).to_have_value("phuc-vu")
    expect(page.locator(f"{ROWS}:visible")).to_have_count(every)
    expect(page.locator("a[data-calendar]")).to_have_attribute("href", re.compile(r"don-vi/phuc-vu\.ics$"))
    page.goto(f"{years_server}lich/?dv=khong-co")
    expect(page.locator(f"{ROWS}:visible")).to_have_count(every)


def test_a_unit_s_dates_fit_on_a_sheet(page: Page, years_server: str) -> None:
    """Twelve dates of a unit come on one page."""
    page.goto(f"{years_server}lich/?dv=phuc-vu")
    assert len(printed(page).pages) == 1


def test_without_a_script_everything_is_there(new_context: NewContext, years_server: str) -> None:
    """Nobody needs a script to see all dates of all units."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{years_server}lich/?dv=to-so")
    assert page.locator(f"{ROWS}:visible").count() == 12
    page.goto(f"{years_server}ra-soat/")
    assert page.locator(".review-sheet:visible").count() > 1


def test_a_unit_s_page_says_what_comes_next(browser: Browser, years_server: str) -> None:
    """Days that are over are gone, unless they come again every year."""
    page = browser.new_page(timezone_id="Asia/Ho_Chi_Minh")  # of no shared profile: a clock once set there stays so
    page.clock.set_fixed_time("2026-10-20T08:00:00")
    page.goto(f"{years_server}don-vi/phuc-vu/")
    expect(page.locator("#lich")).to_contain_text("Sắp tới hạn theo lịch")
    expect(page.locator("ol.dates time")).to_have_text(["03/11/2026", "03/12/2026"])
    page.close()


def test_a_unit_signs_its_own_sheet(page: Page, years_server: str) -> None:
    """On paper stand the unit's notes with their doubts, room to correct them and a place to sign; no other unit's."""
    page.goto(f"{years_server}ra-soat/?dv=phuc-vu")
    text = " ".join(page.extract_text() for page in printed(page).pages)
    assert "PHIẾU RÀ SOÁT GHI CHÚ" in text
    assert "A.2.1" in text
    assert "Ví dụ bịa ra để thử." in text
    assert "Sửa:" in text
    assert "A.1.1" not in text


def test_the_home_page_says_first_what_the_table_is_worth(page: Page, years_server: str) -> None:
    """On a phone it stands on the first screen, before anything is scrolled."""
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto(years_server)
    expect(page.locator(".standing")).to_contain_text("Bảng này còn áp dụng trong năm 2026.")
    expect(page.locator(".standing")).to_be_in_viewport(ratio=1)


def test_what_is_known_and_unknown_of_the_scoring_has_a_page(page: Page, years_server: str) -> None:
    """Each step with its sources and its gaps; each question with its answer and an address of its own."""
    page.goto(f"{years_server}ky-cham/")
    expect(page.locator("article")).to_contain_text(
        "Mỗi quý tự chấm một lần. Chưa kiểm chứng Nguồn: Ví dụ bịa ra để thử."
    )
    expect(page.locator(".note--caution")).to_contain_text("Hạn nộp bảng tự chấm.")
    page.goto(f"{years_server}hoi-dap/#cau-2")
    expect(page.locator("#cau-2")).to_contain_text("Ai chấm?")
    expect(page.locator("#cau-2")).to_be_in_viewport()
    expect(page.locator("article")).to_contain_text("Ví dụ bịa ra.")


def test_a_body_without_these_data_has_none_of_the_pages(page: Page, site_server: str) -> None:
    """Nothing leads to a page that there is nothing for."""
    page.goto(site_server)
    for url in ("ky-cham/", "hoi-dap/"):
        assert page.locator(f"a[href*='{url}']").count() == 0
        response = page.request.get(site_server + url)
        assert response.status == 404
