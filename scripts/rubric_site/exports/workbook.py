"""Write Excel workbooks: the criteria with columns to fill in, and on a second sheet their notes."""

import datetime as dt
import io
import json
import math
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

A4 = 9
LONGEST = 32_767
"""What a cell of Excel holds at most."""

SHADE, TO_FILL = "#E7EFEF", "#FFFBEA"
FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
LINE_HEIGHT = 15.75
LINE_FILL = 1.08
"""Letters that a line holds for each unit of a column's width, as LibreOffice wraps them, rounded down."""

TEXTS = ("code", "section", "group", "title", "units")
"""The columns that come first and hold what the rubric says; what follows are points and cells to fill in."""

HEAD = 2
"""The row of the column names, below the title and the source."""


def workbook(data: bytes) -> bytes:
    """Return a workbook as XLSX, the same bytes for the same data.

    Args:
        data: What `table` says stands in it, as JSON.
    """
    return _Workbook(json.loads(data)).bytes()


class _Workbook:
    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table
        self._buffer = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._buffer, {"in_memory": True})
        self._formats: dict[str, Format] = {
            "title": self._format(bold=True, font_size=14),
            "source": self._format(italic=True, font_size=11),
            "head": self._format(bold=True, border=1, align="center", valign="vcenter", text_wrap=True, bg_color=SHADE),
            "text": self._format(border=1, text_wrap=True),
            "code": self._format(border=1, num_format="@"),
            "points": self._format(border=1, num_format="0.00"),
            "input": self._format(border=1, text_wrap=True, bg_color=TO_FILL),
            "score": self._format(border=1, num_format="0.00", bg_color=TO_FILL),
            "total": self._format(border=1, bold=True, num_format="0.00"),
        }

    def bytes(self) -> bytes:
        """Fill the sheets and return the file."""
        table = self._table
        # A date of the run would make each run's file another one.
        created = dt.datetime(table["year"], 1, 1, tzinfo=dt.UTC)
        self._book.set_properties({"title": table["title"], "author": table["author"], "created": created})
        self._criteria(self._book.add_worksheet("Tự chấm"))
        if any(row["guidance"] for row in table["rows"]):
            self._notes(self._book.add_worksheet("Hướng dẫn"))
        self._book.close()
        return self._buffer.getvalue()

    def _criteria(self, sheet: Worksheet) -> None:
        """Write a row a criterion; a rubric without units or points has no columns for them."""
        rows, columns = self._table["rows"], self._columns()
        widths = [width for _, _, width in columns]
        self._prepare(sheet, [name for _, name, _ in columns], widths, self._table["source"])
        texts = [kind for kind, _, _ in columns if kind in TEXTS]
        for number, row in enumerate(rows, HEAD + 1):
            self._texts(sheet, number, [row[kind] for kind in texts], widths)
            for column, (kind, _, _) in enumerate(columns[len(texts) :], len(texts)):
                self._cell(sheet, number, column, kind, row["points"])
        if self._table["words"]["points"]:
            place = len(texts)
            self._score_rule(sheet, place, len(rows))
            self._totals(sheet, place, HEAD + 1 + len(rows), len(columns))

    def _columns(self) -> list[tuple[str, str, int]]:
        """Return the columns: what stands in each, its name, its width in letters."""
        words = self._table["words"]
        columns = [("code", "Mã", 9), ("section", words["section"], 18), ("group", words["group"], 24)]
        columns += [("title", words["criterion"], 46)]
        columns += [("units", words["units"], 17)] if words["units"] else []
        if words["points"]:
            columns += [("points", f"{words['points']} tối đa", 8), ("score", f"{words['points']} tự chấm", 8)]
        return [*columns, ("evidence", "Minh chứng", 30), ("remark", "Ghi chú", 22)]

    def _cell(self, sheet: Worksheet, number: int, column: int, kind: str, points: float | None) -> None:
        if kind == "points" and points is not None:
            sheet.write_number(number, column, points, self._formats["points"])
        else:
            style = {"points": "points", "score": "score"}.get(kind, "input")
            sheet.write_blank(number, column, None, self._formats[style])

    def _score_rule(self, sheet: Worksheet, place: int, count: int) -> None:
        """Allow only scores from 0 to the criterion's own points, also after sorting; without a ceiling any."""
        own = f"${xl_col_to_name(place)}{HEAD + 2}"
        all_have_one = all(row["points"] is not None for row in self._table["rows"])
        rule = {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": f"={own}" if all_have_one else f"=IF(ISNUMBER({own}),{own},1E9)",
            "error_title": "Tự chấm",
            "error_message": "Ô này chỉ nhận số từ 0 đến mức tối đa của dòng.",
        }
        sheet.data_validation(HEAD + 1, place + 1, HEAD + count, place + 1, rule)

    def _totals(self, sheet: Worksheet, place: int, number: int, columns: int) -> None:
        """Add up the rows that a filter leaves; the values stand in the file, for programs that do not calculate.

        Rows of bonus and deduction are left out.
        """
        rows = self._table["rows"]
        for column in range(columns):
            sheet.write_blank(number, column, None, self._formats["total"])
        sheet.write_string(number, 3, self._table["words"]["sum"], self._formats["total"])
        points = sum(row["points"] or 0 for row in rows if row["counts"])
        for column, value in ((place, round(points, 4)), (place + 1, 0)):
            parts = ",".join(f"{xl_col_to_name(column)}{a}:{xl_col_to_name(column)}{b}" for a, b in self._counted())
            sheet.write_formula(number, column, f"=SUBTOTAL(109,{parts})", self._formats["total"], value)

    def _counted(self) -> list[tuple[int, int]]:
        """Return the runs of rows that count in the sum, as first and last row, counted from 1."""
        runs: list[tuple[int, int]] = []
        for number, row in enumerate(self._table["rows"], HEAD + 2):
            if row["counts"] and runs and runs[-1][1] == number - 1:
                runs[-1] = (runs[-1][0], number)
            elif row["counts"]:
                runs.append((number, number))
        return runs

    def _notes(self, sheet: Worksheet) -> None:
        names = (
            "Mã",
            self._table["words"]["criterion"],
            "Đo điều gì",
            "Việc cần làm",
            "Hồ sơ minh chứng",
            "Thời hạn",
            "Dễ sót (gợi ý)",
            "Căn cứ",
            "Đối chiếu căn cứ",
        )
        widths = (9, 26, 28, 44, 34, 26, 26, 28, 26)
        self._prepare(sheet, names, widths, self._table["caution"])
        for number, row in enumerate(self._table["rows"], HEAD + 1):
            self._texts(sheet, number, (row["code"], row["title"], *(row["guidance"] or [""] * 7)), widths)

    def _prepare(self, sheet: Worksheet, names: Sequence[str], widths: Sequence[int], remark: str) -> None:
        """Write the head of a sheet and set how it is shown and printed."""
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, self._table["title"], self._formats["title"])
        sheet.write_string(1, 0, remark, self._formats["source"])
        for column, name in enumerate(names):
            sheet.write_string(HEAD, column, name, self._formats["head"])
        last = HEAD + len(self._table["rows"])
        sheet.set_row(HEAD, 2 * LINE_HEIGHT + 3)
        sheet.freeze_panes(HEAD + 1, 1)
        sheet.autofilter(HEAD, 0, last, len(names) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A{HEAD + 2}:A{last + 1}"})
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD)
        sheet.set_footer("&CTrang &P/&N")

    def _texts(self, sheet: Worksheet, number: int, texts: Sequence[str], widths: Sequence[int]) -> None:
        """Write the texts of a row and make it as high as its longest one: not every program does that by itself.

        They are written as strings, whatever they begin with: `write` would make formulas and links of some.
        """
        for column, text in enumerate(texts):
            sheet.write_string(number, column, text[:LONGEST], self._formats["code" if column == 0 else "text"])
        lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=False))
        sheet.set_row(number, min(LINE_HEIGHT * lines + 1.5, 409))

    def _format(self, **properties: object) -> Format:
        return self._book.add_format(FONT | properties)


def _lines(text: str, width: int) -> int:
    return sum(max(1, math.ceil(len(line) / (width * LINE_FILL))) for line in text.split("\n"))
