"""The file of a section: its rows from the table, an editor's texts as they were."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rubric_site import text
from rubric_site.importer import yaml_out as out
from rubric_site.importer.earlier import OldRow, Raw
from rubric_site.importer.outline import Node

LABEL = 40
"""The menu has room for so many letters."""

SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu?|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|nh?|ng|p|t)?"
)
"""What a Vietnamese syllable looks like without its accents; other words in capitals are abbreviations."""

OWN_PLACE = ("label", "short_label", "note")
"""An editor's keys of a section that stand between the table's."""


@dataclass
class Kept:
    """What a row keeps of an editor's work.

    Attributes:
        texts: By key, as it was written.
        formerly: The codes of its forerunners, where the texts name none.
    """

    texts: Mapping[str, Raw] = field(default_factory=dict)
    formerly: Sequence[str] = ()


class Writer:
    """Writes sections, knowing the ids of units and what each row keeps."""

    def __init__(self, ids: Mapping[str, str], kept: Mapping[int, Kept]) -> None:
        """Write sections.

        Args:
            ids: The ids of units by their names in the table.
            kept: What rows keep, by the identity of their nodes.
        """
        self._ids, self._kept = ids, kept

    def section(self, node: Node, head: str, label: str) -> str:
        """Return the file of a section.

        Args:
            node: The section.
            head: The comments before the first key.
            label: A short name for the menu, where an editor has not given one.
        """
        keeps = self._kept.get(id(node), Kept())
        row = node.row
        lines = [head, f"code: {out.code(row.code)}", f"title: {out.text(row.title)}"]
        lines += out.kept(keeps.texts, 0, ["label"]) or [f"label: {out.text(label)}"]
        lines += out.kept(keeps.texts, 0, ["short_label"])
        lines += out.key("max_points", "" if row.points is None else out.points(row.points))
        lines += out.key("units", self._units(node))
        lines += out.kept(keeps.texts, 0, ["note"])
        lines += out.kept({name: raw for name, raw in keeps.texts.items() if name not in OWN_PLACE}, 0)
        return "\n".join([*lines, "items:", *self._items(node.children, 2)]) + "\n"

    def _items(self, nodes: Sequence[Node], indent: int) -> list[str]:
        lines: list[str] = []
        for number, node in enumerate(nodes):
            found = out.entry(self._item(node, indent + 2), indent)
            if number and (self._is_long(node) or self._is_long(nodes[number - 1])):
                lines.append("")
            lines += found
        return lines

    def _is_long(self, node: Node) -> bool:
        return bool(node.children or "guidance" in self._kept.get(id(node), Kept()).texts)

    def _item(self, node: Node, indent: int) -> list[str]:
        row, keeps = node.row, self._kept.get(id(node), Kept())
        declared = "" if row.points is None else out.points(row.points)
        lines = [*out.key("code", out.code(row.code), indent), *out.key("title", out.text(row.title), indent)]
        if node.children:
            lines += out.key("max_points", declared, indent)
            lines += out.key("units", self._units(node), indent)
            lines += out.kept(keeps.texts, indent)
            return [*lines, f"{' ' * indent}criteria:", *self._items(node.children, indent + 2)]
        lines += out.key("kind", "" if row.kind == "scored" else row.kind, indent)
        lines += out.key("points", declared, indent)
        lines += self._scale(node, indent)
        lines += out.key("units", self._units(node), indent)
        lines += out.key("lead", self._ids[row.lead] if row.lead else "", indent)
        lines += out.key("formerly", _formerly(keeps.formerly), indent)
        return lines + out.kept(keeps.texts, indent)

    def _scale(self, node: Node, indent: int) -> list[str]:
        steps = [
            f"{' ' * (indent + 2)}- {{condition: {_in_braces(step.condition)}, points: {out.points(step.points)}}}"
            for step in node.row.scale
        ]
        return [f"{' ' * indent}scale:", *steps] if steps else []

    def _units(self, node: Node) -> str:
        return out.listed(self._ids[name] for name in node.row.units) if node.row.units else ""


def _formerly(codes: Sequence[str]) -> str:
    if len(codes) > 1:
        return out.listed(out.code(code) for code in codes)
    return out.code(codes[0]) if codes else ""


def _in_braces(value: str) -> str:
    """Return a text as it may stand between braces, where commas and brackets part values."""
    plain = out.text(value)
    return (
        plain if plain.startswith("'") or not re.search(r"[,\[\]{}]", plain) else "'" + value.replace("'", "''") + "'"
    )


def label(title: str) -> str:
    """Return a short name for the menu, made of a title: in small letters, cut between words."""
    name = sentence(title)
    if len(name) > LABEL:
        name = re.split(r",|;|:| \(| và ", name, maxsplit=1)[0]
    return name if len(name) <= LABEL else name[: name.rfind(" ", 0, LABEL + 1)].rstrip(" ,;-–")


def sentence(title: str) -> str:
    """Return a title in capitals as it stands in a sentence: in small letters, but for abbreviations."""
    if title.upper() != title:
        return title
    words = [word.lower() if _is_syllables(word) else word for word in title.split()]
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]


def _is_syllables(word: str) -> bool:
    parts = re.findall(r"[^\W\d_]+", text.unmarked(word).lower())
    return all(SYLLABLE.fullmatch(part) for part in parts)


def file_name(number: int, name: str) -> str:
    """Return the name of a section's file: its place and its label, `01-chi-dao-dieu-hanh.yaml`."""
    return f"{number:02d}-{slug(name) or 'muc'}.yaml"


def slug(name: str) -> str:
    """Return a name as an id: small letters without accents, joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", text.unmarked(name).lower()))[:60].strip("-")


def changes(old: OldRow, node: Node, ids: Mapping[str, str]) -> list[str]:
    """Return what differs between a row and its earlier self, in Vietnamese; nothing where all is the same.

    Args:
        old: The row as the earlier edition has it.
        node: The row as it was read now.
        ids: The ids of units by their names in the table.
    """
    row = node.row
    before, now = str(old.said["points"]).replace(",", "."), "" if row.points is None else out.points(row.points)
    said = [f"tên “{old.title}” → “{row.title}”"] if old.title != row.title else []
    if _amount(before) != _amount(now):
        said.append(f"điểm {before or 'trống'} → {now or 'trống'}".replace(".", ","))
    units = [ids[name] for name in row.units]
    if old.said["units"] != units:
        said.append(f"đơn vị {', '.join(old.said['units']) or 'trống'} → {', '.join(units) or 'trống'}")
    return said


def _amount(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None
