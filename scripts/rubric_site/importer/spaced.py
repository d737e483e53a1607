"""Read a table whose cells are parted by spaces alone, as a PDF gives it: by numbers, points and names of units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rubric_site import codes
from rubric_site.importer.lines import Found, Line
from rubric_site.source_table import cells

HEADER = re.compile(
    r"(?P<code>s?tt|số tt|số thứ tự|mã(?: số)?|no\.?|id)\s+(?P<title>.*?(?:nội dung|tiêu chí|chỉ tiêu|chỉ số|nhiệm vụ|"
    r"yêu cầu|requirement|criteri).*?)(?:\s+(?P<points>(?:thang |mức |tổng )?(?:điểm|points?|score)\b.*?))?"
    r"(?:\s+(?P<units>(?:đơn vị|cơ quan|bộ phận|phòng|owner|unit)\b.*))?",
    re.IGNORECASE,
)
HEADER_LINES = 4
AMOUNT = r"[+\-−–]?\d{1,3}(?:[.,]\d{1,2})?(?:\s?(?:điểm|đ))?"
LARGEST_STEP = 12
"""A number that jumps further from the one before is an amount or a year, no number of a row."""


def read(text: str, found: Found) -> bool:
    """Add the lines of a table that is parted by spaces; False where there is none.

    Args:
        text: Lines without tabs.
        found: Takes the lines and what was not plain about them.
    """
    lines = [cells.clean(line) for line in text.split("\n")]
    header = next(filter(None, (_header(lines, at) for at in range(len(lines)))), None)
    if header is None:
        return False
    start, end, names = header
    for at, line in enumerate(text.split("\n"), 1):
        found.clean(line, f"dòng {at}")  # notes what had to be cleaned
    found.lines += (Line((line,), f"dòng {at}") for at, line in enumerate(lines[:start], 1))
    found.lines.append(Line(tuple(names.values()), f"dòng {start + 1}"))
    found.note(
        f"dòng {start + 1}", f"các cột cách nhau bằng dấu cách; tách theo số, điểm và tên đơn vị: {_said(names)}"
    )
    reader = _Rows(has_points="points" in names, has_units="units" in names, found=found)
    for at, line in enumerate(lines[end:], end + 1):
        if _header(lines, at - 1) or (line and names and line in " ".join(names.values())):
            found.note(f"dòng {at}", "dòng tiêu đề của bảng lặp lại; bỏ qua")
        elif line:
            reader.take(line, at)
    found.lines += reader.lines()
    return True


def _header(lines: Sequence[str], start: int) -> tuple[int, int, dict[str, str]] | None:
    """Return where a header begins and ends, and its columns; it may run over several lines."""
    if not re.match(r"(?:s?tt|số tt|số thứ tự|mã|no\.?|id)\b", lines[start], re.IGNORECASE):
        return None
    best = None
    for end in range(start + 1, min(start + 1 + HEADER_LINES, len(lines)) + 1):
        if end > start + 1 and _may_begin(lines[end - 1]):
            break
        match = HEADER.fullmatch(" ".join(filter(None, lines[start:end])))
        if match:
            best = (start, end, {role: name.strip() for role, name in match.groupdict().items() if name})
    return best


def _may_begin(line: str) -> bool:
    """Return whether a line looks like the beginning of a row: a number, and what begins a title behind it."""
    first, _, rest = line.partition(" ")
    return codes.read(first) is not None and (rest[:1].isupper() or rest[:1].isdigit() or rest[:1] in tuple("“\"'("))


def _said(names: dict[str, str]) -> str:
    return ", ".join(f"“{name}”" for name in names.values())


@dataclass
class _Row:
    """A row as far as it has been read."""

    line: int
    code: str
    written: str
    title: str = ""
    points: str = ""
    units: str = ""
    joined: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


class _Rows:
    """Collects rows line by line."""

    def __init__(self, *, has_points: bool, has_units: bool, found: Found) -> None:
        self.has_points, self.has_units, self.found = has_points, has_units, found
        self.rows: list[_Row] = []
        self.last: dict[str, int] = {}
        self.ended = False
        self.after: list[Line] = []

    def take(self, line: str, number: int) -> None:
        """Take a line: the beginning of a row, or more of the row above."""
        begun = self._begun(line)
        if begun:
            self._close_text()
            code, rest = begun
            self.rows.append(_Row(number, code, line.partition(" ")[0]))
            self._add(rest)
        elif self.ended or cells.FOOTER.match(line) or cells.TOTAL.fullmatch(line) or not self.rows:
            self.ended = self.ended or bool(cells.FOOTER.match(line))
            self.after.append(Line((line,), f"dòng {number}"))
        elif cells.PAGE.fullmatch(line) and self._is_full(self.rows[-1]):
            self.found.note(f"dòng {number}", cells.page_number(line))
        else:
            self.rows[-1].joined.append(line)
            self._add(line)

    def _close_text(self) -> None:
        """Say what stood between two rows and belongs to none."""
        for line in self.after:
            self.found.note(line.place, cells.left_out(line.cells[0]))
        self.after.clear()
        self.ended = False

    def _is_full(self, row: _Row) -> bool:
        return bool(row.points or not self.has_points)

    def _begun(self, line: str) -> tuple[str, str] | None:
        """Return number and rest where a line begins a row: the number has to go on from those above."""
        first, _, rest = line.partition(" ")
        code = codes.read(first)
        if (
            code is None
            or not (rest[:1].isupper() or rest[:1].isdigit() or rest[:1] in "“\"'(")
            or not self._fits(code, rest)
        ):
            return None
        self._remember(code)
        return code, rest

    def _fits(self, code: str, rest: str) -> bool:
        parts = code.rstrip(")").split(".")
        if not all(part.isdigit() for part in parts):
            capitals = code.isalpha() and code.isupper()
            return not capitals or codes.is_roman(code) or len(code) == 1 or any(letter.isdigit() for letter in code)
        if any(part.startswith("0") for part in parts) or re.fullmatch(AMOUNT, rest):
            return False
        before = self.last.get(".".join(parts[:-1]), 0)
        known = len(parts) == 1 or not self.rows or ".".join(parts[:-1]) in self.last or parts[0] in self.last
        return known and 0 < int(parts[-1]) - before <= LARGEST_STEP

    def _remember(self, code: str) -> None:
        parts = code.rstrip(")").split(".")
        if not all(part.isdigit() for part in parts):
            if code[0].isupper():
                self.last.clear()
            return
        above = ".".join(parts[:-1])
        self.last = {key: last for key, last in self.last.items() if not key.startswith(f"{code}.") and key != code}
        self.last[above] = int(parts[-1])
        self.last.setdefault(code, 0)

    def _add(self, text: str) -> None:
        """Add a line's text to the last row: its points and units stand at the end of the title."""
        row = self.rows[-1]
        if self.has_points and not row.points and (match := self._with_points(text)):
            row.title = f"{row.title} {match[0]}".strip()
            row.points, row.units = match[1], match[2]
        elif row.points and self.has_units:
            row.rest.append(text)
        else:
            row.title = f"{row.title} {text}".strip()

    def _with_points(self, text: str) -> tuple[str, str, str] | None:
        units = r"(?P<units>\s[A-ZĐÂÊÔƠƯÁÀ“-].*)?" if self.has_units else r"(?P<units>)"
        found = list(re.finditer(rf"(?:(?<=\s)|^)(?P<points>{AMOUNT})(?={units}$)", text))
        decimal = [match for match in found if re.search(r"\d[.,]\d", match["points"])]
        if not found:
            return None
        match = (decimal or found)[-1]
        return text[: match.start()].strip(), match["points"], (match["units"] or "").strip()

    def lines(self) -> Iterator[Line]:
        """Yield the rows with tabs, units of rows without points told from their titles."""
        known = sorted({row.units for row in self.rows if row.units and not row.rest}, key=len, reverse=True)
        names = {name for units in known for name in _names(units)}
        for row in self.rows:
            self._place_rest(row, names)
            if not row.units and self.has_units:
                self._units_behind_title(row, known)
            if row.joined:
                added = "; ".join(f"“{part}”" for part in row.joined)
                self.found.note(f"dòng {row.line}", f"dòng {row.code} nối từ {len(row.joined) + 1} dòng; thêm: {added}")
            found = [row.written, row.title]
            found += [row.points] if self.has_points else []
            found += [row.units] if self.has_units else []
            yield Line(tuple(found), f"dòng {row.line}")
        yield from self.after

    def _place_rest(self, row: _Row, names: set[str]) -> None:
        """Give the lines behind a row's points to its units, where they make known names whole, else to its title."""
        for text in row.rest:
            longer = f"{row.units} {text}".strip()
            whole = not names or set(_names(row.units)) <= names
            if set(_names(longer)) <= names or not row.units or row.units.endswith((",", ";")) or not whole:
                row.units = longer
            else:
                row.title = f"{row.title} {text}"

    def _units_behind_title(self, row: _Row, known: Sequence[str]) -> None:
        units = next((names for names in known if row.title.endswith(f" {names}")), "")
        if units:
            row.title, row.units = row.title.removesuffix(units).strip(), units
            message = f"hiểu “{units}” ở cuối dòng {row.code} là đơn vị, không phải nội dung"
            self.found.note(f"dòng {row.line}", message)


def _names(units: str) -> list[str]:
    return [name.strip() for name in re.split("[,;]", units) if name.strip()]
