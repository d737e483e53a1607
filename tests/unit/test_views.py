"""What is worked out of a rubric for its pages: codes and addresses, sums and shares, who leads, which documents."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from rubric_site.model import Citation, Reference
from rubric_site.views import Site
from stage import BARE, WIDE, YEARS, newest


@pytest.fixture
def wide() -> Site:
    """A body whose table has all that tables may have."""
    return newest(WIDE)


@pytest.fixture
def years() -> Site:
    """The newer edition of a body that cites documents."""
    return newest(YEARS)


def test_a_section_has_its_rows_sums_and_addresses(wide: Site) -> None:
    """Groups of all levels with what stands below them; bonus and deduction add to no sum."""
    first, second, last = wide.sections
    assert (first.url, first.pdf, first.title) == ("linh-vuc/a/", "tai-ve/linh-vuc/a.pdf", "A. Phục vụ người dân")
    assert [
        (row.code, row.anchor, row.title, row.group.level, row.group.parent, row.count) for row in first.headings
    ] == [
        ("A.I", "a-i", "Tiếp nhận hồ sơ", 1, "A", 5),
        ("A.I.1", "a-i-1", "Giải quyết đúng hẹn", 2, "A.I", 4),
        ("A.I.1.2", "a-i-1-2", "Xin lỗi khi trễ hẹn", 3, "A.I.1", 3),
    ]
    assert [(view.count, view.points) for view in wide.sections] == [(6, Decimal(60)), (3, Decimal(40)), (0, Decimal())]
    assert [unit.id for unit in second.units] == ["kinh-te", "van-phong"]
    assert [(part.kind, len(part.entries), part.points) for part in last.extras] == [
        ("bonus", 2, 5),
        ("deduction", 1, None),
    ]
    assert [entry.counts for entry in last.entries] == [False] * 3
    assert last.entries[-1].worth == 0


def test_a_criterion_knows_where_it_stands_and_who_leads(wide: Site) -> None:
    """Its innermost group, its address, the leading unit and those beside one."""
    first, *_, last = wide.sections[0].entries
    assert (first.code, first.url, first.group and first.group.code) == ("A.I.1.1", "linh-vuc/a/#a-i-1-1", "A.I.1")
    assert last.group is None
    assert first.lead is not None
    assert first.lead.id == "mot-cua"
    assert [unit.id for unit in first.others(first.lead)] == ["van-phong"]
    assert last.lead is None


def test_a_row_that_differs_from_its_sum_is_known(wide: Site) -> None:
    """Only where the table gives a sum, of groups as of sections."""
    section = wide.sections[0]
    assert not section.differs
    assert not any(row.differs for row in section.headings)
    other = section.section.model_copy(update={"max_points": Decimal(61)})
    assert replace(section, section=other).differs
    heading = section.headings[0]
    group = heading.group.group.model_copy(update={"max_points": Decimal(41)})
    assert replace(heading, group=replace(heading.group, group=group)).differs


def test_a_unit_has_its_parts_and_files(wide: Site) -> None:
    """Its criteria by section, how many it shares and leads, and where its downloads stand."""
    office, *_ = wide.units
    assert wide.unit_by_id["van-phong"] == office.unit
    assert (office.count, office.shared_count, [entry.code for entry in office.led]) == (5, 3, ["C.2"])
    assert [(part.anchor, part.shared, part.points) for part in office.parts] == [
        ("muc-a", True, Decimal("50.625")),
        ("muc-c", True, 5),
        ("muc-d", False, 0),
    ]
    assert list(office.by_section) == ["A", "C", "D"]
    paths = (office.url, office.pdf, office.short_pdf, office.docx, office.short_docx, office.xlsx, office.ics)
    folder = "tai-ve/don-vi/van-phong"
    endings = (".pdf", "-gon.pdf", ".docx", "-gon.docx", ".xlsx", ".ics")
    assert paths == ("don-vi/van-phong/", *(f"{folder}{ending}" for ending in endings))
    alone = replace(wide, entries=tuple(entry for entry in wide.entries if len(entry.units) == 1))
    assert (wide.shares, alone.shares, wide.points_by_units) == (True, False, Decimal("149.125"))


def test_bars_and_shades_measure_points_or_criteria(wide: Site) -> None:
    """The longest bar is whole; a cell's shade is the fourth of the largest that it reaches, at least half a point."""
    bare = newest(BARE)
    assert [round(wide.share(view), 2) for view in wide.sections] == [100, Decimal("66.67"), 0]
    assert list(wide.steps) == [0, Decimal("12.5"), Decimal("25.5"), 38]
    assert [[wide.step(part) for part in unit.parts] for unit in wide.units] == [[4, 1, 1], [2, 4, 1], [4]]
    assert [bare.share(view) for view in bare.sections] == [100, 100]
    assert list(bare.steps) == [0, *[Decimal("0.5")] * 3]
    assert (bare.has_points, wide.has_points, bare.points_by_units) == (False, True, Decimal())
    nothing = replace(wide, sections=tuple(replace(view, entries=()) for view in wide.sections[:1]))
    assert nothing.share(nothing.sections[0]) == 0
    assert [(site.longest_code, site.longest_section) for site in (wide, bare)] == [(9, 1), (8, 2)]


