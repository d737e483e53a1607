"""Nothing runs in a page but the site's own files, whatever its address or its text says, and no text is too wide."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect
from stage import full_pages

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NARROW = 320
MARKUP = "<img src=x onerror='self.ran = 1'><script>self.ran = 1</script>"
LONG = "dài" * 25
SEARCHED = re.compile("kết quả|Không tìm thấy")
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the pages in this tab report: errors of scripts, of the console, and of the policy."""
    found: list[str] = []
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) =>"
        " console.error(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"
    )
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture(params=["server", "disk"])
def start(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """Where the site begins, with and without a server, and the file that a folder's page is there."""
    if request.param == "server":
        yield request.getfixturevalue("site_server"), ""
    else:
        yield f"{request.getfixturevalue('unpacked').as_uri()}/", "index.html"


@pytest.fixture
def narrow(page: Page) -> Page:
    """A tab as narrow as a small phone."""
    page.set_viewport_size({"width": NARROW, "height": 640})
    return page


def test_nothing_that_people_do_breaks_the_policy(start: tuple[str, str], page: Page, complaints: list[str]) -> None:
    """Searching, following a result, switching the palette, filtering, sorting and printing run without complaint."""
    site, index = start
    page.goto(site + index)
    page.locator(".md-search__input").click()
    page.keyboard.type("xin loi")
    result = page.locator(".md-search-result__link[href*='iii-4-3']")
    expect(result.locator("mark").first).to_have_text("xin lỗi")  # the rows are those of both words
    result.click()
    expect(page.locator(".criterion mark").first).to_have_text("xin lỗi")
    schemes = []
    for _ in range(3):
        page.locator("[data-md-component=palette] label:visible").click()
        schemes.append(page.locator("body").get_attribute("data-md-color-scheme"))
    assert "slate" in schemes
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(f"{site}tra-cuu/{index}?tk=phi")
    page.locator("#dv").select_option(index=1)
    page.locator("th button").first.click()
    expect(page.locator("th[aria-sort]")).to_have_count(1)
    page.locator("button[data-print]").first.click()
    page.wait_for_function("() => window.printed")
    page.goto(f"{site}lich/{index}")
    page.locator(".filter--unit select").select_option(index=1)
    assert complaints == []


def test_a_script_that_gets_into_a_page_does_not_run(page: Page, site_server: str, complaints: list[str]) -> None:
    """Neither in an element of its own nor as a handler, and no picture, frame or style comes from elsewhere."""

    def with_markup(route: Route) -> None:
        foreign = f"{MARKUP}<iframe src='{site_server}nguon/'></iframe><style>h1 {{ color: red }}</style><article"
        route.fulfill(response=(answer := route.fetch()), body=answer.text().replace("<article", foreign, 1))

    page.route(f"{site_server}can-cu/", with_markup)
    page.goto(f"{site_server}can-cu/")
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("self.ran") is None
    expect(page.locator("h1")).not_to_have_css("color", "rgb(255, 0, 0)")
    for directive in ("script-src-elem", "script-src-attr", "frame-src", "style-src-elem"):
        assert [text for text in complaints if text.startswith(directive)], directive


VALUES = (MARKUP, "__proto__", "-__proto__", "constructor", "%E0%A4%A", "%", "|" * 300, "a" * 20_000)
FIELDS = ("q", "tk", "muc", "dv", "diem", "sx", "h", "p")


@pytest.mark.parametrize("path", ["tra-cuu", "lich", "linh-vuc/iii"])
def test_any_address_gives_a_normal_page(path: str, narrow: Page, unpacked: Path, complaints: list[str]) -> None:
    """Whatever stands in a query and after the hash: no script fails, none of it runs, and all stays on the screen."""
    for value in VALUES:
        written = quote(value, safe="%")
        query = "&".join(f"{field}={written}" for field in FIELDS)
        narrow.goto(f"{(unpacked / path / 'index.html').as_uri()}?{query}#{written}")
        expect(narrow.locator("#__search")).to_be_checked()
        expect(narrow.locator(".md-search-result__meta")).to_have_text(SEARCHED)
        assert narrow.locator(".md-content h1").count() == 1
        assert narrow.evaluate(WIDTH) == NARROW, value[:40]
        assert narrow.evaluate("self.ran") is None
    assert complaints == []


NAMES = ["thủ tục", "hồ sơ", "kết quả", "Văn phòng", "Trung tâm", "Kinh tế", "Thử Nghiệm", "Quy chế", "Ví dụ", "quầy"]
"""Words of titles, of notes, of units and who reviewed, of documents, of the body and of what the site is called."""


def test_no_word_of_the_rubric_is_too_long_for_a_phone(narrow: Page, years_site: Path) -> None:
    """With seventy-five letters more at each of them, every page of every edition stays as wide as the screen."""
    pages = full_pages(years_site, "**/index.html")
    assert len(pages) > 20
    changed = 0
    for path in pages:
        narrow.goto(path.as_uri())
        changed += narrow.evaluate(
            """([names, long]) => {
                for (const details of document.querySelectorAll("details")) details.open = true;
                const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                let changed = 0;
                while (walker.nextNode()) for (const name of names) if (walker.currentNode.data.includes(name)) {
                    walker.currentNode.data = walker.currentNode.data.replaceAll(name, name + long);
                    changed++;
                }
                return changed;
            }""",
            [NAMES, LONG],
        )
        assert narrow.evaluate(WIDTH) == NARROW, path.relative_to(years_site)
    assert changed > 10 * len(pages)
