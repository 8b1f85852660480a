"""What comes with the software: all of it is named, loads, opens, and loads again without a change."""

from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageLogEntry, Revision

from content.models import HelpPage, ModulePage
from content.packages import starter
from content.packages.starter import LOOSE, MODULES, STARTER, load_starter
from tests.content.editions.factories import edition, home

pytestmark = pytest.mark.django_db


def test_every_package_in_the_folder_is_loaded():
    assert {path.parent.name for path in STARTER.glob("*/module.yaml")} == set(MODULES)
    assert all((STARTER / name).is_dir() and not (STARTER / name / "module.yaml").exists() for name in LOOSE)


def test_all_of_it_loads_opens_and_stays_the_same():
    told = []
    modules = load_starter(parent=home(), progress=lambda done, total: told.append((done, total)))
    assert [module.slug for module in modules] == list(MODULES)
    assert told[-1][0] == told[-1][1] == len(LOOSE) + len(MODULES) + 1
    assert HelpPage.objects.live().exists()
    for module in modules:
        kinds = [step.kind for step in edition(module).steps.all()]
        assert kinds.count("lesson") >= 2 and "dilemma" in kinds and kinds[-1] == "quiz"
    before = [model.objects.count() for model in (Page, Revision, PageLogEntry)]
    load_starter(parent=home())
    assert [model.objects.count() for model in (Page, Revision, PageLogEntry)] == before


def test_the_command_says_how_many(monkeypatch, capsys):
    monkeypatch.setattr(starter, "MODULES", ("eerste-week",))
    call_command("load_starter")
    assert "1 " in capsys.readouterr().out
    assert ModulePage.objects.get().slug == "eerste-week"


def test_a_bad_package_is_named_and_the_ones_before_it_stay(monkeypatch, tmp_path, capsys):
    from django.core.management import CommandError

    (tmp_path / "leeg").mkdir()
    monkeypatch.setattr(starter, "LOOSE", ())
    monkeypatch.setattr(starter, "MODULES", ("eerste-week", str(Path(tmp_path) / "leeg")))
    with pytest.raises(CommandError, match="module.yaml"):
        call_command("load_starter")
    assert ModulePage.objects.get().slug == "eerste-week"
