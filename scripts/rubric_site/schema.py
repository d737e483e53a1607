"""The JSON Schema of the rubric's files, by which editors' programs complete and explain the keys."""

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from rubric_site.model import FILES

FILE = "schema.json"
"""Where it stands in a rubric's folder."""


def definitions() -> dict[str, Any]:
    """Return the schema of each part of the rubric by the part's name."""
    _, whole = models_json_schema([(model, "validation") for model in FILES.values()])
    return dict(whole["$defs"])


def schema() -> str:
    """Return the schema of every kind of file as JSON text: a file follows one of them, known by its keys."""
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Bộ tiêu chí",
        "anyOf": [{"$ref": f"#/$defs/{model.__name__}"} for model in FILES.values()],
        "$defs": definitions(),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
