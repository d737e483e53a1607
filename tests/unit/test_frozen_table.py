"""The frozen edition says what its table as issued says, letter for letter.

The table is read here by a parser of its own, and the YAML by a plain loader: neither shares code with the generator,
whose own check of this stands on them.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

import yaml
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
