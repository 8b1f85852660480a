"""Lists that nobody should send: bombs, lies, broken parts, and honest lists with something changed in them."""

import io
import os
import random
import zipfile

import openpyxl

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


#: {name: (makes the bytes, a word of the Dutch refusal)}
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
