"""What an invented town's search finds, query by query: each weight of the ranking shows in the place of some row."""

import os
from pathlib import Path

import pytest
from node import Scripts, needs_node
from town import open_town

pytestmark = [needs_node]

GOLDEN = Path(__file__).parents[1] / "golden/tim-kiem.txt"
ANSWER = """(texts) => texts.map((text) => {
    const answer = town.search(text);
    const told = town.told(answer);
    const rows = answer.hits.slice(0, 8).map((hit) => [hit, town.row(hit, answer)]);
    const named = ({ place, near }) => (near ? "~" : "") + (place.code || place.url);
    const written = (pieces) => pieces.map(([text, is]) => (is ? `«${text}»` : text)).join("");
    const shown = ({ title, line, part }) => ["|", written(title), line && `(${written(line)})`, part && `#${part}`];
    return [
        answer.understood && `= ${answer.understood}:`,
        answer.missing && `! ${answer.missing}:`,
        ...rows.map(([hit]) => named(hit)),
        answer.hits.length > 8 && `(${answer.hits.length})`,
        ...told.maybe.map(({ url }) => `? ${url}`),
        ...rows.slice(0, 3).flatMap(([, row]) => (row.marked.length ? shown(row) : [])),
    ].filter(Boolean).join(" ");
})"""


@pytest.fixture(scope="module")
def town(published: Scripts) -> Scripts:
    """The published engine with the town's places."""
    open_town(published)
    return published


def test_answers_are_the_golden_ones(town: Scripts) -> None:
    """A line a query: how it was understood, the first rows, ~ before what is near, how the first three are shown.

    `run.py goldens` writes the answers anew, to the queries that stand there.
    """
    golden = GOLDEN.read_text(encoding="utf-8")
    queries = [line.partition(" => ")[0] for line in golden.splitlines()]
    answers = town.evaluate(ANSWER, queries)
    made = "".join(f"{query} => {answer}\n" for query, answer in zip(queries, answers, strict=True))
    if os.environ.get("UPDATE_GOLDENS"):
        GOLDEN.write_text(made, encoding="utf-8", newline="\n")
    assert made == golden
