"""What can be done to one member: each with its form, its service, and what it says before and after."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.members.models import Absence, Membership
from courses.overview.people import effects
from courses.overview.people.forms import CorrectForm, DeskForm, EndForm, ExemptForm, LineForm, PauseForm
from courses.planning import mandates
from courses.planning.models import Exemption
from courses.planning.register import programmes_of


@dataclass(frozen=True)
class Act:
    """`form(membership, data)`, `do(membership, form, by, now)`, `says(membership, form)` the sentences before."""

    title: str
    button: str
    done: str
    form: Callable
    do: Callable
    says: Callable
    #: The membership is gone afterwards, so no page of it is left.
    removes: bool = False


def _named(form, act):
    """Give the fields of this form keys of their own: the page of a member has several forms."""

    def make(membership, data=None, **more):
        return form(membership, {"data": data, "auto_id": f"{act}-%s", **more})

    return make


def _line(rows, form):
    """The row that the form names, among those of the membership; None when it names none. Raises DoesNotExist."""
    key = form.cleaned_data.get("line")
    return rows.get(pk=key) if key else None


def _period(form):
    return effects.period(form.cleaned_data["start"], form.cleaned_data["end"])


# --- name, office and first day ---------------------------------------------------------------------------------------


def _correct_form(membership, options):
    initial = CorrectForm.initial_of(membership)
    return CorrectForm(initial=initial, organisation=membership.organisation, **options)


def _correct(membership, form, by, now):
    given = form.cleaned_data
    mandates.correct_member(
        membership=membership, name=form.name, office=given["office"], start=given["start"], by=by, now=now
    )


def _correct_says(membership, form):
    words = {"name": form.name.display, "sort": form.name.sort, "day": effects.day(form.cleaned_data["start"])}
    return [_("The register says: %(name)s (%(sort)s), member from %(day)s.") % words]


# --- the last day -----------------------------------------------------------------------------------------------------


def _end(membership, form, by, now):
    mandates.end_member(membership=membership, last_day=form.cleaned_data["last_day"], by=by, now=now)


def _end_says(membership, form):
    last = form.cleaned_data["last_day"]
    words = {"name": membership.name, "day": effects.day(last), "after": effects.after(last) if last else ""}
    if not last:
        return [_("%(name)s stays a member, without a last day.") % words]
    return [
        _("%(name)s is a member up to and including %(day)s.") % words,
        _("From %(after)s there are no mails, no modules and no place in your overview.") % words,
        _("For 90 days the person can still sign in to see the own data, and nothing else."),
    ]


# --- away -------------------------------------------------------------------------------------------------------------


def _pause(membership, form, by, now):
    given = form.cleaned_data
    mandates.pause_member(
        membership=membership, start=given["start"], end=given["end"], by=by, now=now,
        instead_of=_line(Absence.objects.filter(membership=membership), form),
    )  # fmt: skip


def _pause_says(membership, form):
    return [
        _("%(name)s is temporarily not active %(period)s.") % {"name": membership.name, "period": _period(form)},
        _("In that time we send no mails. Nobody is asked for a reason."),
    ]


def _unpause(membership, form, by, now):
    mandates.unpause_member(absence=_line(Absence.objects.filter(membership=membership), form), by=by, now=now)


def _unpause_says(membership, form):
    return [_("The absence of %(name)s is taken away, as if it had not been noted.") % {"name": membership.name}]


# --- not applicable ---------------------------------------------------------------------------------------------------


def _exempt(membership, form, by, now):
    given = form.cleaned_data
    mandates.exempt(
        membership=membership,
        programme=next(one for one in programmes_of(membership) if one.pk == given["programme"]),
        start=given["start"], end=given["end"], by=by, now=now,
    )  # fmt: skip


def _exempt_says(membership, form):
    words = {"name": membership.name, "period": _period(form)}
    return [
        _("Of %(name)s nothing is asked %(period)s.") % words,
        _("The member stands in no total in that time. Nobody is asked for a reason."),
    ]


def _unexempt(membership, form, by, now):
    mandates.unexempt(exemption=_line(Exemption.objects.filter(membership=membership), form), by=by, now=now)


def _unexempt_says(membership, form):
    return [_("%(name)s is asked again, as if nothing had been noted.") % {"name": membership.name}]


# --- added by mistake -------------------------------------------------------------------------------------------------


def _remove(membership, form, by, now):
    mandates.remove_member(membership=membership, by=by, now=now)


def _remove_says(membership, form):
    return [
        _("%(name)s disappears from your register, with everything that was asked.") % {"name": membership.name},
        _("What this person did in a module stays with the person. This cannot be taken back."),
    ]


ACTS = {
    "gegevens": Act(
        title=gettext_lazy("Correct name, office or first day"),
        button=gettext_lazy("Keep the correction"),
        done=gettext_lazy("The correction is kept."),
        form=_named(_correct_form, "gegevens"),
        do=_correct,
        says=_correct_says,
    ),
    "einde": Act(
        title=gettext_lazy("End the membership"),
        button=gettext_lazy("Keep the last day"),
        done=gettext_lazy("The last day is kept."),
        form=_named(lambda membership, options: EndForm(initial={"last_day": membership.end}, **options), "einde"),
        do=_end,
        says=_end_says,
    ),
    "afwezig": Act(
        title=gettext_lazy("Temporarily not active"),
        button=gettext_lazy("Keep the absence"),
        done=gettext_lazy("The absence is kept."),
        form=_named(lambda membership, options: PauseForm(**options), "afwezig"),
        do=_pause,
        says=_pause_says,
    ),
    "afwezig-weg": Act(
        title=gettext_lazy("Take the absence away"),
        button=gettext_lazy("Take the absence away"),
        done=gettext_lazy("The absence is taken away."),
        form=_named(lambda membership, options: LineForm(**options), "afwezig-weg"),
        do=_unpause,
        says=_unpause_says,
    ),
    "niet-van-toepassing": Act(
        title=gettext_lazy("Not applicable"),
        button=gettext_lazy("Keep ‘not applicable’"),
        done=gettext_lazy("Kept: not applicable."),
        form=_named(
            lambda membership, options: ExemptForm(programmes=programmes_of(membership), **options),
            "niet-van-toepassing",
        ),
        do=_exempt,
        says=_exempt_says,
    ),
    "wel-van-toepassing": Act(
        title=gettext_lazy("Ask it again"),
        button=gettext_lazy("Ask it again"),
        done=gettext_lazy("Kept: it is asked again."),
        form=_named(lambda membership, options: LineForm(**options), "wel-van-toepassing"),
        do=_unexempt,
        says=_unexempt_says,
    ),
    "weg": Act(
        title=gettext_lazy("Added by mistake"),
        button=gettext_lazy("Remove this member"),
        done=gettext_lazy("The member is removed."),
        form=_named(lambda membership, options: DeskForm(**options), "weg"),
        do=_remove,
        says=_remove_says,
        removes=True,
    ),
}


def forms_of(membership: Membership, *, changed: Absence | None = None) -> dict:
    """Return the forms that stand open on the page of a member, by the name that a template can say.

    `changed`: the absence that the clerk chose to change, which then stands in its form.
    """
    noted = {"line": changed.pk, "start": changed.start, "end": changed.end} if changed else {}
    return {
        "gegevens": ACTS["gegevens"].form(membership),
        "einde": ACTS["einde"].form(membership),
        "afwezig": ACTS["afwezig"].form(membership, initial=noted),
        "niet_van_toepassing": ACTS["niet-van-toepassing"].form(membership),
    }
