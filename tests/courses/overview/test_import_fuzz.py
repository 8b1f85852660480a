"""Whatever a clerk sends: a page or a sentence in Dutch, never an error of ours, in little time and memory."""

import os
import random
from pathlib import Path
from unittest import mock

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from courses.members.models import Membership
from courses.members.reading import workbook_process
from tests import factories
from tests.courses.members.factories import HEADER, book_bytes, csv_bytes, ods_bytes, rows_of
from tests.courses.members.hostile import REFUSED, corpus, mutated
from tests.courses.overview.importing import Desk, text

pytestmark = pytest.mark.django_db

SECONDS, MEGABYTES = 10, 256
ODD_CELLS = [
    *("", " ", "\u202eneroN", "\u200f\u200b", "🙂🙃", "e\u0301" * 40, "İşık", "-", "x" * 5000, "%(name)s", "{{ 7*7 }}"),
    *('=HYPERLINK("http://x.example")', "+31612345678", "@x", "<script>alert(1)</script>", "'; DROP TABLE x; --"),
    *("31-02-2027", "45292", 45292, 45292.5, -1, 1e300, True, "00-00-0000", "29-02-2027", "9999-12-31", "1 januari"),
    *("111222333", "noor@voorbeeldstad.example;sam@voorbeeldstad.example", "noor@@voorbeeldstad.example"),
    *("Noor <noor@v.example>", "raadslid / wethouder"),
]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "cp037", "utf-32", "mac_roman")


class Memory:
    """The peak of this process during a request, above what it had before; in MB."""

    status, refs = Path("/proc/self/status"), Path("/proc/self/clear_refs")

    def __init__(self):
        self.measured = self.status.exists()

    def __enter__(self):
        if self.measured:
            self.refs.write_text("5")  # the peak begins anew
            self.before = self._read("VmRSS")
        return self

    def __exit__(self, *_error):
        self.megabytes = (self._read("VmHWM") - self.before) / 1024 if self.measured else 0

    def _read(self, name):
        return int(self.status.read_text().split(f"{name}:")[1].split()[0])


def odd_rows(chance):
    """A header that is mostly right, above rows in which cells are odd, doubled or missing."""
    rows = [list(row) for row in rows_of(chance.randint(1, 6))]
    for row in rows[1:]:
        for place in range(len(row)):
            if chance.random() < 0.3:
                row[place] = chance.choice(ODD_CELLS)
    if chance.random() < 0.2:
        chance.choice(rows)[chance.randrange(4)] = chance.choice(ODD_CELLS)
    if chance.random() < 0.2:
        rows.append(list(chance.choice(rows)))
    if chance.random() < 0.1:
        rows = [row + ["Fractie" if n == 0 else "x"] * chance.randint(1, 120) for n, row in enumerate(rows)]
    return rows


def odd_book(chance):
    """A workbook with merged cells, formulas, dates, and more sheets."""
    book = openpyxl.Workbook()
    for row in odd_rows(chance):
        try:
            book.active.append([one[:3000] if isinstance(one, str) else one for one in row])
        except (ValueError, TypeError):
            book.active.append(HEADER)
    if chance.random() < 0.5:
        first = chance.randint(1, 5)
        book.active.merge_cells(
            start_row=first, end_row=first + chance.randint(0, 4), start_column=1, end_column=chance.randint(1, 4)
        )
    if chance.random() < 0.3:
        book.active["F3"] = '=A2&"@v.example"'
    for number in range(chance.choice([0, 0, 1, 3])):
        book.create_sheet(f"Blad {number}").append(chance.choice([HEADER, ["x"], []]))
    return book_bytes(book)


def an_input(chance, originals):
    """(bytes or text, whether it is pasted)"""
    kind = chance.randrange(8)
    if kind < 3:
        return mutated(chance.choice(originals), chance), False
    if kind == 3:
        return odd_book(chance), False
    if kind == 4:
        return ods_bytes([[str(one)[:3000].replace("\x00", "") for one in row] for row in odd_rows(chance)]), False
    rows = [[str(one) for one in row] for row in odd_rows(chance)]
    if kind == 5:
        text = csv_bytes(rows, delimiter=chance.choice(";,\t|")).decode()
        return text.encode(chance.choice(ENCODINGS), "replace"), False
    if kind == 6:
        data = mutated(csv_bytes(rows, delimiter="\t"), chance)
        return data.decode(chance.choice(["utf-8", "latin-1"]), "replace"), True
    return "\n".join("\t".join(row) for row in rows), True


