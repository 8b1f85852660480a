"""The commands: Dutch on the screen, JSON when asked, exit status 1 with a problem, never a trace."""

import io
import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from content import terminal
from courses.members.models import Kind, LocalContact, Membership, Organisation
from tests.courses.members.factories import csv_bytes, rows_of, xlsx_bytes
from tests.factories import organisation

DATA = Path(__file__).resolve().parents[2] / "data" / "members"
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def council(db):
    return organisation("xg0001", name="Voorbeeldstad")


@pytest.fixture
def file(tmp_path):
    def write(data, name="lijst.csv"):
        path = tmp_path / name
        path.write_bytes(data)
        return str(path)

    return write


def run(*arguments):
    """(what stood on standard output, the sentence of the CommandError or "")."""
    out = io.StringIO()
    try:
        call_command(*arguments, stdout=out)
    except CommandError as error:
        assert error.returncode == 1
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def with_problem():
    return csv_bytes([*rows_of(3), ["Noor de Wit", "", "raadslid", "26-3-2026"]])


def test_members_come_in(council, file):
    out, error = run("import_members", str(DATA / "raad-voorbeeldstad.csv"), "--organisation", "xg0001")
    assert not error
    assert "5 nieuw · 0 gewijzigd · 0 ongewijzigd · 0 niet in bestand" in out
    assert "Kolommen die we niet hebben overgenomen: C (Partij), D (BSN), E (Geboortedatum), F (Telefoon)." in out
    assert "Opgeslagen." in out
    out, error = run("import_members", str(DATA / "raad-voorbeeldstad.csv"), "--organisation", "xg0001")
    assert "0 nieuw · 0 gewijzigd · 5 ongewijzigd" in out
    assert "Er hoefde niets te veranderen." in out
    assert Membership.objects.count() == 5


def test_nothing_of_an_unwanted_column_is_shown_logged_or_kept(council, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    path = str(DATA / "raad-voorbeeldstad.csv")
    seen = [
        run("import_members", path, "--organisation", "xg0001", *options)[0]
        for options in (["--dry-run"], ["--json"], [])
    ]
    seen += [caplog.text, *capfd.readouterr()]
    dump = io.StringIO()
    call_command("dumpdata", "accounts", "courses", stdout=dump)
    assert "s.vandenheuvel" in dump.getvalue()
    for text in (*seen, dump.getvalue()):
        for canary in ("Kanariegeel", "111222333", "123456782", "1-1-1970", "06-999999"):
            assert canary not in text


def test_a_problem_gives_status_1_and_writes_nothing(council, file):
    out, error = run("import_members", file(with_problem()), "--organisation", "xg0001")
    assert error == "Er is niets opgeslagen: er zijn rijen met een probleem."
    assert "rij 5, kolom B: geen e-mailadres." in out
    assert "3 nieuw" in out
    assert not Membership.objects.exists()


def test_leaving_out_problems(council, file):
    out, error = run("import_members", file(with_problem()), "--organisation", "xg0001", "--leave-out-problems")
    assert not error
    assert "rij 5, kolom B: geen e-mailadres." in out
    assert "Opgeslagen, behalve de rijen met een probleem." in out
    assert Membership.objects.count() == 3


@pytest.mark.parametrize("problem", [False, True])
@pytest.mark.parametrize("leave_out", [False, True])
def test_a_dry_run_writes_nothing(council, file, problem, leave_out):
    data = with_problem() if problem else csv_bytes(rows_of(3))
    options = ["--leave-out-problems"] if leave_out else []
    out, error = run("import_members", file(data), "--organisation", "xg0001", "--dry-run", *options)
    assert bool(error) == problem
    assert "3 nieuw" in out
    assert "Dit was een proef" in out
    assert not Membership.objects.exists()


def test_json_is_for_machines(council, file):
    out, error = run("import_members", file(with_problem()), "--organisation", "xg0001", "--json")
    said = json.loads(out)
    assert error and said["written"] is False
    assert said["counts"] == {"new": 3, "changed": 0, "unchanged": 0, "not_in_file": 0, "problems": 1, "warnings": 0}
    assert said["problems"] == [
        {"row": 5, "column": "B", "code": "no_address", "sentence": "rij 5, kolom B: geen e-mailadres."}
    ]
    out, error = run(
        "import_members", file(with_problem()), "--organisation", "xg0001", "--json", "--leave-out-problems"
    )
    said = json.loads(out)
    assert not error and said["written"] is True
    assert [problem["row"] for problem in said["left_out"]] == [5]
    out, error = run("import_members", file(b"%PDF-1.7", "x.xlsx"), "--organisation", "xg0001", "--json")
    assert "PDF" in json.loads(out)["refused"] and "PDF" in error


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"", "leeg"), (b"%PDF-1.7", "PDF"), (b"PK\x03\x04rest", "beschadigd"), (b"Naam\n\x00", "leesbare tekst")],
)
def test_bad_input_gives_a_sentence(council, file, data, word):
    out, error = run("import_members", file(data), "--organisation", "xg0001")
    assert (out, word in error) == ("", True)


