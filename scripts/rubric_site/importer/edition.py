"""edition.yaml: what the table, the last edition or the command say, and what is left to an editor."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from yaml.nodes import Node, ScalarNode

from rubric_site.importer import yaml_out as out
from rubric_site.importer.earlier import Earlier, value_of
from rubric_site.importer.outline import Node as Row
from rubric_site.importer.outline import walk
from rubric_site.importer.sections import sentence
from rubric_site.source_table import Table

ISSUED = re.compile(r"\(?\s*((?:ban hành )?kèm theo\b.*?)\)?\s*", re.IGNORECASE)
NO_TITLE = re.compile(
    r"phụ lục(?: số)?\s*[\w./-]{0,8}|(?:biểu|mẫu|bảng)(?: số)?\s*[\dIVX][\w./-]{0,7}|"
    r".*(?:cộng h[oò][aà] xã hội|độc lập\s*[-–]).*|\W*",
    re.IGNORECASE,
)
INDEX = re.compile(
    r"((?:bộ )?(?:chỉ số|tiêu chí|tiêu chuẩn|chỉ tiêu)\b.*?)(?:\s+(?:của|năm|trên địa bàn|áp dụng|cấp)\b.*|$)",
    re.IGNORECASE,
)
ISSUER = re.compile(r"\bcủa ((?:UBND|Ủy ban nhân dân|HĐND|Sở|Bộ|Ban|Hội đồng)\b[^,;()]*)", re.IGNORECASE)
WITH_COMMA = re.compile(r"^\d+,\d+\t", re.MULTILINE)
"""A number of a row that is written 1,1."""

TO_FILL = "(cần điền)"
CARRIED = ("index_name", "site_title", "body", "terms", "guidance_note", "paper")
"""What of the last edition's edition.yaml holds for the next one too."""


@dataclass(frozen=True)
class Names:
    """What the command says of the body; what it does not say is None."""

    body: str | None = None
    area: str | None = None
    place: str | None = None
    index: str | None = None
    site: str | None = None


@dataclass
class Said:
    """What the lines above the table say.

    Attributes:
        title: The table's title.
        issued_with: The document that it was issued with.
        rest: The other lines.
    """

    title: str = ""
    issued_with: str = ""
    rest: list[str] = field(default_factory=list)


def said(head: Sequence[str]) -> Said:
    """Return title and document of issue, as the lines above a table have them."""
    lines = _closed(head)
    issued = next((line for line in reversed(lines) if ISSUED.fullmatch(line)), "")
    taken: list[str] = []
    for line in reversed(lines):
        if line == issued or NO_TITLE.fullmatch(line) or line.startswith("("):
            if taken:
                break
            continue
        if taken and line.upper() != line:
            break
        taken.insert(0, line)
        if line.upper() != line:
            break
    match = ISSUED.fullmatch(issued)
    rest = [line for line in lines if line != issued and line not in taken]
    return Said(" ".join(taken), match[1].strip() if match else "", rest)


def _closed(head: Sequence[str]) -> list[str]:
    """Return the lines, those joined that a bracket holds together."""
    lines: list[str] = []
    for line in head:
        if lines and lines[-1].startswith("(") and lines[-1].count("(") > lines[-1].count(")"):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines


