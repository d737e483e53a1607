"""What changed between two editions: a pure comparison of what their tables say.

A criterion is found again through its lineage. Guidance is not compared: it is the editors', not the table's.
"""

from collections.abc import Sequence
from itertools import pairwise

from rubric_site import lineage
from rubric_site.changes import criteria, parts, rows
from rubric_site.changes.comparison import Comparison
from rubric_site.lineage import Successors
from rubric_site.views import Site


def compare(older: Site, newer: Site, successors: Successors) -> Comparison:
    """Return what changed from one edition to another.

    Args:
        older: The older edition.
        newer: The newer one; there may be others between them.
        successors: What became of each criterion of the older edition.
    """
    sides = criteria.sides(older, newer, successors)
    tables = rows.tables(older, newer, sides)
    steps = criteria.steps(sides, tables)
    return Comparison(older, newer, steps, parts.sections(steps, tables), parts.units(steps, tables))


def neighbours(sites: Sequence[Site]) -> dict[int, Comparison]:
    """Return what changed in each edition since the one before it, by its year; the first edition has none.

    Args:
        sites: The editions, the newest first.
    """
    return {
        newer.edition.year: compare(older, newer, lineage.successors(older.rubric, newer.rubric))
        for newer, older in pairwise(sites)
    }
