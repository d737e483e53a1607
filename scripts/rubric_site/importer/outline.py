"""The tree of a table: sections, in them groups and criteria, each with a number."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from rubric_site import codes, identity, source_table
from rubric_site.source_table import Row

Say = Callable[[int, str], None]
"""Takes what was not plain about a line of the table."""

WORDS_OF_NUMBERS = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
)


@dataclass
class Node:
    """A row with what stands below it.

    Attributes:
        row: The row, its number filled in where the table has none.
        children: The rows below.
        made: Whether the row stands in no table and was made so that its criteria have a section.
        full: The code that names the row in the whole rubric.
    """

    row: Row
    children: list["Node"] = field(default_factory=list)
    made: bool = False
    full: str = ""

    @property
    def leaves(self) -> Iterator["Node"]:
        """The criteria below, or the row itself where nothing stands below."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves

    @property
    def listed(self) -> Decimal:
        """The points of the scored criteria below."""
        scored = (leaf.row for leaf in self.leaves if leaf.row.kind == "scored")
        return sum((row.points for row in scored if row.points is not None), Decimal())

    @property
    def declares_more(self) -> bool:
        """Whether its own row declares more points than its scored criteria have."""
        has_scored = any(leaf.row.kind == "scored" for leaf in self.leaves)
        return bool(self.children and has_scored and (self.row.points or Decimal()) > self.listed)


def outline(rows: Sequence[Row], title: str, say: Say) -> list[Node]:
    """Return the sections of a table.

    Args:
        rows: The table's rows in order.
        title: The table's title, for a section that has to be made.
        say: Takes what was made of rows that have no number or no section.
    """
    nodes = [Node(row) for row in rows]
    tops: list[Node] = []
    for node, parent in zip(nodes, source_table.parents(rows), strict=True):
        (tops if parent is None else nodes[parent].children).append(node)
    sections = _in_sections(tops, title, say)
    _number(sections, [], say)
    for section in sections:
        _say_repeated(section.children, say)
        if not section.children:
            section.children = [Node(replace(section.row, code="1"))]
            say(section.row.line, f"mục {section.row.code} không có dòng nào bên dưới; ghi thành mục có một tiêu chí")
    _name(sections, [])
    return sections


def _in_sections(tops: list[Node], title: str, say: Say) -> list[Node]:
    """Return the top rows as sections; where none has rows below it, sections are made of what their numbers share."""
    if any(node.children for node in tops):
        return tops
    stems = _stems([node.row.code for node in tops])
    grouped = "" not in stems and len(set(stems)) > 1
    sections: list[Node] = []
    for node, stem in zip(tops, stems, strict=True):
        code, name = (stem, stem) if grouped else ("I", title)
        if not sections or sections[-1].row.code != code:
            sections.append(Node(Row(node.row.line, code, name), made=True))
            said = f"bảng không có dòng mục; tạo mục {code}, tên “{name}”: cần sửa tên"
            say(node.row.line, said)
        sections[-1].children.append(node)
    return sections


def _stems(codes: Sequence[str]) -> list[str]:
    """Return the part of each number up to where they differ: AC of AC-01.02, V1 of V1.1.1; empty where it is all."""
    parts = [re.split(r"([.-])", code) for code in codes]  # with the marks between them
    first = next((at for at, found in enumerate(zip(*parts, strict=False)) if len(set(found)) > 1), 0)
    return ["".join(found[: first + 1]) if len(found) > first + 1 else "" for found in parts]


def _number(nodes: Sequence[Node], above: Sequence[Node], say: Say) -> None:
    """Fill in the numbers that the table lacks, each after the one before it."""
    taken = {node.row.code for node in nodes if node.row.code}
    before = ""
    for node in nodes:
        if not node.row.code:
            code = _next(before, taken, is_section=not above)
            say(node.row.line, f"dòng không có số; đặt số {code}: “{node.row.title}”")
            node.row = replace(node.row, code=code)
            taken.add(code)
        before = node.row.code
        _number(node.children, [*above, node], say)


def _next(before: str, taken: set[str], *, is_section: bool) -> str:
    """Return a number that goes on from the one before and is not taken."""
    if is_section and (not before or codes.is_roman(before)):
        options = WORDS_OF_NUMBERS[WORDS_OF_NUMBERS.index(before) + 1 if before in WORDS_OF_NUMBERS else 0 :]
    elif re.fullmatch(r"[A-Z]\)?|[a-z]\)?", before):
        options = tuple(f"{chr(ord(before[0]) + step)}{before[1:]}" for step in range(1, 26))
    else:
        stem, last = re.fullmatch(r"(.*?)(\d*)\D*", before).groups()  # type: ignore[union-attr]
        options = tuple(f"{stem}{int(last or 0) + step}" for step in range(1, 1000))
    return next((option for option in options if option not in taken), f"{before or 'I'}.1")


def _say_repeated(nodes: Sequence[Node], say: Say) -> None:
    seen: dict[str, int] = {}
    for node in nodes:
        line = seen.setdefault(node.row.code, node.row.line)
        if line != node.row.line:
            say(node.row.line, f"số {node.row.code} đã có ở dòng {line}; giữ nguyên, cần sửa một trong hai")
        _say_repeated(node.children, say)


def _name(nodes: Sequence[Node], above: list[tuple[str, str]]) -> None:
    for node in nodes:
        node.full = identity.full_code(node.row.code, above)
        _name(node.children, [*above, (node.row.code, node.full)])


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the rows of a tree in order."""
    for node in nodes:
        yield node
        yield from walk(node.children)
