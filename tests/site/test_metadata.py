"""What a link to a page shows elsewhere: title, description and picture; whole addresses where the site has one."""

import json
import struct
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from stage import ADDRESS, SOURCE, YEARS, full_pages, project

pytestmark = pytest.mark.slow


def properties(soup: BeautifulSoup) -> dict[str, str]:
    """The Open Graph properties of a page."""
    return {str(tag["property"]): str(tag["content"]) for tag in soup.select("meta[property]")}


def test_every_page_can_be_shared(addressed_site: Path) -> None:
    """Each page gives its own title, description and address, and one picture that is there in its size."""
    titles = set()
    pages = [page for page in full_pages(addressed_site) if page.name == "index.html"]
    for page in pages:
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        found = properties(soup)
        titles.add(found["og:title"])
        description = soup.select_one('meta[name="description"]')
        assert description is not None
        assert found["og:description"] == description["content"]
        assert found["og:url"] == ADDRESS + f"{page.parent.relative_to(addressed_site).as_posix()}/".removeprefix("./")
        assert found["og:locale"] == "vi_VN"
        picture = addressed_site / found["og:image"].removeprefix(ADDRESS)
        size = struct.unpack(">II", picture.read_bytes()[16:24])
        assert size == (int(found["og:image:width"]), int(found["og:image:height"])) == (1200, 630)
    assert len(titles) == len(pages)


def test_without_an_address_nothing_half_is_said(built_site: Path) -> None:
    """A picture's address has to be whole: without the site's own there is none."""
    found = properties(BeautifulSoup((built_site / "index.html").read_text(encoding="utf-8"), "html.parser"))
    assert "og:image" not in found
    assert "og:title" in found


def test_the_data_are_described_for_search_engines(built_site: Path) -> None:
    """The page of downloads says as a `Dataset` of schema.org what the data are and where they lie."""
    folder = built_site / "tai-ve"
    soup = BeautifulSoup((folder / "index.html").read_text(encoding="utf-8"), "html.parser")
    (block,) = soup.select('script[type="application/ld+json"]')
    data = json.loads(block.get_text())
    assert data["@type"] == "Dataset"
    title = soup.title
    assert title is not None
    assert data["name"] in title.get_text()
    assert [(folder / file["contentUrl"]).is_file() for file in data["distribution"]] == [True] * 3


def test_a_published_page_links_to_its_source(addressed_site: Path) -> None:
    """At its foot each page made from the rubric links to the file that an editor changes."""
    section = addressed_site / "linh-vuc/b/index.html"
    link = BeautifulSoup(section.read_text(encoding="utf-8"), "html.parser").select_one(".edit-link a")
    assert link is not None
    file = str(link["href"]).removeprefix(f"{SOURCE}/blob/HEAD/")
    assert (project(YEARS) / file).is_file()
