"""The table as issued: each of its rows stands in the YAML and the other way round, to the letter."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rubric_site import explain, source_table
from rubric_site.check.data import of_kind
from rubric_site.errors import Problem
from rubric_site.load import Document, Location
from rubric_site.model import Criterion, Group, Item, Rubric, Section
from rubric_site.source_table import Row, Table

SHOWN = 80
"""How much of a text a message repeats."""


@dataclass(frozen=True)
class _Line:
    """A row of the YAML: where it stands, and itself."""

    document: Document
    location: Location
    part: Section | Item

    def problem(self, key: str, message: str, hint: str) -> Problem:
        """Return a problem at one of the row's keys, or at its code where it lacks that key."""
        here = getattr(self.part, key) not in (None, (), "scored")
        return self.document.problem((*self.location, key if here else "code"), message, hint)

    @property
    def place(self) -> tuple[str, Location]:
        """Where the row stands."""
        return self.document.path, self.location

    @property
    def above(self) -> tuple[str, Location] | None:
        """Where the group or section stands that the row is in."""
        return (self.document.path, self.location[:-2]) if self.location else None


_Pair = tuple[_Line | None, Row | None]


def check(rubric: Rubric, documents: Sequence[Document]) -> Iterator[Problem]:
    """Yield what the YAML of an edition and its table as issued say differently.

    Args:
        rubric: The edition.
        documents: Its documents, `edition.yaml` first.
    """
    table = source_table.read(rubric.source_text)
    if table is None or not table.rows:
        message = f"không đọc được bảng nào trong {rubric.edition.source.file} nên không đối chiếu được"
        hint = "chép cả bảng gốc vào tệp này, các cột cách nhau bằng phím Tab, hoặc dùng lệnh import"
        yield documents[0].warning(("source", "file"), message, hint)
        return
    yield from _columns(rubric, documents, table)
    lines = list(_lines(rubric, documents, table))
    yield from _misnamed(rubric, documents, table)
    comparison = _Comparison(rubric, table)
    pairs = list(_pairs(lines, table.rows))
    yield from _foreign(pairs)
    yield from _lost(pairs, table, rubric.edition.source.file)
    for line, row in pairs:
        if line is not None and row is not None:
            yield from comparison.rows(line, row)


def _columns(rubric: Rubric, documents: Sequence[Document], table: Table) -> Iterator[Problem]:
    """Yield what the YAML has and the table has no column for: one problem, not one a row."""
    if rubric.edition.totals.points is not None and not table.has_points:
        yield documents[0].problem(("totals", "points"), "bảng gốc không có cột điểm", "xem lại dòng tiêu đề của bảng")
    for document in of_kind(documents, "units"):
        if not table.has_units:
            hint = "xem lại dòng tiêu đề của bảng; nếu bảng không ghi đơn vị thì bỏ tệp này"
            yield document.problem(("units",), "bảng gốc không có cột đơn vị", hint)


def _strange(rubric: Rubric, table: Table) -> set[str]:
    """Return the ids of units that were reported as such: unlike the table, or twice."""
    named = {name for row in table.rows for name in row.units}
    count = Counter(word for unit in rubric.units for word in (unit.id, unit.name))
    return {unit.id for unit in rubric.units if unit.name not in named or count[unit.id] > 1 or count[unit.name] > 1}


def _misnamed(rubric: Rubric, documents: Sequence[Document], table: Table) -> Iterator[Problem]:
    named = {name for row in table.rows for name in row.units}
    free = sorted(named - {unit.name for unit in rubric.units})
    for document in of_kind(documents, "units") if table.has_units else ():
        for number, unit in enumerate(rubric.units):
            if unit.name not in named:
                hint = explain.did_you_mean(unit.name, free) or "viết đúng như cột đơn vị của bảng"
                message = f"tên đơn vị “{unit.name}” không có trong bảng gốc"
                yield document.problem(("units", number, "name"), message, hint)


def _lines(rubric: Rubric, documents: Sequence[Document], table: Table) -> Iterator[_Line]:
    """Yield the rows of the YAML that the table should have too.

    A table of one level has no rows for the sections that the YAML needs, and a row of a section that is itself scored
    is one row of the table and two of the YAML.
    """
    has_sections = any(parent is not None for parent in source_table.parents(table.rows))
    seen = set[tuple[str, str]]()
    for section, document in zip(rubric.sections, of_kind(documents, "section"), strict=True):
        if (section.code, section.title) in seen:
            continue  # a copy: its code is said to be there twice
        seen.add((section.code, section.title))
        if has_sections:
            yield _Line(document, (), section)
        if not (has_sections and _is_scored_itself(section)):
            yield from _below(document, ("items",), section.items)


def _is_scored_itself(section: Section) -> bool:
    only = section.items[0]
    return len(section.items) == 1 and isinstance(only, Criterion) and only.title == section.title


def _below(document: Document, location: Location, items: Sequence[Item]) -> Iterator[_Line]:
    for number, item in enumerate(items):
        yield _Line(document, (*location, number), item)
        if isinstance(item, Group):
            yield from _below(document, (*location, number, "criteria"), item.criteria)


