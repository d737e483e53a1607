#!/usr/bin/env python3
"""Check a rubric and write the pages that it gives.

    python scripts/generate.py [RUBRIC_DIR] [--docs DIR] [--check] [--strict] [--offline ZIP]
    python scripts/generate.py [RUBRIC_DIR] --schema

Exit status: 0 done, 1 the rubric has problems, a file could not be written or (with --check) the pages differ, 2 wrong
usage, 3 something that nobody had foreseen.
"""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rubric_site import check, command_line, editions, frame, load, outcome, publication, schema, write
from rubric_site.errors import report, stopping
from rubric_site.model import Rubric

THRESHOLDS = (20_000, 5, 2)
"""Objects between two collections; every fifth takes those that one has left, every second of these all of them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = _options(arguments)
    if options.schema:
        return _told(write.replace(options.rubric, {schema.FILE: schema.schema().encode()}, ()))
    rubrics = _checked(options)
    if not rubrics:
        return 1
    sites = editions.build(rubrics, os.environ.get("SITE_URL", ""))
    _collect_what_follows()
    files = publication.files(
        sites,
        lambda name: write.read(options.docs / name),
        options.offline.read_bytes() if options.offline else None,
        has_pictures=(options.docs / frame.pictures(sites[0])).is_dir(),
        anew=options.check,
    )
    return _compare(options.docs, files) if options.check else _told(write.write(options.docs, files))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="generate.py", description="Kiểm tra bộ tiêu chí và sinh các trang.")
    parser.add_argument(
        "rubric", nargs="?", type=command_line.folder, default="rubric", help="thư mục bộ tiêu chí (rubric)"
    )
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="thư mục nhận các trang (docs)")
    parser.add_argument("--check", action="store_true", help="không ghi; in ra chỗ khác nhau giữa trang và bộ tiêu chí")
    parser.add_argument("--strict", action="store_true", help="dừng cả khi chỉ có cảnh báo")
    parser.add_argument(
        "--offline", type=command_line.file, metavar="ZIP", help="thêm tệp zip của trang web vào trang Tải về"
    )
    parser.add_argument("--schema", action="store_true", help="chỉ ghi lại schema.json của bộ tiêu chí")
    return parser.parse_args(arguments)


def _checked(options: argparse.Namespace) -> tuple[Rubric, ...]:
    """Return the editions, or none where problems stop the run; what they were read from is let go."""
    loaded = load.load(options.rubric)
    problems = [*loaded.problems, *check.check(loaded, command_line.today())]
    for line in report(problems):
        print(line, file=sys.stderr)
    return () if stopping(problems, strict=options.strict) else tuple(loaded.rubrics.values())


def _collect_what_follows() -> None:
    """Collect garbage from here on: templates leave much of it, and what was read need not be walked for that."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(*THRESHOLDS)
        gc.enable()


def _compare(docs: Path, files: write.Files) -> int:
    differ = False
    for line in write.differences(docs, files):
        differ = True
        sys.stdout.write(line)
    return int(differ)


def _told(summary: write.Summary) -> int:
    print(f"{summary.written} tệp ghi mới, {summary.unchanged} tệp giữ nguyên, {summary.removed} tệp xóa bỏ")
    return 0


if __name__ == "__main__":
    gc.disable()  # the process is short and keeps all that it reads: collecting would only walk it again and again
    sys.exit(outcome.of(main))
