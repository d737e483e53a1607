#!/usr/bin/env python3
"""Change a module in small ways, one at a time, and list the changes that the fast tests do not notice.

    python scripts/mutation/mutate.py [--sample N] MODULE ...

A module is one of those below with the tests that are to hold it. Everything happens in a copy below .cache/; a module
takes ten minutes or so, a sample of it less. What survives is no error: some changes mean the same, the others nobody
has pinned.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FOLDER = ROOT / ".cache" / "mutation"
TOOLS = FOLDER / "tools"
REQUIREMENTS = HERE / "requirements.txt"

CHANGES = ("unit/test_changes.py",)
INPUT = ("unit/test_checks.py", "unit/test_bad_input.py")
READING = ("unit/test_bad_input.py",)
IMPORT = ("importer/test_command.py", "importer/test_text.py")
TABLES = ("importer/test_source_table.py",)
SHEET = ("unit/test_sheet.py",)
NOTES = ("unit/test_notes.py",)
DATA = ("exports/test_open_data.py",)
SEARCH = ("unit/test_search_files.py",)
EDITIONS = ("unit/test_editions.py",)
TESTS: Mapping[str, Sequence[str]] = {
    "agenda": NOTES,
    "change_data": CHANGES,
    "change_report": CHANGES,
    "change_text": CHANGES,
    "changes/comparison": CHANGES,
    "changes/criteria": CHANGES,
    "changes/kinds": CHANGES,
    "changes/likeness": CHANGES,
    "changes/parts": CHANGES,
    "changes/rows": CHANGES,
    "changes/words": CHANGES,
    "characters": ("unit/test_characters.py", *READING),
    "check/alike": INPUT,
    "check/cells": INPUT,
    "check/data": INPUT,
    "check/editions": INPUT,
    "check/keywords": INPUT,
    "check/names": INPUT,
    "check/notes": INPUT,
    "check/order": INPUT,
    "check/reviews": INPUT,
    "check/source": INPUT,
    "check/sums": INPUT,
    "codes": ("importer/test_codes.py", "unit/test_identity.py"),
    "editions": EDITIONS,
    "errors": ("unit/test_errors.py", *READING),
    "explain": ("unit/test_manual.py", "unit/test_errors.py"),
    "exports/columns": ("exports/test_workbook.py",),
    "exports/dates": ("exports/test_dates.py",),
    "exports/downloads": ("exports/test_reuse.py",),
    "exports/metadata": DATA,
    "exports/open_data": DATA,
    "exports/paper": ("exports/test_paper.py",),
    "exports/preview": DATA,
    "exports/table": ("exports/test_workbook.py",),
    "exports/word": ("exports/test_word.py",),
    "exports/workbook": ("exports/test_workbook.py",),
    "files": READING,
    "fitting": SHEET,
    "frame": EDITIONS,
    "glossary": ("unit/test_glossary.py",),
    "identity": ("unit/test_identity.py",),
    "importer/__init__": IMPORT,
    "importer/earlier": ("importer/test_command.py",),
    "importer/edition": IMPORT,
    "importer/files": ("importer/test_text.py", "importer/test_word.py"),
    "importer/lines": ("importer/test_word.py", "importer/test_text.py"),
    "importer/match": ("importer/test_command.py",),
    "importer/numbering": ("importer/test_word.py",),
    "importer/outline": ("importer/test_text.py", "importer/test_codes.py"),
    "importer/parts": ("importer/test_word.py", "importer/test_text.py"),
    "importer/plain": ("importer/test_text.py",),
    "importer/report": IMPORT,
    "importer/sections": IMPORT,
    "importer/sheet": ("importer/test_sheet.py",),
    "importer/spaced": ("importer/test_text.py",),
    "importer/units": IMPORT,
    "importer/word": ("importer/test_word.py",),
    "importer/yaml_out": IMPORT,
    "lifetime": NOTES,
    "lineage": ("unit/test_lineage.py",),
    "load": READING,
    "manual": ("unit/test_manual.py",),
    "model": INPUT,
    "notes": SHEET,
    "outcome": ("unit/test_outcome.py",),
    "publication": EDITIONS,
    "reading": READING,
    "record": ("exports/test_reuse.py",),
    "render": ("unit/test_pages.py",),
    "search/__init__": SEARCH,
    "search/called": SEARCH,
    "search/packing": SEARCH,
    "search/places": SEARCH,
    "search/published": SEARCH,
    "sheet": SHEET,
    "source_table/cells": (*TABLES, "importer/test_codes.py"),
    "source_table/header": TABLES,
    "source_table/names": TABLES,
    "source_table/records": TABLES,
    "source_table/rows": TABLES,
    "source_table/table": TABLES,
    "syntax": READING,
    "text": ("unit/test_text.py", *SHEET),
    "values": READING,
    "views": ("unit/test_views.py", *EDITIONS),
    "write": ("unit/test_write.py",),
}
"""The modules of the package that decide something, each with the tests below tests/ that are to hold it."""

# Types are no code that runs, and a number in a hundred places says little about any of them.
LEFT_OUT = ["core/ReplaceBinaryOperator_BitOr_.*", "core/NumberReplacer"]
SEED = 0
SECONDS = 120
"""After which a change counts as noticed: it has made something endless."""


def main() -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="run.py mutate", description="List changes that the tests do not notice.")
    parser.add_argument("modules", nargs="+", choices=TESTS, metavar="MODULE", help=", ".join(TESTS))
    parser.add_argument(
        "--sample",
        type=int,
        metavar="N",
        help="try only N of a module's changes, drawn with a fixed seed: the same ones in every run while the module "
        "is as it is, so that two runs compare",
    )
    options = parser.parse_args()
    if options.sample is not None and options.sample < 1:
        parser.error("--sample: at least one change")
    _fetch()
    for module in options.modules:
        _mutate(module, options.sample)
    return 0


def sample(session: Path, number: int) -> None:
    """Leave only some of the changes in a session of the tool, the same ones whenever the module is the same.

    Args:
        session: The tool's database, in which the changes that are left out have a result already.
        number: How many are to be tried; fewer are all.
    """
    # The tool names its changes anew in each run; where and what they are stays.
    told = """SELECT job_id FROM mutation_specs WHERE job_id NOT IN (SELECT job_id FROM work_results)
        ORDER BY start_pos_row, start_pos_col, operator_name, operator_args, occurrence"""
    with closing(sqlite3.connect(session)) as database, database:
        changes = database.execute(told).fetchall()
        kept = random.Random(SEED).sample(changes, min(number, len(changes)))  # noqa: S311 - no secret
        database.execute("CREATE TEMP TABLE kept (job_id)")
        database.executemany("INSERT INTO kept VALUES (?)", kept)
        for table in ("work_results", "mutation_specs", "work_items"):
            database.execute(f"DELETE FROM {table} WHERE job_id NOT IN kept")  # noqa: S608 - no name from outside


def _fetch() -> None:
    """Make the environment of the tool, once for each state of its requirements."""
    stamp, digest = TOOLS / "fetched.txt", hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == digest:
        return
    venv.create(TOOLS, clear=True, with_pip=True)
    pip = [_tool("python"), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(REQUIREMENTS)]
    subprocess.run(pip, check=True)  # noqa: S603 - what the file pins
    stamp.write_text(digest, encoding="utf-8")


def _mutate(module: str, number: int | None) -> None:
    """Change a module of a copy in every way, or in a number of ways, each for a run of its tests."""
    copy = FOLDER / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ROOT, copy, ignore=_left_out, symlinks=True)
    tests = [f"tests/{name}" for name in TESTS[module]]
    session = {
        "module-path": f"scripts/rubric_site/{module}.py",
        "timeout": float(SECONDS),
        "excluded-modules": [],
        "test-command": " ".join([sys.executable, "-B -m pytest -x -q -p no:cacheprovider -m 'not slow'", *tests]),
        "distributor": {"name": "local"},
        "filters": {"operators-filter": {"exclude-operators": LEFT_OUT}},
    }
    (copy / "session.toml").write_text(_toml("cosmic-ray", session), encoding="utf-8")
    print(f"== {module}", flush=True)
    _run(copy, "cosmic-ray", "baseline", "session.toml")
    _run(copy, "cosmic-ray", "init", "session.toml", "session.sqlite")
    _run(copy, "cr-filter-operators", "session.sqlite", "session.toml")
    if number:
        sample(copy / "session.sqlite", number)
    _run(copy, "cosmic-ray", "exec", "session.toml", "session.sqlite")
    _run(copy, "cr-report", "--surviving-only", "--show-diff", "session.sqlite")


def _run(copy: Path, name: str, *arguments: str) -> None:
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
