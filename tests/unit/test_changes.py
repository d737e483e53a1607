"""What changed between two editions: each kind of change, and that nothing is told that did not change."""

import json
import os
import re
import shutil
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import diff_editions
import pytest
from rubric_site import change_data, change_report, change_text, changes, editions, frame, lineage, load, render, views
from rubric_site.changes.comparison import Comparison, Step
from rubric_site.changes.kinds import AnyChange, ChangeKind
from rubric_site.changes.words import marked
from rubric_site.model import (
    Body,
    Criterion,
    Edition,
    Group,
    Item,
    Points,
    Rubric,
    ScaleRow,
    Section,
    Source,
    Totals,
    Unit,
)

TWO_YEARS = Path(__file__).parents[1] / "rubrics/two-years"
GOLDEN = Path(__file__).parents[1] / "golden/thay-doi.txt"
UNITS = tuple(Unit(id=name, name=name.upper(), full_name=f"Phòng {name.upper()}", verified=True) for name in "abc")


def one(code: str, title: str = "Lập kế hoạch", points: str | None = "1", **more: object) -> Criterion:
    """A criterion of unit a."""
    return Criterion.model_validate({"code": code, "title": title, "points": points, "units": ["a"]} | more)


def section(*items: Item, code: str = "I", title: str = "CHỈ ĐẠO", max_points: Points | None = None) -> Section:
    """A section."""
    return Section(code=code, title=title, label=title.capitalize(), items=items, max_points=max_points)


def group(*items: Item, code: str = "1", title: str = "Kế hoạch", **more: object) -> Group:
    """A group."""
    return Group.model_validate({"code": code, "title": title, "criteria": items} | more)


def rubric(year: int, *sections: Section, scored: bool = True, units: Sequence[Unit] = UNITS) -> Rubric:
    """An edition."""
    edition = Edition(
        year=year,
        index_name="Chỉ số thử",
        site_title="Sổ tay thử",
        body=Body(name="UBND xã Thử Nghiệm", area="xã Thử Nghiệm", place="Thử Nghiệm"),
        totals=Totals(criteria=1, points=Decimal(1) if scored else None),
        lead="Thử.",
        guidance_note="Thử.",
        source=Source(file="source.txt", title="BẢNG"),
    )
    files = dict.fromkeys(("edition", "units", *(part.code for part in sections)), "thu.yaml")
    return Rubric(edition, tuple(units), sections, {}, {}, {}, files, "")


def compare(older: Rubric, newer: Rubric) -> Comparison:
    """What changed between two editions next to each other."""
    return changes.compare(views.build(older), views.build(newer), lineage.successors(older, newer))


def between(old: Sequence[Item], new: Sequence[Item]) -> Comparison:
    """What changed in an edition's only section."""
    return compare(rubric(2025, section(*old)), rubric(2026, section(*new)))


def codes(step: Step) -> tuple[list[str], list[str]]:
    """The codes of a step in both editions."""
    return [entry.code for entry in step.older], [entry.code for entry in step.newer]


def changed(comparison: Comparison) -> list[tuple[list[str], list[str], list[str]]]:
    """The codes of the criteria that are not as they were, with the kinds of their changes."""
    return [(*codes(step), [str(kind) for kind in step.kinds]) for step in comparison.steps if step.changes]


def only(comparison: Comparison) -> AnyChange:
    """The one change that there is."""
    (change,) = [change for step in comparison.steps for change in step.changes]
    return change


def said(comparison: Comparison) -> list[str]:
    """Every change in words."""
    return [str(change_text.say(change, comparison)) for step in comparison.steps for change in step.changes]


# --- Each kind of change ----------------------------------------------------------------------------------------------


def test_a_new_and_a_dropped_criterion() -> None:
    """What only the newer edition has is new, what only the older has is dropped."""
    comparison = between([one("1"), one("2", "Báo cáo")], [one("1"), one("3", "Kiểm tra", "0.5")])
    assert changed(comparison) == [([], ["I.3"], ["added"]), (["I.2"], [], ["dropped"])]
    assert said(comparison) == ["mới: I.3 Kiểm tra (0,50 điểm; A)", "bỏ: I.2 Báo cáo (1,00 điểm; A)"]


