"""The database itself refuses to change a frozen document or an amendment; deleting is guarded by foreign keys."""

from django.db import migrations

from content.editions.triggers import forbid_update


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial")]
    operations = [forbid_update("content_frozen"), forbid_update("content_amendment")]
