"""Which files of a rubric's folder are read as what, and which of them bear a wrong name or lie in a wrong place.

A file whose name is nearly right is reported and read all the same, so that nothing else seems to be missing.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from rubric_site.errors import Problem

OWN, SHARED = ("edition", "units"), ("references", "abbreviations", "thesaurus")
COPIED = "chép từ một ấn bản khác rồi sửa lại"
"""What to do where a file of an edition is missing."""

LOST = "lost"
"""What a file is called that lies where nothing is read, so that its edition is not complete."""

NAME = re.compile(r"(?P<stem>[^.~].*)\.ya?ml(?:\.txt)?", re.IGNORECASE)
"""Names that begin with a dot or a tilde are those that programs give to what they keep for themselves."""

YEAR = re.compile(r"\d{4}")
CLOSE = 0.8

Files = list[tuple[str, Path]]
"""Files with what each is read as: a key of `model.FILES`, or `LOST`."""


def editions(folder: Path) -> list[Path]:
    """Return the folders that are meant to be editions: also those whose files have a wrong ending."""
    homes = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    return [home for home in homes if YEAR.fullmatch(home.name) or any(_paths(home))]


def shared(folder: Path, problems: list[Problem]) -> Files:
    """Return the files that editions share, and those that lie beside them by mistake.

    Args:
        folder: The rubric's folder.
        problems: Where wrong names and places are added.
    """
    found: Files = []
    for kind, path in _named(folder, SHARED):
        if kind:
            problems.extend(_misnamed(path, kind))
        else:
            problems.append(_misplaced(path, "chuyển vào thư mục của ấn bản, hoặc xóa nếu không dùng"))
        found.append((kind or LOST, path))
    return found


def edition(home: Path, problems: list[Problem]) -> Files:
    """Return the files of an edition: `edition.yaml`, `units.yaml`, then the sections by name.

    Args:
        home: The edition's folder.
        problems: Where wrong names and places are added.
    """
    found: Files = []
    for kind, path in _named(home, (*OWN, *SHARED)):
        if kind in SHARED:
            problems.append(_misplaced(path, "tệp này dùng chung: chuyển ra cạnh các thư mục năm"))
        else:
            problems.extend(_misnamed(path, kind or _match(path)["stem"]))
        found.append((kind or "section", path))
    for path in sorted(home.glob("*/*.yaml")):
        problems.append(_misplaced(path, f"chuyển ra thư mục {home.name}, hoặc xóa nếu không dùng"))
        found.append((LOST, path))
    order = (*OWN, "section", *SHARED, LOST)
    return sorted(found, key=lambda file: (order.index(file[0]), file[1]))


def _named(folder: Path, kinds: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """Yield the YAML files in a folder, each with the kind that its name means, or with an empty one."""
    paths = sorted(_paths(folder))
    stems = [_match(path)["stem"].casefold() for path in paths]
    missing = [kind for kind in kinds if kind not in stems]
    for stem, path in zip(stems, paths, strict=True):
        close = get_close_matches(stem, missing, n=1, cutoff=CLOSE)
        yield stem if stem in kinds else close[0] if close else "", path


def _misnamed(path: Path, stem: str) -> Iterator[Problem]:
    if path.name != f"{stem}.yaml":
        yield Problem(str(path), 1, 1, "tên tệp chưa đúng", f"đổi tên thành {stem}.yaml")


def _misplaced(path: Path, hint: str) -> Problem:
    return Problem(str(path), 1, 1, "tệp nằm sai thư mục", hint)


def _paths(folder: Path) -> Iterator[Path]:
    return (path for path in folder.iterdir() if NAME.fullmatch(path.name))


def _match(path: Path) -> re.Match[str]:
    match = NAME.fullmatch(path.name)
    assert match  # noqa: S101 - for the types: `_paths` yields no other
    return match
