"""Paper: what Chromium prints of the built pages, with and without script, from both schemes."""

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from rubric_site.text import points
from rubric_site.views import Site, UnitView
from stage import DISTRICT, NewContext, newest

pytestmark = pytest.mark.browser

A4 = {595, 842}
LONGEST_FULL, LONGEST_SHORT = 11, 4
"""Pages of the first unit's sheet: it has most notes of all."""

LOADED = "[...document.fonts].filter(font => font.family === 'Tinos').every(font => font.status === 'loaded')"
SHORT = "document.documentElement.classList.add('print-short')"


@pytest.fixture(scope="module")
def site() -> Site:
    """What the pages show."""
    return newest(DISTRICT)


@pytest.fixture
def without_script(new_context: NewContext) -> Page:
    """A tab that runs no script."""
    return new_context(java_script_enabled=False).new_page()


def printed(page: Page, *, background: bool = False) -> PdfReader:
    """What the browser prints of the page as it stands."""
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=background)))


def text_of(document: PdfReader) -> str:
    """The text without the numbers of the pages and without its spaces: where a line ends says nothing."""
    texts = (page.extract_text().strip() for page in document.pages)
    return squeezed("".join(text.removeprefix(str(number)) for number, text in enumerate(texts, 1)))


def squeezed(text: str) -> str:
    """A text without its spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def fonts(document: PdfReader) -> Iterator[Any]:
    """Every font of every page."""
    for page in document.pages:
        resources: Any = page["/Resources"].get_object()
        for font in resources.get("/Font", {}).values():
            yield font.get_object()


def missing(unit: UnitView, text: str) -> list[str]:
    """What of a unit's criteria and notes does not stand in the text."""
    words = []
    for entry in unit.entries:
        note = entry.criterion.guidance
        assert note is not None
        words += [
            f"{entry.code}. {entry.criterion.title} ({points(entry.worth)} điểm)",
            note.what,
            *(action.text for action in note.actions),
        ]
        words += [*note.evidence, *(deadline.text for deadline in note.deadlines), *note.pitfalls]
    return [word for word in words if squeezed(word) not in text]


def test_every_unit_prints_whole_on_a4_in_tinos(page: Page, site_server: str, site: Site) -> None:
    """Every criterion and note of every unit is on paper, once headed and signed, in one family of fonts."""
    for unit in site.units:
        page.goto(site_server + unit.url)
        document = printed(page)
        text = text_of(document)
        assert missing(unit, text) == [], unit.url
        for once in (site.edition.paper.title, "PHỤ LỤC:", *site.edition.paper.signatures):
            assert text.count(squeezed(once)) == 1, (unit.url, once)
        assert squeezed(f"Tổng cộng: {unit.count} tiêu chí, {points(unit.points)} điểm") in text
        for part in unit.parts:
            assert squeezed(f"{part.section.title}: {part.count} tiêu chí") in text
        assert all({round(sheet.mediabox.width), round(sheet.mediabox.height)} == A4 for sheet in document.pages)
        for font in fonts(document):
            assert font["/Subtype"] != "/Type3", unit.url
            assert "Tinos" in font["/BaseFont"], unit.url


def test_the_largest_unit_stays_within_its_pages(page: Page, site_server: str, site: Site) -> None:
    """With all notes and without; the short form is the table and the signatures only."""
    unit = site.units[0]
    page.goto(site_server + unit.url)
    assert len(printed(page).pages) <= LONGEST_FULL
    page.evaluate(SHORT)
    document = printed(page)
    text = text_of(document)
    assert len(document.pages) <= LONGEST_SHORT
    assert all(squeezed(entry.criterion.title) in text for entry in unit.entries)
    assert squeezed(site.edition.paper.signatures[-1]) in text
    assert unit.entries[0].criterion.guidance is not None
    assert squeezed(unit.entries[0].criterion.guidance.what) not in text


def test_pages_are_numbered_from_the_second_on(page: Page, site_server: str, site: Site) -> None:
    """The first page has no number, and the browser's own date and address stand nowhere."""
    page.goto(site_server + site.units[0].url)
    pdf = page.pdf(prefer_css_page_size=True, display_header_footer=True)
    texts = [sheet.extract_text().strip() for sheet in PdfReader(io.BytesIO(pdf)).pages]
    assert not texts[0].startswith("1")
    assert [text.split()[0] for text in texts[1:]] == [str(number) for number in range(2, len(texts) + 1)]
    assert not any(re.search(r"https?://|\d{1,2}:\d\d", text) for text in texts)


def test_without_script_the_same_is_printed(without_script: Page, page: Page, site_server: str, site: Site) -> None:
    """Folded notes are open on paper, the font is there, and the buttons that would do nothing are not shown."""
    for tab in (page, without_script):
        tab.goto(site_server + site.units[0].url, wait_until="networkidle")
    assert without_script.get_by_role("button", name="In gọn").count() == 0
    plain = printed(without_script)
    assert text_of(plain) == text_of(printed(page))
    assert len(plain.pages) <= LONGEST_FULL
    assert all("Tinos" in font["/BaseFont"] for font in fonts(plain))


