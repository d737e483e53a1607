"""The house stays as designed: one-way imports, one writer, a current schema."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from rubric_site import addresses, load, schema
from stage import DISTRICT, FIXTURES, RUBRIC, newest

PACKAGE = Path(__file__).parents[2] / "scripts" / "rubric_site"

ORDER = (
    "characters",
    "errors",
    "outcome",
    "command_line",
    "codes",
    "source_table",
    "identity",
    "addresses",
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
    "fitting",
    "sheet",
    "change_text",
    "change_report",
    "fields",
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
    """No other module of the package creates, changes or removes a file."""
    if module_of(path) != "write":
        assert list(changing(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "code",
    [
        "Path(x).write_bytes(b)",
        'open(x, "w")',
        'x.open(mode="ab")',
        "shutil.move(x, y)",
        "os.remove(x)",
        "os.replace(x, y)",
        "Path(x).replace(y)",
    ],
)
def test_what_writes_is_recognised(code: str) -> None:
    """However a file is changed, the rule above sees it; what only reads, it lets be."""
    assert list(changing(code))
    assert list(changing('open(x); x.open("rb"); Path(x).read_bytes(); x.replace(y, z); replace(x, a=y)')) == []


CHANGING = {
    *(
        "write_text",
        "write_bytes",
        "mkdir",
        "makedirs",
        "touch",
        "symlink_to",
        "hardlink_to",
        "copy",
        "copyfile",
        "copytree",
    ),
    *("unlink", "remove", "rename", "rmdir", "rmtree", "move", "mkstemp", "mkdtemp", "TemporaryDirectory"),
    *("replace", "chmod"),
}
NOT_OF_FILES = {"copy", "remove", "replace"}
"""What lists and models have too: counted only as a function of a module."""

MODULES = {"os", "shutil", "tempfile"}


def changing(code: str) -> Iterator[str]:
    """The calls that create, change or remove a file."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id="open") | ast.Attribute(attr="open"):
                given = [*node.args, *(word.value for word in node.keywords if word.arg == "mode")]
                modes = (one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str))
                if any(set(mode) <= set("rwaxbt+") and set(mode) & set("wax+") for mode in modes):
                    yield ast.unparse(node)
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if name in CHANGING and owner in MODULES:
                yield ast.unparse(node)
            case ast.Attribute(attr=name) if name in CHANGING - NOT_OF_FILES:
                yield ast.unparse(node)
            case ast.Attribute(attr="replace") if len(node.args) == 1 and not node.keywords:  # a text's has two
                yield ast.unparse(node)


ADDRESSES = sorted({value for value in vars(addresses).values() if isinstance(value, str) and value.endswith("/")})


@pytest.mark.parametrize(
    "path", [*FILES, *PACKAGE.rglob("*.jinja")], ids=lambda path: path.relative_to(PACKAGE).as_posix()
)
def test_an_address_is_written_once(path: Path) -> None:
    """Whoever leads to a page or a file takes its address from the one module that has it."""
    if module_of(path) != "addresses":
        text = path.read_text(encoding="utf-8")
        assert [url for url in ADDRESSES if re.search(rf'["}}]/?{url}', text)] == []


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
    """rubric/schema.json is what the model gives: `run.py schema` writes it."""
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
