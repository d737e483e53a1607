"""What a link to a page shows elsewhere: title, description and picture; whole addresses where the site has one."""

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
ADDRESS = "https://cam-nang.example/cchc/"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, built_site: Path) -> Path:
    """The site built as for an address of its own."""
    assert built_site.is_dir()
    site = tmp_path_factory.mktemp("published")
    env = os.environ | {"SITE_URL": ADDRESS, "REPO_URL": "https://ma-nguon.example/kho", "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(site)], cwd=ROOT, env=env, check=True)
    return site


def properties(page: Path) -> dict[str, str]:
    """The Open Graph properties of a page."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    return {str(tag["property"]): str(tag["content"]) for tag in soup.select("meta[property]")}


def test_every_page_can_be_shared(published: Path) -> None:
    """Each page gives its own title, description and address, and one picture that is there in its size."""
    pages = sorted(published.rglob("index.html"))
    for page in pages:
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        found = properties(page)
        description = soup.select_one('meta[name="description"]')
        assert description is not None
        assert found["og:description"] == description["content"]
        assert found["og:url"] == ADDRESS + f"{page.parent.relative_to(published).as_posix()}/".removeprefix("./")
        assert found["og:locale"] == "vi_VN"
        picture = published / found["og:image"].removeprefix(ADDRESS)
        size = struct.unpack(">II", picture.read_bytes()[16:24])
        assert size == (int(found["og:image:width"]), int(found["og:image:height"])) == (1200, 630)
    assert len({properties(page)["og:title"] for page in pages}) == len(pages)


def test_without_an_address_nothing_half_is_said(built_site: Path) -> None:
    """A picture's address has to be whole: without the site's own there is none."""
    if "SITE_URL" in os.environ:
        pytest.skip("SITE_URL is set")
    assert "og:image" not in properties(built_site / "index.html")
    assert "og:title" in properties(built_site / "index.html")


def test_a_published_page_links_to_its_source(published: Path) -> None:
    """At its foot each page made from the rubric links to the file that an editor changes."""
    section = next(published.glob("linh-vuc/*/index.html"))
    link = BeautifulSoup(section.read_text(encoding="utf-8"), "html.parser").select_one(".edit-link a")
    assert link is not None
    assert str(link["href"]).startswith("https://ma-nguon.example/kho/")
    assert (ROOT / str(link["href"]).split("/", 6)[-1]).is_file() or "rubric/" in str(link["href"])
