"""axe-core finds nothing on any kind of page, in either colour scheme, on a phone or a desktop, in any state."""

from pathlib import Path
from typing import Any, Literal

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
    "tra-cuu/",
    "tai-ve/",
    "nguon/",
    "huong-dan/",
    "cap-nhat/",
    "cap-nhat/truong/",
    "cap-nhat/loi/",
    "khong-co-trang-nay/",
)
"""The address of every page of its own kind; sections and units are found in the built site."""

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


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    new_context: NewContext, built_site: Path, site_server: str, scheme: Literal["light", "dark"], width: int
) -> None:
    """No rule of WCAG 2.0 to 2.2 A/AA nor of best practice is broken, plain, with search open or with the menu open."""
    context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    context.add_init_script(path=AXE)
    page = context.new_page()
    found = {}
    for kind in kinds(built_site):
        page.goto(site_server + kind)
        page.locator("details").evaluate_all("all => all.forEach(details => details.open = true)")
        found[f"/{kind} plain"] = violations(page)
        if width == PHONE:
            page.locator("label[for=__search].md-header__button").click()
        page.locator(".md-search__input").click()
        expect(page.locator("#__search")).to_be_checked()
        page.keyboard.type("nghị định")
        page.locator(".md-search-result__item").first.wait_for()
        found[f"/{kind} search"] = violations(page)
        page.keyboard.press("Escape")
        if width == PHONE:
            page.locator("label[for=__drawer].md-header__button").click()
            page.wait_for_function("document.querySelector('.md-sidebar--primary').getBoundingClientRect().left >= 0")
            found[f"/{kind} menu"] = violations(page)
    assert {state: wrong for state, wrong in found.items() if wrong} == {}
