"""The queries that the search is measured with: written by hand, and made of the rubric's titles by chance."""

import hashlib
import json
import random
import re
import string
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rubric_site.model import Group
from rubric_site.views import Site

HERE = Path(__file__).parent
TONES = "\u0300\u0301\u0303\u0309\u0323"
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Query:
    """A query with the places of which any is a right answer.

    Attributes:
        style: How it is written.
        text: What is typed.
        expect: The codes, or @ and the id of a unit; none where nothing may be found.
    """

    style: str
    text: str
    expect: frozenset[str]


@dataclass(frozen=True)
class Score:
    """How well some queries were answered.

    Attributes:
        first: The share of queries whose first row is right.
        five: How many of the right places, of at most five a query, are among the first five rows: recall at 5.
        any_of_five: The share of queries with a right place among the first five rows.
        empty: The share of queries that find nothing.
        missed: The queries whose first row is wrong, with that row.
    """

    first: float
    five: float
    any_of_five: float
    empty: float
    missed: tuple[str, ...]


def score(answers: Sequence[tuple[Query, list[str]]]) -> Score:
    """Score the places found for each query, the best first."""
    recalled = [len(query.expect.intersection(found[:5])) / min(5, len(query.expect)) for query, found in answers]
    missed = [f"{query.text} -> {found[:1]}" for query, found in answers if not query.expect.intersection(found[:1])]
    return Score(
        first=1 - len(missed) / len(answers),
        five=sum(recalled) / len(answers),
        any_of_five=sum(map(bool, recalled)) / len(answers),
        empty=sum(not found for _, found in answers) / len(answers),
        missed=tuple(missed),
    )


def by_hand() -> list[Query]:
    """The queries of queries.json, each with a style: a to h by how it is written, n for what must find nothing."""
    return _read("queries.json")


def everyday(*, held_back: bool) -> list[Query]:
    """The queries of everyday.json, put as staff put them, by class; the half held back is never looked at in tuning.

    Which half a query belongs to its letters decide, so that a new one moves no other.
    """
    return _half("everyday.json", held_back=held_back)


def roles(*, held_back: bool) -> list[Query]:
    """The queries of roles.json, by class, split the same way.

    They were written from roles and tasks and the titles, with no recourse to the keywords or to the other sets.
    """
    return _half("roles.json", held_back=held_back)


def _half(name: str, *, held_back: bool) -> list[Query]:
    return [query for query in _read(name) if _held_back(query.text) == held_back]


def _read(name: str) -> list[Query]:
    entries = json.loads((HERE / name).read_text(encoding="utf-8"))
    return [Query(entry["class"], entry["q"], frozenset(entry["expect"])) for entry in entries]


def _held_back(text: str) -> bool:
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).digest()[0] % 2 == 1


def titles(site: Site) -> dict[str, str]:
    """The titles of all sections, groups and criteria by code, as issued."""
    found = {}
    for view in site.sections:
        found[view.section.code] = view.section.title
        for item in view.section.items:
            if isinstance(item, Group):
                found[f"{view.section.code}.{item.code}"] = item.title
        found |= {entry.code: entry.criterion.title for entry in view.entries}
    return found


def folded(text: str) -> str:
    """The words of a text without marks, in lower case."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))
    return " ".join(WORD.findall(plain.replace("đ", "d").replace("y", "i")))


def without_marks(text: str) -> str:
    """The text as typed with the Vietnamese keyboard off."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return plain.replace("đ", "d").replace("Đ", "D")


def other_tone_place(text: str) -> str:
    """The text with oa, oe and uy marked as in the other of the two customs."""
    pairs = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "ủy": "uỷ", "úy": "uý", "ụy": "uỵ", "óe": "oé"}
    for one, other in pairs.items():
        text = re.sub(rf"{one}\b", other, text)
    return text


def some_marks(text: str, chance: random.Random) -> str:
    """The text with about half of its words without tone."""
    words = text.split()
    return " ".join(_toneless(word) if chance.random() < 0.5 else word for word in words)


def _toneless(word: str) -> str:
    kept = (sign for sign in unicodedata.normalize("NFD", word) if sign not in TONES)
    return unicodedata.normalize("NFC", "".join(kept))


def windows(site: Site, seed: int, per_title: int = 1) -> Iterator[Query]:
    """Yield two to four words of each title in a row, in each of the styles in which people type."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    named = titles(site)
    meanings = {name: entry.meaning for name, entry in site.rubric.abbreviations.items() if name.isalnum()}
    known = {code: f" {folded(expanded(title, meanings))} " for code, title in named.items()}
    styles: Mapping[str, Callable[[str], str]] = {
        "full marks": str.lower,
        "no marks": lambda text: without_marks(text).lower(),
        "some marks": lambda text: some_marks(text.lower(), chance),
        "other tone place": lambda text: other_tone_place(text.lower()),
        "decomposed": lambda text: unicodedata.normalize("NFD", text.lower()),
        "upper case": str.upper,
        "written out": lambda text: expanded(text, meanings).lower(),
        "quoted": lambda text: f'"{text}"',
    }
    for title in named.values():
        for _ in range(per_title):
            for style, write in styles.items():
                text = _window(title, chance)
                wanted = f" {folded(expanded(text, meanings))} "
                yield Query(style, write(text), frozenset(code for code, words in known.items() if wanted in words))


def expanded(text: str, meanings: Mapping[str, str]) -> str:
    """The text with its abbreviations written out."""
    return WORD.sub(lambda word: meanings.get(word[0].upper(), word[0]), text)


def _window(title: str, chance: random.Random, least: int = 2) -> str:
    words = WORD.findall(title)
    length = min(len(words), chance.randint(least, 4))
    start = chance.randrange(len(words) - length + 1)
    return " ".join(words[start : start + length])


def typos(site: Site, seed: int) -> Iterator[Query]:
    """Yield three or four words of each title with one letter wrong, with marks and without."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    named = titles(site)
    known = {code: f" {folded(title)} " for code, title in named.items()}
    for title in named.values():
        for write in (str.lower, lambda text: without_marks(text).lower()):
            text = _window(title, chance, least=3)
            words = text.split()
            long = [at for at, word in enumerate(words) if len(word) > 2 and word.isalpha()]
            if len(words) < 3 or not long:
                continue
            wrong = write(text).split()
            at = chance.choice(long)
            wrong[at] = _typo(wrong[at], chance)
            expect = frozenset(code for code, other in known.items() if f" {folded(text)} " in other)
            yield Query("typo", " ".join(wrong), expect)


def _typo(word: str, chance: random.Random) -> str:
    """The word with a letter changed, added, left out or swapped with the next."""
    at = chance.randrange(len(word))
    letter = chance.choice(string.ascii_lowercase)
    made = chance.choice(
        [
            word[:at] + letter + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + word[at + 1 :],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at else word[1] + word[0] + word[2:],
        ]
    )
    return made if made != word else word + letter
