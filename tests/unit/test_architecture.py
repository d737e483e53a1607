"""The house stays as designed: one-way imports, one writer, a current schema."""

import ast
import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from rubric_site import load, schema
from stage import DISTRICT, FIXTURES, RUBRIC, newest

PACKAGE = Path(__file__).parents[2] / "scripts" / "rubric_site"

ORDER = (
    "characters",
    "packing",
    "errors",
    "outcome",
    "command_line",
    "codes",
    "source_table",
    "identity",
    "model",
    "explain",
    "schema",
    "syntax",
    "manual",
    "reading",
    "files",
    "values",
    "load",
    "lifetime",
    "check",
    "lineage",
    "views",
    "agenda",
    "changes",
    "editions",
    "text",
    "notes",
    "sheet",
    "change_text",
    "change_report",
    "change_data",
    "glossary",
    "search",
    "render",
    "frame",
    "record",
    "exports",
    "publication",
    "importer",
    "write",
)
"""A module imports only modules to its left; what stands in a folder counts as the folder."""


def imports(path: Path) -> set[str]:
    """The package's own modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "rubric_site":
            below = node.module.split(".")[1:]
            found |= {below[0]} if below else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("rubric_site.")}
    return found


def module_of(path: Path) -> str:
    """The name of the module, or of the folder, that a file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or path.parent != PACKAGE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    """Errors ← model ← load ← check ← views ← render and exports; none of them knows the command."""
    here = module_of(path)
    later = {name for name in imports(path) - {here} if ORDER.index(name) >= ORDER.index(here)}
    assert later == set()


def test_render_and_exports_do_not_know_each_other() -> None:
    """Pages and downloads are two ends of the same views: neither imports the other."""
    for path in FILES:
        forbidden = {"render": "exports", "exports": "render"}.get(module_of(path))
        assert forbidden not in imports(path), path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_write_writes(path: Path) -> None:
    """No other module of the package creates, changes or removes a file (the schema's own command aside)."""
    if module_of(path) in {"write", "schema"}:
        return
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not calls & {"write_text", "write_bytes", "mkdir", "unlink", "rename", "rmdir", "touch", "rmtree"}


@cache
def words() -> set[str]:
    """What a rubric alone may say: the names of bodies and, of the frozen one, also its kind, place and units."""
    site = newest(DISTRICT)
    own = {site.edition.body.area.split()[0], site.edition.body.place, *(unit.full_name for unit in site.rubric.units)}
    rubrics = [rubric for folder in (RUBRIC, *FIXTURES) for rubric in load.load(folder).rubrics.values()]
    return own.union(*({rubric.edition.body.name, rubric.edition.body.area} for rubric in rubrics))


@pytest.mark.parametrize("path", [*FILES, PACKAGE.parent / "generate.py"], ids=lambda path: path.name)
def test_no_code_knows_an_edition(path: Path) -> None:
    """Nothing in code names a body or the units of one: they are the rubric's."""
    code = path.read_text(encoding="utf-8")
    strings = {
        node.value
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not _is_example(node.value)
    }
    assert not [text for text in strings if any(word in text for word in words())]


def _is_example(text: str) -> bool:
    """Descriptions of the fields may give an example."""
    return "ví dụ" in text


def test_templates_do_not_know_an_edition() -> None:
    """The same for templates and for the site's settings, and they name no year."""
    known = words() | {str(newest(DISTRICT).edition.year)}
    for path in (
        *PACKAGE.rglob("*.jinja"),
        PACKAGE.parents[1] / "mkdocs.yml",
        *PACKAGE.parents[1].glob("overrides/**/*"),
    ):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not [word for word in known if word in text], path


def test_the_schema_is_current() -> None:
    """rubric/schema.json is what the model gives: `python -m rubric_site.schema rubric` writes it."""
    if not (RUBRIC / "schema.json").is_file():
        pytest.skip("This rubric was put in place without the schema.")
    assert (RUBRIC / "schema.json").read_text(encoding="utf-8") == schema.schema()


def test_every_field_is_described_in_vietnamese() -> None:
    """An editor's program can explain every key and every part of a file."""
    definitions = schema.definitions()
    fields = {
        f"{name}.{field}": text.get("description") or definitions[text["$ref"].rsplit("/", 1)[1]]["description"]
        for name, definition in definitions.items()
        for field, text in definition.get("properties", {}).items()
    }
    assert len(fields) > 50
    assert [name for name, text in fields.items() if not text.endswith((".", ";")) or text.isascii()] == []
    assert [name for name, text in definitions.items() if not text.get("description")] == []


def test_rubrics_follow_the_schema() -> None:
    """What the generator accepts, an editor's program accepts too."""
    validator = jsonschema.Draft202012Validator(json.loads(schema.schema()))
    for folder in (RUBRIC, *FIXTURES):
        loaded = load.load(folder)
        for document in (*loaded.shared.values(), *(one for edition in loaded.editions.values() for one in edition)):
            data = json.loads(json.dumps(document.data, default=float))
            assert [error.message for error in validator.iter_errors(data)] == [], document.path