class Edition:
    """Writes edition.yaml."""

    def __init__(self, year: int, table: Table, sections: Sequence[Row], above: Said) -> None:
        """Write an edition's general file.

        Args:
            year: Its year.
            table: The table.
            sections: Its tree.
            above: What stands above the table.
        """
        self.year, self.table, self.sections, self.above = year, table, sections, above
        self.to_do: list[str] = []
        leaves = [leaf.row for section in sections for leaf in section.leaves]
        scored = [row for row in leaves if row.kind == "scored"]
        self.criteria = len(scored)
        has_points = any(row.points is not None for row in leaves)
        self.points = sum((row.points for row in scored if row.points is not None), Decimal()) if has_points else None
        self.partial = [node for node in walk(sections) if node.declares_more]

    def new(self, names: Names, before: Earlier | None, source: str) -> str:
        """Return the file of a new edition.

        Args:
            names: What the command says of the body.
            before: The last edition, if it is to be followed.
            source: The table as `source.txt` has it.
        """
        lines = [out.SCHEMA, f"year: {self.year}"]
        carried = self._carried(before)
        known = dict(before.edition) if before else {}
        index = names.index or str(known.get("index_name") or "") or self._index()
        body = self._body(names, known.get("body") or {})
        lines += carried.get("index_name", []) if not names.index else []
        if not carried.get("index_name") or names.index:
            lines.append(f"index_name: {out.text(index)}")
        lines += carried.get("site_title", []) if not names.site else []
        if not carried.get("site_title") or names.site:
            lines.append(f"site_title: {out.text(names.site or f'Sổ tay {index}')}")
        lines += ["body:", *(f"  {key}: {out.text(value)}" for key, value in body.items())]
        lines += carried.get("terms", [])
        lines += self.totals()
        lines.append(f"lead: {out.text(self._lead(index, body['area']))}")
        lines += carried.get("guidance_note", []) or [f"guidance_note: {out.text(GUIDANCE_NOTE)}"]
        lines += carried.get("paper", [])
        return "\n".join([*lines, "source:", *self._source(source)]) + "\n"

    def totals(self) -> list[str]:
        """Return the control totals."""
        points = "" if self.points is None else out.points(self.points)
        return ["totals:", f"  criteria: {self.criteria}", *out.key("points", points, 2)]

    def _carried(self, before: Earlier | None) -> dict[str, list[str]]:
        if before is None:
            return {}
        texts = before.edition_texts
        dropped = [name for name in texts if name not in (*CARRIED, "year", "totals", "source", "lead")]
        if dropped:
            self.to_do.append(f"edition.yaml: không chép {', '.join(dropped)} của năm {before.year}; viết lại nếu cần")
        return {name: texts[name] for name in CARRIED if name in texts}

    def _index(self) -> str:
        match = INDEX.search(self.above.title)
        if not match:
            self.to_do.append("edition.yaml: điền index_name (tên đầy đủ của chỉ số) và site_title")
            return sentence(self.above.title) or TO_FILL
        return sentence(match[1])[:1].upper() + sentence(match[1])[1:]

    def _body(self, names: Names, known: Mapping[str, str]) -> dict[str, str]:
        issuer = ISSUER.search(self.above.issued_with)
        name = names.body or known.get("name") or (issuer[1].strip() if issuer else TO_FILL)
        bare = re.sub(r"^(?:UBND|Ủy ban nhân dân|HĐND)\s+", "", name)
        area = names.area or ("" if names.body else known.get("area")) or bare
        words = area.split()
        while len(words) > 1 and words[0][0].islower():
            words.pop(0)
        place = names.place or ("" if names.body or names.area else known.get("place")) or " ".join(words)
        if not (names.body or known):
            self.to_do.append("edition.yaml: xem lại body (tên cơ quan, địa bàn, địa danh), đoán từ dòng trên bảng")
        return {"name": name, "area": area, "place": place}

    def _lead(self, index: str, area: str) -> str:
        told = [
            "nội dung",
            *(["điểm"] if self.points is not None else []),
            *(["đơn vị phụ trách"] if self.table.has_units else []),
        ]
        listed = f"{', '.join(told[:-1])} và {told[-1]}" if len(told) > 1 else told[0]
        return f"Tra cứu từng tiêu chí của {index} {area} năm {self.year}: {listed}."

    def _source(self, source: str) -> list[str]:
        title = self.above.title
        if not title:
            title = TO_FILL
            self.to_do.append("edition.yaml: điền source.title (tên bảng), không thấy ở trên bảng")
        lines = ["  file: source.txt", f"  title: {out.text(title)}"]
        lines += out.key("issued_with", out.text(self.above.issued_with) if self.above.issued_with else "", 2)
        lines += ["  partial: true"] if self.partial else []
        if WITH_COMMA.search(source):
            lines.append("  numbering: Dấu phẩy trong số thứ tự của bảng (1,1) được viết thành dấu chấm (1.1).")
        leaves = [leaf.row for section in self.sections for leaf in section.leaves]
        if any(len(row.units) > 1 for row in leaves) and not any(row.lead for row in leaves):
            lines.append("  leads: Bảng không nêu đơn vị chủ trì.")
        notes = [self._declared(node) for node in self.partial]
        return [*lines, *(["  notes:"] if notes else []), *(f"    - {out.text(note)}" for note in notes)]

    def _declared(self, node: Row) -> str:
        declared, listed = (f"{value:.2f}".replace(".", ",") for value in (node.row.points or Decimal(), node.listed))
        return f"Dòng {node.full} ghi {declared} điểm, còn các tiêu chí liệt kê bên dưới cộng lại là {listed} điểm."


GUIDANCE_NOTE = "Các ghi chú hướng dẫn là bản nháp để tham khảo, chưa được đơn vị phụ trách rà soát."


def with_totals(file: str, root: Node | None, edition: Edition) -> tuple[str, list[str]]:
    """Return edition.yaml with new control totals, all else as it is, and what could not be put in.

    Args:
        file: Its text.
        root: The same as a tree.
        edition: Knows the totals.
    """
    lines, missing = file.split("\n"), []
    wanted = {"criteria": str(edition.criteria), "points": "" if edition.points is None else out.points(edition.points)}
    totals = value_of(root, "totals")
    for name, value in wanted.items():
        node = value_of(totals, name)
        if isinstance(node, ScalarNode) and value:
            if _same(node.value, value):
                continue
            start, end = node.start_mark, node.end_mark
            lines[start.line] = lines[start.line][: start.column] + value + lines[start.line][end.column :]
        elif bool(value) != isinstance(node, ScalarNode):
            missing.append(f"edition.yaml: totals.{name} phải là {value or 'bỏ trống'}; sửa bằng tay")
    return "\n".join(lines), missing


def _same(written: str, value: str) -> bool:
    try:
        return Decimal(written.replace(",", ".")) == Decimal(value)
    except ArithmeticError:
        return False