def sent(desk, content, pasted):
    if pasted:
        return desk.post(plak=content)
    return desk.post(lijst=SimpleUploadedFile("lijst", content))


def used():
    """Seconds of this process and of its children: what a list costs, however busy the machine is."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def walk(desk, content, pasted, chance, *, deep):
    """Send a list and go on, `deep` as far as it goes; each page on the way is whole. "refused" or where it ended."""
    before = used()
    with Memory() as memory:
        response = sent(desk, content, pasted)
    assert used() - before <= SECONDS
    child = workbook_process.MEMORY / 1024**2 if not pasted and content[:2] == b"PK" else 0
    assert memory.megabytes + child <= MEGABYTES
    if response.status_code == 200:
        problem = response.context["problem"]
        assert "niets opgeslagen" in problem or "Kies eerst" in problem, problem
        assert "<title>Fout:" in text(response)
        return "refused"
    assert response.status_code == 302
    if "te-groot" in response.url:
        return "refused"
    assert desk.get("kolommen/").status_code == 200
    if desk.post("kolommen/").status_code == 200:
        return "unclear"
    page = desk.get("controle/")
    assert page.status_code == 200 and "<script>alert" not in text(page)
    if not deep:
        return "in"
    tried = {field.id: chance.choice(ODD_CELLS) for one in page.context["problems"] for field in one["fields"]}
    tried |= {one["field"].id: chance.choice(ODD_CELLS) for one in page.context["missing"]}
    assert desk.post("controle/", **{name: str(value) for name, value in tried.items()}).status_code in (200, 302)
    page = desk.get("controle/")
    left = {f"r{one['row']}-over": "on" for one in page.context["problems"]}
    left |= {one["field"].id: "" for one in page.context["missing"]}
    if desk.post("controle/", **left).status_code != 302:
        # of two rows with one address the second can be a fault only once the first is left out
        return "check"
    assert desk.client.get(desk.confirm().url).status_code == 200
    assert desk.post("terug/").status_code == 200
    return "in"


def fuzz(client, number, seed):
    desk, chance, originals = Desk(client), random.Random(seed), corpus()
    factories.membership(factories.person("lid1@voorbeeldstad.example"), desk.organisation)
    outcomes = {"refused": 0, "unclear": 0, "check": 0, "in": 0}
    with mock.patch("courses.overview.lists.views.IMPORTS_AN_HOUR", 10**9):
        for count in range(number):
            content, pasted = an_input(chance, originals)
            try:
                with transaction.atomic():
                    outcomes[walk(desk, content, pasted, chance, deep=chance.random() < 0.3)] += 1
                    transaction.set_rollback(True)
            except Exception as error:
                raise AssertionError(f"seed {seed}, number {count}: {content[:300]!r}") from error
    assert Membership.objects.count() == 1
    return outcomes


def test_fuzz_a_little(client):
    outcomes = fuzz(client, 40, seed=20261126)
    assert outcomes["refused"] > 5 and outcomes["in"] > 5, outcomes


@pytest.mark.proof
@pytest.mark.parametrize("part", range(20))
def test_fuzz_in_full(client, part):
    outcomes = fuzz(client, 1000, seed=random.randrange(2**32))
    assert sum(outcomes.values()) == 1000


#: Refused by the reader; a clerk may still say which columns these are.
UNCLEAR = {"no header", "no address", "no name", "json"}


#: Of each kind one in every run; the others are the reader's own tests, and are sent to the page in the long run.
ALWAYS = {"empty", "PDF renamed", "macro", "DTD", "zip bomb", "a million rows in ods", "NUL in text"}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name in ALWAYS else pytest.mark.proof)
        for name in sorted(REFUSED.keys() - UNCLEAR)
    ],
)
def test_every_hostile_list_is_refused_on_the_page(client, name):
    make, _word = REFUSED[name]
    assert walk(Desk(client), make(), False, random.Random(1), deep=True) in ("refused", "unclear")
