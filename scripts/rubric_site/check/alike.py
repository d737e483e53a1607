"""Texts that readers take for the same: they differ in capitals, blanks, where a tone mark stands, or in marks."""

import unicodedata

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""The marks of the five written tones; the others (ă, â, ê, ô, ơ, ư) make another letter."""


def same(text: str) -> str:
    """Return what texts have in common that differ only in capitals, blanks and the place of a tone (hóa and hoá)."""
    return " ".join(map(_word, unicodedata.normalize("NFD", text.casefold()).split()))


def unmarked(text: str) -> str:
    """Return what texts have in common that differ only in capitals, blanks and marks."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def _word(word: str) -> str:
    tones = [letter for letter in word if letter in TONES]
    return "".join([*(letter for letter in word if letter not in TONES), *tones])
