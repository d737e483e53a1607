"""A criterion is found again in later editions, under whatever code it has there."""

from decimal import Decimal

from rubric_site import lineage
from rubric_site.model import Body, Criterion, Edition, Group, Rubric, Section, Source, Totals


def rubric(year: int, *criteria: Criterion) -> Rubric:
    """An edition of one section with one group that has the given criteria."""
    edition = Edition(
        year=year,
        index_name="Chỉ số thử",
        site_title="Sổ tay thử",
        body=Body(name="UBND xã Thử Nghiệm", area="xã Thử Nghiệm", place="Thử Nghiệm"),
        totals=Totals(criteria=len(criteria)),
        lead="Thử.",
        guidance_note="Thử.",
        source=Source(file="source.txt", title="BẢNG"),
    )
    group = Group(code="1", title="Nhóm", criteria=criteria)
    section = Section(code="I", title="Mục", label="Mục", items=(group,))
    return Rubric(edition, (), (section,), {}, {}, {}, {}, "")


def one(code: str, title: str, *formerly: str) -> Criterion:
    """A criterion."""
    return Criterion(code=code, title=title, points=Decimal(1), formerly=formerly)


OLD = rubric(2023, one("1.1", "Kế hoạch"), one("1.2", "Báo cáo"), one("1.3", "Kiểm tra"), one("1.4", "Tập huấn"))
MIDDLE = rubric(
    2024,
    one("1.1", "Kế hoạch  "),
    one("1.2", "Đào tạo"),
    one("1.3", "Báo cáo và kiểm tra", "I.1.2", "I.1.3"),
    one("1.4", "Khảo sát"),
)
NEW = rubric(2025, one("1.1", "Báo cáo", "I.1.3"), one("1.2", "Kiểm tra", "I.1.3"), one("1.3", "Kế hoạch", "I.1.1"))


def test_criteria_have_their_full_codes() -> None:
    """The full codes are those that pages and data show, in the order of the source."""
    assert list(lineage.criteria(OLD)) == ["I.1.1", "I.1.2", "I.1.3", "I.1.4"]
    assert lineage.criteria(OLD)["I.1.2"].title == "Báo cáo"


def test_same_code_and_title_is_the_same_criterion() -> None:
    """What says nothing of a forerunner is known by code and title together; a new title under an old code is new."""
    found = lineage.successors(OLD, MIDDLE)
    assert found["I.1.1"] == ("I.1.1",)
    assert found["I.1.4"] == ()


def test_merged_and_split_criteria_are_followed() -> None:
    """Merged criteria lead to the one that names them all, a split one to every part."""
    assert lineage.successors(OLD, MIDDLE)["I.1.2"] == lineage.successors(OLD, MIDDLE)["I.1.3"] == ("I.1.3",)
    assert lineage.successors(MIDDLE, NEW)["I.1.3"] == ("I.1.1", "I.1.2")


def test_a_named_forerunner_counts_more_than_a_code() -> None:
    """A criterion that names its forerunner is not the one whose code it took, were the title the same too."""
    newer = rubric(2024, one("1.1", "Kế hoạch", "I.1.2"))
    assert lineage.successors(OLD, newer) == {"I.1.1": (), "I.1.2": ("I.1.1",), "I.1.3": (), "I.1.4": ()}


def test_a_trace_leads_over_every_edition_to_the_newest() -> None:
    """Steps are chained, each code once; a criterion that was dropped on the way leads nowhere."""
    assert lineage.trace([OLD, MIDDLE, NEW]) == {
        2024: {"I.1.1": ("I.1.3",), "I.1.2": (), "I.1.3": ("I.1.1", "I.1.2"), "I.1.4": ()},
        2023: {"I.1.1": ("I.1.3",), "I.1.2": ("I.1.1", "I.1.2"), "I.1.3": ("I.1.1", "I.1.2"), "I.1.4": ()},
    }


def test_a_trace_leads_to_codes_that_only_the_newest_edition_has() -> None:
    """What a criterion became counts, whether or not the older edition had a row of that code."""
    newest = rubric(2025, one("1.9", "Kế hoạch và khảo sát", "I.1.1"))
    assert lineage.trace([OLD, MIDDLE, newest])[2023]["I.1.1"] == ("I.1.9",)


def test_a_single_edition_has_nothing_to_trace() -> None:
    """One edition is its own newest."""
    assert lineage.trace([NEW]) == {}
