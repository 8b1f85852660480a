"""Dutch is complete: every string of the code is in the catalogue, translated, and compiled."""

import ast

import polib
import pytest

from tests.harness.messages import CATALOGUE, ROOT, SOURCES, compiled_is_stale, gather, key, problems
from tests.harness.tools import _program


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(CATALOGUE))


def test_every_string_of_the_code_is_translated(catalogue):
    if not _program("xgettext"):
        pytest.skip("xgettext is not on this machine (python -m tests.harness.tools)")
    assert problems(catalogue, gather()) == []


def test_the_compiled_catalogue_is_the_catalogue(catalogue):
    assert not compiled_is_stale(catalogue), "make messages compiles it"


def lost_in_f_strings(source: str) -> list[str]:
    """The strings to translate that stand inside an f-string, where xgettext does not see them."""
    return [
        ast.unparse(call)
        for text in ast.walk(ast.parse(source))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] in TRANSLATES
    ]


TRANSLATES = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}


def test_no_string_hides_where_nobody_gathers_it():
    files = [file for room in SOURCES for file in (ROOT / room).rglob("*.py")]
    assert {str(file): lost for file in files if (lost := lost_in_f_strings(file.read_text("utf-8")))} == {}
    assert lost_in_f_strings("f'<p>{told(_(\"lost\"))}</p>'") == ["_('lost')"]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (polib.POEntry(msgid="Stop"), "not translated: 'Stop'"),
        (polib.POEntry(msgid="Stop", msgstr="Stop", flags=["fuzzy"]), "not translated: 'Stop'"),
        (polib.POEntry(msgid="%(n)s left", msgstr="nog over"), "leaves a name out: '%(n)s left'"),
        (
            polib.POEntry(msgid="one", msgid_plural="%(n)s", msgstr_plural={0: "een", 1: "%(m)s"}),
            "names something that the English does not have: 'one'",
        ),
        (polib.POEntry(msgid="Other", msgstr="Ander"), "not in the catalogue: 'Stop'"),
    ],
)
def test_what_is_wrong_in_a_catalogue_is_said(entry, problem):
    one = polib.POFile()
    one.append(entry)
    wanted = polib.POEntry(msgid=entry.msgid if entry.msgid != "Other" else "Stop")
    assert problems(one, {key(wanted): wanted}) == [problem]
