"""How changes between editions are said in Vietnamese, the same on pages and in the terminal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import singledispatch

from rubric_site.changes.comparison import Comparison, Row, Step, UnitChanges
from rubric_site.changes.kinds import (
    Added,
    AnyChange,
    ChangeKind,
    Dropped,
    KindOfCriterion,
    Lead,
    Merged,
    Moved,
    Points,
    Renumbered,
    Scale,
    Side,
    Split,
    Units,
    Wording,
)
from rubric_site.changes.words import Piece, marked
from rubric_site.model import ScaleRow, Terms
from rubric_site.text import capital, points, score, unit_names
from rubric_site.views import Entry, Heading, Site

KINDS: Mapping[str, str] = {"scored": "tính vào tổng", "bonus": "điểm cộng", "deduction": "điểm trừ"}
NOTHING = "không ghi"
"""What is said of a table that gives no points or names no lead."""

OLD, NEW = ("[-", "-]"), ("{+", "+}")
"""How words are marked where there is no HTML."""


@dataclass(frozen=True)
class Said:
    """A change in words: what changed, and how."""

    label: str
    pieces: tuple[Piece, ...]

    def __str__(self) -> str:
        """Return the change as plain text."""
        return f"{self.label}: {plain(self.pieces)}"


def plain(pieces: Iterable[Piece]) -> str:
    """Return marked text without HTML: `[-cũ-]{+mới+}`."""
    marks = {"same": ("", ""), "old": OLD, "new": NEW}
    return "".join(f"{marks[mark][0]}{text}{marks[mark][1]}" for mark, text in pieces)


def edition(site: Site) -> str:
    """Return what an edition is called in a sentence: by its year, or by its label where it has one."""
    return f"năm {site.edition.year}" if site.edition.label is None else f"ấn bản {site.edition.label}"


def heading(comparison: Comparison) -> str:
    """Return the title of a page of changes."""
    return f"Thay đổi {edition(comparison.newer)} so với {edition(comparison.older)}"


def names(terms: Terms) -> Mapping[ChangeKind, str]:
    """Return the kinds of changes as they are counted: “3 tiêu chí mới”, then “2 bỏ”."""
    return {
        ChangeKind.ADDED: f"{terms.criterion} mới",
        ChangeKind.DROPPED: "bỏ",
        ChangeKind.MERGED: "gộp",
        ChangeKind.SPLIT: "tách",
        ChangeKind.MOVED: "chuyển chỗ",
        ChangeKind.RENUMBERED: "đổi số",
        ChangeKind.WORDING: "đổi tên",
        ChangeKind.POINTS: f"đổi {terms.points}",
        ChangeKind.KIND: "đổi cách tính",
        ChangeKind.SCALE: f"đổi thang {terms.points}",
        ChangeKind.UNITS: f"đổi {terms.unit} phụ trách",
        ChangeKind.LEAD: f"đổi {terms.unit} chủ trì",
    }


def summary(comparison: Comparison) -> str:
    """Return how many criteria have which kind of change, in one sentence without its full stop."""
    start = f"{capital(edition(comparison.newer))} so với {edition(comparison.older)}"
    same = sum(1 for step in comparison.steps if not step.changes)
    parts = [f"{count} {label}" for label, count in counts(comparison)]
    return f"{start}: {', '.join([*parts, f'{same} như cũ'])}"


def counts(comparison: Comparison) -> list[tuple[str, int]]:
    """Return the same as label and number."""
    said = names(comparison.newer.terms)
    return [(said[kind], count) for kind, count in comparison.counts.items()]


def row_name(row: Row) -> str:
    """Return what the row of a section or of a group is called: its code and its name now."""
    return f"{row.newer.group.code}. {row.newer.group.title}" if isinstance(row.newer, Heading) else row.newer.title


def facts(site: Site, entry: Entry) -> str:
    """Return the points and the units of a criterion: “1,50 điểm; Văn phòng (chủ trì), Kinh tế”."""
    return "; ".join(part for part in (worth(site, entry), unit_names(entry.units, entry.lead)) if part)


def worth(site: Site, entry: Entry) -> str:
    """Return the points of a criterion with their word; nothing where the table gives none."""
    if not site.has_points or not score(entry.criterion):
        return ""
    return f"{score(entry.criterion)} {site.terms.points}"


SHOWN = (ChangeKind.ADDED, ChangeKind.DROPPED, ChangeKind.RENUMBERED, ChangeKind.WORDING)
"""What needs no words where a criterion stands with both its codes and its marked title."""


def title(step: Step) -> tuple[Piece, ...]:
    """Return the title of a criterion, words marked that are new or gone; of one that was split the older title."""
    for change in step.changes:
        if isinstance(change, Wording):
            return marked(change.old, change.new)
    side = step.older if step.kinds and step.kinds[0] == ChangeKind.SPLIT else step.newer or step.older
    return (Piece("same", "; ".join(entry.criterion.title for entry in side)),)


def details(step: Step, comparison: Comparison) -> list[Said]:
    """Return what else changed about a criterion that stands with both its codes and its title."""
    return [say(change, comparison) for change in step.changes if change.kind not in SHOWN]


def before(entry: Entry, step: Step, comparison: Comparison) -> str:
    """Return what to say of a criterion's forerunner: its points, and its units where they were others.

    Args:
        entry: The forerunner, in the older edition.
        step: What became of it.
        comparison: What the step is part of.
    """
    others = {ChangeKind.UNITS, ChangeKind.LEAD} & set(step.kinds)
    said = [
        worth(comparison.older, entry) if comparison.scored else "",
        unit_names(entry.units, entry.lead) if others else "",
    ]
    return "; ".join(part for part in said if part)


def for_unit_in_short(part: UnitChanges, comparison: Comparison) -> str:
    """Return how much changed for a unit, without a full stop."""
    if part.older is None:
        return f"{comparison.newer.terms.unit} mới"
    kept = [step for step in part.steps if step.older and step.newer]
    found = (
        ("nhận thêm", part.of(ChangeKind.ADDED)),
        ("thôi phụ trách", part.of(ChangeKind.DROPPED)),
        ("thay đổi", kept),
    )
    said = [f"{label} {len(steps)} {comparison.newer.terms.criterion}" for label, steps in found if steps]
    return ", ".join([*said, *(["đổi tên"] if part.renamed else [])])


def for_unit(step: Step, comparison: Comparison) -> list[Said]:
    """Return what changed about a criterion that a unit has kept: its points, and whether the unit leads."""
    return [
        _said("vai trò", "nay chủ trì" if change.new else "thôi chủ trì")
        if isinstance(change, Lead)
        else say(change, comparison)
        for change in step.changes
    ]


@singledispatch
def say(change: AnyChange, comparison: Comparison) -> Said:
    """Return a change in words: what changed, and how.

    Args:
        change: The change, whose class decides.
        comparison: What it is part of, for the words of each edition.

    Raises:
        NotImplementedError: If nobody has written words for its class.
    """
    raise NotImplementedError(type(change), comparison)


@say.register
def _(change: Added, comparison: Comparison) -> Said:
    return _said("mới", _listed(comparison.newer, change.new))


@say.register
def _(change: Dropped, comparison: Comparison) -> Said:
    return _said("bỏ", _listed(comparison.older, change.old))


@say.register
def _(change: Merged, comparison: Comparison) -> Said:
    return _said("gộp từ", _listed(comparison.older, change.old))


@say.register
def _(change: Split, comparison: Comparison) -> Said:
    return _said("tách thành", _listed(comparison.newer, change.new))


@say.register
def _(change: Moved, _comparison: Comparison) -> Said:
    old, new = (f"“{places[-1].code}. {places[-1].label}”" for places in (change.old, change.new))
    return _said("chuyển", f"từ {old} sang {new}")


@say.register
def _(change: Renumbered, _comparison: Comparison) -> Said:
    return _said("đổi số", f"{change.old} thành {change.new}")


@say.register
def _(change: Wording, _comparison: Comparison) -> Said:
    return Said("tên", marked(change.old, change.new))


@say.register
def _(change: Points, comparison: Comparison) -> Said:
    old, new = (NOTHING if value is None else points(value) for value in (change.old, change.new))
    return _said(comparison.newer.terms.points, f"{old} thành {new}")


@say.register
def _(change: KindOfCriterion, _comparison: Comparison) -> Said:
    return _said("cách tính", f"{KINDS[change.old]} thành {KINDS[change.new]}")


@say.register
def _(change: Scale, comparison: Comparison) -> Said:
    return Said(f"thang {comparison.newer.terms.points}", marked(_steps(change.old), _steps(change.new)))


@say.register
def _(change: Units, comparison: Comparison) -> Said:
    came = [f"thêm {unit_names(change.gained)}"] if change.gained else []
    went = [f"bớt {unit_names(change.lost)}"] if change.lost else []
    return _said(f"{comparison.newer.terms.unit} phụ trách", "; ".join([*came, *went]))


@say.register
def _(change: Lead, _comparison: Comparison) -> Said:
    old, new = (unit.name if unit else NOTHING for unit in (change.old, change.new))
    return _said("chủ trì", f"{old} thành {new}")


def _said(label: str, text: str) -> Said:
    return Said(label, (Piece("same", text),))


def _listed(site: Site, side: Side) -> str:
    """Return some criteria with their points and units."""
    return "; ".join(
        " ".join([entry.code, entry.criterion.title, _bracket(facts(site, entry))]).strip() for entry in side
    )


def _bracket(text: str) -> str:
    return f"({text})" if text else ""


def _steps(scale: Iterable[ScaleRow]) -> str:
    return "; ".join(f"{row.condition}: {points(row.points)}" for row in scale)
