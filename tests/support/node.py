"""Node, for tests of scripts that need no browser; where there is none they are skipped."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from stage import ROOT

NODE = shutil.which("node")
EVALUATE = Path(__file__).with_name("evaluate.js")

needs_node = pytest.mark.skipif(NODE is None, reason="no Node here (https://nodejs.org, or apt-get install nodejs)")
needs_page = pytest.mark.skipif(
    NODE is None or not (ROOT / ".cache/javascript/node_modules/happy-dom").is_dir(),
    reason="no page in Node here (run.py test fetches happy-dom, where there is npm)",
)


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


class Tab:
    """A page in a process of Node with some scripts in it."""

    def __init__(
        self,
        scripts: Scripts,
        html: str,
        address: str,
        *,
        before: str = "",
        run: Sequence[tuple[Path, str, dict[str, str]]],
    ) -> None:
        """Open a page.

        Args:
            scripts: The process.
            html: What stands on the page.
            address: Where the page stands.
            before: What runs before the scripts.
            run: The scripts, each with its address and its data.
        """
        read = [(path.read_text(encoding="utf-8"), *rest) for path, *rest in run]
        page = {"html": html, "address": address, "before": before, "scripts": read}
        scripts.evaluate("async page => { self.tab = await inPage(page); }", page)
        self._scripts = scripts

    def ask(self, script: str, given: object = None) -> Any:  # noqa: ANN401 - JSON
        """Run a script in the page, call what it gives with an argument if that is a function, and return the value."""
        run = """async ([script, given]) => {
            const found = tab.eval(script);
            const value = await (typeof found === "function" ? found(given) : found);
            await new Promise((done) => setImmediate(done));
            return value;
        }"""
        return self._scripts.evaluate(run, [script, given])


@contextmanager
def running() -> Iterator[Scripts]:
    """Start a process of Node and end it with the block."""
    pipe, command = subprocess.PIPE, [str(NODE), str(EVALUATE)]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        yield Scripts(process)
