"""Headers: which line names the columns, and what each column holds."""

import re
from collections.abc import Mapping, Sequence

from rubric_site import codes
from rubric_site.source_table.cells import points

ROLES: tuple[tuple[str, str], ...] = (
    (
        "other",
        r"đơn vị tính|^đvt$|tự (chấm|đánh giá)|điểm (đạt|thẩm định|đánh giá|trung bình)|thẩm định|kết quả (chấm|đạt)",
    ),
    (
        "other",
        r"^(ghi chú|tài liệu|minh chứng|cách (tính|chấm)|hướng dẫn|phương pháp|thời (gian|hạn)|căn cứ|diễn giải)",
    ),
    ("code", r"^(stt|s\.t\.t|tt|số tt|số thứ tự|thứ tự|mã|mã số|số|mục|ký hiệu|no\.?|#|nr\.?|ref\.?)( .{0,14})?$"),
    ("code", r"(^|[ _])(id|code)$|^(id|code)\b"),
    ("units", r"chủ trì.*phối hợp|phối hợp.*chủ trì"),
    ("lead", r"chủ trì|đầu mối|chịu trách nhiệm chính|^lead"),
    ("joint", r"phối hợp|liên quan|^support"),
    (
        "units",
        r"đơn vị|cơ quan|bộ phận|phòng(,| ban)|phụ trách|người thực hiện|theo dõi|tham mưu|^(owner|unit|responsib)",
    ),
    ("points", r"điểm|^(points?|score|max|weight)|trọng số|tối đa"),
    ("other", r"level|maturity|stream|^(cwe|nist|ref|notes?|comment|evidence)"),
    (
        "title",
        r"nội dung|tiêu chí|tiêu chuẩn|chỉ tiêu|chỉ số|lĩnh vực|nhiệm vụ|yêu cầu|hạng mục|công việc|việc làm|^tên",
    ),
    ("title", r"vị trí|chức danh|danh mục|hoạt động|nhóm"),
    ("title", r"requirement|criteri|function|practice|activity|control|domain|dimension|chapter|section|category"),
    (
        "title",
        r"^(title|description|text|standard|task|name|area|group|family|objective|topic)|[ _](name|description)$",
    ),
)
"""What a column is called, the first that fits."""

LONGEST = 90
LEAST_NAMED = 3
"""So many columns have to be named where the first has no header."""

DIGIT = re.compile(r"\d")
NUMBERS = re.compile(r"\(?\[?([1-9]|1\d|[A-H])\]?\)?(=.*)?")
"""What numbers a column: 1, (2), A, (5=3+4)."""

NAMES = {
    "code": "số thứ tự",
    "title": "nội dung",
    "points": "điểm",
    "units": "đơn vị",
    "lead": "đơn vị chủ trì",
    "joint": "đơn vị phối hợp",
}
"""What the roles are called in messages."""


def columns(cells: Sequence[str], before: Mapping[str, int] | None = None) -> dict[str, int] | None:
    """Return which column holds what, by its header; None where the cells are no header.

    Args:
        cells: The cells of one line, white space folded.
        before: The columns so far, if this is not the first header: where those have numbers, a header has them too.
    """
    if any(len(cell) > LONGEST for cell in cells):
        return None
    found = roles(cells)
    written = [(cell, role) for cell, role in zip(cells, found, strict=True) if cell]
    named = [role for _, role in written if role]
    if "title" not in named or not {*named} - {"title"} or len(named) * 2 < len(written):
        return None
    if "code" in (before or {}) and "code" not in named:
        return None
    return None if _is_row(cells, written, named) else _chosen(cells, found)


def _is_row(cells: Sequence[str], written: Sequence[tuple[str, str | None]], named: Sequence[str]) -> bool:
    """Return whether a line with words of a header is a row that speaks of such things."""
    if any(points(cell).amount is not None for cell, _ in written):
        return True
    if written[0][1] is None and codes.read(written[0][0]):
        return True
    return "code" not in named and (len(named) < len(written) or (not cells[0] and len(named) < LEAST_NAMED))


def roles(cells: Sequence[str]) -> list[str | None]:
    """Return what each header says that its column holds: several may hold titles; None for no known word."""
    return [_role(cell) for cell in cells]


def joined(header: Sequence[str], cells: Sequence[str]) -> list[str] | None:
    """Return the header with a second line of it, or None where that is no part of it.

    Args:
        header: The header so far.
        cells: The line below.
    """
    written = [cell for cell in cells if cell]
    named = [cell for cell in written if _role(cell)]
    if (
        not named
        or cells[0] not in ("", header[0])
        or any(len(cell) > LONGEST or DIGIT.search(cell) for cell in written)
    ):
        return None
    if len(named) < len(written) and not all(_is_below_blank(header, at) for at, cell in enumerate(cells) if cell):
        return None
    names, left = [], ""
    for place in range(max(len(header), len(cells))):
        upper = header[place] if place < len(header) else ""
        lower = cells[place] if place < len(cells) else ""
        left = upper or left
        names.append(upper if lower in ("", upper) else f"{left} {lower}")
    return names


def _is_below_blank(header: Sequence[str], at: int) -> bool:
    """Return whether a cell stands below a merged one, or below none: where rows have their titles it does not."""
    return at >= len(header) or not header[at] or (at + 1 < len(header) and not header[at + 1])


def numbers_columns(cells: Sequence[str]) -> bool:
    """Return whether a line numbers the columns: 1, 2, 3 or (1), (2), (3) or A, B, 1, 2."""
    written = [cell for cell in cells if cell]
    digits = [int(match[1]) for cell in written if (match := NUMBERS.fullmatch(cell)) and match[1].isdigit()]
    plain = len(written) > 1 and all(NUMBERS.fullmatch(cell) for cell in written)
    return plain and len(digits) >= len(written) - 2 and digits == list(range(1, len(digits) + 1)) != []


def _role(cell: str) -> str | None:
    name = cell.lower()
    return next((role for role, pattern in ROLES if cell and re.search(pattern, name)), None)


def _chosen(cells: Sequence[str], found: Sequence[str | None]) -> dict[str, int]:
    """Return one column for each role; of several with points the one that names the highest."""
    chosen: dict[str, int] = {}
    for place, role in enumerate(found):
        if role and role != "other":
            chosen.setdefault(role, place)
    highest = [at for at, role in enumerate(found) if role == "points" and re.search("tối đa|chuẩn", cells[at].lower())]
    if highest:
        chosen["points"] = highest[0]
    if "code" not in chosen and chosen["title"] > 0 and not cells[0]:
        chosen["code"] = 0
    return chosen