def test_a_strongly_different_title_under_the_same_code_is_not_guessed() -> None:
    """The same code with another title and without `formerly` is one dropped and one new criterion."""
    comparison = between([one("1", "Lập kế hoạch")], [one("1", "Chấm công điện tử")])
    assert changed(comparison) == [([], ["I.1"], ["added"]), (["I.1"], [], ["dropped"])]


def test_a_renumbered_criterion() -> None:
    """Another code in the same place, and nothing else."""
    comparison = between([one("1")], [one("2", formerly="I.1")])
    assert changed(comparison) == [(["I.1"], ["I.2"], ["renumbered"])]
    assert said(comparison) == ["đổi số: I.1 thành I.2"]


def test_a_reworded_criterion() -> None:
    """Another title; the words that only one of them has are marked."""
    comparison = between([one("1", "Lập kế hoạch năm")], [one("1", "Lập, ban hành kế hoạch năm", formerly="I.1")])
    assert changed(comparison) == [(["I.1"], ["I.1"], ["wording"])]
    assert said(comparison) == ["tên: Lập{+, ban hành+} kế hoạch năm"]


def test_more_spaces_are_no_other_wording() -> None:
    """How many spaces stand between the words of a title is no change."""
    assert not between([one("1", "Lập  kế hoạch")], [one("1", "Lập kế hoạch")]).differs


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("1", "1.50", "1,00 thành 1,50"), (None, "1", "không ghi thành 1,00"), ("1", None, "1,00 thành không ghi")],
)
def test_other_points(old: str | None, new: str | None, words: str) -> None:
    """Points that are more, fewer, given now or given no more."""
    comparison = between([one("1", points=old)], [one("1", points=new)])
    assert only(comparison).kind == ChangeKind.POINTS
    assert said(comparison) == [f"điểm: {words}"]


def test_the_same_points_written_differently_are_no_change() -> None:
    """0.5 and 0,50 are the same points."""
    assert not between([one("1", points="0.5")], [one("1", points="0,50")]).differs


def test_another_kind() -> None:
    """A criterion that is a bonus now."""
    comparison = between([one("1")], [one("1", kind="bonus")])
    assert said(comparison) == ["cách tính: tính vào tổng thành điểm cộng"]


def test_another_scale() -> None:
    """A step of the scale with other points."""
    scales = [(ScaleRow(condition="Đủ hồ sơ", points=Decimal(points)),) for points in ("1", "0.5")]
    comparison = between([one("1", scale=scales[0])], [one("1", scale=scales[1])])
    assert said(comparison) == ["thang điểm: Đủ hồ sơ: [-1-]{+0+},[-00-]{+50+}"]


def test_other_units() -> None:
    """Units that came and units that went; their order is no change."""
    comparison = between([one("1", units=["a", "b"])], [one("1", units=["c", "a"])])
    assert said(comparison) == ["đơn vị phụ trách: thêm C; bớt B"]
    assert not between([one("1", units=["a", "b"])], [one("1", units=["b", "a"])]).differs


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("a", "b", "A thành B"), (None, "b", "không ghi thành B"), ("a", None, "A thành không ghi")],
)
def test_another_lead(old: str | None, new: str | None, words: str) -> None:
    """A lead that is another, that is named now or named no more."""
    comparison = between([one("1", units=["a", "b"], lead=old)], [one("1", units=["a", "b"], lead=new)])
    assert said(comparison) == [f"chủ trì: {words}"]


def test_a_unit_with_another_name_is_the_same_unit() -> None:
    """A renamed unit changes no criterion; only the unit itself is told as renamed."""
    renamed = (UNITS[0].model_copy(update={"full_name": "Văn phòng A"}), *UNITS[1:])
    items = section(one("1", lead="a"))
    comparison = compare(rubric(2025, items), rubric(2026, items, units=renamed))
    assert changed(comparison) == []
    assert [part.unit.full_name for part in comparison.units if part.renamed] == ["Văn phòng A"]
    assert comparison.differs


