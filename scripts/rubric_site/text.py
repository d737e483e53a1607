"""How values are written for Vietnamese readers, the same on pages and in downloads."""

import datetime as dt
from decimal import Decimal

from rubric_site.model import Reference

LEVELS = {"low": "Thấp", "medium": "Trung bình", "high": "Cao"}
"""How sure a note is."""


def points(value: Decimal) -> str:
    """Return points as Vietnamese readers write them: two decimals after a comma."""
    return f"{value:.2f}".replace(".", ",")


def vietnamese_date(value: dt.date) -> str:
    """Return a date as dd/mm/yyyy."""
    return f"{value:%d/%m/%Y}"


def symbol(reference: Reference) -> str:
    """Return what a document is called in running text: its kind and number, or its title where it has no number."""
    return f"{reference.type} {reference.number}" if reference.number else reference.title
