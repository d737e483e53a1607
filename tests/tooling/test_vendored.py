"""What others wrote is known: each vendored file by its hash, with its licence beside it and a recipe that makes it."""

import hashlib
import shutil
from pathlib import Path

import pytest
import vendored

FOLDERS = ("docs/assets/fonts", "scripts/rubric_site/exports/fonts", "tests/vendor")
"""Where files of others stand."""

FILES = [file for package in vendored.packages() for file in package.files]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_a_vendored_file_is_what_the_list_says(project_root: Path, file: vendored.File) -> None:
    """Nobody has changed a byte of it, and whoever renews it renews the list."""
    assert hashlib.sha256((project_root / file.path).read_bytes()).hexdigest() == file.sha256


def test_every_file_of_others_is_on_the_list(project_root: Path) -> None:
    """No font, packed script or other file of theirs is without version, licence, hash and recipe; none is gone."""
    listed = {file.path for file in FILES}
    found = [path for folder in FOLDERS for path in (project_root / folder).rglob("*")]
    found += [path for kind in ("woff2", "ttf", "min.js") for path in (project_root / "scripts").rglob(f"*.{kind}")]
    found += [path for kind in ("woff2", "ttf", "min.js") for path in (project_root / "docs/assets").rglob(f"*.{kind}")]
    assert {path.relative_to(project_root).as_posix() for path in found if path.is_file()} == listed


@pytest.mark.parametrize("package", vendored.packages(), ids=lambda package: package.name)
def test_the_licence_s_text_goes_with_the_files(project_root: Path, package: vendored.Package) -> None:
    """In every folder with a file of a package stands the licence that came with it."""
    licences = {Path(file.path).parent for file in package.files if "LICENSE" in file.parts}
    assert {Path(file.path).parent for file in package.files} == licences
    words = {"OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1", "MPL-2.0": "Mozilla Public License, version 2.0"}
    for file in package.files:
        if file.parts == ["LICENSE"]:
            assert words[package.licence] in (project_root / file.path).read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_recipes_give_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    """Each file is made anew from the packages as npm has them, which are fetched once into .cache/."""
    if not (vendored.FETCHED.is_dir() or shutil.which("npm")):
        pytest.skip("The recipes begin with npm packages, and npm is not installed here.")
    assert vendored.main([]) == 0, capsys.readouterr().out


def test_a_changed_file_is_found(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The command names a file that its recipe does not give, and ends with 1."""
    monkeypatch.setattr(vendored, "_fetched", lambda _: {"LICENSE": b"another text"})
    files = [vendored.File("LICENSE", "copy", ["LICENSE"], "")]
    package = vendored.Package("x", "1.0.0", "MIT", shipped=True, files=files)
    monkeypatch.setattr(vendored, "packages", lambda: [package])
    assert vendored.main([]) == 1
    assert "LICENSE is not what its recipe gives" in capsys.readouterr().out
