"""The search's files: complete, leading to what is there, and the scripts published as they were written."""

import re
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from rubric_site import search, views
from rubric_site.search.published import PUBLISHED, SCRIPTS
from stage import COMMUNE, DISTRICT, newest, project, searched


@pytest.fixture(scope="module", params=[COMMUNE, DISTRICT], ids=["commune", "district"])
def rubric(request: pytest.FixtureRequest) -> Path:
    """The invented commune, which has no groups, and the district."""
    return Path(request.param)


@pytest.fixture(scope="module")
def site(rubric: Path) -> views.Site:
    """What the pages of the newest edition show."""
    return newest(rubric)


@pytest.fixture(scope="module")
def files(site: views.Site) -> dict[str, bytes]:
    """The search's files."""
    return search.files(site)


@pytest.fixture(scope="module")
def data(files: dict[str, bytes]) -> dict[str, Any]:
    """What is packed in the data files."""
    return searched(lambda name: files[f"assets/search/{name}"])


def test_everything_can_be_found(data: dict[str, Any], site: views.Site) -> None:
    """Units, sections, groups, criteria and documents, with a list of lines for each but the documents."""
    places = data["places"]
    codes = [place["code"] for place in places if place["kind"] == "criterion"]
    assert codes == [entry.code for entry in site.entries]
    kinds = [place["kind"] for place in places]
    assert kinds.count("unit") == len(site.units)
    assert kinds.count("section") == len(site.sections)
    assert kinds.count("group") == sum(
        hasattr(item, "criteria") for view in site.sections for item in view.section.items
    )
    assert len(data["lines"]) == len(places)
    assert len(data["documents"]) == len(site.cited)
    assert list(data["abbreviations"]) == list(site.rubric.abbreviations)


def test_a_place_stands_below_its_parent(data: dict[str, Any]) -> None:
    """A criterion's parent is its group, or its section where it stands alone; a group's is its section."""
    places = data["places"]
    below = [place for place in places if "parent" in place]
    assert below
    for place in below:
        assert place["code"].startswith(f"{places[place['parent']]['code']}.")


def test_every_address_is_there(data: dict[str, Any], rubric: Path) -> None:
    """Each result leads to a page, and to an id on it."""
    for place in [*data["places"], *data["documents"]]:
        path, _, anchor = place["url"].partition("#")
        assert not anchor or anchor in ids(project(rubric) / "site" / path / "index.html"), place["url"]


@cache
def ids(page: Path) -> set[str]:
    """The ids of a built page."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    return {str(tag["id"]) for tag in soup.select("[id]")}


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_a_script_is_published_without_comments_and_blanks(name: str, files: dict[str, bytes]) -> None:
    """No comment, indent or empty line is left, and every name of the sources still stands there, in its order."""
    published = files[f"assets/search/{name}"].decode()
    assert not [
        line for line in published.splitlines() if line != line.strip() or line.startswith(("//", "/*")) or not line
    ]
    sources = [(SCRIPTS / source).read_text(encoding="utf-8") for source in PUBLISHED[name]]
    named = [re.findall(r"(?:function|const) (\w+)", text) for text in [*sources, published]]
    assert list(chain.from_iterable(named[:-1])) == named[-1]
    nested = [text for text in sources if re.search(r"\$\{[^}`]*`", text)]
    assert nested == [], "a template in a template loses its blanks"


def test_the_files_are_the_same_every_time(files: dict[str, bytes], site: views.Site) -> None:
    """Nothing of the hour or of chance is in them."""
    assert search.files(site) == files
