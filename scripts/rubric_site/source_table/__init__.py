"""The one reader of a table as text: what `source.txt` says, row by row, and what is doubtful about it.

Cells stand between tabs; text above, between and below the tables is free. Nothing is left out in silence: a line is a
row, a part of one, or it is named among the doubts, the head or the tail.
"""

from rubric_site.source_table.cells import clean, is_scale
from rubric_site.source_table.header import columns, joined
from rubric_site.source_table.records import Records, lines
from rubric_site.source_table.rows import Rows, parents
from rubric_site.source_table.table import Doubt, Kind, Row, Scale, Table

__all__ = ["Doubt", "Kind", "Row", "Scale", "Table", "clean", "columns", "is_scale", "joined", "parents", "read"]


def read(text: str) -> Table | None:
    """Return what the tables in a text say; None where there is no table.

    Args:
        text: Lines with a tab between cells; lines without one are titles, notes or parts of a torn row.
    """
    doubts: list[Doubt] = []

    def say(line: int, message: str) -> None:
        doubts.append(Doubt(line, message))

    found = Records(list(lines(text, say)), say)
    if not found.records:
        return None
    rows = Rows(found.records, say)
    return Table(
        rows=tuple(rows.rows()),
        doubts=tuple(sorted(doubts, key=lambda doubt: doubt.line)),
        columns=found.names,
        head=tuple(line.text for line in found.head),
        tail=tuple(line.text for line in found.tail),
        total=rows.total,
    )
