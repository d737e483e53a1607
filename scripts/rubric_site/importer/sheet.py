"""Read an Excel file: the sheets as they are shown, and what Excel made of numbers that were no amounts."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rubric_site import source_table
from rubric_site.importer.lines import Cell, Found, GridRow, Line, add_grid, unreadable

DIGITS = 10
"""Decimals that are kept of a number: what stands behind is noise of binary fractions."""


def read(path: Path) -> Found:
    """Return the lines of an Excel file.

    Args:
        path: A .xlsx or .xlsm file.

    Raises:
        ValueError: If the file is no Excel file.
    """
    try:
        written = openpyxl.load_workbook(path)
        has_formulas = any(part.data_type == "f" for sheet in written.worksheets for row in sheet.rows for part in row)
        counted = openpyxl.load_workbook(path, data_only=True) if has_formulas else written
    except Exception as error:  # openpyxl lets through what zipfile and the XML parser raise, each of its own kind
        raise unreadable(".xlsx", "Excel") from error
    found = Found()
    for sheet, values in zip(written.worksheets, counted.worksheets, strict=True):
        _Sheet(sheet, values, found).add()
    return found


@dataclass(frozen=True)
class _Shown:
    """What a cell shows, and whether that is a number whose trailing zero Excel drops."""

    text: str
    bare_number: bool = False


class _Sheet:
    """One sheet of the file."""

    def __init__(self, sheet: Worksheet, values: Worksheet, found: Found) -> None:
        self.sheet, self.values, self.found = sheet, values, found
        self.name = f"trang tính “{sheet.title}”"
        self.merged = {
            (row, column): (area.min_row, area.min_col)
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        }
        self.columns: dict[str, int] = {}
        self.seen: set[str] = set()

    def add(self) -> None:
        """Add the sheet's lines; a hidden sheet is named, not taken."""
        cells = [row for row in self.sheet.iter_rows() if any(part.value is not None for part in row)]
        if not cells:
            return
        if self.sheet.sheet_state != "visible":
            self.found.note(self.name, f"trang tính ẩn, có {len(cells)} hàng; không lấy")
            return
        if self.found.lines:
            self.found.lines.append(Line(("",), self.name))
        self._say_hidden_columns()
        add_grid(list(self._rows()), self.found)

    def _say_hidden_columns(self) -> None:
        for letter, dimension in self.sheet.column_dimensions.items():
            if dimension.hidden:
                last = get_column_letter(dimension.max or dimension.min or 1)
                self.found.note(self.name, f"cột ẩn {letter if last == letter else f'{letter} đến {last}'}; vẫn đọc")

    def _rows(self) -> Iterator[GridRow]:
        for row in self.sheet.iter_rows():
            number = row[0].row or 0
            place = f"{self.name}, hàng {number}"
            header = source_table.columns([source_table.clean(str(part.value or "")) for part in row])
            self.columns = header or self.columns
            cells = tuple(self._cell(part, place) for part in row)
            if self.sheet.row_dimensions[number].hidden and any(part.text for part in cells):
                self.found.note(place, f"hàng ẩn, vẫn lấy: “{' '.join(part.text for part in cells if part.text)}”")
            yield GridRow(cells, place)

    def _cell(self, part: Any, place: str) -> Cell:  # noqa: ANN401 - a cell or a part of a merged one
        top = self.merged.get((part.row, part.column))
        if top and top != (part.row, part.column):
            return Cell(above=part.row > top[0])
        if not isinstance(part, SheetCell) or part.value is None:
            return Cell()
        if part.font.strike:
            self.found.struck(str(part.value), place)
        role = next((role for role, at in self.columns.items() if at == part.column - 1), "")
        shown = self._shown(part, role, place)
        return self.found.cell(self._code(shown, place) if role == "code" else shown.text, place)

    def _shown(self, part: SheetCell, role: str, place: str) -> _Shown:
        value: object = part.value
        if part.data_type == "f":
            value = self.values.cell(part.row, part.column).value
            formula = str(part.value if isinstance(part.value, str) else getattr(part.value, "text", part.value))
            if value is None:
                self.found.note(
                    place, f"công thức {formula} chưa có kết quả; để trống (mở bằng Excel, lưu lại rồi nhập)"
                )
                return _Shown("")
            self.found.note(place, f"công thức {formula}; lấy kết quả {_number(value, part.number_format, ',').text}")
        if isinstance(value, dt.datetime | dt.date):
            return _Shown(self._date(value, part, role, place))
        return _number(value, part.number_format, "." if role == "code" else ",")

    def _date(self, value: dt.date, part: SheetCell, role: str, place: str) -> str:
        """Return the number that Excel took for a date: 1.5 became 1 May, 1.13 January 2013."""
        if role not in ("code", "points"):
            return f"{value:%d/%m/%Y}"
        form = part.number_format.lower()
        pairs = [(value.day, value.month), (value.month, value.day)]
        if "d" not in form and "y" in form:
            pairs = [(value.month, value.year % 100)]
        options = [f"{one}.{two}" for one, two in pairs]
        text = next((option for option in options if role == "code" and self._follows(option)), options[0])
        text = text if role == "code" else text.replace(".", ",")
        self.found.note(place, f"Excel đã đổi số thành ngày {value:%d/%m/%Y}; hiểu là {text}")
        return text

    def _follows(self, code: str) -> bool:
        """Return whether a code goes on from those above it."""
        group, _, last = code.partition(".")
        return code not in self.seen and (
            f"{group}.{int(last) - 1}" in self.seen or (last == "1" and group in self.seen)
        )

    def _code(self, shown: _Shown, place: str) -> str:
        """Return a code with the zero that Excel dropped: a second 1.1, or one that goes on from 1.9, is 1.10."""
        text = shown.text
        group, _, last = text.partition(".")
        if shown.bare_number and last and (text in self.seen or f"{group}.{int(last) * 10 - 1}" in self.seen):
            text = f"{text}0"
            self.found.note(place, f"Excel ghi số {shown.text}; theo thứ tự thì là {text}")
        if text and not re.match(r"[a-zđ\d(]", text):
            self.seen.clear()  # a section, below which the numbers begin again
        self.seen.add(text)
        return text


def _number(value: object, form: str, mark: str) -> _Shown:
    """Return what a cell shows: as many decimals as its format says, else as many as the number has."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return _Shown(str(value))
    percent = "%" in form
    amount = round(Decimal(repr(value)) * (100 if percent else 1), DIGITS)
    decimals = re.search(r"0[.](0+)", form)
    text = f"{amount:.{len(decimals[1])}f}" if decimals else f"{amount.normalize():f}"
    if decimals and Decimal(text) != amount:
        text = f"{amount.normalize():f}"
    return _Shown(f"{text.replace('.', mark)}{'%' if percent else ''}", bare_number=not decimals and not percent)
