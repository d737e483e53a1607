"""Find each criterion's forerunner: by number and title, by title alone, else by likeness of the titles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from rubric_site.importer.earlier import OldRow
from rubric_site.importer.outline import Node

SURE = 90
"""From this likeness on, two titles are taken for the same criterion."""

LIKELY = 72
"""From this likeness on, a pair is proposed for an editor to look at."""

PART = 95
"""How much of an old title has to stand in a new one that it was merged into."""

SHORTEST_PART = 12
SAME_SECTION = 6
SAME_CODE = 4


@dataclass(frozen=True)
class Match:
    """A row with its forerunner.

    Attributes:
        old: The forerunner.
        likeness: How alike the titles are, 100 for the same words.
        merged: Further forerunners, whose titles stand in the new one.
    """

    old: OldRow
    likeness: float
    merged: tuple[OldRow, ...] = ()


def matches(news: Sequence[tuple[Node, str]], olds: Sequence[OldRow], *, by_code: bool = False) -> dict[int, Match]:
    """Return the forerunner of each new row that has one, by the row's place.

    Args:
        news: The new rows, each with the title of its section.
        olds: The rows of the earlier edition; each is the forerunner of one new row at most.
        by_code: Whether the same code is enough in the end: within one edition it is, over the years it is not.
    """
    found: dict[int, Match] = {}
    left = set(range(len(olds)))
    for likeness, new, old in sorted(_pairs(news, olds), reverse=True):
        if -new in found or -old not in left:
            continue
        found[-new] = Match(olds[-old], min(likeness, 100))
        left.remove(-old)
    if by_code:
        codes = {olds[place].full: place for place in sorted(left)}
        for place, (node, _) in enumerate(news):
            if place not in found and node.full in codes:
                found[place] = Match(olds[codes.pop(node.full)], 0)
        return found
    return _with_merged(found, news, [olds[place] for place in sorted(left)])


def _pairs(news: Sequence[tuple[Node, str]], olds: Sequence[OldRow]) -> Iterator[tuple[float, int, int]]:
    """Yield likely pairs; places are negative, so that of equals the first comes first in the reversed order."""
    titles = [(_folded(old.title), _folded(old.section)) for old in olds]
    for new, (node, section) in enumerate(news):
        title, above = _folded(node.row.title), _folded(section)
        for old, (other, other_above) in enumerate(titles):
            likeness = fuzz.ratio(title, other, score_cutoff=LIKELY)
            likeness = likeness or fuzz.token_sort_ratio(title, other, score_cutoff=LIKELY)
            if likeness:
                same = (SAME_SECTION if above == other_above else 0) + (SAME_CODE if node.full == olds[old].full else 0)
                yield likeness + same / 100, -new, -old


def _with_merged(found: dict[int, Match], news: Sequence[tuple[Node, str]], left: Sequence[OldRow]) -> dict[int, Match]:
    """Return the matches, with the old rows left whose titles stand in a new one: it was made of several."""
    for place, (node, _) in enumerate(news):
        title = _folded(node.row.title)
        merged = [old for old in left if _stands_in(_folded(old.title), title)]
        if place in found:
            found[place] = replace(found[place], merged=tuple(merged))
        elif merged:
            first, *others = merged
            found[place] = Match(first, fuzz.ratio(title, _folded(first.title)), tuple(others))
        left = [old for old in left if old not in merged]
    return found


def _stands_in(part: str, title: str) -> bool:
    return SHORTEST_PART <= len(part) < len(title) and fuzz.partial_ratio(part, title) >= PART


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