def test_merged_criteria() -> None:
    """Several that became one: told once, with their points and units taken together."""
    comparison = between(
        [one("1", "Lập"), one("2", "Gửi", units=["b"])], [one("1", "Lập và gửi", "1.5", formerly=["I.1", "I.2"])]
    )
    assert changed(comparison) == [(["I.1", "I.2"], ["I.1"], ["merged", "points", "units"])]
    assert said(comparison) == [
        "gộp từ: I.1 Lập (1,00 điểm; A); I.2 Gửi (1,00 điểm; B)",
        "điểm: 2,00 thành 1,50",
        "đơn vị phụ trách: bớt B",
    ]


def test_a_split_criterion() -> None:
    """One that became several: told once, and no points are lost where the parts add up."""
    comparison = between(
        [one("1", "Lập và gửi", "2")], [one("1", "Lập", formerly="I.1"), one("2", "Gửi", formerly="I.1")]
    )
    assert changed(comparison) == [(["I.1"], ["I.1", "I.2"], ["split"])]
    assert said(comparison) == ["tách thành: I.1 Lập (1,00 điểm; A); I.2 Gửi (1,00 điểm; A)"]


def test_criteria_merged_and_split_across_each_other_belong_together() -> None:
    """Two that became two others, one of which took from both, are one step."""
    comparison = between(
        [one("1", "Lập"), one("2", "Gửi")],
        [one("1", "Lập và gửi", formerly=["I.1", "I.2"]), one("2", "Nhận", formerly="I.2")],
    )
    assert changed(comparison) == [(["I.1", "I.2"], ["I.1", "I.2"], ["merged", "split"])]


def test_a_chain_of_merged_and_split_criteria_belongs_together() -> None:
    """However long the chain of who became what, each criterion is told once."""
    comparison = between(
        [one("1", "Lập"), one("2", "Gửi"), one("3", "Nhận")],
        [
            one("1", "Lập gọn", formerly="I.1"),
            one("2", "Lập và gửi", formerly=["I.1", "I.2"]),
            one("3", "Gửi và nhận", formerly=["I.2", "I.3"]),
            one("4", "Nhận gọn", formerly="I.3"),
        ],
    )
    assert [codes(step) for step in comparison.steps] == [(["I.1", "I.2", "I.3"], ["I.1", "I.2", "I.3", "I.4"])]


def test_what_does_not_add_up_is_not_added_up() -> None:
    """A bonus and an ordinary criterion that were merged have no common sum, so none is compared."""
    comparison = between(
        [one("1", "Lập"), one("2", "Gửi", kind="bonus")], [one("1", "Lập và gửi", None, formerly=["I.1", "I.2"])]
    )
    assert changed(comparison) == [(["I.1", "I.2"], ["I.1"], ["merged"])]


def test_a_group_that_became_a_criterion_is_its_criteria_merged() -> None:
    """`formerly` may name a group: then all of its criteria went into the one."""
    comparison = between([group(one("1.1", "Lập"), one("1.2", "Gửi"))], [one("1", "Kế hoạch", "2", formerly="I.1")])
    assert changed(comparison) == [(["I.1.1", "I.1.2"], ["I.1"], ["merged"])]


# --- Moved: other sections and groups ---------------------------------------------------------------------------------


def test_a_criterion_in_another_section() -> None:
    """It was moved, and its new code needs no telling as well."""
    older = rubric(2025, section(one("1"), one("2", "Gửi")), section(one("1", "Nhận"), code="II", title="THỂ CHẾ"))
    newer = rubric(
        2026,
        section(one("1")),
        section(one("1", "Nhận"), one("2", "Gửi", formerly="I.2"), code="II", title="THỂ CHẾ"),
    )
    comparison = compare(older, newer)
    assert changed(comparison) == [(["I.2"], ["II.2"], ["moved"])]
    assert said(comparison) == ["chuyển: từ “I. Chỉ đạo” sang “II. Thể chế”"]
    left, came = comparison.sections
    assert [codes(step) for step in left.left] == [codes(step) for step in came.steps] == [(["I.2"], ["II.2"])]


