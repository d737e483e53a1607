"""What earlier runs made, and of which input: what is unchanged need not be made again.

Files are kept only while their input is the same and each of them is still exactly what was made.
"""

import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

Old = Callable[[str], bytes | None]
"""Gives the content of a file that an earlier run has written, or None."""

Entry = list[object]
"""The digest of an input, and those of the files made of it by their path."""


class Record:
    """Keeps what is unchanged, makes the rest, and writes down both for the next run.

    Args:
        path: The record's own path.
        old: Gives the content of files that an earlier run has written, the record among them.
    """

    def __init__(self, path: str, old: Old) -> None:
        self._path = path
        self._old = old
        self._known = _entries(old(path))
        self._made: dict[str, Entry] = {}

    def files(
        self, name: str, source: str, make: Callable[[], Iterable[tuple[str, bytes]]]
    ) -> Iterator[tuple[str, bytes]]:
        """Yield some files with their path, one at a time: those of an earlier run, or new ones.

        Args:
            name: What they are called in the record.
            source: A digest of all that goes into them.
            make: Makes them.
        """
        digests = self._kept(self._known.get(name), source)
        if digests is None:
            digests = {}
            for path, content in make():
                digests[path] = digest(content)
                yield path, content
        else:
            yield from ((path, self._again(path)) for path in digests)
        self._made[name] = [source, digests]

    def file(self) -> tuple[str, bytes]:
        """Return the record itself with its path, once all its files have been asked for."""
        return self._path, json.dumps(self._made, indent=1).encode()

    def _kept(self, known: object, source: str) -> dict[str, str] | None:
        match known:
            case [str(made_of), dict(digests)] if made_of == source and digests:
                return digests if all(self._is(path, known) for path, known in digests.items()) else None
        return None

    def _again(self, path: str) -> bytes:
        """Return a file that was there a moment ago: reading it twice spares holding all of them."""
        content = self._old(path)
        if content is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return content

    def _is(self, path: str, known: str) -> bool:
        content = self._old(path)
        return content is not None and digest(content) == known


def stamp(files: Iterable[Path], libraries: Iterable[str]) -> str:
    """Return what tells this state of some code and libraries from any other."""
    contents = (path.read_bytes() for path in sorted(files) if path.suffix != ".pyc")
    return digest(*contents, *(f"{library} {version(library)}".encode() for library in libraries))


def digest(*parts: bytes) -> str:
    """Return a digest of some parts, told apart by their lengths."""
    found = hashlib.sha256()
    for part in parts:
        found.update(f"{len(part)}\n".encode())
        found.update(part)
    return found.hexdigest()


def _entries(content: bytes | None) -> Mapping[str, object]:
    """Return what an earlier run wrote down; nothing where that cannot be read, so that all is made again."""
    try:
        found = json.loads(content or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
