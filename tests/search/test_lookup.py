"""The look-up page: whole without a script; with it a table that is filtered, sorted, counted, sent on and printed."""

import re
from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Page, expect
from rubric_site.text import points
from rubric_site.views import Entry
from stage import DISTRICT, NewContext, newest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROWS = ".lookup-table tbody tr:visible"
STATUS = ".result-line [role=status]"


@pytest.fixture
def lookup(page: Page, site_server: str) -> Page:
    """The page as it opens."""
    page.goto(f"{site_server}tra-cuu/")
    return page


@pytest.fixture
def plain(new_context: NewContext, site_server: str) -> Page:
    """The page in a browser that runs no script."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_server}tra-cuu/?tk=PAKN")
    return page


def see(page: Page, codes: Iterable[str]) -> None:
    """Wait until the rows that are shown are those with some codes, in their order."""
    expect(page.locator(f"{ROWS} .code")).to_have_text(list(codes))


def see_entries(page: Page, entries: Iterable[Entry]) -> None:
    """Wait until the rows that are shown are those of some criteria, in their order."""
    see(page, (entry.code for entry in entries))


def see_first(page: Page, code: str) -> None:
    """Wait until the first row that is shown is the one with a code."""
    expect(page.locator(f"{ROWS} .code").first).to_have_text(code)


def be_at(page: Page, **asked: str) -> None:
    """Wait until the address has just this filter."""
    query = f"?{urlencode(asked)}" if asked else ""
    expect(page).to_have_url(re.compile(rf"/tra-cuu/{re.escape(query)}$"))


def told(count: int, total: Decimal) -> str:
    """How a count and a sum are told."""
    return f"{count} tiêu chí, {points(total)} điểm"


def test_all_is_there_without_a_script(plain: Page) -> None:
    """Every criterion with its code, title, section, units and points, real links, count and sum; no dead form."""
    site = newest(DISTRICT)
    see_entries(plain, site.entries)
    expect(plain.locator(STATUS)).to_have_text(told(site.count, site.points))
    row = plain.locator(ROWS).last
    entry = site.entries[-1]
    expect(row.locator(".title a")).to_have_text(entry.criterion.title)
    expect(row.locator(".units a")).to_have_text([unit.name for unit in entry.units])
    expect(row.locator(".number")).to_have_text(points(entry.worth))
    expect(plain.locator("form.filter")).to_be_hidden()
    row.locator(".title a").click()
    expect(plain.locator(f"#{entry.anchor}")).to_be_in_viewport()


def test_words_filter_as_the_search_finds(lookup: Page) -> None:
    """Typed by keys, with or without marks, an abbreviation or a code: the rows, their marks, their count and sum."""
    lookup.locator("#tk").click()
    lookup.keyboard.type("xin loi")
    see_first(lookup, "III.4.3")
    expect(lookup.locator(f"{ROWS} mark").first).to_have_text("xin lỗi")
    expect(lookup.locator(STATUS)).to_contain_text("; tìm “xin loi”")
    for text, expected in (("pakn", {"III.5.1", "III.5.2"}), ("iii 4,2", {"III.4.2"}), ("noi vu", {"I.1.1", "V.6"})):
        lookup.locator("#tk").fill(text)
        for code in expected:
            expect(lookup.locator(f"{ROWS} .code").get_by_text(code, exact=True)).to_be_visible()


def test_a_mention_is_shown_with_its_line(lookup: Page) -> None:
    """Words that no title has find the notes that have them."""
    lookup.locator("#tk").fill("90/2020")
    expect(lookup.locator(f"{ROWS} .title small mark").first).to_have_text("90/2020")


def test_the_best_find_comes_first_and_what_is_near_is_labelled(lookup: Page) -> None:
    """While words stand, rows are in the order of the header's search, until a column is chosen."""
    lookup.locator("#tk").fill("số hóa giấy tờ chậm")
    see_first(lookup, "VII.3.2")
    expect(lookup.locator(ROWS).last).to_contain_text("Gần đúng")
    expect(lookup.locator(".lookup-told")).to_contain_text("gần đúng")
    found = lookup.locator(f"{ROWS} .code").all_inner_texts()
    lookup.get_by_role("button", name="Mã").click()
    in_order = [entry for entry in newest(DISTRICT).entries if entry.code in found]
    assert found != [entry.code for entry in in_order]
    see_entries(lookup, in_order)


def test_what_is_no_criterion_is_offered_beside_the_table(lookup: Page) -> None:
    """Units, documents and pages that the words find too."""
    lookup.locator("#tk").fill("tải excel")
    told = lookup.locator(".lookup-told").get_by_role("link", name="Tải về").first
    expect(told).to_be_visible()
    told.click()
    lookup.wait_for_url("**/tai-ve/")


def test_the_pages_written_by_hand_are_offered_too(lookup: Page) -> None:
    """What only the instructions speak of leads to them, as in the header's search."""
    lookup.locator("#tk").fill("nhấn phím F")
    expect(lookup.locator(".lookup-told a[href*='/huong-dan/']").first).to_be_visible()


