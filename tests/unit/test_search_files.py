"""The search's files: complete, leading to what is there, and the scripts published as they were written."""

import re
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from unicodedata import category, is_normalized

import pytest
from rubric_site import render, search, views
from rubric_site.search.packing import pack
from rubric_site.search.published import PUBLISHED, SCRIPTS
from stage import BARE, COMMUNE, DISTRICT, YEARS, newest, project, searched


@pytest.fixture(scope="module", params=[COMMUNE, DISTRICT], ids=["commune", "district"])
def rubric(request: pytest.FixtureRequest) -> Path:
    """The invented commune, which has no groups, and the district."""
    return Path(request.param)


@pytest.fixture(scope="module")
def site(rubric: Path) -> views.Site:
    """What the pages of the newest edition show."""
    return newest(rubric)


@pytest.fixture(scope="module")
def files(site: views.Site) -> dict[str, bytes]:
    """The search's files."""
    return search.files(site, render.about_all(site))


@pytest.fixture(scope="module")
def data(files: dict[str, bytes]) -> dict[str, Any]:
    """What is packed in the data files."""
    return read(files)


def read(files: dict[str, bytes]) -> dict[str, Any]:
    """What is packed in those files."""
    return searched(lambda name: files[f"assets/search/{name}"])


def test_everything_can_be_found(data: dict[str, Any], site: views.Site) -> None:
    """Units, sections, groups, criteria and documents, with a list of lines for each but the documents."""
    places = data["places"]
    codes = [place["code"] for place in places if place["kind"] == "criterion"]
    assert codes == [entry.code for entry in site.entries]
    kinds = [place["kind"] for place in places]
    assert kinds.count("unit") == len(site.units)
    assert kinds.count("section") == len(site.sections)
    assert kinds.count("group") == sum(
        hasattr(item, "criteria") for view in site.sections for item in view.section.items
    )
    assert len(data["lines"]) == len(places)
    assert len(data["documents"]) == len(site.cited)
    assert list(data["abbreviations"]) == list(site.rubric.abbreviations)


def test_a_place_stands_below_its_parent(data: dict[str, Any]) -> None:
    """A criterion's parent is its group, or its section where it stands alone; a group's is its section."""
    places = data["places"]
    below = [place for place in places if "parent" in place]
    assert below
    for place in below:
        assert place["code"].startswith(f"{places[place['parent']]['code']}.")


@pytest.mark.slow
def test_every_address_is_there(data: dict[str, Any], rubric: Path) -> None:
    """Each result leads to a page, and to an id on it where it names one."""
    for place in [*data["places"], *data["documents"]]:
        path, _, anchor = place["url"].partition("#")
        assert anchor in ids(project(rubric) / "site" / path / "index.html"), place["url"]


