"""The rubric as open data: CSV and JSON with the same names, and the JSON Schema; a stable interface."""

import csv
import io
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import Field, TypeAdapter

from rubric_site import addresses, agenda, fields
from rubric_site.model import (
    Abbreviation,
    Action,
    Basis,
    Citation,
    Code,
    Deadline,
    Edition,
    Kind,
    Part,
    Points,
    Reference,
    RelatedMeasure,
    Review,
    ScaleRow,
    Scoring,
    Text,
    Unit,
    exact,
)
from rubric_site.text import within
from rubric_site.views import Entry, Site

NAMES = uuid.UUID("8a1f3c52-6d0e-5b7a-9c41-2f6e0d9b7a13")
"""The names that data and schema get as UUID are made within this one."""

VERSION = 12
"""How many digits of the rubric's fingerprint tell a version."""

LIST = "\n"
"""What separates several texts in one cell of the CSV; ids are separated by `;`."""


class SectionRow(Part):
    """Một lĩnh vực."""

    code: Code = Field(description="Số của lĩnh vực: III.")
    title: Text = Field(description=fields.TITLE)
    label: Text = Field(description="Tên ngắn.")
    max_points: Points | None = Field(description="Điểm biểu ghi ở dòng lĩnh vực; null nếu biểu không ghi.")
    units: tuple[str, ...] = Field(description="Mã đơn vị biểu ghi ở dòng lĩnh vực.")
    note: Text | None = Field(description="Lời dẫn.")


class GroupRow(Part):
    """Một nhóm tiêu chí."""

    code: str = Field(description="Mã đầy đủ của nhóm: III.4.")
    section: Code = Field(description=fields.SECTION)
    title: Text = Field(description=fields.TITLE)
    units: tuple[str, ...] = Field(description="Mã đơn vị biểu ghi ở dòng nhóm.")
    level: int = Field(description="Cấp của nhóm: 1 nếu đứng ngay trong lĩnh vực.")
    parent: str = Field(description="Mã đầy đủ của nhóm hoặc lĩnh vực chứa nhóm này.")
    max_points: Points | None = Field(description="Điểm biểu ghi ở dòng nhóm; null nếu biểu không ghi.")


CONFIDENCE = {"checked": "medium", "seen": "medium", "unchecked": "low"}
"""The older key `confidence`, worked out from `basis`: nothing is `high` while the way of scoring is not known."""


class OlderConfidence(Part):
    """Mức tin cậy, khóa cũ suy từ basis và scoring_status."""

    level: str = Field(
        description="high: đã đối chiếu điều khoản và biết cách chấm; low: chưa đối chiếu; còn lại medium."
    )
    reason: Text = Field(description="Như basis.reason.")


class GuidanceRow(Part):
    """Ghi chú hướng dẫn của một tiêu chí."""

    what: Text = Field(description="Tiêu chí đo điều gì.")
    actions: tuple[Text, ...] = Field(
        description="Việc cần làm, mỗi việc một dòng; có phần của năm thì ghi ở đầu dòng."
    )
    evidence: tuple[Text, ...] = Field(description="Hồ sơ minh chứng.")
    deadlines: tuple[Deadline, ...] = Field(description="Thời hạn.")
    related_measure: RelatedMeasure | None = Field(description="Cách đo của bộ chỉ số khác để đối chiếu.")
    references: tuple[str, ...] = Field(description="Mã văn bản căn cứ.")
    later_references: tuple[str, ...] = Field(description="Mã văn bản về sau, cả những văn bản suy từ references.")
    confidence: OlderConfidence = Field(description="Khóa cũ, giữ cho phần mềm đã dùng; nay suy từ basis.")
    review: Review = Field(description="Tình trạng rà soát.")
    basis: Basis = Field(description="Căn cứ pháp lý đã được đối chiếu đến đâu.")
    scoring_status: Scoring | None = Field(description="Cách chấm đã biết đến đâu; của riêng tiêu chí hoặc của ấn bản.")
    citations: tuple[Citation, ...] = Field(description="Như references, kèm điều, khoản và phần của năm.")
    steps: tuple[Action, ...] = Field(description="Như actions, phần của năm ghi riêng.")
    pitfalls: tuple[Text, ...] = Field(description="Dễ sót, mỗi ý một dòng.")


class CriterionRow(Part):
    """Một tiêu chí."""

    code: str = Field(description="Mã đầy đủ, không đổi trong ấn bản: III.4.2.")
    section: Code = Field(description=fields.SECTION)
    group: str | None = Field(description="Mã của nhóm gần nhất; null nếu tiêu chí đứng riêng.")
    title: Text = Field(description=fields.TITLE)
    points: Points | None = Field(description=fields.POINTS)
    units: tuple[str, ...] = Field(description=fields.UNITS)
    page: str = Field(description="Địa chỉ trên trang web, tính từ trang chủ.")
    guidance: GuidanceRow | None = Field(description="Ghi chú hướng dẫn.")
    kind: Kind = Field(description="scored: tính vào tổng; bonus: điểm cộng; deduction: điểm trừ.")
    lead: str | None = Field(description=fields.LEAD)
    scale: tuple[ScaleRow, ...] = Field(description="Thang điểm biểu ghi dưới tiêu chí.")
    formerly: tuple[str, ...] = Field(description="Mã đầy đủ của tiêu chí ở ấn bản liền trước.")


