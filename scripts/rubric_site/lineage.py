"""Lineage: which criteria of a newer edition a criterion of an older one became. Codes are renumbered every year."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rubric_site import identity
from rubric_site.model import Criterion, Item, Rubric

Successors = Mapping[str, tuple[str, ...]]
"""The full codes that each criterion of an older edition has in a newer one: none where it was dropped."""


def criteria(rubric: Rubric) -> dict[str, Criterion]:
    """Return every criterion of an edition by its full code, in the order of the source."""
    return {
        code: criterion
        for section in rubric.sections
        for code, criterion in _below(section.items, [(section.code, identity.full_code(section.code, ()))])
    }


def _below(items: Sequence[Item], above: identity.Above) -> Iterator[tuple[str, Criterion]]:
    for item in items:
        code = identity.full_code(item.code, above)
        if isinstance(item, Criterion):
            yield code, item
        else:
            yield from _below(item.criteria, [*above, (item.code, code)])


def successors(older: Rubric, newer: Rubric) -> Successors:
    """Return what became of each criterion from one edition to the next.

    `formerly` in the newer edition says it; a criterion that says nothing is the one that had its code and its title.

    Args:
        older: An edition.
        newer: The edition next to it.

    Returns:
        The codes in the newer edition by the code in the older one, which has every criterion of the older edition
        (and whatever else `formerly` names, such as a group that became a criterion), each in its edition's order.
    """
    before = criteria(older)
    found: dict[str, list[str]] = {code: [] for code in before}
    for code, criterion in criteria(newer).items():
        same = code in before and _title(before[code]) == _title(criterion)
        for forerunner in criterion.formerly or ((code,) if same else ()):
            found.setdefault(forerunner, []).append(code)
    return {code: tuple(dict.fromkeys(codes)) for code, codes in found.items()}


def trace(rubrics: Sequence[Rubric]) -> dict[int, Successors]:
    """Return what each criterion of the older editions is in the newest one.

    Args:
        rubrics: The editions from the oldest to the newest.

    Returns:
        By the year of each edition but the newest, the codes in the newest edition by the code in that edition.
    """
    later: Successors = {code: (code,) for code in criteria(rubrics[-1])}
    traced: dict[int, Successors] = {}
    for older, newer in reversed(list(pairwise(rubrics))):
        step = successors(older, newer)
        later = {code: _joined(later.get(via, ()) for via in codes) for code, codes in step.items()}
        traced[older.edition.year] = later
    return traced


def _joined(codes: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for some in codes for code in some))


def _title(criterion: Criterion) -> str:
    return " ".join(criterion.title.split())
