"""What the editors' pages tell of the rubric's files: every key with its description, and every message with its cure.

Both come from the code that reads the files, so that the pages cannot fall behind it.
"""

import datetime as dt
import re
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pydantic.fields import FieldInfo

from rubric_site import explain, syntax
from rubric_site.model import FILES, Part

FILE_NAMES: Mapping[str, str] = {
    "edition": "edition.yaml",
    "units": "units.yaml",
    "section": "một tệp mỗi lĩnh vực, ví dụ 01-ten-linh-vuc.yaml",
    "references": "references.yaml",
    "abbreviations": "abbreviations.yaml",
    "thesaurus": "thesaurus.yaml",
}
PLAIN: Mapping[object, str] = {
    bool: "true hoặc false",
    int: "số nguyên",
    Decimal: "điểm",
    dt.date: "ngày, dạng năm-tháng-ngày",
    str: "chữ",
}
"""What the plain types are called."""

PLACEHOLDER = "…"


@dataclass(frozen=True)
class Key:
    """One key of a file.

    Attributes:
        name: The key itself.
        kind: What stands behind it, in words; empty where it is one part.
        opens: The parts that stand behind it: their places on the page and what they are.
        required: Whether it must be there.
        description: What it says.
    """

    name: str
    kind: str
    opens: tuple[tuple[str, str], ...]
    required: bool
    description: str


@dataclass(frozen=True)
class Keys:
    """The keys of one part of the files.

    Attributes:
        anchor: The part's place on the page.
        name: What the part is, in a few words.
        title: What the part is, in sentences.
        file: The file that it is the whole of; empty for a part inside another.
        keys: Its keys in order.
    """

    anchor: str
    name: str
    title: str
    file: str
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Message:
    """One message as editors see it, the changing words left out, with what to do in each of its cases."""

    text: str
    cures: tuple[str, ...]


def parts() -> list[Keys]:
    """Return every part of every file, each before the parts that it holds."""
    files = {model: FILE_NAMES[kind] for kind, model in FILES.items()}
    found: dict[type[Part], Keys] = {}
    for model in FILES.values():
        for part in _with_parts_inside(model):
            if part not in found:
                keys = tuple(_key(name, field) for name, field in part.model_fields.items())
                found[part] = Keys(_anchor(part), _name(part), (part.__doc__ or "").strip(), files.get(part, ""), keys)
    return list(found.values())


def messages() -> list[Message]:
    """Return the messages about values and about YAML itself, without the words that change."""
    blanks = _Blanks()
    values = (*explain.RULES.values(), *explain.TYPES.values(), *explain.SHAPES)
    pairs = [(text.format_map(blanks), cure.format_map(blanks)) for text, cure in values]
    syntactic = [(text, cure) for _, text, cure in syntax.MESSAGES] + [
        syntax.MERGE,
        syntax.AFTER_QUOTE,
        syntax.CLOSING,
        syntax.OTHER,
    ]
    pairs += [(f"{syntax.UNREADABLE}: {text}", cure) for text, cure in syntactic]
    cures: dict[str, dict[str, None]] = {}
    for text, cure in pairs:
        cures.setdefault(text, {})[cure] = None
    return [Message(text, tuple(found)) for text, found in cures.items()]


class _Blanks(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return PLACEHOLDER


def _with_parts_inside(model: type[Part], above: tuple[type[Part], ...] = ()) -> Iterator[type[Part]]:
    """Yield a part and those below it; a part may hold itself, as groups do."""
    yield model
    for field in model.model_fields.values():
        for part in _parts_in(field.annotation):
            if part not in (model, *above):
                yield from _with_parts_inside(part, (model, *above))


def _parts_in(annotation: object) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _parts_in(inner)


def _anchor(part: type[Part]) -> str:
    return f"phan-{part.__name__.lower()}"


def _key(name: str, field: FieldInfo) -> Key:
    opens = tuple((_anchor(part), _name(part)) for part in _parts_in(field.annotation))
    return Key(name, _kind(field.annotation), opens, field.is_required(), field.description or "")


def _name(part: type[Part]) -> str:
    """Return what a part is, in the few words before the first comma, colon or bracket of its description."""
    words = re.split(r"[:,(.]", part.__doc__ or "")[0].strip()
    return words[:1].lower() + words[1:]


def _kind(annotation: object) -> str:
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _kind(inner[0])
    if origin is typing.Literal:
        return "một trong: " + ", ".join(str(choice) for choice in inner)
    if origin in {types.UnionType, typing.Union}:
        return next(kind for option in inner if (kind := _kind(option)) or option is not types.NoneType)
    if origin is tuple:
        return f"danh sách {_kind(inner[0])}".strip()
    if inner:
        return f"các dòng “mã: …”, sau mỗi mã là {_kind(inner[1])}".removesuffix(" là ").strip()
    return PLAIN.get(annotation, "")
