"""Codes: each once, in natural order within its parent, with an address of its own."""

import re
from collections.abc import Iterator, Sequence

from rubric_site import identity
from rubric_site.check.data import Placed, entries, mapping
from rubric_site.errors import Problem
from rubric_site.load import Document
from rubric_site.model import CODE

LEVELS = 4
"""Groups may stand in groups, this many deep."""

Coded = tuple[Document, Placed, str, str]
"""A row with its document, its code as written and its full code."""


def check(sections: Sequence[Document]) -> Iterator[Problem]:
    """Yield what is wrong with the codes of an edition.

    Args:
        sections: The documents of the sections in order.
    """
    coded = [(section, code) for section in sections if isinstance(code := mapping(section.data).get("code"), str)]
    found: list[Coded] = [(section, ((), {}), code, identity.full_code(code, ())) for section, code in coded]
    firsts: dict[str, Document] = {}
    for section, code in coded:
        firsts.setdefault(code, section)
    yield from _sections([(section, code) for code, section in firsts.items()])
    for code, section in firsts.items():  # a copy of another section is said once, not at every row
        rows = list(entries(section.data, (), "items"))
        yield from _level(section, rows, [(code, identity.full_code(code, ()))], found)
    yield from _collisions(found)


def _sections(coded: Sequence[tuple[Document, str]]) -> Iterator[Problem]:
    for section, code in coded:
        if identity.anchor(code) in identity.RESERVED:
            message = f"số “{code}” là tên dành riêng, không làm địa chỉ trang được"
            yield section.problem(("code",), message, "viết thêm chữ số hoặc chữ khác vào số này")
    ranks = identity.ranks([code for _, code in coded])
    for number in range(1, len(coded)):
        section, code = coded[number]
        if ranks[number] < ranks[number - 1]:
            hint = "đổi tên tệp để các tệp xếp đúng thứ tự"
            yield section.problem(("code",), f"lĩnh vực “{code}” đứng sau “{coded[number - 1][1]}”", hint)


def _level(
    section: Document, rows: Sequence[Placed], above: Sequence[tuple[str, str]], found: list[Coded]
) -> Iterator[Problem]:
    """Yield the problems of the rows of one parent and of all below them; note their full codes in `found`."""
    coded = [(row, code) for row in rows if isinstance(code := row[1].get("code"), str) and re.fullmatch(CODE, code)]
    ranks = identity.ranks([code for _, code in coded])
    for number, (row, code) in enumerate(coded):
        if number and ranks[number] < ranks[number - 1]:
            before = coded[number - 1][1]
            yield section.problem((*row[0], "code"), f"số “{code}” đứng sau “{before}”", "xếp lại theo thứ tự tăng dần")
        yield from _place(section, row, code, above)
        full = identity.full_code(code, above)
        found.append((section, row, code, full))
        yield from _level(section, list(entries(row[1], row[0], "criteria")), [*above, (code, full)], found)


def _place(section: Document, row: Placed, code: str, above: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    group = above[-1][0] if len(above) > 1 else ""
    numbers = group.isdigit() or identity.dotted(group)
    if identity.dotted(code) and numbers and not any(identity.continues(code, written) for written, _ in above):
        message = f"tiêu chí “{code}” không thuộc nhóm “{group}”"
        yield section.problem((*row[0], "code"), message, f'số phải bắt đầu bằng "{group}."')
    if re.fullmatch(r"(?:\d+\.)*0\d+(?:\.\d+)*", code):
        yield section.warning(
            (*row[0], "code"), f"số “{code}” có chữ số 0 đứng đầu", "giữ nguyên nếu bảng gốc viết như vậy"
        )
    if len(above) == LEVELS + 1 and "criteria" in row[1]:
        message = f"nhóm lồng nhau quá {LEVELS} cấp"
        yield section.problem((*row[0], "code"), message, "gộp bớt các nhóm, hoặc tách thành nhiều lĩnh vực")


def _collisions(found: Sequence[Coded]) -> Iterator[Problem]:
    seen: dict[str, Coded] = {}
    for now in found:
        section, (location, _), code, full = now
        before = seen.setdefault(identity.anchor(full), now)
        if before is now:
            continue
        place = (*location, "code")
        if not location and not before[1][0]:
            message = f"lĩnh vực “{code}” đã có ở {before[0].path}"
            yield section.problem(place, message, "xóa tệp thừa, hoặc sửa một trong hai số")
        elif full == before[3]:
            yield section.problem(place, f"số “{code}” đã dùng ở trên", "mỗi số chỉ dùng một lần")
        else:
            message = f"số “{full}” và “{before[3]}” có cùng địa chỉ #{identity.anchor(full)}"
            yield section.problem(place, message, "sửa một trong hai số")
