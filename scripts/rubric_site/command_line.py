"""What the commands take as arguments, with what is wrong said in Vietnamese; and what day it is."""

import argparse
import datetime as dt
from pathlib import Path

FIRST, LAST = 1990, 2200
"""The years that the model takes."""


def file(name: str) -> Path:
    """Return the path of a file that is there.

    Raises:
        argparse.ArgumentTypeError: Otherwise; argparse prints its message, in Vietnamese, as wrong usage.
    """
    path = Path(name)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"không thấy tệp {name}")
    return path


def folder(name: str) -> Path:
    """Return the path of a folder that is there.

    Raises:
        argparse.ArgumentTypeError: Otherwise; argparse prints its message, in Vietnamese, as wrong usage.
    """
    path = Path(name)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"không thấy thư mục {name}")
    return path


def year(written: str) -> int:
    """Return a year within the model's bounds.

    Raises:
        argparse.ArgumentTypeError: Otherwise; argparse prints its message, in Vietnamese, as wrong usage.
    """
    if not (written.isdecimal() and FIRST <= int(written) <= LAST):
        raise argparse.ArgumentTypeError(f"“{written}” không phải là năm")
    return int(written)


def today() -> dt.date:
    """Return the latest day that it is anywhere: a machine in another zone must not call an editor's today a future."""
    return dt.datetime.now(tz=dt.timezone(dt.timedelta(hours=14))).date()
