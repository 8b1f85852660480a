"""Bad input: a Dutch sentence, in little memory and time, whatever the bytes are."""

import io
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.utils import translation

from courses.members.errors import FileRefused
from courses.members.reading import containers, spreadsheet, workbook_process
from courses.members.reading.member_list import read_member_list
from tests.courses.members.factories import (
    csv_bytes,
    rows_of,
    xlsx_bytes,
)
from tests.courses.members.hostile import (
    REFUSED,
    amplified,
    corpus,
    far_ods,
    grown,
    lying_bomb,
    mutated,
    zip_bomb,
)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_words(name):
    make, word = REFUSED[name]
    with translation.override("nl"), pytest.raises(FileRefused, match=word) as refused:
        read_member_list(make(), kind="gemeente")
    assert "niets opgeslagen" in str(refused.value)


def test_the_reader_sees_only_parts_that_were_checked():
    data = grown({"xl/media/a.png": b"png", "xl/printerSettings/p.bin": b"bin", "xl/drawings/d.xml": b"<a/>"})
    with zipfile.ZipFile(io.BytesIO(containers.checked_workbook(data, max_rows=10, max_columns=10))) as archive:
        assert all(name.endswith((".xml", ".rels")) for name in archive.namelist())
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


def test_a_hidden_list_is_not_read():
    data = xlsx_bytes([["Leeg"]], sheets=[("Oud", rows_of(3))], hidden=["Oud"])
    with pytest.raises(FileRefused):
        read_member_list(data, kind="gemeente")


@pytest.mark.parametrize("name", ["", ".", "bestaat-niet.xlsx", "a\x00b", "x" * 5000])
def test_a_path_that_leads_nowhere(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileRefused):
        spreadsheet.read_file(name)


def test_reading_is_cut_off_in_time(monkeypatch):
    monkeypatch.setattr(spreadsheet, "SECONDS", 0.001)
    with pytest.raises(FileRefused, match="tijd of geheugen"):
        read_member_list(xlsx_bytes(rows_of(3)), kind="gemeente")


# --- memory: measured in a process of its own ------------------------------------------------------------------------

MEASURE = """
import sys
import django
django.setup()
from courses.members.reading.member_list import read_member_list
from courses.members.errors import FileRefused
data = open(sys.argv[1], "rb").read()
try:
    print(len(read_member_list(data, kind="gemeente").rows))
except FileRefused as error:
    print("refused")
print(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
"""


def measured(data, tmp_path):
    """(what came of it, MB at the peak: of the process itself, and all that a child may have)."""
    path = tmp_path / "lijst"
    path.write_bytes(data)
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "elearning.settings.test"}
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        capture_output=True,
        text=True,
        cwd=root,
        env=environment,
        check=True,
    )
    outcome, kilobytes = done.stdout.split()
    child = workbook_process.MEMORY if data.startswith(b"PK") else 0
    return outcome, int(kilobytes) / 1024 + child / 1024**2


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from Linux's /proc")
@pytest.mark.parametrize(
    ("make", "outcome"),
    [
        (zip_bomb, "refused"),
        (lying_bomb, "refused"),
        (amplified, "refused"),
        (far_ods, "refused"),
        (lambda: csv_bytes(rows_of(100_000)), "refused"),
        (lambda: xlsx_bytes(rows_of(100_000)), "refused"),
        (lambda: xlsx_bytes(rows_of(10_000)), "10000"),
        (lambda: csv_bytes(rows_of(10_000)), "10000"),
    ],
    ids=[
        "zip bomb",
        "lying zip",
        "amplified",
        "repeated ods",
        "100,000 csv",
        "100,000 xlsx",
        "10,000 xlsx",
        "10,000 csv",
    ],
)
def test_at_most_256_megabytes(make, outcome, tmp_path):
    found, megabytes = measured(make(), tmp_path)
    assert found == outcome
    assert megabytes <= 256


def test_the_child_cannot_have_more_than_its_limit():
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import workbook_process as process;"
        "process.limit_memory(); bytearray(process.MEMORY)"
    )
    folder = str(Path(workbook_process.__file__).parent)
    done = subprocess.run([sys.executable, "-c", program, folder], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr


# --- fuzz: whatever the bytes, members or a sentence -----------------------------------------------------------------


def fuzz(number, seed):
    chance, originals = random.Random(seed), corpus()
    outcomes = {"members": 0, "refused": 0}
    for _ in range(number):
        data = mutated(chance.choice(originals), chance)
        try:
            members = read_member_list(data, kind="gemeente")
        except FileRefused as refused:
            assert str(refused)
            outcomes["refused"] += 1
        else:
            assert all(row.email and row.name and row.office for row in members.rows)
            outcomes["members"] += 1
    return outcomes


def test_fuzz_a_little():
    outcomes = fuzz(300, seed=20261123)
    assert outcomes["members"] > 20 and outcomes["refused"] > 20


@pytest.mark.proof
def test_fuzz_in_full():
    outcomes = fuzz(20_000, seed=random.randrange(2**32))
    assert sum(outcomes.values()) == 20_000
