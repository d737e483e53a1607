"""From lines to records: what is a header, a row, a part of a torn row, or text outside the table."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rubric_site import codes
from rubric_site.source_table import cells as cell
from rubric_site.source_table import header
from rubric_site.source_table.names import KIND_OF_UNIT

Say = Callable[[int, str], None]
"""Takes what is not plain about a line."""

REPEATED = 0.25
"""So many of the cells in a column of headings at least go on from the cell above."""


NEAR = 4
"""A caption stands so many lines above its header at most."""


@dataclass(frozen=True)
class Line:
    """A line of the text: its cells, and whether an empty line stands before it."""

    number: int
    cells: list[str]
    after_blank: bool

    @property
    def text(self) -> str:
        """What is written in it."""
        return " ".join(filter(None, self.cells))


@dataclass(frozen=True)
class Columns:
    """Which column holds what.

    Attributes:
        places: The column of each role.
        above: The columns of the headings above the rows, the outermost first: of their numbers (or None) and titles.
        header: The headers of all columns.
    """

    places: Mapping[str, int]
    above: tuple[tuple[int | None, int], ...]
    header: tuple[str, ...]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.header)


@dataclass
class Record:
    """A row as its cells stand, torn lines joined."""

    line: int
    cells: list[str]
    columns: Columns

    def cell(self, role: str) -> str:
        """Return the cell of a role; empty where there is none."""
        return self.at(self.columns.places.get(role))

    def at(self, place: int | None) -> str:
        """Return the cell of a column; empty where there is none."""
        return self.cells[place] if place is not None and place < len(self.cells) else ""

    @property
    def text(self) -> str:
        """What is written in it."""
        return " ".join(filter(None, self.cells))


class Records:
    """Goes through the lines once."""

    def __init__(self, lines: Sequence[Line], say: Say) -> None:
        """Sort the lines.

        Args:
            lines: Those that are not empty.
            say: Takes what is not plain.
        """
        self.records: list[Record] = []
        self.head: list[Line] = []
        self.tail: list[Line] = []
        self.names: dict[str, str] = {}
        self._say = say
        self._columns: Columns | None = None
        self._ended = False
        self._waiting = list(reversed(lines))
        self._sort(lines)

    def _sort(self, lines: Sequence[Line]) -> None:
        if not any(header.columns(line.cells) for line in lines):
            self._infer(lines)
        while self._waiting:
            line = self._waiting.pop()
            if header.columns(line.cells, self._columns.places if self._columns else None):
                self._take_header(line)
            elif self._columns is None or (not self.records and _is_outside(line)):
                self.head.append(line)
            else:
                self._take(line, self._columns)

    # --- Headers ----------------------------------------------------------------------------------------------------

    def _take_header(self, line: Line) -> None:
        names = line.cells
        while self._waiting and (longer := header.joined(names, self._waiting[-1].cells)):
            names = longer
            self._waiting.pop()
        if self._columns and self._columns.header == tuple(names):
            self._say(line.number, "dòng tiêu đề của bảng lặp lại; bỏ qua")
        else:
            self._name_columns(line, names)
        self._ended = False
        if self._waiting and header.numbers_columns(self._waiting[-1].cells):
            self._waiting.pop()

    def _name_columns(self, line: Line, names: list[str]) -> None:
        if self._columns:
            self._say(line.number, "từ đây là bảng có các cột khác; đọc tiếp như một bảng")
        places = header.columns(names) or {}
        places, above = self._leveled(names, places)
        self._columns = Columns(places, above, tuple(names))
        self.names |= {role: names[place] for role, place in places.items()}
        taken = {*places.values(), *(place for pair in above for place in pair)}
        left_out = [name for place, name in enumerate(names) if name and place not in taken]
        if left_out:
            self._say(line.number, f"không lấy các cột: {'; '.join(f'“{name}”' for name in left_out)}")
        self._take_heading_above(self._columns)

    def _leveled(
        self, names: Sequence[str], places: dict[str, int]
    ) -> tuple[dict[str, int], tuple[tuple[int | None, int], ...]]:
        """Tell columns of headings (Lĩnh vực | Tiêu chí | …) from the column of the rows' own titles."""
        roles = header.roles(names)
        titles = [place for place, role in enumerate(roles) if role == "title"]
        numbers = [place for place, role in enumerate(roles) if role == "code"]
        if len(titles) < 2:  # noqa: PLR2004 - one column of titles: nothing to tell apart
            return places, ()
        paired = len(numbers) == len(titles)
        own = titles[-1] if paired else next((place for place in titles if not self._is_repeated(place)), titles[-1])
        above = []
        for place in titles[: titles.index(own)]:
            number = next((at for at in reversed(numbers) if at < place), None)
            above.append((number if len(numbers) > 1 else None, place))
            numbers = [at for at in numbers if at != number] if len(numbers) > 1 else numbers
        places = places | {"title": own} | ({"code": numbers[-1]} if numbers else {})
        return places, tuple(above)

    def _is_repeated(self, place: int) -> bool:
        """Return whether a column's texts are merged downwards, or repeated from row to row."""
        texts = [line.cells[place] for line in reversed(self._waiting) if len(line.cells) > place + 1]
        going_on = sum(1 for above, text in pairwise(texts) if text in ("", above))
        return going_on >= REPEATED * len(texts)

    def _take_heading_above(self, columns: Columns) -> None:
        """Take the line above a table as its heading where it has a number and the rows below have lesser ones."""
        first = next((codes.read(line.cells[0]) for line in reversed(self._waiting) if len(line.cells) > 1), None)
        if not self.head or self.records or not first or not first[0].isdigit():
            return
        line = self.head[-1]
        found = codes.split(line.text)
        if found and not found[0][0].isdigit() and cell.is_heading(found[1]):
            self.head.pop()
            self._say(line.number, f"dòng ngay trên bảng được hiểu là mục {found[0]}: “{found[1]}”")
            self.records.append(Record(line.number, [line.text], columns))

    def _infer(self, lines: Sequence[Line]) -> None:
        """Tell the columns of a table without a known header by what stands in them."""
        numbered = [at for at, line in enumerate(lines) if len(line.cells) > 1 and codes.read(line.cells[0])]
        if len(numbered) < 2:  # noqa: PLR2004 - one line is no table
            return
        rows = [lines[at].cells for at in numbered]
        width = max(map(len, rows))
        written = [[row[place] for row in rows if place < len(row) and row[place]] for place in range(width)]
        places = _guessed(written)
        names = lines[numbered[0] - 1].cells if numbered[0] else []
        self.head += [self._waiting.pop() for _ in range(numbered[0])]
        self._columns = Columns(places, (), tuple([*names, *[""] * width][:width]))
        self.names = {role: self._columns.header[place] for role, place in places.items()}
        said = ", ".join(f"cột {place + 1} là {header.NAMES[role]}" for role, place in places.items())
        self._say(lines[numbered[0]].number, f"không thấy dòng tiêu đề của bảng; đoán theo nội dung: {said}")
        left_out = [str(at + 1) for at in range(width) if written[at] and at not in places.values()]
        if left_out:
            self._say(lines[numbered[0]].number, f"không lấy các cột thứ {', '.join(left_out)}")

    # --- Rows -------------------------------------------------------------------------------------------------------

    def _take(self, line: Line, columns: Columns) -> None:
        if self._begins(line, columns):
            self._ended = False
            self._say_tail()
            self.records.append(Record(line.number, self._aligned(line, columns), columns))
        elif self._ended or cell.FOOTER.match(line.text):
            self._ended = True
            self.tail.append(line)
        elif len(line.cells) == 1 and cell.PAGE.fullmatch(line.text):
            self._say(line.number, cell.page_number(line.text))
        elif not self._join(line, columns):
            self._take_uncoded(line, columns)

    def _say_tail(self) -> None:
        """Say what stood between two parts of the table."""
        for line in self.tail:
            self._say(line.number, cell.left_out(line.text))
        self.tail.clear()

    def _begins(self, line: Line, columns: Columns) -> bool:
        """Return whether a line plainly begins a row: by a number, or by a number and a title in one cell."""
        place = columns.places.get("code", columns.places["title"])
        first = line.cells[place] if place < len(line.cells) else ""
        others = any(text for at, text in enumerate(line.cells) if at != place)
        if "code" in columns.places and codes.read(first) and others:
            return True
        found = codes.split(first)
        return bool(found) and (len(line.cells) > 1 or cell.is_heading(first) or not self.records)

    def _aligned(self, line: Line, columns: Columns) -> list[str]:
        """Return the cells under their columns, those beyond the last column said."""
        beyond = [text for text in line.cells[columns.width :] if text]
        if beyond:
            self._say(line.number, f"ô thừa bên phải bảng, không lấy: {'; '.join(f'“{text}”' for text in beyond)}")
        return line.cells[: columns.width]

    def _join(self, line: Line, columns: Columns) -> bool:
        """Take a line as the rest of the row above, where that was torn."""
        if not self.records or not line.cells[0] or cell.BULLET.match(line.cells[0]):
            return False
        above = self.records[-1]
        full = len(above.cells) == columns.width
        if len(line.cells) == 1 and (cell.is_heading(line.text) or (line.after_blank and full)):
            return False
        if len(above.cells) + len(line.cells) - 1 > columns.width or not (not full or above.cells[-1]):
            return False
        above.cells[-1] = f"{above.cells[-1]} {line.cells[0]}".strip()
        above.cells += line.cells[1:]
        self._say(line.number, f"nối vào dòng {above.line}: “{line.text}”")
        return True

    def _take_uncoded(self, line: Line, columns: Columns) -> None:
        """Take a line that begins with no number: a heading, a row without one, or a step of a scale."""
        alone = len(line.cells) == 1 and not (cell.is_heading(line.text) or cell.is_scale(line.text))
        if alone or (cell.CAPTION.match(line.text) and self._header_follows()):
            self.tail.append(line)
            return
        self._say_tail()
        cells = self._aligned(line, columns)
        before = [""] * columns.places["title"]
        if cells[0] and "code" in columns.places and not any(cells[1:]):
            cells = [*before, cells[0]]
        elif cells[0] and "code" in columns.places and len(cells) == columns.width - 1:
            self._say(line.number, f"thiếu ô số thứ tự; dời các ô sang phải: “{line.text}”")
            cells = [*before, *cells]
        self.records.append(Record(line.number, cells, columns))

    def _header_follows(self) -> bool:
        """Return whether the lines that follow are the header of another table."""
        known = self._columns.places if self._columns else None
        return any(header.columns(line.cells, known) for line in self._waiting[: -NEAR - 1 : -1])


def _guessed(written: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return which column holds what by the texts in each: numbers first, amounts are points, repeated names units."""
    columns = range(1, len(written))
    texts = [at for at in columns if any(cell.points(text).amount is None for text in written[at])]
    places = {"code": 0, "title": texts[0] if texts else 1}
    for place in columns:
        if written[place] and place not in texts:
            places.setdefault("points", place)
    units = [at for at in texts[1:] if any(KIND_OF_UNIT.match(text) for text in written[at])]
    if units:
        places["units"] = units[0]
    return places


def _is_outside(line: Line) -> bool:
    """Return whether a line between the header and the first row is no row."""
    return len(line.cells) == 1 and not codes.split(line.cells[0])


def lines(text: str, say: Say) -> Iterator[Line]:
    """Yield the lines that are not empty, cleaned.

    Args:
        text: The whole text.
        say: Takes what had to be cleaned.
    """
    blank = False
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        found = [cell.clean(part) for part in line.split("\t")]
        if any(found):
            for change in cell.cleaned(line):
                say(number, change)
            yield Line(number, found, blank)
        blank = not any(found)
