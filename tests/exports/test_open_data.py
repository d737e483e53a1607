"""CSV and JSON say what the rubric says, to the letter."""

import csv
import dataclasses
import datetime as dt
import hashlib
import io
import json
from collections.abc import Callable, Mapping
from decimal import Decimal

import jsonschema
from rubric_site import exports
from rubric_site.exports import open_data
from rubric_site.model import Edition, Guidance, Licence, Reference, Unit
from rubric_site.views import Site

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
    assert names == list(open_data.COLUMNS)
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


def test_the_schema_has_a_name(files: Files) -> None:
    """Whoever keeps schemas of many bodies can tell them apart."""
    assert json.loads(files["tai-ve/schema.json"])["$id"].startswith("urn:uuid:")


def test_hostile_titles_stay_as_they_are(hostile_text: str, commune_with: Callable[[str], Site]) -> None:
    """No sign in a title ends a cell or changes on the way."""
    files = dict(exports.build(commune_with(hostile_text), lambda _: None))
    assert hostile_text in [row["title"] for row in rows(files)]
    data = json.loads(files["tai-ve/tieu-chi.json"])
    assert hostile_text in [criterion["title"] for criterion in data["criteria"]]
