"""Which of a file's tables belong together: those that go on from each other, or the one that is asked for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rubric_site import codes, source_table
from rubric_site.importer.lines import Found, Line
from rubric_site.source_table import cells, header


@dataclass(frozen=True)
class _Part:
    """A header with the rows below it and the text above it.

    Attributes:
        lines: All its lines.
        at: Where its header stands among them.
    """

    lines: Sequence[Line]
    at: int

    @property
    def header(self) -> tuple[str, ...]:
        """The header as written."""
        return self.lines[self.at].cells if self.lines else ()

    @property
    def rows(self) -> Sequence[Line]:
        """The lines below the header that are not empty; the numbers of columns are none."""
        below = [line for line in self.lines[self.at + 1 :] if line.text]
        return below[1:] if below and header.numbers_columns(below[0].cells) else below

    @property
    def code(self) -> str:
        """The first number below the header."""
        place = (source_table.columns(self.header) or {}).get("code", 0)
        found = (codes.read(line.cells[place]) for line in self.rows if len(line.cells) > max(place, 1))
        return next(filter(None, found), "")

    @property
    def has_heading(self) -> bool:
        """Whether a numbered heading stands above its header, or one without a number below it."""
        above = next((line.text for line in reversed(self.lines[: self.at]) if line.text), "")
        numbered = codes.split(above) and not re.match(r"phụ lục|bảng|biểu", above.lower())
        first = self.rows[0] if self.rows else None
        return bool(numbered or (first and cells.is_heading(first.text) and not codes.read(first.cells[0])))


def selected(found: Found, number: int | None) -> Found:
    """Return the lines of the tables that belong together.

    Tables go on from each other, unless a later one begins with the number that an earlier one began with and has no
    heading of its own: then it is another table, and only the first is taken.

    Args:
        found: All that a file holds.
        number: Take this table alone, counted from 1.

    Raises:
        ValueError: If there is no such table.
    """
    tables = _tables(found.lines)
    if number is not None:
        if not 1 <= number <= len(tables):
            raise ValueError(f"--table {number}: tệp có {len(tables)} bảng")
        return Found(_lines(tables[number - 1]), found.notes)
    chosen: list[Line] = []
    begun: set[str] = set()
    for at, table in enumerate(tables, 1):
        if table[0].code in begun and not table[0].has_heading:
            _say_left_out(found, table, at)
        else:
            begun |= {part.code for part in table if part.code}
            chosen += _lines(table)
    return Found(chosen, found.notes)


def _lines(table: Sequence[_Part]) -> list[Line]:
    return [line for part in table for line in part.lines]


def _say_left_out(found: Found, table: Sequence[_Part], at: int) -> None:
    left = [line for line in _lines(table) if line.text]
    said = f"không lấy {len(left)} dòng dưới đây (dùng --table {at} để lấy)"
    found.note(left[0].place, f"bảng {at} đánh số lại từ “{table[0].code}” nên là bảng khác; {said}")
    for line in left:
        found.note(line.place, f"dòng của bảng {at}, không lấy: “{line.text}”")


def _tables(lines: Sequence[Line]) -> list[list[_Part]]:
    """Return the tables: a header that is repeated within the numbering begins none."""
    tables: list[list[_Part]] = []
    for part in _parts(lines):
        if tables and part.header == tables[-1][0].header and part.code not in {other.code for other in tables[-1]}:
            tables[-1].append(part)
        else:
            tables.append([part])
    return tables


def _parts(lines: Sequence[Line]) -> Iterator[_Part]:
    """Yield each header with what belongs to it."""
    headers = list(_headers(lines))
    starts = [0, *(_text_above(lines, at) for at in headers[1:])]
    for start, end, at in zip(starts, [*starts[1:], len(lines)], headers or [0], strict=True):
        yield _Part(lines[start:end], at - start)


def _headers(lines: Sequence[Line]) -> Iterator[int]:
    known: Mapping[str, int] = {}
    for at, line in enumerate(lines):
        if found := source_table.columns(line.cells, known):
            known = found
            yield at


def _text_above(lines: Sequence[Line], at: int) -> int:
    """Return where the text above a header begins: lines of one cell that are no numbered rows."""
    while at > 0 and sum(map(bool, lines[at - 1].cells)) <= 1 and not codes.read(lines[at - 1].cells[0]):
        at -= 1
    return at
