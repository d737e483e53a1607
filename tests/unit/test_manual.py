"""The editors' pages tell every key and message of the code, in words."""

from rubric_site import explain, syntax
from rubric_site.manual import messages, parts
from rubric_site.model import FILES, Criterion, Reference


def test_every_part_comes_after_a_file_that_holds_it() -> None:
    """The files come in order, each once, and every part that a key opens is described."""
    found = parts()
    assert [part.file != "" for part in found].count(True) == len(FILES)
    assert len({part.anchor for part in found}) == len(found)
    anchors = {part.anchor for part in found}
    opened = {anchor for part in found for key in part.keys for anchor, _ in key.opens}
    assert opened <= anchors
    assert {part.title for part in found if part.anchor == "phan-deadline"} == {"Một thời hạn có nguồn."}
    assert opened | {part.anchor for part in found if part.file} == anchors


def test_a_key_says_what_stands_behind_it() -> None:
    """Points, lists, choices, dates and parts are named in Vietnamese."""
    by_anchor = {part.anchor: {key.name: key for key in part.keys} for part in parts()}
    criterion = by_anchor[f"phan-{Criterion.__name__.lower()}"]
    assert (criterion["points"].kind, criterion["title"].required) == ("điểm", True)
    assert criterion["units"].kind == "danh sách chữ"
    assert criterion["guidance"].opens == (("phan-guidance", "ghi chú hướng dẫn của một tiêu chí"),)
    assert not criterion["guidance"].required
    reference = by_anchor[f"phan-{Reference.__name__.lower()}"]
    assert reference["date"].kind == "ngày, dạng năm-tháng-ngày"
    assert reference["verification"].kind == "một trong: seen, memory, inferred"
    assert reference["in_force"].kind == "các dòng “mã: …”, sau mỗi mã là true hoặc false"


def test_every_table_of_messages_is_told() -> None:
    """Each message of explain.py and syntax.py is there once, without braces, with each of its cures."""
    told = messages()
    texts = [message.text for message in told]
    assert len(set(texts)) == len(texts)
    assert not any(brace in text for text in texts for brace in "{}")
    cures = {cure for message in told for cure in message.cures}
    assert {cure for _, _, cure in syntax.MESSAGES} <= cures
    assert {cure.format_map({}) for _, cure in explain.SHAPES} <= cures
    assert len(told) >= len({message for message, _ in explain.TYPES.values()} | {m for m, _ in explain.RULES.values()})
