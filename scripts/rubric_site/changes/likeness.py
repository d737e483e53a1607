"""Which dropped and new criteria may be one, though nobody said so; for the editor to judge."""

from typing import NamedTuple

from rapidfuzz import fuzz, process

from rubric_site.changes.comparison import Comparison
from rubric_site.views import Entry

LIKELY = 75
"""From this likeness of titles on, of a hundred, a pair is worth an editor's look."""


class Pair(NamedTuple):
    """A dropped and a new criterion with titles so alike that they may be one."""

    old: Entry
    new: Entry
    likeness: int


def perhaps(comparison: Comparison) -> list[Pair]:
    """Return the criteria told as dropped and new that may be one: each new one with the likest of the dropped."""
    gone = {step.older[0].code: step.older[0] for step in comparison.steps if not step.newer}
    titles = {code: entry.criterion.title.casefold() for code, entry in gone.items()}
    pairs: list[Pair] = []
    for entry in (step.newer[0] for step in comparison.steps if not step.older):
        title = entry.criterion.title.casefold()
        found = process.extractOne(title, titles, scorer=fuzz.ratio, score_cutoff=LIKELY)
        if found:
            pairs.append(Pair(gone[found[2]], entry, round(found[1])))
    return pairs
