"""The one reader of a table as text: what `source.txt` says, row by row, and what is doubtful about it.

Cells stand between tabs; text above, between and below the tables is free. Nothing is left out in silence: a line is a
row, a part of one, or it is named among the doubts, the head or the tail.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from rubric_site import codes

Kind = Literal["scored", "bonus", "deduction"]

HEADERS: tuple[tuple[str, str], ...] = (
    ("other", r"đơn vị tính|^đvt$|tự (chấm|đánh giá)|điểm (đạt|thẩm định|đánh giá|trung bình)|thẩm định|kết quả"),
    (
        "other",
        r"^(ghi chú|tài liệu|minh chứng|cách (tính|chấm)|hướng dẫn|phương pháp|thời (gian|hạn)|căn cứ|diễn giải)",
    ),
    (
        "code",
        r"^(stt|s\.t\.t|tt|số tt|số thứ tự|thứ tự|mã|mã số|số|mục|ký hiệu|no\.?|id|code|#|nr\.?|ref\.?)( .{0,14})?$",
    ),
    ("units", r"chủ trì.*phối hợp|phối hợp.*chủ trì"),
    ("lead", r"chủ trì|đầu mối|chịu trách nhiệm chính|^lead"),
    ("joint", r"phối hợp|liên quan|^support"),
    (
        "units",
        r"đơn vị|cơ quan|bộ phận|phòng(,| ban)|phụ trách|người thực hiện|theo dõi|tham mưu|^(owner|unit|responsib)",
    ),
    ("points", r"điểm|^(points?|score|max|weight)|trọng số|tối đa"),
    ("title", r"nội dung|tiêu chí|tiêu chuẩn|chỉ tiêu|chỉ số|lĩnh vực|nhiệm vụ|yêu cầu|hạng mục|công việc|^tên"),
    ("title", r"requirement|criteri|^(title|description|activity|control|text|name|standard|task)"),
)
"""What a column is called, the first that fits."""

BULLET = re.compile(r"^[-–—+*•▪●○◦·∙➢➤✓✔§\uf000-\uf0ff](?:\s+|(?=\D))")
PRIVATE = re.compile(r"[\ue000-\uf8ff]")
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0b-\x1f]")
DITTO = re.compile(r"[-–—\s]*(?:nt|như trên)[-–—.\s]*|[\"″”“〃]|''|,,", re.IGNORECASE)
DASHES = re.compile(r"[-–—_./\s]*")
AMOUNT = r"[\dlIoO]{1,7}(?:[.,][\dlIoO]{1,3})?"
POINTS = re.compile(
    rf"(?P<most>tối đa|không quá|max\.?)?\s*:?\s*(?:(?:cộng|thưởng|trừ)\s+)?(?P<sign>[+\-−–]?)\s*(?P<amount>{AMOUNT})"
    r"\s*(?P<after>điểm|đ|points?|pts|%)?\.?",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"(?:nếu|từ|dưới|trên|đạt|không|có|mỗi|cứ|≥|≤|<|>|=|hoàn thành|chưa|ít nhất|trường hợp|đúng|chậm|trễ|"
    r"\d+([.,]\d+)?\s*%)",
    re.IGNORECASE,
)
SCALE = re.compile(
    rf"(?P<condition>.*\S)\s*(?::|=|;|\s[-–—]\s|→|\.{{3,}})\s*(?P<points>[+\-−–]?{AMOUNT}\s*(?:điểm|đ)?)[.;,]?",
    re.DOTALL,
)
TOTAL = re.compile(
    r"(?:tổng(?: cộng| số điểm| điểm| số)?|cộng(?: điểm)?|total|sum)"
    r"(?:\s*[:(\[=.].*|\s+(?:mục|phần|nhóm|lĩnh vực|các|toàn|chung|điểm|[IVX\d]+)\b.*)?",
    re.IGNORECASE,
)
FOOTER = re.compile(
    r"(?:[*(]\s*)?(?:ghi chú|chú thích|lưu ý|nơi nhận|người lập|tm\.|kt\.|tl\.|tuq\.|chủ tịch|phó chủ tịch|"
    r"trưởng phòng|thủ trưởng|giám đốc|xác nhận|ký tên|\(ký|[^\t]{0,40},? ngày\s*[\d.…]*\s*tháng)",
    re.IGNORECASE,
)
PAGE = re.compile(r"(?:trang |- ?)?\d{1,3}(?:\s?/\s?\d{1,3}| ?-)?", re.IGNORECASE)
BONUS = re.compile(r"\bđiểm (?:thưởng|cộng)\b|\b(?:cộng|thưởng)(?: thêm)? điểm\b|\bbonus\b", re.IGNORECASE)
DEDUCTION = re.compile(r"\bđiểm (?:bị )?trừ\b|\btrừ(?: bớt)? điểm\b|\bdeduction", re.IGNORECASE)
OWN_KIND = re.compile(
    r"(?:\W*(?:các|phần|mục|tiêu chí|nội dung)\W+)*(?:điểm|cộng|thưởng|trừ|bonus|deduction)\b", re.IGNORECASE
)
KIND_OF_UNIT = r"(?:phòng|sở|ban|bộ|trung tâm|văn phòng|thanh tra|công an|ubnd|chi cục|đội|hội|tổ|viện|trường|các)\b"
LEAD = re.compile(r"\(\s*chủ trì\s*\)|^chủ trì\s*:?\s*|\s*[-–:]\s*chủ trì$", re.IGNORECASE)
JOINT = re.compile(
    r"\(\s*(?:phối hợp|ph)\s*\)|^(?:cơ quan |đơn vị )?phối hợp\s*:?\s*|\s*[-–:]\s*phối hợp$", re.IGNORECASE
)
LONGEST_HEADER = 90


@dataclass(frozen=True)
class Scale:
    """A row of a scale: what earns how many points."""

    line: int
    condition: str
    points: Decimal


@dataclass(frozen=True)
class Row:
    """A row of the table: a section, a group or a criterion.

    Attributes:
        line: Where it begins, counted from 1.
        code: As written, a comma within numbers read as a dot (`1.1`, `a)`); empty where the row has none.
        title: As written, white space folded.
        points: What its own row declares, never negative; None where it declares nothing.
        kind: Whether the points count, come on top or are taken off.
        units: The units by their names in the table, the lead first.
        lead: The unit that leads, where the table says so.
        scale: The rows without a number below it that say what earns how many points.
    """

    line: int
    code: str
    title: str
    points: Decimal | None = None
    kind: Kind = "scored"
    units: tuple[str, ...] = ()
    lead: str | None = None
    scale: tuple[Scale, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """What was not plain, and what was made of it, in Vietnamese."""

    line: int
    message: str


@dataclass(frozen=True)
class Table:
    """What a text says in its tables.

    Attributes:
        rows: Sections, groups and criteria in order.
        doubts: What was not plain, by line.
        columns: The columns that were read, by what they hold (code, title, points, units, lead, joint): their headers.
        head: The lines above the first table.
        tail: The lines below the last row.
        total: The sum that the table itself declares, where it does.
    """

    rows: tuple[Row, ...]
    doubts: tuple[Doubt, ...]
    columns: Mapping[str, str]
    head: tuple[str, ...]
    tail: tuple[str, ...]
    total: Decimal | None

    @property
    def has_points(self) -> bool:
        """Whether the table has a column of points."""
        return "points" in self.columns

    @property
    def has_units(self) -> bool:
        """Whether the table has a column of units."""
        return bool({"units", "lead", "joint"} & self.columns.keys())


def read(text: str) -> Table | None:
    """Return what the tables in a text say; None where there is no table.

    Args:
        text: Lines with a tab between cells; lines without one are titles, notes or parts of a torn row.
    """
    reader = _Reader(text)
    reader.collect()
    return reader.table() if reader.records else None


def columns(cells: Sequence[str]) -> dict[str, int] | None:
    """Return which column holds what, by its header; None where the cells are no header.

    Args:
        cells: The cells of one line, white space folded.
    """
    roles = [_role(cell) for cell in cells]
    written = [(cell, role) for cell, role in zip(cells, roles, strict=True) if cell]
    named = [role for _, role in written if role]
    if "title" not in named or not {*named} - {"title"} or len(named) * 2 < len(written):
        return None
    if any(len(cell) > LONGEST_HEADER or (role is None and codes.read(cell)) for cell, role in written):
        return None
    return _chosen(cells, roles)


def clean(text: str) -> str:
    """Return a cell's text composed, without unseen characters, white space folded, Word's private bullets readable."""
    visible = UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return " ".join(PRIVATE.sub("•", visible).split())


def points(text: str) -> tuple[Decimal | None, Kind | None, str]:
    """Return the points that a cell declares, the kind that its sign says, and what is doubtful about it.

    Args:
        text: `1,50`, `2 điểm`, `+1`, `-0,5`, `Tối đa 5`; an empty cell or a dash declares nothing.
    """
    if DASHES.fullmatch(text):
        return None, None, ""
    match = POINTS.fullmatch(text)
    if not match:
        return None, None, f"không đọc được điểm “{text}”; để trống điểm"
    amount, odd = _amount(match["amount"])
    kind: Kind | None = {"+": "bonus", "": None}.get(match["sign"], "deduction")
    if odd or match["most"] or match["after"] == "%":
        return amount, kind, f"điểm ghi “{text}”; hiểu là {_comma(amount)}"
    return amount, kind, ""


def _amount(written: str) -> tuple[Decimal, bool]:
    digits = written.translate(str.maketrans("lIoO", "1100"))
    whole, mark, rest = digits.replace(",", ".").partition(".")
    if len(rest) == 3 and "." in written and whole != "0":  # noqa: PLR2004 - a dot before three digits: thousands
        return Decimal(whole + rest), True
    return Decimal(f"{whole}{mark}{rest}"), digits != written or len(rest) > 2  # noqa: PLR2004 - two decimals at most


def _comma(amount: Decimal) -> str:
    return str(amount).replace(".", ",")


def _role(cell: str) -> str | None:
    name = cell.lower()
    return next((role for role, pattern in HEADERS if cell and re.search(pattern, name)), None)


def _chosen(cells: Sequence[str], roles: list[str | None]) -> dict[str, int]:
    """Return one column for each role; of several with points the one that names the highest."""
    chosen: dict[str, int] = {}
    for place, role in enumerate(roles):
        if role and role != "other":
            chosen.setdefault(role, place)
    best = [
        place
        for place, role in enumerate(roles)
        if role == "points" and re.search("tối đa|chuẩn", cells[place].lower())
    ]
    if best:
        chosen["points"] = best[0]
    if "code" not in chosen and chosen["title"] > 0 and not cells[0]:
        chosen["code"] = 0
    return chosen


@dataclass
class _Line:
    """A line of the text: its cells, and whether an empty line stands before it."""

    number: int
    cells: list[str]
    after_blank: bool


@dataclass
class _Record:
    """A row as its cells stand, torn lines joined."""

    line: int
    cells: list[str]
    columns: Mapping[str, int]

    def cell(self, role: str) -> str:
        place = self.columns.get(role)
        return self.cells[place] if place is not None and place < len(self.cells) else ""


@dataclass
class _Draft:
    """A row whose units are not yet told apart and whose kind is not yet known."""

    line: int
    code: str
    title: str
    points: Decimal | None
    kind: Kind | None
    units: dict[str, str]
    scale: list[Scale] = field(default_factory=list)
    heading: bool = False


class _Reader:
    """Goes through the lines once, then through the rows."""

    def __init__(self, text: str) -> None:
        self.doubts: list[Doubt] = []
        self.lines = list(self._cleaned(text))
        self.records: list[_Record] = []
        self.head: list[str] = []
        self.tail: list[_Line] = []
        self.total: Decimal | None = None
        self.columns: dict[str, int] = {}
        self.header: list[str] = []
        self.names: dict[str, str] = {}
        self.ended = False

    def doubt(self, line: int, message: str) -> None:
        self.doubts.append(Doubt(line, message))

    # --- Lines to records -------------------------------------------------------------------------------------------

    def _cleaned(self, text: str) -> Iterator[_Line]:
        blank = False
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
            cells = [clean(cell) for cell in line.split("\t")]
            if any(cells):
                if PRIVATE.search(line):
                    self.doubt(number, "có ký tự riêng của Word (dấu đầu dòng); thay bằng “•”")
                if not unicodedata.is_normalized("NFC", line):
                    self.doubt(number, "chữ có dấu viết rời; ghép lại thành chữ liền")
                yield _Line(number, cells, blank)
            blank = not any(cells)

    def collect(self) -> None:
        """Sort the lines: header, row, part of a row, or text outside."""
        waiting = list(reversed(self.lines))
        if not any(columns(line.cells) for line in self.lines):
            self._infer()
        while waiting:
            line = waiting.pop()
            if columns(line.cells):
                self._take_header(line, waiting)
            elif not self.columns or (not self.records and self._is_outside(line)):
                self.head.append(" ".join(filter(None, line.cells)))
            else:
                self._take(line)

    def _take_header(self, line: _Line, waiting: list[_Line]) -> None:
        header = line.cells
        while waiting and (joined := joined_header(header, waiting[-1].cells)):
            header = joined
            waiting.pop()
        found = columns(header) or {}
        if self.columns and found == self.columns:
            self.doubt(line.number, "dòng tiêu đề của bảng lặp lại; bỏ qua")
        else:
            self._name_columns(line, header, found)
        self.ended = False
        if waiting and _is_column_numbers(waiting[-1].cells):
            waiting.pop()

    def _name_columns(self, line: _Line, header: list[str], found: dict[str, int]) -> None:
        if self.columns:
            self.doubt(line.number, "bảng khác, với các cột khác, bắt đầu từ đây; đọc tiếp như một bảng")
        self.columns, self.header = found, header
        self.names |= {role: header[place] for role, place in found.items()}
        left_out = [name for place, name in enumerate(header) if name and place not in found.values()]
        if left_out:
            self.doubt(line.number, f"không lấy các cột: {'; '.join(f'“{name}”' for name in left_out)}")

    def _infer(self) -> None:
        """Tell the columns of a table without a header by what stands in them."""
        rows = [line.cells for line in self.lines if len(line.cells) > 1 and codes.read(line.cells[0])]
        if len(rows) < 2:  # noqa: PLR2004 - one line is no table
            return
        width = max(map(len, rows))
        cells = [[row[place] for row in rows if place < len(row) and row[place]] for place in range(width)]
        texts = [
            place
            for place in range(1, width)
            if cells[place] and not all(points(text)[0] is not None for text in cells[place])
        ]
        self.columns = {"code": 0, "title": texts[0] if texts else 1}
        for place in range(1, width):
            if cells[place] and place not in texts:
                self.columns.setdefault("points", place)
        if len(texts) > 1:
            self.columns["units"] = texts[1]
        self.header = [""] * width
        self.names = dict.fromkeys(self.columns, "")
        said = ", ".join(f"cột {place + 1} là {ROLES[role]}" for role, place in self.columns.items())
        self.doubt(1, f"bảng không có dòng tiêu đề; đoán theo nội dung: {said}")

    def _is_outside(self, line: _Line) -> bool:
        """Return whether a line before the first row is no row."""
        return len(line.cells) == 1 and not codes.split(line.cells[0])

    def _take(self, line: _Line) -> None:
        if self._begins(line):
            self.ended = False
            self._keep_tail()
            self.records.append(_Record(line.number, self._aligned(line), self.columns))
        elif self.ended or FOOTER.match(" ".join(line.cells).strip()):
            self.ended = True
            self.tail.append(line)
        elif len(line.cells) == 1 and re.fullmatch(
            r"(?:trang |- ?)?\d{1,3}(?:\s?/\s?\d{1,3}| ?-)?", line.cells[0].lower()
        ):
            self.doubt(line.number, f"“{line.cells[0]}” có lẽ là số trang; bỏ qua")
        elif not self._join(line):
            self._take_uncoded(line)

    def _keep_tail(self) -> None:
        """Say what stood between two parts of the table."""
        for line in self.tail:
            self.doubt(line.number, f"dòng ngoài bảng, không lấy: “{' '.join(filter(None, line.cells))}”")
        self.tail.clear()

    def _begins(self, line: _Line) -> bool:
        """Return whether a line plainly begins a row: by a code, or by a code and a title in one cell."""
        place, cells = self.columns.get("code", self.columns["title"]), line.cells
        first = cells[place] if place < len(cells) else ""
        others = any(cell for at, cell in enumerate(cells) if at != place)
        if "code" in self.columns and codes.read(first) and others:
            return True
        found = codes.split(first)
        return bool(found) and (len(cells) > 1 or _is_heading(first) or not self.records)

    def _aligned(self, line: _Line) -> list[str]:
        """Return the cells under their columns; what has no column of its own is doubtful."""
        beyond = [cell for cell in line.cells[len(self.header) :] if cell]
        if beyond:
            self.doubt(line.number, f"ô thừa bên phải bảng, không lấy: {'; '.join(f'“{cell}”' for cell in beyond)}")
        return line.cells[: len(self.header)]

    def _join(self, line: _Line) -> bool:
        """Take a line as the rest of the row above, where that was torn."""
        if not self.records or self.ended:
            return False
        above, cells = self.records[-1], line.cells
        width = len(self.header)
        torn = len(above.cells) + len(cells) - 1 <= width and bool(cells[0])
        if len(cells) == 1 and (_is_heading(cells[0]) or (line.after_blank and len(above.cells) == width)):
            return False
        if not torn or not (len(above.cells) < width or above.cells[-1]) or BULLET.match(cells[0]):
            return False
        above.cells[-1] = f"{above.cells[-1]} {cells[0]}".strip()
        above.cells += cells[1:]
        self.doubt(line.number, f"nối vào dòng {above.line}: “{' '.join(filter(None, cells))}”")
        return True

    def _take_uncoded(self, line: _Line) -> None:
        """Take a line that begins with no code: a heading, a row without a number, or the scale of the row above."""
        cells = self._aligned(line)
        place = self.columns["title"]
        if len(cells) == 1 and not (_is_heading(cells[0]) or SCALE.fullmatch(cells[0]) or BULLET.match(cells[0])):
            self.tail.append(line)
            return
        self._keep_tail()
        if cells[0] and "code" in self.columns and not any(cells[1:]):
            cells = [*[""] * place, cells[0]]
        elif cells[0] and len(cells) == len(self.header) - 1 and "code" in self.columns:
            cells = [*[""] * place, *cells]
        self.records.append(_Record(line.number, cells, self.columns))

    # --- Records to rows --------------------------------------------------------------------------------------------

    def table(self) -> Table:
        """Return what was collected."""
        drafts: list[_Draft] = []
        for record in self.records:
            self._draft(record, drafts)
        kinds = _kinds(drafts)
        names = _Names([text for draft in drafts for text in draft.units.values()], self.doubt)
        rows = []
        for draft, kind in zip(drafts, kinds, strict=True):
            units, lead = names.of(draft.line, draft.units)
            rows.append(Row(draft.line, draft.code, draft.title, draft.points, kind, units, lead, tuple(draft.scale)))
        tail = tuple(" ".join(filter(None, line.cells)) for line in self.tail)
        doubts = tuple(sorted(self.doubts, key=lambda doubt: doubt.line))
        return Table(tuple(rows), doubts, dict(self.names), tuple(self.head), tail, self.total)

    def _draft(self, record: _Record, drafts: list[_Draft]) -> None:
        code, title = self._code_and_title(record)
        if not code and TOTAL.fullmatch(title or record.cells[0]):
            self._take_total(record, title or record.cells[0])
            return
        amount, kind = self._points(record, title, drafts)
        draft = _Draft(record.line, code, title, amount, kind, self._units(record, drafts))
        if not code and drafts and self._belongs_above(record, draft, drafts[-1]):
            return
        if not title:
            self.doubt(record.line, f"dòng không có nội dung, không lấy: “{' '.join(filter(None, record.cells))}”")
            return
        draft.heading = not code and amount is None and _heads(title)
        if not code and "code" in record.columns:
            what = "mục" if draft.heading else "dòng"
            self.doubt(record.line, f"dòng không có số thứ tự; lấy như một {what}: “{title}”")
        drafts.append(draft)

    def _code_and_title(self, record: _Record) -> tuple[str, str]:
        written, title = record.cell("code"), record.cell("title")
        code = codes.read(written)
        if code:
            return code, title
        if BULLET.fullmatch(f"{written} ") if written else False:
            return "", f"{written} {title}"
        if written and not title:
            return codes.split(written) or ("", written)
        if written:
            self.doubt(record.line, f"không đọc được số thứ tự “{written}”; để trống số")
            return "", title
        found = codes.split(title)
        if found and "code" in record.columns:
            self.doubt(record.line, f"số thứ tự “{found[0]}” nằm trong cột nội dung; tách ra")
        return found or ("", title)

    def _take_total(self, record: _Record, title: str) -> None:
        amount = points(record.cell("points"))[0]
        if amount is not None and not re.search(r"mục|phần|nhóm|lĩnh vực", title.lower()):
            self.total = amount
        said = f", ghi {_comma(amount)} điểm" if amount is not None else ""
        self.doubt(record.line, f"dòng “{title}”{said}: là dòng cộng, không phải tiêu chí; không lấy")

    def _points(self, record: _Record, title: str, drafts: Sequence[_Draft]) -> tuple[Decimal | None, Kind | None]:
        written = record.cell("points")
        if DITTO.fullmatch(written) and drafts:
            above = drafts[-1].points
            self.doubt(record.line, f"điểm ghi “{written}”; lấy theo dòng trên: {_comma(above) if above else 'trống'}")
            return above, drafts[-1].kind
        amount, kind, doubt = points(written)
        if doubt:
            self.doubt(record.line, doubt)
        within = re.search(r"\((?:tối đa\s*)?(\d+(?:[.,]\d+)?)\s*điểm\)[.:]?$", title, re.IGNORECASE)
        if within and amount is None and not doubt:
            amount = _amount(within[1])[0]
            self.doubt(record.line, f"điểm ghi trong nội dung “{within[0]}”; lấy {_comma(amount)} điểm")
        return amount, kind

    def _units(self, record: _Record, drafts: Sequence[_Draft]) -> dict[str, str]:
        found: dict[str, str] = {}
        for role in ("lead", "units", "joint"):
            written = record.cell(role)
            if DITTO.fullmatch(written):
                above = next((draft.units[role] for draft in reversed(drafts) if draft.units.get(role)), "")
                said = f"lấy theo dòng trên: “{above}”" if above else "mà dòng trên không có đơn vị; để trống"
                self.doubt(record.line, f"đơn vị ghi “{written}”; {said}")
                written = above
            if not DASHES.fullmatch(written):
                found[role] = written
        return found

    def _belongs_above(self, record: _Record, draft: _Draft, above: _Draft) -> bool:
        """Give a row without a code to the row above, where it is a scale, an explanation or the rest of it."""
        return (
            self._is_scale(draft, above)
            or self._is_rest(record, draft, above)
            or self._is_explanation(draft, above, has_points="points" in record.columns)
        )

    def _is_scale(self, draft: _Draft, above: _Draft) -> bool:
        bare = BULLET.sub("", draft.title, count=1).strip()
        listed = bare != draft.title or bool(CONDITION.match(bare))
        scale = _scale(draft, bare) if bare and not any(draft.units.values()) else None
        if not scale or not (listed or (above.points is not None and abs(scale.points) <= above.points)):
            return False
        if not listed:
            self.doubt(draft.line, f"dòng không có số; hiểu là thang điểm của dòng {above.line}: “{bare}”")
        above.scale.append(scale)
        return True

    def _is_explanation(self, draft: _Draft, above: _Draft, *, has_points: bool) -> bool:
        bulleted = bool(BULLET.match(draft.title))
        plain = has_points and above.points is not None and not draft.units and not _heads(draft.title)
        if draft.points is not None or not (bulleted or plain):
            return False
        self.doubt(draft.line, f"dòng diễn giải của dòng {above.line}, không có số và điểm; không lấy: “{draft.title}”")
        return True

    def _is_rest(self, record: _Record, draft: _Draft, above: _Draft) -> bool:
        torn = draft.title.lstrip("(“\"'")[:1].islower() or above.title.count("(") > above.title.count(")")
        if (draft.title and not torn) or (draft.points is not None and above.points is not None):
            return False
        above.title = f"{above.title} {draft.title}".strip()
        above.points = draft.points if above.points is None else above.points
        for role, names in draft.units.items():
            above.units[role] = f"{above.units.get(role, '')} {names}".strip()
        self.doubt(draft.line, f"nối vào dòng {above.line}: “{' '.join(filter(None, record.cells))}”")
        return True


ROLES = {"code": "số thứ tự", "title": "nội dung", "points": "điểm", "units": "đơn vị"}


def _scale(draft: _Draft, text: str) -> Scale | None:
    """Return a row of a scale, its points in their own cell or behind the condition."""
    amount, kind, condition = draft.points, draft.kind, text
    if amount is None and (match := SCALE.fullmatch(text)):
        amount, kind, _ = points(match["points"])
        condition = match["condition"]
    return None if amount is None else Scale(draft.line, condition, -amount if kind == "deduction" else amount)


def _heads(title: str) -> bool:
    """Return whether the title of a row without a code is that of a part."""
    return _is_heading(title) or bool(OWN_KIND.match(title))


def is_scale(text: str) -> bool:
    """Return whether a paragraph says what earns how many points: `- Từ 80% đến dưới 100%: 0,5`."""
    bare = BULLET.sub("", text, count=1)
    return bool(SCALE.fullmatch(bare)) and (bare != text or bool(CONDITION.match(bare)))


def _is_heading(text: str) -> bool:
    """Return whether a text is written as the title of a part: in capitals, or with a part's number."""
    return text.upper() == text and any(letter.isalpha() for letter in text) and len(text) > 3  # noqa: PLR2004 - no unit's short name