@pytest.mark.parametrize("arguments", [("niet-hier.csv", "xg0001"), (".", "xg0001")])
def test_a_path_that_leads_nowhere(council, arguments):
    _out, error = run("import_members", arguments[0], "--organisation", arguments[1])
    assert "niets opgeslagen" in error


def test_an_organisation_that_is_not_there(council, file):
    _out, error = run("import_members", file(csv_bytes(rows_of(1))), "--organisation", "xg0009")
    assert "xg0009" in error


def test_the_four_lists(db, extra_data):
    lists = [
        ("raad-waterwijk.xlsx", Kind.MUNICIPALITY, 31, True),
        ("raad-duinveen.ods", Kind.MUNICIPALITY, 19, False),
        ("staten-laagland.csv", Kind.PROVINCE, 41, False),
        ("waterschap-nieuwediep.csv", Kind.WATER_AUTHORITY, 27, False),
    ]
    for number, (name, kind, count, problems) in enumerate(lists):
        code = organisation(f"x{number:04}", kind=kind).code
        path = str(extra_data / "ledenlijsten" / name)
        _out, error = run("import_members", path, "--organisation", code)
        assert bool(error) == problems
        run("import_members", path, "--organisation", code, "--leave-out-problems")
        assert Membership.objects.filter(organisation__code=code).count() == count
        out, _error = run("import_members", path, "--organisation", code, "--dry-run")
        assert f"0 nieuw · 0 gewijzigd · {count} ongewijzigd · 0 niet in bestand" in out


def test_organisations_come_in(db):
    out, error = run("import_organisations", str(DATA / "organisaties.csv"))
    assert not error
    assert "4 nieuw, 0 gewijzigd, 0 ongewijzigd, 1 weggelaten" in out
    out, error = run("import_organisations", str(DATA / "organisaties.csv"), "--json")
    assert json.loads(out)["unchanged"] == 4
    assert Organisation.objects.count() == 4


def test_a_bad_list_of_organisations_gives_a_sentence(db, file):
    _out, error = run("import_organisations", file(b"[", "x.json"))
    assert "TOOI" in error


def test_contacts_come_in(council):
    out, error = run("set_contacts", str(DATA / "contacten.yaml"), "--organisation", "xg0001")
    assert (error, LocalContact.objects.count()) == ("", 3)
    assert "3 contacten en 1 stukken protocol." in out
    _out, error = run("set_contacts", str(DATA / "organisaties.csv"), "--organisation", "xg0001")
    assert "niets opgeslagen" in error


@pytest.mark.parametrize(
    ("command", "word"), [("import_members", "beschadigd"), ("set_contacts", "YAML"), ("import_organisations", "TOOI")]
)
def test_bad_input_from_the_shell_gives_one_line_and_status_1(command, word, file):
    options = [] if command == "import_organisations" else ["--organisation", "xg0001"]
    path = file(xlsx_bytes(rows_of(2))[:2000], "kapot.xlsx")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "elearning.settings.test",
        "DATABASE_URL": "sqlite:///:memory:",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", command, path, *options],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert word in done.stderr and "niets opgeslagen" in done.stderr.lower()
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_bar_only_for_a_person(monkeypatch, capsys):
    monkeypatch.setattr(terminal, "DELAY", 0)
    with terminal.bar("x") as progress:
        progress(1, 2)
    assert capsys.readouterr() == ("", "")
    screen = io.StringIO()
    screen.isatty = lambda: True
    monkeypatch.setattr(terminal.sys, "stderr", screen)
    with terminal.bar("Leden") as progress:
        progress(5, 10)
    assert "Leden" in screen.getvalue() and "5/10" in screen.getvalue()
