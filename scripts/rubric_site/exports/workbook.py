"""Write Excel workbooks: a sheet on which a unit scores itself, and the notes on a second one."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

import xlsxwriter
from pydantic import TypeAdapter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from rubric_site.exports.columns import Column, fitted, spans
from rubric_site.exports.table import CriterionRow, HeadingRow, Row, SumRow, Table, Total
from rubric_site.fitting import lines

A4 = 9
LONGEST = 32_767
"""What a cell of Excel holds at most."""

HIGHEST = 409
"""How high a row of Excel can be, in points."""

SHADE, LIGHT, TO_FILL = "#E7EFEF", "#F3F6F6", "#FFFBEA"
SIZE, LARGE = 11, 14
FONT = {"font_name": "Times New Roman", "font_size": SIZE, "font_scheme": "none", "valign": "top"}
"""Also what the widths of columns are measured by, so that they are the same where the usual font is missing.

As part of a scheme it would give way to the scheme's own font.
"""

LINE_HEIGHT, SIGNATURE_HEIGHT = 15, 120
BOLD_WIDTH = 0.75
"""How much of a text in bold stands where the same text in plain letters would."""

SIGNERS = 3
"""How many sign side by side."""

MARKS = {"scored": "#,##0.00##", "bonus": '"+"#,##0.00##', "deduction": '"−"#,##0.00##'}
"""How points are shown, by kind of criterion."""

TEXTS = ("code", "text", "units", "scale", "evidence")
"""What the rubric says of a criterion in words; the other columns are points and cells to fill in."""

HEAD = 3
"""The row of the column names, below the heading, the subject and the source."""

PROMPT = (
    "Nhập số từ 0 đến mức tối đa của dòng. Ô nền vàng để điền; các ô khác được khóa để khỏi sửa nhầm. "
    "Mở khóa: Xem lại (Review), Bỏ bảo vệ trang tính (Unprotect Sheet), không cần mật khẩu."
)

ALLOWED = ("format_cells", "format_columns", "format_rows", "autofilter", "insert_hyperlinks")
"""What can be done on the protected sheet besides filling it in."""


def workbook(data: bytes) -> bytes:
    """Return a workbook as XLSX, the same bytes for the same data.

    Args:
        data: What `table` says stands in it, as JSON.
    """
    table, buffer = _reader().validate_json(data), io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_format_properties": dict(FONT)})
    # A date of the run would make each run's file another one.
    created = dt.datetime(table.year, 1, 1, tzinfo=dt.UTC)
    book.set_properties({"title": table.title, "author": table.author, "created": created})
    formats = _Formats(book)
    _ScoreSheet(book.add_worksheet("Tự chấm"), formats, table).write()
    if any(isinstance(row, CriterionRow) and row.guidance for row in table.rows):
        _NoteSheet(book.add_worksheet("Hướng dẫn"), formats, table).write()
    book.close()
    return buffer.getvalue()


@cache
def _reader() -> TypeAdapter[Table]:
    """Return what makes a table of JSON again, and refuses what is none."""
    return TypeAdapter(Table)


class _Formats:
    """The formats of a workbook, each once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._known: dict[tuple[tuple[str, object], ...], Format] = {}

    def __call__(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._known:
            self._known[key] = self._book.add_format(FONT | properties)
        return self._known[key]


class _Sheet:
    """A sheet with a heading, a row of column names, and rows as high as what stands in them."""

    def __init__(self, sheet: Worksheet, formats: _Formats, columns: Sequence[Column]) -> None:
        self.sheet = sheet
        self.format = formats
        self.columns = columns

    def begin(self, heading: str, subject: str, remark: str) -> None:
        """Write the head and set how the sheet is printed.

        Args:
            heading: The first line, in large letters.
            subject: The line below it.
            remark: The third, in italics.
        """
        self.across((0, 0), heading, self.format(bold=True, font_size=LARGE, text_wrap=True))
        self.across((1, 0), subject, self.format(bold=True, text_wrap=True))
        self.across((2, 0), remark, self.format(italic=True, text_wrap=True))
        self.name_columns(0, self.columns)
        self.fit(HEAD, ((one.name, one.width * BOLD_WIDTH) for one in self.columns))
        sheet = self.sheet
        sheet.freeze_panes(HEAD + 1, 2)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD)
        sheet.set_footer('&C&"Times New Roman"Trang &P/&N')

    def end(self, last: int, printed: int, column: int) -> None:
        """Say which rows a filter hides, and which are printed.

        Args:
            last: The last row with a criterion.
            printed: The last row that is printed.
            column: The last column of the filter.
        """
        self.sheet.autofilter(HEAD, 0, last, column)
        self.sheet.ignore_errors({"number_stored_as_text": f"A{HEAD + 2}:A{last + 1}"})
        self.sheet.print_area(0, 0, printed, len(self.columns) - 1)

    def name_columns(self, first: int, columns: Sequence[Column]) -> None:
        """Write the names of some columns and make these as wide as they are to be."""
        head = self.format(bold=True, border=1, align="center", valign="vcenter", text_wrap=True, bg_color=SHADE)
        for place, one in enumerate(columns, first):
            self.sheet.set_column(place, place, one.width)
            self.sheet.write_string(HEAD, place, one.name, head)

    def across(self, place: tuple[int, int], text: str, style: Format, end: int | None = None) -> None:
        """Write a text across some columns, in a row as high as it needs.

        Args:
            place: The row and the first column, from 0.
            text: The text.
            style: How it is set.
            end: The column before which it ends; all that are left where there is none.
        """
        row, first = place
        taken = self.columns[first:end]
        if len(taken) > 1:
            self.sheet.merge_range(row, first, row, first + len(taken) - 1, "", style)
        self.sheet.write_string(row, first, text[:LONGEST], style)
        self.fit(row, [(text, sum(one.width for one in taken))], style.font_size / SIZE)

    def text(self, row: int, column: int, text: str) -> None:
        """Write a string, whatever it begins with: `write` would make a formula or a link of some."""
        style = self.format(border=1, text_wrap=True) if column else self.format(border=1, num_format="@")
        self.sheet.write_string(row, column, text[:LONGEST], style)

    def fit(self, row: int, cells: Iterable[tuple[str, float]], size: float = 1) -> None:
        """Make a row as high as its longest cell.

        Args:
            row: The row, from 0.
            cells: The texts with the widths of their columns, in Excel's letters.
            size: How large the type is, of the usual.
        """
        count = max(lines(text, width / size) for text, width in cells)
        self.sheet.set_row(row, min(LINE_HEIGHT * size * count + 1.5, HIGHEST))