def test_a_criterion_in_another_group_deep_down() -> None:
    """Groups stand in groups; the innermost one counts."""
    inner = group(one("1.1.1"), one("1.1.2", "Gửi"), code="1.1", title="Lập")
    other = group(one("1.2.1", "Nhận"), code="1.2", title="Theo dõi")
    fewer = group(one("1.1.1"), code="1.1", title="Lập")
    more = group(one("1.2.1", "Nhận"), one("1.2.2", "Gửi", formerly="I.1.1.2"), code="1.2", title="Theo dõi")
    comparison = between([group(inner, other)], [group(fewer, more)])
    assert changed(comparison) == [(["I.1.1.2"], ["I.1.2.2"], ["moved"])]
    assert said(comparison) == ["chuyển: từ “I.1.1. Lập” sang “I.1.2. Theo dõi”"]


def test_what_stands_in_a_renumbered_section_was_not_moved() -> None:
    """A new section in between gives all after it other codes, but not another place."""
    older = rubric(2025, section(one("1"), code="II", title="THỂ CHẾ"))
    newer = rubric(
        2026, section(one("1", "Nhận"), code="II"), section(one("1", formerly="II.1"), code="III", title="THỂ CHẾ")
    )
    comparison = compare(older, newer)
    assert changed(comparison) == [([], ["II.1"], ["added"]), (["II.1"], ["III.1"], ["renumbered"])]
    assert [part.older is not None for part in comparison.sections] == [False, True]


def test_what_stands_in_a_reworded_section_was_not_moved() -> None:
    """A section whose criteria went on under another title was reworded, even under another number."""
    older = rubric(2025, section(one("1"), one("2", "Gửi"), code="II", title="THỂ CHẾ"))
    newer = rubric(
        2026,
        section(one("1", formerly="II.1"), one("2", "Gửi", formerly="II.2"), code="I", title="XÂY DỰNG THỂ CHẾ"),
    )
    comparison = compare(older, newer)
    assert [kinds for _, _, kinds in changed(comparison)] == [["renumbered"], ["renumbered"]]
    (row,) = comparison.sections[0].rows
    assert [str(change_text.say(change, comparison)) for change in row.changes] == ["tên: {+XÂY DỰNG+} THỂ CHẾ"]


def test_a_section_that_took_a_few_criteria_of_a_dropped_one_is_not_it() -> None:
    """Where less than most of a section's criteria went on together, nothing says that it is the same section."""
    older = rubric(2025, section(one("1"), one("2", "Gửi"), code="C", title="PHONG TRÀO"))
    newer = rubric(2026, section(one("1", formerly="C.1"), code="D", title="CHUYỂN ĐỔI SỐ"))
    comparison = compare(older, newer)
    assert changed(comparison) == [(["C.1"], ["D.1"], ["moved"]), (["C.2"], [], ["dropped"])]
    assert [(part.older is None, part.newer is None) for part in comparison.sections] == [(True, False), (False, True)]
    assert [part.anchor for part in comparison.sections] == ["muc-d", "muc-bo-c"]


def test_a_section_of_which_half_is_new_is_not_the_old_one_reworded() -> None:
    """Criteria that went into a new and larger section were moved there."""
    older = rubric(2025, section(one("1"), code="C", title="PHONG TRÀO"))
    newer = rubric(2026, section(one("1", formerly="C.1"), one("2", "Gửi"), code="D", title="CHUYỂN ĐỔI SỐ"))
    assert changed(compare(older, newer))[0] == (["C.1"], ["D.1"], ["moved"])


def test_what_stands_in_a_reworded_group_was_not_moved() -> None:
    """A group of one criterion that stands under another title is the same group, in a section that stays."""
    comparison = between(
        [group(one("1.1"), title="Ban hành")], [group(one("1.1", formerly="I.1.1"), title="Ban hành kế hoạch")]
    )
    assert changed(comparison) == []
    (row,) = comparison.sections[0].rows
    assert [str(change_text.say(change, comparison)) for change in row.changes] == ["tên: Ban hành {+kế hoạch+}"]


def test_criteria_of_a_dropped_group_were_moved_into_one_that_was_there() -> None:
    """A group that is in both editions is no other one reworded, however much of it came from there."""
    kept = one("2.1", "Nhận")
    older = [group(one("1.1"), one("1.2", "Gửi"), title="Lập"), group(kept, code="2", title="Theo dõi")]
    came = (one("2.2", formerly="I.1.1"), one("2.3", "Gửi", formerly="I.1.2"))
    comparison = between(older, [group(kept, *came, code="2", title="Theo dõi")])
    assert [kinds for _, _, kinds in changed(comparison)] == [["moved"], ["moved"]]


