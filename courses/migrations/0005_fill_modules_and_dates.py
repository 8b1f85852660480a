"""A programme's one module becomes the first in its row; a year says its module; due dates were not moved yet."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def fill(apps, schema_editor):
    programmes, years, assignments, places, editions = (
        apps.get_model(label)
        for label in (
            "courses.Programme",
            "courses.ProgrammeYear",
            "courses.Assignment",
            "courses.ProgrammeModule",
            "content.Edition",
        )
    )
    for programme in programmes.objects.all():
        places.objects.create(programme=programme, module_id=programme.module_id, sort_order=0)
    module = editions.objects.filter(pk=OuterRef("edition")).values("module")[:1]
    years.objects.update(module=Subquery(module))
    assignments.objects.update(unmoved_due=F("due"))


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_absences_windows_and_modules_in_order")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
