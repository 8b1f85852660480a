"""A completion is a fact: the database refuses to change it. Only the erasure service deletes."""

from django.db import migrations

from content.editions.triggers import forbid_update


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]
    operations = [forbid_update("courses_completion")]
