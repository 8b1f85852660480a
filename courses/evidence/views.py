"""The certificate: a page that prints well, and the same as PDF. Only the person's own."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.evidence import pdf, selectors
from courses.members.look import badges


@require_safe
@login_required
def certificate(request, edition):
    context = _context(request.user, edition) | {"can_make_pdf": pdf.can_make_pdf()}
    return render(request, "courses/evidence/certificate.html", context)


@require_safe
@login_required
def certificate_pdf(request, edition):
    context = _context(request.user, edition)
    try:
        content = pdf.certificate_pdf(context)
    except pdf.PdfUnavailable:
        return render(request, "courses/evidence/certificate.html", context | {"can_make_pdf": False}, status=503)
    name = _("certificate-%(year)d.pdf") % {"year": context["edition"].year}
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _context(user, edition):
    try:
        found = selectors.certificate_of(user=user, edition=edition)
    except selectors.NoCompletion:
        raise Http404 from None
    worn = badges.worn(badges.badge(found.mandates[0].organisation)) if found.mandates else badges.NOTHING
    return {"certificate": found, "completion": found.completion, "edition": found.completion.edition, "worn": worn}
