"""Word's automatic numbers: they stand in no text, so they are counted here as Word counts them."""

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

Element = Any
"""An element of the document's XML, as python-docx parsed it."""

DEEPEST = 8
"""Levels of a list, and styles based on one another; more is a ring."""

ROMAN = {1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X"}
ROMAN |= {9: "IX", 5: "V", 4: "IV", 1: "I"}


@dataclass(frozen=True)
class _Level:
    """How one level of a list is numbered: the kind of number, the text around it, the first number."""

    kind: str
    text: str
    start: int


@dataclass
class _List:
    """A list: its levels, and how far each has counted."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, level: int) -> str:
        """Count one on and return the number as it is printed; a dash for a bullet."""
        form = self.levels[level]
        self.counts[level] = self.counts.get(level, form.start - 1) + 1
        for deeper in [other for other in self.counts if other > level]:
            del self.counts[deeper]
        if form.kind == "bullet":
            return "-"
        return re.sub(r"%(\d)", lambda match: self._shown(int(match[1]) - 1), form.text)

    def _shown(self, level: int) -> str:
        form = self.levels.get(level)
        return _written(form.kind, self.counts.get(level, form.start)) if form else ""


class Numbering:
    """The lists of a document, asked for each paragraph in order."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - the document's class has no public name
        self.styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        self.lists: dict[str, _List] = {}
        for relation in document.part.rels.values():
            if not relation.is_external and str(relation.target_part.partname).endswith("/numbering.xml"):
                self._read(relation.target_part.element)

    def _read(self, root: Element) -> None:
        patterns = {
            element.get(qn("w:abstractNumId")): _List(_levels(element)) for element in root.findall(qn("w:abstractNum"))
        }
        for number in root.findall(qn("w:num")):
            pattern = patterns.get(_value(number, "w:abstractNumId"))
            if pattern is None:
                continue
            overrides = number.findall(qn("w:lvlOverride"))
            self.lists[number.get(qn("w:numId"))] = _overridden(pattern, overrides) if overrides else pattern

    def label(self, paragraph: Element) -> str:
        """Return the automatic number of a paragraph: a dash for a bullet, an empty text for none."""
        number, level = self._place(paragraph.find(qn("w:pPr")), 0)
        found = self.lists.get(number)
        return found.next(level) if found and level in found.levels else ""

    def _place(self, properties: Element | None, depth: int) -> tuple[str, int]:
        """Return the list and the level that a paragraph names, or that its style does."""
        if properties is None or depth > DEEPEST:
            return "", 0
        numbered = properties.find(qn("w:numPr"))
        if numbered is not None and (number := _value(numbered, "w:numId")):
            return number, int(_value(numbered, "w:ilvl") or 0)
        return self._place_of_style(_value(properties, "w:pStyle"), depth)

    def _place_of_style(self, name: str, depth: int) -> tuple[str, int]:
        style = self.styles.get(name)
        if style is None or depth > DEEPEST:
            return "", 0
        found = self._place(style.find(qn("w:pPr")), depth + 1)
        return found if found[0] else self._place_of_style(_value(style, "w:basedOn"), depth + 1)


def _levels(element: Element) -> dict[int, _Level]:
    return {
        int(level.get(qn("w:ilvl"), "0")): _Level(
            _value(level, "w:numFmt") or "decimal", _value(level, "w:lvlText"), int(_value(level, "w:start") or 1)
        )
        for level in element.findall(qn("w:lvl"))
    }


def _overridden(pattern: _List, overrides: list[Element]) -> _List:
    """Return a list of its own for a use of a pattern that counts or looks otherwise."""
    levels = dict(pattern.levels)
    for override in overrides:
        levels |= _levels(override)
        level, start = int(override.get(qn("w:ilvl"), "0")), _value(override, "w:startOverride")
        if start and level in levels:
            levels[level] = _Level(levels[level].kind, levels[level].text, int(start))
    return _List(levels)


def _value(parent: Element, tag: str) -> str:
    child = parent.find(qn(tag))
    return "" if child is None else str(child.get(qn("w:val"), ""))


def _written(kind: str, number: int) -> str:
    if kind in ("upperRoman", "lowerRoman"):
        return _roman(number) if kind == "upperRoman" else _roman(number).lower()
    if kind in ("upperLetter", "lowerLetter") and 1 <= number <= len("abcdefghijklmnopqrstuvwxyz"):
        letter = chr(ord("a") + number - 1)
        return letter.upper() if kind == "upperLetter" else letter
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in ROMAN.items():
        text += sign * (number // value)
        number %= value
    return text
