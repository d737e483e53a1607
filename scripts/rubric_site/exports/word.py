"""Write a unit's sheet as a Word file: the parts of such a file, of templates, in an archive with fixed dates."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup, escape
from pydantic import TypeAdapter

from rubric_site.fitting import length
from rubric_site.glossary import SYMBOL
from rubric_site.sheet import Foot, Sheet

PARTS = Path(__file__).parent / "docx"
"""The parts as they lie in the file; of those that end in `.jinja` data make one."""

TEMPLATE = ".jinja"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first date that an archive can have: one of the run would make each run's file another one."""

TWIPS = 1440 / 25.4
"""Twentieths of a point, in which Word measures, in a millimetre."""

PORTRAIT, LANDSCAPE = 165, 252
MARGINS = {"top": 20, "right": 15, "bottom": 20, "left": 30, "header": 10}
"""Those of Decree 30/2020, in millimetres."""

ANNEX = {"top": 15, "right": 15, "bottom": 15, "left": 20, "header": 7}
"""Nobody signs or binds it."""

SIZE, SMALL = 13, 12
"""The sizes of type of a sheet's lines and of the names of offices."""

GAP, BETWEEN = 6, 4
"""The room between the annex's columns, and between those who sign, in millimetres."""

SCALE = (67, 17)
"""The columns of a scale in half the annex's width."""

BASIS = ("basis", "later")
"""The kinds of a note's parts that are one paragraph in small letters."""

UNIT_SHARE, REMARKS, RECIPIENTS = 0.4, 0.5, 0.3
"""How much of a name its rule underlines; how much of a sheet's width remarks or recipients take beside signatures."""

STYLES = {
    "": "",
    "bold": "<w:rPr><w:b/></w:rPr>",
    "bold italic": "<w:rPr><w:b/><w:i/></w:rPr>",
}
"""How runs differ from the style of their paragraph."""


@dataclass(frozen=True)
class Given:
    """What the parts of the file are made of, as it comes in.

    Attributes:
        name: What the file is called in its properties.
        author: Who made it.
        year: The edition's, with which the file is dated.
        sheet: All that stands in it.
    """

    name: str
    author: str
    year: int
    sheet: Sheet


@dataclass(frozen=True)
class Layout:
    """Sizes on a sheet, in millimetres.

    Attributes:
        width: How wide it is within its margins.
        head: The columns of what stands above its title.
        unit_rule: The length of the rule below the unit's name.
        motto_rule: The length of the rule below the motto.
        beside: Whether the remarks stand beside the signatures.
        foot: The columns of what stands below its table.
    """

    width: int
    head: tuple[float, float]
    unit_rule: float
    motto_rule: float
    beside: bool
    foot: tuple[float, ...]


GIVEN = TypeAdapter(Given)


def word(data: bytes) -> bytes:
    """Return a unit's sheet as DOCX, the same bytes for the same data.

    Args:
        data: What `paper.unit_sheet` says stands in it, as JSON.
    """
    given = GIVEN.validate_json(data)
    values = {"given": given, "sheet": given.sheet, "layout": _layout(given.sheet), "lists": _lists(given.sheet)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _parts():
            content = text if isinstance(text, str) else text.render(values)
            archive.writestr(zipfile.ZipInfo(name, EARLIEST), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


@cache
def _parts() -> Sequence[tuple[str, str | jinja2.Template]]:
    """Return the parts by name, what a reader looks for first at the beginning."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PARTS),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(MARGINS=MARGINS, ANNEX=ANNEX, GAP=GAP, SCALE=SCALE, BASIS=BASIS)
    made.filters.update(runs=_runs, twips=lambda millimetres: round(millimetres * TWIPS))
    names = sorted(path.relative_to(PARTS).as_posix() for path in PARTS.rglob("*") if path.is_file())
    return [
        (name.removesuffix(TEMPLATE), made.get_template(name))
        if name.endswith(TEMPLATE)
        else (name, (PARTS / name).read_text(encoding="utf-8"))
        for name in names
    ]


def _runs(text: str, style: str = "") -> Markup:
    """Return text as runs; the hyphens of a document's number are such that no line ends at them.

    Word breaks no line at a stroke, so that the number needs no sign in it which nobody sees and everybody copies.
    """
    if not text:
        return Markup()
    parts, end = [], 0
    for found in SYMBOL.finditer(text):
        parts += [_text(text[end : found.start()]), "<w:noBreakHyphen/>".join(map(_text, found[0].split("-")))]
        end = found.end()
    return Markup(f"<w:r>{STYLES[style]}{''.join(parts)}{_text(text[end:])}</w:r>")  # noqa: S704 - `_text` escapes


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def _lists(sheet: Sheet) -> Mapping[str, int]:
    """Return the number of the list that a note's steps are, by its code; the first list has what is ticked."""
    parts = sheet.annex.parts if sheet.annex else ()
    codes = (note.code for part in parts for note in part.notes if any(row.kind == "steps" for row in note.rows))
    return {code: number for number, code in enumerate(codes, 2)}


def _layout(sheet: Sheet) -> Layout:
    width = LANDSCAPE if sheet.landscape else PORTRAIT
    foot, head = sheet.foot, sheet.head
    signers = _signers(foot)
    beside = bool(sheet.landscape and signers)
    share = REMARKS if beside else RECIPIENTS if foot.recipients else 0
    left = min(width * share, width - sum(signers))
    rest = (width - left - sum(signers)) / max(len(signers), 1)
    return Layout(
        width=width,
        head=(width * 0.42, width * 0.58),
        unit_rule=length(head.unit[-1], SMALL) * UNIT_SHARE,
        motto_rule=length(head.state[-1], SIZE) if head.state else 0,
        beside=beside,
        foot=(*([left] if share else []), *(need + rest for need in signers)),
    )


def _signers(foot: Foot) -> Sequence[float]:
    """Return how much room each place to sign needs; the last one has the date above it."""
    dates = [*("" for _ in foot.signatures[1:]), foot.date]
    places = ((name, foot.hint, date) for name, date in zip(foot.signatures, dates, strict=False))
    return [max(length(line, SIZE) for line in place) + BETWEEN for place in places]