def test_groups_of_the_same_title_are_told_apart() -> None:
    """Two groups “Khác” in one section are each its own, so equal editions differ in nothing."""
    items = [group(one("1.1"), title="Khác"), group(one("2.1", "Gửi"), code="2", title="Khác", max_points=3)]
    assert not between(items, items).differs


def test_other_points_and_units_on_a_group_s_row() -> None:
    """What the table gives on the row of a group is compared too."""
    rows = [group(one("1.1"), max_points=points, units=[unit]) for points, unit in ((1, "a"), (2, "b"))]
    comparison = between(rows[:1], rows[1:])
    assert changed(comparison) == []
    (row,) = comparison.sections[0].rows
    assert [str(change_text.say(change, comparison)) for change in row.changes] == [
        "điểm: 1,00 thành 2,00",
        "đơn vị phụ trách: thêm B; bớt A",
    ]


# --- What a rubric does not have is not compared ----------------------------------------------------------------------


def test_points_are_compared_only_where_both_editions_are_scored() -> None:
    """A body that begins or ceases to give points has not changed each criterion by that."""
    scale = [ScaleRow(condition="Đủ hồ sơ", points=Decimal(1))]
    old, new = section(one("1", points=None)), section(one("1", scale=scale), max_points=Decimal(1))
    comparison = compare(rubric(2025, old, scored=False), rubric(2026, new))
    assert not comparison.differs
    assert not comparison.scored
    assert "điểm" not in change_report.as_text(comparison).replace("1,00 điểm", "")


def test_units_are_compared_only_where_both_editions_name_them() -> None:
    """A table that begins to name units has not changed each criterion by that."""
    old, new = section(one("1", units=[])), section(one("1", units=["a"], lead="a"))
    comparison = compare(rubric(2025, old, units=()), rubric(2026, new))
    assert not comparison.differs
    assert comparison.units == ()


def test_a_rubric_without_units_is_compared_all_the_same() -> None:
    """What else changed is told."""
    old, new = section(one("1", units=[])), section(one("1", points="2", units=[]))
    comparison = compare(rubric(2025, old, units=()), rubric(2026, new, units=()))
    assert comparison.differs
    assert said(comparison) == ["điểm: 1,00 thành 2,00"]


def test_pages_of_a_bare_rubric_say_nothing_of_points_and_units() -> None:
    """Without points and units, nested groups and all, pages tell of codes, titles and places alone."""
    deep = group(group(one("1.1.1", points=None, units=[]), code="1.1", title="Lập"))
    more = group(
        group(one("1.1.1", "Lập, gửi kế hoạch", None, units=[], formerly="I.1.1.1"), code="1.1", title="Lập"),
    )
    added = one("2", "Nhận", None, units=[])
    sites = editions.build(
        rubric(year, section(*items), scored=False, units=()) for year, items in ((2025, [deep]), (2026, [more, added]))
    )
    compared = changes.neighbours(sites)
    files = frame.build(sites, compared, None, has_pictures=False) | dict(render.render(sites[0], None, compared[2026]))
    pages = [files[name].decode() for name in ("thay-doi/index.md", "linh-vuc/i/index.md")]
    assert 'Năm 2025: <a href="../../2025/linh-vuc/i/#i-1-1-1">I.1.1.1</a> “Lập kế hoạch”</span>' in pages[1]
    assert "Mới so với năm 2025" in pages[1]
    for page in pages:
        assert "điểm" not in page.lower().replace("thời điểm", "")
        assert "đơn vị" not in page.lower()


# --- Properties -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_an_edition_does_not_differ_from_itself(year: str) -> None:
    """Against itself nothing is told, by criterion, by section or by unit."""
    edition = load.load(TWO_YEARS).rubrics[year]
    same = {code: (code,) for code in lineage.criteria(edition)}
    comparison = changes.compare(views.build(edition), views.build(edition), same)
    assert not comparison.differs
    assert comparison.counts == {}
    assert len(comparison.steps) == len(same)


