"""The look-up page: whole without a script; with it a table that is filtered, sorted, counted, sent on and printed."""

from decimal import Decimal
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from rubric_site.text import points
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


def codes(page: Page) -> list[str]:
    """The codes of the rows that are shown, in their order."""
    return page.locator(f"{ROWS} .code").all_inner_texts()


def query(page: Page) -> str:
    """The part of the address that holds the filter."""
    return str(page.evaluate("decodeURIComponent(location.search.replace(/[+]/g, ' '))"))


def told(count: int, total: Decimal) -> str:
    """How a count and a sum are told."""
    return f"{count} tiêu chí, {points(total)} điểm"


def test_all_is_there_without_a_script(plain: Page) -> None:
    """Every criterion with its code, title, section, units and points, real links, count and sum; no dead form."""
    site = newest(DISTRICT)
    assert codes(plain) == [entry.code for entry in site.entries]
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
    assert codes(lookup)[0] == "III.4.3"
    expect(lookup.locator(f"{ROWS} mark").first).to_have_text("xin lỗi")
    expect(lookup.locator(STATUS)).to_contain_text("; tìm “xin loi”")
    for text, expected in (("pakn", {"III.5.1", "III.5.2"}), ("iii 4,2", {"III.4.2"}), ("noi vu", {"I.1.1", "V.6"})):
        lookup.locator("#tk").fill(text)
        assert expected <= set(codes(lookup)), text


def test_a_mention_is_shown_with_its_line(lookup: Page) -> None:
    """Words that no title has find the notes that have them."""
    lookup.locator("#tk").fill("90/2020")
    assert codes(lookup)
    expect(lookup.locator(f"{ROWS} .title small mark").first).to_have_text("90/2020")


def test_the_best_find_comes_first_and_what_is_near_is_labelled(lookup: Page) -> None:
    """While words stand, rows are in the order of the header's search, until a column is chosen."""
    lookup.locator("#tk").fill("số hóa giấy tờ chậm")
    found = codes(lookup)
    assert found[0] == "VII.3.2"
    assert "Gần đúng" in lookup.locator(ROWS).last.inner_text()
    expect(lookup.locator(".lookup-told")).to_contain_text("gần đúng")
    lookup.get_by_role("button", name="Mã").click()
    assert codes(lookup) == [entry.code for entry in newest(DISTRICT).entries if entry.code in found]


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


def test_what_is_only_near_is_folded_under_a_sure_find(lookup: Page) -> None:
    """Pages that share a few of the words do not stand above the row that has all of them."""
    lookup.locator("#tk").fill("đi muộn về sớm")
    assert codes(lookup)[0] == "V.4"
    told = lookup.locator(".lookup-told")
    expect(told.locator("summary")).to_be_visible()
    expect(told.locator("a:visible")).to_have_count(0)


def test_section_unit_and_points_filter_together(lookup: Page) -> None:
    """Each choice narrows the table; count and sum are those of the rows; a shared criterion belongs to each unit."""
    site = newest(DISTRICT)
    for view in site.units:
        lookup.locator("#dv").select_option(view.unit.id)
        assert codes(lookup) == [entry.code for entry in view.entries]
        expect(lookup.locator(STATUS)).to_contain_text(told(view.count, view.points))
    part = site.units[0].parts[0]
    lookup.locator("#dv").select_option(site.units[0].unit.id)
    lookup.locator("#muc").select_option(part.section.section.code)
    assert codes(lookup) == [entry.code for entry in part.entries]
    worth = part.entries[0].worth
    lookup.locator("#diem").select_option(str(worth))
    same = [entry for entry in part.entries if entry.worth == worth]
    assert codes(lookup) == [entry.code for entry in same]
    expect(lookup.locator("tfoot .number")).to_have_text(points(worth * len(same)))


def test_what_nothing_fits_says_what_to_do(lookup: Page) -> None:
    """No empty table: a sentence, and a way back to all."""
    lookup.locator("#tk").fill("xyzabc")
    expect(lookup.locator(".lookup-table")).to_be_hidden()
    expect(lookup.locator(STATUS)).to_contain_text("0 tiêu chí, 0,00 điểm")
    lookup.locator(".empty a").click()
    assert len(codes(lookup)) == newest(DISTRICT).count
    assert query(lookup) == ""


def test_the_head_sorts(lookup: Page) -> None:
    """Points, the largest first, then the smallest, then as the rubric has them; equal rows keep the rubric's order."""
    site = newest(DISTRICT)
    button = lookup.get_by_role("button", name="Điểm tối đa")
    head = lookup.locator("th", has=button)
    button.click()
    down = sorted(site.entries, key=lambda entry: -entry.worth)
    assert codes(lookup) == [entry.code for entry in down]
    expect(head).to_have_attribute("aria-sort", "descending")
    assert query(lookup) == "?sx=-diem"
    button.click()
    assert codes(lookup) == [entry.code for entry in sorted(site.entries, key=lambda entry: entry.worth)]
    button.click()
    assert codes(lookup) == [entry.code for entry in site.entries]
    assert head.get_attribute("aria-sort") is None


