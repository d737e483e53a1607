"""The search's files: complete, leading to what is there, and the scripts published as they were written."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from rubric_site import search, views
from stage import COMMUNE, DISTRICT, newest, project

SCRIPTS = Path(search.__file__).parent / "javascripts"


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


def data(files: dict[str, bytes], name: str) -> Any:  # noqa: ANN401 - JSON
    """What a data file assigns."""
    return json.loads(files[f"assets/search/{name}.js"].decode().split(" = ", 1)[1].removesuffix(";\n"))


def test_everything_can_be_found(files: dict[str, bytes], site: views.Site) -> None:
    """Units, sections, groups, criteria and documents, with a list of lines for each but the documents."""
    places, notes = data(files, "places"), data(files, "notes")
    codes = [place["code"] for place in places["places"] if place["kind"] == "criterion"]
    assert codes == [entry.code for entry in site.entries]
    kinds = [place["kind"] for place in places["places"]]
    assert kinds.count("unit") == len(site.units)
    assert kinds.count("section") == len(site.sections)
    assert kinds.count("group") == sum(
        hasattr(item, "criteria") for view in site.sections for item in view.section.items
    )
    assert len(notes["lines"]) == len(places["places"])
    assert len(notes["documents"]) == len(site.cited)
    assert list(places["abbreviations"]) == list(site.rubric.abbreviations)


def test_a_place_stands_below_its_parent(files: dict[str, bytes]) -> None:
    """A criterion's parent is its group, or its section where it stands alone; a group's is its section."""
    places = data(files, "places")["places"]
    below = [place for place in places if "parent" in place]
    assert below
    for place in below:
        assert place["code"].startswith(f"{places[place['parent']]['code']}.")


def test_every_address_is_there(files: dict[str, bytes], rubric: Path) -> None:
    """Each result leads to a page, and to an id on it."""
    for place in [*data(files, "places")["places"], *data(files, "notes")["documents"]]:
        path, _, anchor = place["url"].partition("#")
        assert not anchor or anchor in ids(project(rubric) / "site" / path / "index.html"), place["url"]


@cache
def ids(page: Path) -> set[str]:
    """The ids of a built page."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    return {str(tag["id"]) for tag in soup.select("[id]")}


@pytest.mark.parametrize("name", sorted(search.PUBLISHED))
def test_a_script_is_published_without_its_comments_and_otherwise_as_written(
    name: str, files: dict[str, bytes]
) -> None:
    """No comment, indent or empty line is left, and every line of code still stands there, in its order."""
    published = files[f"assets/search/{name}"].decode().splitlines()
    assert published
    assert not [line for line in published if line != line.strip() or line.startswith(("//", "/**")) or not line]
    lines = iter(published)
    for source in search.PUBLISHED[name]:
        comment = False
        for line in (SCRIPTS / source).read_text(encoding="utf-8").splitlines():
            comment = comment or (line.strip().startswith("/*") and not line.startswith("/*!"))
            if not comment and line.strip() and not line.strip().startswith("//"):
                assert line.strip().startswith(next(lines)), line
            comment = comment and not line.strip().endswith("*/")


def test_the_files_are_the_same_every_time(files: dict[str, bytes], site: views.Site) -> None:
    """Nothing of the hour or of chance is in them."""
    assert search.files(site) == files
