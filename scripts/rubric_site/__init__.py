"""Turn a rubric in YAML into the pages of a guidance site.

Imports point one way: errors ← model ← explain ← load ← check ← views ← render ← write ← generate.py.
"""

import os
import sys
from importlib.util import find_spec

_NEEDED = "docx icalendar jinja2 markupsafe openpyxl pydantic rapidfuzz rjsmin typst xlsxwriter yaml"

if not all(map(find_spec, _NEEDED.split())):  # whoever takes another Python than the project's reads what to do
    _python, _here = ("py", ".venv\\Scripts\\python") if os.name == "nt" else ("python3", ".venv/bin/python")
    sys.exit(f"Python này chưa có thư viện của dự án: chạy `{_python} run.py site`, hoặc thay `python` bằng `{_here}`.")