def joined_header(header: Sequence[str], cells: Sequence[str]) -> list[str] | None:
    """Return the header with a second line of it, or None where that is no part of it."""
    written = [cell for cell in cells if cell]
    named = all(_role(cell) and len(cell) <= LONGEST_HEADER for cell in written)
    return _below(header, cells) if written and named and cells[0] in ("", header[0]) else None


def _below(header: Sequence[str], cells: Sequence[str]) -> list[str]:
    names, left = [], ""
    for place in range(max(len(header), len(cells))):
        upper = header[place] if place < len(header) else ""
        lower = cells[place] if place < len(cells) else ""
        left = upper or left
        names.append(upper if lower in ("", upper) else f"{left} {lower}")
    return names


def _is_column_numbers(cells: Sequence[str]) -> bool:
    """Return whether a line numbers the columns: 1, 2, 3 or (1), (2), (3) or A, B, 1, 2."""
    written = [cell.strip("()[]") for cell in cells]
    digits = [cell for cell in written if cell.isdigit()]
    short = len(written) > 1 and all(len(cell) == 1 for cell in written)
    return short and bool(digits) and len(digits) >= len(written) - 2 and digits == sorted(digits)


def _kinds(drafts: Sequence[_Draft]) -> list[Kind]:
    """Return for each row what its sign says, else what the heading says that it stands below."""
    headings = [place for place, draft in enumerate(drafts) if draft.heading]
    parents = codes.parents([draft.code for draft in drafts], headings)
    said: list[Kind | None] = []
    has_children = set(parents)
    for place, (draft, parent) in enumerate(zip(drafts, parents, strict=True)):
        above = said[parent] if parent is not None else None
        own = _titled_kind(draft.title) if place in has_children or OWN_KIND.match(draft.title) else None
        said.append(draft.kind or own or above)
    return [kind or "scored" for kind in said]


