"""Write YAML as editors write it here: a key a line, short lists in brackets, quotes only where they are needed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from rubric_site.importer.earlier import Raw

SCHEMA = "# yaml-language-server: $schema=../schema.json"
PLAIN = re.compile(r"(?![-?:](?:\s|$))[^\s\[\]{},#&*!|>'\"%@`].*", re.DOTALL)
NO_TEXT = re.compile(r"|~|null|true|false|yes|no|on|off|[-+]?[\d.,_:]+|=|<<", re.IGNORECASE)
"""Words that YAML, or another reader of it, takes for something else than text."""


def text(value: str) -> str:
    """Return a text as a YAML scalar: plain where that is safe, else in quotes."""
    value = " ".join(value.split())
    plain = PLAIN.fullmatch(value) and not NO_TEXT.fullmatch(value)
    if plain and ": " not in value and " #" not in value and not value.endswith(":"):
        return value
    return "'" + value.replace("'", "''") + "'"


def code(value: str) -> str:
    """Return a number of a row: always in quotes, so that 1.10 stays 1.10."""
    return f'"{value}"'


def points(value: Decimal) -> str:
    """Return points with two decimals, or with as many as they have."""
    return f"{value:.2f}" if value == round(value, 2) else f"{value.normalize():f}"


def listed(values: Iterable[str]) -> str:
    """Return short words as a list in one line."""
    return f"[{', '.join(values)}]"


def key(name: str, value: str, indent: int = 0) -> list[str]:
    """Return the line of a key, if it has a value."""
    return [f"{' ' * indent}{name}: {value}"] if value else []


def kept(texts: Mapping[str, Raw], indent: int, names: Sequence[str] | None = None) -> list[str]:
    """Return what an editor wrote, as it was written, at another place.

    Args:
        texts: The lines of each key.
        indent: How far in they stand now.
        names: The keys to take, in this order; all where there are none.
    """
    found: list[str] = []
    for name in texts if names is None else names:
        found += [f"{' ' * indent}{line}" if line else "" for line in texts.get(name, ())]
    return found


def entry(lines: Sequence[str], indent: int) -> list[str]:
    """Return lines as an entry of a list: a dash before the first."""
    first, *rest = lines
    return [f"{' ' * indent}- {first.lstrip()}", *rest]
