"""The years at a desk, by track: a module of a programme, whose years follow each other."""

from django.http import Http404

from courses.overview.choice import programme_value


def track(programme_year):
    return programme_year.programme_id, programme_year.module_id


def chosen_year(years, year, programme):
    """The programme year of the address: the newest year when `year` is None, the first programme without one."""
    found = [one for one in years if year in (None, one.year) and programme in (None, track(one))]
    if not found:
        raise Http404
    return found[0]


def programmes_of(years, year):
    """For each module of each programme its `year`, or the newest that it has: none may be out of reach."""
    found = {}
    for one in years:
        if track(one) not in found or one.year == year:
            found[track(one)] = one
    for one in found.values():
        one.value = programme_value(*track(one))
    return list(found.values())
