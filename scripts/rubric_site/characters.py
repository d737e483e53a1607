"""Characters that must not stand in a rubric: those that nobody sees, and those that no font on paper has."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

PRINTABLE = (
    "00A1-00AC 00AE-0377 037A-037F 0384-038A 038C 038E-03A1 03A3-0484 0487-04FF 0510-0513 051A-051D 0531-0556 "
    "0559-058A 058D-058F 1D00-1DBF 1E00-1F15 1F18-1F1D 1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D "
    "1F80-1FB4 1FB6-1FC4 1FC6-1FD3 1FD6-1FDB 1FDD-1FEF 1FF2-1FF4 1FF6-1FFE 2010-2027 2030-2040 2042 2044-2052 "
    "2054-205E 2070-2071 2074-208E 2090-209C 20A0-20C0 2100-211E 2120 2122 2124 2126-2151 2153-2184 2189 "
    "2190-23FF 2422-2423 2460-2606 2609-262F 2638-268B 2690-269C 26A0-26A7 26AA-26AF 26B2 2701-2704 2706-2709 "
    "270C-2714 2717-2726 272A-274B 274D 274F-2752 2756 2758-275E 2761-277F 2794 2798-27AF 27B1-2B73 2B76-2B95 "
    "2B97-2BFF FB00-FB06 "
)
"""What the fonts of the printed documents hold beyond ASCII, as ranges of code points; a test typesets all of it."""

NAMES = {
    "\u00a0": "khoảng trắng không ngắt",
    "\u00ad": "dấu gạch nối ẩn",
    "\u202f": "khoảng trắng hẹp không ngắt",
    "\ufeff": "dấu BOM",
    "\ufffd": "ký tự hỏng",
}
"""What the commonest of them are called."""

SUSPECT = re.compile("[^\n -~\u00c0-\u024f\u1ea0-\u1ef9]")
"""What is looked at more closely: all that is neither ASCII nor in the blocks of Vietnamese letters."""


def unwanted(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each character that must not stand in a text, with what it is and what to do.

    Args:
        text: Any text; a tab is reported elsewhere, with its own advice.

    Yields:
        The index in the text, the message and the hint, in Vietnamese.
    """
    for match in SUSPECT.finditer(text):
        sign = match[0]
        if sign != "\t" and (found := _what(sign)):
            yield match.start(), *found


def visible(text: str) -> str:
    """Return a text with what nobody would see, or what would steer a terminal, written as its number."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


def _what(sign: str) -> tuple[str, str] | None:
    number = f"U+{ord(sign):04X}"
    category = unicodedata.category(sign)
    if sign in NAMES or category in {"Cc", "Cf", "Zl", "Zp"} or (category == "Zs" and sign != " "):
        name = NAMES.get(sign, "khoảng trắng lạ" if category == "Zs" else "ký tự không nhìn thấy")
        space = "thay bằng một dấu cách thường" if category == "Zs" else "xóa đi rồi gõ lại chữ ở chỗ này"
        return f"có {name} ({number})", space
    if category in {"Co", "Cs", "Cn"}:
        return (
            f"có ký tự riêng của một phông chữ ({number})",
            "thường là dấu đầu dòng chép từ Word: thay bằng dấu “-” hoặc xóa",
        )
    if not _printable(sign):
        return f"có ký tự “{sign}” ({number}) mà phông chữ in không có", "thay bằng chữ hoặc dấu thông thường"
    return None


BOUNDS = [
    (int(first, 16), int(last or first, 16))
    for first, _, last in (part.partition("-") for part in "".join(PRINTABLE).split())
]


def _printable(sign: str) -> bool:
    place = bisect_right(BOUNDS, (ord(sign), 0x110000)) - 1
    return place >= 0 and ord(sign) <= BOUNDS[place][1]