def test_black_on_white_from_the_dark_scheme(new_context: NewContext, site_server: str, site: Site) -> None:
    """Whatever the screen looks like and even with backgrounds printed, paper is white and every letter black."""
    page = new_context(color_scheme="dark").new_page()
    page.goto(site_server + site.units[0].url)
    assert page.evaluate("getComputedStyle(document.body).colorScheme || ''") is not None
    text = text_of(printed(page, background=True))
    page.emulate_media(media="print", color_scheme="dark")
    found = page.evaluate(
        """() => {
          const colors = new Set(), backgrounds = new Set();
          for (const element of document.querySelectorAll("html, body, .md-content, .md-content *")) {
            const style = getComputedStyle(element);
            if (!element.checkVisibility()) continue;
            colors.add(style.color);
            backgrounds.add(style.backgroundColor);
          }
          return [[...colors], [...backgrounds]];
        }"""
    )
    colors, backgrounds = found
    assert set(colors) == {"rgb(0, 0, 0)"}
    assert set(backgrounds) <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    assert missing(site.units[0], text) == []


def test_rows_and_headings_are_kept_together(page: Page, site_server: str, site: Site) -> None:
    """No row is cut, heads repeat, a sum never opens a page, and a box to tick stands before each evidence item."""
    page.goto(site_server + site.units[0].url)
    page.emulate_media(media="print")
    style = "([selector, name, pseudo]) => getComputedStyle(document.querySelector(selector), pseudo || null)[name]"
    for selector, name, value in (
        (".sheet-table tbody tr", "breakInside", "avoid"),
        (".sheet-table thead", "display", "table-header-group"),
        (".sheet-table .group", "breakAfter", "avoid"),
        (".guidance-part h3", "breakAfter", "avoid"),
        (".criterion-folded > summary", "breakInside", "avoid"),
        (".sheet-foot", "breakInside", "avoid"),
    ):
        assert page.evaluate(style, [selector, name, ""]) == value, selector
    assert page.evaluate(style, [".evidence > li", "borderTopStyle", "::before"]) == "solid"
    # The head of a table that goes on over a page is printed again: more heads than tables.
    unit = max(site.units, key=lambda unit: unit.count)
    page.goto(site_server + unit.url)
    page.evaluate(SHORT)
    texts = [squeezed(sheet.extract_text()) for sheet in printed(page).pages]
    for text in texts[1:]:
        rows = [squeezed(f"{entry.code} {entry.criterion.title}") for entry in unit.entries]
        found = [text.index(row) for row in rows if row in text]
        assert not found or text.index("Tiêuchí") < min(found)


def test_no_heading_stands_alone_at_the_foot(page: Page, site_server: str, site: Site) -> None:
    """On every sheet some of a criterion's note follows its heading on the same page."""
    for unit in site.units:
        page.goto(site_server + unit.url)
        texts = [squeezed(sheet.extract_text()) for sheet in printed(page).pages]
        for entry in unit.entries:
            heading = squeezed(f"{entry.code}. {entry.criterion.title} ({points(entry.worth)} điểm)")
            for text in texts:
                _, found, below = text.partition(heading)
                assert not found or squeezed("Đo điều gì:") in below, (unit.url, entry.code)


def test_sections_print_with_all_their_notes(page: Page, site_server: str, site: Site) -> None:
    """A section is on A4 in Tinos with its table, sum and notes, and without a state header."""
    for section in site.sections:
        page.goto(site_server + section.url)
        document = printed(page)
        text = text_of(document)
        assert "Độclập" not in text
        assert squeezed(section.section.title) in text
        assert squeezed(f"Cộng lĩnh vực {section.section.code}: {section.count} tiêu chí") in text
        for entry in section.entries:
            assert entry.criterion.guidance is not None
            for words in (
                entry.criterion.title,
                *(action.text for action in entry.criterion.guidance.actions),
                *entry.criterion.guidance.evidence,
            ):
                assert squeezed(words) in text, (section.url, words)
        assert all("Tinos" in font["/BaseFont"] for font in fonts(document))


def test_nothing_of_the_theme_is_printed(page: Page, site_server: str, site: Site) -> None:
    """No menu, search box, button, permalink, footer or address of a file to download comes on paper."""
    for url in (site.units[0].url, site.sections[0].url):
        page.goto(site_server + url)
        text = text_of(printed(page))
        for words in ("Trang chủ", "Tìm kiếm", "In gọn", "Tải PDF", "¶", "Sửa nội dung", "Về bảng điểm"):
            assert squeezed(words) not in text, (url, words)


@pytest.mark.parametrize(("name", "form"), [("In đầy đủ", False), ("In gọn", True)])
def test_the_buttons_print_their_form(page: Page, site_server: str, site: Site, *, name: str, form: bool) -> None:
    """Each button opens the print dialog in its form, with the font loaded; afterwards the page is as before."""
    page.add_init_script(
        "window.requestIdleCallback = () => 0;"  # the page's own loading is another test's business
        "window.print = () => { window.printed = [document.documentElement.classList.contains('print-short'),"
        f" {LOADED}]; window.dispatchEvent(new Event('afterprint')); }}"
    )
    page.goto(site_server + site.units[0].url)
    page.get_by_role("button", name=name).click()
    page.wait_for_function("() => window.printed")
    assert page.evaluate("window.printed") == [form, True]
    assert not page.evaluate("document.documentElement.classList.contains('print-short')")


def test_the_font_is_there_before_the_first_print(page: Page, site_server: str, site: Site) -> None:
    """Ctrl+P finds Tinos loaded: the page asks for it when it has nothing else to do."""
    page.goto(site_server + site.units[0].url)
    page.wait_for_function(f"() => {LOADED}")
