"""The requirements files: exact, hashed, and the same everywhere, whatever package index a machine uses."""

import re
from pathlib import Path

import pytest

COMPILED = ("requirements.txt", "requirements-dev.txt", "requirements-next.txt", "requirements-sbom.txt")
WRITTEN = ("requirements.in", "requirements-dev.in", "requirements-next.in", "requirements-sbom.in")

# A name, its version, perhaps a marker; the hashes follow in lines of their own.
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^\s;\\]+)(?: ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
# Options that name a place to install from, web addresses, local folders, and host names (a word with a dot and a
# top-level domain that package indexes use).
ADDRESS = re.compile(
    r"(?<!emit-)index-url|find-links|trusted-host|--index\b|[a-z+]+://|file:|/simple\b|@ "
    r"|\b[a-z0-9-]+\.(?:org|com|net|io|dev|local|internal|example)\b"
)


def _blocks(text: str) -> list[list[str]]:
    """The lines of each requirement, comments left out."""
    blocks: list[list[str]] = []
    for line in text.splitlines():
        if not line or line.lstrip().startswith("#"):
            continue
        if line.startswith(" "):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _pins(path: Path) -> dict[str, str]:
    """The version (with its marker) of each package; one with two markers has two."""
    return {block[0].rstrip(" \\"): block[0] for block in _blocks(path.read_text(encoding="utf-8"))}


ALONE = "scripts/mutation/requirements"
"""What is installed into an environment of its own: it holds none of the versions of the site."""


@pytest.mark.parametrize("name", [*COMPILED, *WRITTEN, f"{ALONE}.txt", f"{ALONE}.in"])
def test_no_requirements_file_names_an_address(project_root: Path, name: str) -> None:
    """Where packages come from is each machine's own business."""
    lines = (project_root / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if ADDRESS.search(line)] == []


def test_no_lock_file_names_an_address(project_root: Path) -> None:
    """Lock files of other tools record the index they were made with, so there is none, or none that does."""
    names = ("uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "pylock.toml", "package-lock.json", "yarn.lock")
    found = [project_root / name for name in names if (project_root / name).exists()]
    assert [path.name for path in found if re.search(r"[a-z+]+://", path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "-i http://10.0.0.1/",
        "--extra-index-url=file:///srv/simple",
        "--find-links /srv/wheels",
        "--trusted-host packages.internal",
        "mkdocs @ git+ssh://host/mkdocs",
        "# from packages.example.org",
    ],
)
def test_addresses_are_recognised(line: str) -> None:
    """The pattern that the tests above rely on knows the forms in which an address comes in."""
    assert ADDRESS.search(line)


@pytest.mark.parametrize("name", [*COMPILED, f"{ALONE}.txt"])
def test_every_requirement_is_exact_and_hashed(project_root: Path, name: str) -> None:
    """Each requirement is one version with at least one hash, so that two machines never install different files."""
    blocks = _blocks((project_root / name).read_text(encoding="utf-8"))
    assert blocks
    for first, *rest in blocks:
        assert PIN.match(first), first
        assert rest, first
        assert [line for line in rest if not HASH.match(line)] == []


@pytest.mark.parametrize("name", COMPILED[1:])
def test_other_files_hold_the_versions_of_the_site(project_root: Path, name: str) -> None:
    """The site is tested with exactly what it is published with: the other files contain the site's pins, unchanged."""
    site = _pins(project_root / "requirements.txt")
    assert site.keys() - _pins(project_root / name).keys() == set()


@pytest.mark.parametrize("name", [*WRITTEN, f"{ALONE}.in"])
def test_each_written_requirement_is_compiled(project_root: Path, name: str) -> None:
    """Whoever adds a requirement and forgets to recompile learns it here."""
    lines = [line.split("#")[0].strip() for line in (project_root / name).read_text(encoding="utf-8").splitlines()]
    wanted = [line.lower() for line in lines if line and not line.startswith("-")]
    compiled = (project_root / name).with_suffix(".txt").read_text(encoding="utf-8")
    names = [block[0] for block in _blocks(compiled)]
    missing = [want for want in wanted if not any(re.match(rf"{re.escape(want)}(?![a-z0-9.-])", pin) for pin in names)]
    assert missing == []


def test_oldest_python_is_served(project_root: Path) -> None:
    """Debian 12 has Python 3.11.2, for which pymdown-extensions needs an older release than for 3.11.5 and later."""
    text = (project_root / "requirements.txt").read_text(encoding="utf-8")
    markers = re.findall(r"^pymdown-extensions==\S+ ; (.+) \\$", text, re.MULTILINE)
    assert sorted(markers) == ["python_full_version < '3.11.5'", "python_full_version >= '3.11.5'"]
