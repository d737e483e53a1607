"""Two texts in one: which words only one of them has."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

TOKEN = re.compile(r"(\w+|[^\w\s])(\s*)")
ALIKE = 0.4
"""Texts less alike than this are set against each other whole: marks between few common words would only confuse."""


class Piece(NamedTuple):
    """A piece of a text that is marked: `same` in both, `old` or `new`."""

    mark: Literal["same", "old", "new"]
    text: str


def marked(old: str, new: str) -> tuple[Piece, ...]:
    """Return both texts in one, with the words marked that only one of them has."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    matcher = SequenceMatcher(None, [word for word, _ in before], [word for word, _ in after], autojunk=False)
    if matcher.ratio() < ALIKE:
        return Piece("old", old), Piece("new", new)
    pieces: list[Piece] = []
    steps = matcher.get_opcodes()
    for (tag, start, end, first, last), (following, *_) in zip(steps, [*steps[1:], ("equal",)], strict=True):
        gone, come = before[start:end], after[first:last]
        if tag == "equal":
            # The space before a piece is that of the text which the piece is from: “Lập kế hoạch”, “Lập, ban hành”.
            space = gone[-1][1] if following in ("delete", "replace") else come[-1][1]
            pieces.append(Piece("same", _text(come).rstrip() + space))
        else:
            pieces += _replaced(_text(gone), _text(come))
    return tuple(pieces)


def _text(tokens: Sequence[tuple[str, str]]) -> str:
    return "".join(word + space for word, space in tokens)


def _replaced(gone: str, come: str) -> Iterator[Piece]:
    if gone:
        yield Piece("old", gone.rstrip())
    if come:
        yield Piece("new", come.rstrip())
    if gone.endswith(" ") or come.endswith(" "):
        yield Piece("same", " ")
