"""The comparison of two builds of a site: what readers would miss is named, the rest is let pass."""

import contextlib
from pathlib import Path

import compare_sites
import complaints
import pytest
from playwright.sync_api import Browser

PAGE = (
    '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content=""><meta name="generator" content="one">'
    '<a class="md-skip skip-link"></a><input class="md-search__input"><h2 id="a-1"></h2><i id="__nav"></i>'
    '<script>{"search": "assets/search/search.js"}</script><script src="assets/search/page.js"></script>'
)


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    """Two sites of two pages, by different programs."""
    for site in ("one", "two"):
        for page in ("index.html", "linh-vuc/a/index.html"):
            path = tmp_path / site / page
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(PAGE.replace('content="one"', f'content="{site}"'), encoding="utf-8")
    return tmp_path / "one", tmp_path / "two"


def compared(sites: tuple[Path, Path]) -> int:
    """The exit status of the comparison."""
    return compare_sites.main([str(site) for site in sites])


def test_who_made_the_pages_is_no_difference(sites: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """Two programs that write the same but for their names are equal."""
    assert compared(sites) == 0
    assert "2 of 2 pages are the same" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ('id="a-1"', "1 pages lack anchors: index.html (a-1)"),
        ("search.js", "1 pages lack the search's worker: index.html"),
        ("page.js", "1 pages lack the search's page script: index.html"),
        ("md-search__input", "1 pages lack the search's box: index.html"),
        ("Content-Security-Policy", "1 pages lack the Content-Security-Policy: index.html"),
        ("skip-link", "1 pages lack our skip link: index.html"),
    ],
)
def test_what_a_page_lost_is_named(
    sites: tuple[Path, Path], capsys: pytest.CaptureFixture[str], lost: str, said: str
) -> None:
    """An anchor, a part of the search, the policy, the skip link."""
    page = sites[1] / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace(lost, "x"), encoding="utf-8")
    assert compared(sites) == 1
    assert said in capsys.readouterr().out


def test_a_page_that_is_missing_or_new_is_named(sites: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """Addresses are a promise in both directions."""
    page = sites[1] / "linh-vuc/a/index.html"
    page.rename(page.with_name("khac.html"))
    assert compared(sites) == 1
    out = capsys.readouterr().out
    assert "1 pages are missing: linh-vuc/a/index.html" in out
    assert "1 pages are there that were not: linh-vuc/a/khac.html" in out


def test_the_theme_s_own_anchors_may_differ(sites: tuple[Path, Path]) -> None:
    """Nobody links to them."""
    page = sites[1] / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("__nav", "__menu"), encoding="utf-8")
    assert compared(sites) == 0


def test_a_link_to_no_file_is_named(sites: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """Asked for sites that are opened from the disk alone; to other sites a page may link."""
    page = sites[1] / "index.html"
    page.write_text(PAGE + '<a href="/linh-vuc/a/"><a href="https://example.org/">', encoding="utf-8")
    assert compared(sites) == 0
    assert compare_sites.main(["--from-disk", *(str(site) for site in sites)]) == 1
    assert "  1 pages have links to no file: index.html\n" in capsys.readouterr().out


@pytest.mark.browser
def test_what_only_the_other_site_s_pages_complain_of_is_named(
    sites: tuple[Path, Path], browser: Browser, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script's error, one of the console, a file that is not there, a search without a row; not what both lack."""
    page = PAGE.replace("</script>", "</script><h1>Trang</h1><b role='option' hidden>Trang</b>", 1)
    good = "<script>onkeydown = () => { document.querySelector('b').hidden = false }</script>"
    bad = "<img src='khong-co.png'><script>console.error('hỏng'); throw Error('sai')</script>"
    for site, script in zip(sites, (good, bad), strict=True):
        (site / "index.html").write_text(page + script, encoding="utf-8")
        (site / "linh-vuc/a/index.html").unlink()
        (site / "404.html").write_text("", encoding="utf-8")
    monkeypatch.setattr(complaints, "ENOUGH", 500)
    monkeypatch.setattr(compare_sites, "chromium", lambda _: contextlib.nullcontext(browser))
    assert compare_sites.main(["--browser", "chromium", *(str(site) for site in sites)]) == 1
    lines = [line.strip() for line in capsys.readouterr().out.splitlines() if "in a browser" in line]
    said = ("404: khong-co.png", "hỏng", "sai", "the search finds nothing")
    assert lines == [f"1 pages complain in a browser of “{text}”: index.html" for text in said]
