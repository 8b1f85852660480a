"""What is committed: a complete, hashed lock, and nothing of the machine it was written on."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
#: A folder of one machine or one person. `/tmp` in a sentence is no path; `/tmp/x` is.
MACHINE = re.compile(r"(?<![\w.<])/(?:tmp|work|root|home|Users)/[\w.]")
REGISTRY = re.compile(r"registry\.npmjs|pypi\.org|pythonhosted|npmmirror|--(?:extra-)?index-url \S|--find-links \S")
ALLOWED = {"tests/harness/test_repository.py", "LICENSE"}


def tracked() -> list[str]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout")
    return [name for name in listed.decode().split("\0") if name]


def offences(texts: dict[str, str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE.search(line) or REGISTRY.search(line)
    ]


def test_nothing_committed_names_a_machine_or_a_registry():
    texts = {}
    for name in tracked():
        path = ROOT / name
        if name not in ALLOWED and path.is_file() and b"\0" not in (content := path.read_bytes())[:8000]:
            texts[name] = content.decode(errors="replace")
    assert len(texts) > 20
    assert offences(texts) == []


@pytest.mark.parametrize(
    "line",
    ["open('/tmp/x')", "cd /work/main", "/root/.venv", '"resolved": "https://registry.npmjs.org/a"', "--index-url u"],
)
def test_the_scan_sees_what_it_looks_for(line):
    assert offences({"a": line})


@pytest.mark.parametrize("line", ["https://example.org/work/area", "templates/root/x.html", "kept in /tmp of the user"])
def test_the_scan_passes_what_is_no_path_of_a_machine(line):
    assert offences({"a": line}) == []


def pinned(lock: str) -> dict[str, tuple[str, int]]:
    """Name -> (version, number of hashes)."""
    found = {}
    for part in re.split(r"\n(?=\w)", (ROOT / lock).read_text()):
        if match := re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)", part):
            found[match[1].lower().replace("_", "-")] = (match[2], part.count("--hash=sha256:"))
    return found


def asked(names: list[str]) -> set[str]:
    return {re.match(r"[\w.-]+", name)[0].lower().replace("_", "-") for name in names}


def test_the_lock_is_complete_and_hashed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    site, everything = (pinned(lock) for lock in LOCKS)
    assert asked(project["project"]["dependencies"]) <= site.keys()
    assert asked(project["dependency-groups"]["dev"]) <= everything.keys()
    assert all(hashes for _, hashes in [*site.values(), *everything.values()])


def test_the_tests_run_on_the_very_versions_of_the_site():
    site, everything = (pinned(lock) for lock in LOCKS)
    assert {name: everything.get(name) for name in site} == site


def test_npm_packages_carry_their_digest():
    lock = (ROOT / "tests" / "harness" / "package-lock.json").read_text()
    assert lock.count('"node_modules/') == lock.count('"integrity": "sha512-')
