"""The built pages say what the YAML says, letter for letter, whichever body's rubric that is.

Asked of the newest edition in rubric/, and of every fixture, so that no question here knows one rubric only. The YAML
is read by a plain loader and the pages as HTML: neither shares code with the generator. That the YAML says what the
table as issued says is the generator's own check.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from stage import FIXTURES, RUBRIC, YEARS, full_pages, project

SIGNS = {"scored": "", "bonus": "+", "deduction": "−"}
WORDS = {"scored": "", "bonus": "cộng", "deduction": "trừ"}
"""What stands in a column of points before them, and what instead of them where there are none."""


@dataclass(frozen=True)
class Row:
    """A row of a section: a group or a criterion, with its units as the table names them."""

    part: dict[str, Any]
    units: tuple[str, ...]

    @property
    def is_group(self) -> bool:
        """Whether other rows stand below it."""
        return "criteria" in self.part

    @property
    def title(self) -> str:
        """The title with white space folded."""
        return folded(self.part["title"])

    @property
    def points(self) -> Decimal | None:
        """Its points, where it has any."""
        return number(self.part.get("max_points" if self.is_group else "points"))

    @property
    def kind(self) -> str:
        """How it counts."""
        return str(self.part.get("kind", "scored"))

    @property
    def counts(self) -> bool:
        """Whether it is a criterion within the totals."""
        return not self.is_group and self.kind == "scored"


@dataclass(frozen=True)
class Edition:
    """An edition of a rubric, and the folder of the site that its pages stand in."""

    folder: Path
    site: Path

    @property
    def about(self) -> Any:  # noqa: ANN401 - whatever the file holds
        """What edition.yaml says."""
        return read(self.folder / "edition.yaml")

    @property
    def scored(self) -> bool:
        """Whether the rubric has points."""
        return "points" in self.about["totals"]

    @property
    def units(self) -> list[dict[str, str]]:
        """The units in their order."""
        path = self.folder / "units.yaml"
        return list(read(path)["units"]) if path.is_file() else []

    @property
    def sections(self) -> list[tuple[dict[str, Any], list[Row]]]:
        """The sections with their rows, in the order of the files."""
        names = {unit["id"]: unit["name"] for unit in self.units}
        paths = sorted(path for path in self.folder.glob("*.yaml") if path.stem not in ("edition", "units"))
        return [(section, list(rows(section["items"], names))) for section in map(read, paths)]

    def pages(self, folder: str) -> list[Path]:
        """The pages in a folder, but for those that only lead on to another edition."""
        return full_pages(self.site / folder, "*/index.html")

    def section_page(self, code: str) -> Tag:
        """The page of a section, by the code that stands above its heading."""
        found = (article(path) for path in self.pages("linh-vuc"))
        return next(page for page in found if text(page.select_one(".eyebrow")).endswith(f" {code}"))


@cache
def read(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """A YAML file, all of its values as text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - gives text only


def rows(items: list[dict[str, Any]], names: dict[str, str]) -> Iterator[Row]:
    """Yield the rows of a list and of all that stand below them."""
    for item in items:
        yield Row(item, tuple(names[unit] for unit in item.get("units", ())))
        yield from rows(item.get("criteria", []), names)


@cache
def article(path: Path) -> Tag:
    """The article of a built page."""
    found = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").find("article")
    assert isinstance(found, Tag)
    return found


def folded(words: str) -> str:
    """A text with white space folded."""
    return " ".join(words.split())


def text(tag: Tag | None) -> str:
    """The text of an element with white space folded; none where it is not there."""
    return folded(tag.get_text()) if tag else ""


def number(written: str | None) -> Decimal | None:
    """A number of the YAML."""
    return None if written is None else Decimal(written.replace(",", "."))


def comma(points: Decimal) -> str:
    """Points as Vietnamese readers write them: with a comma, and two digits behind it or as many as there are."""
    digits = max(2, -int(points.normalize().as_tuple().exponent))
    return f"{points:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def total(found: list[Row]) -> Decimal:
    """What the rows that count add up to."""
    return sum((row.points or Decimal() for row in found if row.counts), Decimal())


def column(edition: Edition, row: Row) -> str:
    """What stands in the column of points."""
    if not edition.scored:
        return ""
    if row.points is None:
        return WORDS[row.kind]
    return SIGNS[row.kind] + comma(row.points)


def table_rows(page: Tag) -> list[tuple[str, str, str, str]]:
    """The rows of a page's point tables: code, title, units and points, each empty where there is no such column."""
    return [
        (
            text(line.select_one(".code")),
            text(line.select_one("td.title a, th.title")).removesuffix(text(line.select_one(".title .table-note"))),
            text(line.select_one("td.units")).replace(" (chủ trì)", ""),
            text(line.select_one("td.number")),
        )
        for line in page.select("table.points-table tbody tr")
    ]


def end_with(codes: list[str], found: list[Row]) -> bool:
    """Whether full codes are those of some rows: each ends with the row's own."""
    own = [row.part["code"].removesuffix(")") for row in found]
    return all(code.endswith(last) for code, last in zip(codes, own, strict=True)) and len(set(codes)) == len(codes)


SLOW = [pytest.param(name, marks=pytest.mark.slow) for name in (*(path.name for path in FIXTURES), "older")]


@pytest.fixture(params=["published", *SLOW])
def edition(request: pytest.FixtureRequest) -> Edition:
    """The newest edition of the published rubric, then of each fixture, then an older edition below its year."""
    if request.param == "older":
        return Edition(YEARS / "2025", project(YEARS) / "site" / "2025")
    if request.param == "published":
        rubric, site = RUBRIC, request.getfixturevalue("published_site")
    else:
        rubric = next(path for path in FIXTURES if path.name == request.param)
        site = project(rubric) / "site"
    folders = [path.parent for path in rubric.glob("*/edition.yaml")]
    return Edition(max(folders, key=lambda folder: int(folder.name)), site)


