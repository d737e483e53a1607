"""The built site of a body with two editions: the newest at the root, the older one whole below its year."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from stage import ADDRESS, full_pages, parsed, searched

pytestmark = pytest.mark.slow


def page(site: Path, address: str) -> BeautifulSoup:
    """The page at an address."""
    return parsed(site / address / "index.html")


def one(found: Tag, selector: str) -> Tag:
    """The first element that a selector finds."""
    tag = found.select_one(selector)
    assert tag is not None, selector
    return tag


def led_to(site: Path, here: str, link: str) -> str:
    """The address from the root of the site that a link on a page leads to."""
    path, _, anchor = link.partition("#")
    found = (site / here / path).resolve().relative_to(site.resolve()).as_posix()
    return f"{found}/".removeprefix("./") + (f"#{anchor}" if anchor else "")


def pages_of(site: Path, year: str) -> list[Path]:
    """The full pages below a year."""
    return [path for path in full_pages(site) if path.relative_to(site).parts[0] == year]


def test_the_older_edition_is_whole(years_site: Path) -> None:
    """Every kind of page that the newest edition has stands below the year too, with downloads and search data."""
    older = {path.parent.relative_to(years_site / "2025").as_posix() for path in pages_of(years_site, "2025")}
    for address in (".", "linh-vuc", "don-vi", "tra-cuu", "can-cu", "tu-viet-tat", "nguon", "tai-ve"):
        assert address in older
    assert {"linh-vuc/a", "linh-vuc/b", "linh-vuc/c", "don-vi/doan-the"} <= older
    for name in ("tai-ve/toan-bo.pdf", "tai-ve/tieu-chi.json", "assets/search/places.js", "assets/search/notes.js"):
        assert (years_site / "2025" / name).is_file()
    assert "linh-vuc/d" not in older


def test_an_older_page_names_its_own_edition_everywhere(years_site: Path) -> None:
    """Title, header, shared title, foot: none of them bears the name of the newest edition."""
    for path in pages_of(years_site, "2025"):
        found = parsed(path)
        names = [one(found, "title").get_text(), one(found, ".md-header__title .site-area").get_text()]
        names += [str(one(found, ".md-logo")["title"]), one(found, ".md-copyright").get_text()]
        names += [str(one(found, f'meta[property="og:{name}"]')["content"]) for name in ("site_name", "title")]
        assert [name for name in names if "2025" not in name or "2026" in name] == [], path


def test_no_two_pages_have_the_same_title(years_site: Path) -> None:
    """Not across editions either, nor those that only lead on."""
    titles = [one(parsed(path), "title").get_text() for path in years_site.rglob("*.html")]
    assert sorted(titles) == sorted(set(titles))


def test_every_older_page_leads_to_the_newest_edition(years_site: Path) -> None:
    """A banner says which edition this is, and leads to the page on the same subject, which is there."""
    targets = {}
    for path in pages_of(years_site, "2025"):
        banner = parsed(path).select(".older-edition")
        assert len(banner) == 1, path
        assert " ".join(banner[0].get_text().split()) == "Đây là ấn bản 2025. Ấn bản mới nhất: 2026"
        here = path.parent.relative_to(years_site).as_posix()
        targets[here] = led_to(years_site, here, str(one(banner[0], "a")["href"]))
    assert targets["2025"] == ""
    assert targets["2025/linh-vuc/a"] == "linh-vuc/a/"
    assert targets["2025/linh-vuc/c"] == "linh-vuc/d/"
    assert targets["2025/don-vi/doan-the"] == "don-vi/"
    assert targets["2025/tra-cuu"] == "tra-cuu/"
    for target in targets.values():
        assert (years_site / target / "index.html") in full_pages(years_site)


def test_no_page_of_the_newest_edition_has_the_banner(years_site: Path) -> None:
    """Nor has any page that all editions share."""
    for path in full_pages(years_site):
        if path not in pages_of(years_site, "2025"):
            assert parsed(path).select(".older-edition, .later") == [], path


@pytest.mark.parametrize("address", ["2025/linh-vuc/a", "2025/don-vi/phuc-vu"])
def test_an_older_criterion_leads_to_what_it_became(years_site: Path, address: str) -> None:
    """On section and unit pages each criterion names its codes in the newest edition, or that it has none."""
    lines = page(years_site, address).select(".later")
    told = [" ".join(line.get_text().split()) for line in lines]
    assert "Ở ấn bản 2026: A.2.1, A.2.2" in told
    links = [led_to(years_site, address, str(link["href"])) for line in lines for link in line.select("a")]
    assert {"linh-vuc/a/#a-2-1", "linh-vuc/a/#a-2-2", "linh-vuc/a/#a-2-3"} <= set(links)
    if "linh-vuc" in address:
        assert "Ấn bản 2026 không ghi tiêu chí nào nối tiếp" in told


def test_an_older_page_stays_in_its_edition(years_site: Path) -> None:
    """Tabs, path, search box and links of an older page lead to its own edition, but for what is shared or onward."""
    shared = re.compile(r"(huong-dan|cap-nhat|an-ban|assets)/")
    for path in pages_of(years_site, "2025"):
        here = path.parent.relative_to(years_site).as_posix()
        within = parsed(path).select(".md-tabs a, .md-path a, article a, article form, .md-header .md-logo")
        own = [tag for tag in within if not tag.find_parent(class_=["older-edition", "later"])]
        links = {str(tag.get("href") or tag.get("action") or "").partition("?")[0] for tag in own}
        found = {led_to(years_site, here, link) for link in links}
        assert [address for address in found if not address.startswith("2025/") and not shared.match(address)] == []


def test_tabs_and_path_show_where_one_is(years_site: Path) -> None:
    """On an older page the tab of its part is the active one, and only that; its path begins at the edition."""
    path = page(years_site, "2025/linh-vuc/a").select(".md-path__item")
    assert [" ".join(item.get_text().split()) for item in path] == ["Ấn bản 2025", "Lĩnh vực", "A. Tiếp nhận hồ sơ"]
    assert page(years_site, "2025").select(".md-path") == []
    for address, tab in (("2025", "Trang chủ"), ("2025/linh-vuc/a", "Lĩnh vực"), ("2025/nguon", "Căn cứ")):
        active = page(years_site, address).select(".md-tabs__item--active")
        assert [" ".join(item.get_text().split()) for item in active] == [tab]


def test_the_menu_lists_editions_only_where_there_are_several(years_site: Path, built_site: Path) -> None:
    """The newest edition's menu stays as it is, with one entry more; with a single edition there is none."""
    tabs = [item.get_text().strip() for item in page(years_site, ".").select(".md-tabs__item")]
    single = [item.get_text().strip() for item in page(built_site, ".").select(".md-tabs__item")]
    assert tabs == [*single, "Ấn bản"]
    assert (built_site / "an-ban/index.html").is_file()


