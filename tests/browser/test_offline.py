"""The site on a stick: unpacked into any folder it works without a server and without a network."""

from pathlib import Path

import offline
import pytest
from playwright.sync_api import Page, expect
from stage import DISTRICT, NewContext, newest

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def tab(new_context: NewContext) -> tuple[Page, list[str]]:
    """A tab without network, and a list of whatever it asks for elsewhere than on the disk."""
    page = new_context(offline=True).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return page, asked


def elsewhere(asked: list[str]) -> list[str]:
    """Requests that leave the disk."""
    return [url for url in asked if not url.startswith(("file:", "data:", "blob:", "about:"))]


def test_the_zip_is_the_same_twice(packed_twice: tuple[Path, Path]) -> None:
    """No time of day gets into it."""
    one, two = packed_twice
    assert one.read_bytes() == two.read_bytes()


def test_pages_open_from_the_disk_and_lead_to_each_other(
    unpacked: Path, tab: tuple[Page, list[str]], zipped: Path
) -> None:
    """From the home page to a unit, to a section, to a legal document: every click opens a page, nothing is fetched."""
    page, asked = tab
    page.goto((unpacked / "index.html").as_uri())
    page.locator(".unit-list a").first.click()
    page.wait_for_url("**/don-vi/*/index.html")
    assert page.locator("h1").inner_text()
    page.locator(".criterion-folded summary").first.click()
    page.get_by_role("link", name="Xem ở lĩnh vực").first.click()
    page.wait_for_url("**/linh-vuc/*/index.html#*")
    assert page.locator(".criterion").count() > 0
    assert elsewhere(asked) == []
    assert zipped.stat().st_size < 10_000_000


def test_search_finds_and_marks_from_the_disk(unpacked: Path, tab: tuple[Page, list[str]]) -> None:
    """Typed without tone marks too; the result opens at its criterion with the words marked, and nothing is fetched."""
    page, asked = tab
    page.goto((unpacked / "nguon/index.html").as_uri())
    page.locator(".md-search__input").click()
    page.keyboard.type("xin loi")
    result = page.locator(".md-search-result__link[href*='linh-vuc/iii/index.html'][href$='#iii-4-3']")
    expect(result.locator("mark").first).to_have_text("xin lỗi")  # the rows are those of both words
    result.click()
    expect(page.locator(".criterion mark").first).to_have_text("xin lỗi")
    expect(page.locator("#iii-4-3")).to_be_in_viewport()
    assert asked
    assert elsewhere(asked) == []


def test_the_look_up_page_works_from_the_disk(unpacked: Path, tab: tuple[Page, list[str]]) -> None:
    """The box of the home page leads to it; it filters, keeps its state over a reload, and its links open pages."""
    page, asked = tab
    page.goto((unpacked / "index.html").as_uri())
    page.locator(".search-box input").fill("thanh toan truc tuyen")
    page.keyboard.press("Enter")
    rows = page.locator(".lookup-table tbody tr:visible .code")
    expect(rows.first).to_have_text("VII.3.5")
    page.locator("#tk").fill("")
    page.locator("#dv").select_option("tu-phap")
    own = len(next(view for view in newest(DISTRICT).units if view.unit.id == "tu-phap").entries)
    expect(rows).to_have_count(own)
    page.reload()
    expect(rows).to_have_count(own)
    page.locator(".lookup-table tbody tr:visible .title a").first.click()
    expect(page.locator("section.criterion h3").first).to_be_visible()
    assert elsewhere(asked) == []


def test_downloads_are_in_the_zip_but_not_the_zip_itself(unpacked: Path) -> None:
    """The page of downloads leads to files beside it."""
    page = (unpacked / "tai-ve/index.html").read_text(encoding="utf-8")
    assert "trang-web.zip" not in page
    assert (unpacked / "tai-ve/toan-bo.pdf").is_file()
    assert not list(unpacked.rglob("*.map"))


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ('<a href="../don-vi/x/">', '<a href="../don-vi/x/index.html">'),
        ('<a href="../don-vi/x/#a-1">', '<a href="../don-vi/x/index.html#a-1">'),
        ('<a href="./?q=x#y">', '<a href="./index.html?q=x#y">'),
        ('<a class="b" href="..">', '<a class="b" href="../index.html">'),
        ('<a href="#a-1">', '<a href="#a-1">'),
        ('<form class="x" action="tra-cuu/">', '<form class="x" action="tra-cuu/index.html">'),
        ('<a href="x.pdf" download>', '<a href="x.pdf" download>'),
        ('<a href="https://example.org/">', '<a href="https://example.org/">'),
        ('<a href="mailto:a@example.org">', '<a href="mailto:a@example.org">'),
    ],
)
def test_links_to_folders_name_their_page(link: str, wanted: str) -> None:
    """Only links within the site to a folder are changed."""
    assert offline.with_file_links(link) == wanted


def test_a_dead_link_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site with a link to nowhere is not packed."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text('<a href="x/">', encoding="utf-8")
    assert offline.main([str(site), str(tmp_path / "x.zip")]) == 1
    assert "index.html: x/index.html" in capsys.readouterr().err
    assert not (tmp_path / "x.zip").exists()


def test_a_link_to_another_site_is_none_of_the_zip_s_files(tmp_path: Path) -> None:
    """Such as that of a licence: it leads where no file of the zip has to be, and the site is packed."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text('<a href="https://example.org/a"><a href="index.html#b">', encoding="utf-8")
    assert offline.main([str(site), str(tmp_path / "x.zip")]) == 0
    assert (tmp_path / "x.zip").is_file()
