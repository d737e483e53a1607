"""The comparison of two builds of a site: what readers would miss is named, the rest is let pass."""

from pathlib import Path

import compare_sites
import pytest

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
