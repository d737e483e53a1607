"""Packing of the search's data: each word of it, and what stands between two words, becomes one sign.

Half of the words of a rubric come again and again, farther apart than a server's compression remembers. A space between
two words is left out. `unpack.js` reads it.
"""

import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import chain, islice, pairwise, takewhile
from sys import intern
from unicodedata import category, is_normalized

PIECE = re.compile(r"[^\W_]+|[\W_]+")
FIRST, LAST = " ", "\ud7ff"
"""The first and the last sign: up to there a script counts letters as Python does."""

OFTEN = 300
"""How many words, those that come most often, have the first and shorter signs. The others are sorted: a short list."""

PAIRS = 80
"""How many pairs of neighbours have a sign of their own: most Vietnamese words are two syllables."""

MOST = 9
"""How many letters a word of the list may have from the one before it: one digit tells."""


def pack(*data: object) -> tuple[str, list[str]]:
    """Pack data that JSON can write.

    Args:
        data: What is to be packed, in parts that can be read alone.

    Returns:
        The list of words, one a line, and the packed parts.
    """
    parts = [_pieces(json.dumps(part, ensure_ascii=False, separators=(",", ":"))) for part in data]
    beside = Counter(chain.from_iterable(map(pairwise, parts)))
    words = (pair for pair, _ in beside.most_common() if pair[0].isalnum() and pair[1].isalnum())
    pairs = set(islice(words, PAIRS))
    for place, part in enumerate(parts):  # one after the other: of a large rubric they do not stand there twice
        parts[place] = _paired(part, pairs)
    often = [word for word, _ in Counter(chain.from_iterable(parts)).most_common()]
    signs = dict(zip(often[:OFTEN] + sorted(often[OFTEN:]), _signs(), strict=False))
    return "\n".join(_listed(signs)), ["".join(map(signs.__getitem__, part)) for part in parts]


def _pieces(text: str) -> list[str]:
    found = (match[0] for match in PIECE.finditer(text))
    return [intern(piece) for piece in found if piece != " "]  # each word once, however often it comes


def _paired(pieces: Iterable[str], pairs: Container[tuple[str, str]]) -> list[str]:
    found: list[str] = []
    for piece in pieces:
        if found and (found[-1], piece) in pairs:
            found[-1] = intern(f"{found[-1]} {piece}")
        else:
            found.append(piece)
    return found


def _signs() -> Iterator[str]:
    """Yield the signs for words: none that a script would have to escape, none that changes with its neighbour."""
    for sign in map(chr, range(ord(FIRST), ord(LAST))):
        if sign.isprintable() and sign not in '"\\' and category(sign)[0] != "M" and is_normalized("NFC", sign):
            yield sign


def _listed(signs: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each sign to the last: how many letters are as in the line before it, and the others."""
    words = {sign: word for word, sign in signs.items()}
    before = ""
    for sign in map(chr, range(ord(FIRST), ord(max(words)) + 1)):
        word = words.get(sign, "")
        same = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1] <= LAST, zip(word[:MOST], before, strict=False))
        )
        yield f"{same}{word[same:]}"
        before = word