def test_nothing_in_common_is_all_dropped_and_all_new() -> None:
    """Without lineage every criterion of the one is dropped and every one of the other new; turned round likewise."""
    older, newer = (views.build(load.load(TWO_YEARS).rubrics[year]) for year in ("2025", "2026"))
    for before, after in ((older, newer), (newer, older)):
        counts = changes.compare(before, after, {}).counts
        assert counts == {ChangeKind.ADDED: len(after.entries), ChangeKind.DROPPED: len(before.entries)}


def test_every_criterion_of_both_editions_is_in_exactly_one_step() -> None:
    """Nothing is lost and nothing told twice, whatever was merged and split."""
    loaded = load.load(TWO_YEARS)
    comparison = compare(loaded.rubrics["2025"], loaded.rubrics["2026"])
    for site, side in ((comparison.older, "older"), (comparison.newer, "newer")):
        told = [entry.code for step in comparison.steps for entry in getattr(step, side)]
        assert sorted(told) == sorted(entry.code for entry in site.entries)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Thư xin lỗi khi trễ hẹn", "Gửi thư xin lỗi khi trả kết quả trễ hẹn"),
        ("Lập (TTHC), gửi", "Lập TTHC; gửi (đúng hạn)"),
        ("a b c", "a c"),
        ("một", "hai ba"),
    ],
)
def test_marked_words_give_back_both_texts(old: str, new: str) -> None:
    """Without what is marked as new it is the old text, without what is marked as old the new one."""
    pieces = marked(old, new)
    for text, other in ((old, "new"), (new, "old")):
        assert "".join("".join(piece.text for piece in pieces if piece.mark != other).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("Lập kế hoạch năm", "Lập, gửi kế hoạch năm", "Lập{+, gửi+} kế hoạch năm"),
        ("Lập, gửi kế hoạch năm", "Lập kế hoạch năm", "Lập[-, gửi-] kế hoạch năm"),
        ("Lập kế hoạch năm", "Lập kế hoạch", "Lập kế hoạch [-năm-]"),
        ("Lập kế hoạch (năm)", "Lập kế hoạch (quý)", "Lập kế hoạch ([-năm-]{+quý+})"),
    ],
)
def test_marked_words_stand_with_the_spaces_that_they_had(old: str, new: str, text: str) -> None:
    """What is marked reads as it was written, with its commas and brackets."""
    assert change_text.plain(marked(old, new)) == text


def test_texts_with_little_in_common_are_set_against_each_other_whole() -> None:
    """Marks between a few common words would only confuse."""
    assert [piece.mark for piece in marked("Lập kế hoạch năm", "Chấm điểm của năm sau và nộp")] == ["old", "new"]


# --- By unit ----------------------------------------------------------------------------------------------------------


def test_a_unit_s_changes_are_those_of_its_own_criteria() -> None:
    """What it got, what it lost, other points, and whether it leads; of a split criterion its own parts only."""
    loaded = load.load(TWO_YEARS)
    comparison = compare(loaded.rubrics["2025"], loaded.rubrics["2026"])
    office = comparison.by_unit["van-phong"]
    assert [codes(step) for step in office.of(ChangeKind.ADDED)] == [([], ["B.3"]), ([], ["D.2"])]
    assert [codes(step) for step in office.of(ChangeKind.DROPPED)] == [(["A.2.1"], []), (["A.1.3"], [])]
    assert [codes(step) for step in office.of(ChangeKind.LEAD)] == [(["A.2.2"], ["A.2.3"])]
    (split, _) = comparison.by_unit["phuc-vu"].of(ChangeKind.POINTS)
    assert codes(split) == (["A.2.1"], ["A.2.1", "A.2.2"])
    assert [str(said) for said in change_text.for_unit(split, comparison)] == ["điểm: 1,50 thành 1,75"]


def test_another_lead_concerns_who_led_and_who_leads() -> None:
    """The others that have a part in the criterion are told nothing."""
    shared = [one("1", units=["a", "b", "c"], lead=lead) for lead in "bc"]
    comparison = between(shared[:1], shared[1:])
    assert [part.unit.id for part in comparison.units if part.of(ChangeKind.LEAD)] == ["b", "c"]


