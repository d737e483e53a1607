"""Typeset with Typst: documents as tagged PDF with bookmarks, the preview as PNG; the same bytes for the same data."""

from functools import cache
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("document.typ")
PREVIEW = Path(__file__).with_name("preview.typ")
FONTS = Path(__file__).with_name("fonts")


def typeset(data: bytes) -> bytes:
    """Return a document as PDF.

    Args:
        data: What `paper` says stands on it, as JSON.

    Raises:
        RuntimeError: If Typst warns of anything: a document that is not quite right is never published.
    """
    inputs = {"data": data.decode()}
    pdf, warnings = _compiler().compile_with_warnings(sys_inputs=inputs, pdf_standards=["a-3a", "ua-1"])
    if warnings:
        raise RuntimeError("\n".join(warning.diagnostic for warning in warnings))
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no PDF")
    return pdf


def draw(data: bytes) -> bytes:
    """Return the preview as PNG.

    Args:
        data: What `preview` says stands on it, as JSON.
    """
    png = typst.compile(PREVIEW, font_paths=_fonts(), format="png", ppi=72, sys_inputs={"data": data.decode()})
    if not isinstance(png, bytes):
        raise TypeError("The preview does not fit on one page")
    return png


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
