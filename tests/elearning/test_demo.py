"""The demo: complete after one run, unchanged after a second, and a taken port is one sentence."""

import re
import socket
from io import StringIO

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import CommandError, call_command

from courses.models import Assignment, Completion, Membership
from elearning.demo import people


@pytest.fixture
def demo(settings, tmp_path):
    settings.DEMO = True
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"

    def run():
        said = StringIO()
        call_command("demo", "--no-server", stdout=said)
        return said.getvalue()

    return run


def everything():
    """All rows of our own rooms and of Wagtail's pages, as text."""
    models = [*apps.get_app_config("content").get_models(), *apps.get_app_config("courses").get_models()]
    models += map(apps.get_model, ("accounts.User", "wagtailcore.Page", "wagtailcore.Revision"))
    return {model._meta.label: serializers.serialize("json", model._base_manager.order_by("pk")) for model in models}


@pytest.mark.django_db
def test_one_run_is_complete_and_a_second_changes_nothing(demo):
    said = demo()
    for _role, email, address in people.ENTRANCES:
        assert re.search(rf"{email}.*{address}", said)
        assert people.account(email), f"{email} is promised and has no account"
    assert Membership.objects.values("organisation__kind").distinct().count() == 3
    assert Assignment.objects.filter(membership__user__email="noor.dewit@voorbeeldstad.example").count() == 4
    assert Completion.objects.count() == 5

    before = everything()
    demo()
    assert everything() == before


def test_a_taken_port_is_one_sentence_before_anything_is_done(settings):
    settings.DEMO = True
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Poort {port} is al in gebruik"):
            call_command("demo", port=port)


def test_production_has_no_demo():
    with pytest.raises(CommandError, match="productie"):
        call_command("demo")
