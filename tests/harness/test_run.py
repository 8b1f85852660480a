"""The summary of a run counts everything, and nothing at all is not a pass."""

import pytest

from tests.harness import run, tools

REPORT = '<testsuites><testsuite name="pytest" tests="{}" errors="{}" failures="{}" skipped="{}"/></testsuites>'


def tally_of(tmp_path, *reports):
    tally = run.Tally()
    for number, counts in enumerate(reports):
        path = tmp_path / f"{number}.xml"
        path.write_text(REPORT.format(*counts))
        tally.add_report("a run", path)
    return tally


def test_runs_are_added_up_and_an_error_is_a_failure(tmp_path):
    tally = tally_of(tmp_path, (10, 1, 2, 3), (5, 0, 0, 0))
    assert tally.summary() == "9 passed, 3 failed, 3 skipped"
    assert not tally.good


def test_what_failed_in_any_run_is_named_once_more_at_the_end(tmp_path, monkeypatch, capsys):
    path = tmp_path / "one.xml"
    path.write_text(
        '<testsuites><testsuite tests="3" errors="1" failures="1" skipped="0">'
        '<testcase classname="tests.road.test_a" name="test_red[x]" time="2.5"><failure message="no"/></testcase>'
        '<testcase classname="tests.road.test_a" name="test_broken" time="0.5"><error message="no"/></testcase>'
        '<testcase classname="tests.road.test_a" name="test_green" time="7"/></testsuite></testsuites>'
    )
    monkeypatch.setitem(run.RUNS, "quick", lambda tally: tally.add_report("browser", path))
    assert run.main("quick") == 1
    said = capsys.readouterr().out
    slow, _, end = said.partition("--- quick: ")
    assert slow.index("test_green") < slow.index("test_red[x]")
    assert end.splitlines()[1:] == [
        "failed: tests/road/test_a.py::test_red[x] (browser)",
        "failed: tests/road/test_a.py::test_broken (browser)",
        "1 passed, 2 failed, 0 skipped",
    ]


@pytest.mark.parametrize(("counts", "good"), [((0, 0, 0, 0), False), ((2, 0, 0, 2), False), ((2, 0, 0, 1), True)])
def test_a_run_in_which_nothing_ran_is_no_pass(tmp_path, counts, good):
    assert tally_of(tmp_path, counts).good is good


def test_a_run_that_breaks_before_its_report_is_a_failure(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "REPORTS", tmp_path)
    tally = run.Tally(passed=5)
    run.suite(tally, "broken", "--no-such-option")
    assert tally.failed == 1
    assert tally.trouble == ["pytest stopped with status 4: broken"]


def test_the_last_line_is_the_summary_and_the_status_follows_it(monkeypatch, capsys):
    monkeypatch.setitem(run.RUNS, "quick", lambda tally: tally.__setattr__("passed", 3))
    assert run.main("quick") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "3 passed, 0 failed, 0 skipped"
    monkeypatch.setitem(run.RUNS, "quick", lambda tally: tally.trouble.append("no browser"))
    assert run.main("quick") == 1
    assert capsys.readouterr().out.splitlines()[-2:] == ["no browser", "0 passed, 0 failed, 0 skipped"]


@pytest.mark.parametrize(
    ("apt", "platform", "command"),
    [
        ("apt-get", "linux", "apt-get install chromium (as root)"),
        (None, "darwin", "brew install --cask chromium"),
        (None, "linux", "what this system has for installing packages, for what Debian calls chromium"),
    ],
)
def test_what_cannot_be_installed_is_named_with_its_command(monkeypatch, apt, platform, command):
    monkeypatch.setattr(tools.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(tools.shutil, "which", lambda name: apt if name == "apt-get" else None)
    monkeypatch.setattr(tools.sys, "platform", platform)
    absent = tools.Tool("Chromium", lambda: None, ("chromium",), "--cask chromium")
    monkeypatch.setattr(tools, "SYSTEM", (absent,))
    monkeypatch.setattr(tools, "FROM_NPM", (tools.Tool("the axe accessibility checker", lambda: None),))
    assert tools.provide() == [
        f"Missing: Chromium. Command: {command}",
        "Missing: the axe accessibility checker. Command: npm ci --prefix tests/harness --ignore-scripts",
    ]


def test_a_checker_of_another_version_than_the_lock_is_not_used(monkeypatch, tmp_path):
    package = tmp_path / "axe-core"
    package.mkdir()
    (package / "axe.min.js").write_text("")
    (package / "package.json").write_text('{"version": "1.0.0"}')
    monkeypatch.setattr(tools, "MODULES", tmp_path)
    assert tools.axe_script() is None
    locked = tools.json.loads((tools.HERE / "package-lock.json").read_text())
    version = locked["packages"]["node_modules/axe-core"]["version"]
    (package / "package.json").write_text(f'{{"version": "{version}"}}')
    assert tools.axe_script() == package / "axe.min.js"


def test_the_newest_postgres_of_the_version_folders_is_taken_and_an_old_one_never(monkeypatch, tmp_path):
    for version in (13, 15, 16):
        folder = tmp_path / "usr" / "lib" / "postgresql" / str(version) / "bin"
        folder.mkdir(parents=True)
        for name in ("initdb", "postgres"):
            (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}.1'\n")
            (folder / name).chmod(0o755)
    monkeypatch.setattr(tools.shutil, "which", lambda name: None)
    monkeypatch.setattr(tools, "POSTGRES_ROOT", tmp_path)
    assert tools.postgres_folder().parent.name == "16"
    monkeypatch.setattr(tools, "POSTGRES_OLDEST", 17)
    assert tools.postgres_folder() is None
