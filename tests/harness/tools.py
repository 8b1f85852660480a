"""The programs that tests need beside Python: where they are, and how a machine gets them.

`python -m tests.harness.tools` installs what is missing where it can (Debian, as root; npm packages anywhere) and
names the command for the rest. Exit status 1 means that something is still missing.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
POSTGRES_ROOT = Path("/")
POSTGRES_PLACES = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "usr/local/pgsql/bin",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
    "Applications/Postgres.app/Contents/Versions/*/bin",
)
#: The oldest PostgreSQL this product supports.
POSTGRES_OLDEST = 15


class MissingTool(Exception):
    """A program that this run needs is not on this machine; the message says which and how to get it."""


def chromium() -> Path | None:
    """The browser's program: $CHROMIUM, else the first known name on PATH or place on disk."""
    named = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else []
    for candidate in (*named, *CHROMIUM_NAMES, *CHROMIUM_PLACES):
        if found := shutil.which(candidate):
            return Path(found)
    return None


def _postgres_version(folder: Path) -> int:
    """The major version of the server in `folder`, 0 when it is no server or does not answer."""
    if not all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
        return 0
    try:
        answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, timeout=20).stdout
        return int(answer.split()[2].split(".")[0])
    except (OSError, IndexError, ValueError, subprocess.TimeoutExpired):
        return 0


def postgres_folder() -> Path | None:
    """The folder with initdb and postgres: the one on PATH, else the newest in the distributions' version folders."""
    if on_path := shutil.which("initdb"):
        folder = Path(on_path).resolve().parent
        if _postgres_version(folder) >= POSTGRES_OLDEST:
            return folder
    places = [folder for pattern in POSTGRES_PLACES for folder in POSTGRES_ROOT.glob(pattern)]
    versions = {folder: _postgres_version(folder) for folder in places}
    supported = [folder for folder in places if versions[folder] >= POSTGRES_OLDEST]
    return max(supported, key=versions.__getitem__, default=None)


def _program(*names: str) -> Path | None:
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def java() -> Path | None:
    """A Java runtime that answers (macOS ships a `java` that only says where to buy one)."""
    program = _program("java")
    if program and subprocess.run([program, "-version"], capture_output=True).returncode == 0:
        return program
    return None


def dutch_spelling() -> list[str] | None:
    """The command that reads words and names the misspelt ones; None without hunspell or a Dutch dictionary."""
    program = _program("hunspell")
    if program is None:
        return None
    command = [str(program), "-d", "nl_NL", "-i", "utf-8"]
    tried = subprocess.run([*command, "-l"], input="gemeenteraad\nraddslid\n", capture_output=True, text=True)
    return command if (tried.returncode, tried.stdout.split()) == (0, ["raddslid"]) else None


def _locked(package: str, file: str) -> Path | None:
    """`file` of an npm package, when what is installed is what package-lock.json says."""
    lock = json.loads((HERE / "package-lock.json").read_text())
    wanted = lock["packages"][f"node_modules/{package}"]["version"]
    try:
        present = json.loads((MODULES / package / "package.json").read_text())["version"]
    except OSError:
        return None
    path = MODULES / package / file
    return path if present == wanted and path.is_file() else None


def axe_script() -> Path | None:
    """axe-core's script, to be put into a page under test."""
    return _locked("axe-core", "axe.min.js")


def html_checker() -> list[str] | None:
    """The command that checks HTML; ends in options and files, or `-` for standard input. None without jar or Java."""
    jar, runtime = _locked("vnu-jar", "build/dist/vnu.jar"), java()
    return [str(runtime), "-Xss2m", "-jar", str(jar)] if jar and runtime else None


@dataclass(frozen=True)
class Tool:
    """`find` gives None when it is not there; `packages` are Debian's names for it, `brew` is Homebrew's."""

    name: str
    find: Callable[[], object | None]
    packages: tuple[str, ...] = ()
    brew: str = ""


SYSTEM = (
    Tool("Chromium", chromium, ("chromium",), "--cask chromium"),
    Tool("a PostgreSQL server, 15 or newer", postgres_folder, ("postgresql",), "postgresql@16"),
    Tool("gettext", lambda: _program("xgettext"), ("gettext",), "gettext"),
    Tool("Node with npm", lambda: _program("npm"), ("nodejs", "npm"), "node"),
    Tool("a Java runtime", java, ("default-jre-headless",), "openjdk"),
    Tool("hunspell with a Dutch dictionary", dutch_spelling, ("hunspell", "hunspell-nl"), "hunspell"),
)
FROM_NPM = (
    Tool("the axe accessibility checker", axe_script),
    Tool("the HTML checker", lambda: _locked("vnu-jar", "build/dist/vnu.jar")),
)
NPM = "npm ci --prefix tests/harness --ignore-scripts"


def _install_debian(packages: list[str]) -> None:
    print("Installing with apt-get:", *packages, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]):
        arguments = packages if "install" in command else []
        subprocess.run([*command, *arguments], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def _install_npm() -> None:
    print("Installing the checkers from npm.", flush=True)
    # inside the folder, so that its .npmrc holds
    subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=HERE, stdin=subprocess.DEVNULL)


def _command(tool: Tool, debian: bool) -> str:
    if debian:
        return f"apt-get install {' '.join(tool.packages)} (as root)"
    if sys.platform == "darwin":
        return f"brew install {tool.brew}"
    return f"what this system has for installing packages, for what Debian calls {' '.join(tool.packages)}"


def provide() -> list[str]:
    """Install what is missing where that is possible; what still is missing, one sentence each."""
    missing = [tool for tool in SYSTEM if tool.find() is None]
    debian = shutil.which("apt-get") is not None
    if missing and debian and os.geteuid() == 0:
        _install_debian([package for tool in missing for package in tool.packages])
        missing = [tool for tool in missing if tool.find() is None]
    if any(tool.find() is None for tool in FROM_NPM) and _program("npm"):
        _install_npm()
    sentences = [f"Missing: {tool.name}. Command: {_command(tool, debian)}" for tool in missing]
    sentences += [f"Missing: {tool.name}. Command: {NPM}" for tool in FROM_NPM if tool.find() is None]
    return sentences


def main() -> int:
    """Provide the tools; say what is missing. Exit status 1 when something is."""
    sentences = provide()
    print(*sentences, sep="\n", end="\n" if sentences else "")
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main())
