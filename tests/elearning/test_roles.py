"""Giving and taking roles, and what the two groups of the admin may do."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import GroupPagePermission

from content.viewsets import trainer_models
from courses.members.models import DeskRole
from elearning import groups
from elearning.accounts.models import User
from tests import factories
from tests.elearning.factories import clerk, manager, member, sign_in, signed_in, trainer

pytestmark = pytest.mark.django_db


def grant(*arguments, **options):
    call_command("grant_role", *arguments, **options)


def test_the_first_clerk(capsys):
    organisation = factories.organisation("x0001")
    given = ["--organisation", "x0001", "--name", "Hanna Brink", "--until", "2099-01-01"]
    grant("clerk", "Griffie@Voorbeeldstad.example", *given)
    desk = DeskRole.objects.get()
    assert (desk.organisation, desk.end, desk.start) == (organisation, date(2099, 1, 1), timezone.localdate())
    assert (desk.user.email, desk.user.name) == ("griffie@voorbeeldstad.example", "Hanna Brink")
    assert not desk.user.has_usable_password()
    assert capsys.readouterr().out.strip() == "griffie@voorbeeldstad.example is nu griffier."


def test_given_again_only_the_last_day_changes():
    factories.organisation("x0001")
    grant("clerk", "g@voorbeeldstad.example", "--organisation", "x0001")
    DeskRole.objects.update(start=date(2020, 1, 1))
    grant("clerk", "g@voorbeeldstad.example", "--organisation", "x0001", "--until", "2099-01-01")
    assert list(DeskRole.objects.values_list("start", "end")) == [(date(2020, 1, 1), date(2099, 1, 1))]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["clerk", "g@voorbeeldstad.example"], "organisatie nodig"),
        (["clerk", "g@voorbeeldstad.example", "--organisation", "nergens"], "geen organisatie met code nergens"),
        (["clerk", "g@voorbeeldstad.example", "--organisation", "x0001", "--until", "2020-01-01"], "vóór vandaag"),
        (["trainer", "t@voorbeeld.example", "--organisation", "x0001"], "Alleen een griffier"),
        (["manager", "geen adres"], "e-mail"),
        (["manager", "weg@voorbeeld.example", "--withdraw"], "Niemand heeft dit e-mailadres"),
    ],
)
def test_what_cannot_be_is_said_in_words_and_changes_nothing(arguments, says):
    factories.organisation("x0001")
    with pytest.raises(CommandError, match=says):
        grant(*arguments)
    assert not User.objects.exists() and not DeskRole.objects.exists()


def test_a_role_ends_running_sessions_when_given_and_when_taken(client):
    user = trainer()
    sign_in(client, user.email)
    assert client.get("/beheer/").status_code == 200
    grant("trainer", user.email, "--withdraw")
    assert client.get("/beheer/").status_code == 302 and not groups.is_author(user)
    assert not signed_in(client) or client.get("/")["Location"] == "/account/login/"


def test_a_clerk_who_leaves_today_is_no_longer_a_clerk():
    user = clerk()
    code = user.desk_roles.get().organisation.code
    grant("clerk", user.email, "--organisation", code, "--withdraw")
    assert user.desk_roles.get().end == timezone.localdate() - timedelta(days=1)
    grant("clerk", "net@voorbeeldstad.example", "--organisation", code)
    grant("clerk", "net@voorbeeldstad.example", "--organisation", code, "--withdraw")
    assert not DeskRole.objects.filter(user__email="net@voorbeeldstad.example").exists()


def codenames(role):
    group = Group.objects.get(name=groups.NAMES[role])
    return {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.select_related("content_type")}


def test_trainers_may_do_everything_with_every_question_type_and_nothing_with_people():
    user = trainer()
    for model in trainer_models():
        for action in ("add", "change", "delete", "publish"):
            codename = f"{action}_{model._meta.model_name}"
            if Permission.objects.filter(content_type__app_label="content", codename=codename).exists():
                assert user.has_perm(f"content.{codename}"), codename
    allowed = codenames("trainer") | codenames("manager")
    assert not [name for name in allowed if name.startswith(("accounts.", "auth.", "wagtailusers.", "mfa."))]
    assert {name for name in allowed if name.startswith("courses.")} == {
        f"courses.{action}_{model}"
        for action in ("add", "change", "delete", "view")
        for model in ("programme", "organisationwindow", "quietperiod")
    }


def test_only_the_manager_decides_who_must_learn_what():
    assert manager().has_perm("courses.change_programme")
    assert not trainer().has_perm("courses.change_programme")


def test_syncing_twice_changes_nothing_and_syncing_takes_away_what_does_not_belong():
    groups.sync_groups()
    before = codenames("trainer"), GroupPagePermission.objects.count()
    Group.objects.get(name="Trainers").permissions.add(Permission.objects.get(codename="delete_user"))
    groups.sync_groups()
    assert (codenames("trainer"), GroupPagePermission.objects.count()) == before


def test_a_member_has_no_role(client):
    user = member()
    assert not groups.is_author(user) and user.get_all_permissions() == set()
