"""The checks of a release. Each gives what it found in order, or raises what is wrong."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from workshop.contract.running import Check, Failed, NotRun
from workshop.contract.tools import last_error, python_with, run
from workshop.contract.wheel import unreadable
from workshop.release import building
from workshop.release.licence import licence_of

ROOT = Path(__file__).resolve().parents[2]
FACTS = ROOT / "generated_client" / "toolzz_cal" / "operations.json"
RELEASED = ROOT / "spec" / "released.operations.json"
AUDIT = "pip-audit==2.10.1"
SECONDS = 300
# Licences that a program under MIT can be shipped with, as the packages word them.
ALLOWED = re.compile(r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Unlicense|0BSD)", re.IGNORECASE)
_DATED = r"^## {} \(\d{{4}}-\d\d-\d\d\)$"


def version() -> str:
    """The version that the client is emitted with."""
    text = (ROOT / "generated_client" / "toolzz_cal" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    if found is None:
        raise Failed(["generated_client/toolzz_cal/__init__.py has no __version__; run make generate"])
    return found[1]


def tree() -> str:
    """Nothing is uncommitted: what is checked is what is tagged."""
    git = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, text=True, capture_output=True, check=False)
    if git.returncode:
        raise NotRun("this is no checkout of git")
    if git.stdout:
        raise Failed([f"not committed: {line[3:]}" for line in git.stdout.splitlines()])
    return "everything is committed"


def drift() -> str:
    """The client and the pages are what the specification makes of them."""
    return _generator("check").splitlines()[-1]


def follows() -> str:
    """The version is as high as the changes since the last release ask for."""
    return _generator("diff", str(RELEASED), str(ROOT / "spec" / "openapi.yaml"), "--check-version").splitlines()[-1]


def changelog() -> str:
    """The version has a section with the day of its release."""
    text, own = (ROOT / "CHANGELOG.md").read_text("utf-8"), version()
    if re.search(_DATED.format(re.escape(own)), text, re.MULTILINE) is None:
        raise Failed([f"CHANGELOG.md: no heading `## {own} (YYYY-MM-DD)`; put the day of the release there"])
    return f"{own} is dated"


def package() -> str:
    """Wheel, sdist and bill of materials can be built, hold what they should, and read well where they are shown."""
    wheel = building.build(ROOT / "dist")
    names = zipfile.ZipFile(wheel).namelist()
    findings = [
        f"{wheel.name} lacks {name}"
        for name in ("toolzz_cal/py.typed", "toolzz_cal/operations.json")
        if name not in names
    ]
    own = re.compile(r"toolzz_cal\w*(-[\d.]+\.dist-info)?/")
    findings += [f"{wheel.name} holds {name}, which is not the package's" for name in names if not own.match(name)]
    if not wheel.name.startswith(f"toolzz_cal-{version()}-"):
        findings.append(f"{wheel.name} is not of version {version()}")
    findings += building.faults(wheel)
    findings += unreadable(wheel.parent)
    if findings:
        raise Failed(findings)
    return f"{wheel.name}, {len(names)} files, {wheel.stat().st_size // 1024} kB"


def audit() -> str:
    """No dependency, extras included, has a known vulnerability."""
    python = python_with("pip-audit", AUDIT)
    with tempfile.TemporaryDirectory() as name:
        listed = Path(name) / "requirements.txt"
        listed.write_text("".join(f"{each}\n" for each in sorted(_installed())), "utf-8")
        told = run([str(python), "-m", "pip_audit", "--no-deps", "--disable-pip", "-r", str(listed)], seconds=SECONDS)
    if told.returncode == 0:
        return f"{len(_installed())} packages, none with a known vulnerability"
    if "vulnerabilit" in told.stderr and "ound" in told.stderr:
        raise Failed([line for line in told.stdout.splitlines()[2:] if line.strip()])
    raise NotRun(f"the list of vulnerabilities can't be reached: {last_error(told.stderr)}")


def licences() -> str:
    """What is installed with the package, extras included, has a licence that fits."""
    found = {each.partition("==")[0]: licence_of(each.partition("==")[0]) for each in _installed()}
    odd = [f"{name}: {told or 'says no licence'}" for name, told in found.items() if not ALLOWED.search(told)]
    if odd:
        raise Failed(odd)
    return ", ".join(f"{name} {told.splitlines()[0][:24]}" for name, told in sorted(found.items()))


def _installed() -> set[str]:
    """`name==version` of each dependency and of theirs, as far as they are installed here; tools of development not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras: dict[str, list[str]] = project["optional-dependencies"]
    waiting = [
        *project["dependencies"],
        *(each for needed in extras.values() for each in needed),
    ]
    found: dict[str, str] = {}
    while waiting:
        name = re.split(r"[\s\[<>=!~;]", waiting.pop(), maxsplit=1)[0].lower().replace("_", "-")
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # for another system, or an extra of an extra
        if name not in found and name != "toolzz-cal":
            found[name] = package.version
            waiting += [each for each in package.requires or () if "extra ==" not in each]
    return {f"{name}=={version}" for name, version in found.items()}


def _generator(*arguments: str) -> str:
    told = run([sys.executable, "-m", "generator", *arguments], seconds=SECONDS)
    if told.returncode:
        raise Failed((told.stderr or told.stdout).strip().splitlines()[-3:])
    return told.stdout.strip()


CHECKS = {
    check.name: check
    for check in (
        Check("tree", "nothing is uncommitted", tree),
        Check("drift", "the client is what the specification makes of it", drift),
        Check("version", "the version follows the changes since the last release", follows),
        Check("changelog", "the version has a dated section", changelog),
        Check("package", "wheel, sdist and bill of materials can be built and hold what they should", package),
        Check("audit", "no dependency has a known vulnerability", audit),
        Check("licences", "every dependency has a licence that fits", licences),
    )
}
