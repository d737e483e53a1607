"""units.yaml: the units that a table names, with the ids that they have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from yaml.nodes import Node, ScalarNode, SequenceNode

from rubric_site.importer import yaml_out as out
from rubric_site.importer.earlier import OldUnit, value_of
from rubric_site.importer.sections import slug

ALIKE = 88
"""From this likeness on, two names of units may be one name written in two ways."""


@dataclass
class Units:
    """The units of a table, each with an id.

    Attributes:
        ids: The ids by the names in the table.
        new: The names that the last or present edition does not have.
        old: The entries of those that it has, in its order.
        alike: Pairs of names that may be one.
    """

    ids: dict[str, str] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    old: list[tuple[str, OldUnit]] = field(default_factory=list)
    alike: list[tuple[str, str]] = field(default_factory=list)


def units(names: Iterable[str], known: Sequence[OldUnit]) -> Units:
    """Return the units that a table names: with the ids of a known edition where names agree, else with new ones.

    Args:
        names: The names in the table, each once.
        known: The units of the present or the last edition.
    """
    found = Units()
    by_name = {_folded(unit.full_name): unit for unit in known} | {_folded(unit.name): unit for unit in known}
    taken = {unit.id for unit in known}
    for name in names:
        unit = by_name.get(_folded(name))
        if unit and unit.id not in found.ids.values():
            found.ids[name] = unit.id
            found.old.append((name, unit))
            continue
        base = slug(name) or "don-vi"
        choice = next(new for new in (base, *(f"{base}-{count}" for count in range(2, 1000))) if new not in taken)
        taken.add(choice)
        found.ids[name] = choice
        found.new.append(name)
    order = {unit.id: place for place, unit in enumerate(known)}
    found.old.sort(key=lambda pair: order[pair[1].id])
    listed = list(found.ids)
    found.alike = [
        (one, two)
        for at, one in enumerate(listed)
        for two in listed[at + 1 :]
        if fuzz.ratio(_folded(one), _folded(two)) >= ALIKE
    ]
    return found


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def new_file(found: Units) -> str:
    """Return units.yaml of a new edition."""
    entries = [
        [
            *out.kept(unit.texts, 4, ["id"]),
            f"    name: {out.text(name)}",
            *out.kept(unit.texts, 4, [key for key in unit.texts if key not in ("id", "name", "note")]),
        ]
        for name, unit in found.old
    ]
    entries += [_entry(name, found.ids[name], 4) for name in found.new]
    lines = [out.SCHEMA, "units:"]
    for number, entry in enumerate(entries):
        lines += [""] if number else []
        lines += out.entry(entry, 2)
    return "\n".join(lines) + "\n"


def _entry(name: str, identity: str, indent: int) -> list[str]:
    lines = [f"id: {identity}", f"name: {out.text(name)}", f"full_name: {out.text(name)}", "verified: false"]
    return [f"{' ' * indent}{line}" for line in lines]


def renewed(file: str, root: Node | None, found: Units) -> str:
    """Return units.yaml with the names of the table, and with the units that it lacks behind those that it has.

    Args:
        file: Its text.
        root: The same as a tree.
        found: The units of the table.
    """
    listed = value_of(root, "units")
    entries = listed.value if isinstance(listed, SequenceNode) else []
    lines = file.rstrip("\n").split("\n")
    names = {unit.id: name for name, unit in found.old}
    for entry in entries:
        identity, name = value_of(entry, "id"), value_of(entry, "name")
        wanted = names.get(identity.value, "") if isinstance(identity, ScalarNode) else ""
        if isinstance(name, ScalarNode) and wanted and name.value != wanted:
            start, end = name.start_mark, name.end_mark
            lines[start.line] = lines[start.line][: start.column] + out.text(wanted) + lines[start.line][end.column :]
    indent = entries[0].start_mark.column - 2 if entries else 2
    for added in found.new:
        lines += ["", *out.entry(_entry(added, found.ids[added], indent + 2), indent)]
    return "\n".join(lines) + "\n"
