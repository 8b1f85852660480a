"""The refresher: taken up at Begin, seen bit by bit, left for the whole edition and taken up again."""

from django.db import transaction

from courses.learning.completing import complete_if_ready
from courses.learning.errors import NotHere
from courses.learning.models import Completion, Enrolment, Refresher, ScreenSeen
from courses.learning.routes import MustScreen, dilemma_for, earlier_completions, route_of


def take_up(*, enrolment: Enrolment) -> bool:
    """Give `enrolment` (edition read along) a refresher when the person completed an earlier edition; tell if it did.

    One that is there stays as it is. Nothing is changed for who finished this edition already.
    """
    edition = enrolment.edition
    earlier = earlier_completions(user=enrolment.user_id, module=edition.module_id, before=edition.year).first()
    if earlier is None or Completion.objects.filter(user=enrolment.user_id, edition=edition).exists():
        return False
    route = route_of(user=enrolment.user_id, edition=edition.pk)
    wanted = Refresher(
        enrolment=enrolment,
        since_id=earlier.edition_id,
        dilemma_id=dilemma_for(user=enrolment.user_id, steps=route.steps),
    )
    # two tabs at once: the constraint lets one in
    Refresher.objects.bulk_create([wanted], ignore_conflicts=True)
    return True


@transaction.atomic
def choose_route(*, user, edition: int, full: bool, now):
    """Take the whole edition (`full`) or the refresher, whichever was taken before; nothing that was done is lost.

    Raises NotHere for who has no choice: not begun, finished, or never completed an earlier edition.
    """
    enrolment = Enrolment.objects.filter(user=user, edition=edition).select_related("edition").first()
    if enrolment is None or Completion.objects.filter(user=user, edition=edition).exists():
        raise NotHere
    if not Refresher.objects.filter(enrolment=enrolment).update(full=full):
        if full or not take_up(enrolment=enrolment):
            raise NotHere
    complete_if_ready(enrolment=enrolment, now=now)


@transaction.atomic
def see_news(*, user, edition: int, now):
    """Record that *What is new* was seen; the first time stands. Raises NotHere without a refresher."""
    _see("news_seen_at", user, edition, now)


@transaction.atomic
def see_contacts(*, user, edition: int, now):
    """Record that the own contacts were seen; the first time stands. Raises NotHere without a refresher."""
    _see("contacts_seen_at", user, edition, now)


@transaction.atomic
def see_screen(*, refresher: int, enrolment: int, screen: MustScreen, digest: str, now):
    """Record that a must-see screen was seen in the document `digest`; the first time stands."""
    seen = ScreenSeen(refresher_id=refresher, step_id=screen.step.pk, screen=screen.block, frozen_id=digest)
    ScreenSeen.objects.bulk_create([seen], ignore_conflicts=True)
    complete_if_ready(enrolment=enrolment, now=now)


def _see(name, user, edition, now):
    mine = Refresher.objects.filter(enrolment__user=user, enrolment__edition=edition)
    found = mine.first()
    if found is None:
        raise NotHere
    Refresher.objects.filter(pk=found.pk, **{name: None}).update(**{name: now})
    complete_if_ready(enrolment=found.enrolment_id, now=now)
