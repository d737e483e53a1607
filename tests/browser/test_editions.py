"""Several editions in a real browser: addresses with and without a year, and a search in each edition."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from stage import NewContext

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LINK = ".md-search-result__link"


def ask(page: Page, text: str, first: str) -> None:
    """Put a query into the header's search, whole at once, and wait until its first row leads to an address.

    Rows of half a query that was typed would be the same address for fewer words.
    """
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill(text)
    path, _, anchor = first.partition("#")
    address = re.compile(rf"^{re.escape(path)}\?h=[^#]*#{anchor}$")
    expect(page.locator(LINK).first).to_have_attribute("href", address)


@pytest.mark.parametrize(
    ("cited", "target"),
    [
        ("2026/linh-vuc/a/#a-2-3", "linh-vuc/a/#a-2-3"),
        ("2026/tra-cuu/?tk=dung+hen&dv=phuc-vu", "tra-cuu/?tk=dung+hen&dv=phuc-vu"),
        ("2026/", ""),
        ("2025/linh-vuc/a/#a-2-2", "2025/linh-vuc/a/#a-2-2"),
        ("linh-vuc/c/?h=thi+dua#c-1", "2025/linh-vuc/c/#c-1"),
        ("don-vi/doan-the/#bang-diem", "2025/don-vi/doan-the/#bang-diem"),
    ],
)
def test_an_address_leads_to_its_edition(page: Page, years_server: str, cited: str, target: str) -> None:
    """The question and the place on the page are kept; an address with an older year is that edition's own."""
    page.goto(years_server + cited)
    page.wait_for_url(years_server + target)
    expect(page.locator("article h1")).to_be_visible()
    if "#" in target:
        expect(page.locator(f"[id='{target.partition('#')[2]}']")).to_be_in_viewport()


def test_one_goes_back_past_a_page_that_led_on(page: Page, years_server: str) -> None:
    """The page that leads on is no step of its own: going back leads to where the link was."""
    page.goto(f"{years_server}linh-vuc/b/")
    page.locator(".criterion .cite").first.click()
    page.wait_for_url(f"{years_server}linh-vuc/b/#b-1")
    page.go_back()
    page.wait_for_url(f"{years_server}linh-vuc/b/")


