"""The only module that writes: whole files by atomic rename, only those that changed, and stale ones removed.

A manifest in the docs folder lists what was generated, so that nothing else is ever removed. It is widened before the
first file is written and narrowed after the last stale one is gone: a killed run leaves no generated file unlisted.
"""

import difflib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

Files = Iterable[tuple[str, bytes]]
"""Files by their path, each made only when it is asked for: all of a large rubric would not fit into memory."""

MANIFEST = ".generated"
LONGEST = 255
"""Bytes of the longest name that a file or a folder can have."""

PIECE = 1 << 20
"""Bytes of a file that are compared at once."""

TEMPORARY = ".generating-"
"""How the folders of drafts are called: with the number of the process that makes them, so that a dead one's can go."""


@dataclass(frozen=True)
class Summary:
    """How many files a run wrote, found unchanged, and removed."""

    written: int
    unchanged: int
    removed: int


def write(docs: Path, files: Files) -> Summary:
    """Make the generated files in a folder equal to `files`.

    Args:
        docs: The folder; made if it is missing.
        files: The files by their path below the folder. Where making one fails, none is written.

    Returns:
        What was done.

    Raises:
        OSError: If a file cannot be written; each file is then the old or the new one, never half of one.
    """
    before, names = generated(docs), set[str]()
    with _Drafts(docs) as drafts:
        for name, content in files:
            names.add(name)
            if not _holds(docs / name, content):
                drafts.add(name, content)
        if drafts.names:
            _note(docs, before | names)
            drafts.move()
    stale = sorted(name for name in before - names if (docs / name).is_file())
    for name in stale:
        _remove(docs, docs / name)
    _note(docs, names)
    return Summary(len(drafts.names), len(names) - len(drafts.names), len(stale))


def replace(folder: Path, files: Mapping[str, bytes], removed: Iterable[str]) -> Summary:
    """Write an editor's files: those that are named, and no list of them, for they are nobody's to remove later.

    Args:
        folder: The folder; made if it is missing.
        files: The content by path below the folder.
        removed: Files whose place others take.

    Returns:
        What was done.

    Raises:
        OSError: If a file cannot be written; each file is then the old or the new one, never half of one.
    """
    changed = {name: content for name, content in files.items() if read(folder / name) != content}
    if changed:
        _replace_all(folder, changed)
    stale = [name for name in removed if (folder / name).is_file()]
    for name in stale:
        _remove(folder, folder / name)
    return Summary(len(changed), len(files) - len(changed), len(stale))


def differences(docs: Path, files: Files) -> Iterator[str]:
    """Yield the lines of a unified diff from the generated files in a folder to `files`; those that go come last."""
    names = set[str]()
    for name, new in files:
        names.add(name)
        old = read(docs / name)
        if old != new:
            yield from _difference(old or b"", new, (name if old is not None else os.devnull, name))
    for name in sorted(generated(docs) - names):
        if (old := read(docs / name)) is not None:
            yield from _difference(old, b"", (name, os.devnull))


def generated(docs: Path) -> set[str]:
    """Return the paths that earlier runs generated below a folder."""
    manifest = read(docs / MANIFEST) or b""
    names = manifest.decode("utf-8", "replace").splitlines()
    return {name for name in names if _is_name(name) and not _leads_out(docs, name)}


def _is_name(name: str) -> bool:
    """Return whether a line of the list can be a file's name at all: the system refuses to look for others."""
    return name.isprintable() and all(0 < len(part.encode()) <= LONGEST for part in name.split("/"))


def _leads_out(docs: Path, name: str) -> bool:
    """Return whether a path leads out of a folder, by itself or through a link on the way."""
    path = Path(name)
    if path.is_absolute() or ".." in path.parts:
        return True
    return any((docs / folder).is_symlink() for folder in path.parents)


def _difference(old: bytes, new: bytes, labels: tuple[str, str]) -> Iterator[str]:
    try:
        texts = old.decode(), new.decode()
    except UnicodeDecodeError:
        yield f"Binary files {labels[0]} and {labels[1]} differ\n"
        return
    for line in difflib.unified_diff(texts[0].splitlines(keepends=True), texts[1].splitlines(keepends=True), *labels):
        yield line if line.endswith("\n") else f"{line}\n"


def _note(docs: Path, names: set[str]) -> None:
    content = "".join(f"{name}\n" for name in sorted(names)).encode()
    if read(docs / MANIFEST) != content:
        _replace_all(docs, {MANIFEST: content})


def read(path: Path) -> bytes | None:
    """Return the content of a file, or None where there is no file."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _holds(path: Path, content: bytes) -> bool:
    """Return whether a file has this content; it may be large, so it is read in pieces."""
    place = 0
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                if piece != memoryview(content)[place : place + len(piece)]:
                    return False
                place += len(piece)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False
    return place == len(content)


def _replace_all(docs: Path, files: Mapping[str, bytes]) -> None:
    with _Drafts(docs) as drafts:
        for name, content in files.items():
            drafts.add(name, content)
        drafts.move()


class _Drafts:
    """Files that are written beside the docs first, so that a full disk or an error leaves every old file as it was.

    Args:
        docs: Where they are to stand.
    """

    def __init__(self, docs: Path) -> None:
        self._docs = docs
        self._folder: Path | None = None
        self.names: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, name: str, content: bytes) -> None:
        """Write a draft; the folder is made for the first, so that nothing stirs where nothing has changed.

        Raises:
            OSError: If it cannot be written, or its place would be outside of the docs.
        """
        if _leads_out(self._docs, name):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(self._docs / name))
        if self._folder is None:
            self._docs.mkdir(parents=True, exist_ok=True)
            _clean_up(self._docs)
            self._folder = Path(tempfile.mkdtemp(prefix=f"{TEMPORARY}{os.getpid()}-", dir=self._docs))
        self._draft(self._folder, len(self.names)).write_bytes(content)
        self.names.append(name)

    def move(self) -> None:
        """Put the drafts where they belong, each whole."""
        for number, name in enumerate(self.names):
            (self._docs / name).parent.mkdir(parents=True, exist_ok=True)
            self._draft(self._folder, number).replace(self._docs / name)

    @staticmethod
    def _draft(folder: Path | None, number: int) -> Path:
        return Path(folder or "", str(number))


def _clean_up(docs: Path) -> None:
    """Remove the drafts of runs that were killed; those of a run that goes on at the same time stay."""
    for folder in docs.glob(f"{TEMPORARY}*"):
        process = folder.name.removeprefix(TEMPORARY).split("-")[0]
        if not folder.is_symlink() and not (process.isdigit() and _runs(int(process))):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    if os.name == "nt":
        return True  # there asking would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _remove(docs: Path, path: Path) -> None:
    """Remove a file and the folders that it leaves empty; another run may have done so already."""
    path.unlink(missing_ok=True)
    for folder in path.parents:
        try:
            if folder == docs or any(folder.iterdir()):
                break
            folder.rmdir()
        except FileNotFoundError:
            continue
