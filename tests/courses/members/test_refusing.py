"""Bad input: a Dutch sentence, in little memory and time, whatever the bytes are."""

import io
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.utils import translation

from courses.members import containers, spreadsheet, workbook_process
from courses.members.errors import FileRefused
from courses.members.member_list import read_member_list
from tests.courses.members.factories import (
    HEADER,
    book_bytes,
    changed_zip,
    csv_bytes,
    ods_bytes,
    rows_of,
    xlsx_bytes,
    zip_bytes,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SHEET = "xl/worksheets/sheet1.xml"


def zip_bomb():
    """A workbook of some 20 kB with a sheet of 20 MB of nothing."""
    return changed_zip(
        xlsx_bytes(rows_of(2)),
        change={SHEET: lambda xml: xml.replace(b"</sheetData>", b" " * 19_000_000 + b"</sheetData>")},
    )


def lying_bomb():
    """The zip says that its sheet is small; the sheet is 50 MB."""
    data = bytearray(changed_zip(xlsx_bytes(rows_of(2)), change={SHEET: lambda xml: xml + b" " * 50_000_000}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        real = archive.getinfo(SHEET).file_size
    return bytes(data).replace(real.to_bytes(4, "little"), (5_000).to_bytes(4, "little"))


def many_sheets(count):
    return xlsx_bytes(rows_of(1), sheets=[(f"Blad {n}", []) for n in range(2, count + 1)])


def encrypted_zip():
    data = bytearray(zip_bytes({"xl/workbook.xml": "x", "[Content_Types].xml": "x"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start != -1:
            data[start + offset] |= 1
            start = data.find(signature, start + 4)
    return bytes(data)


def far_cell(reference):
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active[reference] = "ver weg"
    return book_bytes(book)


def with_dtd():
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return changed_zip(xlsx_bytes(rows_of(2)), change={SHEET: lambda xml: entity + xml})


def amplified():
    """One shared text of 200 kB, in 4,000 cells."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 4001))
    noise = "".join(random.Random(1).choices("abcdefghijklmnop", k=40_000))
    strings = f'<sst xmlns="{main}"><si><t>{noise * 5}</t></si></sst>'
    sheet = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
    return grown({"xl/sharedStrings.xml": strings, SHEET: sheet})


def grown(parts):
    """An honest workbook with further or other parts."""
    return changed_zip(xlsx_bytes(rows_of(2)), add=parts)


def slow_growth():
    """25 MB that packs no more than thirty times."""
    chance = random.Random(1)
    return grown({"xl/x.xml": b"".join(chance.randbytes(3) + b" " * 97 for _ in range(250_000))})


def far_ods():
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    return ods_bytes([], tables=f'<table:table table:name="a">{rows}</table:table>')


REFUSED = {
    "empty": (lambda: b"", "leeg"),
    "only spaces": (lambda: b" \r\n\r\n", "leeg"),
    "only NUL": (lambda: b"\x00" * 500, "leeg"),
    "PDF renamed": (lambda: b"%PDF-1.7\n1 0 obj", "PDF"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n....", "PNG"),
    "web page as xls": (lambda: b"<html><table><tr><td>Naam</td></tr></table></html>", "webpagina"),
    "old xls": (lambda: OLE + b"\x00" * 600, ".xls"),
    "password": (lambda: OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600, "wachtwoord"),
    "password on the zip": (encrypted_zip, "wachtwoord"),
    "password on ods": (lambda: ods_bytes(rows_of(1), manifest="<manifest:encryption-data/>"), "wachtwoord"),
    "zip bomb": (zip_bomb, "20 MB"),
    "zip that lies": (lying_bomb, "beschadigd"),
    "50 MB unpacked": (lambda: grown({"xl/x.xml": os.urandom(50) * 1_000_000}), "20 MB"),
    "25 MB without a high ratio": (slow_growth, "20 MB"),
    "larger than 2 MB": (lambda: grown({"xl/media/a.png": os.urandom(2_200_000)}), "2 MB"),
    "cut off": (lambda: xlsx_bytes(rows_of(20))[:3000], "beschadigd"),
    "other zip": (lambda: zip_bytes({"a.txt": "x"}), "ingepakt"),
    "Word": (lambda: zip_bytes({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "Word"),
    "xlsb": (lambda: zip_bytes({"[Content_Types].xml": "<a/>", "xl/workbook.bin": "x"}), ".xlsb"),
    "macro": (lambda: grown({"xl/vbaProject.bin": b"x"}), "macro"),
    "macro in ods": (lambda: changed_zip(ods_bytes(rows_of(1)), add={"Basic/Standard/a.xml": b"<a/>"}), "macro"),
    "links": (lambda: grown({"xl/externalLinks/externalLink1.xml": b"<a/>"}), "koppelingen"),
    "DTD": (with_dtd, "definitie"),
    "255 sheets": (lambda: many_sheets(255), "onderdelen"),
    "30 sheets": (lambda: many_sheets(30), "20 bladen"),
    "cell in row 1,000,000": (lambda: far_cell("A1000000"), "20100 rijen"),
    "cell in column XFD": (lambda: far_cell("XFD2"), "100 kolommen"),
    "a million rows in ods": (far_ods, "rijen|geheugen"),
    "amplified text": (amplified, "geheugen"),
    "100,000 rows in csv": (lambda: csv_bytes(rows_of(100_000)), "20100 rijen"),
    "8 MB on few lines": (lambda: csv_bytes([["Naam", "E-mail"], ["x" * 8_000_000, "y"]]), "5 MB"),
    "150 columns": (lambda: csv_bytes([["Naam", "E-mail", *map(str, range(150))]]), "100 kolommen"),
    "quote never closed": (lambda: b'Naam;E-mail\n"Noor de Wit;n@v.example\nSam;s@v.example\n', "aanhalingsteken"),
    "NUL in text": (lambda: b"Naam;E-mail\nNoor\x00;n@v.example\n" + b"Sam;s@v.example\n" * 200, "geen leesbare tekst"),
    "noise": (lambda: random.Random(1).randbytes(4000), "geen leesbare tekst"),
    "no header": (lambda: csv_bytes(rows_of(3)[1:]), "koppen"),
    "no address": (lambda: csv_bytes([["Naam", "Functie"], ["Noor", "raadslid"]]), "e-mailadressen"),
    "no name": (lambda: csv_bytes([["E-mail", "Functie"], ["n@v.example", "raadslid"]]), "namen"),
    "two columns of addresses": (lambda: csv_bytes([["Naam", "E-mail", "Mail"], ["Noor", "a@b.nl", ""]]), "hetzelfde"),
    "json": (lambda: b'{"Naam": "Noor"}', "koppen"),
}  # fmt: skip


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
from courses.members.member_list import read_member_list
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


def corpus():
    rows = [["Titel"], *rows_of(6)]
    return [
        xlsx_bytes(rows),
        ods_bytes(rows),
        csv_bytes(rows),
        csv_bytes(rows, encoding="utf-16"),
        csv_bytes(rows, delimiter=","),
    ]


def mutated(data, chance):
    """A few bytes, or a few parts of the unpacked XML, changed, doubled, or cut out."""
    if data[:2] == b"PK" and chance.random() < 0.7:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice([name for name in parts if name.endswith(".xml")])
        parts[name] = mutated(b"." + parts[name], chance)[1:]
        return zip_bytes(parts)
    data = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not data:
            break
        at = chance.randrange(len(data))
        kind = chance.randrange(5)
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at : at + chance.randint(1, 40)]
        elif kind == 2:
            data[at:at] = data[at : at + chance.randint(1, 200)] * chance.randint(1, 20)
        elif kind == 3:
            data[at:at] = chance.choice(NASTY)
        else:
            data = data[:at] if chance.random() < 0.2 else data
    return bytes(data)


NASTY = [
    b"\x00",
    b'"',
    b"\xff\xfe",
    b"=1+1",
    b"9" * 40,
    "\u202e🙂".encode(),
    b"&#0;",
    b"]]>",
    b'r="ZZZ9999999"',
    b"-1",
    b"\r",
    b"<!DOCTYPE",
]


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
