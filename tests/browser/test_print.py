"""Paper: what Chromium prints of the built pages, with and without script, from both schemes."""

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from printed import A4, broken, fonts, pages, read, sizes, squeezed, text_of
from pypdf import PdfReader
from rubric_site.text import points
from rubric_site.views import SectionView, Site, UnitView
from stage import DISTRICT, NewContext, newest, parsed

pytestmark = pytest.mark.browser

LONGEST_FULL, LONGEST_SHORT = 8, 3
"""Pages of a unit's sheet, with all notes and without."""

SMALLEST, REMARKS = 10, 11
"""Points of the legal basis of notes, and of the smallest letters on what is signed."""

HEAD = re.compile("MãTiêuchí(?:Đơnvịphụtrách)?Điểmtốiđa(?:(?:Cùngphụtrách)?Ngườithựchiện.*?Ghichú)?")
"""The head of a section's table, or of a unit's."""

MANY = 15
"""Criteria whose table needs more than a page."""

LOADED = """(() => {
    const faces = [...document.fonts].filter(font => font.family === 'Tinos');
    return faces.length > 0 && faces.every(font => font.status === 'loaded');
})()"""
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
    return read(page.pdf(prefer_css_page_size=True, print_background=background))


@pytest.fixture(scope="module")
def prints(browser: Browser, site_server: str, site: Site) -> Mapping[str, PdfReader]:
    """What the browser prints of every unit and section, by address; their short forms with `#` behind it."""
    page = browser.new_page()
    found = {}
    for view in views(site):
        page.goto(site_server + view.url)
        found[view.url] = printed(page)
        page.evaluate(SHORT)
        found[f"{view.url}#"] = printed(page)
    page.close()
    return found


def views(site: Site) -> Sequence[UnitView | SectionView]:
    """All pages that are sheets: the units', then the sections'."""
    return [*site.units, *site.sections]


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


Prints = Mapping[str, PdfReader]


def test_every_unit_prints_whole_on_a4_in_tinos(prints: Prints, site: Site) -> None:
    """Every criterion and note of every unit is on paper, once headed and signed, in one family of fonts."""
    for unit in site.units:
        document = prints[unit.url]
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


def test_print_and_file_say_the_same(prints: Prints, built_site: Path, site: Site) -> None:
    """What the browser prints of a unit or a section is to the letter what its PDF says, heads of tables told once."""
    for view in views(site):
        file = read((built_site / view.pdf).read_bytes())
        assert without_heads(prints[view.url]) == without_heads(file), view.url
    for unit in site.units:
        file = read((built_site / unit.short_pdf).read_bytes())
        assert without_heads(prints[f"{unit.url}#"]) == without_heads(file), unit.url


def without_heads(document: PdfReader) -> str:
    """The text, with the head of the table only where the table begins."""
    text = text_of(document)
    head = HEAD.search(text)
    assert head
    return text[: head.end()] + text[head.end() :].replace(head[0], "")


def test_units_keep_within_their_pages(prints: Prints, site: Site) -> None:
    """With all notes and without; the short form is what is signed, and has none of the notes."""
    for unit in site.units:
        assert len(prints[unit.url].pages) <= LONGEST_FULL, unit.url
        short = prints[f"{unit.url}#"]
        assert len(short.pages) <= LONGEST_SHORT, unit.url
        text = text_of(short)
        assert all(squeezed(entry.criterion.title) in text for entry in unit.entries)
        assert squeezed(site.edition.paper.signatures[-1]) in text
        assert text_of(prints[unit.url]).startswith(text)
        for entry in unit.entries:
            assert entry.criterion.guidance is not None
            assert squeezed(entry.criterion.guidance.what) not in text, entry.code


def test_the_annex_begins_a_page(prints: Prints, site: Site) -> None:
    """The notes stand on pages of their own behind the signatures, under a title that says what they are."""
    for unit in site.units:
        texts = [squeezed(text) for text in pages(prints[unit.url])]
        begins = [text.startswith(squeezed("PHỤ LỤC: Hướng dẫn từng tiêu chí (để tham khảo")) for text in texts]
        assert begins.index(True) == len(prints[f"{unit.url}#"].pages), unit.url


