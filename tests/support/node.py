"""Node, for tests of scripts that need no page; where there is none they are skipped."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NODE = shutil.which("node")
EVALUATE = Path(__file__).with_name("evaluate.js")

needs_node = pytest.mark.skipif(NODE is None, reason="no Node here (https://nodejs.org, or apt-get install nodejs)")


class Scripts:
    """A process of Node that has run some scripts and can be asked about them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def evaluate(self, script: str, given: object = None) -> Any:  # noqa: ANN401 - JSON
        """Run a script, call what it gives with an argument if that is a function, and return the value.

        Raises:
            RuntimeError: The script has thrown an error.
        """
        asked, told = self._process.stdin, self._process.stdout
        assert asked
        assert told
        asked.write(json.dumps({"script": script, "given": given}) + "\n")
        asked.flush()
        answer = json.loads(told.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer.get("value")


@contextmanager
def running() -> Iterator[Scripts]:
    """Start a process of Node and end it with the block."""
    pipe, command = subprocess.PIPE, [str(NODE), str(EVALUATE)]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        yield Scripts(process)
