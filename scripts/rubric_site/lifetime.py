"""Which legal document came after which, as references.yaml tells it at the later one."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rubric_site.model import Change, Reference


@dataclass(frozen=True)
class Relation:
    """What a later document does to an earlier one.

    Attributes:
        kind: `replaces`, `amends` or `ends`.
        later: The id of the later document.
        change: The earlier document, from when, which part.
    """

    kind: str
    later: str
    change: Change

    @property
    def whole(self) -> bool:
        """Whether nothing of the earlier document is left."""
        return self.kind != "amends" and self.change.part is None


def relations(references: Mapping[str, Reference]) -> Mapping[str, tuple[Relation, ...]]:
    """Return by the earlier document's id what later ones did to it."""
    found: dict[str, list[Relation]] = defaultdict(list)
    for later, reference in references.items():
        for kind in ("replaces", "amends", "ends"):
            for change in getattr(reference, kind):
                found[change.id].append(Relation(kind, later, change))
    return {earlier: tuple(sorted(those, key=lambda one: _when(one, references))) for earlier, those in found.items()}


def ends(references: Mapping[str, Reference]) -> Mapping[str, dt.date]:
    """Return by id from when on a document was no longer in force, where a later one tells the day."""
    found: dict[str, dt.date] = {}
    for earlier, those in relations(references).items():
        days = [day for one in those if one.whole and (day := _day(one, references))]
        if days:
            found[earlier] = min(days)
    return found


def later(names: Iterable[str], known: Mapping[str, tuple[Relation, ...]]) -> Iterator[str]:
    """Yield the documents that came after some, directly or not, without those that were themselves replaced.

    Args:
        names: The ids of the earlier ones.
        known: What `relations` says of all documents.
    """
    seen: dict[str, None] = {}
    waiting = list(names)
    while waiting:
        for one in known.get(waiting.pop(0), ()):
            if one.later not in seen:
                seen[one.later] = None
                waiting.append(one.later)
    for name in seen:
        if not any(one.whole and one.later in seen for one in known.get(name, ())):
            yield name


def _day(relation: Relation, references: Mapping[str, Reference]) -> dt.date | None:
    return relation.change.since or references[relation.later].effective


def _when(relation: Relation, references: Mapping[str, Reference]) -> str:
    return str(_day(relation, references) or references[relation.later].date or "9999")
