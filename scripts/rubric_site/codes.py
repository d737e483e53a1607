"""The numbers that tables give their rows: what one looks like, and which row stands below which."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

NUMBER = r"\d{1,3}[a-zđ]?(?:[.,](?:\d{1,3}[a-zđ]?|[a-zđ]))*"
PREFIXED = r"[A-ZĐ]{1,8}\d{0,4}(?:[.-][A-ZĐ0-9]{1,8})*"
"""Roman numbers, letters, and what stands behind them: I, A, AC, V1.1.1, I.A.1, AC-01.02."""

BRACKETED = r"\(?(?:[a-zđ]|[ivx]{1,5}|\d{1,2})\)"
CODE = re.compile(rf"(?:{NUMBER}|{PREFIXED}|{BRACKETED}|[a-zđ])")
WORD = re.compile(r"(phần|mục|chương|lĩnh vực|nhóm|tiêu chí|tiêu chuẩn)(?:\s+thứ)?\s+(?=\S{1,12}$)", re.IGNORECASE)
LEADING = re.compile(
    rf"(?:(?:phần|mục|chương|lĩnh vực|nhóm)\s+)?(?P<code>{NUMBER}|[IVXLCDM]+|[A-ZĐ]|{BRACKETED}|[a-zđ]\)|{PREFIXED})"
    r"(?P<mark>\s*[.:)/–-]\s*|\s+)(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)

ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
HEADING = "heading"
CAPITALS = ("roman", "letter", "prefixed")
LARGEST_STEP = 12
"""A Roman number that jumps further from the one before is a letter."""

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def read(cell: str) -> str | None:
    """Return the code that a cell holds, as written but with a dot for a comma; None where it holds another text.

    Args:
        cell: A cell with white space folded: `1,1`, `III.`, `a)`, `Phần I`.
    """
    text = WORD.sub("", cell).strip()
    text = re.sub(r"(?<=[\w.,-])\s*([.,-])\s*(?=\w)", r"\1", text).rstrip(".:,;/–-")
    return re.sub(r"(?<=\d),(?=\d)", ".", text) if CODE.fullmatch(text) else None


def word(cell: str) -> str:
    """Return the word before a number that says its level, in small letters: `phần` of `Phần I`; empty without one."""
    match = WORD.match(cell.strip())
    return match[1].lower() if match else ""


def split(text: str) -> tuple[str, str] | None:
    """Return code and title where one cell holds both: `I. CÔNG TÁC CHỈ ĐẠO`, `a) Có ban hành`.

    A number needs a mark behind it or a dot within, for "3 cấp chính quyền" is no row 3.
    """
    match = LEADING.fullmatch(text)
    if not match:
        return None
    code, mark, title = match["code"], match["mark"].strip(), match["title"]
    if title[0].islower() or (code[0].islower() and not (mark or code.endswith(")"))):
        return None
    if not mark and not code.endswith(")") and not re.search(r"\d[.,-]\d", code):
        return None
    if code.isalpha() and not (len(code) == 1 or is_roman(code)):
        return None  # a word in capitals, no code
    code = code + mark if mark == ")" and not code.endswith(")") else code
    return (read(code) or code), title


def is_roman(code: str) -> bool:
    """Return whether a code is a Roman number as it is properly written."""
    return bool(code) and bool(re.fullmatch(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", code))


def roman_value(code: str) -> int:
    """Return the value of a Roman number."""
    values = [ROMAN[letter] for letter in code]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def parents(codes: Sequence[str], headings: Mapping[int, int] | None = None) -> list[int | None]:
    """Return for each code the place of the row that it stands below, None for those at the top.

    A row stands below the nearest one above it whose code begins its own (`1` and `1.1`, `AC` and `AC-01`); else beside
    the last one numbered in its manner; else, as the first of its manner, below the row above it.

    Args:
        codes: The codes in the table's order; an empty one stands beside the row above it.
        headings: The places of rows that head what follows whatever their codes, and how high: 1 heads more than 2.
    """
    found: list[int | None] = []
    path: list[_Step] = []
    levels = headings or {}
    seen_roman = False
    for place, code in enumerate(codes):
        manner = (HEADING, levels[place]) if place in levels else _manner(code, path, seen_roman=seen_roman)
        seen_roman = seen_roman or manner[0] == "roman"
        step = _Step(place, code, manner)
        del path[_depth(step, path) :]
        found.append(path[-1].place if path else None)
        path.append(step)
    return found


@dataclass(frozen=True)
class _Step:
    """A row on the way from the top to the current one."""

    place: int
    code: str
    manner: tuple[str, int]

    @cached_property
    def stem(self) -> str:
        return self.code.rstrip(")")


def _depth(step: _Step, path: Sequence[_Step]) -> int:
    if step.manner[0] == HEADING:
        higher = [
            depth for depth, above in enumerate(path) if above.manner[0] == HEADING and above.manner < step.manner
        ]
        return higher[-1] + 1 if higher else 0
    if not step.code:
        return _depth_below(path) if path and path[-1].manner[0] == HEADING else max(len(path) - 1, 0)
    for depth in range(len(path), 0, -1):
        stem = path[depth - 1].stem
        if stem and step.code.startswith((f"{stem}.", f"{stem}-")):
            return depth
    for depth, above in enumerate(path):
        if above.manner == step.manner or (above.manner[0] == step.manner[0] and above.manner[1] > step.manner[1]):
            return depth
    if step.manner[0] in CAPITALS:
        return _depth_of_capitals(path)
    return _depth_below(path)


def _depth_of_capitals(path: Sequence[_Step]) -> int:
    """Return where a first I, A or AC stands: right below one of another manner, else beside it, never below a 1."""
    above = [depth for depth, other in enumerate(path) if other.manner[0] in (*CAPITALS, HEADING)]
    return (above[-1] + 1 if above[-1] == len(path) - 1 else above[-1]) if above else 0


def _depth_below(path: Sequence[_Step]) -> int:
    return len(path) if not path or path[-1].code or path[-1].manner[0] == HEADING else len(path) - 1


def _manner(code: str, path: Sequence[_Step], *, seen_roman: bool) -> tuple[str, int]:
    """Return in which manner a code is written and how many parts it has."""
    parts = len(re.split(r"[.-]", code))
    if re.fullmatch(NUMBER, code):
        return "number", parts
    if code.endswith(")"):
        return ("number)" if code.strip("()").isdigit() else "letter)"), 1
    if code.isalpha() and code.islower():
        return "letter)", 1
    if parts == 1 and code.isalpha():
        roman = _reads_as_roman(code, path, seen=seen_roman)
        return ("roman" if roman else "letter" if len(code) == 1 else "prefixed"), 1
    return "prefixed", parts


def _reads_as_roman(code: str, path: Sequence[_Step], *, seen: bool) -> bool:
    """Return whether a code is a Roman number where C, D, I, L, M, V and X may as well be letters of a list."""
    if not is_roman(code):
        return False
    last = {above.manner[0]: above.code for above in path}
    if "roman" in last:
        step = roman_value(code) - roman_value(last["roman"])
        if 0 < step <= LARGEST_STEP:
            return step == 1 or not _follows(code, last.get("letter", ""))
    if _follows(code, last.get("letter", "")):
        return seen and code == "I" and path[-1].manner[0] == "letter"  # the first below that letter, as below others
    return len(code) > 1 or code in "IVX"


def _follows(code: str, letter: str) -> bool:
    """Return whether a letter comes right after another one in a list."""
    return len(code) == 1 and letter != "" and ALPHABET.find(code) == ALPHABET.find(letter) + 1