class _ScoreSheet(_Sheet):
    """The sheet to fill in; beside what is printed stand section and group of each row, to filter by."""

    def __init__(self, sheet: Worksheet, formats: _Formats, table: Table) -> None:
        self.table = table
        self.rows = table.rows
        self.criteria = [row for row in self.rows if isinstance(row, CriterionRow)]
        super().__init__(sheet, formats, fitted(self._names(), [*map(_texts, self.criteria)]))
        self.place = {one.kind: place for place, one in enumerate(self.columns)}

    def write(self) -> None:
        """Fill the sheet and protect what is not to be filled in."""
        words, last = self.table.words, HEAD + len(self.rows)
        self.begin(self.table.heading, self.table.subject, self.table.source)
        beside = len(self.columns)
        self.name_columns(beside, [Column("section", words.section, 18), Column("group", words.group, 30)])
        for number, row in enumerate(self.rows, HEAD + 1):
            self._row(number, row)
            for place, text in enumerate((row.section, row.group), beside):
                self.sheet.write_string(number, place, text[:LONGEST], self.format(border=1))
        if words.points:
            self._score_rule()
        for number, total in enumerate(self.table.sums, last + 1):
            self._sum(number, total, HEAD + 1)
        self.end(last, self._signatures(last + len(self.table.sums) + 1), beside + 1)
        self.sheet.protect("", dict.fromkeys(ALLOWED, True))

    def _names(self) -> dict[str, str]:
        """Return the printed columns' names; a rubric without units, points, scales or notes has none for them."""
        words = self.table.words
        names = {
            "code": "Mã",
            "text": words.criterion,
            "units": words.units,
            "points": words.points and f"{words.points} tối đa",
            "score": words.points and f"{words.points} tự chấm",
            "scale": words.scale,
            "evidence": "Minh chứng cần có" if any(row.evidence for row in self.criteria) else None,
            "kept": "Minh chứng đã có",
            "reason": words.reason,
            "person": "Người phụ trách",
        }
        return {kind: name for kind, name in names.items() if name}

    def _row(self, number: int, row: Row) -> None:
        match row:
            case CriterionRow():
                self._criterion(number, row)
            case SumRow():
                self._sum(number, row, number - row.above)
            case HeadingRow():
                self._heading(number, row)

    def _heading(self, number: int, row: HeadingRow) -> None:
        shade = SHADE if row.row == "section" else LIGHT
        style = self.format(border=1, bold=True, text_wrap=True, bg_color=shade)
        self.sheet.write_string(number, 0, row.code, style)
        self.across((number, 1), row.text, style)

    def _criterion(self, number: int, row: CriterionRow) -> None:
        texts, shown = _texts(row), self.format(border=1, num_format=MARKS[row.kind])
        to_fill = {"border": 1, "locked": False, "bg_color": TO_FILL}
        for place, one in enumerate(self.columns):
            if one.kind in TEXTS:
                self.text(number, place, texts[one.kind])
            elif one.kind == "points":
                self.sheet.write(number, place, row.points, shown)
            elif one.kind == "score":
                self.sheet.write_blank(number, place, None, self.format(**to_fill, num_format=MARKS[row.kind]))
            else:
                self.sheet.write_blank(number, place, None, self.format(**to_fill, text_wrap=True))
        self.fit(number, ((texts[one.kind], one.width) for one in self.columns if one.kind in TEXTS))

    def _score_rule(self) -> None:
        """Allow only scores from 0 to the criterion's own points; without a ceiling any."""
        numbers = [number for number, row in enumerate(self.rows, HEAD + 1) if isinstance(row, CriterionRow)]
        first, place = numbers[0], self.place["score"]
        own = xl_rowcol_to_cell(first, self.place["points"], col_abs=True)
        all_have_one = all(row.points is not None for row in self.criteria)
        rule = {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": f"={own}" if all_have_one else f"=IF(ISNUMBER({own}),{own},1E9)",
            "input_title": "Tự chấm",
            "input_message": PROMPT,
            "error_title": "Tự chấm",
            "error_message": "Ô này chỉ nhận số từ 0 đến mức tối đa của dòng.",
            "multi_range": " ".join(_range(place, run) for run in _runs(numbers)),
        }
        self.sheet.data_validation(first, place, first, place, rule)

    def _sum(self, number: int, row: Total, first: int) -> None:
        """Add up the rows from one on that a filter leaves.

        The values stand in the file, for programs that do not calculate.
        """
        style = self.format(border=1, bold=True, text_wrap=True)
        for place in range(len(self.columns)):
            self.sheet.write_blank(number, place, None, style)
        self.across((number, 0), row.text, style, self.place["points"])
        shown = self.format(border=1, bold=True, num_format=MARKS[row.kind])
        runs = list(self._runs(row.kind, first, min(number - 1, HEAD + len(self.rows))))
        for kind, value in (("points", row.points), ("score", 0)):
            parts = ",".join(_range(self.place[kind], run) for run in runs)
            if value is not None:
                self.sheet.write_formula(number, self.place[kind], f"=SUBTOTAL(109,{parts})", shown, value)

    def _runs(self, kind: str, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the first and the last row of each run of criteria of a kind.

        Headings and sums break no run: `SUBTOTAL` leaves out empty cells and what is a sum already.
        """
        numbered = ((number, self.rows[number - HEAD - 1]) for number in range(first, last + 1))
        kinds = ((number, row.kind) for number, row in numbered if isinstance(row, CriterionRow))
        for found, run in groupby(kinds, lambda one: one[1]):
            if found == kind:
                yield _ends(number for number, _ in run)

    def _signatures(self, number: int) -> int:
        """Write who signs, side by side in one high row, which no page's end can part; return the last row."""
        table = self.table
        names = table.signatures
        signed = [(f"{table.place}, ngày ...... tháng ...... năm 20......", name) for name in names[-1:]]
        signed = [*((" ", name) for name in names[:-1]), *signed]
        for start in range(0, len(signed), SIGNERS):
            row = signed[start : start + SIGNERS]
            for (date, name), stretch in zip(row, spans(self.columns, len(row)), strict=True):
                self._signature(number, stretch, date, name)
            self.sheet.set_row(number, SIGNATURE_HEIGHT)
            number += 1
        return number - 1

    def _signature(self, number: int, stretch: tuple[int, int], date: str, name: str) -> None:
        style = self.format(align="center", text_wrap=True, locked=False)
        italic, bold = self.format(italic=True), self.format(bold=True)
        first, last = stretch
        if last > first:
            self.sheet.merge_range(number, first, number, last, "", style)
        parts = (italic, f"{date}\n", bold, f"{name}\n", italic, self.table.hint)
        self.sheet.write_rich_string(number, first, *parts, style)


class _NoteSheet(_Sheet):
    """The notes of the criteria; what none of them has gets no column."""

    def __init__(self, sheet: Worksheet, formats: _Formats, table: Table) -> None:
        kinds = ("what", "actions", "deadlines", "pitfalls", "references", "basis")
        names = {"code": "Mã", "text": table.words.criterion} | {kind: table.labels[kind] for kind in kinds}
        noted = (row for row in table.rows if isinstance(row, CriterionRow))
        self.cells = [{"code": row.code, "text": row.text} | vars(row.guidance) for row in noted if row.guidance]
        given = {kind: name for kind, name in names.items() if any(cells[kind] for cells in self.cells)}
        super().__init__(sheet, formats, fitted(given, self.cells))
        self.table = table

    def write(self) -> None:
        """Fill the sheet."""
        last = HEAD + len(self.cells)
        self.begin(self.table.notes, self.table.subject, self.table.caution)
        for number, cells in enumerate(self.cells, HEAD + 1):
            for place, one in enumerate(self.columns):
                self.text(number, place, cells[one.kind])
            self.fit(number, ((cells[one.kind], one.width) for one in self.columns))
        self.end(last, last, len(self.columns) - 1)


def _texts(row: CriterionRow) -> dict[str, str]:
    """Return what the rubric says of a criterion in words, by column."""
    return {kind: getattr(row, kind) for kind in TEXTS}


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of numbers that follow each other."""
    for _, run in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        yield _ends(number for _, number in run)


def _ends(numbers: Iterable[int]) -> tuple[int, int]:
    first, *rest = numbers
    return first, rest[-1] if rest else first


def _range(column: int, run: tuple[int, int]) -> str:
    first, last = run
    return f"{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(last, column)}"
