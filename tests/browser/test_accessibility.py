"""axe-core finds nothing on any kind of page, in either colour scheme, on a phone or a desktop, in any state."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from stage import NewContext

AXE = Path(__file__).parent.parent / "vendor" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
PHONE, DESKTOP = 320, 1280

FIXED_KINDS = (
    "",
    "linh-vuc/",
    "don-vi/",
    "can-cu/",
    "tu-viet-tat/",
    "tra-cuu/",
    "tai-ve/",
    "lich/",
    "ra-soat/",
    "nguon/",
    "an-ban/",
    "huong-dan/",
    "cap-nhat/",
    "cap-nhat/truong/",
    "cap-nhat/loi/",
    "khong-co-trang-nay/",
)
"""The address of every page of its own kind; sections and units are found in the built site."""

OF_EDITIONS = (
    *("thay-doi/", "an-ban/", "linh-vuc/a/", "linh-vuc/b/", "don-vi/van-phong/"),
    *("2025/", "2025/linh-vuc/a/", "2025/don-vi/phuc-vu/", "2025/tra-cuu/"),
)
"""Pages that tell of several editions: the newest's, and an older one's own."""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def kinds(site: Path) -> list[str]:
    """One address of each kind of page: of sections and units the longest page, which has the most on it."""
    longest = [
        max(site.glob(f"{folder}/*/index.html"), key=lambda path: path.stat().st_size).parent.relative_to(site)
        for folder in ("linh-vuc", "don-vi")
    ]
    return [*FIXED_KINDS, *(f"{path.as_posix()}/" for path in longest)]


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands: the rule, what is wrong and where."""
    options = {"runOnly": RULES, "resultTypes": ["violations"], "preload": False}
    run = "options => axe.run(options).then(result => result.violations)"
    found: list[dict[str, Any]] = page.evaluate(run, options)
    return [
        f"{rule['id']}: {node['failureSummary']} {node['html'][:160]}" for rule in found for node in rule["nodes"][:3]
    ]


@pytest.fixture(params=["light", "dark"])
def tab(request: pytest.FixtureRequest, new_context: NewContext) -> Page:
    """A tab with axe in every page that it opens, in either colour scheme."""
    page = new_context(color_scheme=request.param, reduced_motion="reduce").new_page()
    page.add_init_script(path=AXE)
    return page


def resize(tab: Page, width: int) -> None:
    """Make the window so many pixels wide."""
    tab.set_viewport_size({"width": width, "height": 800})


def found(tab: Page, server: str, pages: Iterable[str]) -> dict[str, list[str]]:
    """What axe finds on pages where all is folded open, by page and width of the window."""
    wrong = {}
    for page in pages:
        resize(tab, PHONE)
        tab.goto(server + page)
        tab.locator("details").evaluate_all("all => all.forEach(details => details.open = true)")
        wrong[f"/{page} {PHONE}"] = violations(tab)
        resize(tab, DESKTOP)
        wrong[f"/{page} {DESKTOP}"] = violations(tab)
    return {page: said for page, said in wrong.items() if said}


def test_axe_finds_nothing(tab: Page, built_site: Path, site_server: str) -> None:
    """No rule of WCAG 2.0 to 2.2 A/AA nor of best practice is broken on any kind of page, all that is folded open."""
    assert found(tab, site_server, kinds(built_site)) == {}


def test_axe_finds_nothing_where_editions_are_told_of(tab: Page, years_server: str) -> None:
    """The same where editions meet: what changed, what a criterion was and is, codes that are no more, older pages."""
    assert found(tab, years_server, OF_EDITIONS) == {}


def test_axe_finds_nothing_without_a_script(page: Page, years_server: str) -> None:
    """Nor on a page that only leads on, which is all that is seen where neither script nor refresh is let through."""
    page.add_init_script(path=AXE)
    page.route("**/redirect.js", lambda route: route.abort())
    page.goto(f"{years_server}2026/linh-vuc/a/")
    assert violations(page) == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_axe_finds_nothing_in_search_and_menu(tab: Page, width: int, built_site: Path, site_server: str) -> None:
    """The same with the list of results open, and with the menu open, which are alike on all pages with a menu."""
    resize(tab, width)
    wrong = {}
    for kind in ("", kinds(built_site)[-1]):
        tab.goto(site_server + kind)
        if width == PHONE:
            tab.locator("label[for=__search].md-header__button").click()
        tab.locator(".md-search__input").click()
        expect(tab.locator("#__search")).to_be_checked()
        tab.keyboard.type("nghị định")
        tab.locator(".md-search-result__item").first.wait_for()
        wrong[f"/{kind} search"] = violations(tab)
        tab.keyboard.press("Escape")
        if width == PHONE:
            tab.locator("label[for=__drawer].md-header__button").click()
            menu = "document.querySelector('.md-sidebar--primary')"
            tab.wait_for_function(f"() => {menu}.getBoundingClientRect().left >= 0")
            wrong[f"/{kind} menu"] = violations(tab)
    assert {state: said for state, said in wrong.items() if said} == {}
