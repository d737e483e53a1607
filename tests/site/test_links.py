"""Every link inside the built site leads to a file, and every fragment to an element, without any network."""

import posixpath
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from stage import parsed

ATTRIBUTES = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src", "form": "action"}


@cache
def _ids(path: Path) -> frozenset[str]:
    """What a fragment may name on a page; one that only leads on takes the fragment along."""
    if not path.is_file() or path.suffix != ".html":
        return frozenset()
    onward = parsed(path).select_one('link[rel=canonical][href^="."]')
    return _ids((path.parent / str(onward["href"]) / "index.html").resolve()) if onward else _targets(path)[0]


@cache
def _targets(path: Path) -> tuple[frozenset[str], tuple[str, ...]]:
    """The ids of a page, and where its links lead."""
    soup = parsed(path)
    links = [str(tag[name]) for kind, name in ATTRIBUTES.items() for tag in soup.find_all(kind) if tag.get(name)]
    return frozenset(str(tag["id"]) for tag in soup.find_all(id=True)), tuple(links)


def broken(site: Path) -> list[str]:
    """The links that lead nowhere, as `page -> link`."""
    wrong = []
    for page in sorted(site.rglob("*.html")):
        here = page.relative_to(site).as_posix()
        for link in _targets(page)[1]:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = posixpath.normpath(posixpath.join("/", posixpath.dirname(here), unquote(parts.path))).lstrip("/")
            target = page if not parts.path else site / path
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in _ids(target)):
                wrong.append(f"{here} -> {link}")
    return wrong


@pytest.mark.parametrize("site", ["built_site", "years_site"])
def test_no_link_is_broken(request: pytest.FixtureRequest, site: str) -> None:
    """Every link, picture, script and style of every page is there, fragments included; with several editions too."""
    assert broken(request.getfixturevalue(site)) == []


@pytest.mark.parametrize(
    "link", ["khong-co/", "#khong-co", "linh-vuc/#khong-co", "../../ngoai.html", "assets/khong-co.png"]
)
def test_a_broken_link_is_found(tmp_path: Path, link: str) -> None:
    """A missing page, a missing fragment and a missing file are each reported."""
    (tmp_path / "linh-vuc").mkdir()
    (tmp_path / "linh-vuc" / "index.html").write_text('<p id="co">', encoding="utf-8")
    (tmp_path / "index.html").write_text(f'<a href="linh-vuc/#co">x</a><a href="{link}">y</a>', encoding="utf-8")
    assert broken(tmp_path) == [f"index.html -> {link}"]
