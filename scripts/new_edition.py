#!/usr/bin/env python3
"""Begin the edition of another year as a copy of an earlier one, its notes as drafts.

    python3 run.py edition YEAR --from YEAR [--rubric DIR] [--dry-run] [--force]

The earlier table is read again, as an import would: codes are recorded as `formerly`, reviews are reset, and notice,
scoring and context, which were of that year, are left out. Until the new table comes the edition says what it is.
Exit status: 0 done, 1 nothing was written, 2 wrong usage.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import import_table
from rubric_site import command_line, importer, load, outcome

DRAFT = "Ấn bản này chép từ ấn bản {before} để soạn trước; chưa đối chiếu với bảng tiêu chí của năm {year}."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = _options(arguments)
    source = _source(options.rubric, options.before)
    if isinstance(source, str):
        print(source, file=sys.stderr)
        return 2
    plan = importer.plan(source, options.rubric, importer.Options(options.year, options.before))
    name = f"{options.year}/edition.yaml"
    plan.files[name] = _drafted(plan.files[name], DRAFT.format(before=options.before, year=options.year))
    plan.to_do.append(f"edition.yaml: khi có bảng mới thì nhập bằng lệnh import với --year {options.year} --force")
    return import_table.carry_out(plan, options)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py edition", description="Chép một ấn bản sang năm mới để soạn trước.")
    parser.add_argument("year", type=command_line.year, metavar="NĂM", help="năm của ấn bản mới")
    parser.add_argument(
        "--from", dest="before", type=command_line.year, required=True, metavar="NĂM", help="năm của ấn bản được chép"
    )
    import_table.add_options(parser)
    return parser.parse_args(arguments)


def _source(rubric: Path, year: int) -> Path | str:
    """Return the table of an edition, or what is wrong."""
    editions = load.load(rubric).rubrics if rubric.is_dir() else {}
    if str(year) not in editions:
        known = ", ".join(sorted(editions)) or "chưa có ấn bản nào đọc được"
        return f"--from {year}: không có ấn bản này trong {rubric} (đang có: {known})"
    return rubric / str(year) / editions[str(year)].edition.source.file


def _drafted(edition: str, notice: str) -> str:
    """Return edition.yaml with a notice behind its `lead`, where it has none of its own."""
    lines = edition.split("\n")
    if any(line.startswith("notice:") for line in lines):
        return edition
    place = next(number for number, line in enumerate(lines) if line.startswith("guidance_note:"))
    return "\n".join([*lines[:place], f"notice: {notice}", *lines[place:]])


if __name__ == "__main__":
    sys.exit(outcome.of(main))
