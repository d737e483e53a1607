"""Run a command and say what it took."""

import math
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def cpu(command: Sequence[str], folder: Path = ROOT) -> float:
    """Run a command and return the seconds of CPU that it took."""
    return measured(command, folder)[0]


def measured(command: Sequence[str], folder: Path = ROOT) -> tuple[float, float]:
    """Run a command and return the seconds of CPU that it took, and the MB of memory of its largest process.

    Where the system tells neither, seconds are those of the clock and there are no MB.

    Raises:
        subprocess.CalledProcessError: If the command fails.
    """
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    started, silent = time.perf_counter(), subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=silent, stderr=silent)  # noqa: S603 - our own
    if not hasattr(os, "wait4"):
        process.wait()
        seconds, memory = time.perf_counter() - started, math.nan
    else:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds, memory = (
            used.ru_utime + used.ru_stime,
            used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10),
        )
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return seconds, memory
