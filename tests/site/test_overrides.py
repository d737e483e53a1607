"""Every template that we change in the theme still changes something: an override that no longer bites is found."""

import re
import shutil
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from stage import COMMUNE, ROOT, full_pages, project, run

OVERRIDES = ROOT / "overrides"
THEME = Path(str(files("material"))) / "templates"
OUR_OWN = {"page.html"}
"""What no file of the theme's is called; main.html includes it."""


def overrides() -> list[str]:
    """The overrides, by their path."""
    return sorted(path.relative_to(OVERRIDES).as_posix() for path in OVERRIDES.rglob("*.html"))


def repairs() -> list[tuple[str, str]]:
    """What the theme writes and what main.html makes of it."""
    return re.findall(r"^  \('(.*)', '(.*)'\),$", (OVERRIDES / "main.html").read_text(encoding="utf-8"), re.MULTILINE)


@cache
def strings(path: Path) -> Mapping[str, str]:
    """The texts of a language file of the theme's or of ours."""
    return dict(re.findall(r'"([\w.]+)": "(.*)"', path.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def unrepaired(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page built from the same files without the repairs."""
    folder = tmp_path_factory.mktemp("unrepaired")
    shutil.copytree(project(COMMUNE), folder, dirs_exist_ok=True)
    (folder / "overrides" / "main.html").write_text('{% extends "page.html" %}', encoding="utf-8")
    run(folder, "-m", "mkdocs", "build", "--quiet")
    return next(folder.glob("site/linh-vuc/*/index.html")).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", overrides())
def test_an_override_says_why_it_is_there(name: str) -> None:
    """The first line gives the reason, and the theme has a file of that name to be overridden."""
    first = (OVERRIDES / name).read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"\{#- Reason: .{20,} -#\}", first)
    if name not in OUR_OWN and "languages" not in name:
        assert (THEME / name).is_file()


def test_the_repairs_are_few() -> None:
    """The list in main.html was read, and it stays short."""
    assert 1 <= len(repairs()) <= 8


@pytest.mark.slow
@pytest.mark.parametrize(("theirs", "ours"), repairs())
def test_a_repair_still_bites(unrepaired: str, built_site: Path, theirs: str, ours: str) -> None:
    """The theme still writes what a repair replaces, and no built page has it any more."""
    assert theirs in unrepaired
    pages = [path.read_text(encoding="utf-8") for path in full_pages(built_site)]
    assert pages
    assert all(ours in page for page in pages)
    if theirs not in ours:
        assert all(theirs not in page for page in pages)


def test_every_block_of_the_page_is_one_of_the_theme() -> None:
    """A block that the theme has not would be left out without a word."""
    blocks = re.findall(r"{% block (\w+) %}", (OVERRIDES / "page.html").read_text(encoding="utf-8"))
    theirs = re.findall(r"{% block (\w+) %}", (THEME / "base.html").read_text(encoding="utf-8"))
    assert blocks
    assert set(blocks) <= set(theirs)


@pytest.mark.parametrize("key", sorted(strings(OVERRIDES / "partials/languages/vi-site.html")))
def test_a_translation_is_asked_for_and_differs(key: str) -> None:
    """Each of our strings is one that the theme asks for, and it says something else than the theme's Vietnamese."""
    ours = strings(OVERRIDES / "partials/languages/vi-site.html")[key]
    assert key in strings(THEME / "partials/languages/en.html")
    assert strings(THEME / "partials/languages/vi.html").get(key) != ours


def test_the_path_names_the_page_itself(built_site: Path) -> None:
    """Our path ends with the page and has a name of its own; the theme's ends before it."""
    page = next(built_site.glob("linh-vuc/*/index.html")).read_text(encoding="utf-8")
    path = re.search(r'<nav class="md-path" aria-label="Đường dẫn">.*?</nav>', page, re.DOTALL)
    assert path
    assert path[0].count("<li") == 3
    assert 'aria-current="page"' in path[0]
    assert "aria-current" not in (THEME / "partials/path.html").read_text(encoding="utf-8")


def test_an_unknown_address_is_answered_in_vietnamese(built_site: Path) -> None:
    """404.html is ours, with the theme's frame around it."""
    page = (built_site / "404.html").read_text(encoding="utf-8")
    assert "Không tìm thấy trang" in page
    assert 'class="md-header"' in page
