"""Check what no single value can show: codes in order, names that exist, sums that add up, the table as issued.

The checks read the plain data and pass over what does not fit the model: one run finds the mistakes of both kinds.
What needs whole editions comes last, for those that fit the model.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from rubric_site.check import cells, editions, keywords, names, notes, order, reviews, source, sums
from rubric_site.check.data import of_kind, texts
from rubric_site.errors import Problem, stopping
from rubric_site.load import Document, Loaded


def check(loaded: Loaded, today: dt.date) -> list[Problem]:
    """Return every problem between the parts of a rubric.

    Args:
        loaded: The documents as read; those that do not fit the model are checked as far as they go.
        today: No review may be of a later day.
    """
    problems: list[Problem] = []
    if shared := loaded.shared.get("references"):
        problems += notes.documents(shared, today)
    else:
        problems += names.missing(loaded.folder, [*chain.from_iterable(loaded.editions.values())])
    if shared := loaded.shared.get("abbreviations"):
        problems += names.glossary(shared)
    for documents in loaded.editions.values():
        problems += _edition(documents, loaded.shared)
    for name, rubric in loaded.rubrics.items():
        documents = loaded.editions[name]
        problems += sums.check(rubric, documents)
        if name == str(rubric.edition.year):  # else it is asked first which year's documents notes may cite
            problems += notes.check(rubric, documents)
        problems += cells.check(rubric, documents)
        problems += reviews.check(rubric, documents, today)
        unlike = list(source.check(rubric, documents))
        problems += _elsewhere(unlike, [*loaded.problems, *problems])
        problems += [] if stopping(unlike) else sums.totals(rubric, documents[0])
        problems += _in_sound_files(reviews.stale(rubric, documents), problems)
    problems += editions.check(loaded, today)
    problems += keywords.thesaurus(loaded.shared.get("thesaurus"))
    return problems if stopping([*loaded.problems, *problems]) else [*problems, *editions.uncited(loaded)]


def _elsewhere(found: Iterable[Problem], known: Sequence[Problem]) -> Iterator[Problem]:
    """Yield what is found on lines that have no error yet: a typing error is reported once, by whoever knows more."""
    lines = {(problem.path, problem.line) for problem in known if not problem.warning}
    yield from (problem for problem in found if (problem.path, problem.line) not in lines)


def _in_sound_files(found: Iterable[Problem], known: Sequence[Problem]) -> list[Problem]:
    """Return what is found in files without an error: mending one would change the marks that are told there."""
    files = {problem.path for problem in stopping(known)}
    return [problem for problem in found if problem.path not in files]


def _edition(documents: list[Document], shared: Mapping[str, Document]) -> Iterator[Problem]:
    sections = of_kind(documents, "section")
    whole = bool(sections) and all(document.data is not None for document in (*documents, *shared.values()))
    yield from order.check(sections)
    yield from names.units(sections, next(iter(of_kind(documents, "units")), None), whole=whole)
    yield from names.titles(sections)
    yield from keywords.check(documents)
    for document in documents:
        found = texts(document.data)
        yield from names.references(document, shared.get("references"), found)
        yield from names.abbreviations(document, shared.get("abbreviations"), found)
