"""What every built page has, whatever the rubric: language, one heading, edition, source, no third party."""

import gzip
import re
import unicodedata
from pathlib import Path

import pytest
from bs4 import Tag
from stage import DISTRICT, full_pages, newest, parsed

ENGLISH = (
    "Initializing",
    "Made with",
    "Skip to content",
    "Table of contents",
    "Back to top",
    "Search",
    "Previous",
    "Next",
)
"""What the theme says where it has no Vietnamese."""


def pages(site: Path) -> list[Path]:
    """Every built page."""
    return sorted(site.rglob("*.html"))


def name(path: Path, site: Path) -> str:
    """The address of a page, for messages."""
    return path.relative_to(site).as_posix()


def test_every_page_is_vietnamese_with_one_heading_and_a_title(built_site: Path) -> None:
    """`lang` is vi, there is one h1, a title and a description, and no page has the same title as another."""
    titles = []
    for path in pages(built_site):
        soup = parsed(path)
        assert soup.html is not None
        assert soup.html["lang"] == "vi", name(path, built_site)
        assert len(soup.select("h1")) == 1, name(path, built_site)
        assert soup.title is not None
        titles.append(soup.title.get_text())
        description = soup.select_one('meta[name="description"]')
        assert description is not None
        assert description["content"], name(path, built_site)
    assert len(set(titles)) == len(titles)


def test_every_page_names_its_edition_and_source(built_site: Path) -> None:
    """A printed or forwarded page says which year it is about and where its text comes from."""
    for path in full_pages(built_site):
        text = parsed(path).get_text()
        assert f"Ấn bản {newest(DISTRICT).edition.year}" in text, name(path, built_site)
        assert "biểu của" in text, name(path, built_site)


def test_no_page_asks_a_third_party(built_site: Path) -> None:
    """No script, style, font, picture or frame has an address outside the site, in HTML or in CSS."""
    for path in pages(built_site):
        loaded = [
            tag.get("src") or tag.get("href") for tag in parsed(path).select("script[src], img[src], iframe, link")
        ]
        outside = [address for address in loaded if address and re.match(r"(https?:)?//", str(address))]
        assert outside == [], name(path, built_site)
    for path in built_site.rglob("*.css"):
        assert not re.findall(r"url\([\"']?(?:https?:)?//[^)]+", path.read_text(encoding="utf-8")), path.name


def test_ids_are_unique_and_plain(built_site: Path) -> None:
    """Every id stands once on its page and is made of plain letters, digits and hyphens: links to it never break."""
    for path in pages(built_site):
        ids = [str(tag["id"]) for tag in parsed(path).select("[id]")]
        assert len(set(ids)) == len(ids), name(path, built_site)
        assert [found for found in ids if not re.fullmatch(r"[A-Za-z0-9_-]+", found)] == []


def test_text_is_composed_and_numbers_are_vietnamese(built_site: Path) -> None:
    """All text is NFC; points in tables have a comma and two digits."""
    for path in pages(built_site):
        assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8")), name(path, built_site)
        for cell in parsed(path).select("table.points-table td.number"):
            assert re.fullmatch(r"\d+,\d\d", cell.get_text().strip()), name(path, built_site)


def test_the_theme_speaks_vietnamese(built_site: Path) -> None:
    """None of the theme's English strings is left, in text or in attributes that are read out."""
    for path in pages(built_site):
        soup = parsed(path)
        spoken = [soup.get_text(" ")]
        spoken += [str(tag[key]) for key in ("aria-label", "title", "placeholder") for tag in soup.select(f"[{key}]")]
        found = [word for word in ENGLISH if any(re.search(rf"\b{word}\b", text) for text in spoken)]
        assert found == [], name(path, built_site)


def test_tables_are_marked_up_for_screen_readers(built_site: Path) -> None:
    """Every table of a page has a class, a caption and header cells with a scope."""
    for path in pages(built_site):
        for table in parsed(path).select("article table"):
            where = f"{name(path, built_site)}: {' '.join(table.get('class') or ['no class'])}"
            assert table.get("class"), where
            assert table.caption is not None, where
            assert table.select("th"), where
            assert [cell for cell in table.select("th") if not cell.get("scope")] == [], where


def test_downloads_stand_where_they_are_wanted(built_site: Path) -> None:
    """Units and sections link their own files with kind and size, and the files are there."""
    for folder, kinds in (
        ("don-vi", ["PDF đầy đủ", "PDF gọn", "Word đầy đủ", "Word gọn", "Excel"]),
        ("linh-vuc", ["Tải PDF"]),
    ):
        found = list(built_site.glob(f"{folder}/*/index.html"))
        assert found
        for path in found:
            links = parsed(path).select(".button-row a")
            names = [re.fullmatch(r"([\w ]+) \(\d+ (?:KB|trang)\)", link.get_text().strip()) for link in links]
            assert [name and name[1] for name in names] == kinds, path
            assert [link for link in links if not (path.parent / str(link["href"])).is_file()] == [], path


def test_where_no_repository_is_known_no_page_offers_to_edit_it(built_site: Path) -> None:
    """The environment says where it is; this site is built without."""
    assert [path for path in pages(built_site) if parsed(path).select(".edit-link")] == []


@pytest.mark.parametrize("page", ["index.html", "linh-vuc/iii/index.html", "don-vi/noi-vu/index.html"])
def test_a_page_is_small_besides_its_content(built_site: Path, page: str) -> None:
    """What the theme puts around a page's content stays below 30 KB."""
    path = built_site / page
    article = parsed(path).find("article")
    assert isinstance(article, Tag)
    around = len(path.read_bytes()) - len(str(article).encode())
    assert around <= 30_000


def test_first_load_of_a_section_page_is_light(built_site: Path) -> None:
    """HTML, styles, scripts, search data and fonts of a section's page: at most 200 KB as they travel."""
    path = built_site / "linh-vuc/iii/index.html"
    files = {path}
    for tag in parsed(path).select("link[rel=stylesheet], link[rel=icon], link[rel=preload], script[src], img[src]"):
        address = str(tag.get("href") or tag.get("src")).partition("?")[0]
        files.add((path.parent / address).resolve())
    files |= set(built_site.glob("assets/fonts/be-vietnam-pro-*"))
    files |= set(built_site.glob("search/search_index.json"))
    config = parsed(path).select_one("#__config")
    assert config is not None
    worker = re.search(r'"search": ?"([^"]+)"', config.get_text())
    assert worker is not None
    files.add((path.parent / worker[1]).resolve())
    sizes = {file.name: _travels(file) for file in files}
    assert sum(sizes.values()) <= 200_000, sizes


def _travels(file: Path) -> int:
    data = file.read_bytes()
    return len(data) if file.suffix in {".woff2", ".png"} else len(gzip.compress(data, mtime=0))


def test_the_menu_has_the_look_up_page_after_the_units(built_site: Path) -> None:
    """Whoever looks for a criterion of a unit finds both side by side."""
    names = [link.get_text().strip() for link in parsed(built_site / "index.html").select(".md-tabs__link")]
    assert names.index("Tra cứu") == names.index("Đơn vị") + 1