def test_no_find_besides_criteria_is_left_out(lookup: Page) -> None:
    """The first few stand in sight, all others open with one click."""
    lookup.locator("#tk").fill("báo cáo")
    told = lookup.locator(".lookup-told")
    expect(told.get_by_role("link")).to_have_count(5)
    told.locator("summary").click()
    # Notes and guides are read one after another: what is told and what stands there are compared at one moment.
    lookup.wait_for_function(
        """() => {
          const told = document.querySelector(".lookup-told");
          const shown = [...told.querySelectorAll("a")].filter((link) => link.checkVisibility()).length;
          return shown > 5 && shown === 5 + Number(told.querySelector("summary").innerText.replace(/\\D/g, ""));
        }"""
    )


def test_section_unit_and_points_filter_together(lookup: Page) -> None:
    """Each choice narrows the table; count and sum are those of the rows; a shared criterion belongs to each unit."""
    site = newest(DISTRICT)
    for view in site.units:
        lookup.locator("#dv").select_option(view.unit.id)
        see_entries(lookup, view.entries)
        expect(lookup.locator(STATUS)).to_contain_text(told(view.count, view.points))
    part = site.units[0].parts[0]
    lookup.locator("#dv").select_option(site.units[0].unit.id)
    lookup.locator("#muc").select_option(part.section.section.code)
    see_entries(lookup, part.entries)
    worth = part.entries[0].worth
    lookup.locator("#diem").select_option(str(worth))
    same = [entry for entry in part.entries if entry.worth == worth]
    see_entries(lookup, same)
    expect(lookup.locator("tfoot .number")).to_have_text(points(worth * len(same)))


def test_what_nothing_fits_says_what_to_do(lookup: Page) -> None:
    """No empty table: a sentence, and a way back to all."""
    lookup.locator("#tk").fill("xyzabc")
    expect(lookup.locator(".lookup-table")).to_be_hidden()
    expect(lookup.locator(STATUS)).to_contain_text("0 tiêu chí, 0,00 điểm")
    lookup.locator(".empty a").click()
    see_entries(lookup, newest(DISTRICT).entries)
    be_at(lookup)


def test_the_address_holds_the_state(lookup: Page) -> None:
    """Reload and a sent address show the same; back and forward go from filter to filter."""
    lookup.locator("#tk").click()
    lookup.keyboard.type("một cửa")
    lookup.locator("#dv").select_option("van-phong")
    lookup.locator("#diem").select_option("0.50")
    be_at(lookup, tk="một cửa", dv="van-phong", diem="0.50")
    shown = lookup.locator(f"{ROWS} .code").all_inner_texts()
    half = [entry.code for entry in newest(DISTRICT).entries if entry.worth == Decimal("0.5")]
    assert shown
    assert set(shown) <= set(half)
    lookup.reload()
    see(lookup, shown)
    expect(lookup.locator("#tk")).to_have_value("một cửa")
    lookup.go_back()
    be_at(lookup, tk="một cửa", dv="van-phong")
    expect(lookup.locator(ROWS).nth(len(shown))).to_be_visible()
    lookup.go_back()
    be_at(lookup, tk="một cửa")
    lookup.go_back()
    be_at(lookup)
    see_entries(lookup, newest(DISTRICT).entries)
    lookup.go_forward()
    be_at(lookup, tk="một cửa")
    expect(lookup.locator("#tk")).to_have_value("một cửa")
    expect(lookup.locator("#dv")).to_have_value("")


def test_a_strange_address_does_no_harm(page: Page, site_server: str) -> None:
    """Unknown choices count for nothing, markup is text, and an empty search is no search."""
    page.goto(f"{site_server}tra-cuu/?muc=XX&dv=nobody&diem=7&sx=-x&tk=%20")
    see_entries(page, newest(DISTRICT).entries)
    expect(page.locator("#muc")).to_have_value("")
    page.goto(f"{site_server}tra-cuu/?tk={quote('<img src=x onerror=alert(1)>')}")
    expect(page.locator(STATUS)).to_contain_text("<img")
    expect(page.locator(".md-content img")).to_have_count(0)


def test_paper_shows_what_the_screen_shows(lookup: Page) -> None:
    """Printed are the rows that are shown, under a caption that names the filter, without the form and its buttons."""
    lookup.locator("#dv").select_option("tu-phap")
    (unit,) = (view for view in newest(DISTRICT).units if view.unit.id == "tu-phap")
    see_entries(lookup, unit.entries)
    lookup.emulate_media(media="print")
    see_entries(lookup, unit.entries)
    expect(lookup.locator("form.filter")).to_be_hidden()
    expect(lookup.locator(".result-line")).to_be_hidden()
    caption = lookup.locator(".lookup-table caption")
    expect(caption).to_have_text("Danh sách tiêu chí; đơn vị Tư pháp")
    assert (caption.bounding_box() or {"height": 0})["height"] > 10
    expect(lookup.locator("tfoot .title")).to_have_text(f"Cộng: {unit.count} tiêu chí")


def test_the_home_page_asks_the_look_up_page(page: Page, site_server: str) -> None:
    """Its box leads there with what was typed, and each of its examples finds something."""
    page.goto(site_server)
    examples = [str(link.get_attribute("href")) for link in page.locator(".search-box .hint a").all()]
    assert len(examples) >= 2
    page.locator(".search-box input").fill("thanh toan truc tuyen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tra-cuu/?tk=thanh+toan+truc+tuyen")
    see_first(page, "VII.3.5")
    for example in examples:
        page.goto(site_server + example)
        expect(page.locator("#tk")).not_to_have_value("")
        expect(page.locator(STATUS)).to_contain_text("; tìm “")
        expect(page.locator(ROWS).first).to_be_visible()
