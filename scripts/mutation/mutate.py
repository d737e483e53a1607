#!/usr/bin/env python3
"""Change a module in small ways, one at a time, and list the changes that the fast tests do not notice.

    python scripts/mutation/mutate.py MODULE ...

A module is one of those below with the tests that are to hold it. Everything happens in a copy below .cache/; a module
takes ten minutes or so. What survives is no error: some changes mean the same, the others nobody has pinned.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FOLDER = ROOT / ".cache" / "mutation"
TOOLS = FOLDER / "tools"
REQUIREMENTS = HERE / "requirements.txt"

PAGES = ("tests/unit/test_pages.py", "tests/unit/test_shapes.py", "tests/exports/test_pages.py")
TESTS: Mapping[str, Sequence[str]] = {
    "write": ("tests/unit/test_write.py", "tests/unit/test_command.py"),
    "render": (*PAGES, "tests/unit/test_editions.py::test_an_edition_has_the_pages_at_its_addresses"),
    "text": ("tests/unit/test_text.py", "tests/unit/test_notes.py", *PAGES),
    "check/order": ("tests/unit/test_checks.py", "tests/unit/test_bad_input.py"),
    "lifetime": ("tests/unit/test_notes.py",),
    "lineage": ("tests/unit/test_lineage.py", "tests/unit/test_editions.py"),
}

# Types are no code that runs, and a number in a hundred places says little about any of them.
LEFT_OUT = ["core/ReplaceBinaryOperator_BitOr_.*", "core/NumberReplacer"]
SECONDS = 120
"""After which a change counts as noticed: it has made something endless."""


def main() -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="run.py mutate", description="List changes that the tests do not notice.")
    parser.add_argument("modules", nargs="+", choices=TESTS, metavar="MODULE", help=", ".join(TESTS))
    options = parser.parse_args()
    _fetch()
    for module in options.modules:
        _mutate(module)
    return 0


def _fetch() -> None:
    """Make the environment of the tool, once for each state of its requirements."""
    stamp, digest = TOOLS / "fetched.txt", hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == digest:
        return
    venv.create(TOOLS, clear=True, with_pip=True)
    pip = [_tool("python"), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(REQUIREMENTS)]
    subprocess.run(pip, check=True)  # noqa: S603 - what the file pins
    stamp.write_text(digest, encoding="utf-8")


def _mutate(module: str) -> None:
    """Change a module of a copy in every way, each for one run of its tests, and say what survives."""
    copy = FOLDER / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ROOT, copy, ignore=_left_out, symlinks=True)
    session = {
        "module-path": f"scripts/rubric_site/{module}.py",
        "timeout": float(SECONDS),
        "excluded-modules": [],
        "test-command": " ".join([sys.executable, "-B -m pytest -x -q -p no:cacheprovider", *TESTS[module]]),
        "distributor": {"name": "local"},
        "filters": {"operators-filter": {"exclude-operators": LEFT_OUT}},
    }
    (copy / "session.toml").write_text(_toml("cosmic-ray", session), encoding="utf-8")
    steps = (
        ("cosmic-ray", "baseline", "session.toml"),
        ("cosmic-ray", "init", "session.toml", "session.sqlite"),
        ("cr-filter-operators", "session.sqlite", "session.toml"),
        ("cosmic-ray", "exec", "session.toml", "session.sqlite"),
        ("cr-report", "--surviving-only", "--show-diff", "session.sqlite"),
    )
    print(f"== {module}", flush=True)
    for name, *arguments in steps:
        subprocess.run([_tool(name), *arguments], cwd=copy, check=True)  # noqa: S603 - the tool's own


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Return what a copy goes without: what commands made, and git's own."""
    made = {name for name in names if name.startswith(".") or name == "site"} if Path(folder) == ROOT else set()
    return made | {name for name in names if name == "__pycache__"}


def _toml(name: str, values: Mapping[str, object]) -> str:
    """Return a table of TOML with those in it; JSON writes texts, numbers and lists of texts as TOML does."""
    lines = [f"{key} = {json.dumps(value)}" for key, value in values.items() if not isinstance(value, dict)]
    inner = [_toml(f"{name}.{key}", value) for key, value in values.items() if isinstance(value, dict)]
    return "\n".join([f"[{name}]", *lines, "", *inner])


def _tool(name: str) -> str:
    folder, ending = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return str(TOOLS / folder / f"{name}{ending}")


if __name__ == "__main__":
    sys.exit(main())
