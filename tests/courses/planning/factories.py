"""A programme, its years and what people did, without going through a lesson."""

from datetime import UTC, date, datetime, time
from itertools import count

from django.utils import timezone
from wagtail.models import Locale, Page

from content.editions.models import Edition, EditionStep, Frozen
from content.pages import ModulePage
from courses.learning.models import Completion, Enrolment
from courses.members.models import Kind, Office
from courses.planning.models import Programme, ProgrammeModule

_numbers = count(1)
EVERYBODY = [Office.COUNCILLOR, Office.STATES_MEMBER, Office.BOARD_MEMBER]


def module(title="Melden helpt", slug="", **values):
    """A module page; its text does not matter here."""
    Locale.objects.get_or_create(language_code="nl")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    return root.add_child(
        instance=ModulePage(title=title, slug=slug or f"module-{next(_numbers)}", summary="Kort.", **values)
    )


def frozen(document):
    """A stored document under its own digest."""
    from content.editions.documents import digest

    return Frozen.objects.get_or_create(digest=digest(document), defaults={"document": document})[0]


def edition(module_, year, *, steps=()):
    """An edition of `module_`; `steps` are (kind, title, minutes, screens)."""
    made = Edition.objects.create(
        module=module_,
        year=year,
        title=module_.title,
        frozen=frozen({"v": 1, "kind": "module", "title": module_.title, "year": year}),
        opened_at=datetime(year, 1, 1, tzinfo=UTC),
        opened_on=date(year, 1, 1),
    )
    for position, (kind, title, minutes, screens) in enumerate(steps, start=1):
        page = module_.add_child(instance=ModulePage(title=title, slug=f"stap-{next(_numbers)}", summary="Stap."))
        EditionStep.objects.create(
            edition=made,
            position=position,
            kind=kind,
            title=title,
            minutes=minutes,
            screens=screens,
            page=page,
            frozen=frozen({"v": 1, "kind": kind, "title": title, "year": year, "body": []}),
        )
    return made


def programme(module_=None, *, starts_on=date(2026, 3, 1), offices=EVERYBODY, kinds=tuple(Kind), **fields):
    """A programme for everybody, with the values that the year rules use in their examples."""
    made = Programme.objects.create(
        title="Ieder jaar",
        kinds=[str(kind) for kind in kinds],
        offices=[str(office) for office in offices],
        starts_on=starts_on,
        **fields,
    )
    made.module = module_ or module()  # for the tests: its only one
    ProgrammeModule.objects.create(programme=made, module=made.module, sort_order=0)
    return made


def begin(user, edition_, *, on):
    """The person pressed Begin on that day."""
    return Enrolment.objects.create(user=user, edition=edition_, started_at=_noon(on))


def complete(user, edition_, *, on=None, at=None):
    """The person finished the edition on a day (at noon), or at a moment."""
    at = at or _noon(on)
    Enrolment.objects.get_or_create(user=user, edition=edition_, defaults={"started_at": at})
    return Completion.objects.create(
        user=user,
        edition=edition_,
        module=edition_.module,
        completed_at=at,
        completed_on=timezone.localdate(at),
        reference=f"{edition_.year}-TEST-{next(_numbers):04}",
        receipt={},
        digest="0" * 64,
    )


def _noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))
