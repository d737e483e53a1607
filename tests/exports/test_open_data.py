"""CSV and JSON say what the rubric says, to the letter."""

import csv
import dataclasses
import datetime as dt
import hashlib
import io
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from rubric_site import exports, load, views
from rubric_site.exports import metadata, open_data, preview
from rubric_site.model import Edition, Guidance, Licence, Reference, Unit
from rubric_site.views import Site
from stage import BARE, WIDE, YEARS, newest

pytestmark = pytest.mark.usefixtures("bare_downloads")

Files = Mapping[str, bytes]


def rows(files: Files) -> list[dict[str, str]]:
    """The rows of the CSV as a program reads them."""
    return list(csv.DictReader(io.StringIO(files["tai-ve/tieu-chi.csv"].decode("utf-8-sig"), newline="")))


def test_csv_equals_the_rubric(site: Site, files: Files) -> None:
    """Each criterion is a row with its own code, names, points, units and note."""
    for row, entry in zip(rows(files), site.entries, strict=True):
        note = entry.criterion.guidance
        assert note is not None
        assert (row["code"], row["section"], row["title"]) == (entry.code, entry.section.code, entry.criterion.title)
        assert Decimal(row["points"]) == entry.points
        assert row["units"].split(";") == list(entry.criterion.units)
        assert row["unit_names"].split("\n") == [unit.full_name for unit in entry.units]
        assert row["group_title"] == (entry.group.title if entry.group else "")
        assert row["group"] == (entry.group.code if entry.group else "")
        assert row["what"] == note.what
        assert row["actions"].split("\n") == [action.text for action in note.actions]
        assert row["evidence"].split("\n") == list(note.evidence)
        assert row["page"] == f"linh-vuc/{entry.section.code.lower()}/#{entry.anchor}"


def test_csv_is_utf8_with_a_byte_order_mark_and_documented_columns(files: Files) -> None:
    """Excel knows the letters by the mark; the columns begin as promised and are all explained."""
    content = files["tai-ve/tieu-chi.csv"]
    assert content.startswith(b"\xef\xbb\xbfcode,section,")
    names = list(rows(files)[0])
    assert names == [name for name, meaning in open_data.COLUMNS.items() if meaning]
    assert {"code", "section", "group", "title", "points", "units"} <= set(names)


def test_json_equals_the_rubric(site: Site, files: Files) -> None:
    """Read back through the models, every part is the rubric's own, but for keywords, which the search alone reads."""
    data = json.loads(files["tai-ve/tieu-chi.json"], parse_float=Decimal)
    plain = json.loads(files["tai-ve/tieu-chi.json"])
    assert Edition.model_validate(plain["edition"]) == site.edition
    units = tuple(unit.model_copy(update={"keywords": ()}) for unit in site.rubric.units)
    assert tuple(Unit.model_validate(unit) for unit in plain["units"]) == units
    references = {name: Reference.model_validate(one) for name, one in plain["references"].items()}
    assert references == site.rubric.references
    assert [section["title"] for section in data["sections"]] == [view.section.title for view in site.sections]
    for criterion, entry, given in zip(data["criteria"], site.entries, plain["criteria"], strict=True):
        assert criterion["code"] == entry.code
        assert criterion["title"] == entry.criterion.title
        assert criterion["points"] == entry.points
        assert tuple(criterion["units"]) == entry.criterion.units
        note, known = entry.criterion.guidance, set(Guidance.model_fields)
        assert note is not None
        said = {key: value for key, value in given["guidance"].items() if key in known}
        as_written = {"actions": given["guidance"]["steps"], "references": given["guidance"]["citations"]}
        later = {"later_references": [one.model_dump() for one in note.later_references]}
        of_the_edition = {"scoring_status": note.scoring_status}
        assert Guidance.model_validate(said | as_written | later | of_the_edition) == note
    codes = [group["code"] for group in data["groups"]]
    assert len(codes) == len(set(codes))
    assert {criterion["group"] for criterion in data["criteria"]} - {None} == set(codes)


