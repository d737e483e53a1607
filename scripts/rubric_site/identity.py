"""Identity: the full code that names a row in the whole rubric, its anchor, its place in natural order."""

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest

from rubric_site.codes import ROMAN, roman_value

SEPARATORS = (".", "-")
TOKEN = re.compile(r"\d+|[^\W\d_]+")
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""In Vietnamese lists, đ) follows d)."""

RESERVED = {"con", "prn", "aux", "nul", "index", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(10))}
"""Names that no folder may have: those that Windows keeps for devices, and that of a folder's own page."""

Above = Sequence[tuple[str, str]]
"""The rows above one, the outermost first: each with its code as written and its full code."""


def full_code(code: str, above: Above) -> str:
    """Return the code that names a row in the whole rubric, permanent within an edition.

    A code that goes on from the code of a row above it (`4.2` below `4`, `V1.1` below `V1`) takes that row's place;
    any other is put behind its parent's.

    Args:
        code: The code as written; the bracket of `a)` is no part of the full code.
        above: The rows above.
    """
    own = code.removesuffix(")")
    for written, full in reversed(above):
        if continues(own, written):
            return full + own[len(written) :]
    return f"{above[-1][1]}.{own}" if above else own


def continues(code: str, above: str) -> bool:
    """Return whether a code begins with another one and a separator: `4.2` with `4`, `AC-01.02` with `AC`."""
    return code.startswith(tuple(above + separator for separator in SEPARATORS))


def anchor(code: str) -> str:
    """Return the anchor or the folder of a full code: lower case letters, digits and hyphens.

    `III.4.2` becomes `iii-4-2`; two codes may have one anchor, which the check reports.
    """
    return code.lower().replace("đ", "dd").replace(".", "-")


def dotted(code: str) -> bool:
    """Return whether a code is of numbers only, several of them: `2.1`."""
    return bool(re.fullmatch(r"\d+(\.\d+)+", code))


def ranks(codes: Sequence[str]) -> list[tuple[tuple[int, int], ...]]:
    """Return what puts the codes of one parent's rows into natural order.

    Digits count by value, so 10 follows 9. Letters are letters (A to E are no Roman numbers), unless all that stand at
    one place of the codes are Roman numbers; words such as AC and BR have no order.
    """
    tokens = [TOKEN.findall(code) for code in codes]
    values = [_letters({token for token in place if token}) for place in zip_longest(*tokens)]
    return [tuple(map(_rank, found, values)) for found in tokens]


def _rank(token: str, letters: Callable[[str], int]) -> tuple[int, int]:
    return (0, int(token)) if token.isdecimal() else (1, letters(token))


def _letters(place: set[str]) -> Callable[[str], int]:
    """Return what gives the letters at one place of some codes their value."""
    found = {token for token in place if not token.isdecimal()}
    if all(set(token) <= ROMAN.keys() for token in found):
        return roman_value
    return (lambda token: LETTERS.find(token.lower())) if all(len(token) == 1 for token in found) else (lambda _: 0)
