#!/usr/bin/env python3
"""Lint the scripts of the site with Biome and check their types with TypeScript, as far as npm can fetch these.

    python scripts/javascript/check.py [--fetch]

With --fetch it only fetches them, for the tests that need a page in Node.

Exit status: 0 nothing found, or left out where there is no npm (which is said), 1 something found.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TOOLS = ROOT / ".cache" / "javascript"
PLACES = ("scripts/rubric_site", "docs/assets/javascripts")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run both tools and return whether one of them has found something."""
    parser = argparse.ArgumentParser(prog="check.py", description="Lint the scripts of the site and check their types.")
    parser.add_argument("--fetch", action="store_true", help="only fetch the tools")
    only_fetch = parser.parse_args(arguments).fetch
    missing = _fetch()
    if missing:
        print(f"JavaScript was left out: {missing}.")
    if missing or only_fetch:
        return 0
    biome = [_program("biome"), "lint", "--error-on-warnings", f"--config-path={HERE}", *PLACES]
    types = [_program("tsc"), "--project", str(HERE)]
    codes = [subprocess.run(command, cwd=ROOT, check=False).returncode for command in (biome, types)]  # noqa: S603 - ours
    return int(any(codes))


def _fetch() -> str:
    """Fetch the tools in the versions that vendored.toml names, once; return why they cannot be had."""
    pins = tomllib.loads((HERE.parent / "vendored.toml").read_text(encoding="utf-8"))["tool"]
    wanted = [package for pin in pins for package in (f"{pin['name']}@{pin['version']}", *pin.get("brings", ()))]
    stamp = TOOLS / "fetched.txt"
    if stamp.is_file() and stamp.read_text(encoding="utf-8").split() == wanted:
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    shutil.rmtree(TOOLS, ignore_errors=True)
    TOOLS.mkdir(parents=True)
    options = ["--silent", "--no-audit", "--no-fund", "--no-save", "--no-package-lock", "--ignore-scripts"]
    options += ["--fetch-retries=1", "--prefix", str(TOOLS)]
    done = subprocess.run([npm, "install", *options, *wanted], check=False)  # noqa: S603 - as pinned
    if done.returncode:
        return f"npm could not fetch {' and '.join(pin['name'] for pin in pins)}"
    stamp.write_text("\n".join(wanted) + "\n", encoding="utf-8")
    return ""


def _program(name: str) -> str:
    return str(TOOLS / "node_modules" / ".bin" / (f"{name}.cmd" if os.name == "nt" else name))


if __name__ == "__main__":
    sys.exit(main())
