"""What the tests of paper read out of a PDF, whoever made it: its text, its fonts and their sizes, what broke."""

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader

A4 = {595, 842}
BROKEN = re.compile(r"\w[/-]\s*\n\s*\w|\w\s*\n\s*[/-]\w")
"""A word that goes on in the next line: no Vietnamese word does, but a document's number may."""


def read(pdf: bytes) -> PdfReader:
    """A PDF to look into."""
    return PdfReader(io.BytesIO(pdf))


def squeezed(text: str) -> str:
    """A text without its spaces: where a line ends says nothing."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def pages(document: PdfReader) -> list[str]:
    """The texts of the pages without what stands above them: their numbers, after the chapter where there is one."""
    texts = (page.extract_text().strip() for page in document.pages)
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


def sizes(page: PageObject) -> set[float]:
    """The sizes in points in which the letters of a page are really set."""
    found: set[float] = set()

    def note(text: str, matrix: list[float], line: list[float], _: object, size: float) -> None:
        if text.strip():
            found.add(round(size * abs(line[3] * matrix[3]), 1))

    page.extract_text(visitor_text=note)
    return found


def broken(document: PdfReader) -> list[str]:
    """Where a word is broken over two lines."""
    return [match[0] for page in document.pages for match in BROKEN.finditer(page.extract_text())]
