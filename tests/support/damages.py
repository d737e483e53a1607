"""The catalogue of damages in tests/bad_input: what somebody did to a rubric, and the lines that the command answers.

A damage is named by its key and has

- `rubric`: the rubric in tests/rubrics that it is done to; `commune` where nothing is said;
- `changes`: one after the other, each with a `file` of that rubric and what becomes of it: its first `old` is made
  `new`, it goes `to` another place (or away), has a `copy` there, gets other `content` or a `latin` encoding, or is a
  `folder` or a `link`;
- `lines`: all that the command says then and does not say of the rubric as it is, in a strict run.
"""

import contextlib
import datetime as dt
import io
import shutil
import tempfile
import unittest.mock
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import generate
import yaml
from rubric_site import command_line, outcome, publication

TESTS = Path(__file__).parents[1]
TODAY = dt.date(2026, 11, 24)
CATALOGUE = TESTS / "bad_input"

_compose = lru_cache(maxsize=512)(yaml.compose)
"""A file that a damage left as it was is parsed once for all damages: nobody changes nodes."""

Text = str | Mapping[str, str | int]
"""A text, or one that is repeated so many times."""


@dataclass(frozen=True)
class Damage:
    """One damage.

    Attributes:
        name: What was done, in a few words.
        rubric: The name of the rubric that it was done to.
        changes: What was done, file by file.
        lines: What the command says of it.
    """

    name: str
    rubric: str
    changes: Sequence[Mapping[str, object]]
    lines: Sequence[str]


@cache
def catalogue() -> Mapping[str, Damage]:
    """Every damage by the name of its file and its own."""
    return {f"{path.stem}: {damage.name}": damage for path in sorted(CATALOGUE.glob("*.yaml")) for damage in _in(path)}


def _in(path: Path) -> Iterator[Damage]:
    for name, told in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        yield Damage(name, told.get("rubric", "commune"), told["changes"], told["lines"])


def report(damage: Damage, folder: Path) -> list[str]:
    """What the command says of a damaged rubric and not of the whole one, after seeing that it wrote nothing.

    Args:
        damage: What is done to it.
        folder: An empty folder for the copy.
    """
    rubric = shutil.copytree(TESTS / "rubrics" / damage.rubric, folder / "rubric")
    for change in damage.changes:
        _do(rubric, change)
    said = answer(rubric)
    assert said, "nothing wrong was found"
    assert not (folder / "docs").exists()
    usual = _of_the_whole(damage.rubric)
    return [line for line in said if line not in usual and not line.startswith("Tổng cộng: ")]


def answer(rubric: Path) -> list[str]:
    """What a strict run says of a rubric, each file named from its folder on, after seeing how it ended.

    What is right gives no pages here, for it is the messages that are asked for.
    """
    docs = rubric.parent / "docs"
    errors = io.StringIO()
    day = unittest.mock.patch.object(command_line, "today", return_value=TODAY)
    pages = unittest.mock.patch.object(publication, "files", return_value={})
    parsed_once = unittest.mock.patch.object(yaml, "compose", _compose)
    with day, pages, parsed_once, contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
        status = outcome.of(lambda: generate.main([str(rubric), "--docs", str(docs), "--strict"]))
    said = errors.getvalue().replace(f"{rubric}/", "").replace(str(rubric), rubric.name).splitlines()
    assert status == (1 if said else 0), said
    return said


@cache
def _of_the_whole(rubric: str) -> frozenset[str]:
    with tempfile.TemporaryDirectory() as folder:
        return frozenset(answer(shutil.copytree(TESTS / "rubrics" / rubric, Path(folder) / "rubric")))


def _do(rubric: Path, change: Mapping[str, object]) -> None:
    path = rubric / str(change["file"])
    if "old" in change:
        text, old = path.read_text(encoding="utf-8"), str(change["old"])
        assert old in text, f"{path.name} has no {old!r}"
        path.write_text(text.replace(old, _text(change["new"]), 1), encoding="utf-8")
    elif "to" in change:
        _move(path, rubric / str(change["to"]) if change["to"] else None)
    elif "copy" in change:
        shutil.copy(path, rubric / str(change["copy"]))
    elif "content" in change:
        path.write_text(_text(change["content"]), encoding="utf-8")
    elif "latin" in change:
        path.write_bytes(path.read_text(encoding="utf-8").encode("cp1258", "replace"))
    elif "folder" in change:
        path.mkdir()
    else:
        path.symlink_to(str(change["link"]))


def _move(path: Path, target: Path | None) -> None:
    if target is None:
        path.unlink()
    else:
        target.parent.mkdir(exist_ok=True)
        path.rename(target)


def _text(text: object) -> str:
    return str(text["repeat"]) * int(text["times"]) if isinstance(text, dict) else str(text)