def test_an_address_leads_on_without_a_script(new_context: NewContext, years_server: str) -> None:
    """Where no script runs the browser is led on all the same."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{years_server}2026/linh-vuc/d/")
    page.wait_for_url(f"{years_server}linh-vuc/d/")
    page.goto(f"{years_server}don-vi/doan-the/")
    page.wait_for_url(f"{years_server}2025/don-vi/doan-the/")


def test_the_banner_leads_to_the_same_criterion(page: Page, years_server: str) -> None:
    """From an older criterion one click leads to what it is now."""
    page.goto(f"{years_server}2025/linh-vuc/c/")
    expect(page.locator(".older-edition")).to_contain_text("Đây là ấn bản 2025")
    page.locator(".criterion", has=page.locator("#c-1")).get_by_role("link", name="D.1").click()
    page.wait_for_url(f"{years_server}linh-vuc/d/#d-1")
    expect(page.locator("#d-1")).to_be_in_viewport()


def test_a_lost_code_is_shown_where_it_was(page: Page, years_server: str) -> None:
    """An address of before, without a year, shows its code at the foot and leads to the edition that has it."""
    page.goto(f"{years_server}linh-vuc/b/#b-4")
    expect(page.locator("#b-4")).to_be_in_viewport()
    page.locator("#b-4 a").click()
    page.wait_for_url(f"{years_server}2025/linh-vuc/b/#b-4")


@pytest.mark.parametrize("here", ["", "linh-vuc/a/", "an-ban/"])
def test_the_newest_editions_search_finds_only_it(page: Page, years_server: str, here: str) -> None:
    """Also from the pages that all editions share."""
    page.goto(years_server + here)
    ask(page, "tra ket qua dung hen", f"{years_server}linh-vuc/a/#a-2-3")
    ask(page, "thi dua", f"{years_server}linh-vuc/d/#d-1")
    expect(page.locator(f"{LINK}[href*='/2025/']")).to_have_count(0)


@pytest.mark.parametrize("here", ["2025/", "2025/don-vi/doan-the/"])
def test_an_older_editions_search_finds_only_that(page: Page, years_server: str, here: str) -> None:
    """From any depth its results lead to its own pages, where the words are marked."""
    page.goto(years_server + here)
    ask(page, "cai tien cach lam", f"{years_server}2025/linh-vuc/c/#c-1")
    shared = "".join(f":not([href*='/{name}/'])" for name in ("huong-dan", "cap-nhat", "ky-cham", "an-ban", "thay-doi"))
    expect(page.locator(f"{LINK}:not([href*='/2025/']){shared}")).to_have_count(0)
    page.locator(LINK).first.click()
    page.wait_for_url(f"{years_server}2025/linh-vuc/c/#c-1")
    expect(page.locator(".criterion mark").first).to_have_text("cải tiến cách làm")


def test_an_older_editions_search_has_its_own_pages_and_the_shared_ones(page: Page, years_server: str) -> None:
    """Of two pages of one name it finds its own; the instructions are everybody's."""
    page.goto(f"{years_server}2025/linh-vuc/a/")
    page.locator(".md-search__input").click()
    page.keyboard.type("nguồn và độ tin cậy")
    expect(page.locator(f"{LINK}[href*='/2025/nguon/']").first).to_be_visible()
    page.locator(".md-search__input").fill("nhấn phím F")
    expect(page.locator(f"{LINK}[href*='/huong-dan/']").first).to_be_visible()
    page.locator(".md-search__input").fill("nguồn và độ tin cậy")
    expect(page.locator(f"{LINK}[href*='/2025/nguon/']").first).to_be_visible()
    expect(page.locator(f"{LINK}[href^='{years_server}nguon/']")).to_have_count(0)


def test_an_older_edition_is_looked_up_in_itself(page: Page, years_server: str) -> None:
    """The box on its home page leads to its own look-up page, which finds in its own notes."""
    page.goto(f"{years_server}2025/")
    page.locator(".search-box input").fill("van nghe")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{years_server}2025/tra-cuu/?tk=van+nghe")
    expect(page.locator(".lookup-table tbody tr:visible .code")).to_have_text(["C.2"])


def test_all_editions_work_from_the_disk(unpacked_years: Path, new_context: NewContext) -> None:
    """Redirects, banner and each edition's own search lead to files, without a server and without a network."""
    page = new_context(offline=True).new_page()
    page.goto((unpacked_years / "2026/linh-vuc/a/index.html").as_uri() + "#a-2-3")
    page.wait_for_url((unpacked_years / "linh-vuc/a/index.html").as_uri() + "#a-2-3")
    page.goto((unpacked_years / "2025/linh-vuc/c/index.html").as_uri())
    ask(page, "van nghe", (unpacked_years / "2025/linh-vuc/c/index.html").as_uri() + "#c-2")
    page.keyboard.press("Escape")
    page.locator(".older-edition a").click()
    page.wait_for_url((unpacked_years / "linh-vuc/d/index.html").as_uri())
    ask(page, "thi dua", (unpacked_years / "linh-vuc/d/index.html").as_uri() + "#d-1")


def test_a_page_leads_on_from_the_disk_without_a_script(unpacked_years: Path, new_context: NewContext) -> None:
    """The file that it leads to is named: without a server nobody looks into a folder."""
    page = new_context(offline=True, java_script_enabled=False).new_page()
    page.goto((unpacked_years / "2026/don-vi/to-so/index.html").as_uri())
    page.wait_for_url((unpacked_years / "don-vi/to-so/index.html").as_uri())
