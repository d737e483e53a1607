"""Makes documents of tables, damaged in the ways that offices damage them, for the tests of the import."""

import io
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import docx
import import_table
import openpyxl
from docx.table import Table
from rubric_site import load
from rubric_site.model import Criterion, Group, Item, Rubric

HEADER = ("TT", "Nội dung/Tiêu chí", "Điểm tối đa", "Đơn vị")
Grid = Sequence[Sequence[object]]


def word(path: Path, rows: Grid, head: Iterable[str] = (), *, header: Sequence[str] = HEADER) -> Path:
    """Write a Word file: lines of text, then a table."""
    document = docx.Document()
    for line in head:
        document.add_paragraph(line)
    fill(document.add_table(0, len(header)), [header, *rows])
    document.save(str(path))
    return path


def fill(table: Table, rows: Grid) -> None:
    """Add rows to a table; a line break in a text begins a paragraph."""
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):  # type: ignore[no-untyped-call]
            first, *more = str(text).split("\n")
            cell.text = first
            for paragraph in more:
                cell.add_paragraph(paragraph)


def excel(path: Path, rows: Grid, head: Iterable[str] = (), *, header: Sequence[str] = HEADER) -> Path:
    """Write an Excel file: lines of text, then a table."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in head:
        sheet.append([line])
    for row in (header, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


def text(path: Path, rows: Grid, head: Iterable[str] = (), *, header: Sequence[str] = HEADER) -> Path:
    """Write a text with tabs."""
    lines = [*head, *("\t".join(map(str, row)) for row in (header, *rows))]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@dataclass
class Outcome:
    """What a run of the command said and wrote."""

    status: int
    said: str
    folder: Path

    @property
    def rubric(self) -> Rubric:
        """The one edition that the folder holds, which has to be without errors."""
        loaded = load.load(self.folder)
        assert [str(problem) for problem in loaded.problems] == []
        (rubric,) = loaded.rubrics.values()
        return rubric

    @property
    def rows(self) -> list[tuple[object, ...]]:
        """The rows of the edition."""
        return flat(self.rubric)


def run(table: Path, folder: Path, *options: str, year: int = 2026) -> Outcome:
    """Run the command and return what came of it."""
    said = io.StringIO()
    with redirect_stdout(said):
        status = import_table.main([str(table), "--year", str(year), "--rubric", str(folder), *options])
    return Outcome(status, said.getvalue(), folder)


def flat(rubric: Rubric) -> list[tuple[object, ...]]:
    """The rows of an edition: level, code, title, kind, points, scale, units by name, lead by name."""
    names = {unit.id: unit.name for unit in rubric.units}
    rows: list[tuple[object, ...]] = []
    for section in rubric.sections:
        units = tuple(names[unit] for unit in section.units)
        rows.append((0, section.code, section.title, "scored", section.max_points, (), units, None))
        rows += _below(section.items, names, 1)
    return rows


def _below(items: Iterable[Item], names: Mapping[str, str], level: int) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for item in items:
        units = tuple(names[unit] for unit in item.units)
        if isinstance(item, Group):
            rows.append((level, item.code, item.title, "scored", item.max_points, (), units, None))
            rows += _below(item.criteria, names, level + 1)
        else:
            rows.append((level, item.code, item.title, item.kind, item.points, _steps(item), units, _lead(item, names)))
    return rows


def _steps(item: Criterion) -> tuple[object, ...]:
    return tuple((step.condition, step.points) for step in item.scale)


def _lead(item: Criterion, names: Mapping[str, str]) -> str | None:
    return names[item.lead] if item.lead else None
