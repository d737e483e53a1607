"""What the import says: everything it was not sure of, what it took, what is left to an editor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rubric_site import text
from rubric_site.importer.lines import Line, Note
from rubric_site.importer.outline import Node, walk

FEW = 12
"""Lines outside the table that are repeated; the others are counted."""


@dataclass
class Report:
    """Collects what is to be said, in the order of the file.

    Attributes:
        name: The file's name.
        lines: The lines of `source.txt` with their places in the file.
    """

    name: str
    lines: Sequence[Line]
    doubts: list[tuple[int, str]] = field(default_factory=list)
    notes: Sequence[Note] = ()
    to_do: list[str] = field(default_factory=list)

    def say(self, line: int, message: str) -> None:
        """Take what was not plain about a line of `source.txt`."""
        self.doubts.append((line, message))

    def unsure(self) -> Iterator[str]:
        """Yield everything that was not plain, each with its place in the file."""
        places = {line.place: number for number, line in reversed(list(enumerate(self.lines, 1)))}
        found = [(places.get(note.place, 0), f"{self.name}, {note.place}: {note.message}") for note in self.notes]
        found += [(line, f"{self.name}, {self._place(line)}: {message}") for line, message in self.doubts]
        yield from (message for _, message in sorted(found, key=lambda pair: pair[0]))

    def _place(self, line: int) -> str:
        place = self.lines[line - 1].place
        return place if place == f"dòng {line}" else f"{place} (source.txt dòng {line})"


def outside(where: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines outside the table that became nothing."""
    if lines:
        yield f"{where}, không lấy ({len(lines)} dòng, đều giữ trong source.txt):"
        yield from (f"  {line}" for line in lines[:FEW])
        if len(lines) > FEW:
            yield f"  … và {len(lines) - FEW} dòng nữa"


def taken(sections: Sequence[Node], units: int) -> str:
    """Return how much was taken."""
    leaves = [leaf.row for section in sections for leaf in section.leaves]
    kinds = {kind: [row for row in leaves if row.kind == kind] for kind in ("scored", "bonus", "deduction")}
    groups = sum(1 for node in walk(sections) if node.children) - len(sections)
    said = [f"{len(sections)} lĩnh vực", f"{groups} nhóm", f"{len(kinds['scored'])} tiêu chí"]
    said += [f"{len(kinds['bonus'])} tiêu chí điểm cộng"] if kinds["bonus"] else []
    said += [f"{len(kinds['deduction'])} tiêu chí điểm trừ"] if kinds["deduction"] else []
    amounts = [row.points for row in kinds["scored"] if row.points is not None]
    said += [f"{text.points(sum(amounts, start=amounts[0] * 0))} điểm"] if amounts else ["không có điểm"]
    return f"Đã đọc {', '.join(said)}, {units or 'không có'} đơn vị."


def as_table(sections: Sequence[Node], formerly: dict[int, Sequence[str]]) -> Iterator[str]:
    """Yield the rows as a table for the eye."""
    for node in walk(sections):
        row = node.row
        points = "" if row.points is None else str(row.points).replace(".", ",")
        sign = {"bonus": "+", "deduction": "-"}.get(row.kind, "") if points else ""
        before = f"  ← {', '.join(formerly[id(node)])}" if id(node) in formerly else ""
        units = f"  [{', '.join(row.units)}]" if row.units else ""
        yield f"{node.full:<12} {sign + points:>7}  {row.title}{units}{before}"
        for step in row.scale:
            yield f"{'':<12} {str(step.points).replace('.', ','):>7}  · {step.condition}"
