"""What is asked before a year opens: every reason to refuse, in words."""

from django.utils.translation import gettext as _

from content.editions.models import Edition
from courses.planning.errors import PlanningError
from courses.planning.models import Programme, ProgrammeModule, ProgrammeYear


def check(*, programme, year, edition, today):
    """Raise PlanningError when `year` of the edition's module cannot be opened on `today`."""
    if not ProgrammeModule.objects.filter(programme=programme, module=edition.module_id).exists():
        raise PlanningError(
            _("This edition is of another module than the programme. Choose an edition of the programme’s module.")
        )
    if programme.starts_on > today:
        raise PlanningError(
            _("The programme does not hold yet on this day. Change the day from which it holds, or wait.")
        )
    if programme.ends_on and programme.ends_on < today:
        raise PlanningError(_("The programme has ended. Change its last day to open another year."))
    if abs(year - today.year) > 1:
        # a slip of the pen would close what is open now, and bar all years before the one that was typed
        raise PlanningError(
            _("The year %(year)d is not this year, the last or the next one. Check the number.") % {"year": year}
        )
    newest = ProgrammeYear.objects.filter(programme=programme, module=edition.module_id).order_by("-year").first()
    if newest and newest.year > year:
        raise PlanningError(
            _("The year %(year)d is already open. An earlier year cannot be opened after it.") % {"year": newest.year}
        )
    if newest and newest.year == year and newest.edition_id != edition.pk:
        raise PlanningError(
            _("The year %(year)d is already open, with another edition. It keeps that edition.") % {"year": year}
        )


def editions_for(*, programme: Programme, year: int) -> list[Edition]:
    """Return the editions of `year` of the programme's modules, in its order. PlanningError names what lacks."""
    places = ProgrammeModule.objects.filter(programme=programme).select_related("module")
    modules = [place.module for place in places]
    if not modules:
        raise PlanningError(_("This programme has no module yet. Add one first."))
    editions = {one.module_id: one for one in Edition.objects.filter(module__in=modules, year=year)}
    missing = [module.title for module in modules if module.pk not in editions]
    if missing:
        raise PlanningError(
            _("There is no edition of %(year)d yet of: %(modules)s. Open the edition first.")
            % {"year": year, "modules": ", ".join(missing)}
        )
    return [editions[module.pk] for module in modules]
