"""The Nu HTML checker finds no error in any built page.

The checker is a Java program of 30 MB that npm carries; it is fetched once into .cache/ and known by its hash.
"""

import hashlib
import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VERSION = "26.9.27"
SHA256 = "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47"
MEMBER = "package/build/dist/vnu.jar"

# It takes pages from files, where nothing is "self", and data for scripts; tests/browser/test_policy.py asks a browser.
POLICY = "Resource violates Content Security Policy", "Inline script violates Content Security Policy"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command of the checker; the tests are skipped where there is no Java, or no npm to fetch it with."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("The Nu HTML checker needs Java, which is not installed here.")
    jar = ROOT / ".cache" / f"vnu-{VERSION}.jar"
    if not jar.is_file():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip(f"The Nu HTML checker comes through npm, which is not installed; or put vnu.jar at {jar}.")
        folder = tmp_path_factory.mktemp("vnu")
        subprocess.run([npm, "pack", "--silent", f"vnu-jar@{VERSION}"], cwd=folder, check=True, capture_output=True)
        with tarfile.open(next(folder.glob("*.tgz"))) as package:
            content = package.extractfile(MEMBER)
            assert content is not None
            data = content.read()
        jar.parent.mkdir(exist_ok=True)
        (folder / "vnu.jar").write_bytes(data)
        shutil.move(folder / "vnu.jar", jar)
    assert hashlib.sha256(jar.read_bytes()).hexdigest() == SHA256, f"{jar} is not the checker; remove it."
    return [java, "-Xss2m", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html"]


def messages(checker: list[str], *paths: Path) -> list[str]:
    """The checker's errors and warnings, each with its page and line."""
    answer = subprocess.run([*checker, *map(str, paths)], check=True, capture_output=True, text=True)
    found = json.loads(answer.stdout)["messages"]
    return [
        f"{note['url'].removeprefix('file:')}:{note.get('lastLine')}: {note['message']}"
        for note in found
        if (note["type"] == "error" or note.get("subType") == "warning") and not note["message"].startswith(POLICY)
    ]


@pytest.mark.parametrize("site", ["built_site", "years_site"])
def test_every_page_is_valid(checker: list[str], request: pytest.FixtureRequest, site: str) -> None:
    """No page has an HTML error, nor a warning; nor have those that only lead on."""
    assert messages(checker, request.getfixturevalue(site)) == []


def test_the_checker_finds_an_error(checker: list[str], tmp_path: Path) -> None:
    """An attribute where it is not allowed is found, so silence means something."""
    page = tmp_path / "index.html"
    page.write_text(
        '<!doctype html><html lang="vi"><title>x</title><input type="checkbox" autocomplete="off">', encoding="utf-8"
    )
    assert any("autocomplete" in message for message in messages(checker, page))
