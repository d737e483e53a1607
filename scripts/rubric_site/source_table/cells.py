"""What stands in a cell: text, points, a step of a scale, a ditto mark, the mark of a note below the table."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rubric_site.source_table.table import Kind, Scale

PRIVATE = re.compile(r"[\ue000-\uf8ff]")
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f]")
BULLET = re.compile(r"^[-–—+*•▪●○◦·∙➢➤✓✔§](?:\s+|(?=[^\d\s]))")
DITTO = re.compile(r"[-–—\s]*(?:nt|như trên)[-–—.\s]*|[\"″”“〃]|''|,,", re.IGNORECASE)
DASHES = re.compile(r"[-–—_./\s]*")

AMOUNT = r"(?-i:[0-9lIoO]{1,9}(?:[.,][0-9lIoO]{1,4})?)"
"""A number, in which a letter may stand for the digit that it looks like."""

POINTS = re.compile(
    rf"(?P<most>tối đa|không quá|max\.?)?\s*:?\s*(?:(?:cộng|thưởng|trừ)\s+)?(?P<sign>[+\-−–]?)\s*(?P<amount>{AMOUNT})"
    r"\s*(?P<after>điểm|đ|points?|pts|%)?\.?",
    re.IGNORECASE,
)
WITHIN = re.compile(r"\((?:tối đa\s*)?(?P<amount>\d+(?:[.,]\d+)?)\s*điểm\)[.:]?$", re.IGNORECASE)
CONDITION = re.compile(
    r"(?:nếu|từ|dưới|trên|đạt|không|có|mỗi|cứ|≥|≤|<|>|=|hoàn thành|chưa|ít nhất|trường hợp|đúng|chậm|trễ|đủ|thiếu|"
    r"\d+([.,]\d+)?\s*%)",
    re.IGNORECASE,
)
SCALE = re.compile(
    r"(?P<condition>.*\S)\s*(?::|=|;|\s[-–—]\s|→|\.{3,}|…+|\b(?:được|trừ|cộng)\b(?=[^:]*$))\s*"
    r"(?P<points>[+\-−–]?\d{1,4}(?:[.,]\d{1,4})?\s*(?:điểm|đ)?)[.;,]?",
    re.DOTALL | re.IGNORECASE,
)
TOTAL = re.compile(
    r"(?:tổng(?: cộng| số điểm| điểm| số)?|cộng(?: điểm)?|total|sum)"
    r"(?:\s*[:(\[=.].*|\s+(?:mục|phần|nhóm|lĩnh vực|các|toàn|chung|điểm|[IVX\d]+)\b.*)?",
    re.IGNORECASE,
)
PART_TOTAL = re.compile(r"mục|phần|nhóm|lĩnh vực|\b[IVX]+$", re.IGNORECASE)
PAGE = re.compile(r"(?:trang |page |- ?)?\d{1,3}(?:\s?/\s?\d{1,3}| ?-)?", re.IGNORECASE)
CAPTION = re.compile(
    r"(?:phụ lục|bảng|biểu|mẫu|danh mục|bộ (?:tiêu chí|chỉ số)|đơn vị tính|\(?(?:ban hành )?kèm theo)\b", re.IGNORECASE
)
FOOTER = re.compile(
    r"(?:[*(]\s*)?(?:ghi chú|chú thích|lưu ý|nơi nhận|người lập|tm\.|kt\.|tl\.|tuq\.|chủ tịch|phó chủ tịch|"
    r"trưởng phòng|thủ trưởng|giám đốc|xác nhận|ký tên|\(?ký|[^\t]{0,40},? ngày\s*[\d.…]*\s*tháng)",
    re.IGNORECASE,
)
BONUS = re.compile(r"\bđiểm (?:thưởng|cộng)\b|\b(?:cộng|thưởng)(?: thêm)? điểm\b|\bbonus\b", re.IGNORECASE)
DEDUCTION = re.compile(r"\bđiểm (?:bị )?trừ\b|\b(?:trừ|bị trừ)(?: bớt)? điểm\b|\bdeduction", re.IGNORECASE)
NAMES_KIND = re.compile(
    r"(?:\W*(?:các|phần|mục|tiêu chí|nội dung)\W+)*(?:điểm|cộng|thưởng|trừ|bonus|deduction)\b", re.IGNORECASE
)
THOUSANDS = 3
"""A dot before three digits parts thousands, as Vietnamese writes them."""


def clean(text: str) -> str:
    """Return a cell's text composed, without unseen characters, white space folded, Word's private bullets readable."""
    visible = UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return " ".join(PRIVATE.sub("•", visible).split())


def cleaned(text: str) -> Iterator[str]:
    """Yield what `clean` changes in a text and its readers have to know."""
    if PRIVATE.search(text):
        yield "có ký tự riêng của Word (dấu đầu dòng); thay bằng “•”"
    if not is_composed(text):
        yield "chữ có dấu viết rời; ghép lại thành chữ liền"


def page_number(line: str) -> str:
    """Return what is said of a line that is left out as the number of a page."""
    return f"“{line}” có lẽ là số trang; bỏ qua"


def left_out(line: str) -> str:
    """Return what is said of a line that stands between rows and belongs to none."""
    return f"dòng ngoài bảng, không lấy: “{line}”"


def is_composed(text: str) -> bool:
    """Return whether every letter stands in one piece with its accents."""
    return unicodedata.is_normalized("NFC", text)


@dataclass(frozen=True)
class Points:
    """What a cell says of points.

    Attributes:
        amount: Never negative; None where the cell declares nothing.
        kind: What its sign says; None where there is no sign.
        doubt: What is not plain about it, in Vietnamese; empty where all is plain.
    """

    amount: Decimal | None = None
    kind: Kind | None = None
    doubt: str = ""


def points(text: str) -> Points:
    """Return the points that a cell declares.

    Args:
        text: `1,50`, `2 điểm`, `+1`, `-0,5`, `Tối đa 5`; an empty cell or a dash declares nothing.
    """
    if DASHES.fullmatch(text):
        return Points()
    match = POINTS.fullmatch(text)
    if not match or not re.search(r"\d", match["amount"]):
        return Points(doubt=f"không đọc được điểm “{text}”; để trống điểm")
    amount, odd = _amount(match["amount"])
    kind: Kind | None = {"+": "bonus", "": None}.get(match["sign"], "deduction")
    odd = odd or bool(match["most"]) or match["after"] == "%"
    return Points(amount, kind, f"điểm ghi “{text}”; hiểu là {comma(amount)}" if odd else "")


def _amount(written: str) -> tuple[Decimal, bool]:
    digits = written.translate(str.maketrans("lIoO", "1100"))
    whole, mark, rest = digits.replace(",", ".").partition(".")
    if len(rest) == THOUSANDS and "." in written and whole != "0":
        return Decimal(whole + rest), True
    return Decimal(f"{whole}{mark}{rest}"), digits != written or len(rest) >= THOUSANDS


def within(title: str) -> Decimal | None:
    """Return the points that a title itself names at its end: `CÔNG TÁC CHỈ ĐẠO (10 điểm)`."""
    match = WITHIN.search(title)
    return _amount(match["amount"])[0] if match else None


def comma(amount: Decimal | None) -> str:
    """Return points as they are written in Vietnamese."""
    return "trống" if amount is None else str(amount).replace(".", ",")


def bare(text: str) -> str:
    """Return a text without the bullet before it."""
    return BULLET.sub("", text, count=1).strip()


def lists(text: str) -> bool:
    """Return whether a text begins as a step of a scale does: with a bullet or a condition."""
    return bool(BULLET.match(text) or CONDITION.match(text))


def is_scale(text: str) -> bool:
    """Return whether a paragraph says what earns how many points: `- Từ 80% đến dưới 100%: 0,5`."""
    return lists(text) and bool(SCALE.fullmatch(bare(text)))


def scale(line: int, text: str, amount: Decimal | None) -> Scale | None:
    """Return a step of a scale, its points in their own cell or behind the condition; None where it names none.

    Args:
        line: The line of the table, from 1.
        text: The condition, with its points behind it where these have no cell of their own.
        amount: The points in their own cell.
    """
    condition = bare(text)
    if amount is None and (match := SCALE.fullmatch(condition)):
        amount, condition = points(match["points"]).amount, match["condition"].rstrip(" :=;-–—→.…")
    return None if amount is None or not condition else Scale(line, condition, amount)


def is_heading(text: str) -> bool:
    """Return whether a text is written as the title of a part: in capitals."""
    return text.upper() == text and len(re.findall(r"[^\W\d_]", text)) > 3  # noqa: PLR2004 - more than a short name


def heads(title: str) -> bool:
    """Return whether the title of a row without a number is that of a part."""
    return is_heading(title) or bool(NAMES_KIND.match(title))


def kind_of(title: str) -> Kind | None:
    """Return of which kind a title says that the points below it are; None where it names none, or both."""
    bonus, deduction = BONUS.search(title), DEDUCTION.search(title)
    if bool(bonus) == bool(deduction):
        return None
    return "bonus" if bonus else "deduction"