def test_a_section_s_table_has_its_rows(edition: Edition) -> None:
    """Every group and criterion once, in order, with its code, title, units and points, and what they add up to."""
    pages = list(edition.pages("linh-vuc"))
    assert len(pages) == len(edition.sections) > 0
    for section, found in edition.sections:
        page = edition.section_page(section["code"])
        assert text(page.select_one(".official-title")).endswith(folded(section["title"]))
        shown = table_rows(page)
        assert [line[1:] for line in shown] == [
            (row.title, ", ".join(row.units), column(edition, row)) for row in found
        ]
        assert end_with([line[0] for line in shown], found)
        if edition.scored and any(row.counts for row in found):
            assert text(page.select_one("table.points-table tfoot .number")) == comma(total(found))


def test_a_figure_of_the_table_that_is_no_sum_is_shown_beside_the_sum(edition: Edition) -> None:
    """Where the row of a section has other points than its criteria, the page's head says both."""
    for section, found in edition.sections:
        declared = number(section.get("max_points"))
        if edition.scored and declared not in (None, total(found)):
            head = text(edition.section_page(section["code"]).select_one(".page-head"))
            assert f"ghi {comma(declared or Decimal())} " in head
            assert f"cộng lại {comma(total(found))} " in head


def test_a_section_explains_its_criteria(edition: Edition) -> None:
    """Below its table every criterion has a heading that its row links to, its points, its units and its whole note."""
    for section, found in edition.sections:
        page = edition.section_page(section["code"])
        criteria = [row for row in found if not row.is_group]
        anchors = [str(link["href"]).removeprefix("#") for link in page.select(".points-table td.title a")]
        shown = page.select("section.criterion")
        assert [str(part.select("h3")[0]["id"]) for part in shown] == anchors
        for part, row in zip(shown, criteria, strict=True):
            heading = text(part.select_one("h3")).removesuffix("¶").strip()
            assert heading.endswith(f" {row.title}")
            assert text(part.select_one(".criterion-points b")) == column(edition, row)
            links = part.select(".criterion-status a[href*='don-vi']")
            assert tuple(text(link) for link in links) == row.units
            assert missing(row, part) == []


def missing(row: Row, part: Tag) -> list[str]:
    """What of a criterion's note is not to be read in a part of a page."""
    note = row.part.get("guidance")
    if note is None:
        return []
    words = [
        note["what"],
        *(one if isinstance(one, str) else one["text"] for one in note["actions"]),
        *note["evidence"],
        (note.get("basis") or note["confidence"])["reason"],
    ]
    words += [deadline["text"] for deadline in note.get("deadlines", ())]
    return [word for word in words if folded(word) not in text(part)]


def test_a_unit_s_page_has_its_criteria(edition: Edition) -> None:
    """Each criterion that names the unit once, in order, with who shares it, its points and note, and the sums."""
    every = [row for _, found in edition.sections for row in found if not row.is_group]
    pages = {path.parent.name for path in edition.pages("don-vi")}
    assert pages == {unit["id"] for unit in edition.units}
    for unit in edition.units:
        page = article(edition.site / "don-vi" / unit["id"] / "index.html")
        own = [row for row in every if unit["id"] in row.part.get("units", ())]
        assert text(page.select_one("h1")).removesuffix("¶") == folded(unit["full_name"])
        assert [line[1:] for line in table_rows(page)] == [
            (row.title, ", ".join(name for name in row.units if name != unit["name"]), column(edition, row))
            for row in own
        ]
        folds = page.select("details.criterion-folded")
        if any("guidance" in row.part for row in own):
            assert [text(fold.select_one("summary .title")) for fold in folds] == [row.title for row in own]
            assert [words for fold, row in zip(folds, own, strict=True) for words in missing(row, fold)] == []
        points = rf", {re.escape(comma(total(own)))} " if edition.scored else ""
        counted = sum(row.counts for row in own)
        assert re.search(rf"Tổng cộng {counted} [^,.]+{points}", text(page))


def test_home_shows_the_sums(edition: Edition) -> None:
    """How many criteria and points there are, in all, by section and by unit."""
    page = article(edition.site / "index.html")
    every = [row for _, found in edition.sections for row in found]
    facts = [text(fact) for fact in page.select(".facts dd")]
    assert facts[0] == str(sum(row.counts for row in every)) == edition.about["totals"]["criteria"]
    bars = [text(line.select_one("td.count")).split()[0] for line in page.select(".bar-table tbody tr")]
    counts = [sum(row.counts for row in found) for _, found in edition.sections]
    assert [bar for bar, count in zip(bars, counts, strict=True) if count] == [str(count) for count in counts if count]
    matrix = [text(line.select_one("td.total")) for line in page.select(".matrix tbody tr")]
    own = [[row for row in every if unit["id"] in row.part.get("units", ())] for unit in edition.units]
    if not edition.scored:
        assert matrix == [str(sum(row.counts for row in found)) for found in own]
        return
    assert facts[1] == comma(total(every)) == comma(number(edition.about["totals"]["points"]) or Decimal())
    points = [text(line.select_one("td.number b")) for line in page.select(".bar-table tbody tr")]
    sums = [comma(total(found)) for _, found in edition.sections]
    assert [shown for shown, count in zip(points, counts, strict=True) if count] == [
        one for one, count in zip(sums, counts, strict=True) if count
    ]
    assert matrix == [comma(total(found)) for found in own]