def test_a_year_of_the_newest_edition_leads_to_the_root(years_site: Path) -> None:
    """Every page of it has an address with the year: a small page that leads there, with and without a script."""
    newest = [path for path in full_pages(years_site) if path not in pages_of(years_site, "2025")]
    shared = ("huong-dan", "cap-nhat", "an-ban", "thay-doi", "404.html")
    for path in (found for found in newest if found.relative_to(years_site).parts[0] not in shared):
        address = path.parent.relative_to(years_site).as_posix()
        found = page(years_site, f"2026/{address}")
        links = {str(one(found, "link[rel=canonical]")["href"]), str(one(found, "main a")["href"])}
        links.add(str(one(found, "noscript meta")["content"]).partition("url=")[2])
        assert {led_to(years_site, f"2026/{address}", link) for link in links} == {f"{address}/".removeprefix("./")}
        assert [script.get_text() for script in found.select("script")] == [""], "scripts stand in files of their own"


def test_an_address_that_the_newest_edition_lacks_leads_to_the_older_one(years_site: Path) -> None:
    """The pages of a section and of a unit that are gone lead to where they stand now."""
    for address in ("linh-vuc/c", "don-vi/doan-the"):
        canonical = one(page(years_site, address), "link[rel=canonical]")
        assert led_to(years_site, address, str(canonical["href"])) == f"2025/{address}/"