def _titled_kind(title: str) -> Kind | None:
    bonus, deduction = BONUS.search(title), DEDUCTION.search(title)
    if bool(bonus) == bool(deduction):
        return None
    return "bonus" if bonus else "deduction"


class _Names:
    """Tells the names of units apart, knowing all that the table writes."""

    def __init__(self, texts: Iterable[str], doubt: Callable[[int, str], None]) -> None:
        self.known = {name for text in texts for name in _listed(text) if " và " not in name}
        self.doubt = doubt
        self.kept: set[str] = set()

    def of(self, line: int, cells: Mapping[str, str]) -> tuple[tuple[str, ...], str | None]:
        """Return the units of a row, the lead first, and the lead."""
        found: dict[str, None] = {}
        lead = None
        for role, text in cells.items():
            for number, (name, leads) in enumerate(self._named(line, text)):
                if leads or (role == "lead" and number == 0):
                    lead = lead or name
                found[name] = None
        names = [lead, *(name for name in found if name != lead)] if lead else list(found)
        return tuple(names), lead

    def _named(self, line: int, text: str) -> Iterator[tuple[str, bool]]:
        for part in _listed(text):
            leads = bool(LEAD.search(part))
            bare = JOINT.sub("", LEAD.sub("", part)).strip(" .:")
            for name in self._apart(line, bare):
                if name:
                    yield name, leads

    def _apart(self, line: int, name: str) -> list[str]:
        left, mark, right = name.rpartition(" và ")
        if not mark:
            return [name]
        if all(
            side in self.known or re.match(KIND_OF_UNIT, side.lower()) for side in (left, right)
        ) and not left.endswith("HĐND"):
            return [*self._apart(line, left), right]
        if name not in self.kept:
            self.kept.add(name)
            self.doubt(line, f"“{name}” được giữ là một đơn vị")
        return [name]


def _listed(text: str) -> list[str]:
    """Return what stands between commas and semicolons; a part in small letters goes on with the name before it."""
    parts: list[str] = []
    for mark, part in re.findall(r"(^|[,;\n/+•]|\s-(?=\s*[A-ZĐ]\w+:))\s*([^,;\n/+•]+)", text):
        name = BULLET.sub("", part.strip(), count=1).strip()
        if parts and name[:1].islower() and mark == ",":
            parts[-1] = f"{parts[-1]}, {name}"
        elif name:
            parts.append(name)
    return parts
