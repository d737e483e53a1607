"""An address with an anchor shows the name of what it leads to, whole, below the bar, however one comes there."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from stage import NewContext, parsed

pytestmark = pytest.mark.browser

CASES = {
    "a criterion of a section": ("linh-vuc/i/", "section.criterion h3[id]", "h3"),
    "a group in a table": ("linh-vuc/i/", "tr.group[id]", "tr"),
    "a criterion of a unit": ("don-vi/van-phong/", ".criterion-folded .anchor", "details"),
    "a document": ("can-cu/", "ul.documents > li[id]", "li"),
    "an abbreviation": ("tu-viet-tat/", ".glossary tr[id]", "tr"),
    "a deadline": ("lich/", ".dates-table tr[id]", "tr"),
}
"""Where addresses lead: a page, what has them, and what of it a reader must see first."""

SEEN = """([id, shown]) => {
  const target = document.getElementById(id).closest(shown);
  const heading = shown === "details" ? target.querySelector("summary") : target;
  const bar = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const box = heading.getBoundingClientRect();
  return { bar, top: box.top, first: Math.min(box.bottom, box.top + 60), height: innerHeight,
           open: shown !== "details" || target.open };
}"""
STILL = """() => new Promise(done => {
  let last = -1;
  const look = () => { if (scrollY === last) done(scrollY); else { last = scrollY; setTimeout(look, 120); } };
  look();
})"""


def landed(page: Page, anchor: str, shown: str) -> bool:
    """Whether the name of a place is below the bar and on the screen."""
    page.evaluate(STILL)
    seen = page.evaluate(SEEN, [anchor, shown])
    return bool(seen["open"] and seen["top"] >= seen["bar"] - 1 and seen["first"] <= seen["height"])


@pytest.mark.parametrize(("width", "height", "scheme"), [(390, 844, "light"), (1280, 800, "dark"), (640, 400, "light")])
def test_every_address_shows_its_name(
    new_context: NewContext, built_site: Path, site_server: str, width: int, height: int, scheme: str
) -> None:
    """On a phone, a desktop and at 200 % zoom, light and dark: the last and a middle one of each kind of page."""
    page = new_context(viewport={"width": width, "height": height}, color_scheme=scheme).new_page()
    lost = []
    for kind, (url, places, shown) in CASES.items():
        anchors = [str(place["id"]) for place in parsed(built_site / url / "index.html").select(places)]
        for anchor in (anchors[len(anchors) // 2], anchors[-1]):
            page.goto(f"{site_server}{url}?{anchor}#{anchor}")  # with a question of its own it is loaded anew
            if not landed(page, anchor, shown):
                lost.append((kind, anchor))
    assert lost == []


def test_a_row_leads_to_its_name_and_the_way_back_and_forth(context: BrowserContext, site_server: str) -> None:
    """From a unit's table, from the look-up page and from the calendar; back, and forward again."""
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site_server}don-vi/van-phong/")
    link = page.locator(".points-table td.title a").last
    anchor = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    assert landed(page, anchor, "details")
    page.go_back()
    page.evaluate(STILL)
    page.go_forward()
    assert landed(page, anchor, "details")
    for start, places in (("tra-cuu/", ".lookup-table td.title a"), ("lich/", ".dates-table td.code a")):
        page.goto(site_server + start)
        link = page.locator(places).last
        anchor = (link.get_attribute("href") or "").partition("#")[2]
        link.click()
        page.wait_for_url(f"**#{anchor}")
        assert landed(page, anchor, "h3"), start


def test_a_result_of_the_search_leads_to_its_name(context: BrowserContext, site_server: str) -> None:
    """What is found is shown with its code and title."""
    page = context.new_page()
    page.goto(site_server)
    page.keyboard.press("f")
    page.keyboard.type("III.4.2")
    page.locator(".md-search-result__link[href$='#iii-4-2']").first.click()
    page.wait_for_url("**/linh-vuc/iii/**")
    assert landed(page, "iii-4-2", "h3")
