"""The only place where organisation scoping is written.

Clerks reach organisations through `desk()`, members reach their own mandates through `mandates()`. Whatever belongs
to another organisation does not exist here: it raises Http404's cause, `Organisation.DoesNotExist`, never "forbidden".
"""

from courses.members.models import DeskRole, Membership, Organisation


def desks(*, user, on):
    """Organisations at whose desk `user` sits on the day `on`, by name."""
    return Organisation.objects.filter(desk_roles__in=DeskRole.objects.of(user).active(on=on)).order_by("name", "code")


def desk(*, user, code, on):
    """The organisation with `code`, when `user` sits at its desk on the day `on`; else Organisation.DoesNotExist."""
    return desks(user=user, on=on).get(code=code)


def members(*, organisation):
    """Every membership of one organisation, whatever its dates."""
    return Membership.objects.filter(organisation=organisation)


def mandates(*, user, on):
    """The active memberships of `user`, organisation included, oldest first."""
    return Membership.objects.of(user).active(on=on).select_related("organisation").order_by("start", "pk")


def roles(*, organisation):
    """Everybody who sits, sat or will sit at the desk of one organisation, the person included, by first day."""
    return (
        DeskRole.objects.filter(organisation=organisation)
        .select_related("user", "organisation")
        .order_by("start", "pk")
    )


def held_here(*, organisation, person):
    """The keys of the memberships that a person (a key) has or had in one organisation."""
    return list(members(organisation=organisation).filter(user=person).values_list("pk", flat=True))
