"""The rubric and the built pages say what the table as issued says, letter for letter.

The table is read here by a parser of its own, and the YAML by a plain loader: neither shares code with the generator.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from stage import DISTRICT

EDITION = DISTRICT / "2023"
ROMAN_ROW = re.compile(r"[IVX]+")


@dataclass
class Row:
    """A line of the table: the code as the site writes it, the title, the points and the units' names."""

    code: str
    title: str
    points: Decimal | None
    units: list[str] = field(default_factory=list)


@cache
def table() -> list[Row]:
    """The lines of the table as issued, sections included, with full codes."""
    rows, section = [], ""
    for line in (EDITION / "source.txt").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) != 4 or cells[0] == "TT":
            continue
        number = cells[0].replace(",", ".")
        section = number if ROMAN_ROW.fullmatch(number) else section
        code = number if number == section else f"{section}.{number}"
        points = Decimal(cells[2].replace(",", ".")) if cells[2].strip() else None
        rows.append(Row(code, cells[1], points, [name.strip() for name in cells[3].split(",") if name.strip()]))
    return rows


def criteria() -> list[Row]:
    """The lines that are scored: those with points below a section."""
    return [row for row in table() if row.points is not None and "." in row.code]


@cache
def rubric() -> list[Row]:
    """The same lines, from the YAML."""
    names = {unit["id"]: unit["name"] for unit in _yaml("units.yaml")["units"]}
    rows = []
    for path in sorted(EDITION.glob("[0-9]*.yaml")):
        section = yaml.safe_load(path.read_text(encoding="utf-8"))
        rows.append(_row(section["code"], section, names, "max_points"))
        for item in section["items"]:
            parts = (item, *item.get("criteria", ()))
            rows += [_row(f"{section['code']}.{part['code']}", part, names, "points") for part in parts]
    return rows


def _yaml(name: str) -> Any:  # noqa: ANN401 - whatever the file holds
    return yaml.safe_load((EDITION / name).read_text(encoding="utf-8"))


def _row(code: str, part: dict[str, Any], names: dict[str, str], key: str) -> Row:
    points = Decimal(str(part[key])) if key in part else None
    return Row(code, part["title"], points, [names[unit] for unit in part.get("units", ())])


def soup(path: Path) -> Tag:
    """The article of a built page."""
    article = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").find("article")
    assert article is not None
    return article


def text(tag: Tag | None) -> str:
    """The text of an element with white space folded."""
    return " ".join(tag.get_text().split()) if tag else ""


def points_rows(article: Tag) -> list[tuple[str, str, str, list[str]]]:
    """The lines of all the point tables of a page: code, title, units, points."""
    lines = []
    for line in article.select("table.points-table tbody tr:not(.group)"):
        units = [text(link) for link in line.select("td.units a")]
        found = (line.select_one(f"td.{name}") for name in ("code", "title", "number"))
        code, title, points = map(text, found)
        lines.append((code, title, points, units))
    return lines


def comma(points: Decimal | None) -> str:
    """Points as the site writes them."""
    return f"{points:.2f}".replace(".", ",")


def test_every_line_of_the_table_is_in_the_rubric_as_it_stands() -> None:
    """Codes, titles, points and units of sections, groups and criteria are those of the source, in its order."""
    assert rubric() == table()


def test_control_totals_are_those_of_the_table() -> None:
    """The edition's control totals, and the number of sections, groups and units, follow from the source alone."""
    totals = _yaml("edition.yaml")["totals"]
    assert totals["criteria"] == len(criteria()) == 69
    assert Decimal(str(totals["points"])) == sum(row.points or 0 for row in criteria()) == Decimal("59.00")
    assert len([row for row in table() if "." not in row.code]) == 8
    assert len([row for row in table() if "." in row.code and row.points is None]) == 23
    assert len({unit for row in table() for unit in row.units}) == len(_yaml("units.yaml")["units"]) == 8


def test_section_pages_show_every_criterion_once(built_site: Path) -> None:
    """The point table of a section's page holds each of its criteria once, with its points and units, in order."""
    for section in [row for row in table() if "." not in row.code]:
        article = soup(built_site / "linh-vuc" / section.code.lower() / "index.html")
        expected = [row for row in criteria() if row.code.split(".")[0] == section.code]
        assert points_rows(article) == [(row.code, row.title, comma(row.points), row.units) for row in expected]
        assert section.title in text(article.select_one(".official-title"))
        total = comma(sum((row.points or Decimal() for row in expected), Decimal()))
        assert text(article.select_one("table.points-table tfoot .number")) == total


