"""What the tests of paper read out of a PDF, whoever made it: its text, its fonts and their sizes, what broke."""

import io
import re
import unicodedata
from collections.abc import Iterator
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


@cache
def extracted(document: PdfReader) -> list[tuple[str, set[float]]]:
    """The text of each page and the sizes in points in which its letters are really set; slow, so read once."""
    return [_extract(page) for page in document.pages]


def _extract(page: PageObject) -> tuple[str, set[float]]:
    found: set[float] = set()

    def note(text: str, matrix: list[float], line: list[float], _: object, size: float) -> None:
        if text.strip():
            found.add(round(size * abs(line[3] * matrix[3]), 1))

    return page.extract_text(visitor_text=note), found


def squeezed(text: str) -> str:
    """A text without its spaces: where a line ends says nothing."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def pages(document: PdfReader) -> list[str]:
    """The texts of the pages without what stands above them: their numbers, after the chapter where there is one."""
    texts = (text.strip() for text, _ in extracted(document))
    return [re.sub(rf"\A.*\b{number}\n", "", text) if number > 1 else text for number, text in enumerate(texts, 1)]


def text_of(document: PdfReader) -> str:
    """The whole text, squeezed."""
    return squeezed("".join(pages(document)))


def fonts(document: PdfReader) -> Iterator[Any]:
    """Every font of every page."""
    for page in document.pages:
        resources: Any = page["/Resources"].get_object()
        for font in resources.get("/Font", {}).values():
            yield font.get_object()


def sizes(document: PdfReader) -> set[float]:
    """The sizes of all letters."""
    return set().union(*(sizes for _, sizes in extracted(document)))


def broken(document: PdfReader) -> list[str]:
    """Where a word is broken over two lines."""
    return [match[0] for text, _ in extracted(document) for match in BROKEN.finditer(text)]