def test_a_lost_code_is_named_at_the_foot_of_its_old_page(years_site: Path) -> None:
    """Its anchor is still there, with a link to the edition that has it; it is neither printed nor found."""
    found = page(years_site, "linh-vuc/b")
    row = one(found, "#b-4")
    assert row in found.select("section.gone.no-print li")
    assert led_to(years_site, "linh-vuc/b", str(one(row, "a")["href"])) == "2025/linh-vuc/b/#b-4"
    assert page(years_site, "linh-vuc/a").select(".gone") == []
    places = searched(lambda name: (years_site / "assets/search" / name).read_bytes())["places"]
    assert "B.4" not in [place.get("code") for place in places]


def test_every_criterion_can_be_cited_for_ever(years_site: Path) -> None:
    """Each criterion of a section's page links to its address with the year, and says how it is cited."""
    for year, section in (("2026", "linh-vuc/a"), ("2025", "2025/linh-vuc/a")):
        found = page(years_site, section)
        cited = {led_to(years_site, section, str(link["href"])) for link in found.select(".criterion .cite")}
        anchors = [str(heading["id"]) for heading in found.select(".criterion h3")]
        assert cited == {f"{year}/linh-vuc/a/#{anchor}" for anchor in anchors}
        first = one(found, ".criterion .cite")
        assert first["title"] == f"A.1.1, Sổ tay Chỉ số phục vụ xã Thử Nghiệm, ấn bản {year}"


def test_the_list_of_editions_leads_to_each(years_site: Path) -> None:
    """Newest first, with what changed, what it has, where it came from, its address with the year, its downloads."""
    rows = page(years_site, "an-ban").select("article tbody tr")
    assert [one(row, "th a").get_text() for row in rows] == ["Ấn bản 2026", "Ấn bản 2025"]
    assert "12 tiêu chí, 13,00 điểm" in rows[0].get_text()
    assert "Kèm theo Quyết định số 01/QĐ-UBND" in rows[1].get_text()
    links = [[led_to(years_site, "an-ban", str(link["href"])) for link in row.select("a")] for row in rows]
    assert links == [["", "thay-doi/", "2026/", "tai-ve/"], ["2025/", "2025/", "2025/tai-ve/"]]


def test_the_themes_index_has_no_older_page(years_site: Path) -> None:
    """What the search of the newest edition reads besides its own data is of that edition."""
    index = json.loads((years_site / "search/search_index.json").read_text(encoding="utf-8"))
    assert [found["location"] for found in index["docs"] if found["location"].startswith("2025")] == []


def test_the_sitemap_has_the_newest_edition_only(addressed_site: Path) -> None:
    """Search engines are shown the newest edition; what is shared is there, what is older or leads on is not."""
    addresses = re.findall(r"<loc>(.*)</loc>", (addressed_site / "sitemap.xml").read_text(encoding="utf-8"))
    assert {ADDRESS, f"{ADDRESS}linh-vuc/a/", f"{ADDRESS}an-ban/", f"{ADDRESS}huong-dan/"} <= set(addresses)
    assert [address for address in addresses if re.search(r"/20\d\d/|doan-the|linh-vuc/c/", address)] == []


def test_an_older_page_is_shared_with_its_own_picture(addressed_site: Path) -> None:
    """The picture that goes with a link names the edition, so an older page has that of its own."""
    found = page(addressed_site, "2025/linh-vuc/a")
    picture = one(found, 'meta[property="og:image"]')
    assert picture["content"] == f"{ADDRESS}2025/assets/images/preview.png"
    assert (addressed_site / "2025/assets/images/preview.png").is_file()
