"""What the tests of paper read out of a PDF, whoever made it: its text, its fonts and their sizes, what broke."""

import io
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from pypdf import PageObject, PdfReader

A4 = {595, 842}
BROKEN = re.compile(r"\w[/-]\s*\n\s*\w|\w\s*\n\s*[/-]\w")
"""A word that goes on in the next line: no Vietnamese word does, but a document's number may."""


@cache
def read(pdf: bytes) -> PdfReader:
    """A PDF to look into."""
    return PdfReader(io.BytesIO(pdf))


@dataclass(frozen=True)
class Sheet:
    """What stands on a page.

    Attributes:
        text: Its text.
        sizes: The sizes in points in which its letters are really set.
        ends: How far down its left half and its right half text goes, as shares of its height.
    """

    text: str
    sizes: set[float]
    ends: tuple[float, float]

    @property
    def used(self) -> float:
        """How much of the page has text on it."""
        return sum(self.ends) / 2


@cache
def extracted(document: PdfReader) -> list[Sheet]:
    """What stands on each page; slow, so read once."""
    return [_extract(page) for page in document.pages]


def _extract(page: PageObject) -> Sheet:
    sizes: set[float] = set()
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    lowest = {True: height, False: height}

    def note(text: str, matrix: list[float], line: list[float], _: object, size: float) -> None:
        if text.strip():
            sizes.add(round(size * abs(line[3] * matrix[3]), 1))
            is_left = line[4] * matrix[0] + matrix[4] < width / 2
            lowest[is_left] = min(lowest[is_left], line[5] * matrix[3] + matrix[5])

    text = page.extract_text(visitor_text=note)
    return Sheet(text, sizes, (1 - lowest[True] / height, 1 - lowest[False] / height))


def squeezed(text: str) -> str:
    """A text without its spaces: where a line ends says nothing."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def pages(document: PdfReader) -> list[str]:
    """The texts of the pages without what stands above them: their numbers, after the chapter where there is one."""
    texts = (sheet.text.strip() for sheet in extracted(document))
    return [re.sub(rf"\A.*\b{number}\n", "", text) if number > 1 else text for number, text in enumerate(texts, 1)]


def text_of(document: PdfReader) -> str:
    """The whole text, squeezed."""
    return squeezed("".join(pages(document)))


def fonts(document: PdfReader) -> list[Any]:
    """Every font of every page, after seeing that there is one."""
    resources: list[Any] = [page["/Resources"].get_object() for page in document.pages]
    found = [font.get_object() for part in resources for font in part.get("/Font", {}).values()]
    assert found
    return found


def sizes(document: PdfReader) -> set[float]:
    """The sizes of all letters."""
    return set().union(*(sheet.sizes for sheet in extracted(document)))


def broken(document: PdfReader) -> list[str]:
    """Where a word is broken over two lines."""
    return [match[0] for sheet in extracted(document) for match in BROKEN.finditer(sheet.text)]