@cache
def ids(page: Path) -> set[str]:
    """The ids of a built page, and none for its beginning."""
    return {"", *re.findall(r'<[^<>]* id="?([^" >]+)', page.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_a_script_is_published_without_comments_and_blanks(name: str, files: dict[str, bytes]) -> None:
    """No comment, indent or empty line is left, and every name of the sources still stands there, in its order."""
    published = files[f"assets/search/{name}"].decode()
    assert not [
        line for line in published.splitlines() if line != line.strip() or line.startswith(("//", "/*")) or not line
    ]
    sources = [(SCRIPTS / source).read_text(encoding="utf-8") for source in PUBLISHED[name]]
    named = [re.findall(r"(?:function|const) (\w+)", text) for text in [*sources, published]]
    assert list(chain.from_iterable(named[:-1])) == named[-1]
    nested = [text for text in sources if re.search(r"\$\{[^}`]*`", text)]
    assert nested == [], "a template in a template loses its blanks"


def test_a_place_says_what_it_is() -> None:
    """Its kind, title, address and a line about it, other names where it has some, and what its note says."""
    site = newest(YEARS)
    files = search.files(site, render.about_all(site))
    data = read(files)
    assert b"\\u" not in files["assets/search/notes.js"]  # six letters for one would double it
    said = {
        place["url"]: ([place[key] for key in ("kind", "title", "about")], place.get("also"), place.get("units"), lines)
        for place, lines in zip(data["places"], data["lines"], strict=True)
    }
    assert len(said) == 36
    assert said["don-vi/to-so/"] == (
        ["unit", "Tổ công nghệ số cộng đồng", "4 tiêu chí, 3,50 điểm"],
        ["Tổ số"],
        None,
        {},
    )
    lead = {"note": ["Công khai TTHC, giải quyết hồ sơ và xin lỗi khi trễ hẹn."]}
    names = ["TIẾP NHẬN HỒ SƠ"]
    assert said["linh-vuc/a/"] == (["section", "Tiếp nhận hồ sơ", "7 tiêu chí, 5,75 điểm"], names, None, lead)
    assert said["linh-vuc/d/"][-1] == {}
    assert said["linh-vuc/a/#a-2"] == (["group", "Giải quyết hồ sơ", "Tiếp nhận hồ sơ"], None, [], {})
    note = {
        "what": ["Kết quả có trả đúng hẹn hay không."],
        "actions": ["Ghi ngày hẹn trả vào phần mềm."],
        "evidence": ["Bảng in từ phần mềm"],
        "deadlines": ["Trước ngày 03 hằng tháng."],
        "references": ["khoản 1 Điều 2 Quyết định 03/2026/QĐ-UBND (từ 01/03/2026)", 1],
    }
    about = "Tiếp nhận hồ sơ · Trung tâm, Văn phòng · 1,50 điểm"
    units = ["phuc-vu", "van-phong"]
    assert said["linh-vuc/a/#a-2-3"] == (["criterion", "Trả kết quả đúng hẹn", about], None, units, note)
    assert said["linh-vuc/"][0][:2] == ["page", "Các lĩnh vực"]
    assert said["lich/"][0][:2] == ["page", "Lịch"]
    assert said["hoi-dap/#cau-2"] == (["question", "Ai chấm?", "Hỏi đáp"], None, None, {"answer": ["Chưa biết."]})
    number, title = "Quyết định 03/2026/QĐ-UBND", "Quy chế tiếp nhận, trả kết quả và xin lỗi (văn bản bịa ra để thử)"
    assert data["documents"][1] == {"kind": "document", "title": number, "url": "can-cu/#quy-che-2026", "also": [title]}


def test_what_people_call_a_place_goes_with_it() -> None:
    """The rubric's own keywords, and the words for a page, which name nothing that the body has not."""
    district = newest(DISTRICT)
    data = read(search.files(district))
    called = {place["title"]: place.get("keywords", []) for place in data["places"]}
    for view in district.units:
        assert called[view.unit.full_name] == list(view.unit.keywords)
    for entry in district.entries:
        assert called[entry.title] == list(entry.criterion.keywords)
    assert [view.unit.note for view in district.units] == [
        lines["note"][0] for lines in data["lines"][: len(district.units)]
    ]
    words, site = {}, district
    for rubric in (YEARS, BARE):
        site = newest(rubric)
        data = read(search.files(site, render.about_all(site)))
        words[rubric] = " ".join(word for place in data["places"] for word in place.get("keywords", ()))
        assert ("unit" in data["kinds"]) == bool(site.units)
    bare = [place for place in data["places"] if place["kind"] == "criterion"]
    assert {place["about"] for place in bare} == {view.section.label for view in site.sections}
    assert "tổng điểm" in words[YEARS]
    assert "bảng phân công" in words[YEARS]
    assert "{" not in words[YEARS]
    assert "tải xuống" in words[BARE]
    assert "điểm" not in words[BARE]


def test_words_are_packed_as_one_sign_each() -> None:
    """A line tells how a word differs from the one before it; no space costs a sign, two that often meet share one."""
    listed, (packed,) = pack(["ấm", "ấmx", "𝐀n", "𝐀m"])
    assert listed.split("\n") == ['0","', '0["', "0", "0ấm", "2x", "0𝐀n", "0𝐀m", '0"]']
    assert packed == "!# $ % &'"
    listed, (packed,) = pack("hồ sơ, hồ sơ")
    assert listed.split("\n") == ['0"', "0hồ sơ", "0", "0, "]
    assert packed == " !#! "


@pytest.mark.parametrize("number", [3000, 3001])
def test_a_sign_is_never_one_that_a_script_escapes(number: int) -> None:
    """However many words there are: printable, whole by itself and no quote; all others of ASCII come first."""
    words = [f"w{place}" for place in range(number)]
    listed, (packed,) = pack(words)
    signs = set(packed)
    assert len(signs) == number + 3
    assert len(listed.split("\n")) == ord(max(signs)) - ord(" ") + 1
    assert {sign for sign in map(chr, range(32, 127)) if sign not in signs} == {'"', "\\"}
    assert all(sign.isprintable() and category(sign)[0] != "M" and is_normalized("NFC", sign) for sign in signs)
