"""The site by keyboard alone, at 200 % zoom, and for who wants no motion."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from stage import full_pages

pytestmark = pytest.mark.browser


@pytest.fixture
def section(built_site: Path) -> str:
    """The address of the longest section's page."""
    longest = max(built_site.glob("linh-vuc/*/index.html"), key=lambda path: path.stat().st_size)
    return f"{longest.parent.relative_to(built_site).as_posix()}/"


@pytest.fixture
def kinds(section: str) -> list[str]:
    """Addresses of several kinds, among them those without a table of contents."""
    return ["", section, "linh-vuc/", "tu-viet-tat/", "huong-dan/", "khong-co-trang-nay/"]


@pytest.fixture
def phone(context: BrowserContext) -> Iterator[Page]:
    """A tab as narrow as a phone: also what a 640 px window at 200 % zoom gives."""
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    yield page
    page.close()


def test_the_skip_link_comes_first_and_works(page: Page, site_server: str, kinds: list[str]) -> None:
    """On every kind of page the first Tab shows the link, and Enter moves the focus into the content."""
    for kind in kinds:
        page.goto(site_server + kind)
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        expect(link).to_have_text("Bỏ qua, tới nội dung")
        expect(link).to_have_css("opacity", "1")
        expect(link).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator(".md-content #noi-dung")).to_be_focused()


def test_search_is_reached_and_left_by_keyboard(page: Page, site_server: str) -> None:
    """A key opens search, Escape leaves it."""
    page.goto(site_server)
    page.keyboard.press("f")
    expect(page.locator(".md-search__input")).to_be_focused()
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__input")).not_to_be_focused()
    expect(page.locator("#__search")).not_to_be_checked()


def test_a_result_is_chosen_by_keyboard_while_answers_come_in(page: Page, site_server: str) -> None:
    """As soon as there is a row the arrow goes to it and Enter opens it."""
    page.goto(site_server)
    page.keyboard.press("f")
    page.keyboard.type("đối thoại")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)
    expect(page.locator("h1")).to_be_visible()


def test_a_link_of_the_table_leads_to_its_criterion(page: Page, site_server: str, section: str) -> None:
    """The point table's links take the focus, one a criterion, and each shows where it leads."""
    page.goto(site_server + section)
    links = page.locator(".points-table td.title a")
    assert links.count() == page.locator("section.criterion").count() > 0
    links.last.focus()
    assert links.last.evaluate("link => getComputedStyle(link).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.locator("section.criterion h3").last).to_be_in_viewport()
    back = page.locator(".criterion-foot a[href='#bang-diem']").last
    back.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#bang-diem")).to_be_in_viewport()


def test_a_folded_note_opens_by_keyboard_and_by_address(page: Page, site_server: str, built_site: Path) -> None:
    """Enter opens a criterion on a unit's page, and an address with its anchor shows it open."""
    unit = next(built_site.glob("don-vi/*/index.html")).parent.relative_to(built_site).as_posix()
    page.goto(f"{site_server}{unit}/")
    note = page.locator("details.criterion-folded").first
    note.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(note.locator("dl.guidance")).to_be_visible()
    anchor = page.locator("details.criterion-folded .anchor").last.get_attribute("id")
    page.goto(f"{site_server}{unit}/#{anchor}")
    page.reload()
    expect(page.locator(f"details:has(#{anchor}) dl.guidance")).to_be_visible()


def test_an_abbreviation_opens_on_focus_and_on_tap(page: Page, site_server: str, section: str) -> None:
    """Tab and a tap write the meaning into the line; copied text stays as it was."""
    page.goto(site_server + section)
    short = page.locator("abbr").first
    text, meaning = short.inner_text(), short.get_attribute("title")
    shown = "abbr => getComputedStyle(abbr, '::after').content"
    assert short.evaluate(shown) == "none"
    short.click()
    expect(short).to_be_focused()
    assert meaning
    assert meaning in short.evaluate(shown)
    assert short.inner_text() == text
    short.blur()
    assert short.evaluate(shown) == "none"


def test_the_menu_on_a_phone_opens_and_closes(phone: Page, site_server: str, section: str) -> None:
    """The button opens the menu, which lists the sections; a tap beside it closes it."""
    phone.goto(site_server + section)
    phone.locator("label[for=__drawer].md-header__button").click()
    expect(phone.locator(".md-sidebar--primary .md-nav__link--active:visible").first).to_be_in_viewport()
    phone.locator(".md-overlay").click(position={"x": 315, "y": 300})
    expect(phone.locator(".md-sidebar--primary")).not_to_be_in_viewport()


def test_nothing_scrolls_sideways(phone: Page, site_server: str, built_site: Path) -> None:
    """At 320 px, as at 200 % zoom of a small window, every page is as wide as the screen."""
    wide = {}
    for path in (page for page in full_pages(built_site) if page.name == "index.html"):
        address = f"{path.parent.relative_to(built_site).as_posix()}/".removeprefix("./")
        phone.goto(site_server + address)
        width = phone.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[address] = width
    assert wide == {}


def test_tables_stay_tables_when_their_rows_are_stacked(phone: Page, site_server: str, section: str) -> None:
    """On a phone the point table is still a table with rows and cells for a screen reader."""
    phone.goto(site_server + section)
    table = phone.locator(".points-table")
    assert table.evaluate("table => getComputedStyle(table).display") == "block"
    tree = phone.locator(".points-table").aria_snapshot()
    assert tree.startswith("- table")
    assert "- row " in tree
    assert "- cell " in tree


def test_nothing_moves_for_who_wants_no_motion(page: Page, site_server: str, section: str) -> None:
    """Jumps within a page are immediate for all; transitions and animations stop where the system asks for that."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(site_server + section)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    durations = page.evaluate(
        "[...document.querySelectorAll('*')].map(e => getComputedStyle(e))"
        ".flatMap(s => [s.transitionDuration, s.animationDuration])"
        ".flatMap(d => d.split(', ')).map(parseFloat)"
    )
    assert max(durations) <= 0.01
