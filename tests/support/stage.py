"""What tests in several folders stand on: invented and frozen rubrics, and complete sites built from them."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from playwright.sync_api import BrowserContext
from rubric_site import identity, load, views, write
from rubric_site.views import Site

ROOT = Path(__file__).resolve().parents[2]
RUBRIC = ROOT / "rubric"
"""Whatever body's rubric is published: only tests/content may look into it."""

FIXTURES = tuple(sorted(path for path in (ROOT / "tests" / "rubrics").iterdir() if path.is_dir()))
COMMUNE = ROOT / "tests" / "rubrics" / "commune"
"""Small and invented, lettered, without groups and mostly without notes; its goldens stand in tests/golden."""

DISTRICT = ROOT / "tests" / "rubrics" / "district"
"""A real edition, frozen: large enough for search, print and downloads."""

PROJECTS = ROOT / ".cache" / "test-sites"
SETTINGS = ("mkdocs.yml", "mkdocs-offline.yml")
MADE_OF = ("scripts", "overrides", *SETTINGS, "requirements.txt")
"""What a site is made of besides its rubric and what is written by hand in docs/."""

YEARS = ROOT / "tests" / "rubrics" / "two-years"
"""Invented, in two editions between which codes, titles, points, units, a section and a unit have changed."""

WIDE = ROOT / "tests" / "rubrics" / "wide"
"""Invented, with all that a table may have: nested groups, scales, a lead, bonus and deduction."""

BARE = ROOT / "tests" / "rubrics" / "bare"
"""Invented, without points, units and notes."""

ADDRESS, SOURCE = "https://so-tay.example/xa/", "https://ma-nguon.example/kho"
"""Where a site and its source may stand."""

FIRST_SIGN = ord(" ")
"""Of what the search's data are packed with."""

NAME_LENGTH = 16

NewContext = Callable[..., BrowserContext]
"""Gives a swept browser profile with some settings of Playwright's."""


@cache
def newest(rubric: Path) -> Site:
    """What the pages of the newest edition in a rubric folder show."""
    loaded = load.load(rubric)
    assert loaded.problems == []
    return views.build(loaded.newest)


@cache
def project(rubric: Path) -> Path:
    """A project's folder with this rubric in it, its pages generated and its site built strictly.

    It is kept for the next run of the tests, under a name that tells all that it is made of; being put there whole by
    a rename, it is complete wherever it is there. Nobody may change anything in it.
    """
    folder = PROJECTS / f"{rubric.name}-{_fingerprint(rubric)}"
    if not folder.is_dir():
        PROJECTS.mkdir(parents=True, exist_ok=True)
        for old in PROJECTS.glob(f"{rubric.name}-{'?' * NAME_LENGTH}"):
            shutil.rmtree(old)
        with tempfile.TemporaryDirectory(dir=PROJECTS, prefix="half-made-") as draft:
            _fill(Path(draft) / "project", rubric)
            with suppress(OSError):  # another run of the tests was faster
                (Path(draft) / "project").rename(folder)
    return folder


@cache
def parsed(path: Path) -> BeautifulSoup:
    """A page of a built site; parsed once for all tests, so nobody may change it."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def full_pages(folder: Path, pattern: str = "**/*.html") -> list[Path]:
    """The pages in a built site's folder that have the theme around them: not those that only lead on to another."""
    return sorted(path for path in folder.glob(pattern) if 'class="md-header"' in path.read_text(encoding="utf-8"))


def run(folder: Path, *command: str, **environment: str) -> None:
    """Run a program of Python's in a project's folder, in an environment that says nothing of where the site stands."""
    env = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "REPO_URL", "EDIT_URI")}
    env |= {"PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"} | environment
    subprocess.run([sys.executable, *command], cwd=folder, env=env, check=True)


def _fill(folder: Path, rubric: Path) -> None:
    shutil.copytree(rubric, folder / "rubric")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    for name in SETTINGS:
        shutil.copy(ROOT / name, folder)
    for path in _written_by_hand():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    run(folder, str(ROOT / "scripts" / "generate.py"))
    run(folder, "-m", "mkdocs", "build", "--strict")


def _written_by_hand() -> Iterator[Path]:
    """Yield the files in docs/ that no rubric gives."""
    docs = ROOT / "docs"
    generated = {docs / name for name in (*write.generated(docs), write.MANIFEST)}
    for path in docs.rglob("*"):
        if path.is_file() and path not in generated and not path.name.startswith(write.TEMPORARY):
            yield path


def _fingerprint(rubric: Path) -> str:
    """A short name for the state of all that a site is made of."""
    starts = (rubric, *(ROOT / name for name in MADE_OF))
    paths = [*_written_by_hand(), *(path for start in starts for path in (start, *start.rglob("*")))]
    files = sorted(path for path in paths if path.is_file() and "__pycache__" not in path.parts)
    told = "\n".join(f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in files)
    return hashlib.sha256(told.encode()).hexdigest()[:NAME_LENGTH]


def searched(read: Callable[[str], bytes]) -> dict[str, Any]:
    """Unpack the data of a search: places, abbreviations and the like, documents, and the lines of each place.

    Args:
        read: Gives a file of the search's folder by its name.
    """
    places, notes = (
        json.loads(read(name).decode().split("=", 1)[1].removesuffix(";\n")) for name in ("places.js", "notes.js")
    )
    words = [""]
    for line in places["words"].split("\n"):
        words.append(words[-1][: int(line[0])] + line[1:])

    def unpacked(packed: str) -> Any:  # noqa: ANN401 - JSON
        found = [words[ord(sign) - FIRST_SIGN + 1] for sign in packed]
        spaces = [" " if a[:1].isalnum() and b[:1].isalnum() else "" for a, b in zip(["", *found], found, strict=False)]
        return json.loads("".join(space + word for space, word in zip(spaces, found, strict=True)))

    data: dict[str, Any] = unpacked(places["data"])
    for place in data["places"]:
        if "parent" in place:
            page = data["places"][place["parent"]]["url"].partition("#")[0]
            place["url"] = f"{page}#{identity.anchor(place['code'])}"
    documents = [
        {"kind": "document", "title": name, "url": f"can-cu/#{id_}", "also": also}
        for name, id_, *also in unpacked(notes["documents"])
    ]
    return data | {"documents": documents, "lines": [unpacked(line) for line in notes["lines"]]}