def test_what_changed_for_a_unit_is_told_in_short() -> None:
    """How much it got, lost and kept otherwise, and whether it is new or has another name."""
    loaded = load.load(TWO_YEARS)
    comparison = compare(loaded.rubrics["2025"], loaded.rubrics["2026"])
    assert {name: change_text.for_unit_in_short(part, comparison) for name, part in comparison.by_unit.items()} == {
        "van-phong": "nhận thêm 2 tiêu chí, thôi phụ trách 2 tiêu chí, thay đổi 1 tiêu chí",
        "kinh-te": "thay đổi 2 tiêu chí, đổi tên",
        "phuc-vu": "thay đổi 2 tiêu chí",
        "to-so": "đơn vị mới",
        "doan-the": "thôi phụ trách 3 tiêu chí",
    }


def test_a_forerunner_is_told_with_its_points_and_with_other_units() -> None:
    """Units are told where they changed, points where both editions are scored."""
    units = [one("1", units=["a"]), one("1", units=["b"])]
    for old, new, scored, words in (
        (units[0], units[0], True, "1,00 điểm"),
        (units[0], units[1], True, "1,00 điểm; A"),
        (units[0], units[1], False, "A"),
    ):
        comparison = compare(rubric(2025, section(old)), rubric(2026, section(new), scored=scored))
        (step,) = comparison.steps
        assert change_text.before(step.older[0], step, comparison) == words


@pytest.mark.parametrize(("points", "scored"), [(None, True), ("1", False)])
def test_points_are_told_where_a_scored_edition_gives_some(points: str | None, *, scored: bool) -> None:
    """A criterion without points, and any of an edition without a total, has only its units behind its title."""
    older, newer = rubric(2025, section(one("1", "Gửi"))), rubric(2026, section(one("1", points=points)), scored=scored)
    assert said(compare(older, newer))[0] == "mới: I.1 Lập kế hoạch (A)"


def test_units_that_came_and_went() -> None:
    """A new unit has no older part, one that is gone no newer one, and stands last."""
    loaded = load.load(TWO_YEARS)
    units = compare(loaded.rubrics["2025"], loaded.rubrics["2026"]).units
    assert [part.unit.id for part in units if part.older is None] == ["to-so"]
    assert [part.unit.id for part in units if part.newer is None] == ["doan-the"] == [units[-1].unit.id]


def test_a_new_unit_without_a_criterion_is_a_change() -> None:
    """An edition that only names one unit more differs from the one before it."""
    items = section(one("1"))
    comparison = compare(rubric(2025, items, units=UNITS[:2]), rubric(2026, items))
    assert [part.unit.id for part in comparison.units if part.differs] == ["c"]


# --- The command ------------------------------------------------------------------------------------------------------