def test_json_follows_its_schema(files: Files) -> None:
    """The schema beside it is one, accepts it, and refuses a criterion without points."""
    schema = json.loads(files["tai-ve/schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    data = json.loads(files["tai-ve/tieu-chi.json"])
    assert [error.message for error in validator.iter_errors(data)] == []
    del data["criteria"][0]["points"]
    assert not validator.is_valid(data)


def test_every_key_is_explained(files: Files) -> None:
    """The page of downloads can tell what each key of the JSON means."""
    data = json.loads(files["tai-ve/tieu-chi.json"])
    explained = open_data.keys()
    assert set(explained[""]) == set(data)
    for part in ("sections", "groups", "criteria"):
        assert set(explained[part]) == set(data[part][0])
    assert all(meaning for keys in explained.values() for meaning in keys.values())


def test_the_data_package_describes_the_files(site: Site, files: Files) -> None:
    """Sizes and digests are those of the files, and every cell of the CSV is what its column is said to be."""
    package = json.loads(files["tai-ve/datapackage.json"])
    for resource in package["resources"]:
        content = files[f"tai-ve/{resource['path']}"]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    schema = package["resources"][0]["schema"]
    assert [field["name"] for field in schema["fields"]] == list(open_data.COLUMNS)
    for field in schema["fields"]:
        cells = [row[field["name"]] for row in rows(files)]
        rules, given = field.get("constraints", {}), [cell for cell in cells if cell not in schema["missingValues"]]
        assert given == cells or not rules.get("required"), field["name"]
        assert len(set(given)) == len(given) or not rules.get("unique"), field["name"]
        assert set(given) <= set(rules.get("enum", given)), field["name"]
        if field["type"] == "number":
            assert min(map(Decimal, given)) >= rules["minimum"]
    assert schema["primaryKey"] == ["code"]
    assert (package["title"], package["edition"]) == (site.name, site.edition.name)


def test_data_have_a_name_that_stays_and_a_version_that_follows_them(
    commune: Site, commune_with: Callable[[str], Site]
) -> None:
    """A changed title changes the version and not the name; JSON, package and page agree on both."""
    told = [told_of(commune), told_of(commune_with("Niêm yết mọi thủ tục"))]
    assert told[0][0] == told[1][0]
    assert told[0][0].startswith("urn:uuid:")
    assert told[0][1] != told[1][1]


def told_of(site: Site) -> tuple[str, str]:
    """The name and the version of an edition's data, which is the same wherever they are told."""
    files, page = dict(exports.build(site, lambda _: None)), exports.dataset(site)
    data, package = (json.loads(files[f"tai-ve/{name}.json"]) for name in ("tieu-chi", "datapackage"))
    (told,) = {
        (data["id"], data["version"]),
        (package["id"], package["version"]),
        (page["identifier"], page["version"]),
    }
    return told


def test_licence_and_last_change_are_the_edition_s(commune: Site) -> None:
    """They are told where the edition tells them, and nothing stands for them where it does not."""
    silent = json.loads(dict(exports.build(commune, lambda _: None))["tai-ve/datapackage.json"])
    assert not {"licenses", "modified"} & silent.keys()
    assert not {"license", "dateModified"} & exports.dataset(commune).keys()
    licence = Licence(name="Giấy phép thử", id="THU-1.0", url="https://giay-phep.example/1.0")
    known = {"licence": licence, "updated": dt.date(2026, 3, 15)}
    edition = commune.edition.model_copy(update=known)
    told = dataclasses.replace(commune, rubric=dataclasses.replace(commune.rubric, edition=edition))
    package = json.loads(dict(exports.build(told, lambda _: None))["tai-ve/datapackage.json"])
    assert package["licenses"] == [{"name": "THU-1.0", "title": licence.name, "path": licence.url}]
    assert package["modified"] == exports.dataset(told)["dateModified"] == "2026-03-15"
    assert exports.dataset(told)["license"] == licence.url


def test_the_schema_has_a_name_of_its_own(files: Files) -> None:
    """It follows from what the schema says, so that whoever keeps an older one can tell them apart."""
    schema = json.loads(files["tai-ve/schema.json"])
    said = {key: value for key, value in schema.items() if key not in ("$id", "$schema")}
    assert schema["$id"] == open_data.named(said)
    assert open_data.named(said) != open_data.named({**said, "title": "khác"})


def test_hostile_titles_stay_as_they_are(hostile: Site, hostile_texts: Sequence[str]) -> None:
    """No sign in a title ends a cell or changes on the way."""
    files = dict(exports.build(hostile, lambda _: None))
    assert [row["title"] for row in rows(files)][: len(hostile_texts)] == list(hostile_texts)
    data = json.loads(files["tai-ve/tieu-chi.json"])
    assert [criterion["title"] for criterion in data["criteria"]][: len(hostile_texts)] == list(hostile_texts)


@pytest.mark.parametrize(
    ("rubric", "cells"),
    [
        (
            YEARS,
            {
                "code": "A.2.3",
                "section": "A",
                "section_label": "Tiếp nhận hồ sơ",
                "group": "A.2",
                "group_title": "Giải quyết hồ sơ",
                "title": "Trả kết quả đúng hẹn",
                "points": "1.50",
                "units": "phuc-vu;van-phong",
                "unit_names": "Trung tâm Phục vụ hành chính công\nVăn phòng HĐND và UBND",
                "what": "Kết quả có trả đúng hẹn hay không.",
                "actions": "Ghi ngày hẹn trả vào phần mềm.",
                "evidence": "Bảng in từ phần mềm",
                "deadlines": "Trước ngày 03 hằng tháng.",
                "references": "quy-che-2026",
                "confidence": "medium",
                "review": "draft",
                "page": "linh-vuc/a/#a-2-3",
                "kind": "scored",
                "lead": "phuc-vu",
                "formerly": "A.2.2",
                "basis": "seen",
                "scoring": "partial",
                "places": "quy-che-2026: khoản 1 Điều 2",
                "due": "\n".join(f"2026-{month:02d}-03" for month in range(1, 13)),
            },
        ),
        (
            WIDE,
            {
                "code": "A.I.1.1",
                "section": "A",
                "section_label": "Phục vụ người dân",
                "group": "A.I.1",
                "group_title": "Giải quyết đúng hẹn",
                "title": "Tỷ lệ hồ sơ giải quyết đúng hẹn",
                "points": "15.125",
                "units": "mot-cua;van-phong",
                "unit_names": "Trung tâm Phục vụ hành chính công\nVăn phòng HĐND và UBND",
                "what": "Hồ sơ có được trả đúng hẹn hay không.",
                "actions": "Theo dõi hạn của từng hồ sơ.",
                "evidence": "Sổ theo dõi hồ sơ",
                "confidence": "low",
                "review": "draft",
                "page": "linh-vuc/a/#a-i-1-1",
                "kind": "scored",
                "lead": "mot-cua",
                "scale": "Từ 95 % trở lên: 15.125\nTừ 80 % đến dưới 95 %: 7.50\nDưới 80 %: 0.00",
                "basis": "unchecked",
            },
        ),
        (
            WIDE,
            {
                "code": "D.II.1",
                "section": "D",
                "section_label": "Điểm cộng, điểm trừ",
                "group": "D.II",
                "group_title": "Điểm trừ",
                "title": "Có vụ việc vi phạm kỷ luật",
                "units": "van-phong",
                "unit_names": "Văn phòng HĐND và UBND",
                "page": "linh-vuc/d/#d-ii-1",
                "kind": "deduction",
            },
        ),
    ],
)
def test_a_criterion_s_cells(rubric: Path, cells: dict[str, str]) -> None:
    """Each in its own column, ids parted by semicolons, texts by lines; what is not given is empty."""
    table = csv.DictReader(io.StringIO(open_data.as_csv(newest(rubric)).decode("utf-8-sig"), newline=""))
    (row,) = [row for row in table if row["code"] == cells["code"]]
    assert {name: cell for name, cell in row.items() if cell} == cells


def test_groups_stand_in_groups() -> None:
    """Each with its level and what it stands in, with the points on its own row."""
    groups = json.loads(open_data.as_json(newest(WIDE)))["groups"]
    assert [(one["code"], one["section"], one["level"], one["parent"], one["max_points"]) for one in groups] == [
        ("A.I", "A", 1, "A", 40.0),
        ("A.I.1", "A", 2, "A.I", 25.5),
        ("A.I.1.2", "A", 3, "A.I.1", None),
        ("D.I", "D", 1, "D", None),
        ("D.II", "D", 1, "D", None),
    ]


def test_json_gives_the_order_of_the_rubric_and_null_for_what_is_not_there() -> None:
    """A criterion outside of groups without a note has neither; documents are named by their ids."""
    data = json.loads(open_data.as_json(newest(YEARS)))
    criteria = {one["code"]: one for one in data["criteria"]}
    assert (criteria["B.2"]["group"], criteria["B.2"]["guidance"]) == (None, None)
    assert criteria["B.2"]["formerly"] == ["B.2", "B.3"]
    assert criteria["A.2.3"]["group"] == "A.2"
    assert criteria["A.2.3"]["guidance"]["references"] == ["quy-che-2026"]
    assert data["$schema"] == "schema.json"
    schema = open_data.schema()
    jsonschema.validate(data, json.loads(schema))
    assert schema.endswith(b"}\n")
    assert open_data.keys()["criteria"]["code"].startswith("Mã đầy đủ")


@pytest.mark.parametrize(
    ("basis", "scoring", "level"),
    [
        ("checked", "known", "high"),
        ("checked", "partial", "medium"),
        ("seen", "known", "medium"),
        ("unchecked", "known", "low"),
    ],
)
def test_the_older_confidence_follows_from_what_was_checked(
    basis: str, scoring: str, level: str, tmp_path: Path
) -> None:
    """High only where the articles were checked and the way of scoring is known."""
    folder = shutil.copytree(YEARS, tmp_path / "rubric")
    for path, old, new in (
        (folder / "2026/01-tiep-nhan.yaml", "basis: {status: seen", f"basis: {{status: {basis}"),
        (folder / "2026/edition.yaml", "status: partial", f"status: {scoring}"),
    ):
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    site = views.build(load.load(folder).rubrics["2026"])
    criteria = json.loads(open_data.as_json(site))["criteria"]
    assert criteria[0]["guidance"]["confidence"]["level"] == level


def test_the_page_tells_what_the_data_are() -> None:
    """The edition as schema.org's `Dataset`, with the table that it was made of and the files beside it."""
    found = metadata.dataset(newest(YEARS))
    assert {name: value for name, value in found.items() if name not in ("identifier", "version")} == {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": "Sổ tay Chỉ số phục vụ xã Thử Nghiệm 2026",
        "description": "Sổ tay thử dành cho cán bộ xã.",
        "inLanguage": "vi",
        "temporalCoverage": "2026",
        "spatialCoverage": "xã Thử Nghiệm",
        "isAccessibleForFree": True,
        "isBasedOn": {
            "@type": "CreativeWork",
            "name": "BẢNG THỬ NĂM 2026",
            "publisher": {"@type": "Organization", "name": "UBND xã Thử Nghiệm"},
        },
        "distribution": [
            {"@type": "DataDownload", "contentUrl": name, "encodingFormat": kind}
            for name, kind in (
                ("tieu-chi.csv", "text/csv"),
                ("tieu-chi.json", "application/json"),
                ("tieu-chi.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            )
        ],
    }


def test_the_package_tells_where_the_data_are_from() -> None:
    """Its name, its source with the document that issued it, and a table and a text with what each is."""
    files = {"tai-ve/tieu-chi.csv": b"a", "tai-ve/tieu-chi.json": b"bc"}
    content = metadata.data_package(newest(YEARS), files)
    package = json.loads(content)
    assert "Sổ tay" in content.decode()
    assert package["name"] == "bo-tieu-chi-2026"
    assert package["sources"] == [
        {"title": "BẢNG THỬ NĂM 2026", "issued": "Kèm theo Quyết định số 02/QĐ-UBND của UBND xã Thử Nghiệm"}
    ]
    names = ("name", "title", "path", "format", "mediatype", "bytes", "type")
    assert [[resource.get(name) for name in names] for resource in package["resources"]] == [
        ["tieu-chi-csv", "Mỗi tiêu chí một dòng", "tieu-chi.csv", "csv", "text/csv", 1, "table"],
        ["tieu-chi-json", "Mọi nội dung, mô tả bằng schema.json", "tieu-chi.json", "json", "application/json", 2, None],
    ]
    fields = package["resources"][0]["schema"]["fields"]
    required = [field["name"] for field in fields if field.get("constraints", {}).get("required")]
    assert required == ["code", "section", "title", "kind"]
    assert fields[0] == {
        "name": "code",
        "type": "string",
        "description": f"{open_data.COLUMNS['code']}.",
        "constraints": {"required": True, "unique": True},
    }


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"id": "THU-1.0"}, [{"name": "THU-1.0", "title": "Giấy phép"}]),
        ({"url": "https://giay-phep.example"}, [{"title": "Giấy phép", "path": "https://giay-phep.example"}]),
        ({}, None),
    ],
)
def test_a_package_has_room_for_a_licence_with_an_id_or_an_address(
    given: dict[str, str], told: list[dict[str, str]] | None
) -> None:
    """Of one that has neither, only the page tells the name."""
    site = newest(YEARS)
    edition = site.edition.model_copy(update={"licence": Licence(name="Giấy phép", **given)})
    site = dataclasses.replace(site, rubric=dataclasses.replace(site.rubric, edition=edition))
    assert json.loads(metadata.data_package(site, {"a.csv": b"", "a.json": b""})).get("licenses") == told
    assert metadata.dataset(site)["license"] == given.get("url", "Giấy phép")


@pytest.mark.parametrize(
    ("rubric", "told"),
    [
        (
            WIDE,
            preview.Preview(
                "Sổ tay Chỉ số hài lòng",
                "phường Hư Cấu 2026 và các năm tiếp theo",
                "9 tiêu chí thành phần, 100,00 điểm chuẩn, 3 nội dung, 3 bộ phận",
            ),
        ),
        (BARE, preview.Preview("Chuẩn an toàn", "Trung tâm Hư Cấu 2025", "4 yêu cầu, 2 nhóm yêu cầu")),
    ],
)
def test_what_a_shared_link_shows(rubric: Path, told: preview.Preview) -> None:
    """The title, whose it is, and how much of everything there is."""
    assert preview.content(newest(rubric)) == told
