"""The bill of materials beside the wheel (CycloneDX): the package, and what it declares that it needs."""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from packageurl import PackageURL
from packaging.metadata import Metadata
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from workshop.release.licence import licence_of

# A line of `Requires-Dist` as the wheel has it: its range, and the extra and systems it is for.
DECLARED = "toolzz-cal:requires-dist"


def metadata_of(wheel: Path) -> Metadata:
    """What a wheel says of itself."""
    with ZipFile(wheel) as files:
        (name,) = (each for each in files.namelist() if each.endswith(".dist-info/METADATA"))
        return Metadata.from_email(files.read(name), validate=False)


def path_beside(wheel: Path) -> Path:
    """Where the bill of a wheel is: `toolzz_cal-1.2.3.cdx.json`."""
    name, version, *_ = wheel.name.split("-")
    return wheel.with_name(f"{name}-{version}.cdx.json")


def write(wheel: Path) -> Path:
    """Writes the bill beside the wheel and answers its path."""
    path = path_beside(wheel)
    path.write_text(bill(wheel, os.environ), "utf-8", newline="\n")
    return path


def bill(wheel: Path, environment: Mapping[str, str]) -> str:
    """The bill of materials of a wheel, as JSON. The same wheel gives the same bill.

    Dependencies stand in it as they are declared, by range: which versions go with it is decided by who
    installs it. Licences are those of the packages installed here; for one that is not installed none is told.

    Args:
        wheel: The wheel.
        environment: Has `SOURCE_DATE_EPOCH`, in seconds since 1970, when the bill is to tell its time.
    """
    own = metadata_of(wheel)
    hashed = hashlib.sha256(wheel.read_bytes()).hexdigest()
    package = Component(
        type=ComponentType.LIBRARY,
        name=own.name,
        version=str(own.version),
        description=own.summary,
        bom_ref=own.name,
        purl=PackageURL("pypi", name=own.name, version=str(own.version)),
        licenses=_licences(str(own.license_expression or "")),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=hashed)],
    )
    needed: dict[str, list[Requirement]] = {}
    for requirement in own.requires_dist or ():
        needed.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    # An extra that is made of others names the package itself.
    package.properties.update(_declared(needed.pop(canonicalize_name(own.name), [])))
    components = [_component(name, lines) for name, lines in sorted(needed.items())]
    when = environment.get("SOURCE_DATE_EPOCH")
    made = Bom(components=components, serial_number=uuid.uuid5(uuid.NAMESPACE_OID, f"{wheel.name} {hashed}"))
    made.metadata.component = package
    if when is not None:
        made.metadata.timestamp = datetime.fromtimestamp(int(when), UTC)
    made.register_dependency(package, components)
    document: dict[str, Any] = json.loads(JsonV1Dot6(made).output_as_string())
    if when is None:
        del document["metadata"]["timestamp"]  # the library puts the time of day there
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def faults(text: str, own: Metadata) -> list[str]:
    """What is wrong with a bill, a line each: its form, or a dependency of the package that is not in it.

    Args:
        text: The bill, as JSON.
        own: What the wheel says of itself.
    """
    from cyclonedx.validation.json import JsonStrictValidator  # only now: it takes half a second

    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text, all_errors=True)
    if found is not None:
        return [f"the bill is no CycloneDX 1.6: {each.data.json_path}: {each.data.message[:200]}" for each in found]
    document = json.loads(text)
    listed = [document["metadata"]["component"], *document.get("components", [])]
    told = {
        (each["name"], kept["value"])
        for each in listed
        for kept in each.get("properties", [])
        if kept["name"] == DECLARED
    }
    return [
        f"the bill lacks {requirement}"
        for requirement in own.requires_dist or ()
        if (canonicalize_name(requirement.name), str(requirement)) not in told
    ]


def _component(name: str, lines: list[Requirement]) -> Component:
    is_extra = all("extra ==" in str(line.marker or "") for line in lines)
    try:
        licence = licence_of(name)
    except PackageNotFoundError:
        licence = ""
    return Component(
        type=ComponentType.LIBRARY,
        name=name,
        bom_ref=name,
        purl=PackageURL("pypi", name=name),
        scope=ComponentScope.OPTIONAL if is_extra else ComponentScope.REQUIRED,
        licenses=_licences(licence),
        properties=_declared(lines),
    )


def _declared(lines: list[Requirement]) -> list[Property]:
    return [Property(name=DECLARED, value=str(line)) for line in lines]


def _licences(told: str) -> list[License]:
    lines = told.splitlines()
    return [LicenseFactory().make_from_string(lines[0])] if lines else []
