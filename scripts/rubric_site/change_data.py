"""What changed between two editions, as data for programs; a stable interface."""

from collections.abc import Iterable
from decimal import Decimal

from pydantic import Field

from rubric_site import fields
from rubric_site.changes.comparison import Comparison, Row, Step, UnitChanges
from rubric_site.changes.kinds import AnyChange, ChangeKind, Place, Side
from rubric_site.changes.likeness import perhaps
from rubric_site.changes.rows import row_code
from rubric_site.model import Kind, Part, Points, ScaleRow, Unit
from rubric_site.views import Entry, Site

Value = str | float | tuple[str | ScaleRow, ...] | None


class EditionData(Part):
    """Một ấn bản được so."""

    year: int = Field(description="Năm của ấn bản.")
    name: str = Field(description="Tên gọi của ấn bản.")
    criteria: int = Field(description="Số tiêu chí, không kể điểm cộng, điểm trừ.")
    points: Points | None = Field(description="Tổng điểm; null nếu bảng không chấm điểm.")


class CriterionData(Part):
    """Một tiêu chí trong ấn bản của nó."""

    code: str = Field(description="Mã đầy đủ trong ấn bản đó.")
    section: str = Field(description=fields.SECTION)
    title: str = Field(description=fields.TITLE)
    kind: Kind = Field(description="scored, bonus hoặc deduction.")
    points: Points | None = Field(description=fields.POINTS)
    units: tuple[str, ...] = Field(description=fields.UNITS)
    lead: str | None = Field(description=fields.LEAD)


class ChangeData(Part):
    """Một thay đổi."""

    change: ChangeKind = Field(
        description="added: mới; dropped: bỏ; merged: gộp; split: tách; moved: sang lĩnh vực hoặc nhóm khác; "
        "renumbered: đổi số; wording: đổi tên; points: đổi điểm; kind: đổi cách tính; scale: đổi thang điểm; "
        "units: đổi đơn vị phụ trách; lead: đổi đơn vị chủ trì.",
    )
    old: Value = Field(
        description="Trước: mã, tên, điểm, danh sách mã hoặc thang điểm, tùy loại thay đổi; null nếu biểu không ghi.",
    )
    new: Value = Field(description="Sau, cùng dạng với old.")


class StepData(Part):
    """Một tiêu chí qua hai ấn bản; nếu gộp hoặc tách thì gồm mọi tiêu chí liên quan."""

    older: tuple[CriterionData, ...] = Field(description="Ở ấn bản cũ; trống nếu tiêu chí mới.")
    newer: tuple[CriterionData, ...] = Field(description="Ở ấn bản mới; trống nếu tiêu chí bị bỏ.")
    changes: tuple[ChangeData, ...] = Field(description="Các thay đổi.")


class RowData(Part):
    """Dòng của một lĩnh vực hoặc nhóm có ở cả hai ấn bản."""

    older: str = Field(description="Mã đầy đủ ở ấn bản cũ.")
    newer: str = Field(description="Mã đầy đủ ở ấn bản mới.")
    changes: tuple[ChangeData, ...] = Field(description="Các thay đổi: wording, points hoặc units.")


class SectionData(Part):
    """Một lĩnh vực qua hai ấn bản."""

    older: str | None = Field(description="Số ở ấn bản cũ; null nếu lĩnh vực mới.")
    newer: str | None = Field(description="Số ở ấn bản mới; null nếu lĩnh vực bị bỏ.")


class UnitStepData(Part):
    """Một tiêu chí của một đơn vị; chỉ kể các tiêu chí của chính đơn vị đó."""

    older: tuple[str, ...] = Field(description="Mã ở ấn bản cũ; trống nếu đơn vị mới nhận.")
    newer: tuple[str, ...] = Field(description="Mã ở ấn bản mới; trống nếu đơn vị không còn phụ trách.")
    changes: tuple[ChangeData, ...] = Field(description="added: nhận thêm; dropped: thôi phụ trách; points; lead.")


class UnitData(Part):
    """Một đơn vị qua hai ấn bản, khi có thay đổi."""

    id: str = Field(description="Mã đơn vị.")
    older: str | None = Field(description="Tên đầy đủ ở ấn bản cũ; null nếu đơn vị mới.")
    newer: str | None = Field(description="Tên đầy đủ ở ấn bản mới; null nếu đơn vị không còn.")
    criteria: tuple[UnitStepData, ...] = Field(description="Các tiêu chí của đơn vị có thay đổi.")


class PairData(Part):
    """Một tiêu chí bị bỏ và một tiêu chí mới có thể là một."""

    older: str = Field(description="Mã ở ấn bản cũ.")
    newer: str = Field(description="Mã ở ấn bản mới.")
    likeness: int = Field(description="Mức giống nhau của hai tên, trên 100.")


