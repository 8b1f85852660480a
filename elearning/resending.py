"""What somebody sent and could not be taken: its fields, and a page that offers to send them again with one button."""

from django.shortcuts import render

#: Only what members answer; a clerk's or trainer's work is never kept.
UNDER = "/leren/"


def fields_of(request) -> list[tuple[str, str]]:
    """What was sent, field by field in order, without the token of the old page."""
    names = request.POST.lists()
    return [(name, value) for name, values in names if name != "csrfmiddlewaretoken" for value in values]


def offer(request, template, *, path, fields, status=200):
    """A page with a form that sends `fields` (name and value, in order) to `path`, with a token that is new."""
    return render(request, template, {"path": path, "fields": fields}, status=status)