def test_nothing_is_too_small_or_broken(prints: Prints) -> None:
    """No letter has less than 10 points, on what is signed less than 11; no document's number is broken."""
    for name, document in prints.items():
        smallest = REMARKS if name.endswith("#") else SMALLEST
        assert min(sizes(document)) >= smallest, name
        assert broken(document) == [], name


def test_a_short_section_takes_one_page(prints: Prints, site: Site) -> None:
    """The table of a section with its sum needs no second page for a row or two."""
    assert {view.url: len(prints[f"{view.url}#"].pages) for view in site.sections if view.count < MANY} == {
        view.url: 1 for view in site.sections if view.count < MANY
    }


def test_the_look_up_page_has_its_head_on_every_page(page: Page, site_server: str) -> None:
    """All five columns are named above every page of the list, though buttons stand in the head to sort by them."""
    page.goto(f"{site_server}tra-cuu/", wait_until="networkidle")
    texts = [squeezed(text) for text in pages(printed(page))]
    assert len(texts) > 1
    head = squeezed("Mã Tiêu chí Lĩnh vực Đơn vị phụ trách Điểm tối đa")
    assert all(head in text for text in texts)


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
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
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


def test_the_head_of_a_table_is_repeated(prints: Prints, site: Site) -> None:
    """On every later page with rows the head stands above them."""
    unit = max(site.units, key=lambda unit: unit.count)
    rows = [squeezed(f"{entry.code} {entry.criterion.title}") for entry in unit.entries]
    later = [squeezed(text) for text in pages(prints[f"{unit.url}#"])[1:]]
    with_rows = [(text, [text.index(row) for row in rows if row in text]) for text in later]
    assert any(found for _, found in with_rows)
    assert all(text.index("Tiêuchí") < min(found) for text, found in with_rows if found)


def test_no_heading_stands_alone_at_the_foot(prints: Prints, site: Site) -> None:
    """On every sheet some of a criterion's note follows its heading on the same page."""
    for unit in site.units:
        texts = [squeezed(text) for text in pages(prints[unit.url])]
        for entry in unit.entries:
            heading = squeezed(f"{entry.code}. {entry.criterion.title} ({points(entry.worth)} điểm)")
            below = [text.partition(heading)[2] for text in texts if heading in text]
            assert below, (unit.url, entry.code)
            assert all(squeezed("Đo điều gì:") in text for text in below), (unit.url, entry.code)


def test_sections_print_with_all_their_notes(prints: Prints, site: Site) -> None:
    """A section is on A4 in Tinos with its table, sum and notes, and without a state header."""
    for section in site.sections:
        document = prints[section.url]
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


def test_the_way_to_paper_is_short(page: Page, site_server: str, site: Site) -> None:
    """On a phone the buttons stand on the first screen, by keyboard they are within ten keys of the skip link."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site_server + site.units[0].url)
    for name in ("In đầy đủ", "PDF đầy đủ", "PDF gọn"):
        box = page.locator(".button-row").get_by_text(name).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 740, name
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    reached = []
    for _ in range(10):
        page.keyboard.press("Tab")
        reached.append(page.locator(":focus").inner_text())
    for name in ("In đầy đủ", "In gọn", "PDF đầy đủ", "PDF gọn"):
        assert any(name in text for text in reached), reached


def test_a_file_says_its_pages_and_what_it_is(built_site: Path, site: Site) -> None:
    """The buttons tell how many pages a PDF has; saved, it is called by its unit and year."""
    for unit in site.units:
        links = parsed(built_site / unit.url / "index.html").select(".button-row a[href$='.pdf']")
        counts = [len(read((built_site / path).read_bytes()).pages) for path in (unit.pdf, unit.short_pdf)]
        assert [link.get_text(" ", strip=True) for link in links] == [
            f"{name} ({count} trang)" for name, count in zip(("PDF đầy đủ", "PDF gọn"), counts, strict=True)
        ]
        for link in links:
            assert re.fullmatch(rf"Phan-cong-[A-Za-z0-9-]+-{site.edition.year}\.pdf", str(link["download"]))
