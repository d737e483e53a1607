"""The Nu HTML checker finds no error in any built page.

The checker is a Java program of 30 MB that npm carries; it is fetched once into .cache/ and known by its hash.
"""

import hashlib
import json
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
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


@pytest.fixture(scope="module")
def messages(
    checker: list[str], built_site: Path, years_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, list[str]]:
    """The checker's errors and warnings by what was asked about, each with its page and line; it starts once."""
    wrong = tmp_path_factory.mktemp("wrong") / "index.html"
    wrong.write_text(
        '<!doctype html><html lang="vi"><title>x</title><input type="checkbox" autocomplete="off">', encoding="utf-8"
    )
    asked = {"built": built_site, "years": years_site, "wrong": wrong}
    answer = subprocess.run([*checker, *map(str, asked.values())], check=True, capture_output=True, text=True)
    found: dict[str, list[str]] = {name: [] for name in asked}
    for note in json.loads(answer.stdout)["messages"]:
        if (note["type"] == "error" or note.get("subType") == "warning") and not note["message"].startswith(POLICY):
            path = note["url"].removeprefix("file:")
            name = next(name for name, place in asked.items() if path.startswith(str(place)))
            found[name].append(f"{path}:{note.get('lastLine')}: {note['message']}")
    return found


@pytest.mark.parametrize("site", ["built", "years"])
def test_every_page_is_valid(messages: Mapping[str, list[str]], site: str) -> None:
    """No page has an HTML error, nor a warning; nor have those that only lead on."""
    assert messages[site] == []


def test_the_checker_finds_an_error(messages: Mapping[str, list[str]]) -> None:
    """An attribute where it is not allowed is found, so silence means something."""
    assert any("autocomplete" in message for message in messages["wrong"])
