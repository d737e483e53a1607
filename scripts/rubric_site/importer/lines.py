"""What every kind of file becomes before it is understood: lines of cells, each with its place in the file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rubric_site import source_table
from rubric_site.source_table import cells as source_cells

UNITS = ("units", "lead", "joint")


def unreadable(ending: str, program: str) -> ValueError:
    """Return the error of a file that is not what its ending says."""
    return ValueError(f"không mở được như một tệp {ending}; mở bằng {program} rồi lưu lại dạng {ending}")


@dataclass(frozen=True)
class Line:
    """A line of `source.txt`: its cells, and where they stand in the file."""

    cells: tuple[str, ...]
    place: str

    @property
    def text(self) -> str:
        """What is written in it."""
        return " ".join(filter(None, self.cells))


@dataclass(frozen=True)
class Note:
    """What was not plain about a place in a file, and what was made of it."""

    place: str
    message: str


@dataclass
class Found:
    """What a file holds.

    Attributes:
        lines: Its lines.
        notes: What was not plain.
        columns: The columns of the table read last.
    """

    lines: list[Line] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    columns: Mapping[str, int] = field(default_factory=dict)

    def note(self, place: str, message: str) -> None:
        """Note what was not plain."""
        self.notes.append(Note(place, message))

    def struck(self, text: str, place: str) -> None:
        """Note that a text is struck through, which may mean that it was to go."""
        self.note(place, f"chữ bị gạch ngang, vẫn lấy: “{text}”")

    def clean(self, text: str, place: str) -> str:
        """Return a text as `source.txt` keeps it; note what had to be cleaned."""
        for change in source_cells.cleaned(text):
            self.note(place, change)
        return source_cells.clean(text)

    def cell(self, text: str, place: str, *, above: bool = False) -> "Cell":
        """Return a cell from its text, where a line break ends a paragraph.

        Args:
            text: What stands in it.
            place: Where it stands in the file, for what has to be noted.
            above: Whether it is a part of the merged cell above it.
        """
        return Cell(tuple(part for line in text.split("\n") if (part := self.clean(line, place))), above)


@dataclass(frozen=True)
class Cell:
    """A cell of a grid.

    Attributes:
        paragraphs: Its paragraphs, empty ones left out.
        above: Whether it goes on from the cell above (merged down).
    """

    paragraphs: tuple[str, ...] = ()
    above: bool = False

    @property
    def text(self) -> str:
        """The paragraphs in one line."""
        return " ".join(self.paragraphs)


@dataclass(frozen=True)
class GridRow:
    """A row of a grid, with its place in the file."""

    cells: tuple[Cell, ...]
    place: str


def add_grid(rows: Sequence[GridRow], found: Found) -> None:
    """Add the rows of a table: merged cells are resolved, rows that share a cell are told apart.

    Args:
        rows: The table.
        found: Takes the lines and what was not plain about them.
    """
    columns = dict(found.columns)  # a table that was cut in two has no second header
    header: list[str] | None = None
    above: list[str] = []
    for row in rows:
        texts = [part.text for part in row.cells]
        header = _header(header, texts, found.columns)
        if header:
            columns = source_table.columns(header) or columns
            found.columns = columns
            found.lines.append(Line(tuple(texts), row.place))
            continue
        if not any(texts) and not any(part.above for part in row.cells):
            found.lines.append(Line(("",), row.place))
        elif not _folded_into_row_above(row, columns, found):
            filled = _filled(row, columns, above, found)
            found.lines += (Line(tuple(cells), row.place) for cells in _unfolded(filled, columns, row.place, found))
            above = [part.text for part in filled]


def _header(header: list[str] | None, texts: Sequence[str], before: Mapping[str, int]) -> list[str] | None:
    """Return the header as far as it has been read, or None on a row that is no part of it."""
    if source_table.columns(texts, before):
        return list(texts)
    return source_table.joined(header, texts) if header else None


def _folded_into_row_above(row: GridRow, columns: dict[str, int], found: Found) -> bool:
    """Take a row whose number and title go on from above as more lines of that row."""
    keys = [columns[role] for role in ("code", "title") if role in columns]
    if not keys or not found.lines or not all(key < len(row.cells) and row.cells[key].above for key in keys):
        return False
    before = found.lines[-1]
    cells = list(before.cells)
    added = []
    for place, part in enumerate(row.cells):
        if not part.text or part.above or place in keys:
            continue
        if place == columns.get("points") and cells[place]:
            return False
        cells[place] = "; ".join(filter(None, (cells[place], part.text)))
        added.append(part.text)
    if added:
        found.note(row.place, f"hàng gộp với hàng trên; thêm vào {before.place}: “{'; '.join(added)}”")
    found.lines[-1] = Line(tuple(cells), before.place)
    return True


def _filled(row: GridRow, columns: dict[str, int], above: Sequence[str], found: Found) -> list[Cell]:
    """Return the cells, those of units that go on from above filled with what stands there."""
    places = {columns[role] for role in UNITS if role in columns}
    filled = []
    for place, part in enumerate(row.cells):
        text = above[place] if part.above and place < len(above) else ""
        if text and place in places:
            found.note(row.place, f"ô đơn vị gộp với ô trên; lấy “{text}”")
            filled.append(Cell((text,)))
            continue
        if part.above and place == columns.get("points"):
            found.note(row.place, "ô điểm gộp với ô trên; để trống điểm của dòng này")
        filled.append(part)
    return filled


def _unfolded(row: Sequence[Cell], columns: dict[str, int], place: str, found: Found) -> Iterator[list[str]]:
    """Yield the lines of a row: one, or several where its cells hold several rows or a scale, a paragraph each."""
    title, points, code = (_paragraphs(row, columns, role) for role in ("title", "points", "code"))
    if len(title) > 1 and len(points) == len(title) and len(code) in (1, len(title)):
        found.note(place, f"một hàng chứa {len(title)} dòng; tách ra theo từng đoạn")
        yield from _split(row, columns, len(title))
        return
    main, scale = _without_scale(title)
    if scale:
        found.note(place, f"thang điểm nằm trong ô nội dung; tách thành dòng riêng: {_quoted(scale)}")
    cells = [_joined(part, is_units=at in {columns.get(role) for role in UNITS}) for at, part in enumerate(row)]
    if "title" in columns and main:
        cells[columns["title"]] = " ".join(main)
    for role in UNITS:
        paragraphs = _paragraphs(row, columns, role)
        if len(paragraphs) > 1 and cells[columns[role]] != " ".join(paragraphs):
            found.note(place, f"ô đơn vị có {len(paragraphs)} đoạn; hiểu là: “{cells[columns[role]]}”")
    yield cells
    for step in scale:
        yield [step if at == columns["title"] else "" for at in range(len(row))]


def _paragraphs(row: Sequence[Cell], columns: dict[str, int], role: str) -> tuple[str, ...]:
    at = columns.get(role)
    return row[at].paragraphs if at is not None and at < len(row) else ()


def _split(row: Sequence[Cell], columns: dict[str, int], count: int) -> Iterator[list[str]]:
    whole = {columns.get(role) for role in UNITS}
    for number in range(count):
        cells = []
        for at, part in enumerate(row):
            if len(part.paragraphs) == count:
                cells.append(part.paragraphs[number])
            else:
                several = at in whole and len(_paragraphs(row, columns, "code")) == count
                cells.append(_joined(part, is_units=at in whole) if number == 0 or several else "")
        yield cells


def _without_scale(title: Sequence[str]) -> tuple[Sequence[str], list[str]]:
    """Return the paragraphs of a title, and those behind it that say what earns how many points."""
    last = len(title)
    while last > 1 and source_table.is_scale(title[last - 1]):
        last -= 1
    return title[:last], list(title[last:])


def _joined(part: Cell, *, is_units: bool) -> str:
    if not is_units:
        return part.text
    text = ""
    for paragraph in part.paragraphs:
        goes_on = not text or text.endswith((",", ";", "và", "-")) or paragraph[0].islower() or paragraph[0] in ",;("
        text = f"{text} {paragraph}".strip() if goes_on else f"{text}; {paragraph}"
    return text


def _quoted(texts: Iterable[str]) -> str:
    return "; ".join(f"“{text}”" for text in texts)