def diff(capsys: pytest.CaptureFixture[str], *arguments: str, rubric: Path = TWO_YEARS) -> tuple[int, str, str]:
    """Run the command as the shell would."""
    try:
        status = diff_editions.main([*arguments, "--rubric", str(rubric)])
    except SystemExit as stop:
        status = int(str(stop.code))
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_the_command_s_report_is_the_golden_one(capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence first, then by section and by unit, to the letter; the status is no verdict."""
    status, out, _ = diff(capsys, "2025", "2026")
    assert status == 0
    if os.environ.get("UPDATE_GOLDENS"):
        GOLDEN.write_text(out, encoding="utf-8", newline="\n")
    assert out == GOLDEN.read_text(encoding="utf-8")


def test_the_order_of_the_years_does_not_matter(capsys: pytest.CaptureFixture[str]) -> None:
    """The older edition is compared with the newer one, however they were named."""
    assert diff(capsys, "2026", "2025") == diff(capsys, "2025", "2026")


def test_the_same_year_twice_is_no_change(capsys: pytest.CaptureFixture[str]) -> None:
    """An edition compared with itself is compared, not refused."""
    status, out, _ = diff(capsys, "2025", "2025")
    assert (status, out.splitlines()[0]) == (0, "Năm 2025 so với năm 2025: 12 như cũ.")


def test_an_unknown_year_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """The message names the years that there are."""
    status, out, err = diff(capsys, "2024", "2026")
    assert (status, out) == (2, "")
    assert "không có ấn bản năm 2024; các năm có: 2025, 2026" in err


def test_a_rubric_with_errors_is_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The errors are reported as the generator reports them."""
    broken = Path(shutil.copytree(TWO_YEARS, tmp_path / "rubric"))
    path = broken / "2026/02-kinh-te.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("B.4", "B.9"), encoding="utf-8")
    status, out, err = diff(capsys, "2025", "2026", rubric=broken)
    assert (status, out) == (1, "")
    assert re.search(r"02-kinh-te\.yaml:\d+:\d+: .*B\.9", err)


def test_editions_are_compared_across_those_between_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lineage is followed edition by edition: what was renumbered twice is still the same criterion."""
    three = Path(shutil.copytree(TWO_YEARS, tmp_path / "rubric"))
    shutil.copytree(three / "2026", three / "2027")
    for path in (three / "2027").glob("*.yaml"):
        text = re.sub(r", formerly: (\[.*?\]|[\w.]+)|\n *formerly: .*", "", path.read_text(encoding="utf-8"))
        path.write_text(text.replace("year: 2026", "year: 2027"), encoding="utf-8")
    path = three / "2027/02-kinh-te.yaml"
    text = (
        path.read_text(encoding="utf-8")
        .replace('code: "3"', 'code: "5"')
        .replace("kinh-te, van-phong]", "kinh-te, van-phong], formerly: B.3")
    )
    path.write_text(text, encoding="utf-8")
    table = three / "2027/source.txt"
    table.write_text(table.read_text(encoding="utf-8").replace("3\tHỗ trợ", "5\tHỗ trợ"), encoding="utf-8")
    status, out, err = diff(capsys, "2025", "2027", rubric=three)
    assert (status, err) == (0, "")
    assert "  B.4 → B.5 Hỗ trợ hộ kinh doanh\n" in out


def test_what_may_be_one_is_asked_not_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dropped and a new criterion of nearly the same title are named together at the end, for an editor to judge."""
    forgotten = Path(shutil.copytree(TWO_YEARS, tmp_path / "rubric"))
    path = forgotten / "2026/02-kinh-te.yaml"
    text = (
        path.read_text(encoding="utf-8")
        .replace(", formerly: B.4", "")
        .replace("hộ kinh doanh", "hộ sản xuất kinh doanh")
    )
    path.write_text(text, encoding="utf-8")
    table = forgotten / "2026/source.txt"
    table.write_text(table.read_text(encoding="utf-8").replace("hộ kinh", "hộ sản xuất kinh"), encoding="utf-8")
    _, out, _ = diff(capsys, "2025", "2026", rubric=forgotten)
    assert out.splitlines()[-2:] == [
        "Có thể là một; nếu đúng, ghi formerly vào tiêu chí của năm 2026:",
        "  B.4 Hỗ trợ hộ kinh doanh → B.3 Hỗ trợ hộ sản xuất kinh doanh",
    ]


def test_the_json_is_the_same_every_time_and_described(capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get the same changes by name; every key of it is described."""
    first, second = (diff(capsys, "2025", "2026", "--json") for _ in range(2))
    assert first == second
    data = json.loads(first[1])
    assert data["older"] == {"year": 2025, "name": "2025", "criteria": 12, "points": 12.0}
    merged = next(step for step in data["criteria"] if len(step["older"]) > 1)
    assert [criterion["code"] for criterion in merged["older"]] == ["B.2", "B.3"]
    assert merged["changes"] == [
        {"change": "merged", "old": ["B.2", "B.3"], "new": ["B.2"]},
        {"change": "points", "old": 2.0, "new": 1.5},
    ]
    lead = [change for step in data["criteria"] for change in step["changes"] if change["change"] == "lead"]
    assert lead == [{"change": "lead", "old": "van-phong", "new": "phuc-vu"}]
    described = dict(change_data.described())
    assert set(data) <= described.keys()
    assert all(text.endswith(".") and not text.isascii() for text in described.values())
