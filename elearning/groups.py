"""The two groups of the admin and what they may do there.

Trainers write: pages, pictures, questions, figures, learning objectives. Managers also decide who must learn what.
Neither gets a view of people: nothing that holds a member is registered in Wagtail, and its user views stay closed.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from content.viewsets import trainer_models
from courses.planning.models import OrganisationWindow, Programme
from courses.reminders.models import QuietPeriod

TRAINER, MANAGER = "trainer", "manager"
NAMES = {TRAINER: "Trainers", MANAGER: "Beheerders"}

PAGE_ACTIONS = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"]
IMAGE_ACTIONS = ["add_image", "change_image", "choose_image"]
MANAGER_MODELS = [Programme, OrganisationWindow, QuietPeriod]


def authors(person):
    """Rows that make `person` (a key, or an OuterRef to one) a trainer or manager; for Exists()."""
    return get_user_model().groups.through.objects.filter(user_id=person, group__name__in=NAMES.values())


def is_author(user) -> bool:
    """Whether `user` is a trainer or manager."""
    return authors(user.pk).exists()


def add(user, role: str) -> None:
    """Make `user` a trainer or manager; the groups get their permissions first."""
    user.groups.add(sync_groups()[role])


def remove(user, role: str) -> None:
    user.groups.remove(*Group.objects.filter(name=NAMES[role]))


@transaction.atomic
def sync_groups() -> dict[str, Group]:
    """Make both groups and give them exactly what this file says; safe to do again. Returns them by role."""
    root = Page.get_first_root_node()
    collection = Collection.get_first_root_node()
    groups = {}
    for role, models in {TRAINER: trainer_models(), MANAGER: [*trainer_models(), *MANAGER_MODELS]}.items():
        group, _ = Group.objects.get_or_create(name=NAMES[role])
        group.permissions.set([Permission.objects.get(codename="access_admin"), *_permissions(models)])
        for codename in PAGE_ACTIONS:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        for codename in IMAGE_ACTIONS:
            permission = Permission.objects.get(content_type__app_label="wagtailimages", codename=codename)
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
        groups[role] = group
    return groups


def _permissions(models):
    # not by a child's parent: a subtype of a polymorphic model has permissions of its own, and needs them all
    types = ContentType.objects.get_for_models(*models, for_concrete_models=False).values()
    return Permission.objects.filter(content_type__in=types)
