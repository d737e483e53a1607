#!/usr/bin/env python3
"""Make anew what others wrote and this repository holds, from the npm packages that scripts/vendored.toml names.

    python scripts/vendored.py [--write]

Compares what the recipes give with what stands here; with --write puts it there and prints each file's SHA-256, to be
written into the list. Needs npm.

Exit status: 0 all the same (or written), 1 a file differs, 2 wrong usage.
"""

import argparse
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "scripts" / "vendored.toml"
FETCHED = ROOT / ".cache" / "npm"

DATE = 3786912000
"""When the fonts say that they were made, so that the same parts give the same bytes: 2024, in seconds since 1904."""

HINTS = ("cvt ", "fpgm", "prep", "gasp")
FEATURES = ("ccmp", "liga", "locl", "kern", "mark", "mkmk")
CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọ"
    + "ỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ"
    + "\u0300\u0301\u0303\u0309\u0323"  # tone marks on their own
    + "\xa0§©«°±²³µ¶·»½×÷–—‘’“”„•…₫€™−"
)
"""What the screen's fonts are cut down to: ASCII, the Vietnamese letters and the punctuation that we use."""


class File(NamedTuple):
    """A file here and how it is made.

    Attributes:
        path: Where it stands.
        recipe: The name of what makes it.
        parts: What it is made of, by their names in the package.
        sha256: What it is known by.
    """

    path: str
    recipe: str
    parts: list[str]
    sha256: str


class Package(NamedTuple):
    """A package of npm's, and what is taken from it."""

    name: str
    version: str
    licence: str
    shipped: bool
    files: list[File]


def packages() -> list[Package]:
    """Read the list."""
    data = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return [
        Package(one["name"], one["version"], one["licence"], one["shipped"], [File(**file) for file in one["files"]])
        for one in data["package"]
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="vendored.py", description="Make the vendored files anew and compare them.")
    parser.add_argument("--write", action="store_true", help="put the new files in place of the old ones")
    options = parser.parse_args(arguments)
    made = {file.path: content for package in packages() for file, content in _made(package)}
    if options.write:
        for path, content in made.items():
            (ROOT / path).write_bytes(content)
            print(f"{hashlib.sha256(content).hexdigest()}  {path}")
        return 0
    differ = [path for path, content in made.items() if (ROOT / path).read_bytes() != content]
    print("\n".join(f"{path} is not what its recipe gives" for path in differ) or f"{len(made)} files are as made.")
    return 1 if differ else 0


def _made(package: Package) -> Iterator[tuple[File, bytes]]:
    """Yield each file of a package with what its recipe makes of the package's files."""
    content = _fetched(package)
    for file in package.files:
        yield file, RECIPES[file.recipe]([content[part] for part in file.parts], Path(file.path).suffix)


def _fetched(package: Package) -> Mapping[str, bytes]:
    """Return the files of a package as npm has it; it is fetched once."""
    folder = FETCHED / f"{package.name}-{package.version}"
    if not any(folder.glob("*.tgz")):
        npm = shutil.which("npm")
        if npm is None:
            sys.exit("The recipes need npm, which is not installed here.")
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "pack", "--silent", f"{package.name}@{package.version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - the list is ours
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as packed:
        members = [member for member in packed if member.isfile()]
        opened = {member.name.partition("/")[2]: packed.extractfile(member) for member in members}
        return {name: file.read() for name, file in opened.items() if file}


def _copy(parts: Sequence[bytes], _: str) -> bytes:
    """A file as it is in the package."""
    (content,) = parts
    return content


def _screen_font(parts: Sequence[bytes], suffix: str) -> bytes:
    """A font cut down to what the pages need, with its hints."""
    return _merged([_cut(TTFont(io.BytesIO(part))) for part in parts], suffix)


def _paper_font(parts: Sequence[bytes], suffix: str) -> bytes:
    """A font with all its characters, without hints: paper has dots enough."""
    return _merged([_without_hints(TTFont(io.BytesIO(part))) for part in parts], suffix)


RECIPES: Mapping[str, Callable[[Sequence[bytes], str], bytes]] = {
    "copy": _copy,
    "screen font": _screen_font,
    "paper font": _paper_font,
}


def _cut(font: TTFont) -> TTFont:
    options = Options(
        layout_features=[*FEATURES],
        name_IDs=["*"],
        name_legacy=True,
        name_languages=["*"],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    cutter = Subsetter(options)
    cutter.populate(text=CHARACTERS)
    cutter.subset(font)
    return font


def _without_hints(font: TTFont) -> TTFont:
    for table in HINTS:
        if table in font:
            del font[table]
    for glyph in font["glyf"].glyphs.values():
        glyph.expand(font["glyf"])
        glyph.removeHinting()
    return font


def _merged(fonts: Sequence[TTFont], suffix: str) -> bytes:
    """Return one font of those that hold its letters in parts; the suffix of its file says in which format."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(folder, f"{number}.ttf")) for number in range(len(fonts))]
        for font, path in zip(fonts, paths, strict=True):
            font.flavor = None
            font.save(path)
        whole = Merger().merge(paths)
    whole["head"].created = whole["head"].modified = DATE
    whole.recalcTimestamp = False
    whole.flavor = suffix.removeprefix(".") if suffix == ".woff2" else None
    written = io.BytesIO()
    whole.save(written)
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main())
