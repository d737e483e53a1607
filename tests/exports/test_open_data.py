"""CSV and JSON say what the rubric says, to the letter."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from decimal import Decimal

import jsonschema
from rubric_site import exports
from rubric_site.exports import open_data
from rubric_site.model import Edition, Guidance, Reference, Unit
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


def test_hostile_titles_stay_as_they_are(hostile_text: str, commune_with: Callable[[str], Site]) -> None:
    """No sign in a title ends a cell or changes on the way."""
    files = exports.build(commune_with(hostile_text), lambda _: None)
    assert hostile_text in [row["title"] for row in rows(files)]
    data = json.loads(files["tai-ve/tieu-chi.json"])
    assert hostile_text in [criterion["title"] for criterion in data["criteria"]]