class Report(Part):
    """Những gì thay đổi giữa hai ấn bản."""

    older: EditionData = Field(description="Ấn bản cũ.")
    newer: EditionData = Field(description="Ấn bản mới.")
    counts: dict[ChangeKind, int] = Field(description="Số tiêu chí có mỗi loại thay đổi; loại không có thì không ghi.")
    sections: tuple[SectionData, ...] = Field(description="Các lĩnh vực của hai ấn bản, đặt cạnh nhau.")
    rows: tuple[RowData, ...] = Field(description="Các dòng lĩnh vực và nhóm có thay đổi.")
    criteria: tuple[StepData, ...] = Field(
        description="Các tiêu chí có thay đổi: theo ấn bản mới, rồi đến những tiêu chí bị bỏ."
    )
    units: tuple[UnitData, ...] = Field(description="Các đơn vị có thay đổi; trống nếu biểu không ghi đơn vị.")
    perhaps: tuple[PairData, ...] = Field(description="Những cặp có thể là một, do tên giống nhau; cần người xem lại.")


def as_json(comparison: Comparison) -> str:
    """Return what changed as JSON; the keys are those of `Report`, a stable interface."""
    report = Report(
        older=_edition_data(comparison.older),
        newer=_edition_data(comparison.newer),
        counts=dict(comparison.counts),
        sections=tuple(
            SectionData(
                older=part.older.section.code if part.older else None,
                newer=part.newer.section.code if part.newer else None,
            )
            for part in comparison.sections
        ),
        rows=tuple(_row_data(row) for part in comparison.sections for row in part.rows),
        criteria=tuple(_step_data(step) for step in comparison.steps if step.changes),
        units=tuple(_unit_data(part) for part in comparison.units if part.differs),
        perhaps=tuple(
            PairData(older=pair.old.code, newer=pair.new.code, likeness=pair.likeness) for pair in perhaps(comparison)
        ),
    )
    return report.model_dump_json(indent=1) + "\n"


def described() -> Iterable[tuple[str, str]]:
    """Yield the keys of the JSON with what they mean, those of parts with the part's name before them."""
    parts: dict[str, type[Part]] = {
        "": Report,
        "older, newer": EditionData,
        "sections": SectionData,
        "rows": RowData,
        "criteria": StepData,
        "criteria.older, criteria.newer": CriterionData,
        "….changes": ChangeData,
        "units": UnitData,
        "units.criteria": UnitStepData,
        "perhaps": PairData,
    }
    for part, model in parts.items():
        for name, field in model.model_fields.items():
            yield f"{part}.{name}" if part else name, field.description or ""


def _edition_data(site: Site) -> EditionData:
    points = site.points if site.has_points else None
    return EditionData(year=site.edition.year, name=site.edition.name, criteria=site.count, points=points)


def _step_data(step: Step) -> StepData:
    older, newer = (tuple(_criterion_data(entry) for entry in side) for side in (step.older, step.newer))
    return StepData(older=older, newer=newer, changes=_changes_data(step.changes))


def _criterion_data(entry: Entry) -> CriterionData:
    criterion = entry.criterion
    return CriterionData(
        code=entry.code,
        section=entry.section.code,
        title=criterion.title,
        kind=criterion.kind,
        points=criterion.points,
        units=criterion.units,
        lead=criterion.lead,
    )


def _row_data(row: Row) -> RowData:
    return RowData(older=row_code(row.older), newer=row_code(row.newer), changes=_changes_data(row.changes))


def _unit_data(part: UnitChanges) -> UnitData:
    older, newer = (view.unit.full_name if view else None for view in (part.older, part.newer))
    steps = (
        UnitStepData(older=_codes_of(step.older), newer=_codes_of(step.newer), changes=_changes_data(step.changes))
        for step in part.steps
    )
    return UnitData(id=part.unit.id, older=older, newer=newer, criteria=tuple(steps))


def _codes_of(side: Side) -> tuple[str, ...]:
    return tuple(entry.code for entry in side)


def _changes_data(changes: Iterable[AnyChange]) -> tuple[ChangeData, ...]:
    return tuple(ChangeData(change=change.kind, old=_value(change.old), new=_value(change.new)) for change in changes)


def _value(value: str | Decimal | Unit | tuple[Entry | Place | Unit | ScaleRow, ...] | None) -> Value:
    """Return what was or is as plain data: criteria, places and units by their codes and ids."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return tuple(part if isinstance(part, ScaleRow) else _id(part) for part in value)
    return value.id if isinstance(value, Unit) else value


def _id(part: Entry | Place | Unit) -> str:
    return part.id if isinstance(part, Unit) else part.code