def test_group_rows_show_the_groups_of_the_table(built_site: Path) -> None:
    """Groups stand in the point tables with their titles and with the units that the source names on their rows."""
    for section in [row for row in table() if "." not in row.code]:
        article = soup(built_site / "linh-vuc" / section.code.lower() / "index.html")
        shown = [
            (text(line.select_one(".code")), text(line.select_one("th.title")), text(line.select_one(".units")))
            for line in article.select("table.points-table tr.group")
        ]
        groups = [row for row in table() if row.points is None and row.code.startswith(f"{section.code}.")]
        assert shown == [(row.code, row.title, ", ".join(row.units)) for row in groups]


def test_section_pages_explain_every_criterion_once(built_site: Path) -> None:
    """Below its table a section's page has one heading a criterion, at the permanent anchor, with points and units."""
    for section in {row.code.split(".")[0] for row in criteria()}:
        article = soup(built_site / "linh-vuc" / section.lower() / "index.html")
        shown = []
        for criterion in article.select("section.criterion"):
            heading = criterion.select_one("h3")
            assert heading is not None
            title = text(heading).removesuffix("¶").strip()
            units = [text(link) for link in criterion.select(".criterion-status a[href*='don-vi']")]
            shown.append((heading.get("id"), title, text(criterion.select_one(".criterion-points b")), units))
        expected = [row for row in criteria() if row.code.split(".")[0] == section]
        assert shown == [
            (row.code.lower().replace(".", "-"), f"{row.code} {row.title}", comma(row.points), row.units)
            for row in expected
        ]


@pytest.mark.parametrize("unit", [unit["id"] for unit in _yaml("units.yaml")["units"]])
def test_unit_pages_show_every_criterion_once(built_site: Path, unit: str) -> None:
    """A unit's page holds each criterion that names it once, in table and notes, and the units that share it."""
    name = {item["id"]: item["name"] for item in _yaml("units.yaml")["units"]}[unit]
    article = soup(built_site / "don-vi" / unit / "index.html")
    expected = [row for row in criteria() if name in row.units]
    assert points_rows(article) == [
        (row.code, row.title, comma(row.points), [other for other in row.units if other != name]) for row in expected
    ]
    folded = [
        (text(part.select_one("summary .code")), text(part.select_one("summary .title")))
        for part in article.select("details.criterion-folded")
    ]
    assert folded == [(row.code, row.title) for row in expected]
    points = sum((row.points or Decimal() for row in expected), Decimal())
    assert f"Tổng cộng {len(expected)} tiêu chí, {comma(points)} điểm." in text(article)


def test_home_shows_the_totals_of_the_table(built_site: Path) -> None:
    """Home says how many criteria and points there are, by section and by unit."""
    article = soup(built_site / "index.html")
    bars = {
        text(line.select_one("a")): text(line.select_one("td.number b"))
        for line in article.select(".bar-table tbody tr")
    }
    by_section: defaultdict[str, Decimal] = defaultdict(Decimal)
    by_unit: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in criteria():
        by_section[row.code.split(".")[0]] += row.points or 0
        for unit in row.units:
            by_unit[unit] += row.points or 0
    labels = {_yaml(path.name)["code"]: _yaml(path.name)["label"] for path in EDITION.glob("[0-9]*.yaml")}
    assert bars == {labels[code]: comma(points) for code, points in by_section.items()}
    shown = {
        text(line.select_one("th")): text(line.select_one("td.total")) for line in article.select(".matrix tbody tr")
    }
    assert shown == {name: comma(points) for name, points in by_unit.items()}


def test_a_section_with_a_figure_of_its_own_shows_both(built_site: Path) -> None:
    """Where the source gives a whole section points (V: 13,00), its page shows them beside what is listed."""
    for row in [row for row in table() if "." not in row.code and row.points is not None]:
        article = soup(built_site / "linh-vuc" / row.code.lower() / "index.html")
        listed = sum(
            (part.points or Decimal() for part in criteria() if part.code.split(".")[0] == row.code), Decimal()
        )
        assert f"ghi {comma(row.points)} điểm" in text(article.select_one(".page-head"))
        assert f"cộng lại {comma(listed)} điểm" in text(article.select_one(".page-head"))


def test_every_criterion_has_a_note_with_sources() -> None:
    """All criteria have guidance with actions, evidence, at least one document and an honest review status."""
    for path in sorted(EDITION.glob("[0-9]*.yaml")):
        for item in _yaml(path.name)["items"]:
            for part in item.get("criteria", [item]):
                note = part["guidance"]
                assert note["actions"], part["code"]
                assert note["evidence"], part["code"]
                assert note["references"], part["code"]
                assert note["review"] == {"status": "draft"}
