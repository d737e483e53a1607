#!/usr/bin/env python3
"""List what the site and its build are made of, as CycloneDX: two files for whoever asks which versions are inside.

    python scripts/sbom.py FOLDER

`build.cdx.json` has every Python package of requirements.txt, `site.cdx.json` what of others' work reaches readers: the
theme and the vendored files that are shipped. The same state of the repository gives the same bytes.
"""

import argparse
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[1]
PINS = ROOT / "requirements.txt"
THEME = ("mkdocs-material", "MIT")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="sbom.py", description="Write the software bills of materials.")
    parser.add_argument("folder", type=Path, help="where the files go")
    folder: Path = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", "--output-reproducible", str(PINS)]
    subprocess.run([*command, "-o", str(folder / "build.cdx.json")], check=True)  # noqa: S603 - nothing from outside
    (folder / "site.cdx.json").write_text(_site(), encoding="utf-8", newline="\n")
    print(f"{folder / 'build.cdx.json'}\n{folder / 'site.cdx.json'}")
    return 0


def _site() -> str:
    """What the site is made of besides the rubric and our own code."""
    vendored = tomllib.loads((ROOT / "scripts" / "vendored.toml").read_text(encoding="utf-8"))
    components = [_theme(), *(_package(one) for one in vendored["package"] if one["shipped"])]
    serial = uuid5(NAMESPACE_URL, "\n".join(str(component.purl) for component in components))
    bom = Bom(components=components, serial_number=serial)
    site = Component(name="site", type=ComponentType.APPLICATION, bom_ref="site")
    bom.metadata.component = site
    bom.register_dependency(site, components)
    bom.metadata.timestamp = None
    return f"{JsonV1Dot6(bom).output_as_string(indent=2)}\n"


def _theme() -> Component:
    name, licence = THEME
    (version,) = re.findall(rf"^{name}==(\S+)", PINS.read_text(encoding="utf-8"), re.MULTILINE)
    return _component(PackageURL("pypi", None, name, version), licence)


def _package(one: Mapping[str, Any]) -> Component:
    scope, _, name = one["name"].rpartition("/")
    component = _component(PackageURL("npm", scope or None, name, one["version"]), one["licence"])
    component.components.update(_files(one["files"]))
    return component


def _component(purl: PackageURL, licence: str) -> Component:
    return Component(
        name=purl.name,
        group=purl.namespace,
        version=purl.version,
        purl=purl,
        bom_ref=str(purl),
        licenses=[LicenseFactory().make_from_string(licence)],
    )


def _files(files: Sequence[Mapping[str, Any]]) -> Iterator[Component]:
    for file in files:
        hashes = [HashType(alg=HashAlgorithm.SHA_256, content=file["sha256"])]
        yield Component(name=file["path"], type=ComponentType.FILE, hashes=hashes, bom_ref=file["path"])


if __name__ == "__main__":
    sys.exit(main())