def test_an_edition_has_pages_for_what_it_has(years: Site) -> None:
    """Units, documents, abbreviations, deadlines, process, questions and notes have pages where there are any."""
    most = ["tra-cuu/", "can-cu/", "tu-viet-tat/", "lich/", "ky-cham/", "hoi-dap/", "ra-soat/", "nguon/", "tai-ve/"]
    assert [url for url in years.addresses if "-vuc/" not in url and "-vi/" not in url] == ["", *most]
    bare = newest(BARE)
    assert bare.addresses == ("", "linh-vuc/", "linh-vuc/ac/", "linh-vuc/v1/", "tra-cuu/", "nguon/", "tai-ve/")
    assert (years.has_notes, years.has_deadlines, years.has_pitfalls) == (True, True, False)
    assert (bare.has_notes, bare.has_deadlines) == (False, False)
    assert years.name == "Sổ tay Chỉ số phục vụ xã Thử Nghiệm 2026"
    assert years.lasting("can-cu/") == "2026/can-cu/"


def document(kind: str, **said: object) -> Reference:
    """A document of a kind of which nothing else is known but what is given."""
    return Reference.model_validate({"type": kind, "title": "T", "issuer": "A", "verification": "seen"} | said)


def test_documents_stand_by_rank_and_age(years: Site) -> None:
    """The highest kind first, unknown ones last by name; in each the oldest first, without a day last."""
    known = {
        "z": document("Hướng dẫn"),
        "y": document("Công văn"),
        "new": document("Luật", date=dt.date(2020, 1, 1), number="2/2020"),
        "undated": document("Luật", number="1/2000"),
        "old": document("Luật", date=dt.date(2019, 1, 1), number="9/2019"),
        "same": document("Luật", date=dt.date(2020, 1, 1), number="1/2020"),
        "b": document("Hiến pháp"),
        "a": document("Hiến pháp"),
        "circular": document("Thông tư"),
    }
    site = replace(years, entries=(), rubric=replace(years.rubric, references=known))
    assert [(kind, [one.id for one in documents]) for kind, documents in site.cited_by_kind] == [
        ("Hiến pháp", ["a", "b"]),
        ("Luật", ["old", "same", "new", "undated"]),
        ("Thông tư", ["circular"]),
        ("Công văn", ["y"]),
        ("Hướng dẫn", ["z"]),
    ]


def test_what_came_after_the_year_is_shown_with_what_it_changed(years: Site) -> None:
    """What a note names itself first, then what follows of its documents, by day; nothing of the year itself."""
    entry = next(entry for entry in years.entries if entry.code == "A.2.3")
    note = entry.criterion.guidance
    assert note is not None
    known = {
        **years.rubric.references,
        "undated": document("Luật", amends=["quy-che-2026"], in_force={2026: False}),
        "late": document("Luật", amends=["quy-che-2026"], date=dt.date(2028, 1, 1)),
        "soon": document("Luật", amends=["quy-che-2024"], date=dt.date(2027, 1, 1)),
        "then": document("Luật", amends=["quy-che-2026"], date=dt.date(2026, 5, 1)),
        "named": document("Luật", amends=["quy-che-2026"], date=dt.date(2029, 1, 1)),
    }
    site = replace(years, rubric=replace(years.rubric, references=known))
    cited = {
        "references": (*note.references, Citation(id="quy-che-2024")),
        "later_references": (Citation(id="named"),),
    }
    criterion = entry.criterion.model_copy(update={"guidance": note.model_copy(update=cited)})
    assert [one.id for one in site.later(criterion)] == ["named", "soon", "late", "undated"]
    assert site.later(criterion.model_copy(update={"guidance": None})) == ()
    assert [entry.code for entry in years.cited["quy-che-2026"].entries] == ["A.1.1", "A.2.1", "A.2.3"]
    assert years.cited["quy-che-2024"].entries == ()


@pytest.mark.parametrize(
    ("said", "later", "applies"),
    [
        ({"date": dt.date(2027, 1, 1), "in_force": {2026: True}}, True, False),
        ({"date": dt.date(2026, 12, 31), "in_force": {2026: True}}, False, True),
        ({"effective": dt.date(2027, 1, 1)}, True, False),
        ({"in_force": {2026: False}}, True, False),
        ({"in_force": {2026: True}}, False, True),
        ({}, False, False),
    ],
)
def test_a_document_is_later_or_applied_in_the_year(
    years: Site, said: dict[str, object], *, later: bool, applies: bool
) -> None:
    """By its day, else by what is known of its force; what nobody knows is neither."""
    one = document("Luật", **said)
    assert (years.is_later(one), years.applies(one)) == (later, applies)
