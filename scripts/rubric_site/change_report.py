"""What changed between two editions, as text for the terminal."""

from collections.abc import Iterator

from rubric_site import change_text
from rubric_site.changes.comparison import Comparison, SectionChanges, Step, UnitChanges
from rubric_site.changes.kinds import ChangeKind
from rubric_site.changes.likeness import perhaps
from rubric_site.text import capital, sums


def as_text(comparison: Comparison) -> str:
    """Return what changed in lines: in one sentence, by section, by unit, and what may be one criterion."""
    blocks = [_head(comparison)]
    blocks += [_section(part, comparison) for part in comparison.sections if part.differs]
    blocks += [_unit(part, comparison) for part in comparison.units if part.differs]
    blocks += [_perhaps(comparison)]
    return "\n\n".join("\n".join(lines) for lines in map(list, blocks) if lines) + "\n"


def _head(comparison: Comparison) -> Iterator[str]:
    yield f"{change_text.summary(comparison)}."
    for site in (comparison.older, comparison.newer):
        yield f"{capital(change_text.edition(site))}: {sums(site, site)}."


def _section(part: SectionChanges, comparison: Comparison) -> Iterator[str]:
    yield part.view.title + ("" if part.newer and part.older else " (mới)" if part.newer else " (bỏ)")
    for row in part.rows:
        yield f"  {change_text.row_name(row)}"
        yield from (f"      {change_text.say(change, comparison)}" for change in row.changes)
    for step in part.steps:
        yield f"  {_line(step, comparison)}"
        yield from (f"      {said}" for said in change_text.details(step, comparison))
    for step in part.left:
        yield f"  chuyển đi: {_codes(step)} {_titles(step)}"


def _line(step: Step, comparison: Comparison) -> str:
    """Return a criterion's line: new and dropped ones with all that there is to say, others with both codes."""
    if not (step.newer and step.older):
        return str(change_text.say(step.changes[0], comparison))
    note = " (chỉ đổi số)" if step.kinds == (ChangeKind.RENUMBERED,) else ""
    return f"{_codes(step)} {change_text.plain(change_text.title(step))}{note}"


def _codes(step: Step) -> str:
    sides = [", ".join(entry.code for entry in side) for side in (step.older, step.newer) if side]
    return " → ".join(dict.fromkeys(sides))


def _titles(step: Step) -> str:
    return "; ".join(entry.criterion.title for entry in step.newer or step.older)


def _unit(part: UnitChanges, comparison: Comparison) -> Iterator[str]:
    yield part.unit.full_name + ("" if part.newer and part.older else " (mới)" if part.newer else " (không còn)")
    if part.renamed and part.older:
        yield f"  trước: {part.older.unit.name}, {part.older.unit.full_name}"
    for kind, label in ((ChangeKind.ADDED, "nhận"), (ChangeKind.DROPPED, "thôi")):
        yield from (f"  {label}: {_codes(step)} {_titles(step)}" for step in part.of(kind))
    for step in part.steps:
        if step.older and step.newer:
            said = "; ".join(str(said) for said in change_text.for_unit(step, comparison))
            yield f"  {_codes(step)} {_titles(step)}: {said}"


def _perhaps(comparison: Comparison) -> Iterator[str]:
    pairs = perhaps(comparison)
    if pairs:
        yield f"Có thể là một; nếu đúng, ghi formerly vào tiêu chí của {change_text.edition(comparison.newer)}:"
    for pair in pairs:
        yield f"  {pair.old.code} {pair.old.criterion.title} → {pair.new.code} {pair.new.criterion.title}"
