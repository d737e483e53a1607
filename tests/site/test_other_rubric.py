"""Another body swaps in its own rubric: the site builds strictly without a change of code."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from stage import COMMUNE, project, run


@pytest.fixture(scope="module")
def commune_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the invented commune, built strictly in a project that has no other rubric."""
    folder = tmp_path_factory.mktemp("site")
    repository = {"REPO_URL": "https://example.org/xa/so-tay", "EDIT_URI": "edit/main/"}
    run(project(COMMUNE), "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder), **repository)
    return folder


@pytest.mark.slow
def test_the_commune_has_its_own_pages_and_name(commune_site: Path) -> None:
    """Names, sections and units are the commune's; nothing of the first rubric is left in generated pages."""
    home = (commune_site / "index.html").read_text(encoding="utf-8")
    assert "Sổ tay Chỉ số phục vụ xã Thử Nghiệm 2026" in home
    assert "Mê Linh" not in home
    assert {path.parent.name for path in commune_site.glob("linh-vuc/*/index.html")} == {"a", "b"}
    assert {path.parent.name for path in commune_site.glob("don-vi/*/index.html")} == {
        "van-phong",
        "kinh-te",
        "phuc-vu",
    }


@pytest.mark.slow
def test_every_generated_page_links_to_the_file_to_edit(commune_site: Path) -> None:
    """Where the repository's address is known, a page links to the YAML file behind it."""
    for page, file in (("linh-vuc/a", "01-tiep-nhan.yaml"), ("don-vi/phuc-vu", "units.yaml"), (".", "edition.yaml")):
        soup = BeautifulSoup((commune_site / page / "index.html").read_text(encoding="utf-8"), "html.parser")
        links = [str(link["href"]) for link in soup.select(".edit-link a")]
        assert links == [f"https://example.org/xa/so-tay/edit/main/rubric/2026/{file}"]


@pytest.mark.slow
def test_the_repository_is_linked_but_not_asked(commune_site: Path) -> None:
    """The theme's widget, whose script asks the repository's host for figures, is on no page."""
    for path in commune_site.rglob("*.html"):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert soup.select('[data-md-component="source"]') == [], path
