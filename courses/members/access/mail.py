"""The mail to whoever gets a desk. It says where to sign in, and carries nothing to sign in with."""

from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from courses.letters import language_of, letter
from courses.members.models import DeskRole


@task()
def mail_access(role: int) -> None:
    """Tell the person of this role (a key) from when it holds. Taken back meanwhile, nothing is said."""
    found = DeskRole.objects.select_related("user", "organisation").filter(pk=role).first()
    if found is not None and (found.end is None or found.end >= timezone.localdate()):
        access_message(found).send()


def access_message(role: DeskRole):
    """The mail itself."""
    return letter(
        name="courses/members/email/access",
        to=role.user.email,
        language=language_of(role.user),
        link=reverse("overview:home"),
        context={"role": role, "organisation": role.organisation},
    )
