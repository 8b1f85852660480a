"""Verslag at the desk: the year for the annual report, on the screen, to paste, and as files."""

from django import forms
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from courses.evidence import pdf
from courses.members.log.models import DeskAction
from courses.members.log.noting import note_action
from courses.overview.choice import number
from courses.overview.desk import at_desk, desk_page
from courses.overview.report import files, tables, words
from courses.overview.report.annual import NoSuchYear, annual
from courses.overview.report.hiding import LEAST


class ReportForm(forms.Form):
    """What is asked of a report; anything unknown is left out."""

    klein = forms.BooleanField(label=_("Do not say numbers below 5"), required=False)


@require_safe
@at_desk
def report(request, organisation, on):
    """The report of a year: text, table and chart."""
    try:
        found = _asked(request.GET, organisation, on)
    except NoSuchYear:
        if "jaar" in request.GET:
            raise Http404 from None
        return desk_page(request, "courses/overview/report_nothing.html", organisation)
    context = {**_context(found, on), "form": ReportForm(request.GET), "kinds": _kinds()}
    return desk_page(request, "courses/overview/report.html", organisation, **context)


@require_safe
@at_desk
def plain(request, organisation, on):
    """The same without anything around it, to paste into a word processor."""
    try:
        found = _asked(request.GET, organisation, on)
    except NoSuchYear:
        raise Http404 from None
    return desk_page(request, "courses/overview/report_plain.html", organisation, **_context(found, on))


@at_desk
@require_POST
def download(request, organisation, on, kind):
    """The report as a file, noted as taken."""
    try:
        found = _asked(request.POST, organisation, on)
    except NoSuchYear:
        raise Http404 from None
    try:
        response = _file(kind, organisation, found, _context(found, on))
    except pdf.PdfUnavailable:
        context = {**_context(found, on), "form": ReportForm(request.POST), "kinds": _kinds()}
        return desk_page(request, "courses/overview/report.html", organisation, status=503, **context)
    reported = DeskAction.Kind.REPORTED
    note_action(organisation=organisation, by=request.user, kind=reported, now=timezone.now(), year=found.year)
    return response


def _file(kind, organisation, found, context):
    name = files.name_of(organisation, found, kind)
    if kind == "xlsx":
        return FileResponse(files.workbook(found), as_attachment=True, filename=name)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind == "csv":
        lines = files.csv_lines(found)
        return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
    context = {"organisation": organisation, **context}
    if kind == "odt":
        return HttpResponse(files.text_document(context), content_type=files.ODT, headers=headers)
    return HttpResponse(files.paper(context), content_type="application/pdf", headers=headers)


def _asked(query, organisation, on):
    """The report that an address or a form asks for."""
    year = query.get("jaar")
    if year is not None and number(year) is None:
        raise NoSuchYear
    return annual(organisation=organisation, on=on, year=year and number(year), hide_small=bool(query.get("klein")))


def _context(found, on):
    return {
        "annual": found,
        "texts": [words.paragraph(track) for track in found.tracks],
        "basis": words.basis(),
        "tables": tables.tables(found),
        "chart": tables.drawing(found),
        "least": LEAST,
        "on": on,
    }


def _kinds():
    """The files that can be made here, PDF only where its library is."""
    return [kind for kind in files.KINDS if kind != "pdf" or pdf.can_make_pdf()]
