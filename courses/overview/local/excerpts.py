"""Contact en protocol: what the own protocol and house rules say, one topic a page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.members.local.changes import ABSENT, EXCERPT, Outdated, version_of
from courses.members.local.excerpts import remove_excerpt, write_excerpt
from courses.members.local.filled_in import TOPICS, excerpt_of, protocol_link
from courses.overview.desk import at_desk, desk_page
from courses.overview.local.forms import ExcerptForm


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def excerpt(request, organisation, on, topic):
    """The text on a topic: new or as it stands. Who comes second after a colleague loses no word."""
    if topic not in TOPICS:
        raise Http404
    row = excerpt_of(organisation=organisation, topic=topic)
    if request.method != "POST":
        form = ExcerptForm(instance=row, initial={"seen": version_of(row), **_proposed(organisation, row)})
        return _page(request, organisation, topic, form, row)
    form = ExcerptForm(request.POST)
    if not form.is_valid():
        return _page(request, organisation, topic, form, row)
    given = {name: form.cleaned_data[name] for name in EXCERPT}
    seen = form.cleaned_data["seen"]
    here = {"by": request.user, "now": timezone.now(), "on": on}
    try:
        write_excerpt(organisation=organisation, topic=topic, seen=seen, **given, **here)
    except Outdated as outdated:
        form = ExcerptForm({**request.POST.dict(), "seen": version_of(outdated.present)})
        form.is_valid()
        return _page(request, organisation, topic, form, outdated.present, overtaken=True, status=409)
    messages.success(request, _("The text is kept, as checked today. Members see it at once."))
    return redirect("overview:contacts", code=organisation.code)


@require_POST
@at_desk
def remove(request, organisation, on, topic):
    """Take a text away, from its own page: what stood in the form before is what is removed."""
    if topic not in TOPICS:
        raise Http404
    seen = request.POST.get("seen", ABSENT)
    try:
        remove_excerpt(organisation=organisation, topic=topic, seen=seen, by=request.user, now=timezone.now())
    except Outdated:
        messages.warning(
            request, _("A colleague changed this text just now, so it was not removed. Look at it once more.")
        )
        return redirect("overview:excerpt", code=organisation.code, topic=topic)
    messages.success(request, _("The text is removed. Members do not see it any more."))
    return redirect("overview:contacts", code=organisation.code)


def _proposed(organisation, row):
    """For a new text, the link of the protocol that another topic names: it is mostly the same document."""
    if row is not None:
        return {}
    return {"url": protocol_link(organisation=organisation)}


def _page(request, organisation, topic, form, row, *, overtaken=False, status=200):
    context = {
        "form": form,
        "topic": topic,
        "label": TOPICS[topic],
        "excerpt": row,
        "version": version_of(row),
        "overtaken": overtaken,
    }
    return desk_page(request, "courses/overview/excerpt.html", organisation, status=status, **context)