class Dataset(Part):
    """Bộ tiêu chí của một ấn bản, dữ liệu mở."""

    schema_file: str = Field(
        default=addresses.beside(addresses.JSON_SCHEMA), alias="$schema", description="Tệp JSON Schema mô tả tệp này."
    )
    id: str = Field(description="Tên định danh của bộ dữ liệu, không đổi trong ấn bản.")
    version: str = Field(description="Dấu của nội dung: nội dung đổi thì dấu đổi.")
    edition: Edition = Field(description="Thông tin chung của ấn bản.")
    units: tuple[Unit, ...] = Field(description="Các đơn vị phụ trách.")
    sections: tuple[SectionRow, ...] = Field(description="Các lĩnh vực, theo thứ tự của biểu.")
    groups: tuple[GroupRow, ...] = Field(description="Các nhóm tiêu chí, theo thứ tự của biểu.")
    criteria: Iterable[CriterionRow] = Field(description="Các tiêu chí, theo thứ tự của biểu.")
    references: dict[str, Reference] = Field(description="Các văn bản được viện dẫn, theo mã.")
    abbreviations: dict[str, Abbreviation] = Field(description="Các chữ viết tắt.")


COLUMNS = {
    "code": "Mã đầy đủ của tiêu chí, không đổi trong ấn bản: III.4.2",
    "section": "Số của lĩnh vực: III",
    "section_label": "Tên ngắn của lĩnh vực",
    "group": "Mã của nhóm gần nhất: III.4; trống nếu tiêu chí đứng riêng",
    "group_title": "Tên nhóm",
    "title": "Tên tiêu chí, đúng như trong biểu",
    "points": "Điểm tối đa, ít nhất hai chữ số sau dấu chấm: 0.75; trống nếu biểu không ghi",
    "units": "Mã các đơn vị phụ trách, cách nhau bằng dấu chấm phẩy",
    "unit_names": "Tên đầy đủ của các đơn vị, cùng thứ tự, mỗi tên một dòng",
    "what": "Tiêu chí đo điều gì",
    "actions": "Việc cần làm, mỗi việc một dòng",
    "evidence": "Hồ sơ minh chứng, mỗi loại một dòng",
    "deadlines": "Thời hạn, mỗi thời hạn một dòng",
    "references": "Mã các văn bản căn cứ, cách nhau bằng dấu chấm phẩy",
    "later_references": "Mã các văn bản ban hành sau năm của ấn bản",
    "confidence": "Cột cũ, suy từ basis: low nếu unchecked, high nếu checked và biết cách chấm, còn lại medium",
    "review": "Tình trạng rà soát: draft hoặc reviewed",
    "page": "Địa chỉ trên trang web, tính từ trang chủ: linh-vuc/iii/#iii-4-2",
    "kind": "scored: tính vào tổng; bonus: điểm cộng; deduction: điểm trừ",
    "lead": "Mã đơn vị chủ trì, nếu biểu ghi",
    "scale": "Thang điểm, mỗi mức một dòng: điều kiện, dấu hai chấm, điểm",
    "formerly": "Mã đầy đủ của tiêu chí ở ấn bản liền trước, cách nhau bằng dấu chấm phẩy",
    "basis": "Căn cứ pháp lý của ghi chú: checked (đã đối chiếu điều khoản), seen (mới thấy số và tên) hoặc unchecked",
    "scoring": "Cách chấm: known (đã biết), partial (biết một phần) hoặc unknown (chưa tìm thấy)",
    "places": "Điều, khoản của các văn bản căn cứ, mỗi văn bản một dòng: mã, dấu hai chấm, điều khoản",
    "pitfalls": "Dễ sót, mỗi ý một dòng",
    "due": "Ngày đến hạn trong lịch, mỗi ngày một dòng: năm-tháng-ngày",
}
"""The columns of the CSV with what they mean; new ones are only ever added at the end."""


def identifier(site: Site) -> str:
    """Return what a dataset is called wherever it stands and whatever changes in it."""
    edition = site.edition
    return uuid.uuid5(NAMES, f"{edition.body.name}\n{edition.index_name}\n{edition.year}").urn


def named(schema: Mapping[str, Any]) -> str:
    """Return what a JSON Schema is called: another one has another name."""
    return uuid.uuid5(NAMES, json.dumps(schema, sort_keys=True)).urn


def version(site: Site) -> str:
    """Return what tells this state of the data from every other."""
    return site.rubric.fingerprint[:VERSION]