def test_the_address_holds_the_state(lookup: Page) -> None:
    """Reload and a sent address show the same; back and forward go from filter to filter."""
    lookup.locator("#tk").click()
    lookup.keyboard.type("một cửa")
    lookup.locator("#dv").select_option("van-phong")
    lookup.locator("#diem").select_option("0.50")
    shown = codes(lookup)
    assert query(lookup) == "?tk=một cửa&dv=van-phong&diem=0.50"
    lookup.reload()
    assert codes(lookup) == shown
    expect(lookup.locator("#tk")).to_have_value("một cửa")
    lookup.go_back()
    assert query(lookup) == "?tk=một cửa&dv=van-phong"
    assert len(codes(lookup)) > len(shown)
    lookup.go_back()
    lookup.go_back()
    assert query(lookup) == ""
    assert len(codes(lookup)) == newest(DISTRICT).count
    lookup.go_forward()
    expect(lookup.locator("#tk")).to_have_value("một cửa")
    expect(lookup.locator("#dv")).to_have_value("")


def test_clear_takes_all_away(lookup: Page, site_server: str) -> None:
    """One click shows all again and empties the form; it is there only where there is something to clear."""
    clear = lookup.locator("form.filter a")
    expect(clear).to_be_hidden()
    lookup.goto(f"{site_server}tra-cuu/?tk=PAKN&muc=III&sx=-ten")
    clear.click()
    assert codes(lookup) == [entry.code for entry in newest(DISTRICT).entries]
    expect(lookup.locator("#tk")).to_be_focused()
    expect(lookup.locator("#muc")).to_have_value("")
    assert query(lookup) == ""
    lookup.go_back()
    assert query(lookup) == "?tk=PAKN&muc=III&sx=-ten"


def test_a_strange_address_does_no_harm(page: Page, site_server: str) -> None:
    """Unknown choices count for nothing, markup is text, and an empty search is no search."""
    page.goto(f"{site_server}tra-cuu/?muc=XX&dv=nobody&diem=7&sx=-x&tk=%20")
    assert len(codes(page)) == newest(DISTRICT).count
    assert page.locator("#muc").evaluate("choice => choice.selectedIndex") == 0
    page.goto(f"{site_server}tra-cuu/?tk={quote('<img src=x onerror=alert(1)>')}")
    assert page.locator(".md-content img").count() == 0
    expect(page.locator(STATUS)).to_contain_text("<img")


def test_the_count_is_announced(lookup: Page) -> None:
    """Count and sum stand in a status, which screen readers read out when it changes."""
    lookup.locator("#muc").select_option(newest(DISTRICT).sections[0].section.code)
    assert lookup.get_by_role("status").filter(has_text="tiêu chí").count() == 1


def test_paper_shows_what_the_screen_shows(lookup: Page) -> None:
    """Printed are the rows that are shown, under a caption that names the filter, without the form and its buttons."""
    lookup.locator("#dv").select_option("tu-phap")
    shown = codes(lookup)
    lookup.emulate_media(media="print")
    assert codes(lookup) == shown
    expect(lookup.locator("form.filter")).to_be_hidden()
    expect(lookup.locator(".result-line")).to_be_hidden()
    caption = lookup.locator(".lookup-table caption")
    expect(caption).to_have_text("Danh sách tiêu chí; đơn vị Tư pháp")
    assert (caption.bounding_box() or {"height": 0})["height"] > 10
    expect(lookup.locator("tfoot .title")).to_have_text(f"Cộng: {len(shown)} tiêu chí")


def test_the_home_page_asks_the_look_up_page(page: Page, site_server: str) -> None:
    """Its box leads there with what was typed, and each of its examples finds something."""
    page.goto(site_server)
    examples = [str(link.get_attribute("href")) for link in page.locator(".search-box .hint a").all()]
    assert len(examples) >= 2
    page.locator(".search-box input").fill("thanh toan truc tuyen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tra-cuu/?tk=thanh+toan+truc+tuyen")
    assert codes(page)[0] == "VII.3.5"
    for example in examples:
        page.goto(site_server + example)
        assert codes(page), example
        expect(page.locator("#tk")).not_to_have_value("")


def test_the_menu_leads_there(lookup: Page) -> None:
    """The page is an entry of the menu in the header, after the units."""
    names = lookup.locator(".md-tabs__link").all_inner_texts()
    assert names.index("Tra cứu") == names.index("Đơn vị") + 1
