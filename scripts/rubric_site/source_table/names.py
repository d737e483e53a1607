"""Names of units: told apart where several stand in a cell, the lead first."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from rubric_site.source_table.cells import bare

KIND_OF_UNIT = re.compile(
    r"(?:phòng|sở|ban|bộ|trung tâm|văn phòng|thanh tra|công an|ubnd|chi cục|cục|đội|hội|tổ|viện|trường|các|đảng ủy)\b",
    re.IGNORECASE,
)
LEAD = re.compile(r"\(\s*chủ trì\s*\)|^chủ trì\s*:?\s*|\s*[-–:]\s*chủ trì$", re.IGNORECASE)
JOINT = re.compile(
    r"\(\s*(?:phối hợp|ph)\s*\)|^(?:cơ quan |đơn vị )?phối hợp\s*:?\s*|\s*[-–:]\s*phối hợp$", re.IGNORECASE
)
PART = re.compile(r"(^|[,;\n/+•]|\s-(?=\s*[A-ZĐ]\w+:))\s*([^,;\n/+•]+)")


class Names:
    """Knows all that the table writes in its columns of units."""

    def __init__(self, cells: Iterable[str], doubt: Callable[[int, str], None]) -> None:
        """Learn the names.

        Args:
            cells: All cells of units.
            doubt: Takes what is not plain, with its line.
        """
        self._known = {name for text in cells for name in listed(text) if " và " not in name}
        self._doubt = doubt
        self._kept: set[str] = set()

    def of(self, line: int, cells: Mapping[str, str]) -> tuple[tuple[str, ...], str | None]:
        """Return the units of a row, the lead first, and the lead.

        Args:
            line: Where the row stands.
            cells: Its cells of units, by what their column holds.
        """
        found: dict[str, None] = {}
        leads: list[str] = []
        for role, text in cells.items():
            for name, says_lead in self._named(line, text):
                found[name] = None
                if says_lead or role == "lead":
                    leads.append(name)
        if len(leads) > 1:
            self._doubt(line, f"nhiều đơn vị chủ trì: {', '.join(leads)}; ghi {leads[0]} là đơn vị chủ trì")
        lead = leads[0] if leads else None
        return tuple(sorted(found, key=lambda name: name != lead) if lead else found), lead

    def _named(self, line: int, text: str) -> Iterator[tuple[str, bool]]:
        for part in listed(text):
            leads = bool(LEAD.search(part))
            for name in self._apart(line, JOINT.sub("", LEAD.sub("", part)).strip(" .:")):
                if name:
                    yield name, leads

    def _apart(self, line: int, name: str) -> list[str]:
        left, mark, right = name.rpartition(" và ")
        if not mark:
            return [name]
        if not left.endswith("HĐND") and all(side in self._known or KIND_OF_UNIT.match(side) for side in (left, right)):
            return [*self._apart(line, left), right]
        if name not in self._kept:
            self._kept.add(name)
            self._doubt(line, f"“{name}” được giữ là một đơn vị")
        return [name]


def listed(text: str) -> list[str]:
    """Return what stands between commas and semicolons; a part in small letters goes on with the name before it."""
    parts: list[str] = []
    for mark, part in PART.findall(text):
        name = bare(part.strip())
        if parts and name[:1].islower() and mark == "," and not JOINT.match(name):
            parts[-1] = f"{parts[-1]}, {name}"
        elif name:
            parts.append(name)
    return parts