def as_json(site: Site) -> bytes:
    """Return the whole rubric as JSON."""
    rubric = site.rubric
    dataset = Dataset(
        id=identifier(site),
        version=version(site),
        edition=site.edition,
        units=rubric.units,
        sections=tuple(
            SectionRow(**{name: getattr(view.section, name) for name in SectionRow.model_fields})
            for view in site.sections
        ),
        groups=tuple(_groups(site)),
        criteria=(_criterion(site, entry) for entry in site.entries),
        references=dict(rubric.references),
        abbreviations=dict(rubric.abbreviations),
    )
    return TypeAdapter(Dataset).dump_json(dataset, by_alias=True, indent=1) + b"\n"  # bytes at once, never a text


@cache
def schema() -> bytes:
    """Return the JSON Schema of `as_json`."""
    described = Dataset.model_json_schema(mode="serialization")
    data = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": named(described)} | described
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def keys() -> dict[str, dict[str, str]]:
    """Return the keys of the JSON with what they mean: of the whole, and of those parts that are not as in the YAML."""
    parts: dict[str, type[Part]] = {"": Dataset, "sections": SectionRow, "groups": GroupRow, "criteria": CriterionRow}
    return {
        part: {field.alias or name: field.description or "" for name, field in model.model_fields.items()}
        for part, model in parts.items()
    }


def as_csv(site: Site) -> bytes:
    """Return the criteria as CSV: RFC 4180, and with a byte order mark, by which Excel knows that it is UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(site, entry) for entry in site.entries)
    return text.getvalue().encode("utf-8-sig")


def _groups(site: Site) -> Iterator[GroupRow]:
    for view in site.sections:
        for group in (heading.group for heading in view.headings):
            yield GroupRow(
                code=group.code,
                section=view.section.code,
                title=group.title,
                units=group.group.units,
                level=group.level,
                parent=group.parent,
                max_points=group.group.max_points,
            )


def _criterion(site: Site, entry: Entry) -> CriterionRow:
    criterion = entry.criterion
    return CriterionRow(
        code=entry.code,
        section=entry.section.code,
        group=entry.group.code if entry.group else None,
        title=criterion.title,
        points=entry.points,
        units=criterion.units,
        page=site.from_root(entry.url),
        guidance=_guidance(site, entry),
        kind=criterion.kind,
        lead=criterion.lead,
        scale=criterion.scale,
        formerly=criterion.formerly,
    )


def _guidance(site: Site, entry: Entry) -> GuidanceRow | None:
    note = entry.criterion.guidance
    if note is None:
        return None
    scoring = note.scoring_status or site.edition.scoring_status
    return GuidanceRow(
        what=note.what,
        actions=tuple(within(action, action.text) for action in note.actions),
        evidence=note.evidence,
        deadlines=note.deadlines,
        related_measure=note.related_measure,
        references=tuple(citation.id for citation in note.references),
        later_references=tuple(citation.id for citation in site.later(entry.criterion)),
        confidence=OlderConfidence(level=_confidence(note.basis, scoring), reason=note.basis.reason),
        review=note.review,
        basis=note.basis,
        scoring_status=scoring,
        citations=note.references,
        steps=note.actions,
        pitfalls=note.pitfalls,
    )


def _confidence(basis: Basis, scoring: Scoring | None) -> str:
    sure = basis.status == "checked" and scoring is not None and scoring.status == "known"
    return "high" if sure else CONFIDENCE[basis.status]


def _cells(site: Site, entry: Entry) -> Iterable[str]:
    """Return a criterion's cells in the order of the columns."""
    criterion, note = entry.criterion, _guidance(site, entry)
    yield from (entry.code, entry.section.code, entry.section.label)
    yield from (entry.group.code, entry.group.title) if entry.group else ("", "")
    yield from (criterion.title, "" if entry.points is None else exact(entry.points), ";".join(criterion.units))
    yield LIST.join(unit.full_name for unit in entry.units)
    if note:
        yield from (note.what, LIST.join(note.actions), LIST.join(note.evidence))
        yield LIST.join(deadline.text for deadline in note.deadlines)
        yield from (";".join(note.references), ";".join(note.later_references))
        yield from (note.confidence.level, note.review.status)
    else:
        yield from [""] * 8
    yield from (site.from_root(entry.url), criterion.kind, criterion.lead or "")
    yield LIST.join(f"{row.condition}: {exact(row.points)}" for row in criterion.scale)
    yield ";".join(criterion.formerly)
    if note:
        yield from (note.basis.status, note.scoring_status.status if note.scoring_status else "")
        yield LIST.join(f"{citation.id}: {citation.at}" for citation in note.citations if citation.at)
        yield LIST.join(note.pitfalls)
        yield LIST.join(str(event.date) for event in agenda.events(site, entry))
    else:
        yield from [""] * 5
