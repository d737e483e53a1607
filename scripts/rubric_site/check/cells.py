"""Cells of a spreadsheet: what a note says in one list must fit into one."""

from collections.abc import Iterator, Sequence

from rubric_site.check.data import of_kind
from rubric_site.check.reviews import criteria
from rubric_site.errors import Problem
from rubric_site.load import Document
from rubric_site.model import Rubric

MOST = 32_767
"""Letters that a cell of Excel holds."""

AROUND = 150
"""Letters that the spreadsheet may put around one entry of a list: a dash, days, a document's number."""

LISTS = ("actions", "evidence", "deadlines", "pitfalls", "references")


def check(rubric: Rubric, documents: Sequence[Document]) -> Iterator[Problem]:
    """Yield the lists of notes that no cell can hold."""
    for section, document in zip(rubric.sections, of_kind(documents, "section"), strict=True):
        for location, criterion in criteria(section.items, ("items",)):
            for key in LISTS if criterion.guidance else ():
                entries = getattr(criterion.guidance, key)
                length = sum(AROUND + len(_text(entry)) for entry in entries)
                if length > MOST:
                    message = f"danh sách dài quá {MOST} ký tự, không vừa một ô của Excel"
                    yield document.problem((*location, "guidance", key), message, "rút gọn, hoặc bớt ý trùng nhau")


def _text(entry: object) -> str:
    if isinstance(entry, str):
        return entry
    return " ".join(str(getattr(entry, key, None) or "") for key in ("text", "at"))