def _pairs(lines: Sequence[_Line], rows: Sequence[Row]) -> Iterator[_Pair]:
    """Yield rows of the YAML with those of the table; what has no counterpart comes alone, in its place."""
    written, issued = [line.part.code for line in lines], [row.code for row in rows]
    if len(written) == len(issued) and all(theirs in ("", ours) for ours, theirs in zip(written, issued, strict=True)):
        # as in nearly every run; looking for the likeness of long tables takes long
        yield from zip(lines, rows, strict=True)
        return
    matcher = SequenceMatcher(None, written, issued, autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        ours, theirs = list(lines[start:end]), list(rows[first:last])
        if len(ours) == len(theirs):
            yield from zip(ours, theirs, strict=True)
            continue
        titles = {_folded(row.title): row for row in reversed(theirs)}
        for line in ours:
            row = titles.pop(_folded(line.part.title), None)
            yield line, row
            theirs = [other for other in theirs if other is not row]
        yield from ((None, row) for row in theirs)


def _foreign(pairs: Sequence[_Pair]) -> Iterator[Problem]:
    """Yield the rows that the table does not have, each with all below it: a group too many is one problem."""
    lines = {line.place: line for line, row in pairs if line is not None and row is None}
    heads = {line.above for line in lines.values()}
    for place, line in lines.items():
        if line.above not in lines:
            remove = "xóa cùng các dòng bên dưới" if place in heads else "xóa"
            message = f"dòng “{line.part.code}” không có trong bảng gốc"
            yield line.problem("code", message, f"{remove}, hoặc xem lại số thứ tự")


def _lost(pairs: Sequence[_Pair], table: Table, file: str) -> Iterator[Problem]:
    """Yield the rows that the YAML does not have, each with all below it: a section that is lost is one problem."""
    above = _above(table.rows)
    rows = {row for line, row in pairs if row is not None and line is None}
    heads = {above[row] for row in rows}
    before, first = None, next((line for line, _ in pairs if line is not None), None)
    for line, row in pairs:
        before = line or before
        near = before or first
        if row in rows and near is not None and above[row] not in rows:
            message = f"sau dòng này bảng gốc còn dòng “{row.code}”"
            if before is None:
                message = f"trước dòng này bảng gốc còn dòng “{row.code}”"
            add = "thêm vào đây"
            if row in heads:
                add = "thêm tệp của lĩnh vực này" if above[row] is None else f"{add} cùng các dòng bên dưới"
            yield near.problem("code", message, f"{_said(file, row, row.title)}: {add}")


def _above(rows: Sequence[Row]) -> dict[Row, Row | None]:
    places = source_table.parents(rows)
    return {row: None if place is None else rows[place] for row, place in zip(rows, places, strict=True)}


def _said(file: str, row: Row, text: str) -> str:
    return f"{file} dòng {row.line} ghi {text if text.startswith('“') else f'“{_short(text)}”'}"


class _Comparison:
    """Compares the rows of an edition with those of its table."""

    def __init__(self, rubric: Rubric, table: Table) -> None:
        self._strange = _strange(rubric, table)
        self._file = rubric.edition.source.file
        self._names = {unit.id: unit.name for unit in rubric.units}
        self._table = table

    def rows(self, line: _Line, row: Row) -> Iterator[Problem]:
        """Yield what a pair says differently."""
        yield from self._texts(line, row)
        yield from self._points(line, row)
        yield from self._units(line, row)

    def _texts(self, line: _Line, row: Row) -> Iterator[Problem]:
        if row.code and line.part.code != row.code:
            yield line.problem("code", f"số “{line.part.code}” khác bảng gốc", _said(self._file, row, row.code))
        title = _folded(line.part.title)
        if title != _folded(row.title):
            yield line.problem(
                "title", "tên khác bảng gốc", _said(self._file, row, _difference(title, _folded(row.title)))
            )

    def _points(self, line: _Line, row: Row) -> Iterator[Problem]:
        if not self._table.has_points:
            return
        part = line.part
        key = "points" if isinstance(part, Criterion) else "max_points"
        given = getattr(part, key)
        if given != row.points:
            yield line.problem(
                key, f"điểm {_written(given)} khác bảng gốc", _said(self._file, row, _written(row.points))
            )
        if not isinstance(part, Criterion):
            return
        if part.kind != row.kind:
            yield line.problem("kind", f"kind `{part.kind}` khác bảng gốc", _said(self._file, row, row.kind))
        scale = [(_folded(step.condition), step.points) for step in part.scale]
        if scale != [(_folded(step.condition), step.points) for step in row.scale]:
            said = (
                "; ".join(f"{step.condition}: {_written(step.points)}" for step in row.scale) or "không có thang điểm"
            )
            yield line.problem("scale", "thang điểm khác bảng gốc", _said(self._file, row, said))

    def _units(self, line: _Line, row: Row) -> Iterator[Problem]:
        known = all(unit in self._names for unit in line.part.units)
        if not (self._table.has_units and known and self._strange.isdisjoint(line.part.units)):
            return
        names = [self._names.get(unit, unit) for unit in line.part.units]
        if names != list(row.units):
            message = f"đơn vị {_listed(names)} khác bảng gốc"
            yield line.problem("units", message, _said(self._file, row, _listed(row.units)))
        elif isinstance(line.part, Criterion):
            lead = self._names.get(line.part.lead or "", line.part.lead)
            if lead != row.lead:
                message = f"đơn vị chủ trì {_listed([lead] if lead else [])} khác bảng gốc"
                yield line.problem("lead", message, _said(self._file, row, _listed([row.lead] if row.lead else [])))


def _folded(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _difference(ours: str, theirs: str) -> str:
    """Return the table's text from a little before the first letter that differs."""
    place = next(
        (at for at, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs))
    )
    start = max(0, place - SHOWN // 2)
    return ("…" if start else "") + theirs[start:]


def _written(points: object) -> str:
    return "để trống" if points is None else str(points).replace(".", ",")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names) or "để trống"
