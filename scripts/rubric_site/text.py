"""How values are written for Vietnamese readers, the same on pages and in downloads."""

import datetime as dt
import re
import unicodedata
from decimal import Decimal

from rubric_site.model import Reference

LEVELS = {"low": "Thấp", "medium": "Trung bình", "high": "Cao"}
"""How sure a note is."""

MEGABYTE = 1_000_000
YEAR = re.compile(r"/\d{4}/")


def points(value: Decimal) -> str:
    """Return points as Vietnamese readers write them: two decimals after a comma."""
    return f"{value:.2f}".replace(".", ",")


def vietnamese_date(value: dt.date) -> str:
    """Return a date as dd/mm/yyyy."""
    return f"{value:%d/%m/%Y}"


def file_size(size: int) -> str:
    """Return a size as readers know it: whole kilobytes, or megabytes with one decimal."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / MEGABYTE:.1f} MB".replace(".", ",")


def names_its_year(reference: Reference) -> bool:
    """Return whether a document's number has a year in it (63/2010/NĐ-CP), so that its date may be left out."""
    return bool(YEAR.search(reference.number or ""))


def symbol(reference: Reference) -> str:
    """Return what a document is called in running text: its kind and number, or its title where it has no number."""
    return f"{reference.type} {reference.number}" if reference.number else reference.title


def unmarked(text: str) -> str:
    """Return a text as it is typed without a Vietnamese keyboard."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in letters if not unicodedata.combining(sign))
